//! `/konto/glomt-losenord`: a mail with a link to choose a new password. The
//! answer is the same for every address.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::RequestPasswordResetRequest;

use super::{
    form_page::{FormPage, Link},
    room::Room,
};
use crate::site::{
    Site,
    field::{Field, Kind},
    form::Form,
    local, respond,
    sent::Sent,
    visit::Visit,
};

const PATH: &str = "/konto/glomt-losenord";

pub(crate) async fn get(visit: Visit) -> Response {
    page(&visit, &Sent::default()).show(&visit)
}

pub(crate) async fn post(State(site): State<Site>, visit: Visit, sent: Sent) -> Response {
    let question = visit.asking(RequestPasswordResetRequest {
        email: sent.text("email").to_owned(),
        client_address: visit.client.address.to_string(),
    });
    let accounts = &site.clients.accounts;
    match accounts.clone().request_password_reset(question).await {
        Ok(_) => respond::go(&visit, PATH, Some(visit.lang.texts().forgotten_done())),
        Err(status) => page(&visit, &sent).refused(&visit, &status),
    }
}

fn page(visit: &Visit, sent: &Sent) -> FormPage {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, PATH);
    let email = Field::new("email", t.field_email(), Kind::Email)
        .autofill("username")
        .filled(sent);
    FormPage::new(visit, Room::Outside, t.forgotten_title())
        .lead(t.forgotten_lead())
        .form(Form::new(visit.lang, action, t.forgotten_button()).with(email))
        .link(Link::back(visit.lang, "/konto/logga-in", t.code_back()))
}
