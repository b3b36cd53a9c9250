//! `/konto/data`: what is kept of a person, to take along or to be erased.

use axum::response::Response;

use super::own;
use crate::page::{
    Page, early_response::EarlyResponse, navigation::AccountSection, page_request::PageRequest,
};

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    own(&request).await?;
    let t = request.lang.texts();
    let page = Page::new(&request, AccountSection::Data, t.account_data())
        .lead(t.data_lead())
        .lead(t.data_export_lead())
        .link_to_file("/api/v1/accounts/me:export", t.data_export())
        .link("/konto/data/radera", t.data_erase());
    Ok(page.show(&request))
}
