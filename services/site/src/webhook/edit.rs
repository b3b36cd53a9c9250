//! `/konto/webhooks/<id>/andra`: another address, or other events.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::UpdateWebhookRequest;

use super::{
    form::{Wish, form},
    one, path_of,
};
use crate::{
    Site,
    page::{
        Page, early_response::EarlyResponse, form_data::FormData, local,
        navigation::AccountSection, page_request::PageRequest, respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let webhook = one(&site, &request, &id).await?;
    Ok(sheet(&request, &id, &Wish::as_it_is(&webhook)).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    one(&site, &request, &id).await?;
    let wish = Wish::of(&sent);
    let question = request.asking(UpdateWebhookRequest {
        id: id.clone(),
        url: wish.url.clone(),
        event_types: wish.event_types.clone(),
        counties: wish.counties.clone(),
        industries: wish.industries.clone(),
    });
    match site.clients.webhooks.clone().update_webhook(question).await {
        Ok(_) => {
            let said = request.lang.texts().hooks_changed();
            Ok(respond::go(&request, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&request, &id, &wish).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, id: &str, wish: &Wish) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(id);
    let action = local::localised(lang, &format!("{path}/andra"));
    Page::new(
        request,
        AccountSection::Webhooks.nav(lang),
        t.hooks_edit_title(),
    )
    .lead(t.hooks_edit_lead())
    .form(form(lang, action, t.hooks_save(), wish))
    .link(&path, t.hooks_back_to_one())
}
