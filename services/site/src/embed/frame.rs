//! `/inbaddat/lista` and `/inbaddat/karta`: the list and the map inside
//! another site's page, with the filters of the list.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use proto::asf::registry::v1::{Facet, SearchEnterprisesResponse};
use tonic::{Code, Status};

use super::{
    CODE, LIST,
    guest::{Guest, framed},
};
use crate::{
    Site,
    card::Card,
    facets,
    list::filters::{Field, Filters},
    map::{self, Content, Map},
    page::{
        frame::{Frame, Section},
        lang::Lang,
        local,
        page_request::PageRequest,
        places, respond,
        texts::L10nLanguage,
    },
};

#[derive(Template)]
#[template(path = "embed/list.html")]
struct ListFrame {
    page: Frame,
    t: &'static L10nLanguage,
    total: String,
    cards: Vec<Card>,
    next: Option<String>,
    first: Option<String>,
    /// The same on the site itself.
    whole: String,
}

#[derive(Template)]
#[template(path = "embed/map.html")]
struct MapFrame {
    page: Frame,
    t: &'static L10nLanguage,
    map: Option<Map>,
    whole: String,
}

#[derive(Template)]
#[template(path = "embed/fault.html")]
struct FaultFrame {
    page: Frame,
    t: &'static L10nLanguage,
    text: String,
    /// Where to get code that works; nothing where the code is right.
    code: Option<String>,
}

pub(super) async fn list(State(site): State<Site>, Guest(request): Guest) -> Response {
    let filters = Filters::parse(&request.query);
    match site.search(filters.request()).await {
        Ok(found) => framed(respond::page(
            &request,
            &ListFrame::new(&request, &filters, found),
        )),
        Err(status) => fault(&request, &status),
    }
}

pub(super) async fn map(State(site): State<Site>, Guest(request): Guest) -> Response {
    let filters = Filters::parse(&request.query);
    match site.search(filters.request()).await {
        Ok(found) => framed(respond::page(
            &request,
            &MapFrame::new(&request, &filters, &found.facets),
        )),
        Err(status) => fault(&request, &status),
    }
}

fn fault(request: &PageRequest, status: &Status) -> Response {
    let t = request.lang.texts();
    let (code, text) = match status.code() {
        Code::InvalidArgument => (StatusCode::BAD_REQUEST, t.embed_filters_fault()),
        _ => {
            tracing::warn!(%status, "a frame could not be filled");
            (StatusCode::SERVICE_UNAVAILABLE, t.embed_away())
        }
    };
    let page = FaultFrame {
        page: frame(request, t.embed_frame_title()),
        t,
        text,
        code: (code == StatusCode::BAD_REQUEST).then(|| local::localised(request.lang, CODE)),
    };
    framed(respond::failure(code, &page))
}

impl ListFrame {
    fn new(request: &PageRequest, filters: &Filters, found: SearchEnterprisesResponse) -> Self {
        let (lang, t) = (request.lang, request.lang.texts());
        let mut start = filters.clone();
        start.clear(Field::PageToken);
        let mut next = filters.clone();
        next.set(Field::PageToken, &found.next_page_token);
        let list = |of: &Filters| local::with_query(lang, LIST, &of.query());
        Self {
            page: frame(request, t.embed_frame_title()),
            t,
            total: t.list_total(found.total_size, lang.number(found.total_size)),
            next: (!found.next_page_token.is_empty()).then(|| list(&next)),
            first: filters.holds(Field::PageToken).then(|| list(&start)),
            whole: start.href(lang.root()),
            cards: found
                .enterprises
                .into_iter()
                .map(|one| Card::new(lang, one))
                .collect(),
        }
    }
}

impl MapFrame {
    fn new(request: &PageRequest, filters: &Filters, counted: &[Facet]) -> Self {
        let (lang, t) = (request.lang, request.lang.texts());
        let mut filters = filters.clone();
        filters.clear(Field::PageToken);
        Self {
            page: frame(request, t.embed_frame_map_title()),
            t,
            map: drawn(lang, &filters, counted),
            whole: filters.href(lang.root()),
        }
    }
}

/// The map of the one county that is chosen, else that of Sweden.
fn drawn(lang: Lang, filters: &Filters, counted: &[Facet]) -> Option<Map> {
    let chosen: Vec<&str> = filters.all(Field::County).collect();
    let only = match chosen.as_slice() {
        [county] if places::counties().iter().any(|it| it.code == *county) => Some(*county),
        _ => None,
    };
    let field = if only.is_some() {
        Field::Municipality
    } else {
        Field::County
    };
    let content = Content {
        lang,
        counts: Some(facets::counts(counted, field.name())),
        chosen: filters.all(field).collect(),
        href: |code: &str| {
            let mut one = filters.clone();
            one.set(field, code);
            one.href(lang.root())
        },
    };
    match only {
        Some(county) => map::of_county(county, content),
        None => map::of_sweden(content),
    }
}

fn frame(request: &PageRequest, title: String) -> Frame {
    Frame::new(request, Section::Outside, title, "").hidden_from_search_engines()
}
