//! What the list is asked for: the fields of its address, as they were given.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use proto::asf::registry::v1::{SearchEnterprisesRequest, Sort};

use crate::page::places;

/// More values than all fields together can hold are not looked at.
const MOST_VALUES: usize = 400;

const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A field of the list's address; also its name there, in the JSON API and in
/// the registry's requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Q,
    County,
    Municipality,
    Industry,
    Service,
    Benefit,
    Certified,
    Member,
    Fresh,
    Near,
    RadiusKm,
    Serves,
    AsOf,
    Sort,
    PageToken,
}

impl Field {
    const ALL: [Self; 15] = [
        Self::Q,
        Self::County,
        Self::Municipality,
        Self::Industry,
        Self::Service,
        Self::Benefit,
        Self::Certified,
        Self::Member,
        Self::Fresh,
        Self::Near,
        Self::RadiusKm,
        Self::Serves,
        Self::AsOf,
        Self::Sort,
        Self::PageToken,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Q => "q",
            Self::County => "county",
            Self::Municipality => "municipality",
            Self::Industry => "industry",
            Self::Service => "service",
            Self::Benefit => "benefit",
            Self::Certified => "certified",
            Self::Member => "member",
            Self::Fresh => "fresh",
            Self::Near => "near",
            Self::RadiusKm => "radius_km",
            Self::Serves => "serves",
            Self::AsOf => "as_of",
            Self::Sort => "sort",
            Self::PageToken => "page_token",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether the field is a box to tick.
    pub(crate) fn is_switch(self) -> bool {
        matches!(self, Self::Certified | Self::Member | Self::Fresh)
    }

    fn holds_many(self) -> bool {
        matches!(
            self,
            Self::County | Self::Municipality | Self::Industry | Self::Service | Self::Benefit
        )
    }
}

/// Values by field, none of them empty or twice in a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filters(Vec<(Field, String)>);

impl Filters {
    /// Reads a raw query; fields that the list does not know are left out.
    /// Bytes that are no UTF-8 become U+FFFD.
    pub(crate) fn parse(query: &str) -> Self {
        let mut filters = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).take(MOST_VALUES) {
            if let Some(field) = Field::named(&name) {
                filters.set(field, value.replace(char::is_control, " ").trim());
            }
        }
        filters.0.sort_by_key(|(field, _)| *field);
        filters
    }

    /// Adds a value to a field that holds many; else replaces what it holds.
    pub(crate) fn set(&mut self, field: Field, value: &str) {
        let no_choice = field.is_switch() && matches!(value, "false" | "0");
        if value.is_empty() || no_choice || self.has(field, value) {
            return;
        }
        if !field.holds_many() {
            self.clear(field);
        }
        self.0.push((field, value.to_owned()));
    }

    pub(crate) fn clear(&mut self, field: Field) {
        self.0.retain(|(other, _)| *other != field);
    }

