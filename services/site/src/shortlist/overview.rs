//! `/konto/listor`: the organisation's lists, and making one.

use axum::response::Response;
use proto::asf::registry::v1::{CreateShortlistRequest, Shortlist};

use super::{LONGEST_NAME, all, may_write, path_of};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    part::{Part, Row},
    respond,
};

pub(crate) struct Overview(Vec<Shortlist>);

impl FormPage for Overview {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(all(request, "").await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let mut page =
            Page::new(request, AccountSection::Shortlists, t.lists_title()).lead(t.lists_lead());
        if !may_write(request) {
            page = page.lead(t.lists_read_only());
        }
        page = if self.0.is_empty() {
            page.lead(t.lists_empty())
        } else {
            let rows = self.0.iter().map(|it| row(request, it));
            page.part(Part::new(t.lists_yours()).rows(rows))
        };
        if may_write(request) {
            let name = Field::new("name", t.lists_name(), Kind::Text)
                .hint(t.lists_name_hint())
                .at_most(LONGEST_NAME)
                .typed(typed);
            page = page.form(Form::here(request, t.lists_create()).with(name));
        }
        page.link("/asf-listan", t.lists_to_list())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let name = form.text("name").to_owned();
        let create = CreateShortlistRequest { name };
        let made = request.shortlists().create_shortlist(create).await?;
        let made = made.into_inner().shortlist.unwrap_or_default();
        let done = request.lang.texts().lists_created(&made.name);
        Ok(respond::go(request, &path_of(&made.id), Some(done)))
    }
}

fn row(request: &PageRequest, shortlist: &Shortlist) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let changed = shortlist.updated_at.and_then(|time| lang.moment(&time));
    let changed = changed.map(|when| t.lists_changed(when));
    Row::new(&shortlist.name)
        .to(lang, &path_of(&shortlist.id))
        .hint(t.lists_count(shortlist.item_count))
        .hint(changed.unwrap_or_default())
}
