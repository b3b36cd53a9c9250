//! `/konto/glomt-losenord`: a mail with a link to choose a new password. The
//! answer is the same for every address.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::RequestPasswordResetRequest;

use super::form_page::{FormPage, Link};
use crate::{
    Site,
    page::{
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

const PATH: &str = "/konto/glomt-losenord";

pub(crate) async fn get(request: PageRequest) -> Response {
    page(&request, &FormData::default()).show(&request)
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Response {
    let question = request.asking(RequestPasswordResetRequest {
        email: sent.text("email").to_owned(),
        client_address: request.client.address.to_string(),
    });
    let accounts = &site.clients.accounts;
    match accounts.clone().request_password_reset(question).await {
        Ok(_) => respond::go(&request, PATH, Some(request.lang.texts().forgotten_done())),
        Err(status) => page(&request, &sent).refused(&request, &status),
    }
}

fn page(request: &PageRequest, sent: &FormData) -> FormPage {
    let t = request.lang.texts();
    let action = local::localised(request.lang, PATH);
    let email = Field::new("email", t.field_email(), Kind::Email)
        .autofill("username")
        .filled(sent);
    FormPage::new(request, AccountSection::Outside, t.forgotten_title())
        .lead(t.forgotten_lead())
        .form(Form::new(request.lang, action, t.forgotten_button()).with(email))
        .link(Link::back(request.lang, "/konto/logga-in", t.code_back()))
}
