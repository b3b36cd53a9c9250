//! `/konto/data/radera`: the account is erased, after it was said what that
//! means.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{Account, EraseAccountRequest};

use super::{
    form_page::{FormPage, Link},
    guarded, own,
    room::Room,
};
use crate::{
    session::cookie,
    site::{
        Site,
        faults::Faults,
        field::{Field, Kind},
        form::Form,
        local, respond,
        sent::Sent,
        stop::Stop,
        visit::Visit,
    },
};

const PATH: &str = "/konto/data/radera";

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    Ok(page(&visit, &account).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    if !sent.has("sure") {
        let faults = Faults::at("sure", "NOT_CONFIRMED");
        return Ok(page(&visit, &account).faulty(&visit, faults));
    }
    let question = visit.asking(EraseAccountRequest {
        password: sent.raw("password").to_owned(),
    });
    match site.clients.accounts.clone().erase_account(question).await {
        Ok(_) => {
            visit.changed();
            let said = visit.lang.texts().erase_done();
            let mut response = respond::go(&visit, "/", Some(said));
            respond::add_cookie(&mut response, cookie::set_session(""));
            Ok(response)
        }
        Err(status) => Ok(page(&visit, &account).refused(&visit, &status)),
    }
}

fn page(visit: &Visit, account: &Account) -> FormPage {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, PATH);
    let form = Form::new(visit.lang, action, t.erase_button()).grave();
    let form =
        guarded(form, visit, account).with(Field::new("sure", t.erase_sure(), Kind::Check(false)));
    FormPage::new(visit, Room::Data, t.data_erase())
        .lead(t.erase_lead())
        .step(t.erase_step_1())
        .step(t.erase_step_2())
        .step(t.erase_step_3())
        .step(t.erase_step_4())
        .form(form)
        .link(Link::back(visit.lang, "/konto/data", t.erase_back()))
}
