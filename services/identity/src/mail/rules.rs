//! Whether a mail may go out now: what the person wants to be told, and when.

use kernel::stockholm;
use time::{Date, Duration, OffsetDateTime, Time, Weekday, macros::time};

use crate::{domain::values::MailPreferences, mail::template::Category};

const EVENING: Time = time!(20:00);
const MORNING: Time = time!(7:00);

/// What is known of the person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wishes {
    pub(super) email_verified: bool,
    pub(super) mail: MailPreferences,
}

/// What to do with a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Now,
    At(OffsetDateTime),
    Never,
}

/// `wishes` are those of an account; an invited person has none.
pub(super) fn judge(category: Category, wishes: Option<&Wishes>, now: OffsetDateTime) -> Verdict {
    let wanted = match (category, wishes) {
        (Category::Account, _) => return Verdict::Now,
        (_, None) => return Verdict::Never,
        (Category::Organisation, Some(wishes)) => wishes.mail.organisation,
        (Category::Enterprise, Some(wishes)) => wishes.mail.enterprise,
    };
    let Some(wishes) = wishes.filter(|it| wanted && it.email_verified) else {
        return Verdict::Never;
    };
    match quiet_until(now) {
        Some(end) if wishes.mail.quiet_hours => Verdict::At(end),
        Some(_) | None => Verdict::Now,
    }
}

/// When the quiet hours end, where it is quiet: at night and on Saturdays and
/// Sundays, Swedish time.
fn quiet_until(now: OffsetDateTime) -> Option<OffsetDateTime> {
    let here = stockholm::local(now);
    let (today, hour) = (here.date(), here.time());
    if is_workday(today) && (MORNING..EVENING).contains(&hour) {
        return None;
    }
    let mut day = today;
    if hour >= MORNING {
        day += Duration::DAY;
    }
    while !is_workday(day) {
        day += Duration::DAY;
    }
    Some(stockholm::moment(day, MORNING))
}

fn is_workday(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOON: OffsetDateTime = datetime!(2026-03-04 12:00 +1);
    const NIGHT: OffsetDateTime = datetime!(2026-03-04 23:00 +1);

    fn wishes() -> Wishes {
        Wishes {
            email_verified: true,
            mail: MailPreferences {
                organisation: true,
                enterprise: true,
                marketplace: true,
                news: true,
                quiet_hours: true,
            },
        }
    }

    #[test]
    fn mails_about_the_account_go_out_always() {
        let mut wishes = wishes();
        wishes.mail.organisation = false;
        wishes.email_verified = false;
        for wishes in [None, Some(&wishes)] {
            assert_eq!(judge(Category::Account, wishes, NIGHT), Verdict::Now);
        }
    }

    #[test]
    fn what_a_person_does_not_want_is_never_sent() {
        let mut wishes = wishes();
        wishes.mail.enterprise = false;
        let judge = |category| judge(category, Some(&wishes), NOON);
        assert_eq!(judge(Category::Enterprise), Verdict::Never);
        assert_eq!(judge(Category::Organisation), Verdict::Now);
    }

    #[test]
    fn an_address_that_is_not_proven_is_told_nothing() {
        let mut wishes = wishes();
        wishes.email_verified = false;
        let judge = |wishes| judge(Category::Organisation, wishes, NOON);
        assert_eq!(judge(Some(&wishes)), Verdict::Never);
        assert_eq!(judge(None), Verdict::Never);
    }

    #[test]
    fn quiet_hours_end_on_the_next_workday_at_seven() {
        for (now, end) in [
            (NIGHT, datetime!(2026-03-05 07:00 +1)),
            (
                datetime!(2026-03-04 20:00 +1),
                datetime!(2026-03-05 07:00 +1),
            ),
            (
                datetime!(2026-03-05 06:59 +1),
                datetime!(2026-03-05 07:00 +1),
            ),
            // Friday evening, and Saturday at noon.
            (
                datetime!(2026-03-06 20:30 +1),
                datetime!(2026-03-09 07:00 +1),
            ),
            (
                datetime!(2026-03-07 12:00 +1),
                datetime!(2026-03-09 07:00 +1),
            ),
            // Over the night on which summer time begins.
            (
                datetime!(2026-03-27 21:00 +1),
                datetime!(2026-03-30 07:00 +2),
            ),
        ] {
            let verdict = judge(Category::Organisation, Some(&wishes()), now);
            assert_eq!(verdict, Verdict::At(end), "{now}");
        }
        for now in [
            NOON,
            datetime!(2026-03-04 07:00 +1),
            datetime!(2026-03-04 19:59 +1),
        ] {
            let verdict = judge(Category::Organisation, Some(&wishes()), now);
            assert_eq!(verdict, Verdict::Now, "{now}");
        }
    }

    #[test]
    fn who_wants_no_quiet_hours_is_told_at_night() {
        let mut wishes = wishes();
        wishes.mail.quiet_hours = false;
        let verdict = judge(Category::Enterprise, Some(&wishes), NIGHT);
        assert_eq!(verdict, Verdict::Now);
    }
}
