//! Single values.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::shape::ValueKind;
use super::wire::{Malformed, Raw, utf8};
use super::write::Writer;
use super::{known, number};

impl<'w> Writer<'_, 'w> {
    pub(super) fn value(&mut self, kind: &ValueKind, raw: Raw<'w>) -> Result<(), Malformed> {
        let out = &mut *self.out;
        match kind {
            ValueKind::String => known::string(out, utf8(raw.bytes()?)?),
            ValueKind::Message(id) => return self.message(*id, raw.bytes()?),
            ValueKind::Enum(names) => {
                let number = raw.varint()? as i32;
                match names.name(number) {
                    Some(name) => out.extend_from_slice(name.as_bytes()),
                    None => number::plain(out, number),
                }
            }
            ValueKind::Bool => number::plain(out, raw.varint()? != 0),
            ValueKind::Uint32 => number::plain(out, raw.varint()? as u32),
            ValueKind::Int32 => number::plain(out, raw.varint()? as i32),
            ValueKind::Sint32 => number::plain(out, unzigzag(raw.varint()?) as i32),
            ValueKind::Uint64 => number::quoted(out, raw.varint()?),
            ValueKind::Int64 => number::quoted(out, raw.varint()? as i64),
            ValueKind::Sint64 => number::quoted(out, unzigzag(raw.varint()?)),
            ValueKind::Fixed32 => number::plain(out, raw.fixed32()?),
            ValueKind::Sfixed32 => number::plain(out, raw.fixed32()? as i32),
            ValueKind::Fixed64 => number::quoted(out, raw.fixed64()?),
            ValueKind::Sfixed64 => number::quoted(out, raw.fixed64()? as i64),
            ValueKind::Double => number::float(out, f64::from_bits(raw.fixed64()?)),
            ValueKind::Float => number::single(out, f32::from_bits(raw.fixed32()?)),
            ValueKind::Bytes => known::string(out, &STANDARD.encode(raw.bytes()?)),
        }
        Ok(())
    }

    pub(super) fn zero(&mut self, kind: &ValueKind) -> Result<(), Malformed> {
        let zero: &[u8] = match kind {
            ValueKind::Double
            | ValueKind::Float
            | ValueKind::Int32
            | ValueKind::Uint32
            | ValueKind::Sint32
            | ValueKind::Fixed32
            | ValueKind::Sfixed32 => b"0",
            ValueKind::Int64
            | ValueKind::Uint64
            | ValueKind::Sint64
            | ValueKind::Fixed64
            | ValueKind::Sfixed64 => b"\"0\"",
            ValueKind::Bool => b"false",
            ValueKind::String | ValueKind::Bytes => b"\"\"",
            ValueKind::Enum(names) => names.name(0).unwrap_or("0").as_bytes(),
            ValueKind::Message(id) => return self.message(*id, &[]),
        };
        self.out.extend_from_slice(zero);
        Ok(())
    }
}

fn unzigzag(value: u64) -> i64 {
    ((value >> 1) as i64) ^ -((value & 1) as i64)
}
