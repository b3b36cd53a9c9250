//! What a file is written in. Spreadsheets save Windows-1252 as readily as
//! UTF-8, and nothing in the file says which.

use std::{
    borrow::Cow,
    io::{self, Read},
};

use encoding_rs::WINDOWS_1252;

/// Of a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// Every byte that is no UTF-8 is a letter or a mark that Swedish uses.
    Windows1252,
    /// UTF-8 in which some bytes are broken: rows with them are refused.
    BrokenUtf8,
    /// Every second byte is zero, or the file begins as UTF-16 does.
    Utf16,
}

/// What Swedish texts have beside ASCII.
const PLAUSIBLE: &str = "åäöÅÄÖéÉèÈêÊëËüÜáÁàÀóÓôÔíÍïÏîÎúÚøØæÆñÑçÇß‘’‚“”„–—…•€§«»°´½¼·\u{a0}";

/// What the bytes of a file are like.
#[derive(Default)]
struct Tally {
    has_zeros: bool,
    /// Characters of several bytes, which only UTF-8 has.
    beyond_ascii: bool,
    broken: bool,
    implausible: bool,
}

impl Encoding {
    /// Reads the file once, in little memory.
    pub(super) fn of(mut file: impl Read) -> io::Result<Self> {
        let mut buffer = vec![0; 64 * 1024];
        let mut tally = Tally::default();
        let mut held = 0;
        loop {
            let read = file.read(&mut buffer[held..])?;
            let end = held + read;
            if tally.is_utf16(&buffer[..end]) {
                return Ok(Self::Utf16);
            }
            let done = tally.add(&buffer[..end], read == 0);
            if read == 0 {
                return Ok(tally.encoding());
            }
            buffer.copy_within(done..end, 0);
            held = end - done;
        }
    }

    /// The text of a cell; nothing where its bytes are none.
    pub(super) fn decode(self, cell: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Utf8 | Self::BrokenUtf8 => std::str::from_utf8(cell).ok().map(Cow::Borrowed),
            Self::Windows1252 => Some(WINDOWS_1252.decode_without_bom_handling(cell).0),
            Self::Utf16 => None,
        }
    }
}

impl Tally {
    fn is_utf16(&mut self, bytes: &[u8]) -> bool {
        self.has_zeros |= bytes.contains(&0);
        bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || self.has_zeros
    }

    /// Answers how many bytes were looked at: a character may go on in the
    /// next ones.
    fn add(&mut self, bytes: &[u8], is_end: bool) -> usize {
        let mut done = 0;
        for chunk in bytes.utf8_chunks() {
            self.beyond_ascii |= !chunk.valid().is_ascii();
            done += chunk.valid().len();
            let broken = chunk.invalid();
            let may_go_on = done + broken.len() == bytes.len() && broken.len() < 4;
            if !is_end && may_go_on {
                return done;
            }
            self.broken |= !broken.is_empty();
            self.implausible |= !broken.iter().all(|byte| is_plausible(*byte));
            done += broken.len();
        }
        done
    }

    fn encoding(&self) -> Encoding {
        if !self.broken {
            Encoding::Utf8
        } else if self.beyond_ascii || self.implausible {
            Encoding::BrokenUtf8
        } else {
            Encoding::Windows1252
        }
    }
}

fn is_plausible(byte: u8) -> bool {
    let bytes = [byte];
    let text = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    text.chars()
        .all(|letter| letter.is_ascii() || PLAUSIBLE.contains(letter))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain(b"name\nKOOPUS\n", Encoding::Utf8)]
    #[case::utf8("name\nCafé Öst\n".as_bytes(), Encoding::Utf8)]
    #[case::with_mark("\u{feff}name\n".as_bytes(), Encoding::Utf8)]
    #[case::windows(b"name\nCaf\xe9 \xd6st\n", Encoding::Windows1252)]
    #[case::windows_quotes(b"name\n\x93\xc5tta\x94 \x96 tre\n", Encoding::Windows1252)]
    #[case::one_broken_among_utf8(b"name\nCaf\xc3\xa9 \xd6st\n", Encoding::BrokenUtf8)]
    #[case::half_a_character(b"name\nCaf\xc3", Encoding::BrokenUtf8)]
    #[case::no_letter(b"name\nCaf\x81\n", Encoding::BrokenUtf8)]
    #[case::utf16(b"\xff\xfen\0a\0m\0e\0", Encoding::Utf16)]
    #[case::utf16_without_mark(b"n\0a\0m\0e\0", Encoding::Utf16)]
    fn the_encoding_shows_in_the_bytes(#[case] file: &[u8], #[case] expected: Encoding) {
        assert_eq!(Encoding::of(file).unwrap(), expected);
    }

    /// Hands out few bytes at a time.
    struct Dripping<'a>(&'a [u8]);

    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let few = buffer.len().min(3);
            self.0.read(&mut buffer[..few])
        }
    }

    #[test]
    fn a_character_may_lie_across_two_reads() {
        let file = "aåä€😀ö".repeat(50);
        assert_eq!(
            Encoding::of(Dripping(file.as_bytes())).unwrap(),
            Encoding::Utf8
        );
    }

    #[test]
    fn windows_letters_are_decoded() {
        let text = Encoding::Windows1252
            .decode(b"Caf\xe9 \xd6st \x96 \x80")
            .unwrap();
        assert_eq!(text, "Café Öst – €");
        assert_eq!(Encoding::BrokenUtf8.decode(b"Caf\xe9"), None);
    }
}
