//! Who may connect. A client with too many connections loses the one that has
//! kept us waiting longest; where all are at work, the next is refused.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::net::{TcpListener, TcpStream};

use super::Limits;
use crate::places::{Full, Most, Place, Places};

/// Written before anything is read: a client that sends at the same time may
/// see the connection end instead.
const REFUSAL: &[u8] = b"HTTP/1.1 429 Too Many Requests\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\
    Content-Length: 74\r\n\
    Retry-After: 1\r\n\
    Connection: close\r\n\r\n\
    Too many connections are at work for your address; try again in a while.\r\n";

pub(super) struct Connections {
    listener: TcpListener,
    places: Arc<Places>,
    /// Was accepted, and has no place yet.
    held: Option<TcpStream>,
}

impl Connections {
    pub(super) fn new(listener: TcpListener, limits: Limits) -> Self {
        let most = Most {
            of_all: limits.connections,
            of_a_client: limits.of_a_client,
        };
        Self {
            listener,
            places: Places::new(most),
            held: None,
        }
    }

    /// The next connection that has a place. A caller that gives up loses none.
    pub(super) async fn next(&mut self) -> io::Result<(TcpStream, Place)> {
        loop {
            let stream = match self.held.take() {
                Some(stream) => stream,
                None => self.listener.accept().await?.0,
            };
            let Ok(peer) = stream.peer_addr() else {
                continue;
            };
            match self.places.take(peer.ip().to_canonical()) {
                Ok(place) => return Ok((stream, place)),
                Err(Full::Client) => refuse(&stream),
                Err(Full::All) => {
                    self.held = Some(stream);
                    self.places.freed().await;
                }
            }
        }
    }
}

fn refuse(stream: &TcpStream) {
    // There is room for it: nothing was written before. Whoever has gone needs
    // no answer.
    let _gone = stream.try_write(REFUSAL);
}

/// An answer's body. When it is gone, the connection waits for its client.
pub(super) struct Answered {
    pub(super) body: Body,
    pub(super) place: Arc<Place>,
}

impl HttpBody for Answered {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Answered {
    fn drop(&mut self) {
        self.place.waits();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_as_long_as_it_says() {
        let text = std::str::from_utf8(REFUSAL).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}", body.len())));
    }
}
