//! Cells of CSV files that may be opened in a spreadsheet.

/// A cell that begins like a formula would be computed by a spreadsheet; an
/// apostrophe before it says that it is text.
pub(crate) fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{cell}");
    }
    cell
}
