//! What the registry says becomes commands here: one file for each event.

mod claim_approved;
mod claim_rejected;
mod listed;

use eventlog::{
    command::ExecuteError,
    feed::FeedRow,
    projector::{ApplyError, Subscription},
};
use futures::future::BoxFuture;
use host::subscription::{caused_by, failed};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    domain::organisation::{command::Command, refusal::Refusal},
    projection::organisations::Organisations,
    rooms::Rooms,
    store::Store,
};

/// Who gives the commands, in the events.
const ACTOR: &str = "system";

/// Follows the registry's decisions about claims.
pub(crate) struct Claims {
    store: Store,
    organisations: Organisations,
}

/// A command for one organisation.
#[derive(Debug, PartialEq)]
struct Decided {
    organisation: Uuid,
    command: Command,
}

impl Claims {
    pub(crate) fn new(rooms: &Rooms) -> Self {
        Self {
            store: rooms.store.clone(),
            organisations: rooms.organisations.clone(),
        }
    }
}

impl Claims {
    /// Nothing for an event that is of no interest.
    async fn decided(&self, event: &FeedRow) -> Result<Option<Decided>, ApplyError> {
        if event.r#type != listed::TYPE {
            return of_a_claim(event);
        }
        let listed = listed::read(&event.data)?;
        let organisation = self.organisations.tied_to(listed.enterprise_id).await?;
        Ok(organisation.map(|it| listed.of(it)))
    }
}

impl Subscription for Claims {
    fn projection(&self) -> &'static str {
        "claims"
    }

    /// The command has a transaction of its own and may be given again after
    /// a crash: the event's id, as its key, lets it count once.
    fn apply<'a>(
        &'a self,
        _tx: &'a mut PgConnection,
        event: &'a FeedRow,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            let Some(decided) = self.decided(event).await? else {
                return Ok(());
            };
            let key = format!("{}/{}", self.projection(), event.event_id);
            let by = caused_by(event, ACTOR, event.recorded_at, key);
            let (id, command) = (decided.organisation, decided.command.clone());
            let again = by.clone();
            match self.store.organisation(id, command, by).await {
                // Another organisation was verified with the number meanwhile:
                // this one stays as it is, and a claimed enterprise is given back.
                Err(ExecuteError::Refused(Refusal::OrgNumberTaken)) => {
                    let given_back = self
                        .store
                        .organisation(id, unproven(&decided.command), again);
                    given_back.await.map(drop).map_err(failed)
                }
                // Of an organisation that a restored backup does not have.
                Ok(_) | Err(ExecuteError::Refused(Refusal::NotFound)) => Ok(()),
                Err(failure) => Err(failed(failure)),
            }
        })
    }
}

/// Nothing for an event that decides no claim.
fn of_a_claim(event: &FeedRow) -> Result<Option<Decided>, ApplyError> {
    match event.r#type.as_str() {
        claim_approved::TYPE => claim_approved::read(&event.data).map(Some),
        claim_rejected::TYPE => claim_rejected::read(&event.data).map(Some),
        _ => Ok(None),
    }
}

/// The same decision without what it says of the claimant's number.
fn unproven(command: &Command) -> Command {
    match command {
        Command::TieEnterprise { enterprise, .. } => Command::TieEnterprise {
            enterprise: *enterprise,
            org_number: None,
        },
        other => other.clone(),
    }
}

fn poison(reason: impl ToString) -> ApplyError {
    ApplyError::Poison(reason.to_string())
}

#[cfg(test)]
mod tests {
    use kernel::org_number::OrgNumber;
    use time::macros::datetime;

    use super::*;
    use crate::domain::values::text::Reason;

    const ORGANISATION: Uuid = Uuid::from_u128(1);
    const ENTERPRISE: Uuid = Uuid::from_u128(2);

    fn event(name: &str, data: &serde_json::Value) -> FeedRow {
        FeedRow {
            position: 1,
            event_id: Uuid::from_u128(9),
            r#type: format!("asf.registry.v1.{name}"),
            subject: String::new(),
            resource: String::new(),
            data: data.to_string(),
            traceparent: None,
            recorded_at: datetime!(2026-03-01 12:00 UTC),
        }
    }

    #[test]
    fn an_approval_ties_the_enterprise() {
        let data = serde_json::json!({
            "enterpriseId": ENTERPRISE, "organisationId": ORGANISATION,
            "approvedAt": "2026-03-01T12:00:00Z", "orgNumber": "556016-0680",
        });
        let decided = of_a_claim(&event("EnterpriseClaimApproved", &data)).unwrap();
        let (organisation, enterprise) = (ORGANISATION, ENTERPRISE);
        let command = Command::TieEnterprise {
            enterprise,
            org_number: OrgNumber::parse("556016-0680").ok(),
        };
        let expected = Decided {
            organisation,
            command,
        };
        assert_eq!(decided, Some(expected));
    }

    #[test]
    fn a_rejection_keeps_its_reason_for_the_organisation() {
        let data = serde_json::json!({
            "enterpriseId": ENTERPRISE, "organisationId": ORGANISATION, "reason": "TIED",
        });
        let decided = of_a_claim(&event("EnterpriseClaimRejected", &data)).unwrap();
        let reason = Reason::parse("TIED").unwrap();
        let enterprise = ENTERPRISE;
        let command = Command::RejectClaim { enterprise, reason };
        assert_eq!(decided.map(|it| it.command), Some(command));
    }

    #[test]
    fn a_listing_confirms_the_number_that_was_listed() {
        let data = serde_json::json!({"enterpriseId": ENTERPRISE, "orgNumber": "556016-0680"});
        let listed = listed::read(&data.to_string()).unwrap();
        assert_eq!(listed.enterprise_id, ENTERPRISE);
        let org_number = OrgNumber::parse("556016-0680").unwrap();
        let command = Command::ConfirmNumber { org_number };
        assert_eq!(listed.of(ORGANISATION).command, command);
        assert!(matches!(listed::read("{}"), Err(ApplyError::Poison(_))));
    }

    #[test]
    fn other_events_are_left_alone_and_broken_ones_are_parked() {
        let nothing = serde_json::json!({});
        assert_eq!(
            of_a_claim(&event("EnterpriseErased", &nothing)).unwrap(),
            None
        );
        for name in ["EnterpriseClaimApproved", "EnterpriseClaimRejected"] {
            let broken = of_a_claim(&event(name, &nothing));
            assert!(matches!(broken, Err(ApplyError::Poison(_))), "{name}");
        }
    }
}
