//! The list of those who were erased, in a file outside of the database: a
//! backup that is restored knows people who are gone, and the ledger says who.
//!
//! One JSON object a line. A line is on the disk before the database forgets,
//! so that a line that broke off is an erasure that did not begin.

use std::{
    collections::BTreeSet,
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Appends lines; replicas may share the file.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    path: PathBuf,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum What {
    Erased,
    /// It was refused after all: the line before does not count.
    Kept,
}

#[derive(Debug, Deserialize, Serialize)]
struct Line {
    subject: Uuid,
    what: What,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
}

impl Ledger {
    /// # Errors
    /// The file cannot be written, which has to be known before somebody asks
    /// to be erased.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let ledger = Self {
            path: path.to_owned(),
        };
        ledger.file()?;
        Ok(ledger)
    }

    pub(super) async fn erased(&self, subject: Uuid, at: OffsetDateTime) -> io::Result<()> {
        self.append(subject, What::Erased, at).await
    }

    pub(super) async fn kept(&self, subject: Uuid, at: OffsetDateTime) -> io::Result<()> {
        self.append(subject, What::Kept, at).await
    }

    /// All who were erased.
    pub(super) fn subjects(&self) -> io::Result<BTreeSet<Uuid>> {
        let mut bytes = Vec::new();
        File::open(&self.path)?.read_to_end(&mut bytes)?;
        let mut subjects = BTreeSet::new();
        for line in bytes.split(|byte| *byte == b'\n') {
            match serde_json::from_slice::<Line>(line) {
                Ok(Line {
                    subject,
                    what: What::Erased,
                    ..
                }) => drop(subjects.insert(subject)),
                Ok(Line {
                    subject,
                    what: What::Kept,
                    ..
                }) => drop(subjects.remove(&subject)),
                Err(_) => {}
            }
        }
        Ok(subjects)
    }

    async fn append(&self, subject: Uuid, what: What, at: OffsetDateTime) -> io::Result<()> {
        let (ledger, line) = (self.clone(), Line { subject, what, at });
        let written = tokio::task::spawn_blocking(move || ledger.write(&line));
        written.await.map_err(io::Error::other)?
    }

    /// Returns when the line is on the disk.
    fn write(&self, line: &Line) -> io::Result<()> {
        let mut file = self.file()?;
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        if !ends_whole(&mut file)? {
            bytes.insert(0, b'\n');
        }
        // One write, so that lines of several replicas do not mix.
        file.write_all(&bytes)?;
        file.sync_all()
    }

    fn file(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        let file = options.read(true).append(true).create(true);
        file.open(&self.path)
    }
}

/// Whether the last line did not break off.
fn ends_whole(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use time::macros::datetime;

    use super::*;

    const AT: OffsetDateTime = datetime!(2026-03-04 12:00 UTC);

    fn subject(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    #[tokio::test]
    async fn who_was_erased_stands_in_the_ledger() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("erasures.ledger");
        let ledger = Ledger::open(&path).unwrap();
        assert_eq!(ledger.subjects().unwrap(), BTreeSet::new());
        for number in [1, 2, 1] {
            ledger.erased(subject(number), AT).await.unwrap();
        }
        let again = Ledger::open(&path).unwrap();
        assert_eq!(again.subjects().unwrap(), [1, 2].map(subject).into());
    }

    #[tokio::test]
    async fn who_was_kept_after_all_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(&folder.path().join("erasures.ledger")).unwrap();
        ledger.erased(subject(1), AT).await.unwrap();
        ledger.kept(subject(1), AT).await.unwrap();
        assert_eq!(ledger.subjects().unwrap(), BTreeSet::new());
        ledger.erased(subject(1), AT).await.unwrap();
        assert_eq!(ledger.subjects().unwrap(), [subject(1)].into());
    }

    #[tokio::test]
    async fn a_line_that_broke_off_spoils_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("erasures.ledger");
        let ledger = Ledger::open(&path).unwrap();
        ledger.erased(subject(1), AT).await.unwrap();
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend(br#"{"subject":"0000"#);
        fs::write(&path, bytes).unwrap();
        ledger.erased(subject(2), AT).await.unwrap();
        assert_eq!(ledger.subjects().unwrap(), [1, 2].map(subject).into());
    }

    #[test]
    fn a_ledger_that_cannot_be_written_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing/erasures.ledger");
        assert!(Ledger::open(&missing).is_err());
    }
}
