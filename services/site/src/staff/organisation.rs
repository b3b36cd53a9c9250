//! `/personal/organisationer/<id>`: whether an organisation is what it says.

use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1::{
    Organisation, OrganisationState, RefuseOrganisationRequest, VerifyOrganisationRequest,
};
use tonic::Status;

use super::{StaffSection, decision, organisations::PATH, staff};
use crate::{
    Site,
    organisation::{self, words},
    page::{
        Page, early_response::EarlyResponse, faults::Faults, field::Choice, form_data::FormData,
        page_request::PageRequest, part::Part, respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&site, &request, id).await?;
    Ok(sheet(&request, &organisation, &FormData::default()).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&site, &request, id).await?;
    match decide(&site, &request, &organisation.id, &sent).await {
        Some(Ok(())) => {
            let said = request.lang.texts().staff_decided();
            let path = format!("{PATH}/{}", organisation.id);
            Ok(respond::go(&request, &path, Some(said)))
        }
        Some(Err(status)) => Ok(sheet(&request, &organisation, &sent).refused(&request, &status)),
        None => {
            let faults = Faults::at("answer", ErrorReason::Required);
            Ok(sheet(&request, &organisation, &sent).faulty(&request, faults))
        }
    }
}

/// Nothing without an answer.
async fn decide(
    site: &Site,
    request: &PageRequest,
    id: &str,
    sent: &FormData,
) -> Option<Result<(), Status>> {
    let (id, reason) = (id.to_owned(), sent.text("reason").to_owned());
    let mut staff = site.clients.staff.clone();
    Some(match sent.text("answer") {
        "verify" => {
            let question = request.asking(VerifyOrganisationRequest { id });
            staff.verify_organisation(question).await.map(|_| ())
        }
        "refuse" => {
            let question = request.asking(RefuseOrganisationRequest { id, reason });
            staff.refuse_organisation(question).await.map(|_| ())
        }
        _ => return None,
    })
}

pub(super) async fn organisation(
    site: &Site,
    request: &PageRequest,
    id: String,
) -> Result<Organisation, EarlyResponse> {
    staff(request)?;
    organisation::organisation(site, request, &id).await
}

fn sheet(request: &PageRequest, of: &Organisation, sent: &FormData) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = format!("{PATH}/{}", of.id);
    let membership = of.skoopi_membership.as_ref();
    let about = Part::new(t.org_about())
        .fact(t.org_kind_fact(), words::kind(lang, of.kind()))
        .fact(t.org_number(), &of.org_number)
        .fact(t.staff_mail_domain(), &of.domain)
        .fact(t.org_state(), words::state(lang, of.state()))
        .fact(t.staff_refusal(), &of.reason)
        .fact(t.org_members(), lang.number(of.member_count))
        .fact(t.org_membership(), words::membership(lang, membership))
        .link(
            lang,
            &format!("{path}/medlemskap"),
            t.staff_membership_title(),
        )
        .link(
            lang,
            &format!("/konto/organisationer/{}", of.id),
            t.staff_members(),
        )
        .link(
            lang,
            &format!("/personal/logg?target_id={}", of.id),
            t.staff_log_of(),
        );
    let sheet = Page::new(request, StaffSection::Organisations.nav(request), &of.name).part(about);
    let answers = answers(request, of.state());
    let sheet = if answers.is_empty() {
        sheet
    } else {
        sheet.form(decision(request, &path, (t.staff_answer(), answers), sent))
    };
    let sheet = match of.state() {
        OrganisationState::Closed => sheet,
        OrganisationState::Unspecified
        | OrganisationState::Unverified
        | OrganisationState::Verified
        | OrganisationState::Refused => {
            sheet.link(&format!("{path}/avsluta"), t.staff_close_link())
        }
    };
    sheet.link(PATH, t.staff_organisations())
}

fn answers(request: &PageRequest, state: OrganisationState) -> Vec<Choice> {
    let t = request.lang.texts();
    let verify = || Choice::new("verify", t.staff_verify());
    let refuse = || Choice::new("refuse", t.staff_refuse());
    match state {
        OrganisationState::Unverified => vec![verify(), refuse()],
        OrganisationState::Refused => vec![verify()],
        OrganisationState::Verified => vec![refuse()],
        OrganisationState::Closed | OrganisationState::Unspecified => Vec::new(),
    }
}
