//! Which fields of a profile a change names.

use kernel::fault::{ErrorReason, Faults};
use prost_types::FieldMask;
use proto::asf::registry::v1::Profile;

use crate::domain::values::field::Field;

/// The fields that the mask names; without a mask, those that have a value.
/// `*` names them all.
pub(super) fn fields(
    mask: Option<&FieldMask>,
    profile: &Profile,
    faults: &mut Faults,
) -> Vec<Field> {
    let paths = mask.map_or(&[][..], |mask| &mask.paths);
    if paths.is_empty() {
        let all = Field::ALL.into_iter();
        return all.filter(|field| is_given(profile, *field)).collect();
    }
    if paths.iter().any(|path| path == "*") {
        return Field::ALL.to_vec();
    }
    let named: Vec<Field> = paths
        .iter()
        .enumerate()
        .filter_map(|(nth, path)| {
            let field = Field::parse(path);
            if field.is_none() {
                let known = Field::ALL.map(Field::name).join(", ");
                let message = format!("this is no field of a profile; use: {known}");
                faults.add(
                    format!("update_mask.paths[{nth}]"),
                    ErrorReason::UnknownValue,
                    message,
                );
            }
            field
        })
        .collect();
    // In the profile's order, each once.
    let all = Field::ALL.into_iter();
    all.filter(|field| named.contains(field)).collect()
}

fn is_given(profile: &Profile, field: Field) -> bool {
    match field {
        Field::Name => !profile.name.is_empty(),
        Field::OrgNumber => !profile.org_number.is_empty(),
        Field::LegalForm => !profile.legal_form.is_empty(),
        Field::Description => !profile.description.is_empty(),
        Field::Municipality => !profile.municipality_code.is_empty(),
        Field::Activities => !profile.activities.is_empty(),
        Field::Services => !profile.services.is_empty(),
        Field::Benefits => !profile.social_benefit_areas.is_empty(),
        Field::Website => !profile.website.is_empty(),
        Field::Email => !profile.email.is_empty(),
        Field::Phone => !profile.phone.is_empty(),
    }
}

/// Forgets the faults of profile fields that the change does not name: a
/// change of the website needs no name.
pub(super) fn keep_only(fields: &[Field], faults: &mut Faults) {
    faults.retain(|path| {
        let Some(path) = path.strip_prefix("profile.") else {
            return true;
        };
        let name = path.split(['.', '[']).next().unwrap_or_default();
        fields.iter().any(|field| field.name() == name)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(paths: &[&str]) -> (Vec<Field>, usize) {
        let profile = Profile {
            name: "KOOPUS".to_owned(),
            website: "https://koopus.example".to_owned(),
            ..Default::default()
        };
        let mask = FieldMask {
            paths: paths.iter().map(|&path| path.to_owned()).collect(),
        };
        let mut faults = Faults::default();
        let fields = fields(Some(&mask), &profile, &mut faults);
        (fields, faults.into_vec().len())
    }

    #[test]
    fn a_mask_names_fields() {
        assert_eq!(
            named(&["phone", "name", "phone"]),
            (vec![Field::Name, Field::Phone], 0)
        );
        assert_eq!(named(&[]), (vec![Field::Name, Field::Website], 0));
        assert_eq!(named(&["*"]).0.len(), 11);
    }

    #[test]
    fn a_path_that_is_no_field_is_a_fault() {
        for path in ["slug", "activities[0].offer", "Name", ""] {
            assert_eq!(named(&[path, "name"]), (vec![Field::Name], 1), "{path}");
        }
    }

    #[test]
    fn faults_of_other_fields_are_forgotten() {
        let mut faults = Faults::default();
        for field in ["profile.name", "profile.activities[0].offer", "id"] {
            faults.add(field, ErrorReason::Required, "");
        }
        keep_only(&[Field::Activities], &mut faults);
        let left: Vec<_> = faults.into_vec().into_iter().map(|it| it.field).collect();
        assert_eq!(left, ["profile.activities[0].offer", "id"]);
    }
}
