//! The registry's events as this subscriber reads them: canonical proto3 JSON,
//! of which it takes what it needs.

use eventlog::{feed::FeedRow, projector::ApplyError};
use serde::{Deserialize, de::DeserializeOwned};
use time::OffsetDateTime;
use uuid::Uuid;

pub(crate) enum Event {
    Listed(Listed),
    ProfileChanged(Profile),
    Unlisted(Unlisted),
    /// Of no interest, also when it is of a kind that came later.
    Other,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Profile {
    pub(crate) enterprise_id: Uuid,
    pub(crate) name: String,
    // proto3 leaves out what is empty.
    #[serde(default)]
    pub(crate) county_code: String,
    #[serde(default)]
    pub(crate) municipality_code: String,
    #[serde(default)]
    pub(crate) industries: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Listed {
    #[serde(flatten)]
    pub(crate) profile: Profile,
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) listed_at: OffsetDateTime,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Unlisted {
    pub(crate) enterprise_id: Uuid,
}

/// An event that cannot be read is parked, not skipped.
pub(crate) fn read(row: &FeedRow) -> Result<Event, ApplyError> {
    Ok(match row.r#type.as_str() {
        "asf.registry.v1.EnterpriseListed" => Event::Listed(parse(row)?),
        "asf.registry.v1.EnterpriseProfileChanged" => Event::ProfileChanged(parse(row)?),
        "asf.registry.v1.EnterpriseUnlisted" => Event::Unlisted(parse(row)?),
        _ => Event::Other,
    })
}

fn parse<T: DeserializeOwned>(row: &FeedRow) -> Result<T, ApplyError> {
    serde_json::from_str(&row.data)
        .map_err(|error| ApplyError::Poison(format!("{}: {error}", row.r#type)))
}
