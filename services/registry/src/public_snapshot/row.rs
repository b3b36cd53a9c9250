//! One enterprise of the copy, and what each public event does to it. The
//! rules stand in the contract, at `HistoryService.GetSnapshot`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// As the file has it, in its order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Row {
    pub(super) enterprise_id: String,
    #[serde(flatten)]
    pub(super) summary: Summary,
    pub(super) listed_at: String,
    #[serde(flatten)]
    pub(super) certified: Certified,
    pub(super) member: bool,
    pub(super) social_benefit: Vec<Report>,
}

/// What a change of the profile replaces.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Summary {
    pub(super) name: String,
    pub(super) org_number: String,
    pub(super) county_code: String,
    pub(super) municipality_code: String,
    pub(super) industries: Vec<String>,
    pub(super) services: Vec<String>,
    pub(super) social_benefit_areas: Vec<String>,
    pub(super) page_url: String,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Certified {
    pub(super) certified_from: String,
    pub(super) certified_until: String,
}

/// What was told of a year.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Report {
    year: u32,
    employed: Option<u32>,
    employed_target_group: Option<u32>,
    participants: Option<u32>,
    hours: Option<u32>,
    moved_to_work: Option<u32>,
    moved_to_studies: Option<u32>,
    reported_at: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Changed {
    #[serde(flatten)]
    summary: Summary,
    member: bool,
}

/// Changes the rows as the event says; `name` is that of its message.
pub(super) fn take(
    rows: &mut BTreeMap<Uuid, Row>,
    id: Uuid,
    name: &str,
    data: &str,
) -> Result<(), serde_json::Error> {
    match name {
        "EnterpriseListed" => {
            rows.insert(id, serde_json::from_str(data)?);
        }
        "EnterpriseUnlisted" => {
            rows.remove(&id);
        }
        // Between the platform's own services, or of later days.
        name => {
            if let Some(row) = rows.get_mut(&id) {
                row.take(name, data)?;
            }
        }
    }
    Ok(())
}

impl Row {
    fn take(&mut self, name: &str, data: &str) -> Result<(), serde_json::Error> {
        match name {
            "EnterpriseProfileChanged" => {
                let changed: Changed = serde_json::from_str(data)?;
                (self.summary, self.member) = (changed.summary, changed.member);
            }
            "EnterpriseCertified" => self.certified = serde_json::from_str(data)?,
            "CertificationLapsed" => self.certified = Certified::default(),
            "SocialBenefitReported" => {
                let report: Report = serde_json::from_str(data)?;
                self.forget(report.year);
                self.social_benefit.push(report);
                self.social_benefit.sort_by_key(|it| it.year);
            }
            "SocialBenefitWithdrawn" => {
                let report: Report = serde_json::from_str(data)?;
                self.forget(report.year);
            }
            _ => {}
        }
        Ok(())
    }

    fn forget(&mut self, year: u32) {
        self.social_benefit.retain(|it| it.year != year);
    }
}
