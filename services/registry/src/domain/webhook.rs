//! A webhook, as far as its organisation is told of it. All else that there is
//! to a webhook is no event: it is secret, or gone in a month.

use std::convert::Infallible;

use kernel::aggregate::{Aggregate, DomainEvent};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// What was told last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Webhook {
    #[serde(with = "time::serde::rfc3339::option")]
    told_of: Option<OffsetDateTime>,
}

/// Tells an organisation that its webhook is disabled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tell {
    pub(crate) organisation: Uuid,
    /// Scheme and host alone.
    pub(crate) url: String,
    /// A code.
    pub(crate) reason: String,
    pub(crate) disabled_at: OffsetDateTime,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub(crate) enum Event {
    DisabledTold {
        organisation: Uuid,
        url: String,
        reason: String,
        #[serde(with = "time::serde::rfc3339")]
        disabled_at: OffsetDateTime,
    },
}

impl DomainEvent for Event {}

impl Aggregate for Webhook {
    const NAME: &'static str = "webhook";
    const SNAPSHOT_SHAPE: i32 = 1;

    type Command = Tell;
    type Event = Event;
    type Refusal = Infallible;

    /// Nobody is told twice of the same.
    fn decide(&self, tell: &Tell, _at: OffsetDateTime) -> Result<Vec<Event>, Infallible> {
        if self.told_of == Some(tell.disabled_at) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::DisabledTold {
            organisation: tell.organisation,
            url: tell.url.clone(),
            reason: tell.reason.clone(),
            disabled_at: tell.disabled_at,
        }])
    }

    fn evolve(&mut self, event: &Event) {
        match event {
            Event::DisabledTold { disabled_at, .. } => self.told_of = Some(*disabled_at),
        }
    }
}

#[cfg(test)]
mod tests {
    use time::{Duration, macros::datetime};

    use super::*;

    const AT: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    fn tell(disabled_at: OffsetDateTime) -> Tell {
        Tell {
            organisation: Uuid::from_u128(1),
            url: "https://asf.example".to_owned(),
            reason: "GONE".to_owned(),
            disabled_at,
        }
    }

    #[test]
    fn an_organisation_is_told_once_each_time() {
        let mut webhook = Webhook::default();
        let told = webhook.decide(&tell(AT), AT).unwrap();
        assert_eq!(told.len(), 1);
        webhook.evolve(&told[0]);
        assert_eq!(webhook.decide(&tell(AT), AT).unwrap(), []);
        let again = tell(AT + Duration::DAY);
        assert_eq!(webhook.decide(&again, AT).unwrap().len(), 1);
    }

    #[test]
    fn the_stored_event_keeps_its_shape() {
        let told = Webhook::default().decide(&tell(AT), AT).unwrap();
        insta::assert_json_snapshot!("disabled_told", told[0]);
    }
}
