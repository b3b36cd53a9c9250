//! `/personal/foretag`: enterprises by where they stand, first those that wait
//! for review.

use axum::response::Response;
use proto::asf::registry::v1::{
    Enterprise, GetEnterpriseRequest, ListDraftsRequest, State as Stage,
};

use super::{StaffSection, next_page, reviewer};
use crate::{
    organisation::{states, words},
    page::{
        Page, asked,
        early_response::EarlyResponse,
        page_request::PageRequest,
        part::{Part, Row},
        places,
    },
};

pub(super) const PATH: &str = "/personal/foretag";
const STAGES: [(&str, Stage); 5] = [
    ("submitted", Stage::Submitted),
    ("draft", Stage::Draft),
    ("returned", Stage::Returned),
    ("unlisted", Stage::Unlisted),
    ("listed", Stage::Listed),
];

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    reviewer(&request)?;
    let asked = asked(&request);
    let chosen = STAGES.iter().find(|(name, _)| *name == asked.text("state"));
    let (name, stage) = *chosen.unwrap_or(&STAGES[0]);
    let question = ListDraftsRequest {
        state: vec![stage.into()],
        page_size: 0,
        page_token: asked.text("page_token").to_owned(),
    };
    let page = request.registry().list_drafts(question).await?.into_inner();
    let (lang, t) = (request.lang, request.lang.texts());
    let mut part = Part::new(states::of_enterprise(lang, stage));
    part = if page.enterprises.is_empty() {
        part.lead(t.staff_enterprises_none())
    } else {
        part.lead(t.staff_count(page.total_size))
            .rows(page.enterprises.iter().map(|it| row(&request, it)))
    };
    if !page.next_page_token.is_empty() {
        let next = next_page(PATH, &[("state", name)], &page.next_page_token);
        part = part.link(lang, &next, t.staff_next());
    }
    let others = STAGES.iter().filter(|it| it.1 != stage);
    let others = others.fold(Part::new(t.staff_other_states()), |part, (name, stage)| {
        let path = format!("{PATH}?state={name}");
        part.link(lang, &path, states::of_enterprise(lang, *stage))
    });
    let sheet = Page::new(&request, StaffSection::Enterprises, t.staff_enterprises());
    Ok(sheet.part(part).part(others).show(&request))
}

/// One enterprise, for those who review it.
pub(super) async fn enterprise(
    request: &PageRequest,
    id: String,
) -> Result<Enterprise, EarlyResponse> {
    reviewer(request)?;
    let question = GetEnterpriseRequest {
        id,
        ..GetEnterpriseRequest::default()
    };
    let answer = request.registry().get_enterprise(question).await?;
    Ok(answer.into_inner().enterprise.unwrap_or_default())
}

/// The path of one enterprise's page for staff, without the language.
pub(super) fn path_of(id: &str) -> String {
    format!("{PATH}/{id}")
}

fn row(request: &PageRequest, enterprise: &Enterprise) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let profile = enterprise.profile.clone().unwrap_or_default();
    let changed = enterprise
        .updated_at
        .as_ref()
        .and_then(|at| words::day(lang, at));
    Row::new(&profile.name)
        .to(lang, &path_of(&enterprise.id))
        .hint(places::county_name(&enterprise.county_code))
        .hint(
            changed
                .map(|date| t.staff_changed(&date))
                .unwrap_or_default(),
        )
}
