//! `/konto/data/radera`: the account is erased, after it was said what that
//! means.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{Account, EraseAccountRequest};
use web::session::cookie;

use super::{
    form_page::{FormPage, Link},
    guarded, own,
};
use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        faults::Faults,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

const PATH: &str = "/konto/data/radera";

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    Ok(page(&request, &account).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    if !sent.has("sure") {
        let faults = Faults::in_words("sure", request.lang.texts().fault_confirm());
        return Ok(page(&request, &account).faulty(&request, faults));
    }
    let question = request.asking(EraseAccountRequest {
        password: sent.raw("password").to_owned(),
    });
    match site.clients.accounts.clone().erase_account(question).await {
        Ok(_) => {
            request.changed();
            let said = request.lang.texts().erase_done();
            let mut response = respond::go(&request, "/", Some(said));
            respond::add_cookie(&mut response, cookie::set_session(""));
            Ok(response)
        }
        Err(status) => Ok(page(&request, &account).refused(&request, &status)),
    }
}

fn page(request: &PageRequest, account: &Account) -> FormPage {
    let t = request.lang.texts();
    let action = local::localised(request.lang, PATH);
    let form = Form::new(request.lang, action, t.erase_button()).grave();
    let form = guarded(form, request, account).with(Field::new(
        "sure",
        t.erase_sure(),
        Kind::Check(false),
    ));
    FormPage::new(request, AccountSection::Data, t.data_erase())
        .lead(t.erase_lead())
        .step(t.erase_step_1())
        .step(t.erase_step_2())
        .step(t.erase_step_3())
        .step(t.erase_step_4())
        .form(form)
        .link(Link::back(request.lang, "/konto/data", t.erase_back()))
}
