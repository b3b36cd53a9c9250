//! The file as CSV: RFC 4180, and safe to open in a spreadsheet.

use csv::{Terminator, WriterBuilder};

use crate::{
    csv_cell::harmless,
    grpc::export::columns::{Columns, Context},
    search::listing::Listing,
};

pub(super) const CONTENT_TYPE: &str = "text/csv; charset=utf-8";
/// Excel reads a file as UTF-8 only when it begins with this.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The first line.
pub(super) fn head(columns: &Columns) -> Vec<u8> {
    let names = columns.names().map(str::to_owned);
    [BYTE_ORDER_MARK.as_bytes(), &lines([names])].concat()
}

/// A line each.
pub(super) fn rows<'a>(
    listings: impl Iterator<Item = &'a Listing>,
    columns: &Columns,
    context: &Context,
) -> Vec<u8> {
    lines(listings.map(|listing| columns.cells(listing, context).map(harmless)))
}

fn lines<L: IntoIterator<Item = String>>(lines: impl IntoIterator<Item = L>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        // Memory takes every line, and all lines have the same length.
        let _written = writer.write_record(line);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::grpc::export::columns::tests::{chosen, context, listing};

    /// The cells by their column's name.
    fn read_back(listing: &Listing) -> HashMap<String, String> {
        let columns = chosen(&[]);
        let rows = rows(std::iter::once(listing), &columns, &context());
        let file = [head(&columns), rows].concat();
        let text = std::str::from_utf8(&file).unwrap();
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names = reader.headers().unwrap().clone();
        let row = reader.records().next().unwrap().unwrap();
        let cells = names.iter().zip(row.iter());
        cells
            .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
            .collect()
    }

    #[test]
    fn a_row_has_codes_names_and_the_page() {
        let cells = read_back(&listing("Café \"Exempel\"", "Ett.\n\nTvå; tre, fyra."));
        for (column, cell) in [
            ("name", "Café \"Exempel\""),
            ("description", "Ett.\n\nTvå; tre, fyra."),
            ("county_code", "01"),
            ("municipality", "Stockholm"),
            ("county", "Stockholms län"),
            ("industries", "catering"),
            ("page_url", "https://asf.example/asf/exempel"),
            ("listed_at", "2026-03-01T12:00:00Z"),
        ] {
            assert_eq!(cells[column], cell);
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        let cells = read_back(&listing("=cmd|' /C calc'!A0", "@SUM(1+1)"));
        assert_eq!(cells["name"], "'=cmd|' /C calc'!A0");
        assert_eq!(cells["description"], "'@SUM(1+1)");
        assert_eq!(cells["phone"], "'+46 8 12 34 56");
    }

    #[test]
    fn lines_end_as_the_standard_says() {
        let head = String::from_utf8(head(&chosen(&["name", "id"]))).unwrap();
        assert_eq!(head, "\u{feff}name,id\r\n");
    }
}
