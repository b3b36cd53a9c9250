//! Places in a list that is ordered by a time and then by ids, as bytes of a
//! page token.

use time::OffsetDateTime;
use uuid::Uuid;

/// Microseconds, as Postgres keeps times.
const TIME: usize = 8;
const ID: usize = 16;

/// The bytes of a place with so many ids.
pub(super) const fn size(ids: usize) -> usize {
    TIME + ids * ID
}

pub(super) fn bytes(at: OffsetDateTime, ids: &[Uuid]) -> Vec<u8> {
    let micros = i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX);
    let mut bytes = micros.to_be_bytes().to_vec();
    for id in ids {
        bytes.extend(id.as_bytes());
    }
    bytes
}

/// Nothing for bytes that are no place.
pub(super) fn read<const IDS: usize>(place: &[u8]) -> Option<(OffsetDateTime, [Uuid; IDS])> {
    let (micros, rest) = place.split_first_chunk::<TIME>()?;
    let nanos = i128::from(i64::from_be_bytes(*micros)) * 1000;
    let at = OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()?;
    let ids: Vec<Uuid> = rest
        .chunks_exact(ID)
        .map(Uuid::from_slice)
        .collect::<Result<_, _>>()
        .ok()?;
    Some((at, ids.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_place_comes_back() {
        let at = datetime!(2026-03-01 12:00:00.123456 UTC);
        let ids = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let place = bytes(at, &ids);
        assert_eq!(place.len(), size(2));
        assert_eq!(read::<2>(&place), Some((at, ids)));
        assert_eq!(read::<1>(&place), None);
        assert_eq!(read::<0>(&place[..7]), None);
    }
}
