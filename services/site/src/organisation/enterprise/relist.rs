//! `/konto/foretag/kom-tillbaka`: back on the list by one's own wish.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::{Action, RelistEnterpriseRequest};

use super::{PATH, own::OwnEnterprise, owns_an_asf};
use crate::{
    Site,
    organisation::states,
    page::{
        Page, early_response::EarlyResponse, error_page, form::Form, local,
        navigation::AccountSection, page_request::PageRequest, respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let own = off_the_list(&site, &request).await?;
    Ok(sheet(&request, &own).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let own = off_the_list(&site, &request).await?;
    let question = request.asking(RelistEnterpriseRequest {
        id: own.enterprise.id.clone(),
        etag: String::new(),
    });
    let mut reviews = site.clients.reviews.clone();
    match reviews.relist_enterprise(question).await {
        Ok(answer) => {
            let t = request.lang.texts();
            let enterprise = answer.into_inner().enterprise.unwrap_or_default();
            let said = if states::is_public(&enterprise) {
                t.own_relisted()
            } else {
                t.own_relist_waits()
            };
            Ok(respond::go(&request, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&request, &own).refused(&request, &status)),
    }
}

async fn off_the_list(site: &Site, request: &PageRequest) -> Result<OwnEnterprise, EarlyResponse> {
    let own = OwnEnterprise::to_edit(site, request).await?;
    if !owns_an_asf(request) {
        return Err(error_page::missing(request).into());
    }
    if own.may(Action::Relist) {
        return Ok(own);
    }
    Err(respond::go(request, PATH, None).into())
}

fn sheet(request: &PageRequest, own: &OwnEnterprise) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let action = local::localised(lang, "/konto/foretag/kom-tillbaka");
    let when = if own.enterprise.relists_at_once {
        t.own_relist_at_once()
    } else {
        t.own_relist_review()
    };
    Page::new(
        request,
        AccountSection::Enterprise.nav(lang),
        t.own_relist_title(),
    )
    .lead(t.own_relist_lead(&own.profile.name))
    .lead(when)
    .form(Form::new(lang, action, t.own_relist_button()))
    .link(PATH, t.own_back())
}
