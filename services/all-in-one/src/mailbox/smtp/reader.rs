//! Lines and contents off the wire, of limited length. Only CR LF ends a
//! line: a server that takes less can be made to see two mails in one.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// Longer than any command with its parameters (RFC 5321, 4.5.3.1.4 and up).
const LONGEST_LINE: usize = 4096;
/// What the server says that it takes.
pub(super) const LONGEST_CONTENT: usize = 10 * 1024 * 1024;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Without its end.
    Whole(String),
    TooLong,
    /// The client is gone.
    End,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Without the dots that the client doubled.
    Whole(Vec<u8>),
    TooLong,
}

/// The next command.
pub(super) async fn line(reader: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Line> {
    let mut line = Vec::new();
    let mut is_too_long = false;
    loop {
        let chunk = chunk(reader).await?;
        if chunk.is_empty() {
            return Ok(Line::End);
        }
        line.extend(chunk);
        if let Some(whole) = line.strip_suffix(b"\r\n") {
            let text = String::from_utf8_lossy(whole).into_owned();
            return Ok(if is_too_long {
                Line::TooLong
            } else {
                Line::Whole(text)
            });
        }
        if line.len() > LONGEST_LINE {
            is_too_long = true;
            // The end may be cut in two.
            line.drain(..line.len() - 1);
        }
    }
}

/// The content up to the line with a dot alone, which is read also where the
/// content is too long, so that the next command is found.
pub(super) async fn content(reader: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Content> {
    let mut content = Vec::new();
    let mut line = Vec::new();
    let mut is_too_long = false;
    loop {
        let chunk = chunk(reader).await?;
        if chunk.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        line.extend(chunk);
        let is_whole = line.ends_with(b"\r\n");
        if is_whole && line == b".\r\n" {
            return Ok(if is_too_long {
                Content::TooLong
            } else {
                Content::Whole(content)
            });
        }
        if is_whole || line.len() > LONGEST_CONTENT {
            is_too_long |= content.len() + line.len() > LONGEST_CONTENT;
            if !is_too_long {
                content.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            }
            let kept = if is_whole { 0 } else { 1 };
            line.drain(..line.len() - kept);
        }
    }
}

/// What is there, up to a line feed at most.
async fn chunk(reader: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Vec<u8>> {
    let there = reader.fill_buf().await?;
    let end = there.iter().position(|it| *it == b'\n');
    let chunk = there[..end.map_or(there.len(), |it| it + 1)].to_vec();
    reader.consume(chunk.len());
    Ok(chunk)
}

#[cfg(test)]
mod tests {
    use tokio::io::BufReader;

    use super::*;

    /// In pieces of a few bytes, as a slow network brings them.
    fn slowly(bytes: &[u8]) -> BufReader<&[u8]> {
        BufReader::with_capacity(3, bytes)
    }

    #[tokio::test]
    async fn lines_are_told_apart() {
        let mut reader = slowly(b"EHLO x\r\nNOOP\r\nQUI");
        let whole = |text: &str| Line::Whole(text.to_owned());
        assert_eq!(line(&mut reader).await.unwrap(), whole("EHLO x"));
        assert_eq!(line(&mut reader).await.unwrap(), whole("NOOP"));
        assert_eq!(line(&mut reader).await.unwrap(), Line::End);
    }

    #[tokio::test]
    async fn a_line_that_is_too_long_is_left_out() {
        let mut bytes = vec![b'x'; 2 * LONGEST_LINE];
        bytes.extend(b"\r\nNOOP\r\n");
        let mut reader = slowly(&bytes);
        assert_eq!(line(&mut reader).await.unwrap(), Line::TooLong);
        assert_eq!(
            line(&mut reader).await.unwrap(),
            Line::Whole("NOOP".to_owned())
        );
    }

    #[tokio::test]
    async fn a_content_ends_with_a_dot_alone_and_loses_doubled_ones() {
        let mut reader = slowly(b"a\r\n..\r\n..b\r\n.\n.\r\n\r\n.\r\nQUIT\r\n");
        let expected = b"a\r\n.\r\n.b\r\n\n.\r\n\r\n".to_vec();
        assert_eq!(
            content(&mut reader).await.unwrap(),
            Content::Whole(expected)
        );
        assert_eq!(
            line(&mut reader).await.unwrap(),
            Line::Whole("QUIT".to_owned())
        );
    }

    #[tokio::test]
    async fn a_content_that_is_too_long_is_read_to_its_end() {
        let mut bytes = vec![b'x'; LONGEST_CONTENT + 7];
        bytes.extend(b"\r\ny\r\n.\r\nQUIT\r\n");
        let mut reader = BufReader::new(bytes.as_slice());
        assert_eq!(content(&mut reader).await.unwrap(), Content::TooLong);
        assert_eq!(
            line(&mut reader).await.unwrap(),
            Line::Whole("QUIT".to_owned())
        );
    }

    #[tokio::test]
    async fn a_content_that_breaks_off_is_none() {
        let broken = content(&mut slowly(b"a\r\n.")).await.unwrap_err();
        assert_eq!(broken.kind(), io::ErrorKind::UnexpectedEof);
    }
}
