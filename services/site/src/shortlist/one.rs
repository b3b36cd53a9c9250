//! `/konto/listor/<id>`: what is on a list, with its notes.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use proto::asf::registry::v1::{Shortlist, ShortlistItem};

use super::{items::TAKEN_OFF, may_write, name_of, one};
use crate::{
    card::Card,
    page::{
        asked,
        early_response::EarlyResponse,
        frame::{Frame, Section},
        lang::{Date, Lang},
        navigation::{AccountSection, NavLink},
        page_request::PageRequest,
        respond,
        texts::L10nLanguage,
    },
};

#[derive(Template)]
#[template(path = "pages/shortlist.html")]
struct ShortlistPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    id: String,
    name: String,
    items: Vec<Item>,
    may_write: bool,
    /// An ASF that was taken off just now.
    taken_off: Option<String>,
    /// The ids of those on the ASF list, as the query of an export; nothing
    /// where there are none, which would export all there are.
    exported: Option<String>,
    /// More than one can be compared.
    comparable: bool,
}

struct Item {
    enterprise: String,
    name: String,
    /// Nothing for one that has left the ASF list.
    card: Option<Card>,
    note: Vec<String>,
    added: Option<Date>,
}

pub(crate) async fn get(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let shortlist = one(&request, &id).await?;
    let page = ShortlistPage::new(&request, shortlist);
    Ok(respond::private(&request, StatusCode::OK, &page))
}

impl ShortlistPage {
    fn new(request: &PageRequest, shortlist: Shortlist) -> Self {
        let lang = request.lang;
        let listed = shortlist.items.iter();
        let listed: Vec<_> = listed
            .filter(|it| it.enterprise.is_some())
            .map(|it| format!("&id={}", it.enterprise_id))
            .collect();
        let is_there = |id: &str| shortlist.items.iter().any(|it| it.enterprise_id == id);
        let taken_off = asked(request).text(TAKEN_OFF).to_owned();
        let taken_off = Some(taken_off).filter(|id| !id.is_empty() && !is_there(id));
        Self {
            page: Frame::new(request, Section::Account, &shortlist.name, "")
                .hidden_from_search_engines(),
            t: lang.texts(),
            nav: AccountSection::Shortlists.nav(lang),
            id: shortlist.id,
            name: shortlist.name,
            may_write: may_write(request),
            taken_off,
            exported: (!listed.is_empty()).then(|| listed.concat()),
            comparable: listed.len() > 1,
            items: shortlist
                .items
                .into_iter()
                .map(|item| Item::new(lang, item))
                .collect(),
        }
    }
}

impl Item {
    fn new(lang: Lang, item: ShortlistItem) -> Self {
        Self {
            name: name_of(&item).to_owned(),
            enterprise: item.enterprise_id,
            card: item.enterprise.map(|summary| Card::new(lang, summary)),
            note: item.note.lines().map(str::to_owned).collect(),
            added: item.added_at.and_then(|time| lang.date(&time)),
        }
    }
}
