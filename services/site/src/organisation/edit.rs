//! `/konto/organisationer/<id>/uppgifter`: name and domain.

use axum::response::Response;
use proto::asf::identity::v1::{Organisation, UpdateOrganisationRequest};

use super::{create::domain, organisation, path_of};
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

pub(crate) struct Edit(Organisation);

impl FormPage for Edit {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(organisation(request, &id).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (Self(of), t) = (self, request.lang.texts());
        // What was typed belongs to the state that it was typed over.
        let etag = typed.map_or(of.etag.as_str(), |it| it.text("etag"));
        let name = Field::new("name", t.org_name(), Kind::Text).valued(&of.name);
        let form = Form::here(request, t.save())
            .hiding("etag", etag)
            .with(name.typed(typed))
            .with(domain(request).valued(&of.domain).typed(typed));
        Page::new(request, AccountSection::Organisations, t.org_edit_title())
            .lead(t.org_edit_lead())
            .form(form)
            .link(&path_of(&of.id), t.org_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let update = UpdateOrganisationRequest {
            id: self.0.id.clone(),
            name: form.text("name").to_owned(),
            domain: Some(form.text("domain").to_owned()),
            etag: form.text("etag").to_owned(),
        };
        request.organisations().update_organisation(update).await?;
        request.changed();
        let done = request.lang.texts().saved();
        Ok(respond::go(request, &path_of(&self.0.id), Some(done)))
    }
}
