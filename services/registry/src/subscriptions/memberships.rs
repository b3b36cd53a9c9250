//! Staff of Skoopi set the days on which an organisation is a member. It has a
//! checkpoint of its own, so that it also hears what was said before the
//! registry asked.

use chassis::clock::Clock;
use eventlog::{
    feed::FeedRow,
    projector::{ApplyError, Subscription},
};
use futures::future::BoxFuture;
use kernel::stockholm;
use proto::asf::identity::v1::SkoopiMembershipSet;
use sqlx::PgConnection;
use time::{Date, format_description::well_known::Iso8601};
use uuid::Uuid;

use crate::{
    domain::enterprise::command::Command,
    projection::{directory::Directory, memberships},
    store::Store,
    subscriptions::{execute, read},
};

/// Keeps the days, and tells the enterprise that the organisation looks after.
pub(crate) struct Memberships {
    pub(crate) store: Store,
    pub(crate) directory: Directory,
    pub(crate) days: memberships::Memberships,
    pub(crate) clock: Clock,
}

/// The first day, and the last where one is set.
type Days = (Date, Option<Date>);

impl Subscription for Memberships {
    fn projection(&self) -> &'static str {
        "memberships"
    }

    /// The days stand before the command is given, outside the transaction of
    /// the checkpoint: the timer, which looks at them, would take it back. To
    /// write them twice changes nothing.
    fn apply<'a>(
        &'a self,
        _tx: &'a mut PgConnection,
        event: &'a FeedRow,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            if event.r#type != "asf.identity.v1.SkoopiMembershipSet" {
                return Ok(());
            }
            let (organisation, days) = read(event)?;
            self.days.set(organisation, days).await?;
            self.tell(event, organisation, days).await
        })
    }
}

impl Memberships {
    /// At once; what begins or ends on a later day, the timer finds.
    async fn tell(
        &self,
        event: &FeedRow,
        organisation: Uuid,
        days: Option<Days>,
    ) -> Result<(), ApplyError> {
        let Some(own) = self.directory.of_organisation(organisation).await? else {
            return Ok(());
        };
        let now = self.clock.now();
        let member = days.is_some_and(|days| holds(days, stockholm::today(now)));
        let command = Command::SetMember(member);
        execute(&self.store, now, event, own.id, command).await
    }
}

fn holds((from, to): Days, today: Date) -> bool {
    from <= today && to.is_none_or(|to| today <= to)
}

fn read(event: &FeedRow) -> Result<(Uuid, Option<Days>), ApplyError> {
    let set: SkoopiMembershipSet = read::message(event)?;
    let organisation = read::id("organisation_id", &set.organisation_id)?;
    let from = day("from", &set.from)?;
    let to = day("to", &set.to)?;
    Ok((organisation, from.map(|from| (from, to))))
}

fn day(field: &str, text: &str) -> Result<Option<Date>, ApplyError> {
    if text.is_empty() {
        return Ok(None);
    }
    let day = Date::parse(text, &Iso8601::DATE);
    day.map(Some)
        .map_err(|error| read::unreadable(field, error))
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    fn event(data: &str) -> FeedRow {
        FeedRow {
            position: 1,
            event_id: Uuid::nil(),
            r#type: "asf.identity.v1.SkoopiMembershipSet".to_owned(),
            subject: String::new(),
            resource: String::new(),
            data: data.to_owned(),
            traceparent: None,
            recorded_at: datetime!(2026-03-01 12:00 UTC),
        }
    }

    #[test]
    fn the_days_are_read_with_and_without_an_end() {
        let ours = r#""organisationId": "00000000-0000-0000-0000-000000000001""#;
        let (from, to) = (date!(2026 - 01 - 01), date!(2026 - 12 - 31));
        for (days, expected) in [
            (
                r#", "from": "2026-01-01", "to": "2026-12-31""#,
                Some((from, Some(to))),
            ),
            (r#", "from": "2026-01-01""#, Some((from, None))),
            ("", None),
        ] {
            let read = read(&event(&format!("{{{ours}{days}}}"))).unwrap();
            assert_eq!(read, (Uuid::from_u128(1), expected));
        }
        let broken = event(&format!(r#"{{{ours}, "from": "i dag"}}"#));
        assert!(matches!(read(&broken), Err(ApplyError::Poison(_))));
    }

    #[test]
    fn both_ends_belong_to_it() {
        let days = (date!(2026 - 01 - 01), Some(date!(2026 - 12 - 31)));
        for (today, expected) in [
            (date!(2025 - 12 - 31), false),
            (date!(2026 - 01 - 01), true),
            (date!(2026 - 12 - 31), true),
            (date!(2027 - 01 - 01), false),
        ] {
            assert_eq!(holds(days, today), expected, "{today}");
        }
        assert!(holds((days.0, None), date!(2040 - 01 - 01)));
    }
}
