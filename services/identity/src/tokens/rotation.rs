//! When which key signs: a new one every thirty days, announced ten minutes
//! before it signs, and told for ten minutes after the next one took over.
//! Pure: keys and a time come in.

use time::{Duration, OffsetDateTime};

/// A key signs for so long.
const SIGNS_FOR: Duration = Duration::days(30);
/// Whoever checks tokens asks for the keys more often than that.
pub(super) const NOTICE: Duration = Duration::minutes(10);

/// From when on a further key has to sign, if one has to be made now. `newest`
/// is the start of the newest one there is.
pub(super) fn next_start(
    newest: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Option<OffsetDateTime> {
    let Some(newest) = newest else {
        return Some(now);
    };
    let ends = newest + SIGNS_FOR;
    (ends - NOTICE <= now).then(|| ends.max(now + NOTICE))
}

/// Which one of the keys signs; `starts` are in order, the oldest first.
pub(super) fn signs(starts: &[OffsetDateTime], now: OffsetDateTime) -> Option<usize> {
    starts.iter().rposition(|start| *start <= now)
}

/// How many of the oldest keys nobody has to know any more.
pub(super) fn retired(starts: &[OffsetDateTime], now: OffsetDateTime) -> usize {
    let took_over = starts.iter().skip(1);
    took_over
        .take_while(|start| **start + NOTICE <= now)
        .count()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const START: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    #[test]
    fn the_first_key_signs_at_once() {
        assert_eq!(next_start(None, START), Some(START));
        assert_eq!(signs(&[START], START), Some(0));
        assert_eq!(signs(&[], START), None);
    }

    #[test]
    fn the_next_key_is_announced_before_it_signs() {
        let ends = START + SIGNS_FOR;
        let early = ends - NOTICE - Duration::SECOND;
        assert_eq!(next_start(Some(START), early), None);
        assert_eq!(next_start(Some(START), ends - NOTICE), Some(ends));
        // Nobody ran meanwhile: the old one signs until all know the new one.
        let late = ends + Duration::days(3);
        assert_eq!(next_start(Some(START), late), Some(late + NOTICE));
    }

    #[test]
    fn the_old_key_is_known_for_a_while_after_the_new_one_took_over() {
        let next = START + SIGNS_FOR;
        let starts = [START, next];
        assert_eq!(signs(&starts, next - Duration::SECOND), Some(0));
        assert_eq!(signs(&starts, next), Some(1));
        assert_eq!(retired(&starts, next + NOTICE - Duration::SECOND), 0);
        assert_eq!(retired(&starts, next + NOTICE), 1);
    }
}
