//! A client for HTTP/1.1 that costs little: one blocking connection that stays
//! open, GET alone, the answer read whole.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    ops::Range,
    time::Duration,
};

use anyhow::{Context, bail};

const LIMIT: Duration = Duration::from_secs(30);
const CHUNK: usize = 64 * 1024;

/// The answer to one request.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Bytes of the body as they came, compressed or not.
    pub(crate) size: usize,
}

/// One connection.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    filled: usize,
    body: Vec<Range<usize>>,
}

enum Length {
    Known(usize),
    Chunked,
}

struct Head {
    status: u16,
    end: usize,
    length: Length,
}

impl Connection {
    /// # Errors
    /// Nobody listens there.
    pub(crate) fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(LIMIT))?;
        Ok(Self {
            stream,
            buffer: vec![0; CHUNK],
            filled: 0,
            body: Vec::new(),
        })
    }

    /// # Errors
    /// There is no right answer.
    pub(crate) fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.send(&request(path, ""))
    }

    /// Sends a request that [`request`] made.
    ///
    /// # Errors
    /// There is no right answer.
    pub(crate) fn send(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        self.filled = 0;
        self.body.clear();
        self.stream.write_all(request)?;
        let head = loop {
            if let Some(head) = read_head(&self.buffer[..self.filled])? {
                break head;
            }
            self.read_more()?;
        };
        match head.length {
            Length::Known(length) => {
                while self.filled < head.end + length {
                    self.read_more()?;
                }
                self.body.push(head.end..head.end + length);
            }
            Length::Chunked => self.read_chunks(head.end)?,
        }
        Ok(Answer {
            status: head.status,
            size: self.body.iter().map(Range::len).sum(),
        })
    }

    /// The body of the last answer.
    pub(crate) fn body(&self) -> Vec<u8> {
        let parts = self.body.iter().map(|range| &self.buffer[range.clone()]);
        parts.flatten().copied().collect()
    }

    fn read_chunks(&mut self, mut at: usize) -> anyhow::Result<()> {
        loop {
            let (size, start) = loop {
                if let Some(end) = find(&self.buffer[at..self.filled], b"\r\n") {
                    let line = std::str::from_utf8(&self.buffer[at..at + end])?;
                    break (usize::from_str_radix(line, 16)?, at + end + 2);
                }
                self.read_more()?;
            };
            while self.filled < start + size + 2 {
                self.read_more()?;
            }
            if size == 0 {
                return Ok(());
            }
            self.body.push(start..start + size);
            at = start + size + 2;
        }
    }

    fn read_more(&mut self) -> anyhow::Result<()> {
        if self.buffer.len() - self.filled < CHUNK / 2 {
            self.buffer.resize(self.buffer.len() + CHUNK, 0);
        }
        let read = self.stream.read(&mut self.buffer[self.filled..])?;
        if read == 0 {
            bail!("the server closed the connection");
        }
        self.filled += read;
        Ok(())
    }
}

/// A request for [`Connection::send`]; each of the extra lines ends with CR LF.
pub(crate) fn request(path: &str, lines: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}\r\n").into_bytes()
}

fn read_head(bytes: &[u8]) -> anyhow::Result<Option<Head>> {
    let Some(end) = find(bytes, b"\r\n\r\n") else {
        return Ok(None);
    };
    let text = std::str::from_utf8(&bytes[..end])?;
    let mut lines = text.split("\r\n");
    let first = lines.next().unwrap_or_default();
    let status = first.split(' ').nth(1).context("a status")?.parse()?;
    let mut length = Length::Known(0);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if name.eq_ignore_ascii_case("content-length") {
            length = Length::Known(value.trim().parse()?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            length = Length::Chunked;
        }
    }
    Ok(Some(Head {
        status,
        end: end + 4,
        length,
    }))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
