//! `/konto/organisationer/<id>/forfragningar/<subject>`: letting somebody in,
//! or not.

use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1::{
    DecideJoinRequestRequest, JoinRequest, ListJoinRequestsRequest, Organisation,
};

use super::{organisation, path_of, words};
use crate::{
    Site,
    page::{
        Page,
        early_response::EarlyResponse,
        error_page,
        faults::Faults,
        field::{Choice, Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

/// The answer that is no role.
const NO: &str = "no";

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path((id, subject)): Path<(String, String)>,
) -> Result<Response, EarlyResponse> {
    let (organisation, join) = join_request(&site, &request, &id, &subject).await?;
    Ok(sheet(&request, &organisation, &join).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path((id, subject)): Path<(String, String)>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let (organisation, join) = join_request(&site, &request, &id, &subject).await?;
    let answer = sent.text("answer");
    if answer.is_empty() {
        let faults = Faults::at("answer", ErrorReason::Required);
        return Ok(sheet(&request, &organisation, &join).faulty(&request, faults));
    }
    let question = request.asking(DecideJoinRequestRequest {
        id: id.clone(),
        subject_id: subject,
        approve: answer != NO,
        role: words::role_named(answer).into(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.decide_join_request(question).await {
        Ok(_) => {
            let said = request.lang.texts().org_join_decided();
            Ok(respond::go(&request, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&request, &organisation, &join).refused(&request, &status)),
    }
}

async fn join_request(
    site: &Site,
    request: &PageRequest,
    id: &str,
    subject: &str,
) -> Result<(Organisation, JoinRequest), EarlyResponse> {
    let organisation = organisation(site, request, id).await?;
    let question = request.asking(ListJoinRequestsRequest { id: id.to_owned() });
    let mut organisations = site.clients.organisations.clone();
    let requests = match organisations.list_join_requests(question).await {
        Ok(answer) => answer.into_inner().join_requests,
        Err(status) => return Err(request.failed(&status)),
    };
    match requests.into_iter().find(|it| it.subject_id == subject) {
        Some(join) => Ok((organisation, join)),
        None => Err(error_page::missing(request).into()),
    }
}

fn sheet(request: &PageRequest, organisation: &Organisation, join: &JoinRequest) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(&organisation.id);
    let roles = words::ROLES.map(|role| {
        let label = t.org_join_as(words::role(lang, role));
        Choice::new(role.as_str_name(), label)
    });
    let mut choices = roles.to_vec();
    choices.push(Choice::new(NO, t.org_join_no()));
    let action = format!("{path}/forfragningar/{}", join.subject_id);
    let form = Form::new(lang, local::localised(lang, &action), t.org_join_decide()).with(
        Field::new("answer", t.org_join_answer(), Kind::Radio(choices)),
    );
    let name = words::person(lang, &join.name, &join.email);
    let mut sheet = Page::new(
        request,
        AccountSection::Organisations.nav(lang),
        t.org_join_asks(&name),
    )
    .lead(t.org_member_of(&organisation.name, &join.email));
    if !join.message.is_empty() {
        sheet = sheet.lead(t.org_join_says(&join.message));
    }
    sheet.form(form).link(&path, t.org_back())
}
