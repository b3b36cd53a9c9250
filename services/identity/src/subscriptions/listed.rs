//! An enterprise came onto the list: somebody looked at its number, which is
//! its organisation's own.

use eventlog::projector::ApplyError;
use kernel::org_number::OrgNumber;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    domain::organisation::command::Command,
    subscriptions::{Decided, poison},
};

pub(super) const TYPE: &str = "asf.registry.v1.EnterpriseListed";

/// What counts of the event.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) enterprise_id: Uuid,
    org_number: OrgNumber,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    enterprise_id: Uuid,
    org_number: String,
}

pub(super) fn read(data: &str) -> Result<Listed, ApplyError> {
    let data: Data = serde_json::from_str(data).map_err(poison)?;
    Ok(Listed {
        enterprise_id: data.enterprise_id,
        org_number: OrgNumber::parse(&data.org_number).map_err(poison)?,
    })
}

impl Listed {
    pub(super) fn of(&self, organisation: Uuid) -> Decided {
        let org_number = self.org_number;
        Decided {
            organisation,
            command: Command::ConfirmNumber { org_number },
        }
    }
}
