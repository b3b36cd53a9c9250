//! What is wrong with a search, told by the field in the page's language.

use kernel::fault::ErrorReason;
use kernel::{
    place,
    terms::{BenefitArea, Industry, IntegrationService},
};
use time::format_description::well_known::Iso8601;
use tonic::Status;
use tonic_types::StatusExt;

use crate::{
    list::filters::{self, Field, Filters},
    page::{lang::Lang, places},
};

const LONGEST_TEXT: usize = 200;
const LONGEST_TOKEN: usize = 500;
const FARTHEST_KM: u32 = 1600;
/// More values of one field than this are not each told apart.
const MOST_A_FIELD: usize = 5;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) field: Field,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    TooLong(usize),
    Broken,
    Unknown(String),
    NoDistance,
    OtherSearch,
    /// The registry refuses it for a reason that the site does not know.
    Refused,
}

/// Everything that is wrong, by field; nothing means that the registry can be
/// asked.
pub(crate) fn check(filters: &Filters) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for (field, value) in filters.iter() {
        let alike = faults.iter().filter(|fault| fault.field == field).count();
        if let Some(kind) = wrong(field, value)
            && alike < MOST_A_FIELD
        {
            faults.push(Fault { field, kind });
        }
    }
    faults
}

fn wrong(field: Field, value: &str) -> Option<Kind> {
    if value.contains(char::REPLACEMENT_CHARACTER) {
        return Some(Kind::Broken);
    }
    let known = match field {
        Field::Q => {
            let length = value.chars().count();
            return (length > LONGEST_TEXT).then_some(Kind::TooLong(length));
        }
        Field::PageToken => return (value.len() > LONGEST_TOKEN).then_some(Kind::OtherSearch),
        Field::RadiusKm => {
            let distance = value.parse().ok();
            let fits = distance.is_some_and(|km| (1..=FARTHEST_KM).contains(&km));
            return (!fits).then_some(Kind::NoDistance);
        }
        Field::County => place::county(value).is_some(),
        Field::Municipality => place::municipality(value).is_some(),
        Field::Industry => Industry::parse(value).is_ok(),
        Field::Service => IntegrationService::parse(value).is_ok(),
        Field::Benefit => BenefitArea::parse(value).is_ok(),
        Field::Certified | Field::Member | Field::Fresh => matches!(value, "true" | "1" | "on"),
        Field::AsOf => time::Date::parse(value, &Iso8601::DATE).is_ok(),
        Field::Near | Field::Serves => places::municipality(value).is_some(),
        Field::Sort => filters::sort(value).is_some(),
    };
    (!known).then(|| Kind::Unknown(shortened(value)))
}

/// What the registry refused of a search; nothing where the fault is not in
/// the search.
pub(crate) fn refused(status: &Status) -> Vec<Fault> {
    let reason = chassis::status::error_reason(status);
    let other_search = reason == Some(ErrorReason::WrongPageToken);
    if other_search {
        let field = Field::PageToken;
        return vec![Fault {
            field,
            kind: Kind::OtherSearch,
        }];
    }
    let refusals = status.get_details_bad_request();
    let violations = refusals
        .iter()
        .flat_map(|refusal| &refusal.field_violations);
    // `county[3]` is the fourth county.
    let names = violations.filter_map(|violation| violation.field.split('[').next());
    let fields = names.filter_map(Field::named);
    fields
        .map(|field| Fault {
            field,
            kind: Kind::Refused,
        })
        .collect()
}

impl Fault {
    pub(crate) fn message(&self, lang: Lang) -> String {
        let t = lang.texts();
        let value = match &self.kind {
            Kind::TooLong(length) => {
                return t.fault_too_long(LONGEST_TEXT.to_string(), length.to_string());
            }
            Kind::Broken => return t.fault_broken(),
            Kind::NoDistance => return t.fault_radius(FARTHEST_KM.to_string()),
            Kind::OtherSearch => return t.fault_page(),
            Kind::Refused if self.field == Field::AsOf => return t.fault_as_of(),
            Kind::Refused => return t.fault_refused(),
            Kind::Unknown(value) => value,
        };
        match self.field {
            Field::County => t.fault_county(value),
            Field::Municipality => t.fault_municipality(value),
            Field::Industry => t.fault_industry(value),
            Field::Service => t.fault_service(value),
            Field::Benefit => t.fault_benefit(value),
            Field::Certified | Field::Member | Field::Fresh => t.fault_certified(value),
            Field::AsOf => t.fault_as_of(),
            Field::Near | Field::Serves => t.fault_place(value),
            Field::Sort => t.fault_sort(value),
            Field::Q | Field::RadiusKm | Field::PageToken => t.fault_refused(),
        }
    }
}

fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use tonic::Code;
    use tonic_types::ErrorDetails;

    use super::*;

    fn messages(query: &str) -> Vec<String> {
        let faults = check(&Filters::parse(query));
        faults.iter().map(|fault| fault.message(Lang::Sv)).collect()
    }

    #[test]
    fn each_field_has_its_own_message() {
        for (query, part) in [
            ("county=99", "inget län med koden ”99”"),
            ("municipality=0000", "ingen kommun med koden ”0000”"),
            ("industry=fiske", "Branschen ”fiske”"),
            ("service=x", "Tjänsten ”x”"),
            ("benefit=x", "Området ”x”"),
            ("certified=kanske", "”kanske”"),
            ("fresh=kanske", "”kanske”"),
            ("as_of=ig%C3%A5r", "2026-05-01"),
            ("sort=size", "Ordningen ”size”"),
            ("near=Atlantis", "Kommunen ”Atlantis”"),
            ("serves=9999", "Kommunen ”9999”"),
            ("radius_km=-3", "från 1 till 1600"),
            ("radius_km=1601", "från 1 till 1600"),
            ("q=%FF%FE", "går att läsa"),
        ] {
            let messages = messages(query);
            assert_eq!(messages.len(), 1, "{query}");
            assert!(messages[0].contains(part), "{query}: {messages:?}");
        }
    }

    #[test]
    fn a_text_may_have_200_characters() {
        assert_eq!(messages(&format!("q={}", "%C3%B6".repeat(200))), [""; 0]);
        let long = messages(&format!("q={}", "a".repeat(10_000)));
        assert!(
            long[0].contains("högst 200") && long[0].contains("10000"),
            "{long:?}"
        );
    }

    #[test]
    fn a_thousand_unknown_values_are_told_five_times() {
        let query: Vec<String> = (0..1000).map(|n| format!("industry=x{n}")).collect();
        assert_eq!(messages(&query.join("&")).len(), MOST_A_FIELD);
    }

    #[test]
    fn a_refusal_of_the_registry_finds_its_field() {
        let token = ErrorDetails::with_error_info("WRONG_PAGE_TOKEN", "asf", []);
        let status = Status::with_error_details(Code::InvalidArgument, "", token);
        assert_eq!(refused(&status)[0].field, Field::PageToken);
        let field = ErrorDetails::with_bad_request_violation("county[0]", "unknown");
        let status = Status::with_error_details(Code::InvalidArgument, "", field);
        assert_eq!(refused(&status)[0].field, Field::County);
        assert_eq!(refused(&Status::internal("")), []);
    }
}
