//! The fields of the profile: the step that each belongs to, what it is called
//! and how a form asks for it.

use kernel::terms::{BenefitArea, IntegrationService, LegalForm};
use proto::asf::registry::v1::Profile;

use super::{criterion, step::Step};
use crate::page::{
    field::{Choice, Field, Kind},
    form_data::FormData,
    lang::Lang,
    texts::L10nLanguage,
};

/// One field of the profile.
pub(super) struct ProfileField {
    /// As in an update mask.
    pub(super) name: &'static str,
    pub(super) step: Step,
    label: fn(&L10nLanguage) -> String,
    pub(super) value: Value,
    /// Some of these are chosen already.
    kind: fn(Lang, &[String]) -> Kind,
    finish: fn(Field, &L10nLanguage) -> Field,
}

/// Where the profile keeps it.
#[derive(Clone, Copy)]
pub(super) enum Value {
    Text(fn(&mut Profile) -> &mut String),
    /// Any of some terms, in any order.
    Terms(fn(&mut Profile) -> &mut Vec<String>),
    /// They have forms of their own.
    Activities,
}

/// In the order of the profile and of its forms.
pub(super) static FIELDS: [ProfileField; 11] = [
    ProfileField {
        name: "name",
        step: Step::Basics,
        label: L10nLanguage::org_name,
        value: Value::Text(|it| &mut it.name),
        kind: |_, _| Kind::Text,
        finish: |field, _| field,
    },
    ProfileField {
        name: "org_number",
        step: Step::Basics,
        label: L10nLanguage::org_number,
        value: Value::Text(|it| &mut it.org_number),
        kind: |_, _| Kind::Text,
        finish: |field, t| field.hint(t.org_number_hint()).at_most(20),
    },
    ProfileField {
        name: "legal_form",
        step: Step::Basics,
        label: L10nLanguage::profile_legal_form,
        value: Value::Text(|it| &mut it.legal_form),
        kind: |lang, _| {
            let forms = LegalForm::all();
            let forms = forms.map(|form| Choice::new(form.slug(), lang.term(form.term())));
            Kind::select(lang.texts().own_choose(), forms)
        },
        finish: |field, _| field,
    },
    ProfileField {
        name: "description",
        step: Step::Basics,
        label: L10nLanguage::own_description,
        value: Value::Text(|it| &mut it.description),
        kind: |_, _| Kind::Long,
        finish: |field, t| field.hint(t.own_description_hint()).at_most(5000),
    },
    ProfileField {
        name: "municipality_code",
        step: Step::Basics,
        label: L10nLanguage::own_seat,
        value: Value::Text(|it| &mut it.municipality_code),
        kind: |_, _| Kind::Place,
        finish: |field, t| field.hint(t.own_seat_hint()),
    },
    ProfileField {
        name: "activities",
        step: Step::Activities,
        label: L10nLanguage::own_activities,
        value: Value::Activities,
        kind: |_, _| Kind::Text,
        finish: |field, _| field,
    },
    ProfileField {
        name: "services",
        step: Step::Offer,
        label: L10nLanguage::profile_services,
        value: Value::Terms(|it| &mut it.services),
        kind: |lang, chosen| {
            let services = IntegrationService::all();
            boxes(services.map(|it| (it.slug(), lang.term(it.term()))), chosen)
        },
        finish: |field, t| field.hint(t.own_services_hint()),
    },
    ProfileField {
        name: "social_benefit_areas",
        step: Step::Offer,
        label: L10nLanguage::profile_benefits,
        value: Value::Terms(|it| &mut it.social_benefit_areas),
        kind: |lang, chosen| {
            let areas = BenefitArea::all();
            boxes(areas.map(|it| (it.slug(), lang.term(it.term()))), chosen)
        },
        finish: |field, t| field.hint(t.own_benefits_hint()),
    },
    ProfileField {
        name: "website",
        step: Step::Contact,
        label: L10nLanguage::profile_website,
        value: Value::Text(|it| &mut it.website),
        kind: |_, _| Kind::Text,
        finish: |field, t| field.hint(t.own_website_hint()).at_most(300).optional(),
    },
    ProfileField {
        name: "email",
        step: Step::Contact,
        label: L10nLanguage::profile_email,
        value: Value::Text(|it| &mut it.email),
        kind: |_, _| Kind::Email,
        finish: |field, t| field.hint(t.own_email_hint()).optional(),
    },
    ProfileField {
        name: "phone",
        step: Step::Contact,
        label: L10nLanguage::profile_phone,
        value: Value::Text(|it| &mut it.phone),
        kind: |_, _| Kind::Phone,
        finish: |field, t| field.hint(t.own_phone_hint()).optional(),
    },
];

impl ProfileField {
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|it| it.name == name)
    }

    pub(super) fn of_step(step: Step) -> impl Iterator<Item = &'static Self> {
        FIELDS.iter().filter(move |it| it.step == step)
    }

    pub(super) fn label(&self, t: &L10nLanguage) -> String {
        (self.label)(t)
    }

    /// In a form, with its value; a seat by the name of its municipality.
    pub(super) fn in_form(&self, lang: Lang, shown: &Profile) -> Field {
        let (t, mut shown) = (lang.texts(), shown.clone());
        let field = |chosen: &[String]| {
            let kind = (self.kind)(lang, chosen);
            (self.finish)(Field::new(self.name, self.label(t), kind), t)
        };
        match self.value {
            Value::Text(at) => field(&[]).valued(at(&mut shown).as_str()),
            Value::Terms(at) => field(at(&mut shown)),
            Value::Activities => field(&[]),
        }
    }

    pub(super) fn is_empty(&self, profile: &Profile) -> bool {
        self.is_same(profile, &Profile::default())
    }

    pub(super) fn is_same(&self, one: &Profile, other: &Profile) -> bool {
        let (mut one, mut other) = (one.clone(), other.clone());
        match self.value {
            Value::Text(at) => at(&mut one) == at(&mut other),
            Value::Terms(at) => {
                let (one, other) = (at(&mut one), at(&mut other));
                one.len() == other.len() && one.iter().all(|it| other.contains(it))
            }
            Value::Activities => one.activities == other.activities,
        }
    }

    /// Reads it back from a form.
    pub(super) fn take(&self, sent: &FormData, profile: &mut Profile) {
        match self.value {
            Value::Text(at) => sent.text(self.name).clone_into(at(profile)),
            Value::Terms(at) => *at(profile) = sent.all(self.name).map(str::to_owned).collect(),
            Value::Activities => {}
        }
    }
}

/// A field or a criterion, by its path; one that this page does not know yet is
/// called by its path.
pub(crate) fn label(t: &L10nLanguage, path: &str) -> String {
    let mut criteria = criterion::ALL.into_iter();
    let named = criteria.find(|it| criterion::path(*it) == path);
    match (ProfileField::named(path), named) {
        (Some(field), _) => field.label(t),
        (None, Some(criterion)) => criterion::title(t, criterion),
        (None, None) => path.to_owned(),
    }
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
