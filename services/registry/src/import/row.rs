//! A row of the file as a draft, or everything that is wrong with it.

use kernel::{
    fault::{ErrorReason, Fault, Faults},
    org_number::OrgNumber,
    place::{CountyCode, MunicipalityCode},
    terms::{Industry, IntegrationService, LegalForm},
    text::fold,
};
use uuid::Uuid;

use crate::{
    domain::values::{
        activity::Activity,
        contact::{Email, Website},
        field::Field,
        profile::{Part, Profile},
        text::{Description, Name, Notes},
    },
    import::table::Record,
};

/// Ids of imported enterprises are made from what they are known by, so that
/// the same row is the same enterprise every time.
const NAME_SPACE: Uuid = Uuid::from_u128(0x4b1f_0e0a_93c5_4d7e_8a52_6f0d_c2e9_7b31);

/// The columns with a field of their own; every other cell becomes a note.
const FIELDS: [&str; 10] = [
    "name",
    "org_number",
    "legal_form",
    "municipality_code",
    "county_code",
    "industries",
    "services",
    "description",
    "website",
    "email",
];

/// A row that can become a draft.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) number: u64,
    pub(super) profile: Profile,
    pub(super) notes: Option<Notes>,
    /// By org number where there is one.
    pub(super) id: Uuid,
    /// By name and place: what it would have without its org number.
    pub(super) id_by_name: Uuid,
}

/// Whether a column has no field.
pub(super) fn is_note(column: &str) -> bool {
    !FIELDS.contains(&column)
}

/// The column that fills a field; nothing where none does.
pub(super) fn column_of(field: Field) -> Option<&'static str> {
    match field {
        Field::Name
        | Field::OrgNumber
        | Field::LegalForm
        | Field::Description
        | Field::Municipality
        | Field::Services
        | Field::Website
        | Field::Email => Some(field.name()),
        Field::Activities => Some("industries"),
        Field::Benefits | Field::Phone => None,
    }
}

impl Row {
    /// # Errors
    /// All faults of the row.
    pub(super) fn parse(record: &Record) -> Result<Self, Vec<Fault>> {
        let mut faults = Faults::default();
        refuse_unreadable(record, &mut faults);
        if !faults.is_empty() {
            // The cells may stand in other columns than they belong to.
            return Err(faults.into_vec());
        }
        refuse_formulas(record, &mut faults);
        let cells = Cells(record);
        let name = faults.take("name", Name::parse(cells.get("name")));
        let parts = parts(&cells, &mut faults);
        let place = place(&cells, &mut faults);
        let notes = faults.optional("note", &notes(&cells), Notes::parse);
        match name {
            Some(name) if faults.is_empty() => {
                let profile = parts.into_iter().fold(Profile::named(name), Profile::with);
                Ok(Self::of(record.row, profile, place, notes))
            }
            Some(_) | None => Err(faults.into_vec()),
        }
    }

    fn of(number: u64, profile: Profile, place: &str, notes: Option<Notes>) -> Self {
        let id = |words: String| Uuid::new_v5(&NAME_SPACE, words.as_bytes());
        let id_by_name = id(format!("name/{}/{place}", fold(profile.name.as_str())));
        let by_number = profile.org_number.map(|it| id(format!("org_number/{it}")));
        Self {
            number,
            id: by_number.unwrap_or(id_by_name),
            id_by_name,
            profile,
            notes,
        }
    }
}

/// Everything but the name.
fn parts(cells: &Cells<'_>, faults: &mut Faults) -> Vec<Part> {
    let number = faults.optional("org_number", cells.get("org_number"), OrgNumber::parse);
    let form = faults.optional("legal_form", cells.get("legal_form"), LegalForm::parse);
    let text = cells.get("description");
    let description = faults.optional("description", text, Description::parse);
    let (seat, code) = ("municipality_code", cells.get("municipality_code"));
    let seat = faults.optional(seat, code, MunicipalityCode::parse);
    let industries = faults.all("industries", cells.list("industries"), Industry::parse);
    let services = cells.list("services");
    let services = faults.all("services", services, IntegrationService::parse);
    let website = faults.optional("website", cells.get("website"), Website::parse);
    let email = faults.optional("email", cells.get("email"), Email::parse);
    vec![
        Part::OrgNumber(number),
        Part::LegalForm(form),
        Part::Description(description),
        Part::Municipality(seat),
        Part::Activities(activities(industries)),
        Part::Services(services),
        Part::Website(website),
        Part::Email(email),
    ]
}

