//! The columns of the file: which there are, and which are chosen.

use kernel::{
    fault::{BrokenRule, ErrorReason, Faults},
    place,
};
use time::{Date, OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{publish::Site, search::listing::Listing};

/// What a cell depends on beside its listing.
pub(super) struct Context {
    pub(super) site: Site,
    pub(super) today: Date,
}

type Cell = fn(&Listing, &Context) -> String;
type Column = (&'static str, Cell);

/// The import's columns under the import's names, then what it does not take.
static COLUMNS: &[Column] = &[
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
    ("certified", |it, context| {
        it.is_certified_on(context.today).to_string()
    }),
    ("certified_until", |it, context| {
        let until = it.certified_until.filter(|day| context.today <= *day);
        until.map(|day| day.to_string()).unwrap_or_default()
    }),
    ("member", |it, _| it.member.to_string()),
    ("capacity_confirmed_at", |it, _| {
        it.capacity_confirmed_at().map(moment).unwrap_or_default()
    }),
    ("listed_at", |it, _| moment(it.listed_at)),
    ("page_url", |it, context| context.site.page_url(&it.slug)),
    ("id", |it, _| it.id.to_string()),
];

/// A name that no column has.
#[derive(Debug, thiserror::Error)]
#[error("`{name}` is no column; use any of: {known}")]
struct UnknownColumn {
    name: String,
    /// All names, separated by commas.
    known: String,
}

impl BrokenRule for UnknownColumn {
    fn rule(&self) -> ErrorReason {
        ErrorReason::UnknownValue
    }
}

/// The columns of one file, in their order.
pub(super) struct Columns(Vec<&'static Column>);

impl Columns {
    /// Those with these names; none is all of them.
    pub(super) fn chosen(names: &[String], faults: &mut Faults) -> Self {
        if names.is_empty() {
            return Self(COLUMNS.iter().collect());
        }
        Self(faults.all("column", names.iter().map(String::as_str), column))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(name, _)| *name)
    }

    pub(super) fn cells(
        &self,
        listing: &Listing,
        context: &Context,
    ) -> impl Iterator<Item = String> {
        self.0.iter().map(|(_, cell)| cell(listing, context))
    }
}

fn column(name: &str) -> Result<&'static Column, UnknownColumn> {
    let column = COLUMNS.iter().find(|(other, _)| *other == name);
    column.ok_or_else(|| UnknownColumn {
        name: name.to_owned(),
        known: COLUMNS
            .iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>()
            .join(", "),
    })
}

fn moment(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
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
pub(super) mod tests {
    use kernel::{
        org_number::OrgNumber,
        place::MunicipalityCode,
        terms::{Industry, LegalForm},
    };
    use time::macros::{date, datetime};
    use uuid::Uuid;

    use super::*;
    use crate::search::listing::{Activity, ServiceArea};

    pub(in crate::grpc::export) fn context() -> Context {
        Context {
            site: Site::new("https://asf.example"),
            today: date!(2026 - 03 - 01),
        }
    }

    pub(in crate::grpc::export) fn chosen(names: &[&str]) -> Columns {
        let mut faults = Faults::default();
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let columns = Columns::chosen(&names, &mut faults);
        assert!(faults.is_empty());
        columns
    }

    pub(in crate::grpc::export) fn listing(name: &str, description: &str) -> Listing {
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
            certified_from: None,
            certified_until: Some(date!(2026 - 03 - 01)),
            member: true,
            created_at: at,
            updated_at: at,
            listed_at: at,
        }
    }

    fn cells(names: &[&str], context: &Context) -> Vec<String> {
        chosen(names).cells(&listing("A", "B"), context).collect()
    }

    #[test]
    fn chosen_columns_keep_their_order() {
        assert_eq!(
            cells(&["county", "name"], &context()),
            ["Stockholms län", "A"]
        );
        assert_eq!(chosen(&[]).names().count(), COLUMNS.len());
    }

    #[test]
    fn a_certification_counts_until_its_last_day() {
        let names = ["certified", "certified_until", "member"];
        let mut context = context();
        assert_eq!(cells(&names, &context), ["true", "2026-03-01", "true"]);
        context.today = date!(2026 - 03 - 02);
        assert_eq!(cells(&names, &context), ["false", "", "true"]);
    }

    #[test]
    fn an_unknown_column_is_named_with_all_that_there_are() {
        let mut faults = Faults::default();
        let names = ["name".to_owned(), "salary".to_owned()];
        Columns::chosen(&names, &mut faults);
        let fault = faults.into_vec().remove(0);
        assert_eq!(
            (fault.field.as_str(), fault.rule),
            ("column[1]", ErrorReason::UnknownValue)
        );
        assert!(fault.message.contains("`salary`") && fault.message.contains("org_number"));
    }
}
