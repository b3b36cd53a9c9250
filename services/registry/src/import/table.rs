//! The file as rows of named cells, read one after the other: a file of any
//! size takes the memory of one row.

mod bounded;

use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufReader, Chain, Read},
    path::Path,
};

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::import::{
    encoding::Encoding,
    table::bounded::{Bound, Bounded},
};

/// The most bytes of one row. A quotation mark that is never closed would
/// otherwise take in the rest of the file.
const LONGEST_ROW: usize = 1 << 20;

/// Read as a row of its own after the file. A row that takes it in has a
/// quotation mark that is never closed. No text of ours may have it.
const END: &[u8] = b"\n\x1a\n";
const END_CELL: &[u8] = b"\x1a";

/// Why a file is refused as a whole, before anything is written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileFault {
    #[error("the file cannot be read")]
    Unreadable(#[from] std::io::Error),
    #[error("the file is UTF-16: save it as \"CSV UTF-8\" and import again")]
    Utf16,
    #[error("the file is empty: its first row has to name the columns, and one of them is `name`")]
    Empty,
    #[error("the first row cannot be read as text: save the file as \"CSV UTF-8\"")]
    UnreadableHeader,
    #[error("the first row has no column `name`; it has: {}", .0.join(", "))]
    NoName(Vec<String>),
    #[error("the first row has the column `{0}` twice")]
    DuplicateColumn(String),
    #[error("row {0} does not end: a quotation mark is not closed")]
    EndlessRow(u64),
    #[error("row {row} cannot be read: {error}")]
    Unparsable { row: u64, error: csv::Error },
}

/// A file that has a header with the column `name`.
pub(super) struct Table {
    reader: Reader<Bounded<Chain<BufReader<File>, &'static [u8]>>>,
    encoding: Encoding,
    columns: Vec<String>,
    row: u64,
    bound: Bound,
}

/// One row as it stands in the file.
pub(super) struct Record {
    /// As a spreadsheet counts: the header is row 1.
    pub(super) row: u64,
    /// Column and text, in the order of the columns; no text where the bytes
    /// are none.
    pub(super) cells: Vec<(String, Option<String>)>,
    /// Cells that it has, where these are more or fewer than the columns.
    pub(super) wrong_count: Option<usize>,
}

impl Table {
    pub(super) fn open(path: &Path) -> Result<Self, FileFault> {
        let encoding = Encoding::of(File::open(path)?)?;
        if encoding == Encoding::Utf16 {
            return Err(FileFault::Utf16);
        }
        let delimiter = delimiter(File::open(path)?)?;
        let file = BufReader::new(File::open(path)?).chain(END);
        let (bounded, bound) = Bounded::new(file, LONGEST_ROW);
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(bounded);
        let header = next(&mut reader, &bound, 1).ok_or(FileFault::Empty)??;
        Ok(Self {
            columns: columns(&header, encoding)?,
            reader,
            encoding,
            row: 1,
            bound,
        })
    }

    /// The rows of a file, as far as it can be read.
    pub(super) fn count(path: &Path) -> Result<u64, FileFault> {
        let mut table = Self::open(path)?;
        let mut rows = 0;
        while let Some(Ok(_)) = next(&mut table.reader, &table.bound, rows + 2) {
            rows += 1;
        }
        Ok(rows)
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    fn record(&self, bytes: &ByteRecord) -> Record {
        let texts = bytes.iter().map(|cell| {
            let text = self.encoding.decode(cell);
            text.map(std::borrow::Cow::into_owned)
        });
        Record {
            row: self.row,
            cells: self.columns.iter().cloned().zip(texts).collect(),
            wrong_count: (bytes.len() != self.columns.len()).then_some(bytes.len()),
        }
    }
}

impl Iterator for Table {
    type Item = Result<Record, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.row += 1;
        let bytes = next(&mut self.reader, &self.bound, self.row)?;
        Some(bytes.map(|bytes| self.record(&bytes)))
    }
}

/// The cells of the next row; nothing after the last one.
fn next<R: Read>(
    reader: &mut Reader<R>,
    bound: &Bound,
    row: u64,
) -> Option<Result<ByteRecord, FileFault>> {
    let mut bytes = ByteRecord::new();
    let found = reader.read_byte_record(&mut bytes);
    let is_endless = bound.is_reached();
    bound.reset();
    let last = bytes.iter().next_back().unwrap_or_default();
    match found {
        Err(_) if is_endless => Some(Err(FileFault::EndlessRow(row))),
        Err(error) => Some(Err(FileFault::Unparsable { row, error })),
        Ok(false) => None,
        Ok(true) if bytes.len() == 1 && last == END_CELL => None,
        Ok(true) if last.trim_ascii_end().ends_with(END_CELL) => {
            Some(Err(FileFault::EndlessRow(row)))
        }
        Ok(true) => Some(Ok(bytes)),
    }
}

