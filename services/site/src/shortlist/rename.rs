//! `/konto/listor/<id>/namn`: another name for a list.

use axum::response::Response;
use proto::asf::registry::v1::{RenameShortlistRequest, Shortlist};

use super::{LONGEST_NAME, one, path_of};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Rename(Shortlist);

impl FormPage for Rename {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(one(request, &id).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (Self(list), t) = (self, request.lang.texts());
        let name = Field::new("name", t.lists_name(), Kind::Text)
            .at_most(LONGEST_NAME)
            .valued(&list.name)
            .typed(typed);
        Page::new(request, AccountSection::Shortlists, t.lists_rename_title())
            .form(Form::here(request, t.lists_rename()).with(name))
            .link(&path_of(&list.id), t.lists_back_to_one(&list.name))
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let rename = RenameShortlistRequest {
            id: self.0.id.clone(),
            name: form.text("name").to_owned(),
            etag: String::new(),
        };
        request.shortlists().rename_shortlist(rename).await?;
        let done = request.lang.texts().lists_renamed();
        Ok(respond::go(request, &path_of(&self.0.id), Some(done)))
    }
}
