//! Looks at the bytes of requests before they are parsed, and spoils heads that
//! HTTP/1.1 forbids and the parser takes: a line that ends with a line feed
//! alone, and a body whose length is said twice. A proxy before us may read
//! such a head otherwise than we do, and take one request for two (RFC 9112,
//! sections 2.2 and 6.3). The parser refuses what is spoilt, with 400.

/// Stands for a byte that no head may have.
const SPOILT: u8 = 0;
/// As much of a line as is looked at; what we look for is shorter.
const LINE: usize = 100;

/// Where in a connection's bytes we are.
#[derive(Debug, Default)]
pub(super) struct Wire {
    part: Part,
    line: Vec<u8>,
    after_return: bool,
    head: Head,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Head,
    /// So many bytes are left of it.
    Body(u64),
    ChunkSize,
    /// So many bytes are left of it, with its line end.
    Chunk(u64),
    Trailers,
    /// The parser ends the connection here.
    Refused,
}

/// What the lines of a head have said so far.
#[derive(Debug, Default)]
struct Head {
    begun: bool,
    chunked: bool,
    lengths: Vec<Option<u64>>,
}

impl Wire {
    /// Goes on with the bytes that came.
    pub(super) fn pass(&mut self, mut bytes: &mut [u8]) {
        while !bytes.is_empty() {
            let taken = match self.part {
                Part::Refused => return,
                Part::Body(left) | Part::Chunk(left) => self.skip(left, bytes.len()),
                Part::Head | Part::ChunkSize | Part::Trailers => {
                    self.byte(&mut bytes[0]);
                    1
                }
            };
            bytes = &mut bytes[taken..];
        }
    }

    fn skip(&mut self, left: u64, there: usize) -> usize {
        let there = u64::try_from(there).unwrap_or(u64::MAX);
        let taken = left.min(there);
        let left = left - taken;
        self.part = match (self.part, left) {
            (Part::Chunk(_), 0) => Part::ChunkSize,
            (Part::Chunk(_), left) => Part::Chunk(left),
            (_, 0) => Part::Head,
            (_, left) => Part::Body(left),
        };
        usize::try_from(taken).unwrap_or(usize::MAX)
    }

    fn byte(&mut self, byte: &mut u8) {
        if *byte != b'\n' {
            self.after_return = *byte == b'\r';
            if self.line.len() < LINE {
                self.line.push(*byte);
            }
            return;
        }
        let whole = std::mem::take(&mut self.after_return);
        let line = std::mem::take(&mut self.line);
        let line = line.strip_suffix(b"\r").unwrap_or(&line);
        let next = match whole {
            true => self.line(line),
            false => Part::Refused,
        };
        if next == Part::Refused {
            *byte = SPOILT;
        }
        self.part = next;
    }

    /// What follows after a line.
    fn line(&mut self, line: &[u8]) -> Part {
        match self.part {
            Part::ChunkSize => after_chunk_size(line),
            Part::Trailers if line.is_empty() => Part::Head,
            Part::Head if line.is_empty() && self.head.begun => {
                std::mem::take(&mut self.head).body()
            }
            Part::Head => {
                if self.head.begun {
                    self.head.field(line);
                }
                self.head.begun |= !line.is_empty();
                Part::Head
            }
            part => part,
        }
    }
}

impl Head {
    fn field(&mut self, line: &[u8]) {
        let mut parts = line.splitn(2, |byte| *byte == b':');
        let (Some(name), Some(value)) = (parts.next(), parts.next()) else {
            return;
        };
        if name.eq_ignore_ascii_case(b"transfer-encoding") {
            self.chunked = true;
        } else if name.eq_ignore_ascii_case(b"content-length") {
            let text = std::str::from_utf8(value).unwrap_or_default();
            self.lengths.push(text.trim().parse().ok());
        }
    }

    fn body(self) -> Part {
        match (self.chunked, self.lengths.as_slice()) {
            (true, []) => Part::ChunkSize,
            (false, [] | [Some(0)]) => Part::Head,
            (false, [Some(length)]) => Part::Body(*length),
            _ => Part::Refused,
        }
    }
}

fn after_chunk_size(line: &[u8]) -> Part {
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit());
    let digits: String = digits.map(|byte| char::from(*byte)).collect();
    match u64::from_str_radix(&digits, 16) {
        Ok(0) => Part::Trailers,
        // Its own line end follows the chunk.
        Ok(size) => size.checked_add(2).map_or(Part::Refused, Part::Chunk),
        Err(_) => Part::Refused,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// Whether the bytes get past, however they are cut.
    fn pass(text: &str) -> bool {
        let passes = [1, 2, 7, text.len()].map(|size| {
            let mut wire = Wire::default();
            let mut bytes = text.as_bytes().to_vec();
            for part in bytes.chunks_mut(size) {
                wire.pass(part);
            }
            (bytes == text.as_bytes()) && wire.part != Part::Refused
        });
        assert!(passes.iter().all(|it| *it == passes[0]), "{text:?}");
        passes[0]
    }

    #[rstest]
    #[case::get("GET / HTTP/1.1\r\nHost: a\r\n\r\n", true)]
    #[case::empty_lines_first("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", true)]
    #[case::two(
        "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        true
    )]
    #[case::body(
        "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\na\nb\nGET / HTTP/1.1\r\n\r\n",
        true
    )]
    #[case::chunks(
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\na\nb\r\n0\r\nA: b\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        true
    )]
    #[case::bare_line_feed("GET / HTTP/1.1\nHost: a\r\n\r\n", false)]
    #[case::bare_line_feed_in_a_field("GET / HTTP/1.1\r\nA: b\nHost: a\r\n\r\n", false)]
    #[case::bare_line_feed_at_the_end("GET / HTTP/1.1\r\nHost: a\r\n\n", false)]
    #[case::bare_line_feed_first("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", false)]
    #[case::bare_line_feed_after_a_body(
        "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\naGET / HTTP/1.1\n",
        false
    )]
    #[case::both_lengths(
        "POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n",
        false
    )]
    #[case::both_the_other_way(
        "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n",
        false
    )]
    #[case::two_lengths(
        "POST / HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\n",
        false
    )]
    #[case::a_list_of_lengths("POST / HTTP/1.1\r\nContent-Length: 4, 4\r\n\r\n", false)]
    #[case::a_chunk_of_no_size("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", false)]
    fn a_head_that_can_be_read_in_two_ways_is_spoilt(#[case] text: &str, #[case] passes: bool) {
        assert_eq!(pass(text), passes);
    }
}
