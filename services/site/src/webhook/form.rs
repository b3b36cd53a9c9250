//! The form of a webhook: where to, and which events.

use kernel::terms::Industry;
use proto::asf::registry::v1::Webhook;

use super::words;
use crate::page::{
    field::{Choice, Field, Kind},
    form::Form,
    form_data::FormData,
    page_request::PageRequest,
    places,
};

/// Characters of an address.
const LONGEST_URL: u16 = 500;

/// What somebody wants.
#[derive(Default)]
pub(super) struct Wish {
    pub(super) url: String,
    pub(super) event_types: Vec<String>,
    pub(super) counties: Vec<String>,
    pub(super) industries: Vec<String>,
}

impl Wish {
    pub(super) fn of(sent: &FormData) -> Self {
        let all = |name: &str| sent.all(name).map(str::to_owned).collect();
        Self {
            url: sent.text("url").to_owned(),
            event_types: all("event_types"),
            counties: all("counties"),
            industries: all("industries"),
        }
    }

    pub(super) fn as_it_is(webhook: &Webhook) -> Self {
        Self {
            url: webhook.url.clone(),
            event_types: webhook.event_types.clone(),
            counties: webhook.counties.clone(),
            industries: webhook.industries.clone(),
        }
    }
}

pub(super) fn form(request: &PageRequest, button: String, wish: &Wish) -> Form {
    let (lang, t) = (request.lang, request.lang.texts());
    let events = words::EVENTS.map(|name| Choice::new(name, words::event(t, name)));
    let counties = places::counties().iter();
    let counties = counties.map(|it| Choice::new(it.code, it.name));
    let industries = Industry::all();
    let industries = industries.map(|it| Choice::new(it.slug(), lang.term(it.term())));
    let url = Field::new("url", t.hooks_url(), Kind::Text)
        .hint(t.hooks_url_hint())
        .autofill("url")
        .at_most(LONGEST_URL)
        .valued(&wish.url);
    Form::here(request, button)
        .with(url)
        .with(boxes(
            "event_types",
            (t.hooks_events(), t.hooks_events_hint()),
            events.into_iter(),
            &wish.event_types,
        ))
        .with(boxes(
            "counties",
            (t.hooks_counties(), t.hooks_counties_hint()),
            counties,
            &wish.counties,
        ))
        .with(boxes(
            "industries",
            (t.hooks_industries(), t.hooks_industries_hint()),
            industries,
            &wish.industries,
        ))
}

fn boxes(
    name: &'static str,
    (label, hint): (String, String),
    choices: impl Iterator<Item = Choice>,
    taken: &[String],
) -> Field {
    let boxes = choices.map(|it| {
        let is_taken = taken.contains(&it.value);
        (it, is_taken)
    });
    Field::new(name, label, Kind::Boxes(boxes.collect())).hint(hint)
}
