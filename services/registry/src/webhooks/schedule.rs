//! What follows an attempt: when the next one is made, and when no more is.

use std::time::Duration as StdDuration;

use http::{HeaderMap, StatusCode, header::RETRY_AFTER};
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc2822};

/// After each failure of a delivery, the pause before it is tried again, as
/// Standard Webhooks suggests: ten attempts in some 75 hours.
const PAUSES: [Duration; 9] = [
    Duration::seconds(5),
    Duration::minutes(5),
    Duration::minutes(30),
    Duration::hours(2),
    Duration::hours(5),
    Duration::hours(10),
    Duration::hours(14),
    Duration::hours(20),
    Duration::hours(24),
];
/// A pause is longer by up to a fifth, so that what failed at one time is not
/// tried again at one time.
const JITTER: f64 = 0.2;
/// A webhook that gave nothing but failures for so long is disabled, once a
/// delivery is given up.
const PATIENCE: Duration = Duration::days(3);
/// A server may not ask for a longer pause.
const LONGEST_PAUSE: Duration = Duration::hours(24);

/// Why a webhook is disabled; the code that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Disabled {
    /// The server said that it wants no more.
    Gone,
    /// Nothing but failures for days.
    Failing,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ended {
    /// 0 without an answer.
    pub(super) status: u16,
    /// A code; empty for what was taken.
    pub(super) error: &'static str,
    /// The pause that the server asked for.
    pub(super) retry_after: Option<Duration>,
}

/// Where delivery and webhook stood before the attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// Attempts since the delivery was begun, without this one.
    pub(super) tries: usize,
    /// A test is tried once, and says nothing of the webhook.
    pub(super) is_test: bool,
    pub(super) failing_since: Option<OffsetDateTime>,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Taken,
    Again(OffsetDateTime),
    GivenUp,
    /// The delivery waits until the webhook is enabled.
    Disable(Disabled),
}

impl Disabled {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Gone => "GONE",
            Self::Failing => "FAILING",
        }
    }
}

impl Ended {
    /// An answer: taken with a status of 200 to 299 alone.
    pub(super) fn with_answer(
        status: StatusCode,
        headers: &HeaderMap,
        now: OffsetDateTime,
    ) -> Self {
        let is_taken = status.is_success();
        Self {
            status: status.as_u16(),
            error: if is_taken { "" } else { "STATUS" },
            retry_after: (!is_taken).then(|| retry_after(headers, now)).flatten(),
        }
    }

    pub(super) fn without_answer(error: &'static str) -> Self {
        Self {
            status: 0,
            error,
            retry_after: None,
        }
    }

    pub(super) fn is_taken(&self) -> bool {
        self.error.is_empty()
    }
}

/// `chance` is a random number from 0 to 1.
pub(super) fn verdict(
    ended: &Ended,
    standing: &Standing,
    now: OffsetDateTime,
    chance: f64,
) -> Verdict {
    if ended.is_taken() {
        return Verdict::Taken;
    }
    if ended.status == StatusCode::GONE.as_u16() {
        return Verdict::Disable(Disabled::Gone);
    }
    if standing.is_test {
        return Verdict::GivenUp;
    }
    match PAUSES.get(standing.tries) {
        Some(pause) => {
            let pause = *pause * (1.0 + JITTER * chance);
            let asked = ended.retry_after.unwrap_or_default();
            Verdict::Again(now + pause.max(asked))
        }
        None if standing
            .failing_since
            .is_some_and(|it| it + PATIENCE <= now) =>
        {
            Verdict::Disable(Disabled::Failing)
        }
        None => Verdict::GivenUp,
    }
}

