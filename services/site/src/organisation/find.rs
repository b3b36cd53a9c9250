//! `/konto/organisationer/sok`: finding one's organisation, and asking its
//! owners to be let in; or one's enterprise on the list, which has none yet.

use axum::{extract::Path, response::Response};
use kernel::text::fold;
use proto::asf::{
    identity::v1::{FindOrganisationsRequest, FoundOrganisation, RequestToJoinRequest},
    registry::v1::SearchEnterprisesRequest,
};

use super::{PATH, listed, words};
use crate::{
    card,
    page::{
        Page, asked,
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        part::{Part, Row},
        respond,
    },
};

/// Fewer letters find too much.
const FEWEST: usize = 2;

/// Of the enterprises that a search finds.
const MOST_LISTED: u32 = 50;

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    request.required()?;
    let asked = asked(&request);
    let q = asked.text("q");
    let (found, listed) = tokio::join!(found(&request, q), listed_as(&request, q));
    let found = found?;
    let t = request.lang.texts();
    let nav = AccountSection::Organisations;
    let sheet = Page::new(&request, nav, t.org_find_title())
        .lead(t.org_find_lead())
        .search(
            &format!("{PATH}/sok"),
            (t.org_find_label(), t.org_find_hint()),
            q,
        );
    let organisations = (!found.is_empty()).then(|| {
        let rows = found.iter().map(|it| row(&request, it, q));
        Part::new(t.org_found()).lead(t.org_found_lead()).rows(rows)
    });
    let enterprises = (!listed.is_empty()).then(|| {
        let rows = listed.into_iter().map(|it| it.row(&request));
        let part = Part::new(t.org_found_listed());
        part.lead(t.org_found_listed_lead()).rows(rows)
    });
    let nothing = !q.is_empty() && organisations.is_none() && enterprises.is_none();
    let nothing = nothing.then(|| Part::new(t.org_found_none()).lead(t.org_found_none_text()));
    let sheet = sheet.maybe(organisations).maybe(enterprises).maybe(nothing);
    let sheet = sheet.link(&format!("{PATH}/ny"), t.org_create_title());
    Ok(sheet.show(&request))
}

/// The words to the owners. The search is made again, since only a search
/// tells a stranger an organisation's name.
pub(crate) async fn before_joining(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let asked = asked(&request);
    let q = asked.text("q");
    let found = found(&request, q).await?;
    match found.iter().find(|it| it.id == id) {
        Some(found) => Ok(joining(&request, found, q, &asked).show(&request)),
        None => Err(EarlyResponse::MISSING),
    }
}

pub(crate) async fn join(
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = RequestToJoinRequest {
        id: id.clone(),
        message: sent.text("message").to_owned(),
    };
    let status = match request.organisations().request_to_join(question).await {
        Ok(_) => {
            let said = request.lang.texts().org_join_done();
            return Ok(respond::go(&request, PATH, Some(said)));
        }
        Err(status) => status,
    };
    let q = sent.text("q");
    let found = found(&request, q).await?;
    match found.iter().find(|it| it.id == id) {
        Some(found) => Ok(joining(&request, found, q, &sent).refused(&request, &status)),
        None => Err(request.failed(&status)),
    }
}

async fn found(request: &PageRequest, q: &str) -> Result<Vec<FoundOrganisation>, EarlyResponse> {
    if q.chars().count() < FEWEST {
        return Ok(Vec::new());
    }
    let q = q.chars().take(200).collect();
    let question = FindOrganisationsRequest { q };
    let answer = request.organisations().find_organisations(question).await?;
    Ok(answer.into_inner().organisations)
}

fn row(request: &PageRequest, found: &FoundOrganisation, q: &str) -> Row {
    let path = format!("{PATH}/{}/ga-med?q={}", found.id, local::encoded(q));
    Row::new(&found.name)
        .to(request.lang, &path)
        .hint(words::kind(request.lang, found.kind()))
        .tag(Some(words::verified(request.lang, found.verified)))
}

/// An enterprise on the list, for those who may look after it.
struct Listed {
    slug: String,
    name: String,
    place: String,
}

impl Listed {
    fn row(self, request: &PageRequest) -> Row {
        Row::new(self.name)
            .to(request.lang, &listed::claim_path(&self.slug))
            .hint(self.place)
            .link(
                request.lang,
                &format!("/asf/{}", self.slug),
                request.lang.texts().listed_profile(),
            )
    }
}

/// Enterprises with this number in any writing, or with these words in their
/// name. A search that fails costs only the part of the page.
async fn listed_as(request: &PageRequest, q: &str) -> Vec<Listed> {
    if q.chars().count() < FEWEST {
        return Vec::new();
    }
    if let Some(found) = listed::by_number(request, q).await {
        let place = card::place(request.lang, &found.municipality_code, &found.county_code);
        return vec![Listed {
            slug: found.slug,
            name: found.name,
            place,
        }];
    }
    let search = SearchEnterprisesRequest {
        q: q.chars().take(200).collect(),
        page_size: MOST_LISTED,
        ..SearchEnterprisesRequest::default()
    };
    let found = request.registry().search_enterprises(search).await;
    let found = found.map(|it| it.into_inner().enterprises);
    let named = found.unwrap_or_default().into_iter();
    let named = named.filter(|it| is_named(&it.name, q));
    named
        .map(|it| Listed {
            place: card::place(request.lang, &it.municipality_code, &it.county_code),
            slug: it.slug,
            name: it.name,
        })
        .collect()
}

/// Whether each word that was typed stands in the name: what an enterprise
/// sells does not say whose it is.
fn is_named(name: &str, q: &str) -> bool {
    let (name, q) = (fold(name), fold(q));
    q.split_whitespace().all(|word| name.contains(word))
}

fn joining(request: &PageRequest, found: &FoundOrganisation, q: &str, sent: &FormData) -> Page {
    let t = request.lang.texts();
    let action = local::localised(request.lang, &format!("{PATH}/{}/ga-med", found.id));
    let message = Field::new("message", t.org_join_message(), Kind::Long)
        .hint(t.org_join_message_hint())
        .at_most(500)
        .optional()
        .filled(sent);
    let form = Form::new(request.lang, action, t.org_join_button())
        .hiding("q", q)
        .with(message);
    let nav = AccountSection::Organisations;
    Page::new(request, nav, t.org_join_title(&found.name))
        .lead(t.org_join_lead())
        .form(form)
}
