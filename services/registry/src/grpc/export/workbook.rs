//! The file as XLSX: one sheet, every cell a text, so that none is computed.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use time::Date;

use crate::{
    grpc::export::columns::{Columns, Context},
    search::listing::Listing,
};

pub(super) const CONTENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const SHEET: &str = "ASF";
/// Characters of a column; a description stays readable, and the table on the
/// screen.
const WIDE: f64 = 40.0;
const NARROW: f64 = 18.0;

/// All of it in memory.
pub(super) fn of<'a>(
    listings: impl Iterator<Item = &'a Listing>,
    columns: &Columns,
    context: &Context,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day(context.today)?));
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, name) in (0..).zip(columns.names()) {
        let width = if name == "description" || name == "offers" {
            WIDE
        } else {
            NARROW
        };
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, name, &bold)?;
    }
    for (row, listing) in (1..).zip(listings) {
        for (at, cell) in (0..).zip(columns.cells(listing, context)) {
            if !cell.is_empty() {
                sheet.write_string(row, at, cell)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// The day of the list, so that the same list gives the same file.
fn day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, day.month().into(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grpc::export::columns::tests::{chosen, context, listing};

    fn file(names: &[&str]) -> Vec<u8> {
        let listing = listing("=cmd|' /C calc'!A0", "@SUM(1+1)");
        of(std::iter::once(&listing), &chosen(names), &context()).unwrap()
    }

    #[test]
    fn a_workbook_is_a_zip_that_says_so_and_is_the_same_each_time() {
        let file = file(&[]);
        assert!(file.starts_with(b"PK\x03\x04"));
        assert_eq!(file, self::file(&[]));
    }

    #[test]
    fn fewer_columns_make_a_smaller_file() {
        assert!(file(&["name"]).len() < file(&[]).len());
    }
}