fn activities(mut industries: Vec<Industry>) -> Vec<Activity> {
    industries.sort_unstable();
    industries.dedup();
    industries.into_iter().map(Activity::at_the_seat).collect()
}

/// The municipality, else the county: with the name it tells two apart. A
/// county beside a municipality has to be its own.
fn place(cells: &Cells<'_>, faults: &mut Faults) -> &'static str {
    let county = faults.optional("county_code", cells.get("county_code"), CountyCode::parse);
    let seat = MunicipalityCode::parse(cells.get("municipality_code")).ok();
    if let (Some(county), Some(seat)) = (county, seat)
        && seat.county() != county
    {
        let own = seat.county().as_str();
        let message = format!(
            "the municipality {} lies in the county {own}",
            seat.as_str()
        );
        faults.add("county_code", ErrorReason::DoesNotFitMunicipality, message);
    }
    let county = county.map_or("", CountyCode::as_str);
    seat.map_or(county, MunicipalityCode::as_str)
}

/// Every cell that fills no field, a line each. A county fills one only
/// through its municipality.
fn notes(cells: &Cells<'_>) -> String {
    let is_lone_county = cells.get("municipality_code").is_empty();
    let kept = |column: &str| is_note(column) || (column == "county_code" && is_lone_county);
    let cells = cells.0.cells.iter();
    let lines = cells.filter_map(|(column, text)| {
        let text = text.as_deref()?.trim();
        (kept(column) && !text.is_empty()).then(|| format!("{column}: {text}"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn refuse_unreadable(record: &Record, faults: &mut Faults) {
    if let Some(count) = record.wrong_count {
        let message = format!("the row has {count} cells; the first row names another number");
        faults.add("", ErrorReason::WrongNumberOfCells, message);
    }
    for (column, text) in &record.cells {
        if text.is_none() {
            let message = "the bytes are no UTF-8 text; save the file as \"CSV UTF-8\"";
            faults.add(column.as_str(), ErrorReason::NotUtf8, message);
        }
    }
}

/// What a spreadsheet would compute has no place in a register.
fn refuse_formulas(record: &Record, faults: &mut Faults) {
    for (column, text) in &record.cells {
        if text.as_deref().is_some_and(is_formula) {
            let message = "the cell is a formula; write its result as plain text";
            faults.add(column.as_str(), ErrorReason::Formula, message);
        }
    }
}

/// A hyphen before a space begins a list in running text.
fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    text.starts_with(['=', '+', '@', '\t', '\r'])
        || (text.starts_with('-') && text.len() > 1 && !text.starts_with("- "))
}

struct Cells<'a>(&'a Record);

impl<'a> Cells<'a> {
    /// The trimmed text; empty where there is none.
    fn get(&self, column: &str) -> &'a str {
        let found = self.0.cells.iter().find(|(name, _)| name == column);
        found
            .and_then(|(_, text)| text.as_deref())
            .unwrap_or_default()
            .trim()
    }

    fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let values = self.get(column).split(';').map(str::trim);
        values.filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(cells: &[(&str, &str)]) -> Record {
        let cells = cells.iter();
        Record {
            row: 2,
            cells: cells
                .map(|&(column, text)| (column.to_owned(), Some(text.to_owned())))
                .collect(),
            wrong_count: None,
        }
    }

    fn row(cells: &[(&str, &str)]) -> Row {
        Row::parse(&record(cells)).unwrap()
    }

    fn faults(cells: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        let faults = Row::parse(&record(cells)).unwrap_err().into_iter();
        faults
            .map(|fault| (fault.field, fault.rule.as_str_name()))
            .collect()
    }

    #[test]
    fn a_complete_row_can_be_listed() {
        let row = row(&[
            ("name", " Café Exempel "),
            ("org_number", "5560160680"),
            ("legal_form", "stiftelse"),
            ("municipality_code", "1480"),
            ("county_code", "14"),
            ("industries", "catering; bageri;;catering"),
            ("services", "praktik"),
            ("description", "- Mat\n- Fika"),
            ("website", "https://cafe.example"),
            ("email", "info@cafe.example"),
        ]);
        assert_eq!(row.profile.missing(), []);
        assert_eq!(row.profile.activities.len(), 2);
        assert_eq!(row.notes, None);
    }

    #[test]
    fn what_has_no_field_is_a_note() {
        let row = row(&[
            ("name", "Dalahänder"),
            ("municipality", "Hedemora"),
            ("county_code", "20"),
            ("source", "https://källa.example"),
            ("note", ""),
        ]);
        let notes = "municipality: Hedemora\ncounty_code: 20\nsource: https://källa.example";
        assert_eq!(row.notes, Notes::parse(notes).ok());
    }

    #[test]
    fn the_same_row_has_the_same_id_every_time() {
        let plain = [("name", "Grow"), ("municipality_code", "0138")];
        assert_eq!(row(&plain).id, row(&plain).id_by_name);
        assert_eq!(
            row(&[("name", "GROW"), ("municipality_code", "0138")]).id,
            row(&plain).id
        );
        assert_ne!(
            row(&[("name", "Grow"), ("county_code", "01")]).id,
            row(&plain).id
        );
        let numbered = [
            ("name", "Grow"),
            ("municipality_code", "0138"),
            ("org_number", "556016-0680"),
        ];
        assert_eq!(row(&numbered).id_by_name, row(&plain).id);
        assert_eq!(
            row(&numbered).id,
            row(&[("name", "Growing"), ("org_number", "5560160680")]).id
        );
    }

    #[test]
    fn each_bad_cell_is_named_with_its_rule() {
        let long = "å".repeat(10_000);
        assert_eq!(
            faults(&[
                ("name", long.as_str()),
                ("org_number", "811228-9874"),
                ("county_code", "02"),
            ]),
            [
                ("name", "TOO_LONG"),
                ("org_number", "PERSONAL_NUMBER"),
                ("county_code", "UNKNOWN_VALUE"),
            ]
            .map(|(field, rule)| (field.to_owned(), rule))
        );
        assert_eq!(
            faults(&[
                ("name", "Grow"),
                ("org_number", "811228-9874"),
                ("municipality_code", "1480"),
                ("county_code", "01"),
                ("industries", "catering;rymdfart"),
            ]),
            [
                ("org_number", "PERSONAL_NUMBER"),
                ("industries[1]", "UNKNOWN_VALUE"),
                ("county_code", "DOES_NOT_FIT_MUNICIPALITY"),
            ]
            .map(|(field, rule)| (field.to_owned(), rule))
        );
        assert_eq!(faults(&[("name", " ")]), [("name".to_owned(), "REQUIRED")]);
    }

    #[test]
    fn a_formula_in_any_cell_is_refused() {
        for formula in ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", " =1"] {
            let cells = [("name", "Grow"), ("anything", formula)];
            assert_eq!(
                faults(&cells),
                [("anything".to_owned(), "FORMULA")],
                "{formula}"
            );
        }
        for text in ["- kaffe", "-", "a=b"] {
            assert!(
                Row::parse(&record(&[("name", "Grow"), ("note", text)])).is_ok(),
                "{text}"
            );
        }
    }

    #[test]
    fn bytes_that_are_no_text_and_a_wrong_number_of_cells_are_told() {
        let mut broken = record(&[("name", "Grow"), ("note", "")]);
        broken.cells[1].1 = None;
        broken.wrong_count = Some(3);
        let faults = Row::parse(&broken).unwrap_err();
        let rules: Vec<_> = faults
            .iter()
            .map(|it| (it.field.as_str(), it.rule.as_str_name()))
            .collect();
        assert_eq!(rules, [("", "WRONG_NUMBER_OF_CELLS"), ("note", "NOT_UTF8")]);
    }
}
