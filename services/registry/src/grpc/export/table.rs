//! The rows of the file: RFC 4180, and safe to open in a spreadsheet.

use csv::{Terminator, WriterBuilder};
use kernel::place;
use time::format_description::well_known::Rfc3339;

use crate::{publish::Site, search::listing::Listing};

type Cell = fn(&Listing, &Site) -> String;

/// The import's columns under the import's names, then what it does not take.
const COLUMNS: &[(&str, Cell)] = &[
    ("name", |it, _| it.name.clone()),
    ("org_number", |it, _| it.org_number.to_string()),
    ("legal_form", |it, _| it.legal_form.slug().to_owned()),
    ("municipality_code", |it, _| it.municipality.into()),
    ("county_code", |it, _| it.municipality.county().into()),
    ("industries", |it, _| {
        joined(it.industries().iter().map(|it| it.slug()))
    }),
    ("services", |it, _| {
        joined(it.services.iter().map(|it| it.slug()))
    }),
    ("description", |it, _| it.description.clone()),
    ("website", |it, _| it.website.clone().unwrap_or_default()),
    ("email", |it, _| it.email.clone().unwrap_or_default()),
    ("phone", |it, _| it.phone.clone().unwrap_or_default()),
    ("municipality", |it, _| municipality(it).to_owned()),
    ("county", |it, _| county(it).to_owned()),
    ("offers", |it, _| offers(it)),
    ("social_benefit_areas", |it, _| {
        joined(it.benefits.iter().map(|it| it.slug()))
    }),
    ("certified", |it, _| it.certified.to_string()),
    ("listed_at", |it, _| {
        it.listed_at.format(&Rfc3339).unwrap_or_default()
    }),
    ("page_url", |it, site| site.page_url(&it.slug)),
    ("id", |it, _| it.id.to_string()),
];

/// The first line.
pub(super) fn header() -> Vec<u8> {
    lines([COLUMNS.iter().map(|(name, _)| (*name).to_owned())])
}

/// A line each.
pub(super) fn rows<'a>(listings: impl Iterator<Item = &'a Listing>, site: &Site) -> Vec<u8> {
    lines(listings.map(|listing| {
        let cells = COLUMNS.iter();
        cells.map(|(_, cell)| harmless(cell(listing, site)))
    }))
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

/// A cell that begins like a formula would be computed by a spreadsheet; an
/// apostrophe before it says that it is text.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{cell}");
    }
    cell
}

fn joined<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.collect::<Vec<_>>().join(";")
}

fn offers(listing: &Listing) -> String {
    let offers = listing.activities.iter().map(|it| it.offer.as_str());
    joined(offers.filter(|offer| !offer.is_empty()))
}

fn municipality(listing: &Listing) -> &'static str {
    place::municipality(listing.municipality.as_str()).map_or("", |it| it.name)
}

fn county(listing: &Listing) -> &'static str {
    place::county(listing.municipality.county().as_str()).map_or("", |it| it.name)
}

#[cfg(test)]
mod tests {
    use kernel::{
        org_number::OrgNumber,
        place::MunicipalityCode,
        terms::{Industry, LegalForm},
    };
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;
    use crate::search::listing::{Activity, ServiceArea};

    fn listing(name: &str, description: &str) -> Listing {
        let at = datetime!(2026-03-01 12:00 UTC);
        Listing {
            id: Uuid::nil(),
            slug: "exempel".to_owned(),
            version: 3,
            name: name.to_owned(),
            org_number: OrgNumber::parse("5560160680").unwrap(),
            legal_form: LegalForm::parse("stiftelse").unwrap(),
            description: description.to_owned(),
            municipality: MunicipalityCode::parse("0180").unwrap(),
            activities: vec![Activity {
                industry: Industry::parse("catering").unwrap(),
                offer: "Luncher".to_owned(),
                municipality: None,
                service_area: ServiceArea::Country,
                capacity: None,
            }],
            services: vec![],
            benefits: vec![],
            website: None,
            email: None,
            phone: Some("+46 8 12 34 56".to_owned()),
            certified: false,
            created_at: at,
            updated_at: at,
            listed_at: at,
        }
    }

    /// The cells by their column's name.
    fn read_back(listing: &Listing) -> std::collections::HashMap<String, String> {
        let site = Site::new("https://asf.example");
        let file = [header(), rows(std::iter::once(listing), &site)].concat();
        let mut reader = csv::Reader::from_reader(file.as_slice());
        let names: Vec<String> = reader
            .headers()
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect();
        let row = reader.records().next().unwrap().unwrap();
        names
            .into_iter()
            .zip(row.iter().map(str::to_owned))
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
        let header = String::from_utf8(header()).unwrap();
        assert!(header.starts_with("name,org_number,legal_form,municipality_code,"));
        assert!(header.ends_with(",id\r\n"));
    }
}
