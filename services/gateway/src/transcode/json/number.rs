//! Numbers as JSON text.

use std::io::Write;

use serde::Serialize;

/// An integer of at most 32 bits, or the digits of a longer one.
#[inline]
pub(super) fn plain(out: &mut Vec<u8>, number: impl Serialize) {
    // A number into memory: neither the writer nor the serializer can fail.
    drop(serde_json::to_writer(out, &number));
}

/// A 64-bit integer stands in quotes: a double would round it.
pub(super) fn quoted(out: &mut Vec<u8>, number: impl Serialize) {
    out.push(b'"');
    plain(out, number);
    out.push(b'"');
}

/// Whole numbers up to here are doubles without loss.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// A double, with words for what JSON has no number for. One without a
/// fraction has none here either: what was `5` before it went through a
/// `google.protobuf.Value` is `5` again.
pub(super) fn float(out: &mut Vec<u8>, number: f64) {
    match special(number) {
        Some(word) => out.extend_from_slice(word),
        None if is_whole(number) => plain(out, number as i64),
        None => plain(out, number),
    }
}

fn is_whole(number: f64) -> bool {
    let is_minus_zero = number == 0.0 && number.is_sign_negative();
    number.fract() == 0.0 && number.abs() <= WHOLE && !is_minus_zero
}

/// A single-precision number in its own shortest digits.
pub(super) fn single(out: &mut Vec<u8>, number: f32) {
    match special(f64::from(number)) {
        Some(word) => out.extend_from_slice(word),
        None if is_whole(f64::from(number)) => plain(out, number as i64),
        None => plain(out, number),
    }
}

/// `number` with at least `width` digits.
pub(super) fn padded(out: &mut Vec<u8>, number: u32, width: usize) {
    drop(write!(out, "{number:0width$}"));
}

/// The fraction of a second with 0, 3, 6 or 9 digits, as few as keep it exact.
pub(super) fn fraction(out: &mut Vec<u8>, nanos: u32) {
    if nanos == 0 {
        return;
    }
    out.push(b'.');
    if nanos.is_multiple_of(1_000_000) {
        padded(out, nanos / 1_000_000, 3);
    } else if nanos.is_multiple_of(1_000) {
        padded(out, nanos / 1_000, 6);
    } else {
        padded(out, nanos, 9);
    }
}

fn special(number: f64) -> Option<&'static [u8]> {
    if number.is_nan() {
        Some(b"\"NaN\"")
    } else if number == f64::INFINITY {
        Some(b"\"Infinity\"")
    } else if number == f64::NEG_INFINITY {
        Some(b"\"-Infinity\"")
    } else {
        None
    }
}
