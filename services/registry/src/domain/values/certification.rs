//! Skoopi's certification of an enterprise: its days, and what follows from
//! them. Days are Swedish ones.

use serde::{Deserialize, Serialize};
use time::{Date, Duration};

/// How long a certification is valid.
const YEARS: i32 = 2;
/// The last days on which it can be renewed.
pub(crate) const RENEWABLE: Duration = Duration::days(180);
/// How long before its end the enterprise is told of it.
const WARNING: Duration = Duration::days(90);

/// A certification, from its first day to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Certification {
    #[serde(with = "day")]
    pub(crate) issued_on: Date,
    #[serde(with = "day")]
    pub(crate) expires_on: Date,
}

impl Certification {
    pub(crate) fn issued(on: Date) -> Self {
        Self {
            issued_on: on,
            expires_on: years_after(on),
        }
    }

    /// Issued again, before it ends: nobody loses days by asking early.
    pub(crate) fn renewed(self, on: Date) -> Self {
        Self {
            issued_on: on,
            expires_on: years_after(self.expires_on),
        }
    }

    pub(crate) fn is_valid_on(self, day: Date) -> bool {
        self.issued_on <= day && day <= self.expires_on
    }

    /// The first day on which it can be renewed.
    pub(crate) fn renewable_from(self) -> Date {
        self.expires_on.saturating_sub(RENEWABLE)
    }

    /// The day on which the enterprise is told that it ends.
    pub(crate) fn warned_on(self) -> Date {
        self.expires_on.saturating_sub(WARNING)
    }

    /// The first day on which it is not valid any more.
    pub(crate) fn lapses_on(self) -> Date {
        self.expires_on.saturating_add(Duration::DAY)
    }
}

/// The same day of a later year; the last of February follows on the 29th.
fn years_after(day: Date) -> Date {
    let year = day.year() + YEARS;
    let before = day.saturating_sub(Duration::DAY);
    let same = day.replace_year(year);
    same.or_else(|_| before.replace_year(year))
        .unwrap_or(Date::MAX)
}

time::serde::format_description!(pub(crate) day, Date, "[year]-[month]-[day]");

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn it_is_valid_for_two_years_with_its_last_day() {
        let issued = Certification::issued(date!(2026 - 03 - 01));
        assert_eq!(issued.expires_on, date!(2028 - 03 - 01));
        for (day, valid) in [
            (date!(2026 - 02 - 28), false),
            (date!(2026 - 03 - 01), true),
            (date!(2028 - 03 - 01), true),
            (date!(2028 - 03 - 02), false),
        ] {
            assert_eq!(issued.is_valid_on(day), valid, "{day}");
        }
        assert_eq!(issued.lapses_on(), date!(2028 - 03 - 02));
    }

    #[test]
    fn a_renewal_follows_on_the_old_end() {
        let issued = Certification::issued(date!(2024 - 02 - 29));
        assert_eq!(issued.expires_on, date!(2026 - 02 - 28));
        assert_eq!(issued.renewable_from(), date!(2025 - 09 - 01));
        assert_eq!(issued.warned_on(), date!(2025 - 11 - 30));
        let renewed = issued.renewed(date!(2025 - 12 - 01));
        assert_eq!(renewed.issued_on, date!(2025 - 12 - 01));
        assert_eq!(renewed.expires_on, date!(2028 - 02 - 28));
    }
}
