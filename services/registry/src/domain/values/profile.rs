//! The profile of an enterprise, and a change of one of its fields.

use kernel::{
    org_number::OrgNumber,
    place::MunicipalityCode,
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::values::{
    activity::Activity,
    contact::{Email, Phone, Website},
    field::Field,
    slug::Slug,
    text::{Description, Name},
};

/// What an enterprise says of itself. A draft may lack all but the name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) name: Name,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) org_number: Option<OrgNumber>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) legal_form: Option<LegalForm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Description>,
    /// The seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) municipality: Option<MunicipalityCode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) activities: Vec<Activity>,
    /// In list order, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) services: Vec<IntegrationService>,
    /// In list order, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) benefits: Vec<BenefitArea>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) website: Option<Website>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<Email>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<Phone>,
}

/// One field with its new value; nothing clears it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub(crate) enum Part {
    Name(Name),
    OrgNumber(Option<OrgNumber>),
    LegalForm(Option<LegalForm>),
    Description(Option<Description>),
    Municipality(Option<MunicipalityCode>),
    Activities(Vec<Activity>),
    Services(Vec<IntegrationService>),
    Benefits(Vec<BenefitArea>),
    Website(Option<Website>),
    Email(Option<Email>),
    Phone(Option<Phone>),
}

impl Profile {
    /// The least that a draft has.
    pub(crate) fn named(name: Name) -> Self {
        Self {
            name,
            org_number: None,
            legal_form: None,
            description: None,
            municipality: None,
            activities: Vec::new(),
            services: Vec::new(),
            benefits: Vec::new(),
            website: None,
            email: None,
            phone: None,
        }
    }

    /// What the page of an enterprise may be called, the prettiest first.
    pub(crate) fn slugs(&self, id: Uuid) -> Vec<Slug> {
        Slug::candidates(self.name.as_str(), self.municipality, id)
    }

    pub(crate) fn set(&mut self, part: Part) {
        match part {
            Part::Name(name) => self.name = name,
            Part::OrgNumber(number) => self.org_number = number,
            Part::LegalForm(form) => self.legal_form = form,
            Part::Description(text) => self.description = text,
            Part::Municipality(seat) => self.municipality = seat,
            Part::Activities(activities) => self.activities = activities,
            Part::Services(services) => self.services = in_order(services),
            Part::Benefits(areas) => self.benefits = in_order(areas),
            Part::Website(website) => self.website = website,
            Part::Email(email) => self.email = email,
            Part::Phone(phone) => self.phone = phone,
        }
    }

    #[must_use]
    pub(crate) fn with(mut self, part: Part) -> Self {
        self.set(part);
        self
    }

    /// The industries of all activities, in list order, each once.
    pub(crate) fn industries(&self) -> Vec<Industry> {
        in_order(self.activities.iter().map(|it| it.industry).collect())
    }

    /// Whether the field has a value.
    pub(crate) fn has(&self, field: Field) -> bool {
        match field {
            Field::Name => true,
            Field::OrgNumber => self.org_number.is_some(),
            Field::LegalForm => self.legal_form.is_some(),
            Field::Description => self.description.is_some(),
            Field::Municipality => self.municipality.is_some(),
            Field::Activities => !self.activities.is_empty(),
            Field::Services => !self.services.is_empty(),
            Field::Benefits => !self.benefits.is_empty(),
            Field::Website => self.website.is_some(),
            Field::Email => self.email.is_some(),
            Field::Phone => self.phone.is_some(),
        }
    }

    /// The fields that a listing needs and that are not there.
    pub(crate) fn missing(&self) -> Vec<Field> {
        let needed = |field: &Field| field.needed_because().is_some();
        let fields = Field::ALL.into_iter().filter(needed);
        fields.filter(|field| !self.has(*field)).collect()
    }

    /// As it is said now, instead of what was said before.
    #[must_use]
    pub(crate) fn stated(mut self, before: &[Activity], now: OffsetDateTime) -> Self {
        let activities = self.activities.into_iter();
        self.activities = activities.map(|it| it.stated(before, now)).collect();
        self
    }

    /// The part as this profile would keep it: sets in order.
    pub(crate) fn as_kept(&self, part: Part) -> Part {
        let field = part.field();
        self.clone().with(part).part(field)
    }

    /// What another profile has and this one lacks.
    pub(crate) fn lacking(&self, other: &Self) -> Vec<Part> {
        let fields = Field::ALL.into_iter();
        fields
            .filter(|field| !self.has(*field) && other.has(*field))
            .map(|field| other.part(field))
            .collect()
    }

    /// The field with the value that it has here.
    pub(crate) fn part(&self, field: Field) -> Part {
        match field {
            Field::Name => Part::Name(self.name.clone()),
            Field::OrgNumber => Part::OrgNumber(self.org_number),
            Field::LegalForm => Part::LegalForm(self.legal_form),
            Field::Description => Part::Description(self.description.clone()),
            Field::Municipality => Part::Municipality(self.municipality),
            Field::Activities => Part::Activities(self.activities.clone()),
            Field::Services => Part::Services(self.services.clone()),
            Field::Benefits => Part::Benefits(self.benefits.clone()),
            Field::Website => Part::Website(self.website.clone()),
            Field::Email => Part::Email(self.email.clone()),
            Field::Phone => Part::Phone(self.phone.clone()),
        }
    }
}

impl Part {
    /// The field that it is a value of.
    pub(crate) fn field(&self) -> Field {
        match self {
            Self::Name(_) => Field::Name,
            Self::OrgNumber(_) => Field::OrgNumber,
            Self::LegalForm(_) => Field::LegalForm,
            Self::Description(_) => Field::Description,
            Self::Municipality(_) => Field::Municipality,
            Self::Activities(_) => Field::Activities,
            Self::Services(_) => Field::Services,
            Self::Benefits(_) => Field::Benefits,
            Self::Website(_) => Field::Website,
            Self::Email(_) => Field::Email,
            Self::Phone(_) => Field::Phone,
        }
    }
}

fn in_order<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}
