//! The enterprise on the list that may be an organisation's own: found by its
//! number, and offered at once wherever somebody comes with the number.

use proto::asf::{
    identity::v1::{Organisation, OrganisationKind},
    registry::v1::{FindByOrgNumberRequest, FindByOrgNumberResponse},
};
use tonic::Code;

use crate::page::{
    local,
    page_request::PageRequest,
    part::{Button, Part},
};

/// Where somebody says that an enterprise is theirs; without the language.
pub(crate) fn claim_path(slug: &str) -> String {
    format!("/konto/foretag/ansprak/{slug}")
}

/// What the list says of a number, in any writing. Nothing for what is no number
/// or not listed; a question that fails costs only the offer.
pub(crate) async fn by_number(
    request: &PageRequest,
    number: &str,
) -> Option<FindByOrgNumberResponse> {
    let org_number = number.trim().to_owned();
    let question = FindByOrgNumberRequest { org_number };
    match request.registry().find_by_org_number(question).await {
        Ok(answer) => Some(answer.into_inner()),
        Err(status) => {
            if !matches!(status.code(), Code::NotFound | Code::InvalidArgument) {
                tracing::warn!(rpc.code = ?status.code(), "nobody knows what is listed");
            }
            None
        }
    }
}

/// The enterprise with the organisation's number, where the organisation is an
/// ASF that has none.
pub(crate) async fn of_organisation(
    request: &PageRequest,
    of: &Organisation,
) -> Option<FindByOrgNumberResponse> {
    if of.kind() != OrganisationKind::Asf || !of.enterprise_id.is_empty() {
        return None;
    }
    by_number(request, &of.org_number).await
}

/// The question whether it is theirs, with the answer as a button for those who
/// decide.
pub(super) fn question(
    request: &PageRequest,
    of: &Organisation,
    listed: &FindByOrgNumberResponse,
) -> Part {
    let (lang, t) = (request.lang, request.lang.texts());
    let profile = format!("/asf/{}", listed.slug);
    if listed.looked_after {
        return Part::new(t.org_enterprise())
            .lead(t.listed_looked_after(&listed.name))
            .link(lang, &profile, t.listed_profile());
    }
    let part = Part::new(t.listed_question())
        .lead(t.listed_same_number(&listed.name))
        .lead(t.listed_decided());
    let part = if super::words::decides(request, of) {
        let yes = Button::new(lang, &claim_path(&listed.slug), t.listed_yes());
        part.button(yes.hiding("organisation", &of.id).about(&listed.name))
    } else {
        part.lead(t.listed_owner_asks())
    };
    part.link(lang, &profile, t.listed_profile())
}

/// The form for a new organisation, begun with what the list says of the
/// enterprise that it is for.
pub(super) fn founding_path(slug: &str) -> String {
    format!("{}/ny?asf={}", super::PATH, local::encoded(slug))
}
