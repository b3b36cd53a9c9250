//! `/asf-listan`: the search form, facets, map and hits.

mod chips;
mod export;
mod faults;
pub(crate) mod filters;
mod form;
mod reading;
mod results;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use kernel::{
    place,
    terms::{BenefitArea, Industry, IntegrationService},
};
use proto::asf::registry::v1::{Facet, SearchEnterprisesResponse};

use crate::{
    Site, facets,
    list::{
        chips::Chip,
        faults::Fault,
        filters::{Field, Filters},
        form::Form,
        results::Results,
    },
    map::{self, Content, Map},
    page::{
        error_page,
        frame::{Frame, Section},
        lang::Lang,
        page_request::PageRequest,
        places, respond,
        texts::L10nLanguage,
    },
};

#[derive(Template)]
#[template(path = "pages/list.html")]
pub(crate) struct ListPage {
    page: Frame,
    t: &'static L10nLanguage,
    form: Form,
    chips: Vec<Chip>,
    /// The list without any filter.
    clear: String,
    /// Messages by the name of their field.
    faults: Vec<(&'static str, String)>,
    /// Nothing where the search was not asked, for its faults.
    results: Option<Results>,
    /// From a later page back to the first.
    first: Option<String>,
    map: Option<Map>,
    /// From a county's map back to that of Sweden.
    whole_country: Option<String>,
}

pub(crate) async fn get(State(site): State<Site>, request: PageRequest) -> Response {
    let filters = Filters::parse(&request.query);
    let faults = faults::check(&filters);
    if !faults.is_empty() {
        return refusal(&request, &filters, &faults);
    }
    match site.search(filters.request()).await {
        Ok(found) => respond::page(
            &request,
            &ListPage::new(&request, &filters, &[], Some(found)),
        ),
        Err(status) => match faults::refused(&status) {
            faults if faults.is_empty() => error_page::of(&request, &status),
            faults => refusal(&request, &filters, &faults),
        },
    }
}

fn refusal(request: &PageRequest, filters: &Filters, faults: &[Fault]) -> Response {
    let page = ListPage::new(request, filters, faults, None);
    respond::failure(StatusCode::BAD_REQUEST, &page)
}

impl ListPage {
    fn new(
        request: &PageRequest,
        filters: &Filters,
        faults: &[Fault],
        found: Option<SearchEnterprisesResponse>,
    ) -> Self {
        let lang = request.lang;
        let counted = found.as_ref().map(|found| &*found.facets);
        let (map, whole_country) = map_of(lang, filters, counted);
        let messages = |fault: &Fault| (fault.field.name(), fault.message(lang));
        Self {
            page: frame(request, filters, !faults.is_empty()),
            t: lang.texts(),
            form: Form::new(lang, filters, faults, counted),
            chips: chips::all(lang, filters),
            clear: Filters::default().href(lang.root()),
            faults: faults.iter().map(messages).collect(),
            first: filters.holds(Field::PageToken).then(|| {
                let mut first = filters.clone();
                first.clear(Field::PageToken);
                first.href(lang.root())
            }),
            map,
            whole_country,
            results: found.map(|found| Results::new(lang, filters, found)),
        }
    }

    /// The number of chosen filters, on the button that opens them.
    fn filters_button(&self) -> String {
        match self.chips.len() {
            0 => self.t.list_filters(),
            chosen => self.t.list_filters_chosen(chosen.to_string()),
        }
    }
}

fn frame(request: &PageRequest, filters: &Filters, faulty: bool) -> Frame {
    let t = request.lang.texts();
    let mut title = t.list_title();
    let text = filters.first(Field::Q).chars().take(60).collect::<String>();
    let chosen = chips::all(request.lang, filters)
        .into_iter()
        .map(|chip| chip.label);
    let chosen: Vec<String> = std::iter::once(text)
        .filter(|text| !text.is_empty())
        .chain(chosen.take(3))
        .collect();
    if !chosen.is_empty() {
        title = format!("{} – {title}", chosen.join(", "));
    }
    let frame = Frame::new(request, Section::List, title, t.list_description());
    let passing = [
        Field::Q,
        Field::PageToken,
        Field::Near,
        Field::Serves,
        Field::AsOf,
    ];
    if faulty || passing.into_iter().any(|field| filters.holds(field)) {
        frame.hidden_from_search_engines()
    } else {
        frame
    }
}

/// Counties that the search is about, chosen or by a chosen municipality.
fn counties_in(filters: &Filters) -> BTreeSet<&'static str> {
    let chosen = filters
        .all(Field::County)
        .filter_map(place::county)
        .map(|county| county.code);
    let by_municipality = filters
        .all(Field::Municipality)
        .filter_map(place::municipality);
    chosen
        .chain(by_municipality.map(|place| place.county_code))
        .collect()
}

/// A county's own map where the search is about one, else that of Sweden.
fn map_of(
    lang: Lang,
    filters: &Filters,
    counted: Option<&[Facet]>,
) -> (Option<Map>, Option<String>) {
    let about = counties_in(filters);
    let mut rest = filters.clone();
    rest.clear(Field::PageToken);
    rest.clear(Field::Municipality);
    let only = match (about.first(), about.len()) {
        (Some(county), 1) => Some(*county),
        _ => None,
    };
    let field = if only.is_some() {
        Field::Municipality
    } else {
        Field::County
    };
    let mut country = rest.clone();
    country.clear(Field::County);
    let base = if only.is_some() { &rest } else { &country };
    let content = Content {
        lang,
        counts: counted.map(|facets| facets::counts(facets, field.name())),
        chosen: filters.all(field).collect(),
        href: |code: &str| {
            let mut one = base.clone();
            one.set(field, code);
            one.href(lang.root())
        },
    };
    match only {
        None => (map::of_sweden(content), None),
        Some(county) => {
            let map = map::of_county(county, content);
            (map, Some(country.href(lang.root())))
        }
    }
}

/// A filter's value in words.
fn label(lang: Lang, field: Field, value: &str) -> String {
    let term = match field {
        Field::County => return places::county_name(value).to_owned(),
        Field::Municipality | Field::Near | Field::Serves => {
            return places::municipality(value)
                .map_or(value, |place| place.name)
                .to_owned();
        }
        Field::Industry => Industry::parse(value).map(Industry::term).ok(),
        Field::Service => IntegrationService::parse(value)
            .map(IntegrationService::term)
            .ok(),
        Field::Benefit => BenefitArea::parse(value).map(BenefitArea::term).ok(),
        Field::Certified => return lang.texts().filter_certified_only(),
        Field::Member => return lang.texts().filter_member_only(),
        Field::Fresh => return lang.texts().filter_fresh_only(),
        Field::AsOf => return lang.day(value).map_or(value.to_owned(), |day| day.words),
        Field::Q | Field::RadiusKm | Field::Sort | Field::PageToken => None,
    };
    term.map_or(value, |term| lang.term(term)).to_owned()
}
