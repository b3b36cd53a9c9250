//! One enterprise that waits, with everything to decide it by.

use chassis::times::timestamp;
use host::call::{Answer, Read};
use proto::asf::registry::v1::{
    Duplicate, FieldChange, GetReviewRequest, GetReviewResponse, Review, ReviewSummary,
};
use time::OffsetDateTime;
use tonic::Request;

use super::queue;
use crate::{
    domain::values::difference::{Difference, differences},
    grpc::{
        Grpc,
        convert::{change::change, enterprise::of_entry, state},
        refusal,
        rights::REVIEW,
    },
    projection::{directory::Entry, reviews::Lookalike},
};

pub(in crate::grpc) async fn get(
    grpc: &Grpc,
    request: Request<GetReviewRequest>,
) -> Answer<GetReviewResponse> {
    let read = Read::open(request)?;
    let entry = grpc.admit(&read.caller, &read.message.id, &REVIEW).await?;
    let since = entry.waiting_since.ok_or_else(refusal::not_waiting)?;
    let lookalikes = grpc.reviews.lookalikes(&[entry.id]).await?;
    let duplicates: Vec<Duplicate> = lookalikes.into_iter().map(duplicate).collect();
    let review = Review {
        summary: Some(ReviewSummary {
            has_duplicates: !duplicates.is_empty(),
            ..summary(&entry, since, grpc.clock.now())
        }),
        changes: changes(&entry),
        duplicates,
        enterprise: Some(of_entry(entry, &read.caller, grpc.clock.now())),
    };
    let review = Some(review);
    Ok(GetReviewResponse { review })
}

/// Of a listed enterprise what its changes would do; of one that wants onto
/// the list what is new since it was approved last.
fn changes(entry: &Entry) -> Vec<FieldChange> {
    let stands = (&entry.profile, &entry.attestations);
    let differences: Vec<Difference> = match (&entry.pending, &entry.approved) {
        (Some(pending), _) => {
            let (profile, attestations) = pending.applied(&entry.profile, &entry.attestations);
            differences(Some(stands), (&profile, &attestations))
        }
        (None, Some(approved)) => {
            let approved = (&approved.profile, &approved.attestations);
            differences(Some(approved), stands)
        }
        (None, None) => differences(None, stands),
    };
    differences.into_iter().map(change).collect()
}

fn summary(entry: &Entry, since: OffsetDateTime, now: OffsetDateTime) -> ReviewSummary {
    let profile = &entry.profile;
    let county = profile.municipality.map(|seat| seat.county().into());
    ReviewSummary {
        enterprise_id: entry.id.to_string(),
        name: profile.name.as_str().to_owned(),
        org_number: profile.org_number.map(Into::into).unwrap_or_default(),
        county_code: county.unwrap_or_default(),
        kind: queue::kind(entry.stage).into(),
        waiting_since: Some(timestamp(since)),
        days: queue::days(since, now),
        has_duplicates: false,
    }
}

fn duplicate(found: Lookalike) -> Duplicate {
    let same = [
        (found.same_number, "org_number"),
        (found.same_name, "name"),
        (found.same_place, "municipality_code"),
    ];
    Duplicate {
        enterprise_id: found.id.to_string(),
        slug: found.slug,
        name: found.name,
        org_number: found.org_number.unwrap_or_default(),
        municipality_code: found.municipality.unwrap_or_default(),
        state: state(found.state.0).into(),
        same: same
            .into_iter()
            .filter(|(is_same, _)| *is_same)
            .map(|(_, field)| field.to_owned())
            .collect(),
    }
}
