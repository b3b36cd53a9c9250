//! `/personal/organisationer/<id>`: whether an organisation is what it says.

use axum::response::Response;
use kernel::fault::ErrorReason;
use proto::asf::{
    identity::v1::{
        Organisation, OrganisationAction as Action, RefuseOrganisationRequest,
        VerifyOrganisationRequest,
    },
    registry::v1::FindByOrgNumberResponse,
};

use super::{StaffSection, decision, organisations::PATH, staff};
use crate::{
    organisation::{self, listed, states, words},
    page::{
        Page,
        early_response::EarlyResponse,
        faults::Faults,
        field::Choice,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        page_request::PageRequest,
        part::Part,
        respond,
    },
};

/// The organisation, and what the list says of its number.
pub(crate) struct Verify(Organisation, Option<FindByOrgNumberResponse>);

impl FormPage for Verify {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        let organisation = organisation(request, id).await?;
        let listed = listed::by_number(request, &organisation.org_number).await;
        Ok(Self(organisation, listed))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let Self(of, listed) = self;
        let (lang, t) = (request.lang, request.lang.texts());
        let path = path_of(of);
        let membership = of.skoopi_membership.as_ref();
        let about = Part::new(t.org_about())
            .fact(t.org_kind_fact(), words::kind(lang, of.kind()))
            .fact(t.org_number(), &of.org_number)
            .fact(t.staff_mail_domain(), &of.domain)
            .fact(t.org_state(), states::of_organisation(lang, of.state()))
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
        let sheet = Page::new(request, StaffSection::Organisations, &of.name)
            .part(about)
            .part(evidence(request, of, listed.as_ref()));
        let answers = answers(request, of);
        let sheet = if answers.is_empty() {
            sheet
        } else {
            sheet.form_last(decision(request, (t.staff_answer(), answers), typed))
        };
        let sheet = if may(of, Action::Close) {
            sheet.link(&format!("{path}/avsluta"), t.staff_close_link())
        } else {
            sheet
        };
        sheet.link(PATH, t.staff_organisations())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let id = self.0.id.clone();
        match form.text("answer") {
            "verify" => {
                let verify = VerifyOrganisationRequest { id };
                request.staff().verify_organisation(verify).await?;
            }
            "refuse" => {
                let reason = form.text("reason").to_owned();
                let refuse = RefuseOrganisationRequest { id, reason };
                request.staff().refuse_organisation(refuse).await?;
            }
            _ => return Err(Faults::at("answer", ErrorReason::Required).into()),
        }
        let done = request.lang.texts().staff_decided();
        Ok(respond::go(request, &path_of(&self.0), Some(done)))
    }
}

/// What there is to know before it is believed: name and number are typed, and
/// the list may know whose number it is.
fn evidence(
    request: &PageRequest,
    of: &Organisation,
    listed: Option<&FindByOrgNumberResponse>,
) -> Part {
    let (lang, t) = (request.lang, request.lang.texts());
    let part = Part::new(t.evidence_title()).lead(t.staff_org_typed());
    let part = if of.number_shared {
        part.lead(t.staff_org_number_shared())
    } else {
        part
    };
    let part = if of.domain_shared {
        part.lead(t.staff_org_domain_shared())
    } else {
        part
    };
    let Some(listed) = listed else {
        return part.fact(t.staff_org_listed(), t.staff_org_not_listed());
    };
    let is_same = listed.own_domains.contains(&of.domain);
    let domain = if of.domain.is_empty() {
        t.evidence_no_domains()
    } else if is_same {
        t.staff_org_domain_same()
    } else {
        t.staff_org_domain_different()
    };
    let own = listed.own_domains.join(", ");
    part.fact(t.staff_org_listed(), &listed.name)
        .fact(t.staff_org_own_domains(), own)
        .fact(t.evidence_domain(), domain)
        .link(lang, &format!("/asf/{}", listed.slug), t.listed_profile())
}

/// An organisation, for staff.
pub(super) async fn organisation(
    request: &PageRequest,
    id: String,
) -> Result<Organisation, EarlyResponse> {
    staff(request)?;
    organisation::organisation(request, &id).await
}

/// The path of one organisation's page for staff, without the language.
pub(super) fn path_of(organisation: &Organisation) -> String {
    format!("{PATH}/{}", organisation.id)
}

fn may(of: &Organisation, action: Action) -> bool {
    of.allowed_actions().any(|it| it == action)
}

fn answers(request: &PageRequest, of: &Organisation) -> Vec<Choice> {
    let t = request.lang.texts();
    let verify = may(of, Action::Verify).then(|| Choice::new("verify", t.staff_verify()));
    let refuse = may(of, Action::Refuse).then(|| Choice::new("refuse", t.staff_refuse()));
    verify.into_iter().chain(refuse).collect()
}
