//! A claim was rejected, by a person or because the enterprise cannot be
//! claimed.

use eventlog::projector::ApplyError;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    domain::{organisation::command::Command, values::text::Reason},
    subscriptions::{Decided, poison},
};

pub(super) const TYPE: &str = "asf.registry.v1.EnterpriseClaimRejected";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rejected {
    enterprise_id: Uuid,
    organisation_id: Uuid,
    reason: String,
}

pub(super) fn read(data: &str) -> Result<Decided, ApplyError> {
    let rejected: Rejected = serde_json::from_str(data).map_err(poison)?;
    let reason = Reason::parse(&rejected.reason).map_err(poison)?;
    let enterprise = rejected.enterprise_id;
    Ok(Decided {
        organisation: rejected.organisation_id,
        command: Command::RejectClaim { enterprise, reason },
    })
}
