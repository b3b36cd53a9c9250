//! How long ago an enterprise said that its capacity is true, in words for a
//! buyer: what nobody confirms is trusted less and less.

use prost_types::Timestamp;
use proto::asf::registry::v1::Profile;
use time::OffsetDateTime;

use crate::page::lang::Lang;

/// Whole days after which a buyer is told to ask first: six months.
const STALE: i64 = 183;
const DAYS_OF_A_MONTH: i64 = 30;

/// The oldest confirmation, which may be that there was none yet: a chain is as
/// strong as its weakest link. Nothing where no capacity is stated.
pub(crate) fn oldest(profile: &Profile) -> Option<Option<Timestamp>> {
    let stated = profile.activities.iter();
    let stated = stated.filter_map(|activity| activity.capacity.as_ref());
    stated
        .map(|capacity| capacity.confirmed_at)
        .min_by_key(|at| at.map_or(i64::MIN, |at| at.seconds))
}

/// As the second half of a sentence: `bekräftad för 2 månader sedan`.
pub(crate) fn words(lang: Lang, confirmed_at: Option<&Timestamp>, now: OffsetDateTime) -> String {
    let t = lang.texts();
    let Some(at) = confirmed_at else {
        return t.fresh_never();
    };
    let days = (now.unix_timestamp() - at.seconds) / 86_400;
    if days < DAYS_OF_A_MONTH {
        t.fresh_lately()
    } else if days <= STALE {
        t.fresh_months(u32::try_from(days / DAYS_OF_A_MONTH).unwrap_or(1))
    } else {
        t.fresh_stale()
    }
}

/// Whether a buyer had better ask first.
pub(crate) fn is_stale(confirmed_at: Option<&Timestamp>, now: OffsetDateTime) -> bool {
    confirmed_at.is_none_or(|at| (now.unix_timestamp() - at.seconds) / 86_400 > STALE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_decays_in_words() {
        let now = OffsetDateTime::from_unix_timestamp(1_795_500_000).unwrap();
        let said = |days: i64| {
            let seconds = now.unix_timestamp() - days * 86_400;
            let at = Timestamp { seconds, nanos: 0 };
            (words(Lang::Sv, Some(&at), now), is_stale(Some(&at), now))
        };
        for (days, expected, stale) in [
            (-1, "bekräftad den senaste månaden", false),
            (0, "bekräftad den senaste månaden", false),
            (29, "bekräftad den senaste månaden", false),
            (31, "bekräftad för 1 månad sedan", false),
            (60, "bekräftad för 2 månader sedan", false),
            (183, "bekräftad för 6 månader sedan", false),
            (184, "inte bekräftad på över 6 månader – fråga först", true),
        ] {
            assert_eq!(said(days), (expected.to_owned(), stale), "{days}");
        }
        let never = words(Lang::Sv, None, now);
        assert_eq!(never, "inte bekräftad än – fråga först");
        assert!(is_stale(None, now));
    }
}
