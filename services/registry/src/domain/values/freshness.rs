//! How long ago an enterprise said that its capacity is true: what nobody
//! confirms is trusted less and less.

use kernel::stockholm;
use time::{Date, Duration, OffsetDateTime, Time};

use crate::domain::values::activity::Activity;

/// Whole days after which it is not fresh any more: three months.
pub(crate) const FRESH_DAYS: i64 = 92;
/// Whole days after which it is stale: six months.
const AGING_DAYS: i64 = 183;

/// When capacity was confirmed that never was.
pub(crate) const NEVER: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Freshness {
    /// At most three months.
    Fresh,
    /// At most six months.
    Aging,
    /// Longer ago, or never.
    Stale,
}

/// Capacity that was confirmed before this moment is stale.
pub(crate) fn stale_at(now: OffsetDateTime) -> OffsetDateTime {
    let first_aging = stockholm::today(now).saturating_sub(Duration::days(AGING_DAYS));
    stockholm::moment(first_aging, Time::MIDNIGHT)
}

impl Freshness {
    /// Of capacity that was confirmed on one Swedish day, on another.
    pub(crate) fn of(confirmed_on: Date, today: Date) -> Self {
        match (today - confirmed_on).whole_days() {
            days if days <= FRESH_DAYS => Self::Fresh,
            days if days <= AGING_DAYS => Self::Aging,
            _ => Self::Stale,
        }
    }
}

/// The oldest confirmation of what the activities state of their capacity:
/// `NEVER` where one of them was never confirmed, nothing where none states any.
pub(crate) fn confirmed_at(activities: &[Activity]) -> Option<OffsetDateTime> {
    let stated = activities.iter().filter_map(|it| it.capacity.as_ref());
    stated.map(|it| it.confirmed_at.unwrap_or(NEVER)).min()
}

#[cfg(test)]
mod tests {
    use kernel::terms::Industry;
    use time::macros::datetime;

    use super::*;
    use crate::domain::values::activity::Capacity;

    const NOW: OffsetDateTime = datetime!(2026-11-24 12:00 UTC);

    #[test]
    fn trust_decays_with_the_months() {
        for (days, expected) in [
            (-1, Freshness::Fresh),
            (0, Freshness::Fresh),
            (92, Freshness::Fresh),
            (93, Freshness::Aging),
            (183, Freshness::Aging),
            (184, Freshness::Stale),
        ] {
            let confirmed_at = NOW - Duration::days(days);
            let on = stockholm::today(confirmed_at);
            assert_eq!(Freshness::of(on, NOW.date()), expected, "{days}");
            let is_stale = expected == Freshness::Stale;
            assert_eq!(confirmed_at < stale_at(NOW), is_stale, "{days}");
        }
        assert_eq!(Freshness::of(NEVER.date(), NOW.date()), Freshness::Stale);
    }

    #[test]
    fn the_oldest_confirmation_counts() {
        let activity = |confirmed_at: Option<Option<OffsetDateTime>>| Activity {
            capacity: confirmed_at.map(|confirmed_at| Capacity {
                people: 3,
                weekly_hours: 0,
                lead_time_days: 0,
                confirmed_at,
            }),
            ..Activity::at_the_seat(Industry::parse("catering").unwrap())
        };
        let (newer, older) = (Some(NOW), Some(NOW - Duration::DAY));
        assert_eq!(confirmed_at(&[activity(None)]), None);
        assert_eq!(
            confirmed_at(&[activity(Some(newer)), activity(None), activity(Some(older))]),
            older
        );
        assert_eq!(
            confirmed_at(&[activity(Some(newer)), activity(Some(None))]),
            Some(NEVER)
        );
    }
}
