//! The hits as a file: the usual ones at once, or with chosen columns by a form
//! that a browser sends without a script.

use crate::{list::filters::Filters, page::texts::L10nLanguage};

const EXPORT: &str = "/api/v1/enterprises:export";

/// Ways to the file.
pub(crate) struct Export {
    pub(crate) csv: String,
    pub(crate) xlsx: String,
    /// The search, as fields that are not seen.
    pub(crate) hidden: Vec<(&'static str, String)>,
    pub(crate) columns: Vec<Column>,
}

pub(crate) struct Column {
    /// The registry's name, which is also the heading in the file.
    pub(crate) name: &'static str,
    pub(crate) label: String,
    /// Chosen where nobody says otherwise.
    pub(crate) usual: bool,
}

impl Export {
    pub(crate) fn new(t: &L10nLanguage, filters: &Filters) -> Self {
        let query = filters.api_query();
        let address = |format: &str| match query.as_str() {
            "" => format!("{EXPORT}?format={format}"),
            query => format!("{EXPORT}?format={format}&{query}"),
        };
        let values = filters.api_values();
        Self {
            csv: address("csv"),
            xlsx: address("xlsx"),
            hidden: values
                .map(|(name, value)| (name, value.to_owned()))
                .collect(),
            columns: columns(t),
        }
    }
}

/// In the order of the file.
fn columns(t: &L10nLanguage) -> Vec<Column> {
    let all = [
        ("name", t.column_name(), true),
        ("org_number", t.column_org_number(), true),
        ("legal_form", t.column_legal_form(), false),
        ("municipality", t.column_municipality(), true),
        ("county", t.column_county(), true),
        ("municipality_code", t.column_municipality_code(), false),
        ("county_code", t.column_county_code(), false),
        ("industries", t.column_industries(), true),
        ("offers", t.column_offers(), true),
        ("services", t.column_services(), true),
        ("social_benefit_areas", t.column_benefits(), false),
        ("description", t.column_description(), false),
        ("website", t.column_website(), true),
        ("email", t.column_email(), true),
        ("phone", t.column_phone(), true),
        ("certified", t.column_certified(), false),
        ("certified_until", t.column_certified_until(), true),
        ("member", t.column_member(), false),
        ("capacity_confirmed_at", t.column_confirmed(), false),
        ("listed_at", t.column_listed(), false),
        ("page_url", t.column_page(), true),
        ("id", t.column_id(), false),
    ];
    let column = |(name, label, usual)| Column { name, label, usual };
    all.into_iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::lang::Lang;

    #[test]
    fn a_file_keeps_the_search_and_not_the_page() {
        let filters = Filters::parse("q=mat&near=G%C3%B6teborg&member=on&page_token=x");
        let export = Export::new(Lang::Sv.texts(), &filters);
        let query = "q=mat&member=true&near=1480";
        assert_eq!(export.csv, format!("{EXPORT}?format=csv&{query}"));
        assert_eq!(export.xlsx, format!("{EXPORT}?format=xlsx&{query}"));
        let names: Vec<&str> = export.hidden.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["q", "member", "near"]);
    }

    #[test]
    fn no_column_is_offered_twice() {
        let columns = columns(Lang::En.texts());
        let mut names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), columns.len());
    }
}
