//! `/konto/foretag/lamna-listan`: leaving the list by one's own wish.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::UnlistEnterpriseRequest;

use super::{PATH, required};
use crate::{
    Site,
    page::{
        Page,
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    required(&site, &request).await?;
    Ok(sheet(&request, &FormData::default()).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let enterprise = required(&site, &request).await?;
    let question = request.asking(UnlistEnterpriseRequest {
        id: enterprise.id,
        etag: String::new(),
        reason: sent.text("reason").to_owned(),
    });
    let mut registry = site.clients.registry.clone();
    match registry.unlist_enterprise(question).await {
        Ok(_) => {
            let said = request.lang.texts().own_unlisted();
            Ok(respond::go(&request, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&request, &sent).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, sent: &FormData) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/lamna-listan"));
    let reason = Field::new("reason", t.own_unlist_reason(), Kind::Long)
        .hint(t.own_unlist_reason_hint())
        .at_most(1000)
        .optional()
        .filled(sent);
    Page::new(
        request,
        AccountSection::Enterprise.nav(lang),
        t.own_unlist_title(),
    )
    .lead(t.own_unlist_lead())
    .form(
        Form::new(lang, action, t.own_unlist_button())
            .with(reason)
            .grave(),
    )
    .link(PATH, t.own_back())
}
