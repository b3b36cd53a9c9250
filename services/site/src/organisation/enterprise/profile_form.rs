//! The part of the profile that a step shows, as a form and back.

use proto::asf::registry::v1::Profile;

use super::{
    profile_field::{FIELDS, ProfileField},
    step::Step,
};
use crate::page::{field::Field, form_data::FormData, lang::Lang, places};

/// The fields that differ, by the names of an update mask.
pub(super) fn changed(before: &Profile, after: &Profile) -> Vec<&'static str> {
    let fields = FIELDS.iter().filter(|it| !it.is_same(before, after));
    fields.map(|it| it.name).collect()
}

/// A profile as it was typed.
pub(super) struct Typed {
    pub(super) profile: Profile,
    /// As the form shows it: with the seat in words.
    shown: Profile,
}

impl Typed {
    pub(super) fn of(profile: &Profile) -> Self {
        let seat = places::municipality_name(&profile.municipality_code);
        Self {
            profile: profile.clone(),
            shown: Profile {
                municipality_code: seat.to_owned(),
                ..profile.clone()
            },
        }
    }

    /// What the step's form does not show stays as it was `before`.
    pub(super) fn sent(step: Step, sent: &FormData, before: &Profile) -> Self {
        let mut shown = Self::of(before).shown;
        for field in ProfileField::of_step(step) {
            field.take(sent, &mut shown);
        }
        let code = match step {
            Step::Basics => {
                let seat = places::municipality(&shown.municipality_code);
                seat.map(|it| it.code.to_owned()).unwrap_or_default()
            }
            Step::Activities | Step::Offer | Step::Contact | Step::Criteria | Step::Submit => {
                before.municipality_code.clone()
            }
        };
        Self {
            profile: Profile {
                municipality_code: code,
                ..shown.clone()
            },
            shown,
        }
    }

    /// Whether the seat is a municipality, or left out.
    pub(super) fn has_a_seat(&self) -> bool {
        self.shown.municipality_code.is_empty() || !self.profile.municipality_code.is_empty()
    }

    pub(super) fn fields(&self, step: Step, lang: Lang) -> Vec<Field> {
        let fields = ProfileField::of_step(step);
        fields.map(|it| it.in_form(lang, &self.shown)).collect()
    }

    /// One field for a person to read.
    pub(super) fn in_words(&self, lang: Lang, field: &ProfileField) -> String {
        field.in_form(lang, &self.shown).in_words()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(step: Step, body: &[u8], before: &Profile) -> Typed {
        Typed::sent(step, &FormData::parse(body).unwrap(), before)
    }

    #[test]
    fn a_step_changes_nothing_that_it_does_not_show() {
        let before = Profile {
            name: "Köket".to_owned(),
            services: vec!["praktik".to_owned()],
            email: "info@koket.example".to_owned(),
            ..Profile::default()
        };
        let body = b"services=arbetstraning&services=praktik&email=other@koket.example";
        let after = typed(Step::Offer, body, &before).profile;
        assert_eq!(changed(&before, &after), ["services"]);
        assert_eq!(after.services, ["arbetstraning", "praktik"]);
        let turned = Profile {
            services: vec!["praktik".to_owned(), "arbetstraning".to_owned()],
            ..after.clone()
        };
        assert!(changed(&after, &turned).is_empty());
    }

    #[test]
    fn a_place_that_is_none_is_no_seat() {
        let none = Profile::default();
        let seat = typed(Step::Basics, b"municipality_code=goteborg", &none);
        assert_eq!(seat.profile.municipality_code, "1480");
        assert!(typed(Step::Basics, b"name=x", &none).has_a_seat());
        assert!(!typed(Step::Basics, b"municipality_code=Ankeborg", &none).has_a_seat());
    }

    #[test]
    fn what_a_form_shows_comes_back_as_it_was() {
        let before = Profile {
            name: "Köket".to_owned(),
            municipality_code: "1480".to_owned(),
            website: "https://koket.example".to_owned(),
            ..Profile::default()
        };
        for step in [Step::Basics, Step::Offer, Step::Contact] {
            let fields = Typed::of(&before).fields(step, Lang::Sv);
            let body: Vec<_> = fields
                .iter()
                .filter(|it| !it.value.is_empty())
                .map(|it| format!("{}={}", it.name, it.value))
                .collect();
            let after = typed(step, body.join("&").as_bytes(), &before).profile;
            assert!(changed(&before, &after).is_empty(), "{step:?}");
        }
    }
}
