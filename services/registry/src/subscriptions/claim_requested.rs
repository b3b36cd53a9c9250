//! An organisation wishes to look after an enterprise. Whatever comes of it,
//! the organisation gets an answer.

use chassis::times::time_of;
use eventlog::{feed::FeedRow, projector::ApplyError};
use kernel::org_number::OrgNumber;
use proto::asf::identity::v1::EnterpriseClaimRequested;
use uuid::Uuid;

use crate::{
    domain::{
        enterprise::{claim::Claim, command::Command},
        values::text::Name,
    },
    subscriptions::{
        Organisations,
        read::{self, unreadable},
    },
};

pub(super) async fn apply(to: &Organisations, event: &FeedRow) -> Result<(), ApplyError> {
    let (enterprise, claim) = read(event)?;
    to.execute(event, enterprise, Command::RequestClaim(claim))
        .await
}

fn read(event: &FeedRow) -> Result<(Uuid, Claim), ApplyError> {
    let asked: EnterpriseClaimRequested = read::message(event)?;
    let requested_at = asked.requested_at.as_ref().and_then(time_of);
    let claim = Claim {
        organisation: read::id("organisation_id", &asked.organisation_id)?,
        name: Name::parse(&asked.organisation_name)
            .map_err(|error| unreadable("organisation_name", error))?,
        org_number: OrgNumber::parse(&asked.org_number)
            .map_err(|error| unreadable("org_number", error))?,
        requested_at: requested_at.unwrap_or(event.recorded_at),
    };
    Ok((read::id("enterprise_id", &asked.enterprise_id)?, claim))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn event(data: &str) -> FeedRow {
        FeedRow {
            position: 1,
            event_id: Uuid::nil(),
            r#type: "asf.identity.v1.EnterpriseClaimRequested".to_owned(),
            subject: String::new(),
            resource: String::new(),
            data: data.to_owned(),
            traceparent: None,
            recorded_at: datetime!(2026-03-01 12:00 UTC),
        }
    }

    #[test]
    fn the_wish_is_read_with_what_a_newer_identity_adds() {
        let (enterprise, claim) = read(&event(
            r#"{"organisationId": "00000000-0000-0000-0000-000000000001",
                "enterpriseId": "00000000-0000-0000-0000-000000000002",
                "organisationName": "Exempelköket", "orgNumber": "556016-0680",
                "requestedBy": "00000000-0000-0000-0000-000000000003",
                "requestedAt": "2026-02-28T10:00:00Z", "somethingNew": true}"#,
        ))
        .unwrap();
        assert_eq!(enterprise, Uuid::from_u128(2));
        assert_eq!(claim.organisation, Uuid::from_u128(1));
        assert_eq!(claim.name.as_str(), "Exempelköket");
        assert_eq!(claim.requested_at, datetime!(2026-02-28 10:00 UTC));
    }

    #[test]
    fn what_is_no_wish_is_parked() {
        for data in ["[]", "{}", r#"{"organisationId": "1"}"#] {
            let read = read(&event(data));
            assert!(matches!(read, Err(ApplyError::Poison(_))), "{data}");
        }
    }
}
