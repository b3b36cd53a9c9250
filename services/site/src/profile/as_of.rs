//! The profile on another day: which one is asked for, and the words that say
//! so above the profile.

use kernel::stockholm;
use prost_types::Timestamp;
use time::{Date, OffsetDateTime, Time, macros::format_description};
use tonic::Status;

use crate::page::{self, frame::Frame, lang::Lang, local, page_request::PageRequest};

/// What the profile says of the day that it shows.
pub(crate) struct AsOf {
    /// The moment that the profile is of: the end of the day that is shown, or
    /// now.
    pub(crate) moment: OffsetDateTime,
    /// The day that is shown, in words; nothing for now.
    pub(crate) shown: Option<String>,
    /// A day was asked for that cannot be shown.
    pub(crate) broken: bool,
    /// What stands in the field for the day.
    pub(crate) day: String,
    /// The profile of now, and of all days.
    pub(crate) profile: String,
    /// The last day that can be chosen: today.
    pub(crate) last: String,
}

/// The day that the address asks for, as it stands there; empty for now.
pub(crate) fn asked(request: &PageRequest) -> String {
    let asked = page::asked(request);
    asked.text("as_of").chars().take(40).collect()
}

/// Whether the registry says that there is no such day.
pub(crate) fn is_refused(status: &Status) -> bool {
    let fields = chassis::status::violations(status);
    fields.iter().any(|it| it.field == "as_of")
}

/// `24 november 2026` for `2026-11-24`; nothing for what is no day.
pub(crate) fn in_words(lang: Lang, day: &str) -> Option<String> {
    let day = parsed(day)?;
    let noon = day.with_time(Time::from_hms(12, 0, 0).ok()?).assume_utc();
    let at = Timestamp {
        seconds: noon.unix_timestamp(),
        nanos: 0,
    };
    lang.date(&at).map(|date| date.words)
}

fn parsed(day: &str) -> Option<Date> {
    Date::parse(day, format_description!("[year]-[month]-[day]")).ok()
}

/// The last moment of a day in Sweden, and no later than now.
fn end_of(day: Date, now: OffsetDateTime) -> OffsetDateTime {
    let next = day.next_day();
    next.map_or(now, |next| stockholm::moment(next, Time::MIDNIGHT).min(now))
}

impl AsOf {
    /// `broken`: the registry has no such day, and the profile is that of now.
    pub(crate) fn new(
        request: &PageRequest,
        slug: &str,
        broken: bool,
        now: OffsetDateTime,
    ) -> Self {
        let day = asked(request);
        let profile = local::localised(request.lang, &format!("/asf/{slug}"));
        let shown = in_words(request.lang, &day).filter(|_| !broken);
        let moment = parsed(&day).filter(|_| !broken);
        Self {
            moment: moment.map_or(now, |day| end_of(day, now)),
            shown,
            broken,
            day,
            profile,
            last: stockholm::today(now).to_string(),
        }
    }

    /// Search engines keep the profile of now alone.
    pub(crate) fn frame(&self, frame: Frame) -> Frame {
        if self.shown.is_none() && !self.broken {
            return frame;
        }
        frame.hidden_from_search_engines()
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::testing::request;

    #[test]
    fn the_day_is_read_from_the_address() {
        assert_eq!(
            asked(&request("/asf/kok?x=1&as_of=2026-05-01")),
            "2026-05-01"
        );
        assert_eq!(asked(&request("/asf/kok")), "");
    }

    #[test]
    fn a_profile_is_of_the_end_of_the_day_that_is_shown() {
        let now = datetime!(2026-11-24 12:00 UTC);
        let moment = |url: &str, broken| AsOf::new(&request(url), "kok", broken, now).moment;
        let summer = datetime!(2026-05-01 22:00 UTC);
        assert_eq!(moment("/asf/kok?as_of=2026-05-01", false), summer);
        assert_eq!(moment("/asf/kok?as_of=2026-11-24", false), now);
        assert_eq!(moment("/asf/kok?as_of=2026-05-01", true), now);
        assert_eq!(moment("/asf/kok", false), now);
    }

    #[test]
    fn a_day_is_said_in_words() {
        let words = in_words(Lang::Sv, "2026-05-01");
        assert_eq!(words.as_deref(), Some("1 maj 2026"));
        assert_eq!(in_words(Lang::Sv, "2026-02-30"), None);
    }
}
