//! The walk over wire bytes that writes JSON.
//!
//! Fields may stand on the wire in any order, a repeated one scattered over
//! the message, a single message in several parts. So each message is read
//! once into a list of occurrences, sorted by field where the sender did not,
//! and then written field by field.

use super::known;
use super::shape::{FieldShape, Place, Shape, ShapeId, Shapes, ValueKind};
use super::wire::{Malformed, Raw, Reader};

/// Deeper nesting than any message of ours has; keeps a malicious or broken
/// service from overflowing the stack.
pub(super) const MAX_DEPTH: usize = 64;

pub(super) struct Writer<'a, 'w> {
    pub(super) shapes: &'a Shapes,
    pub(super) out: &'a mut Vec<u8>,
    /// The occurrences of the message being written, above those of the
    /// messages around it.
    stack: Vec<Occurrence<'w>>,
    pub(super) depth: usize,
}

#[derive(Clone, Copy)]
struct Occurrence<'w> {
    /// The index of the field in its shape.
    field: usize,
    value: Raw<'w>,
}

impl<'a, 'w> Writer<'a, 'w> {
    pub(super) fn new(shapes: &'a Shapes, out: &'a mut Vec<u8>) -> Self {
        Self {
            shapes,
            out,
            stack: Vec::new(),
            depth: 0,
        }
    }

    pub(super) fn message(&mut self, id: ShapeId, wire: &'w [u8]) -> Result<(), Malformed> {
        if self.depth == MAX_DEPTH {
            return Err(Malformed("too deep"));
        }
        self.depth += 1;
        let shapes = self.shapes;
        match shapes.get(id) {
            Shape::Fields(fields) => self.object(fields, wire)?,
            Shape::Timestamp => known::timestamp(self.out, wire)?,
            Shape::Duration => known::duration(self.out, wire)?,
            Shape::FieldMask => known::field_mask(self.out, wire)?,
            Shape::Struct => self.structure(wire)?,
            Shape::Value => self.any(wire)?,
            Shape::ListValue => self.list(wire)?,
        }
        self.depth -= 1;
        Ok(())
    }

    fn object(&mut self, fields: &[FieldShape], wire: &'w [u8]) -> Result<(), Malformed> {
        let base = self.stack.len();
        self.read(fields, wire)?;
        let end = self.stack.len();
        let mut at = base;
        self.out.push(b'{');
        for (index, field) in fields.iter().enumerate() {
            let from = at;
            while at < end && self.stack[at].field == index {
                at += 1;
            }
            self.field(field, from, at)?;
        }
        self.out.push(b'}');
        self.stack.truncate(base);
        Ok(())
    }

    /// Puts the known fields of `wire` on the stack, sorted by field.
    fn read(&mut self, fields: &[FieldShape], wire: &'w [u8]) -> Result<(), Malformed> {
        let base = self.stack.len();
        let mut reader = Reader::new(wire);
        let (mut guess, mut sorted) = (0, true);
        while let Some((number, value)) = reader.field()? {
            let Some(index) = position(fields, number, guess) else {
                continue;
            };
            sorted &= index >= guess;
            guess = index;
            let field = index;
            self.stack.push(Occurrence { field, value });
        }
        if !sorted {
            // Stable: the order of a repeated field's values stays.
            self.stack[base..].sort_by_key(|occurrence| occurrence.field);
        }
        Ok(())
    }

    fn field(&mut self, field: &FieldShape, from: usize, to: usize) -> Result<(), Malformed> {
        if field.place == Place::WhenSet && from == to {
            return Ok(());
        }
        self.comma(b'{');
        self.out.extend_from_slice(field.key.as_bytes());
        match field.place {
            Place::Repeated => self.repeated(&field.kind, from, to),
            Place::Map => self.map(&field.kind, from, to),
            Place::Always if from == to => self.zero(&field.kind),
            Place::Always | Place::WhenSet => self.single(&field.kind, from, to),
        }
    }

    fn single(&mut self, kind: &ValueKind, from: usize, to: usize) -> Result<(), Malformed> {
        let ValueKind::Message(id) = kind else {
            // The last value of a field that may stand once is the one.
            return self.value(kind, self.stack[to - 1].value);
        };
        if to - from == 1 {
            return self.value(kind, self.stack[from].value);
        }
        // The parts of a message are merged by reading them as one.
        let mut merged = Vec::new();
        for occurrence in &self.stack[from..to] {
            merged.extend_from_slice(occurrence.value.bytes()?);
        }
        let mut writer = Writer::new(self.shapes, self.out);
        writer.depth = self.depth;
        writer.message(*id, &merged)
    }

    fn repeated(&mut self, kind: &ValueKind, from: usize, to: usize) -> Result<(), Malformed> {
        self.out.push(b'[');
        for index in from..to {
            match self.stack[index].value {
                Raw::Bytes(packed) if kind.packs() => self.packed(kind, packed)?,
                value => {
                    self.comma(b'[');
                    self.value(kind, value)?;
                }
            }
        }
        self.out.push(b']');
        Ok(())
    }

    fn packed(&mut self, kind: &ValueKind, packed: &'w [u8]) -> Result<(), Malformed> {
        let mut reader = Reader::new(packed);
        while !reader.is_at_end() {
            self.comma(b'[');
            let value = match kind {
                ValueKind::Double | ValueKind::Fixed64 | ValueKind::Sfixed64 => {
                    Raw::Fixed64(reader.fixed64()?)
                }
                ValueKind::Float | ValueKind::Fixed32 | ValueKind::Sfixed32 => {
                    Raw::Fixed32(reader.fixed32()?)
                }
                _ => Raw::Varint(reader.varint()?),
            };
            self.value(kind, value)?;
        }
        Ok(())
    }

    pub(super) fn occurrence(&self, index: usize) -> Raw<'w> {
        self.stack[index].value
    }

    /// A comma, unless the next thing is the first after `open`. No value
    /// ends with an opening bracket, so the last byte tells.
    #[inline]
    pub(super) fn comma(&mut self, open: u8) {
        if self.out.last() != Some(&open) {
            self.out.push(b',');
        }
    }
}

impl ValueKind {
    /// Repeated values of the kind may stand in one run of bytes.
    fn packs(&self) -> bool {
        !matches!(self, Self::String | Self::Bytes | Self::Message(_))
    }
}

/// Where the field with a number stands; senders write in order, so that it
/// is mostly the one after the last.
#[inline]
fn position(fields: &[FieldShape], number: u32, guess: usize) -> Option<usize> {
    for index in [guess, guess + 1] {
        if fields.get(index).is_some_and(|f| f.number == number) {
            return Some(index);
        }
    }
    fields.binary_search_by_key(&number, |f| f.number).ok()
}
