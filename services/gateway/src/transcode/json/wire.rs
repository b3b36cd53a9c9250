//! The wire format: a sequence of numbered values.

/// The bytes are no message of the expected type.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("malformed protobuf: {0}")]
pub(crate) struct Malformed(pub(crate) &'static str);

/// One value as it stands on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Raw<'w> {
    Varint(u64),
    Fixed64(u64),
    Fixed32(u32),
    Bytes(&'w [u8]),
}

/// Walks over wire bytes.
pub(crate) struct Reader<'w> {
    rest: &'w [u8],
}

impl<'w> Reader<'w> {
    pub(crate) fn new(wire: &'w [u8]) -> Self {
        Self { rest: wire }
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next field number and value; nothing at the end.
    #[inline]
    pub(crate) fn field(&mut self) -> Result<Option<(u32, Raw<'w>)>, Malformed> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let key = self.varint()?;
        let number = u32::try_from(key >> 3).map_err(|_| Malformed("field number"))?;
        let value = match key & 7 {
            0 => Raw::Varint(self.varint()?),
            1 => Raw::Fixed64(self.fixed64()?),
            2 => Raw::Bytes(self.bytes()?),
            5 => Raw::Fixed32(self.fixed32()?),
            _ => return Err(Malformed("wire type")),
        };
        Ok(Some((number, value)))
    }

    #[inline]
    pub(crate) fn varint(&mut self) -> Result<u64, Malformed> {
        let mut value = 0_u64;
        for (index, byte) in self.rest.iter().take(10).enumerate() {
            value |= u64::from(byte & 0x7f) << (7 * index);
            if byte & 0x80 == 0 {
                self.rest = &self.rest[index + 1..];
                return Ok(value);
            }
        }
        Err(Malformed("varint"))
    }

    pub(crate) fn fixed64(&mut self) -> Result<u64, Malformed> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    pub(crate) fn fixed32(&mut self) -> Result<u32, Malformed> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    #[inline]
    fn bytes(&mut self) -> Result<&'w [u8], Malformed> {
        let length = usize::try_from(self.varint()?).map_err(|_| Malformed("length"))?;
        let (value, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(Malformed("length"))?;
        self.rest = rest;
        Ok(value)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (value, rest) = self
            .rest
            .split_first_chunk()
            .ok_or(Malformed("fixed-width value"))?;
        self.rest = rest;
        Ok(*value)
    }
}

impl<'w> Raw<'w> {
    pub(crate) fn bytes(self) -> Result<&'w [u8], Malformed> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::Varint(_) | Self::Fixed64(_) | Self::Fixed32(_) => {
                Err(Malformed("a value with a length was expected"))
            }
        }
    }

    pub(crate) fn varint(self) -> Result<u64, Malformed> {
        match self {
            Self::Varint(value) => Ok(value),
            Self::Bytes(_) | Self::Fixed64(_) | Self::Fixed32(_) => {
                Err(Malformed("a varint was expected"))
            }
        }
    }

    pub(crate) fn fixed64(self) -> Result<u64, Malformed> {
        match self {
            Self::Fixed64(value) => Ok(value),
            Self::Bytes(_) | Self::Varint(_) | Self::Fixed32(_) => {
                Err(Malformed("eight bytes were expected"))
            }
        }
    }

    pub(crate) fn fixed32(self) -> Result<u32, Malformed> {
        match self {
            Self::Fixed32(value) => Ok(value),
            Self::Bytes(_) | Self::Varint(_) | Self::Fixed64(_) => {
                Err(Malformed("four bytes were expected"))
            }
        }
    }
}

/// The last value of one field; nothing when it is not there.
pub(crate) fn last(wire: &[u8], number: u32) -> Result<Option<Raw<'_>>, Malformed> {
    let mut reader = Reader::new(wire);
    let mut found = None;
    while let Some((at, value)) = reader.field()? {
        if at == number {
            found = Some(value);
        }
    }
    Ok(found)
}

/// The text at a path of field numbers; empty when something on it is unset.
pub(crate) fn text<'w>(wire: &'w [u8], path: &[u32]) -> Result<&'w str, Malformed> {
    let mut bytes = wire;
    for number in path {
        match last(bytes, *number)? {
            Some(value) => bytes = value.bytes()?,
            None => return Ok(""),
        }
    }
    utf8(bytes)
}

pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Malformed> {
    std::str::from_utf8(bytes).map_err(|_| Malformed("a string that is not UTF-8"))
}
