//! Canonical proto3 JSON straight from protobuf's wire bytes.
//!
//! A reply crosses the gateway without being decoded into a message: the
//! bytes are walked once, and each field is written where it is found. That
//! is what lets one core answer thousands of searches a second. Every field
//! that is not a message is written, zero or not, so that clients can rely on
//! the shape; a message that is not set is left out.

pub(crate) mod shape;
pub(crate) mod wire;

mod known;
mod map;
mod number;
mod value;
mod write;

#[cfg(test)]
mod tests;

use shape::{ShapeId, Shapes};
use wire::Malformed;

/// Writes the message in `wire` as one JSON value.
pub(crate) fn write(
    shapes: &Shapes,
    shape: ShapeId,
    wire: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), Malformed> {
    write::Writer::new(shapes, out).message(shape, wire)
}
