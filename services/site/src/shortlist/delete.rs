//! `/konto/listor/<id>/ta-bort`: deleting a list, after it was confirmed.

use axum::response::Response;
use proto::asf::registry::v1::{DeleteShortlistRequest, Shortlist};

use super::{PATH, one, path_of};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Delete(Shortlist);

impl FormPage for Delete {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(one(request, &id).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let (Self(list), t) = (self, request.lang.texts());
        let title = t.lists_delete_title(&list.name);
        Page::new(request, AccountSection::Shortlists, title)
            .lead(t.lists_delete_lead(list.item_count))
            .lead(t.lists_delete_final())
            .form(Form::here(request, t.lists_delete()).grave())
            .link(&path_of(&list.id), t.lists_back_to_one(&list.name))
    }

    async fn send(&self, request: &PageRequest, _: &FormData) -> Result<Response, Refusal> {
        let id = self.0.id.clone();
        let delete = DeleteShortlistRequest { id };
        request.shortlists().delete_shortlist(delete).await?;
        let done = request.lang.texts().lists_deleted(&self.0.name);
        Ok(respond::go(request, PATH, Some(done)))
    }
}
