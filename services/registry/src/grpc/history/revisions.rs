//! What changed on a public profile, and when.

use chassis::{
    check,
    page::{self, Search},
    times::timestamp,
};
use host::call::{Answer, Read};
use proto::asf::registry::v1::{self as v1, ListRevisionsRequest, ListRevisionsResponse};
use tonic::Request;

use crate::{
    domain::enterprise::Stage,
    grpc::{Grpc, refusal, rights},
    projection::revisions::{FieldChange, Kind, Revision},
};

pub(super) async fn list(
    grpc: &Grpc,
    request: Request<ListRevisionsRequest>,
) -> Answer<ListRevisionsResponse> {
    let read = Read::open(request)?;
    let id = check::id(&read.message.id);
    let entry = grpc.directory.get(id).await?;
    let seen = entry.filter(|it| it.stage == Stage::Listed || rights::sees(&read.caller, it));
    seen.ok_or_else(refusal::not_found)?;
    let bound = Search::of(&ListRevisionsRequest {
        id: read.message.id.clone(),
        ..ListRevisionsRequest::default()
    });
    let before = super::version_of(bound, &read.message.page_token)?;
    let size = page::size(read.message.page_size);
    // One row more tells whether there is a next page.
    let mut rows = grpc.revisions.page(id, before, size + 1).await?;
    let has_next = rows.len() > size as usize;
    rows.truncate(size as usize);
    let last = rows.last().filter(|_| has_next);
    Ok(ListRevisionsResponse {
        next_page_token: last
            .map(|it| bound.token(&it.version.unsigned_abs().to_be_bytes()))
            .unwrap_or_default(),
        revisions: rows.into_iter().map(revision).collect(),
    })
}

fn revision(revision: Revision) -> v1::Revision {
    v1::Revision {
        at: Some(timestamp(revision.at)),
        kind: kind(revision.kind.0).into(),
        changes: revision.changes.0.into_iter().map(change).collect(),
        version: revision.version.unsigned_abs(),
    }
}

fn change(change: FieldChange) -> v1::FieldChange {
    v1::FieldChange {
        field: change.field,
        before: change.before,
        after: change.after,
    }
}

fn kind(kind: Kind) -> v1::RevisionKind {
    match kind {
        Kind::Listed => v1::RevisionKind::Listed,
        Kind::Changed => v1::RevisionKind::Changed,
        Kind::Unlisted => v1::RevisionKind::Unlisted,
        Kind::Closed => v1::RevisionKind::Closed,
        Kind::Certified => v1::RevisionKind::Certified,
        Kind::CertificationLapsed => v1::RevisionKind::CertificationLapsed,
        Kind::MembershipBegan => v1::RevisionKind::MembershipBegan,
        Kind::MembershipEnded => v1::RevisionKind::MembershipEnded,
        Kind::BenefitReported => v1::RevisionKind::BenefitReported,
        Kind::BenefitWithdrawn => v1::RevisionKind::BenefitWithdrawn,
        Kind::CapacityConfirmed => v1::RevisionKind::CapacityConfirmed,
    }
}
