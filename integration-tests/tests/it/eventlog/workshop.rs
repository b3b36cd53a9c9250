//! A small aggregate, with the registry's events to the outside: a workshop
//! comes on a list, is renamed, gets notes that only it knows of, and leaves.

use std::time::Duration;

use eventlog::{
    journal::{Change, Journal, PublicEvent, Recorded},
    rebuild::Projection,
};
use futures::{FutureExt, future::BoxFuture};
use kernel::aggregate::{Aggregate, DomainEvent, StoredEvent};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::{AssertSqlSafe, PgConnection};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

/// The state. Snapshots of another shape are not read.
#[derive(Clone, Default, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Workshop<const SHAPE: i32 = 1> {
    pub(crate) name: String,
    pub(crate) industries: Vec<String>,
    pub(crate) listed: bool,
    pub(crate) notes: u64,
}

#[derive(Clone, Debug)]
pub(crate) enum Command {
    List {
        name: String,
        industry: &'static str,
    },
    Rename(String),
    Note,
    Unlist,
    /// A fault in the service's own code.
    Panic,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub(crate) enum Event {
    Listed {
        name: String,
        industries: Vec<String>,
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    Renamed {
        name: String,
    },
    Noted,
    Unlisted,
}

#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("it is on the list already")]
    AlreadyListed,
    #[error("it is not on the list")]
    NotListed,
    #[error("another one has this name")]
    NameTaken,
}

impl DomainEvent for Event {
    /// In the beginning an event had one industry, and another name.
    fn upcast(stored: StoredEvent) -> StoredEvent {
        if stored.r#type != "Opened" {
            return stored;
        }
        StoredEvent {
            r#type: "Listed".to_owned(),
            data: json!({
                "name": stored.data["title"],
                "industries": [stored.data["industry"]],
                "at": stored.data["at"],
            }),
        }
    }
}

impl<const SHAPE: i32> Aggregate for Workshop<SHAPE> {
    const NAME: &'static str = "workshop";
    const SNAPSHOT_SHAPE: i32 = SHAPE;

    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(&self, command: &Command, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::List { .. } if self.listed => Err(Refusal::AlreadyListed),
            Command::List { name, industry } => Ok(vec![Event::Listed {
                name: name.clone(),
                industries: vec![(*industry).to_owned()],
                at,
            }]),
            Command::Rename(_) | Command::Unlist if !self.listed => Err(Refusal::NotListed),
            Command::Rename(name) => Ok(vec![Event::Renamed { name: name.clone() }]),
            Command::Note => Ok(vec![Event::Noted]),
            Command::Unlist => Ok(vec![Event::Unlisted]),
            Command::Panic => panic!("a fault that this test makes"),
        }
    }

    fn evolve(&mut self, event: &Event) {
        match event {
            Event::Listed {
                name, industries, ..
            } => {
                self.name.clone_from(name);
                self.industries.clone_from(industries);
                self.listed = true;
            }
            Event::Renamed { name } => self.name.clone_from(name),
            Event::Noted => self.notes += 1,
            Event::Unlisted => self.listed = false,
        }
    }
}

/// The journal of workshops; `slow` is the longest that writing takes.
#[derive(Default)]
pub(crate) struct Books<const SHAPE: i32 = 1> {
    pub(crate) slow: Duration,
}

impl<const SHAPE: i32> Journal for Books<SHAPE> {
    type Aggregate = Workshop<SHAPE>;

