//! An SMTP server (RFC 5321) that delivers everything into a folder.

mod dialogue;
mod reader;

use std::{io, sync::Arc, time::Duration};

use tokio::{
    io::{AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream, tcp::OwnedWriteHalf},
    sync::Semaphore,
    time::timeout,
};
use tokio_util::sync::CancellationToken;

use self::{
    dialogue::{Dialogue, Next},
    reader::{Content, Line},
};
use super::folder::{Caught, Folder};

/// Connections at once; further ones wait to be accepted.
const MOST_CONNECTIONS: usize = 100;
/// RFC 5321, 4.5.3.2.7.
const PATIENCE: Duration = Duration::from_secs(300);
/// When a connection cannot be accepted, e.g. for want of file handles.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until the shutdown.
pub(super) async fn serve(listener: TcpListener, folder: Folder, shutdown: CancellationToken) {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let accepting = async {
        while let Ok(place) = Arc::clone(&places).acquire_owned().await {
            let Ok((stream, _)) = listener.accept().await else {
                tokio::time::sleep(PAUSE).await;
                continue;
            };
            let (folder, shutdown) = (folder.clone(), shutdown.clone());
            tokio::spawn(async move {
                // A client that went away is no fault of ours.
                let _ = Connection::new(stream, folder).serve(shutdown).await;
                drop(place);
            });
        }
    };
    shutdown.run_until_cancelled(accepting).await;
}

struct Connection {
    reader: BufReader<tokio::net::tcp::OwnedReadHalf>,
    writer: OwnedWriteHalf,
    dialogue: Dialogue,
    folder: Folder,
}

impl Connection {
    fn new(stream: TcpStream, folder: Folder) -> Self {
        let (reader, writer) = stream.into_split();
        Self {
            reader: BufReader::new(reader),
            writer,
            dialogue: Dialogue::default(),
            folder,
        }
    }

    async fn serve(mut self, shutdown: CancellationToken) -> io::Result<()> {
        self.say("220 mailbox.example ESMTP").await?;
        loop {
            let line = timeout(PATIENCE, reader::line(&mut self.reader));
            let line = match shutdown.run_until_cancelled(line).await {
                Some(Ok(line)) => line?,
                Some(Err(_)) => return self.say("421 too long silent").await,
                None => return self.say("421 shutting down").await,
            };
            let next = match line {
                Line::Whole(line) => self.dialogue.hear(&line),
                Line::TooLong => Next::Say("500 the line is too long"),
                Line::End => return Ok(()),
            };
            match next {
                Next::Say(answer) => self.say(answer).await?,
                Next::SayAndEnd(answer) => return self.say(answer).await,
                Next::Content => self.take_content().await?,
            }
        }
    }

    async fn take_content(&mut self) -> io::Result<()> {
        self.say("354 end with a dot alone").await?;
        let content = timeout(PATIENCE, reader::content(&mut self.reader)).await;
        let (from, to) = self.dialogue.envelope();
        let answer = match content {
            Ok(Ok(Content::Whole(content))) => {
                let caught = Caught { from, to, content };
                let folder = self.folder.clone();
                let kept = tokio::task::spawn_blocking(move || folder.keep(&caught)).await;
                match kept {
                    Ok(Ok(())) => "250 kept",
                    Ok(Err(_)) | Err(_) => "452 it cannot be written",
                }
            }
            Ok(Ok(Content::TooLong)) => "552 the mail is too long",
            Ok(Err(error)) => return Err(error),
            Err(_) => return self.say("421 too long silent").await,
        };
        self.say(answer).await
    }

    async fn say(&mut self, answer: &str) -> io::Result<()> {
        let answer = format!("{answer}\r\n");
        self.writer.write_all(answer.as_bytes()).await
    }
}
