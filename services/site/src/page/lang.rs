//! The two languages: where their pages are, their texts, and how they write
//! numbers, dates and terms.

use std::sync::LazyLock;

use kernel::{stockholm, terms::Term};
use prost_types::Timestamp;
use time::{OffsetDateTime, format_description::well_known::Iso8601};

use crate::page::texts::{L10n, L10nLanguage};

static SWEDISH: LazyLock<L10nLanguage> = LazyLock::new(|| L10n::Sv.load());
static ENGLISH: LazyLock<L10nLanguage> = LazyLock::new(|| L10n::En.load());

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lang {
    Sv,
    En,
}

impl Lang {
    /// BCP 47.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// What the paths of its pages begin with.
    pub(crate) fn root(self) -> &'static str {
        match self {
            Self::Sv => "",
            Self::En => "/en",
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::Sv => Self::En,
            Self::En => Self::Sv,
        }
    }

    pub(crate) fn texts(self) -> &'static L10nLanguage {
        match self {
            Self::Sv => &SWEDISH,
            Self::En => &ENGLISH,
        }
    }

    pub(crate) fn term(self, term: &'static Term) -> &'static str {
        match self {
            Self::Sv => term.sv,
            Self::En => term.en,
        }
    }

    /// In groups of three: `12 345` or `12,345`.
    pub(crate) fn number(self, number: impl Into<u64>) -> String {
        let digits = number.into().to_string();
        if digits.len() <= 3 {
            return digits;
        }
        let separator = match self {
            // A no-break space.
            Self::Sv => '\u{a0}',
            Self::En => ',',
        };
        let mut out = String::with_capacity(digits.len() * 2);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }

    /// The day in Sweden; nothing for a time that no calendar has.
    pub(crate) fn date(self, time: &Timestamp) -> Option<Date> {
        local(time).map(|at| self.date_of(at))
    }

    /// A day that is written `YYYY-MM-DD`; nothing for what is none.
    pub(crate) fn day(self, text: &str) -> Option<Date> {
        let day = time::Date::parse(text, &Iso8601::DATE).ok()?;
        Some(self.date_of(day.midnight().assume_utc()))
    }

    /// Day and time as clocks in Sweden show them.
    pub(crate) fn moment(self, time: &Timestamp) -> Option<String> {
        let at = local(time)?;
        let clock = format!("{:02}:{:02}", at.hour(), at.minute());
        Some(self.texts().moment(self.date_of(at).words, clock))
    }

    fn date_of(self, at: OffsetDateTime) -> Date {
        let (day, month) = (at.day(), u8::from(at.month()));
        Date {
            machine: at.date().to_string(),
            words: self.texts().date(day, month, at.year().to_string()),
        }
    }
}

fn local(time: &Timestamp) -> Option<OffsetDateTime> {
    let at = OffsetDateTime::from_unix_timestamp(time.seconds).ok()?;
    Some(stockholm::local(at))
}

/// A day, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    /// `2026-11-24`
    pub(crate) machine: String,
    /// `24 november 2026`
    pub(crate) words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_each_language_does() {
        assert_eq!(Lang::Sv.number(999_u32), "999");
        assert_eq!(Lang::Sv.number(1_234_567_u32), "1\u{a0}234\u{a0}567");
        assert_eq!(Lang::En.number(100_000_u32), "100,000");
    }

    #[test]
    fn a_date_is_written_in_words() {
        let time = Timestamp {
            seconds: 1_795_500_000,
            nanos: 0,
        };
        let date = Lang::Sv.date(&time).unwrap();
        assert_eq!(
            (&*date.machine, &*date.words),
            ("2026-11-24", "24 november 2026")
        );
        assert_eq!(Lang::En.date(&time).unwrap().words, "24 November 2026");
    }

    #[test]
    fn a_written_day_is_read_out() {
        let said = Lang::Sv.day("2026-11-04").map(|it| it.words);
        assert_eq!(said.as_deref(), Some("4 november 2026"));
        assert_eq!(Lang::En.day(""), None);
    }

    #[test]
    fn the_day_changes_at_swedish_midnight() {
        // 2026-07-14 22:05 in UTC.
        let time = Timestamp {
            seconds: 1_784_066_700,
            nanos: 0,
        };
        assert_eq!(Lang::Sv.date(&time).unwrap().machine, "2026-07-15");
        let said = Lang::Sv.moment(&time);
        assert_eq!(said.as_deref(), Some("15 juli 2026 kl. 00:05"));
    }

    #[test]
    fn a_time_beyond_the_calendar_is_no_date() {
        let time = Timestamp {
            seconds: i64::MAX,
            nanos: 0,
        };
        assert_eq!(Lang::Sv.date(&time), None);
    }
}