    fn publish(&self, recorded: &Recorded<Event>, after: &Workshop<SHAPE>) -> Option<PublicEvent> {
        let at = recorded.metadata.at;
        let (r#type, verb, when, at) = match &recorded.event {
            Event::Listed { at, .. } => (
                "asf.registry.v1.EnterpriseListed",
                "listed",
                "listedAt",
                *at,
            ),
            Event::Renamed { .. } => {
                let r#type = "asf.registry.v1.EnterpriseProfileChanged";
                (r#type, "profile-changed", "changedAt", at)
            }
            Event::Unlisted => (
                "asf.registry.v1.EnterpriseUnlisted",
                "unlisted",
                "unlistedAt",
                at,
            ),
            Event::Noted => return None,
        };
        let id = recorded.stream;
        Some(PublicEvent {
            r#type,
            subject: format!("asf.registry.v1.enterprise.{verb}.{id}"),
            resource: format!("enterprises/{id}"),
            data: json!({
                "enterpriseId": id,
                "name": after.name,
                "countyCode": "14",
                "industries": after.industries,
                when: at.format(&Rfc3339).unwrap_or_default(),
            }),
        })
    }

    fn project<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        changes: &'a [Change<Workshop<SHAPE>>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        async move {
            Directory::<SHAPE>
                .apply(tx, "workshop.directory", changes)
                .await?;
            if !self.slow.is_zero() {
                tokio::time::sleep(self.slow.mul_f64(rand::random())).await;
            }
            Ok(())
        }
        .boxed()
    }

    fn refusal_of(&self, constraint: &str) -> Option<Refusal> {
        ["directory_name", "directory_busy"]
            .contains(&constraint)
            .then_some(Refusal::NameTaken)
    }
}

/// Those on the list; no two have the same name.
pub(crate) const TABLE: &str = "
    CREATE TABLE workshop.directory (
        id UUID PRIMARY KEY,
        name TEXT NOT NULL CONSTRAINT directory_name UNIQUE,
        industries TEXT[] NOT NULL,
        notes BIGINT NOT NULL CONSTRAINT directory_notes CHECK (notes >= 0),
        version BIGINT NOT NULL
    ) WITH (fillfactor = 80);
    CREATE INDEX directory_industries ON workshop.directory USING gin (industries);
    CREATE UNIQUE INDEX directory_busy ON workshop.directory (name, notes) WHERE notes > 0;
    GRANT SELECT (id, name) ON workshop.directory TO PUBLIC";

pub(crate) struct Directory<const SHAPE: i32 = 1>;

impl<const SHAPE: i32> Projection for Directory<SHAPE> {
    type Aggregate = Workshop<SHAPE>;
    const TABLE: &'static str = "directory";

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Workshop<SHAPE>>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        async move {
            let (listed, unlisted): (Vec<_>, Vec<_>) =
                changes.iter().partition(|change| change.state.listed);
            let gone: Vec<Uuid> = unlisted.iter().map(|change| change.id).collect();
            sqlx::query(AssertSqlSafe(format!(
                "DELETE FROM {table} WHERE id = ANY ($1)"
            )))
            .bind(gone)
            .execute(&mut *tx)
            .await?;
            put(tx, table, &listed).await
        }
        .boxed()
    }
}

async fn put<const SHAPE: i32>(
    tx: &mut PgConnection,
    table: &str,
    listed: &[&Change<Workshop<SHAPE>>],
) -> Result<(), sqlx::Error> {
    let sql = format!(
        "INSERT INTO {table} (id, name, industries, notes, version)
         SELECT id, name, string_to_array(industries, ','), notes, version
         FROM unnest($1::UUID[], $2::TEXT[], $3::TEXT[], $4::BIGINT[], $5::BIGINT[])
             AS row (id, name, industries, notes, version)
         ON CONFLICT (id) DO UPDATE
             SET name = excluded.name, industries = excluded.industries,
                 notes = excluded.notes, version = excluded.version"
    );
    let column = |of: fn(&Workshop<SHAPE>) -> String| -> Vec<String> {
        listed.iter().map(|change| of(&change.state)).collect()
    };
    sqlx::query(AssertSqlSafe(sql))
        .bind(listed.iter().map(|change| change.id).collect::<Vec<_>>())
        .bind(column(|state| state.name.clone()))
        .bind(column(|state| state.industries.join(",")))
        .bind(
            listed
                .iter()
                .map(|change| change.state.notes as i64)
                .collect::<Vec<_>>(),
        )
        .bind(
            listed
                .iter()
                .map(|change| change.version as i64)
                .collect::<Vec<_>>(),
        )
        .execute(tx)
        .await?;
    Ok(())
}
