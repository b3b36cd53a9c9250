//! `/personal/organisationer/<id>`: whether an organisation is what it says.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{
    Organisation, OrganisationState, RefuseOrganisationRequest, VerifyOrganisationRequest,
};
use tonic::Status;

use super::{Desk, decision, organisations::PATH, staff};
use crate::site::{
    Site,
    faults::Faults,
    field::Choice,
    organisation::{
        self,
        sheet::{Part, Sheet},
        words,
    },
    respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let organisation = organisation(&site, &visit, id).await?;
    Ok(sheet(&visit, &organisation, &Sent::default()).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    let organisation = organisation(&site, &visit, id).await?;
    match decide(&site, &visit, &organisation.id, &sent).await {
        Some(Ok(())) => {
            let said = visit.lang.texts().staff_decided();
            let path = format!("{PATH}/{}", organisation.id);
            Ok(respond::go(&visit, &path, Some(said)))
        }
        Some(Err(status)) => Ok(sheet(&visit, &organisation, &sent).refused(&visit, &status)),
        None => {
            let faults = Faults::at("answer", "REQUIRED");
            Ok(sheet(&visit, &organisation, &sent).faulty(&visit, faults))
        }
    }
}

/// Nothing without an answer.
async fn decide(site: &Site, visit: &Visit, id: &str, sent: &Sent) -> Option<Result<(), Status>> {
    let (id, reason) = (id.to_owned(), sent.text("reason").to_owned());
    let mut staff = site.clients.staff.clone();
    Some(match sent.text("answer") {
        "verify" => {
            let question = visit.asking(VerifyOrganisationRequest { id });
            staff.verify_organisation(question).await.map(|_| ())
        }
        "refuse" => {
            let question = visit.asking(RefuseOrganisationRequest { id, reason });
            staff.refuse_organisation(question).await.map(|_| ())
        }
        _ => return None,
    })
}

pub(super) async fn organisation(
    site: &Site,
    visit: &Visit,
    id: String,
) -> Result<Organisation, Stop> {
    staff(visit)?;
    organisation::organisation(site, visit, &id).await
}

fn sheet(visit: &Visit, of: &Organisation, sent: &Sent) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
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
    let sheet = Sheet::new(visit, Desk::Organisations.doors(visit), &of.name).part(about);
    let answers = answers(visit, of.state());
    let sheet = if answers.is_empty() {
        sheet
    } else {
        sheet.form(decision(visit, &path, (t.staff_answer(), answers), sent))
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

fn answers(visit: &Visit, state: OrganisationState) -> Vec<Choice> {
    let t = visit.lang.texts();
    let verify = || Choice::new("verify", t.staff_verify());
    let refuse = || Choice::new("refuse", t.staff_refuse());
    match state {
        OrganisationState::Unverified => vec![verify(), refuse()],
        OrganisationState::Refused => vec![verify()],
        OrganisationState::Verified => vec![refuse()],
        OrganisationState::Closed | OrganisationState::Unspecified => Vec::new(),
    }
}
