//! Parts of a profile as the fields of a form, and back.

use kernel::terms::{BenefitArea, IntegrationService, LegalForm};
use proto::asf::registry::v1::Profile;

use super::step::Step;
use crate::page::{
    field::{Choice, Field, Kind},
    form_data::FormData,
    lang::Lang,
    places,
    texts::L10nLanguage,
};

/// A profile as it was typed.
pub(super) struct Typed {
    pub(super) profile: Profile,
    seat: String,
}

impl Typed {
    pub(super) fn of(profile: &Profile) -> Self {
        let code = profile.municipality_code.as_str();
        Self {
            profile: profile.clone(),
            seat: places::municipality_name(code).to_owned(),
        }
    }

    /// What the step's form does not show stays as it was `before`.
    pub(super) fn sent(step: Step, sent: &FormData, before: &Profile) -> Self {
        let text = |name: &str| sent.text(name).to_owned();
        let all = |name: &str| sent.all(name).map(str::to_owned).collect();
        let mut typed = Self::of(before);
        let it = &mut typed.profile;
        match step {
            Step::Basics => {
                it.name = text("name");
                it.org_number = text("org_number");
                it.legal_form = text("legal_form");
                it.description = text("description");
                typed.seat = text("municipality_code");
                let seat = places::municipality(&typed.seat).map(|it| it.code.to_owned());
                it.municipality_code = seat.unwrap_or_default();
            }
            Step::Offer => {
                it.services = all("services");
                it.social_benefit_areas = all("social_benefit_areas");
            }
            Step::Contact => {
                it.website = text("website");
                it.email = text("email");
                it.phone = text("phone");
            }
            Step::Activities | Step::Criteria | Step::Submit => {}
        }
        typed
    }

    /// Whether the seat is a municipality, or left out.
    pub(super) fn has_a_seat(&self) -> bool {
        self.seat.is_empty() || !self.profile.municipality_code.is_empty()
    }

    pub(super) fn fields(&self, step: Step, lang: Lang) -> Vec<Field> {
        match step {
            Step::Basics => self.basics(lang),
            Step::Offer => self.offer(lang),
            Step::Contact => self.contact(lang.texts()),
            Step::Activities | Step::Criteria | Step::Submit => Vec::new(),
        }
    }

    fn basics(&self, lang: Lang) -> Vec<Field> {
        let t = lang.texts();
        let it = &self.profile;
        let forms = LegalForm::all().map(|form| Choice::new(form.slug(), lang.term(form.term())));
        let forms = Kind::select(t.own_choose(), forms);
        vec![
            Field::new("name", t.org_name(), Kind::Text).valued(&it.name),
            Field::new("org_number", t.org_number(), Kind::Text)
                .hint(t.org_number_hint())
                .at_most(20)
                .valued(&it.org_number),
            Field::new("legal_form", t.profile_legal_form(), forms).valued(&it.legal_form),
            Field::new("description", t.own_description(), Kind::Long)
                .hint(t.own_description_hint())
                .at_most(5000)
                .valued(&it.description),
            seat(t).valued(&self.seat),
        ]
    }

    fn offer(&self, lang: Lang) -> Vec<Field> {
        let t = lang.texts();
        let it = &self.profile;
        let services = IntegrationService::all().map(|it| (it.slug(), lang.term(it.term())));
        let areas = BenefitArea::all().map(|it| (it.slug(), lang.term(it.term())));
        vec![
            Field::new(
                "services",
                t.profile_services(),
                boxes(services, &it.services),
            )
            .hint(t.own_services_hint()),
            Field::new(
                "social_benefit_areas",
                t.profile_benefits(),
                boxes(areas, &it.social_benefit_areas),
            )
            .hint(t.own_benefits_hint()),
        ]
    }

    fn contact(&self, t: &L10nLanguage) -> Vec<Field> {
        let it = &self.profile;
        vec![
            Field::new("website", t.profile_website(), Kind::Text)
                .hint(t.own_website_hint())
                .at_most(300)
                .optional()
                .valued(&it.website),
            Field::new("email", t.profile_email(), Kind::Email)
                .hint(t.own_email_hint())
                .optional()
                .valued(&it.email),
            Field::new("phone", t.profile_phone(), Kind::Phone)
                .hint(t.own_phone_hint())
                .optional()
                .valued(&it.phone),
        ]
    }
}

/// The seat, by the name of its municipality.
pub(super) fn seat(t: &L10nLanguage) -> Field {
    Field::new("municipality_code", t.own_seat(), Kind::Place).hint(t.own_seat_hint())
}

/// Boxes of which some are taken.
pub(super) fn boxes<'n>(
    terms: impl Iterator<Item = (&'n str, &'n str)>,
    chosen: &[String],
) -> Kind {
    let tick = |(slug, name): (&str, &str)| {
        let is_chosen = chosen.iter().any(|it| it == slug);
        (Choice::new(slug, name), is_chosen)
    };
    Kind::Boxes(terms.map(tick).collect())
}

/// The fields that differ, by the names of an update mask.
pub(super) fn changed(before: &Profile, after: &Profile) -> Vec<&'static str> {
    [
        ("name", before.name != after.name),
        ("org_number", before.org_number != after.org_number),
        ("legal_form", before.legal_form != after.legal_form),
        ("description", before.description != after.description),
        (
            "municipality_code",
            before.municipality_code != after.municipality_code,
        ),
        ("activities", before.activities != after.activities),
        ("services", !same(&before.services, &after.services)),
        (
            "social_benefit_areas",
            !same(&before.social_benefit_areas, &after.social_benefit_areas),
        ),
        ("website", before.website != after.website),
        ("email", before.email != after.email),
        ("phone", before.phone != after.phone),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect()
}

/// In any order.
fn same(before: &[String], after: &[String]) -> bool {
    before.len() == after.len() && before.iter().all(|it| after.contains(it))
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