    pub(crate) fn remove(&mut self, field: Field, value: &str) {
        self.0
            .retain(|(other, held)| (*other, held.as_str()) != (field, value));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, value)| (*field, value.as_str()))
    }

    pub(crate) fn all(&self, field: Field) -> impl Iterator<Item = &str> {
        self.iter()
            .filter(move |(other, _)| *other == field)
            .map(|(_, value)| value)
    }

    pub(crate) fn first(&self, field: Field) -> &str {
        self.all(field).next().unwrap_or_default()
    }

    pub(crate) fn has(&self, field: Field, value: &str) -> bool {
        self.all(field).any(|held| held == value)
    }

    pub(crate) fn holds(&self, field: Field) -> bool {
        self.all(field).next().is_some()
    }

    /// The query of the page, without the question mark.
    pub(crate) fn query(&self) -> String {
        joined(self.iter().map(|(field, value)| (field.name(), value)))
    }

    /// The list's address with these filters.
    pub(crate) fn href(&self, root: &str) -> String {
        match self.query() {
            query if query.is_empty() => format!("{root}/asf-listan"),
            query => format!("{root}/asf-listan?{query}"),
        }
    }

    /// The same search for the JSON API, which takes codes where people type
    /// names.
    pub(crate) fn api_query(&self) -> String {
        joined(self.api_values())
    }

    /// The same as the names and values of fields.
    pub(crate) fn api_values(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let values = self.iter().filter(|(field, _)| *field != Field::PageToken);
        values.map(|(field, value)| match field {
            Field::Near | Field::Serves => (field.name(), code(value).unwrap_or(value)),
            Field::Sort => (
                field.name(),
                sort(value).map_or(value, |sort| sort.as_str_name()),
            ),
            Field::Certified | Field::Member | Field::Fresh => (field.name(), "true"),
            Field::Q
            | Field::County
            | Field::Municipality
            | Field::Industry
            | Field::Service
            | Field::Benefit
            | Field::RadiusKm
            | Field::AsOf
            | Field::PageToken => (field.name(), value),
        })
    }

    /// The search as the registry takes it.
    pub(crate) fn request(&self) -> SearchEnterprisesRequest {
        let many = |field| self.all(field).map(ToOwned::to_owned).collect();
        let place = |field| code(self.first(field)).unwrap_or_default().to_owned();
        SearchEnterprisesRequest {
            q: self.first(Field::Q).to_owned(),
            county: many(Field::County),
            municipality: many(Field::Municipality),
            industry: many(Field::Industry),
            service: many(Field::Service),
            benefit: many(Field::Benefit),
            certified: self.holds(Field::Certified),
            member: self.holds(Field::Member),
            fresh: self.holds(Field::Fresh),
            as_of: self.first(Field::AsOf).to_owned(),
            sort: self.order().into(),
            page_token: self.first(Field::PageToken).to_owned(),
            near: place(Field::Near),
            radius_km: self.first(Field::RadiusKm).parse().unwrap_or_default(),
            serves: place(Field::Serves),
            page_size: 0,
            read_after: 0,
        }
    }

    /// By distance only where there is a place to measure from.
    pub(crate) fn order(&self) -> Sort {
        match sort(self.first(Field::Sort)) {
            Some(Sort::Distance) if !self.holds(Field::Near) => Sort::Unspecified,
            order => order.unwrap_or(Sort::Unspecified),
        }
    }
}

/// The order that a value names: `newest`, or as in the API `SORT_NEWEST`.
pub(crate) fn sort(value: &str) -> Option<Sort> {
    let name = value.to_ascii_uppercase();
    let name = name.strip_prefix("SORT_").unwrap_or(&name);
    Sort::from_str_name(&format!("SORT_{name}")).filter(|sort| *sort != Sort::Unspecified)
}

fn code(place: &str) -> Option<&'static str> {
    places::municipality(place).map(|place| place.code)
}

fn joined<'a>(values: impl Iterator<Item = (&'static str, &'a str)>) -> String {
    let mut query = String::new();
    for (name, value) in values {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(name);
        query.push('=');
        query.extend(utf8_percent_encode(value, KEPT));
    }
    query
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_read_and_written_back() {
        let filters = Filters::parse("q=tv%C3%A4tt+nu&county=14&county=12&county=14&sort=&utm=x");
        assert_eq!(filters.first(Field::Q), "tvätt nu");
        assert_eq!(filters.all(Field::County).collect::<Vec<_>>(), ["14", "12"]);
        assert_eq!(
            filters.href("/en"),
            "/en/asf-listan?q=tv%C3%A4tt%20nu&county=14&county=12"
        );
        assert_eq!(Filters::parse("").href(""), "/asf-listan");
    }

    #[test]
    fn the_registry_and_the_api_get_codes_where_names_were_typed() {
        let filters = Filters::parse("near=G%C3%B6teborg&radius_km=20&serves=1440&sort=newest");
        let request = filters.request();
        assert_eq!(
            (&*request.near, request.radius_km, &*request.serves),
            ("1480", 20, "1440")
        );
        assert_eq!(request.sort(), Sort::Newest);
        assert_eq!(
            filters.api_query(),
            "near=1480&radius_km=20&serves=1440&sort=SORT_NEWEST"
        );
    }

    #[test]
    fn distance_is_no_order_without_a_place() {
        assert_eq!(
            Filters::parse("sort=distance").request().sort(),
            Sort::Unspecified
        );
        assert_eq!(
            Filters::parse("sort=SORT_DISTANCE&near=1480")
                .request()
                .sort(),
            Sort::Distance
        );
    }

    #[test]
    fn an_unticked_box_is_no_filter() {
        assert!(!Filters::parse("certified=false").holds(Field::Certified));
        assert!(Filters::parse("certified=true").request().certified);
        let request = Filters::parse("member=on&fresh=true&as_of=2026-05-01").request();
        assert!(request.member && request.fresh);
        assert_eq!(request.as_of, "2026-05-01");
    }

    proptest! {
        #[test]
        fn any_query_is_read_and_its_own_address_reads_the_same(query in ".{0,200}") {
            let filters = Filters::parse(&query);
            prop_assert_eq!(Filters::parse(&filters.query()), filters);
        }
    }
}
