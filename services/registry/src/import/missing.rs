//! What a row lacks for the list, in words that a person can act on.

use crate::{
    domain::values::{fault::ValueError, field::Field, profile::Profile},
    import::row,
};
use kernel::fault::{BrokenRule, Fault};

/// One fault for each field that a listing needs and the profile lacks.
pub(super) fn faults(row: u64, profile: &Profile, columns: &[String]) -> Vec<Fault> {
    let missing = profile.missing().into_iter();
    missing.map(|field| fault(row, field, columns)).collect()
}

fn fault(row: u64, field: Field, columns: &[String]) -> Fault {
    let column = row::column_of(field).unwrap_or_else(|| field.name());
    let why = field.needed_because().unwrap_or_default();
    let act = if columns.iter().any(|name| name == column) {
        "fill in"
    } else {
        "add"
    };
    Fault {
        field: column.to_owned(),
        rule: ValueError::Empty.rule(),
        message: format!(
            "row {row}: {column} is missing: {why}; {act} the column {column} and import again"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::text::Name;

    #[test]
    fn a_missing_column_is_to_be_added_and_an_empty_one_filled_in() {
        let profile = Profile::named(Name::parse("KOOPUS").unwrap());
        let columns = ["name".to_owned(), "description".to_owned()];
        let faults = faults(3, &profile, &columns);
        assert_eq!(
            faults[0].message,
            "row 3: org_number is missing: an enterprise is listed only with its registration \
             number; add the column org_number and import again"
        );
        let fields: Vec<_> = faults.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "org_number",
                "legal_form",
                "description",
                "municipality_code",
                "industries"
            ]
        );
        assert!(
            faults[2]
                .message
                .contains("; fill in the column description")
        );
    }
}