/// Seconds or a time (RFC 9110).
fn retry_after(headers: &HeaderMap, now: OffsetDateTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let pause = match text.parse::<u32>() {
        Ok(seconds) => StdDuration::from_secs(seconds.into()).try_into().ok()?,
        Err(_) => OffsetDateTime::parse(&text.replace("GMT", "+0000"), &Rfc2822).ok()? - now,
    };
    Some(pause.clamp(Duration::ZERO, LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    fn failed(tries: usize, failing_since: Option<OffsetDateTime>) -> Verdict {
        let standing = Standing {
            tries,
            is_test: false,
            failing_since,
        };
        verdict(&Ended::without_answer("TOO_SLOW"), &standing, NOW, 0.0)
    }

    fn answered(status: u16, headers: &[(http::HeaderName, &str)]) -> Ended {
        let headers = headers.iter();
        let headers =
            headers.map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()));
        let status = StatusCode::from_u16(status).unwrap();
        Ended::with_answer(status, &headers.collect(), NOW)
    }

    fn of(ended: &Ended, is_test: bool) -> Verdict {
        let standing = Standing {
            tries: 0,
            is_test,
            failing_since: None,
        };
        verdict(ended, &standing, NOW, 0.0)
    }

    #[test]
    fn only_two_hundreds_are_taken() {
        for status in [200, 201, 204, 299] {
            assert_eq!(of(&answered(status, &[]), false), Verdict::Taken);
        }
        for status in [301, 302, 307, 400, 401, 404, 429, 500, 502, 503] {
            let again = Verdict::Again(NOW + PAUSES[0]);
            assert_eq!(of(&answered(status, &[]), false), again, "{status}");
        }
    }

    #[test]
    fn a_delivery_is_tried_ten_times_over_days() {
        let mut at = NOW;
        for (tries, pause) in PAUSES.iter().enumerate() {
            assert_eq!(failed(tries, None), Verdict::Again(NOW + *pause));
            at += *pause;
        }
        assert_eq!(failed(PAUSES.len(), None), Verdict::GivenUp);
        assert!(at - NOW > PATIENCE && at - NOW < PATIENCE + Duration::hours(4));
    }

    #[test]
    fn a_webhook_is_disabled_by_days_of_failures_alone() {
        let last = PAUSES.len();
        let disable = Verdict::Disable(Disabled::Failing);
        assert_eq!(failed(last, Some(NOW - PATIENCE)), disable);
        assert_eq!(
            failed(last, Some(NOW - Duration::hours(71))),
            Verdict::GivenUp
        );
        assert_ne!(failed(last - 1, Some(NOW - PATIENCE)), disable);
    }

    #[test]
    fn a_server_that_is_gone_is_asked_no_more() {
        let gone = answered(410, &[]);
        assert_eq!(of(&gone, false), Verdict::Disable(Disabled::Gone));
        assert_eq!(of(&gone, true), Verdict::Disable(Disabled::Gone));
    }

    #[test]
    fn a_test_is_tried_once() {
        assert_eq!(of(&answered(500, &[]), true), Verdict::GivenUp);
    }

    #[test]
    fn a_server_may_ask_for_a_longer_pause() {
        let asks = |text| of(&answered(503, &[(RETRY_AFTER, text)]), false);
        for (text, seconds) in [
            ("120", 120),
            ("Sun, 01 Mar 2026 12:02:00 GMT", 120),
            ("1", 5),
            ("999999", 24 * 3600),
            ("Sun, 01 Mar 2020 12:02:00 GMT", 5),
            ("soon", 5),
            ("-7", 5),
        ] {
            let expected = Verdict::Again(NOW + Duration::seconds(seconds));
            assert_eq!(asks(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn chance_makes_a_pause_longer_by_a_fifth_at_most(tries in 0..9_usize, chance in 0.0..1.0) {
            let standing = Standing { tries, is_test: false, failing_since: None };
            let ended = Ended::without_answer("TOO_SLOW");
            let Verdict::Again(at) = verdict(&ended, &standing, NOW, chance) else {
                panic!("it is tried again");
            };
            let pause = at - NOW;
            prop_assert!(pause >= PAUSES[tries] && pause <= PAUSES[tries] * 1.2);
        }
    }
}
