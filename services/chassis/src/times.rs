//! Times as protobuf writes them.

use prost_types::Timestamp;
use time::OffsetDateTime;

/// A time as a message carries it.
pub fn timestamp(at: OffsetDateTime) -> Timestamp {
    Timestamp {
        seconds: at.unix_timestamp(),
        nanos: i32::try_from(at.nanosecond()).unwrap_or_default(),
    }
}

/// Nothing for a time that there is none of: a negative fraction, or a year
/// beyond 9999.
pub fn time_of(timestamp: &Timestamp) -> Option<OffsetDateTime> {
    let nanos = u32::try_from(timestamp.nanos).ok()?;
    let at = OffsetDateTime::from_unix_timestamp(timestamp.seconds).ok()?;
    at.replace_nanosecond(nanos).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_time_comes_back() {
        for at in [
            datetime!(2026-03-01 12:00:00.123456789 UTC),
            datetime!(1969-12-31 23:59:59.5 UTC),
        ] {
            assert_eq!(time_of(&timestamp(at)), Some(at));
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for (seconds, nanos) in [(0, -1), (0, 1_000_000_000), (i64::MAX, 0)] {
            assert_eq!(time_of(&Timestamp { seconds, nanos }), None);
        }
    }
}
