//! The copy as a file, byte for byte as the contract says.

use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use crate::{
    csv_cell::harmless,
    public_snapshot::{Copied, Format, row::Row},
};

const LICENCE: &str = "CC0-1.0";
const COLUMNS: [&str; 14] = [
    "enterprise_id",
    "name",
    "org_number",
    "county_code",
    "municipality_code",
    "industries",
    "services",
    "social_benefit_areas",
    "page_url",
    "listed_at",
    "certified_from",
    "certified_until",
    "member",
    "social_benefit",
];

#[derive(Serialize)]
struct File<'a> {
    position: u64,
    licence: &'static str,
    enterprises: Vec<&'a Row>,
}

/// The error is for the log.
pub(super) fn of(format: Format, list: &Copied) -> Result<Vec<u8>, String> {
    match format {
        Format::Json => json(list).map_err(|error| error.to_string()),
        Format::Csv => csv(list).map_err(|error| error.to_string()),
    }
}

fn json(list: &Copied) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&File {
        position: list.position,
        licence: LICENCE,
        enterprises: list.rows.values().collect(),
    })
}

fn csv(list: &Copied) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in list.rows.values() {
        writer.write_record(cells(row))?;
    }
    let written = writer.into_inner();
    Ok(written.map_err(csv::IntoInnerError::into_error)?)
}

fn cells(row: &Row) -> [String; COLUMNS.len()] {
    let summary = &row.summary;
    [
        row.enterprise_id.clone(),
        // The only one in somebody's own words.
        harmless(summary.name.clone()),
        summary.org_number.clone(),
        summary.county_code.clone(),
        summary.municipality_code.clone(),
        summary.industries.join(";"),
        summary.services.join(";"),
        summary.social_benefit_areas.join(";"),
        summary.page_url.clone(),
        row.listed_at.clone(),
        row.certified.certified_from.clone(),
        row.certified.certified_until.clone(),
        row.member.to_string(),
        serde_json::to_string(&row.social_benefit).unwrap_or_default(),
    ]
}