/// Swedish spreadsheets separate by semicolons, since the comma is their
/// decimal point.
fn delimiter(file: File) -> Result<u8, FileFault> {
    let mut start = Vec::new();
    file.take(64 * 1024).read_to_end(&mut start)?;
    let header = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let has = |wanted| header.contains(&wanted);
    Ok(if has(b';') && !has(b',') { b';' } else { b',' })
}

/// The names, in lower case; `column 7` for one that has none.
fn columns(header: &ByteRecord, encoding: Encoding) -> Result<Vec<String>, FileFault> {
    let mut columns = Vec::with_capacity(header.len());
    for (nth, cell) in header.iter().enumerate() {
        let name = encoding.decode(cell).ok_or(FileFault::UnreadableHeader)?;
        let name = name.trim_start_matches('\u{feff}').trim().to_lowercase();
        columns.push(match name.as_str() {
            "" => format!("column {}", nth + 1),
            _ => name,
        });
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = columns.iter().find(|name| !seen.insert(name.as_str())) {
        return Err(FileFault::DuplicateColumn(twice.clone()));
    }
    if !seen.contains("name") {
        return Err(FileFault::NoName(columns));
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn table(bytes: &[u8]) -> Result<Table, FileFault> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        Table::open(file.path())
    }

    fn counted(bytes: &[u8]) -> u64 {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        Table::count(file.path()).unwrap()
    }

    fn cell(record: &Record, column: &str) -> String {
        let found = record.cells.iter().find(|(name, _)| name == column);
        found.unwrap().1.clone().unwrap()
    }

    #[test]
    fn cells_are_found_by_the_names_in_the_first_row() {
        let file = "\u{feff}Org_Number , name\r\n1,\"Café \"\"Öst\"\"\"\r\n\r\n2,\"a\nb\"\r\n";
        let records: Vec<_> = table(file.as_bytes())
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(records.iter().map(|it| it.row).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(cell(&records[0], "name"), "Café \"Öst\"");
        assert_eq!(cell(&records[1], "org_number"), "2");
        assert_eq!(cell(&records[1], "name"), "a\nb");
    }

    #[test]
    fn a_file_of_a_swedish_spreadsheet_is_read() {
        let file = b"name;industries\nCaf\xe9;\"catering;bageri\"\n";
        let mut table = table(file).unwrap();
        assert_eq!(table.encoding(), Encoding::Windows1252);
        let record = table.next().unwrap().unwrap();
        assert_eq!(cell(&record, "name"), "Café");
        assert_eq!(cell(&record, "industries"), "catering;bageri");
    }

    #[test]
    fn a_wrong_header_refuses_the_file() {
        let refusal = |file: &[u8]| table(file).err().map(|fault| fault.to_string()).unwrap();
        assert!(refusal(b"").contains("empty"));
        assert!(
            refusal(b"namn,org_number\n").contains("no column `name`; it has: namn, org_number")
        );
        assert!(refusal(b"name,email,Name\n").contains("`name` twice"));
        assert!(refusal(b"\xff\xfen\0a\0m\0e\0").contains("UTF-16"));
    }

    #[test]
    fn columns_without_a_name_are_told_apart() {
        let table = table(b"name,,\nKOOPUS,,\n").unwrap();
        assert_eq!(table.columns(), ["name", "column 2", "column 3"]);
    }

    #[test]
    fn a_row_with_another_number_of_cells_says_how_many() {
        let counts: Vec<_> = table(b"name,email\na\nb,c,d\ne,f\n")
            .unwrap()
            .map(|record| record.unwrap().wrong_count)
            .collect();
        assert_eq!(counts, [Some(1), Some(3), None]);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_does_not_take_in_the_file() {
        let mut file = b"name,description\nKOOPUS,fine\nKOOPUS,\"".to_vec();
        file.extend(b"more and more\n".repeat(200_000));
        let last = table(&file).unwrap().find_map(Result::err).unwrap();
        assert!(matches!(last, FileFault::EndlessRow(3)), "{last}");
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_takes_in_no_later_row() {
        for file in [
            &b"name,note\nKOOPUS,\"a\nGrow,b\n"[..],
            b"name,note\nKOOPUS,\"a",
        ] {
            let rows: Vec<_> = table(file).unwrap().collect();
            assert!(matches!(rows[..], [Err(FileFault::EndlessRow(2))]));
        }
        assert!(matches!(
            table(b"name,\"note\nKOOPUS\n"),
            Err(FileFault::EndlessRow(1))
        ));
    }

    #[test]
    fn the_last_row_may_end_with_the_file() {
        for file in [
            &b"name\nKOOPUS"[..],
            b"name\nKOOPUS\n",
            b"name\r\nKOOPUS\r\n\r\n",
        ] {
            let rows: Vec<_> = table(file).unwrap().map(Result::unwrap).collect();
            assert_eq!(rows.len(), 1);
            assert_eq!(counted(file), 1);
            assert_eq!(cell(&rows[0], "name"), "KOOPUS");
        }
    }
}
