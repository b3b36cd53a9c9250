//! `/konto/organisationer/<id>/forfragningar/<subject>`: letting somebody in,
//! or not.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{
    DecideJoinRequestRequest, JoinRequest, ListJoinRequestsRequest, Organisation,
};

use super::{organisation, path_of, sheet::Sheet, words};
use crate::site::{
    Site,
    account::room::Room,
    error_page,
    faults::Faults,
    field::{Choice, Field, Kind},
    form::Form,
    local, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

/// The answer that is no role.
const NO: &str = "no";

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, subject)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let (organisation, request) = request(&site, &visit, &id, &subject).await?;
    Ok(sheet(&visit, &organisation, &request).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, subject)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Stop> {
    let (organisation, request) = request(&site, &visit, &id, &subject).await?;
    let answer = sent.text("answer");
    if answer.is_empty() {
        let faults = Faults::at("answer", "REQUIRED");
        return Ok(sheet(&visit, &organisation, &request).faulty(&visit, faults));
    }
    let question = visit.asking(DecideJoinRequestRequest {
        id: id.clone(),
        subject_id: subject,
        approve: answer != NO,
        role: words::role_named(answer).into(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.decide_join_request(question).await {
        Ok(_) => {
            let said = visit.lang.texts().org_join_decided();
            Ok(respond::go(&visit, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &organisation, &request).refused(&visit, &status)),
    }
}

async fn request(
    site: &Site,
    visit: &Visit,
    id: &str,
    subject: &str,
) -> Result<(Organisation, JoinRequest), Stop> {
    let organisation = organisation(site, visit, id).await?;
    let question = visit.asking(ListJoinRequestsRequest { id: id.to_owned() });
    let mut organisations = site.clients.organisations.clone();
    let requests = match organisations.list_join_requests(question).await {
        Ok(answer) => answer.into_inner().join_requests,
        Err(status) => return Err(visit.failed(&status)),
    };
    match requests.into_iter().find(|it| it.subject_id == subject) {
        Some(request) => Ok((organisation, request)),
        None => Err(error_page::missing(visit).into()),
    }
}

fn sheet(visit: &Visit, organisation: &Organisation, request: &JoinRequest) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(&organisation.id);
    let roles = words::ROLES.map(|role| {
        let label = t.org_join_as(words::role(lang, role));
        Choice::new(role.as_str_name(), label)
    });
    let mut choices = roles.to_vec();
    choices.push(Choice::new(NO, t.org_join_no()));
    let action = format!("{path}/forfragningar/{}", request.subject_id);
    let form = Form::new(lang, local::localised(lang, &action), t.org_join_decide()).with(
        Field::new("answer", t.org_join_answer(), Kind::Radio(choices)),
    );
    let name = words::person(lang, &request.name, &request.email);
    let mut sheet = Sheet::new(
        visit,
        Room::Organisations.doors(lang),
        t.org_join_asks(&name),
    )
    .lead(t.org_member_of(&organisation.name, &request.email));
    if !request.message.is_empty() {
        sheet = sheet.lead(t.org_join_says(&request.message));
    }
    sheet.form(form).link(&path, t.org_back())
}
