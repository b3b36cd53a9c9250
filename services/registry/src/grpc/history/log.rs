//! Everything that happened to one enterprise, for those who look after the
//! list.

use chassis::{
    check,
    page::{self, Search},
    times::timestamp,
};
use eventlog::journal::Recorded;
use host::call::{Answer, Read};
use kernel::aggregate::Aggregate;
use proto::asf::registry::v1::{self as v1, ListHistoryRequest, ListHistoryResponse};
use tonic::Request;

use crate::{
    domain::{
        enterprise::{Enterprise, FieldReason, event::Event},
        values::{criteria::Attestations, difference::differences, profile::Profile},
    },
    grpc::{Grpc, convert::change::change, rights::REVIEW},
};

pub(super) async fn list(
    grpc: &Grpc,
    request: Request<ListHistoryRequest>,
) -> Answer<ListHistoryResponse> {
    let read = Read::open(request)?;
    grpc.admit(&read.caller, &read.message.id, &REVIEW).await?;
    let bound = Search::of(&ListHistoryRequest {
        id: read.message.id.clone(),
        ..ListHistoryRequest::default()
    });
    let before = super::version_of(bound, &read.message.page_token)?;
    let events = grpc.store.history(check::id(&read.message.id)).await?;
    let size = page::size(read.message.page_size) as usize;
    let mut entries = entries(events);
    entries.retain(|it| before.is_none_or(|before| it.version < before));
    entries.reverse();
    let has_next = entries.len() > size;
    entries.truncate(size);
    let last = entries.last().filter(|_| has_next);
    Ok(ListHistoryResponse {
        next_page_token: last
            .map(|it| bound.token(&it.version.to_be_bytes()))
            .unwrap_or_default(),
        entries,
    })
}

/// The first one first.
fn entries(events: Vec<Recorded<Event>>) -> Vec<v1::HistoryEntry> {
    let mut state = Enterprise::default();
    let entry = |recorded: Recorded<Event>| {
        let before = state.clone();
        state.evolve(&recorded.event);
        v1::HistoryEntry {
            version: recorded.version,
            at: Some(timestamp(recorded.metadata.at)),
            event: name(&recorded.event),
            changes: changes(&before, &recorded.event, &state),
            reason: reason(&recorded.event),
            actor: recorded.metadata.actor,
        }
    };
    events.into_iter().map(entry).collect()
}

/// As it lies in the log.
fn name(event: &Event) -> String {
    let stored = serde_json::to_value(event).unwrap_or_default();
    stored["type"].as_str().unwrap_or_default().to_owned()
}

fn changes(before: &Enterprise, event: &Event, after: &Enterprise) -> Vec<v1::FieldChange> {
    let Enterprise::Known(known) = after else {
        return Vec::new();
    };
    let after = match event {
        Event::ChangesProposed { .. } => known.with_pending(),
        Event::Registered { .. }
        | Event::ProfileChanged { .. }
        | Event::CriteriaAttested { .. }
        | Event::ChangesApproved { .. } => (known.profile.clone(), known.attestations.clone()),
        Event::ChangesReturned { .. }
        | Event::ChangesWithdrawn
        | Event::Submitted
        | Event::Listed
        | Event::Unlisted { .. }
        | Event::KeptOff { .. }
        | Event::Returned { .. }
        | Event::Rejected { .. }
        | Event::Certified { .. }
        | Event::CertificationLapsed
        | Event::CertificationRevoked { .. }
        | Event::MembershipBegan
        | Event::MembershipEnded
        | Event::CapacityConfirmed { .. }
        | Event::SocialBenefitReported(_)
        | Event::SocialBenefitWithdrawn { .. }
        | Event::Closed { .. }
        | Event::ClaimRequested(_)
        | Event::ClaimWithdrawn { .. }
        | Event::ClaimApproved { .. }
        | Event::ClaimRejected { .. }
        | Event::Released { .. }
        | Event::NoticeRequested { .. } => return Vec::new(),
    };
    let differences = differences(stated(before), (&after.0, &after.1));
    differences.into_iter().map(change).collect()
}

/// What an enterprise says of itself, once it is there.
fn stated(state: &Enterprise) -> Option<(&Profile, &Attestations)> {
    match state {
        Enterprise::Unknown => None,
        Enterprise::Known(known) => Some((&known.profile, &known.attestations)),
    }
}

/// The words that were given with it.
fn reason(event: &Event) -> String {
    match event {
        Event::Unlisted { reason, .. }
        | Event::KeptOff { reason }
        | Event::Closed { reason, .. } => {
            let words = reason.as_ref().map(|it| it.as_str());
            words.unwrap_or_default().to_owned()
        }
        Event::Rejected { reason } | Event::CertificationRevoked { reason } => {
            reason.as_str().to_owned()
        }
        Event::ClaimRejected { reason, .. } => reason.text().to_owned(),
        Event::Returned { reasons } | Event::ChangesReturned { reasons } => lines(reasons),
        Event::Registered { .. }
        | Event::ProfileChanged { .. }
        | Event::CriteriaAttested { .. }
        | Event::ChangesProposed { .. }
        | Event::ChangesApproved { .. }
        | Event::ChangesWithdrawn
        | Event::Submitted
        | Event::Listed
        | Event::Certified { .. }
        | Event::CertificationLapsed
        | Event::MembershipBegan
        | Event::MembershipEnded
        | Event::CapacityConfirmed { .. }
        | Event::SocialBenefitReported(_)
        | Event::SocialBenefitWithdrawn { .. }
        | Event::ClaimRequested(_)
        | Event::ClaimWithdrawn { .. }
        | Event::ClaimApproved { .. }
        | Event::Released { .. }
        | Event::NoticeRequested { .. } => String::new(),
    }
}

/// One in a line, with its field.
fn lines(reasons: &[FieldReason]) -> String {
    let line = |it: &FieldReason| match &it.field {
        Some(field) => format!("{}: {}", field.as_str(), it.reason.as_str()),
        None => it.reason.as_str().to_owned(),
    };
    reasons.iter().map(line).collect::<Vec<_>>().join("\n")
}
