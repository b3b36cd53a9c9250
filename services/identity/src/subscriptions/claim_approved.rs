//! Staff or the county's process leader approved a claim, or an owner
//! registered the own enterprise: it is tied to the organisation.

use eventlog::projector::ApplyError;
use kernel::org_number::OrgNumber;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    domain::organisation::command::Command,
    subscriptions::{Decided, poison},
};

pub(super) const TYPE: &str = "asf.registry.v1.EnterpriseClaimApproved";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Approved {
    enterprise_id: Uuid,
    organisation_id: Uuid,
    /// Where somebody looked at a claim; older events have none.
    #[serde(default)]
    org_number: String,
}

pub(super) fn read(data: &str) -> Result<Decided, ApplyError> {
    let approved: Approved = serde_json::from_str(data).map_err(poison)?;
    let enterprise = approved.enterprise_id;
    Ok(Decided {
        organisation: approved.organisation_id,
        command: Command::TieEnterprise {
            enterprise,
            org_number: OrgNumber::parse(&approved.org_number).ok(),
        },
    })
}
