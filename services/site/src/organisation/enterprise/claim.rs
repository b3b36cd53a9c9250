//! `/konto/foretag/ansprak/<slug>`: saying that an enterprise on the list is
//! one's own. Somebody else decides. Whoever has no organisation yet is led
//! through making one first, and comes back here.

use axum::response::Response;
use proto::asf::{
    identity::v1::{
        ListMyOrganisationsRequest, MemberRole, Organisation, OrganisationKind, RequestClaimRequest,
    },
    registry::v1::Enterprise,
};

use crate::{
    organisation::{
        listed::{self, founding_path},
        path_of, states,
    },
    page::{
        Page,
        early_response::EarlyResponse,
        form::Form,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        navigation::AccountSection,
        page_request::PageRequest,
        part::Part,
        respond,
    },
};

/// The organisations that could be it, the likeliest first, and the enterprise.
pub(crate) struct Claim {
    organisation: Organisation,
    others: Vec<Organisation>,
    enterprise: Enterprise,
    looked_after: bool,
}

impl FormPage for Claim {
    type Path = String;

    async fn load(request: &PageRequest, slug: String) -> Result<Self, EarlyResponse> {
        request.required()?;
        let enterprise = request.site.enterprise(&slug).await?;
        let enterprise = enterprise.ok_or(EarlyResponse::MISSING)?;
        let number = number(&enterprise);
        let found = listed::by_number(request, number).await;
        let looked_after = found.is_some_and(|it| it.looked_after);
        let mut others = own(request, number).await?;
        if others.is_empty() {
            let path = founding_path(&enterprise.slug);
            return Err(respond::go(request, &path, None).into());
        }
        Ok(Self {
            organisation: others.remove(0),
            others,
            enterprise,
            looked_after,
        })
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let (lang, t) = (request.lang, request.lang.texts());
        let (of, enterprise) = (&self.organisation, &self.enterprise);
        let profile = enterprise.profile.clone().unwrap_or_default();
        let numbers = Part::new(t.own_claim_numbers())
            .fact(&profile.name, &profile.org_number)
            .fact(&of.name, &of.org_number)
            .fact(t.org_state(), states::of_organisation(lang, of.state()));
        let title = t.own_claim_title(&profile.name);
        let page = Page::new(request, AccountSection::Enterprise, title);
        let page = if self.looked_after {
            let find = format!("/konto/organisationer/sok?q={}", profile.org_number);
            page.warning(
                t.listed_looked_after(&profile.name),
                &find,
                t.org_find_title(),
            )
        } else {
            let form = Form::here(request, t.own_claim_button()).hiding("organisation", &of.id);
            page.lead(t.own_claim_lead(&of.name)).form(form)
        };
        page.part(numbers)
            .link(&format!("/asf/{}", enterprise.slug), t.own_claim_back())
            .link(&founding_path(&enterprise.slug), t.own_claim_other())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let chosen = form.text("organisation");
        let is_chosen = |it: &&Organisation| it.id == chosen;
        let of = self.others.iter().find(is_chosen);
        let of = of.unwrap_or(&self.organisation);
        let claim = RequestClaimRequest {
            id: of.id.clone(),
            enterprise_id: self.enterprise.id.clone(),
        };
        request.organisations().request_claim(claim).await?;
        let done = request.lang.texts().own_claim_done();
        Ok(respond::go(request, &path_of(&of.id), Some(done)))
    }
}

fn number(enterprise: &Enterprise) -> &str {
    let profile = enterprise.profile.as_ref();
    profile.map_or("", |it| it.org_number.as_str())
}

/// Those that one decides for and that could be the enterprise: first the one
/// with its number, then the one that one acts for.
async fn own(request: &PageRequest, number: &str) -> Result<Vec<Organisation>, EarlyResponse> {
    let acting = request.required()?.caller.organisation;
    let question = ListMyOrganisationsRequest {};
    let mut organisations = request.organisations();
    let mine = organisations.list_my_organisations(question).await?;
    let mut mine = mine.into_inner().organisations;
    mine.retain(|it| {
        it.kind() == OrganisationKind::Asf
            && it.own_role() == MemberRole::Owner
            && it.enterprise_id.is_empty()
    });
    mine.sort_by_key(|it| {
        let is_acting = acting.is_some_and(|id| id.to_string() == it.id);
        (it.org_number != number, !is_acting)
    });
    Ok(mine)
}
