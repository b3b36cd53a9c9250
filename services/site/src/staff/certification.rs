//! `/personal/foretag/<id>/certifiering`: certifying an enterprise, renewing
//! it in time, and taking it back.

use axum::response::Response;
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{
    Action, CertifyEnterpriseRequest, Enterprise, RevokeCertificationRequest,
};

use super::{
    StaffSection,
    enterprises::{enterprise, path_of},
    staff,
};
use crate::{
    organisation::states,
    page::{
        Page,
        early_response::EarlyResponse,
        faults::Faults,
        field::{Choice, Field, Kind},
        form::Form,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        lang::Lang,
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

pub(crate) struct Certify(Enterprise);

impl FormPage for Certify {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        staff(request)?;
        Ok(Self(enterprise(request, id).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (Self(of), lang, t) = (self, request.lang, request.lang.texts());
        let name = of.profile.as_ref().map_or("", |it| it.name.as_str());
        let possible = Possible::of(of);
        let lead = match &of.certification {
            None => t.certify_issue_lead(),
            Some(it) if possible == Possible::Revoke => {
                t.certify_renewable(day(lang, &it.renewable_from))
            }
            Some(_) => t.certify_revoke_lead(),
        };
        // What was sent belongs to the version that it was decided by.
        let sent = typed.map(|it| it.text("etag")).filter(|it| !it.is_empty());
        let form = form(request, possible, typed).hiding("etag", sent.unwrap_or(&of.etag));
        Page::new(request, StaffSection::Enterprises, t.certify_of(name))
            .lead(lead)
            .form(form)
            .part(facts(lang, of))
            .link(&path_of(&of.id), t.staff_enterprise_page())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let (Self(of), t) = (self, request.lang.texts());
        let (id, etag) = (of.id.clone(), form.text("etag").to_owned());
        let done = match (form.text("answer"), &of.certification) {
            (REVOKE, _) => {
                let reason = form.text("reason").to_owned();
                let revoke = RevokeCertificationRequest { id, etag, reason };
                request.reviews().revoke_certification(revoke).await?;
                t.certify_revoked()
            }
            ("", Some(_)) => return Err(Faults::at("answer", ErrorReason::Required).into()),
            (_, before) => {
                let certify = CertifyEnterpriseRequest { id, etag };
                request.reviews().certify_enterprise(certify).await?;
                match before {
                    Some(_) => t.certify_renewed(),
                    None => t.certify_issued(),
                }
            }
        };
        Ok(respond::go(request, &path_of(&of.id), Some(done)))
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

fn form(request: &PageRequest, possible: Possible, typed: Option<&FormData>) -> Form {
    let t = request.lang.texts();
    match possible {
        Possible::Issue => Form::here(request, t.certify_issue()),
        Possible::Revoke => Form::here(request, t.certify_revoke_button())
            .hiding("answer", REVOKE)
            .with(reason(t).typed(typed))
            .grave(),
        Possible::RenewOrRevoke => {
            let choices = vec![
                Choice::new(RENEW, t.certify_renew()),
                Choice::new(REVOKE, t.certify_revoke()),
            ];
            let answer = Field::new("answer", t.certify_answer(), Kind::Radio(choices));
            Form::here(request, t.certify_save())
                .with(answer.typed(typed))
                .with(reason(t).optional().typed(typed))
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
