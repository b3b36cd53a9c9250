//! Mails as files: whole or not at all, and sorted by name as they came.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use chassis::clock::Clock;
use mail_parser::{Message, MessageParser};
use time::macros::format_description;

use super::{Mail, links};

/// Of a whole mail; unfinished files end otherwise.
const ENDING: &str = "eml";

/// Takes mails in; clones count together.
#[derive(Clone)]
pub(super) struct Folder {
    path: PathBuf,
    clock: Clock,
    taken: Arc<AtomicU64>,
}

/// A mail with the envelope that it came in.
pub(super) struct Caught {
    pub(super) from: String,
    pub(super) to: Vec<String>,
    pub(super) content: Vec<u8>,
}

impl Folder {
    pub(super) fn open(path: PathBuf, clock: Clock) -> io::Result<Self> {
        fs::create_dir_all(&path)?;
        Ok(Self {
            path,
            clock,
            taken: Arc::default(),
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a mail beside its place first, so that whoever reads the folder
    /// never finds half a mail.
    pub(super) fn keep(&self, caught: &Caught) -> io::Result<()> {
        let name = self.next_name();
        let unfinished = self.path.join(format!(".{name}.part"));
        fs::write(&unfinished, with_envelope(caught))?;
        fs::rename(unfinished, self.path.join(format!("{name}.{ENDING}")))
    }

    fn next_name(&self) -> String {
        let format =
            format_description!("[year][month][day]T[hour][minute][second].[subsecond digits:6]Z");
        let at = self.clock.now().format(format).unwrap_or_default();
        let number = self.taken.fetch_add(1, Ordering::Relaxed);
        format!("{at}-{number:06}-{}", std::process::id())
    }
}

/// The envelope stands in front, as a mail server writes it on delivery.
fn with_envelope(caught: &Caught) -> Vec<u8> {
    let mut head = format!("Return-Path: <{}>\r\n", caught.from);
    for to in &caught.to {
        head.push_str(&format!("Delivered-To: {to}\r\n"));
    }
    [head.as_bytes(), &caught.content].concat()
}

/// The mails of a folder, the oldest first.
pub(super) fn read(folder: &Path) -> io::Result<Vec<Mail>> {
    let names = names(folder)?;
    let mails = names.iter().map(|name| read_one(&folder.join(name)));
    mails.collect()
}

/// The names of the mails, the oldest first.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        let is_whole = Path::new(&name).extension().is_some_and(|it| it == ENDING);
        if let (true, Ok(name)) = (is_whole, name.into_string()) {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

pub(super) fn read_one(path: &Path) -> io::Result<Mail> {
    let bytes = fs::read(path)?;
    let message = MessageParser::default().parse(&bytes);
    let message = message.ok_or_else(|| {
        let reason = format!("{} is no mail", path.display());
        io::Error::new(io::ErrorKind::InvalidData, reason)
    })?;
    let text = message.body_text(0).unwrap_or_default().into_owned();
    Ok(Mail {
        to: delivered_to(&message),
        subject: message.subject().unwrap_or_default().to_owned(),
        links: links::of(&text),
        html: message.body_html(0).unwrap_or_default().into_owned(),
        text,
        message_id: message.message_id().unwrap_or_default().to_owned(),
        path: path.to_owned(),
    })
}

fn delivered_to(message: &Message<'_>) -> Vec<String> {
    let values = message
        .headers_raw()
        .filter(|(name, _)| name.eq_ignore_ascii_case("Delivered-To"));
    values.map(|(_, value)| value.trim().to_owned()).collect()
}
