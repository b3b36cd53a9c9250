//! `/personal/ansprak`: organisations that say that an enterprise is theirs.

mod evidence;

use axum::response::Response;
use chassis::caller::Role;
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{
    ApproveClaimRequest, Claim, ListClaimsRequest, ListClaimsResponse, RejectClaimRequest,
};

use super::{StaffSection, decision, enterprises, next_page, organisations, reviewer};
use crate::{
    organisation::words,
    page::{
        Page, asked,
        early_response::EarlyResponse,
        faults::Faults,
        field::Choice,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        page_request::PageRequest,
        part::{Part, Row},
        places, respond,
    },
};
const PATH: &str = "/personal/ansprak";
/// As many as one page of the registry holds.
const MOST: u32 = 100;

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    reviewer(&request)?;
    let token = asked(&request).text("page_token").to_owned();
    let page = list(&request, 0, token).await?;
    let t = request.lang.texts();
    let sheet = Page::new(&request, StaffSection::Claims, t.staff_claims());
    if page.claims.is_empty() {
        return Ok(sheet.lead(t.staff_claims_none()).show(&request));
    }
    let rows = page.claims.iter().map(|it| row(&request, it));
    let mut part = Part::new(t.staff_wait(page.total_size)).rows(rows);
    if !page.next_page_token.is_empty() {
        let next = next_page(PATH, &[], &page.next_page_token);
        part = part.link(request.lang, &next, t.staff_next());
    }
    Ok(sheet.lead(t.staff_claims_lead()).part(part).show(&request))
}

pub(crate) struct Decide(Claim);

impl FormPage for Decide {
    type Path = (String, String);

    async fn load(request: &PageRequest, ids: (String, String)) -> Result<Self, EarlyResponse> {
        Ok(Self(claim(request, &ids).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let Self(claim) = self;
        let (lang, t) = (request.lang, request.lang.texts());
        let choices = vec![
            Choice::new("approve", t.staff_claim_approve()),
            Choice::new("reject", t.staff_claim_reject()),
        ];
        let asked = (t.staff_claim_answer(), choices);
        let form = decision(request, asked, typed);
        let title = t.staff_claim_title(&claim.organisation_name, &claim.enterprise_name);
        let organisation = format!("{}/{}", organisations::PATH, claim.organisation_id);
        let page = Page::new(request, StaffSection::Claims, title)
            .lead(t.staff_claim_lead())
            .part(evidence::part(lang, claim))
            .form_last(form)
            .link(
                &enterprises::path_of(&claim.enterprise_id),
                t.staff_enterprise_page(),
            );
        let page = if request.has(Role::Staff) {
            page.link(&organisation, t.staff_organisation())
        } else {
            page
        };
        page.link(PATH, t.staff_claims())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let (id, organisation_id) = (self.0.enterprise_id.clone(), self.0.organisation_id.clone());
        let t = request.lang.texts();
        let done = match form.text("answer") {
            "approve" => {
                let approve = ApproveClaimRequest {
                    id,
                    organisation_id,
                };
                request.registry().approve_claim(approve).await?;
                t.staff_claim_approved()
            }
            "reject" => {
                let reject = RejectClaimRequest {
                    id,
                    organisation_id,
                    reason: form.text("reason").to_owned(),
                };
                request.registry().reject_claim(reject).await?;
                t.staff_claim_rejected()
            }
            _ => return Err(Faults::at("answer", ErrorReason::Required).into()),
        };
        Ok(respond::go(request, PATH, Some(done)))
    }
}

async fn list(
    request: &PageRequest,
    page_size: u32,
    page_token: String,
) -> Result<ListClaimsResponse, EarlyResponse> {
    let question = ListClaimsRequest {
        page_size,
        page_token,
    };
    let answer = request.registry().list_claims(question).await?;
    Ok(answer.into_inner())
}

/// The claim, wherever it stands in the list: the oldest are decided first,
/// so that it is rarely beyond the first page.
async fn claim(
    request: &PageRequest,
    (enterprise, organisation): &(String, String),
) -> Result<Claim, EarlyResponse> {
    reviewer(request)?;
    let mut token = String::new();
    loop {
        let page = list(request, MOST, token).await?;
        let is_it =
            |it: &Claim| it.enterprise_id == *enterprise && it.organisation_id == *organisation;
        if let Some(claim) = page.claims.into_iter().find(is_it) {
            return Ok(claim);
        }
        if page.next_page_token.is_empty() {
            return Err(EarlyResponse::MISSING);
        }
        token = page.next_page_token;
    }
}

fn path_of(claim: &Claim) -> String {
    format!("{PATH}/{}/{}", claim.enterprise_id, claim.organisation_id)
}

fn row(request: &PageRequest, claim: &Claim) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let asked = claim
        .requested_at
        .as_ref()
        .and_then(|at| words::day(lang, at));
    Row::new(t.staff_claim_title(&claim.organisation_name, &claim.enterprise_name))
        .to(lang, &path_of(claim))
        .hint(places::county_name(&claim.county_code))
        .hint(asked.map(|date| t.org_since(&date)).unwrap_or_default())
        .hint(evidence::domain(t, claim))
        .tag(Some(evidence::number(t, claim)))
}
