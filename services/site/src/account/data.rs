//! `/konto/data`: what is kept of a person, to take along or to be erased.

use axum::{extract::State, response::Response};

use super::{
    form_page::{FormPage, Link},
    own,
};
use crate::{
    Site,
    page::{early_response::EarlyResponse, navigation::AccountSection, page_request::PageRequest},
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    own(&site, &request).await?;
    let t = request.lang.texts();
    let export = Link {
        href: "/api/v1/accounts/me:export".to_owned(),
        label: t.data_export(),
        back: false,
    };
    let page = FormPage::new(&request, AccountSection::Data, t.account_data())
        .lead(t.data_lead())
        .lead(t.data_export_lead())
        .link(export)
        .link(Link::new(
            request.lang,
            "/konto/data/radera",
            t.data_erase(),
        ));
    Ok(page.show(&request))
}
