//! `/personal/organisationer`: all organisations, those that wait first.

use axum::response::Response;
use proto::asf::identity::v1::{ListOrganisationsRequest, Organisation, OrganisationState};

use super::{StaffSection, next_page, staff};
use crate::{
    organisation::{states, words},
    page::{
        Page, asked,
        early_response::EarlyResponse,
        page_request::PageRequest,
        part::{Part, Row},
    },
};

pub(super) const PATH: &str = "/personal/organisationer";
const STATES: [(&str, OrganisationState); 4] = [
    ("unverified", OrganisationState::Unverified),
    ("verified", OrganisationState::Verified),
    ("refused", OrganisationState::Refused),
    ("closed", OrganisationState::Closed),
];

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    staff(&request)?;
    let asked = asked(&request);
    let q = asked.text("q");
    let chosen = STATES.iter().find(|(name, _)| *name == asked.text("state"));
    let question = ListOrganisationsRequest {
        q: q.chars().take(200).collect(),
        state: chosen.iter().map(|it| it.1.into()).collect(),
        page_token: asked.text("page_token").to_owned(),
        ..ListOrganisationsRequest::default()
    };
    let page = match request.staff().list_organisations(question).await {
        Ok(answer) => answer.into_inner(),
        Err(status) => return Err(request.failed(&status)),
    };
    let (lang, t) = (request.lang, request.lang.texts());
    let heading = chosen.map_or_else(
        || t.staff_organisations_all(),
        |it| states::of_organisation(lang, it.1),
    );
    let mut part = Part::new(heading);
    part = if page.organisations.is_empty() {
        part.lead(t.staff_organisations_none())
    } else {
        part.lead(t.staff_count(page.total_size))
            .rows(page.organisations.iter().map(|it| row(&request, it)))
    };
    if !page.next_page_token.is_empty() {
        let state = chosen.map_or("", |it| it.0);
        let next = next_page(PATH, &[("q", q), ("state", state)], &page.next_page_token);
        part = part.link(lang, &next, t.staff_next());
    }
    let others = STATES
        .iter()
        .fold(Part::new(t.staff_other_states()), |part, it| {
            part.link(
                lang,
                &format!("{PATH}?state={}", it.0),
                states::of_organisation(lang, it.1),
            )
        });
    let nav = StaffSection::Organisations;
    let sheet = Page::new(&request, nav, t.staff_organisations())
        .search(PATH, (t.org_find_label(), t.org_find_hint()), q)
        .part(part)
        .part(others)
        .link(&format!("{PATH}/ny"), t.staff_register_title());
    Ok(sheet.show(&request))
}

fn row(request: &PageRequest, organisation: &Organisation) -> Row {
    let lang = request.lang;
    let hint = [
        words::kind(lang, organisation.kind()),
        organisation.org_number.clone(),
        states::of_organisation(lang, organisation.state()),
    ];
    Row::new(&organisation.name)
        .to(lang, &format!("{PATH}/{}", organisation.id))
        .hint(hint.join(" · "))
}
