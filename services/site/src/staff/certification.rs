//! `/personal/foretag/<id>/certifiering`: certifying an enterprise, renewing
//! it in time, and taking it back.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{
    Action, CertifyEnterpriseRequest, Enterprise, RevokeCertificationRequest,
};

use super::{StaffSection, enterprise::enterprise, enterprises::PATH, staff};
use crate::{
    Site,
    organisation::states,
    page::{
        Page,
        early_response::EarlyResponse,
        faults::Faults,
        field::{Choice, Field, Kind},
        form::Form,
        form_data::FormData,
        lang::Lang,
        local,
        page_request::PageRequest,
        part::Part,
        respond,
        texts::L10nLanguage,
    },
};

const RENEW: &str = "renew";
const REVOKE: &str = "revoke";

/// What can be done with a certification today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Possible {
    Issue,
    RenewOrRevoke,
    Revoke,
}

impl Possible {
    fn of(enterprise: &Enterprise) -> Self {
        let may = |action| states::may(enterprise, action);
        if may(Action::RenewCertification) {
            Self::RenewOrRevoke
        } else if may(Action::RevokeCertification) {
            Self::Revoke
        } else {
            Self::Issue
        }
    }
}

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    staff(&request)?;
    let enterprise = enterprise(&site, &request, id).await?;
    Ok(sheet(&request, &enterprise, &FormData::default()).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    staff(&request)?;
    let enterprise = enterprise(&site, &request, id.clone()).await?;
    let t = request.lang.texts();
    let etag = sent.text("etag").to_owned();
    let mut reviews = site.clients.reviews.clone();
    let (answer, said) = match (sent.text("answer"), &enterprise.certification) {
        (REVOKE, _) => {
            let reason = sent.text("reason").to_owned();
            let question = request.asking(RevokeCertificationRequest { id, etag, reason });
            let answer = reviews.revoke_certification(question).await;
            (answer.map(|_| ()), t.certify_revoked())
        }
        ("", Some(_)) => {
            let faults = Faults::at("answer", ErrorReason::Required);
            return Ok(sheet(&request, &enterprise, &sent).faulty(&request, faults));
        }
        (_, before) => {
            let said = match before {
                Some(_) => t.certify_renewed(),
                None => t.certify_issued(),
            };
            let question = request.asking(CertifyEnterpriseRequest { id, etag });
            let answer = reviews.certify_enterprise(question).await;
            (answer.map(|_| ()), said)
        }
    };
    let path = format!("{PATH}/{}", enterprise.id);
    match answer {
        Ok(()) => Ok(respond::go(&request, &path, Some(said))),
        Err(status) => {
            let page = sheet(&request, &enterprise, &sent);
            Ok(page.refused(&request, &status).into_response())
        }
    }
}

/// The days of a certification, for the page of the enterprise too.
pub(super) fn facts(lang: Lang, enterprise: &Enterprise) -> Part {
    let t = lang.texts();
    let part = Part::new(t.standing_title());
    match &enterprise.certification {
        None => part.lead(t.certify_none()),
        Some(it) => part
            .fact(t.certify_first_day(), day(lang, &it.issued_on))
            .fact(t.certify_last_day(), day(lang, &it.expires_on))
            .fact(t.certify_renewable_from(), day(lang, &it.renewable_from)),
    }
}

fn sheet(request: &PageRequest, enterprise: &Enterprise, sent: &FormData) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let profile = enterprise.profile.clone().unwrap_or_default();
    let path = format!("{PATH}/{}", enterprise.id);
    let possible = Possible::of(enterprise);
    let lead = match &enterprise.certification {
        None => t.certify_issue_lead(),
        Some(it) if possible == Possible::Revoke => {
            t.certify_renewable(day(lang, &it.renewable_from))
        }
        Some(_) => t.certify_revoke_lead(),
    };
    // What was sent belongs to the version that it was decided by.
    let etag = match sent.text("etag") {
        "" => enterprise.etag.as_str(),
        etag => etag,
    };
    let action = local::localised(lang, &format!("{path}/certifiering"));
    let form = form(lang, action, possible, sent).hiding("etag", etag);
    let nav = StaffSection::Enterprises.nav(request);
    Page::new(request, nav, t.certify_of(&profile.name))
        .lead(lead)
        .form(form)
        .part(facts(lang, enterprise))
        .link(&path, t.staff_enterprise_page())
}

fn form(lang: Lang, action: String, possible: Possible, sent: &FormData) -> Form {
    let t = lang.texts();
    match possible {
        Possible::Issue => Form::new(lang, action, t.certify_issue()),
        Possible::Revoke => Form::new(lang, action, t.certify_revoke_button())
            .hiding("answer", REVOKE)
            .with(reason(t).filled(sent))
            .grave(),
        Possible::RenewOrRevoke => {
            let choices = vec![
                Choice::new(RENEW, t.certify_renew()),
                Choice::new(REVOKE, t.certify_revoke()),
            ];
            let answer = Field::new("answer", t.certify_answer(), Kind::Radio(choices));
            Form::new(lang, action, t.certify_save())
                .with(answer.filled(sent))
                .with(reason(t).optional().filled(sent))
        }
    }
}

fn day(lang: Lang, text: &str) -> String {
    lang.day(text).map(|it| it.words).unwrap_or_default()
}

fn reason(t: &L10nLanguage) -> Field {
    Field::new("reason", t.staff_reason(), Kind::Long)
        .hint(t.certify_revoke_hint())
        .at_most(1000)
}
