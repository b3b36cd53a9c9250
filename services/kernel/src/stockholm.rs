//! Swedish time. Days, quiet hours and memberships follow the clock on the
//! wall in Sweden, while everything that is stored is UTC.
//!
//! The rule is the European one: summer time from the last Sunday of March to
//! the last Sunday of October, both at 01:00 UTC (directive 2000/84/EC).

use time::{Date, Duration, Month, OffsetDateTime, Time, UtcOffset, Weekday, macros::offset};

const WINTER: UtcOffset = offset!(+1);
const SUMMER: UtcOffset = offset!(+2);

/// The same moment as a clock in Sweden shows it; in UTC at the very end of
/// time, where the Swedish year would have five digits.
#[must_use]
pub fn local(at: OffsetDateTime) -> OffsetDateTime {
    at.checked_to_offset(offset_at(at)).unwrap_or(at)
}

/// The day in Sweden.
#[must_use]
pub fn today(at: OffsetDateTime) -> Date {
    local(at).date()
}

/// The moment when a clock in Sweden shows this. Of a time that comes twice,
/// in the night summer time ends, the later; one that is left out, in the
/// night it begins, is read as winter time.
#[must_use]
pub fn moment(day: Date, time: Time) -> OffsetDateTime {
    let winter = day.with_time(time).assume_offset(WINTER);
    let summer = winter - Duration::HOUR;
    let is_summer = offset_at(winter) == SUMMER && offset_at(summer) == SUMMER;
    if is_summer { summer } else { winter }
}

fn offset_at(at: OffsetDateTime) -> UtcOffset {
    let year = at.to_offset(UtcOffset::UTC).year();
    let (begins, ends) = (change(year, Month::March), change(year, Month::October));
    let is_summer = begins.is_some_and(|it| it <= at) && ends.is_some_and(|it| at < it);
    if is_summer { SUMMER } else { WINTER }
}

/// 01:00 UTC on the last Sunday of a month with 31 days.
fn change(year: i32, month: Month) -> Option<OffsetDateTime> {
    let last = Date::from_calendar_date(year, month, 31).ok()?;
    let since_sunday = match last.weekday() {
        Weekday::Sunday => 0,
        other => i64::from(other.number_from_monday()),
    };
    let sunday = last - Duration::days(since_sunday);
    Some(sunday.midnight().assume_utc() + Duration::HOUR)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime, time};

    use super::*;

    #[test]
    fn winter_is_one_hour_ahead_and_summer_two() {
        assert_eq!(
            local(datetime!(2026-01-15 12:00 UTC)),
            datetime!(2026-01-15 13:00 +1)
        );
        assert_eq!(local(datetime!(2026-07-15 12:00 UTC)).offset(), offset!(+2));
    }

    #[test]
    fn summer_time_begins_and_ends_on_the_last_sundays_at_one_utc() {
        for (before, offset_before, offset_after) in [
            (datetime!(2026-03-29 00:59:59 UTC), offset!(+1), offset!(+2)),
            (datetime!(2026-10-25 00:59:59 UTC), offset!(+2), offset!(+1)),
            (datetime!(2024-03-31 00:59:59 UTC), offset!(+1), offset!(+2)),
        ] {
            assert_eq!(local(before).offset(), offset_before, "{before}");
            let after = before + Duration::SECOND;
            assert_eq!(local(after).offset(), offset_after, "{after}");
        }
    }

    #[test]
    fn the_end_of_time_has_a_day_too() {
        let last = datetime!(9999-12-31 23:59:59 UTC);
        assert_eq!(today(last), date!(9999 - 12 - 31));
    }

    #[test]
    fn the_day_changes_at_swedish_midnight() {
        assert_eq!(
            today(datetime!(2026-07-14 22:00 UTC)),
            date!(2026 - 07 - 15)
        );
        assert_eq!(
            today(datetime!(2026-01-14 22:59 UTC)),
            date!(2026 - 01 - 14)
        );
    }

    #[test]
    fn a_time_on_the_wall_is_found_again() {
        for (day, wall) in [
            (date!(2026 - 01 - 15), time!(7:00)),
            (date!(2026 - 07 - 15), time!(7:00)),
            (date!(2026 - 03 - 29), time!(7:00)),
            (date!(2026 - 10 - 25), time!(7:00)),
            (date!(2026 - 10 - 24), time!(23:30)),
            (date!(2026 - 03 - 28), time!(23:30)),
        ] {
            let shown = local(moment(day, wall));
            assert_eq!((shown.date(), shown.time()), (day, wall));
        }
    }
}
