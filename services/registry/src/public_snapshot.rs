//! The list as its public events tell it: what anybody has who follows the
//! feed from the beginning. It is made from the feed alone, so that the file
//! which others compare their copies with cannot say more than the events do.

mod file;
mod row;

use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use eventlog::feed::{Feed, FeedRow};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{public_snapshot::row::Row, publish};

/// Events that are read at once.
const CHUNK: u32 = 2000;

/// What the file is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Csv,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublicSnapshotError {
    #[error("the feed cannot be read: {0}")]
    Database(#[from] sqlx::Error),
    /// An event of the feed is not what the contract says.
    #[error("the event at position {position} cannot be read: {error}")]
    Corrupt {
        position: u64,
        error: serde_json::Error,
    },
    #[error("the file cannot be written: {0}")]
    Unwritten(String),
}

/// Follows the feed when it is asked for; clones share what they know.
#[derive(Clone)]
pub(crate) struct PublicSnapshot {
    feed: Feed,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    list: Arc<Copied>,
    /// How often the database had been restored then.
    restored: u64,
    /// The last file of each format, and the position that it includes.
    files: [Option<(u64, Bytes)>; 2],
}

/// A copy of the list at a position of the feed.
#[derive(Clone, Debug, Default)]
struct Copied {
    position: u64,
    rows: BTreeMap<Uuid, Row>,
}

impl PublicSnapshot {
    pub(crate) fn new(feed: Feed) -> Self {
        Self {
            feed,
            kept: Arc::default(),
        }
    }

    /// The file as the newest event leaves it. One is made at a time; who asks
    /// meanwhile waits and gets the same.
    ///
    /// # Errors
    /// See [`PublicSnapshotError`].
    pub(crate) async fn file(&self, format: Format) -> Result<Bytes, PublicSnapshotError> {
        let mut kept = self.kept.lock().await;
        let restored = *self.feed.restored().borrow();
        if kept.restored != restored {
            *kept = Kept {
                restored,
                ..Kept::default()
            };
        }
        // A file that nobody waits for any more may still be made of it: then
        // this is a copy.
        let list = Arc::make_mut(&mut kept.list);
        list.catch_up(&self.feed).await?;
        let position = kept.list.position;
        let slot = format as usize;
        if let Some((at, file)) = &kept.files[slot]
            && *at == position
        {
            return Ok(file.clone());
        }
        let list = Arc::clone(&kept.list);
        let made = tokio::task::spawn_blocking(move || file::of(format, &list)).await;
        let file = made.map_err(|error| PublicSnapshotError::Unwritten(error.to_string()))?;
        let file = Bytes::from(file.map_err(PublicSnapshotError::Unwritten)?);
        kept.files[slot] = Some((position, file.clone()));
        Ok(file)
    }
}

impl Copied {
    async fn catch_up(&mut self, feed: &Feed) -> Result<(), PublicSnapshotError> {
        loop {
            let rows = feed.read(self.position, CHUNK).await?;
            for row in &rows {
                self.take(row)?;
            }
            if rows.len() < CHUNK as usize {
                return Ok(());
            }
        }
    }

    fn take(&mut self, event: &FeedRow) -> Result<(), PublicSnapshotError> {
        let position = event.position;
        if let Some(id) = publish::id_of(&event.resource) {
            let short = event.r#type.rsplit('.').next().unwrap_or_default();
            let taken = row::take(&mut self.rows, id, short, &event.data);
            taken.map_err(|error| PublicSnapshotError::Corrupt { position, error })?;
        }
        self.position = position;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const ID: &str = "01954e2c-8000-7000-8000-000000000001";

    fn event(position: u64, name: &str, data: &serde_json::Value) -> FeedRow {
        FeedRow {
            position,
            event_id: Uuid::nil(),
            r#type: format!("asf.registry.v1.{name}"),
            subject: String::new(),
            resource: format!("enterprises/{ID}"),
            data: data.to_string(),
            traceparent: None,
            recorded_at: datetime!(2026-03-01 12:00 UTC),
        }
    }

    fn listed() -> serde_json::Value {
        serde_json::json!({
            "enterpriseId": ID, "name": "=Kök \"Ett\"", "orgNumber": "556016-0680",
            "countyCode": "14", "municipalityCode": "1480",
            "industries": ["catering", "tvatt"], "pageUrl": "https://asf.example/asf/kok",
            "listedAt": "2026-03-01T12:00:00Z", "member": true,
            "socialBenefit": [{"enterpriseId": ID, "year": 2024, "hours": 900,
                "reportedAt": "2025-02-01T08:00:00Z"}],
        })
    }

    fn after(events: &[(&str, serde_json::Value)]) -> Copied {
        let mut list = Copied::default();
        for (position, (name, data)) in (1..).zip(events) {
            list.take(&event(position, name, data)).unwrap();
        }
        list
    }

    fn json(list: &Copied) -> String {
        String::from_utf8(file::of(Format::Json, list).unwrap()).unwrap()
    }

    #[test]
    fn a_listed_enterprise_stands_there_with_all_its_members() {
        let events = [
            ("NoticeRequested", serde_json::json!({})),
            ("EnterpriseListed", listed()),
        ];
        insta::assert_snapshot!("a_listed_enterprise", json(&after(&events)));
    }

    #[test]
    fn what_a_change_leaves_out_becomes_empty_and_the_rest_stays() {
        let changed = serde_json::json!({"enterpriseId": ID, "name": "Kök Två"});
        let days = serde_json::json!({
            "certifiedFrom": "2026-03-02", "certifiedUntil": "2028-03-01",
        });
        let report = serde_json::json!({"year": 2025, "employed": 12,
            "reportedAt": "2026-03-03T08:00:00Z"});
        let events = [
            ("EnterpriseListed", listed()),
            ("EnterpriseCertified", days),
            ("SocialBenefitReported", report),
            ("EnterpriseProfileChanged", changed),
        ];
        insta::assert_snapshot!("a_changed_enterprise", json(&after(&events)));
    }

    #[test]
    fn what_is_taken_back_is_gone() {
        let year = serde_json::json!({"year": 2024});
        let events = [
            ("EnterpriseListed", listed()),
            ("CertificationLapsed", serde_json::json!({})),
            ("SocialBenefitWithdrawn", year),
        ];
        let text = json(&after(&events));
        assert!(
            text.contains(r#""certifiedUntil":"","member":true,"socialBenefit":[]"#),
            "{text}"
        );
        let left = [
            ("EnterpriseListed", listed()),
            ("EnterpriseUnlisted", serde_json::json!({})),
        ];
        assert_eq!(
            json(&after(&left)),
            r#"{"position":2,"licence":"CC0-1.0","enterprises":[]}"#
        );
    }

    #[test]
    fn the_csv_file_is_safe_in_a_spreadsheet() {
        let csv = file::of(Format::Csv, &after(&[("EnterpriseListed", listed())])).unwrap();
        insta::assert_snapshot!("csv", String::from_utf8(csv).unwrap());
    }
}
