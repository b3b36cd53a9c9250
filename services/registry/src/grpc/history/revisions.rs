//! What changed on a public profile, and when.

use chassis::{
    caller, check,
    page::{self, Search},
    times::timestamp,
};
use proto::asf::registry::v1::{self as v1, ListRevisionsRequest, ListRevisionsResponse};
use tonic::{Request, Response};

use crate::{
    domain::enterprise::Stage,
    grpc::{Answer, Grpc, refusal, rights},
    projection::revisions::{FieldChange, Kind, Revision},
};

pub(super) async fn list(
    grpc: &Grpc,
    request: Request<ListRevisionsRequest>,
) -> Answer<ListRevisionsResponse> {
    let caller = caller::of(&request);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let id = check::id(&request.id);
    let entry = grpc.directory.get(id).await;
    let entry = entry.map_err(refusal::database)?;
    let is_seen = entry.is_some_and(|it| it.stage == Stage::Listed || rights::sees(&caller, &it));
    if !is_seen {
        return Err(refusal::not_found());
    }
    let bound = Search::of(&ListRevisionsRequest {
        id: request.id.clone(),
        ..ListRevisionsRequest::default()
    });
    let before = super::version_of(bound, &request.page_token)?;
    let size = page::size(request.page_size);
    // One row more tells whether there is a next page.
    let rows = grpc.revisions.page(id, before, size + 1).await;
    let mut rows = rows.map_err(refusal::database)?;
    let has_next = rows.len() > size as usize;
    rows.truncate(size as usize);
    let last = rows.last().filter(|_| has_next);
    Ok(Response::new(ListRevisionsResponse {
        next_page_token: last
            .map(|it| bound.token(&it.version.unsigned_abs().to_be_bytes()))
            .unwrap_or_default(),
        revisions: rows.into_iter().map(revision).collect(),
    }))
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
