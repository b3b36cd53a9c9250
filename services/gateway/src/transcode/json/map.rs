//! Objects whose keys are data: maps and `google.protobuf.Struct`.

use super::shape::{FieldShape, ValueKind};
use super::wire::{self, Malformed, Reader, utf8};
use super::write::{MAX_DEPTH, Writer};
use super::{known, number};

impl<'w> Writer<'_, 'w> {
    /// An object of the entries; of several with one key the last one stands.
    pub(super) fn map(
        &mut self,
        entry: &ValueKind,
        from: usize,
        to: usize,
    ) -> Result<(), Malformed> {
        let ValueKind::Message(id) = entry else {
            return Err(Malformed("a map without entries"));
        };
        let shapes = self.shapes;
        let [key, value] = shapes.get(*id).fields() else {
            return Err(Malformed("a map entry of other than two fields"));
        };
        let mut entries = Vec::new();
        for index in from..to {
            entries.push(self.entry(key, value, self.occurrence(index).bytes()?)?);
        }
        self.entries(&entries);
        Ok(())
    }

    /// One entry as the JSON of its key and of its value.
    fn entry(
        &mut self,
        key: &FieldShape,
        value: &FieldShape,
        bytes: &'w [u8],
    ) -> Result<(Vec<u8>, Vec<u8>), Malformed> {
        let mut parts = [Vec::new(), Vec::new()];
        for (field, out) in [key, value].into_iter().zip(&mut parts) {
            let raw = wire::last(bytes, field.number)?;
            let mut writer = Writer::new(self.shapes, out);
            writer.depth = self.depth;
            match raw {
                Some(raw) => writer.value(&field.kind, raw)?,
                None => writer.zero(&field.kind)?,
            }
        }
        let [mut key, value] = parts;
        if key.first() != Some(&b'"') {
            key.insert(0, b'"');
            key.push(b'"');
        }
        Ok((key, value))
    }

    fn entries(&mut self, entries: &[(Vec<u8>, Vec<u8>)]) {
        self.out.push(b'{');
        for (index, (key, value)) in entries.iter().enumerate() {
            if entries[index + 1..].iter().any(|(later, _)| later == key) {
                continue;
            }
            self.comma(b'{');
            self.out.extend_from_slice(key);
            self.out.push(b':');
            self.out.extend_from_slice(value);
        }
        self.out.push(b'}');
    }

    /// `google.protobuf.Struct`: entries of a string and a Value.
    pub(super) fn structure(&mut self, bytes: &'w [u8]) -> Result<(), Malformed> {
        let mut reader = Reader::new(bytes);
        let mut entries = Vec::new();
        while let Some((number, entry)) = reader.field()? {
            if number != 1 {
                continue;
            }
            let entry = entry.bytes()?;
            let mut key = Vec::new();
            known::string(&mut key, wire::text(entry, &[1])?);
            let mut value = Vec::new();
            let mut writer = Writer::new(self.shapes, &mut value);
            writer.depth = self.depth + 1;
            match wire::last(entry, 2)? {
                Some(raw) => writer.any(raw.bytes()?)?,
                None => value.extend(b"null"),
            }
            entries.push((key, value));
        }
        self.entries(&entries);
        Ok(())
    }

    /// `google.protobuf.Value`: any JSON value.
    pub(super) fn any(&mut self, bytes: &'w [u8]) -> Result<(), Malformed> {
        if self.depth > MAX_DEPTH {
            return Err(Malformed("too deep"));
        }
        let mut reader = Reader::new(bytes);
        let mut last = None;
        while let Some(field) = reader.field()? {
            last = Some(field);
        }
        match last {
            Some((2, raw)) => number::float(self.out, f64::from_bits(raw.fixed64()?)),
            Some((3, raw)) => known::string(self.out, utf8(raw.bytes()?)?),
            Some((4, raw)) => number::plain(self.out, raw.varint()? != 0),
            Some((5, raw)) => self.structure(raw.bytes()?)?,
            Some((6, raw)) => self.list(raw.bytes()?)?,
            _ => self.out.extend_from_slice(b"null"),
        }
        Ok(())
    }

    /// `google.protobuf.ListValue`.
    pub(super) fn list(&mut self, bytes: &'w [u8]) -> Result<(), Malformed> {
        self.depth += 1;
        self.out.push(b'[');
        let mut reader = Reader::new(bytes);
        while let Some((number, value)) = reader.field()? {
            if number == 1 {
                self.comma(b'[');
                self.any(value.bytes()?)?;
            }
        }
        self.out.push(b']');
        self.depth -= 1;
        Ok(())
    }
}
