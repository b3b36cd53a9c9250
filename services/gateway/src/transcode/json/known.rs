//! The well-known types whose JSON is not an object of their fields.

use time::OffsetDateTime;

use super::number;
use super::wire::{Malformed, Reader, utf8};

/// `2026-02-03T04:05:06.789Z`.
pub(super) fn timestamp(out: &mut Vec<u8>, wire: &[u8]) -> Result<(), Malformed> {
    let (seconds, nanos) = seconds_and_nanos(wire)?;
    let nanos = u32::try_from(nanos).map_err(|_| Malformed("nanoseconds"))?;
    let at = OffsetDateTime::from_unix_timestamp(seconds)
        .ok()
        .filter(|at| (1..=9999).contains(&at.year()) && nanos < 1_000_000_000)
        .ok_or(Malformed("a time outside the years 1 to 9999"))?;
    out.push(b'"');
    number::padded(out, at.year().unsigned_abs(), 4);
    for (before, part) in [
        (b'-', u8::from(at.month())),
        (b'-', at.day()),
        (b'T', at.hour()),
        (b':', at.minute()),
        (b':', at.second()),
    ] {
        out.push(before);
        out.extend([b'0' + part / 10, b'0' + part % 10]);
    }
    number::fraction(out, nanos);
    out.extend(b"Z\"");
    Ok(())
}

/// `-3.500s`.
pub(super) fn duration(out: &mut Vec<u8>, wire: &[u8]) -> Result<(), Malformed> {
    let (seconds, nanos) = seconds_and_nanos(wire)?;
    if (seconds < 0 && nanos > 0) || (seconds > 0 && nanos < 0) {
        return Err(Malformed("a duration with two signs"));
    }
    out.push(b'"');
    if seconds < 0 || nanos < 0 {
        out.push(b'-');
    }
    number::plain(out, seconds.unsigned_abs());
    number::fraction(out, nanos.unsigned_abs());
    out.extend(b"s\"");
    Ok(())
}

/// `"name,orgNumber"`.
pub(super) fn field_mask(out: &mut Vec<u8>, wire: &[u8]) -> Result<(), Malformed> {
    let mut reader = Reader::new(wire);
    let mut paths = Vec::new();
    while let Some((number, value)) = reader.field()? {
        if number == 1 {
            paths.push(camel(utf8(value.bytes()?)?));
        }
    }
    string(out, &paths.join(","));
    Ok(())
}

/// A JSON string.
#[inline]
pub(super) fn string(out: &mut Vec<u8>, text: &str) {
    // A string into memory: neither the writer nor the serializer can fail.
    drop(serde_json::to_writer(out, text));
}

/// `org_number` as `orgNumber`.
fn camel(path: &str) -> String {
    let mut camel = String::with_capacity(path.len());
    let mut upper = false;
    for c in path.chars() {
        match c {
            '_' => upper = true,
            c if upper => {
                camel.push(c.to_ascii_uppercase());
                upper = false;
            }
            c => camel.push(c),
        }
    }
    camel
}

/// protobuf writes negative integers as 64-bit two's complement.
fn seconds_and_nanos(wire: &[u8]) -> Result<(i64, i32), Malformed> {
    let mut reader = Reader::new(wire);
    let (mut seconds, mut nanos) = (0, 0);
    while let Some((number, value)) = reader.field()? {
        match number {
            1 => seconds = value.varint()? as i64,
            2 => nanos = value.varint()? as i32,
            _ => {}
        }
    }
    Ok((seconds, nanos))
}
