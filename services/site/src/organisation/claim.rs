//! What ties an organisation to an enterprise: taking a claim back, and ending
//! the tie.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{Organisation, ReleaseEnterpriseRequest, WithdrawClaimRequest};

use super::{organisation, path_of};
use crate::{
    Site,
    page::{
        Page, after, early_response::EarlyResponse, form::Form, local, navigation::AccountSection,
        page_request::PageRequest, respond,
    },
};

pub(crate) async fn withdraw(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = request.asking(WithdrawClaimRequest { id: id.clone() });
    let mut organisations = site.clients.organisations.clone();
    let answer = organisations.withdraw_claim(question).await;
    let said = request.lang.texts().org_claim_withdrawn();
    after(&request, &path_of(&id), answer, said)
}

pub(crate) async fn before_release(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&site, &request, &id).await?;
    Ok(sheet(&request, &organisation).show(&request))
}

pub(crate) async fn release(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&site, &request, &id).await?;
    let question = request.asking(ReleaseEnterpriseRequest { id: id.clone() });
    let mut organisations = site.clients.organisations.clone();
    match organisations.release_enterprise(question).await {
        Ok(_) => {
            request.changed();
            let said = request.lang.texts().org_released();
            Ok(respond::go(&request, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&request, &organisation).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, organisation: &Organisation) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(&organisation.id);
    let action = local::localised(lang, &format!("{path}/slapp"));
    let nav = AccountSection::Organisations.nav(lang);
    Page::new(request, nav, t.org_release_title())
        .lead(t.org_release_lead(&organisation.name))
        .form(Form::new(lang, action, t.org_release_button()).grave())
        .link(&path, t.org_back())
}
