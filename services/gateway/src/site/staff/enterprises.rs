//! `/personal/foretag`: enterprises by where they stand, first those that wait
//! for review.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::{Enterprise, ListDraftsRequest, State as Stage};

use super::{Desk, next_page, reviewer};
use crate::site::{
    Site,
    organisation::{
        sheet::{Part, Row, Sheet, asked},
        words,
    },
    places,
    stop::Stop,
    visit::Visit,
};

pub(super) const PATH: &str = "/personal/foretag";
const STAGES: [(&str, Stage); 5] = [
    ("submitted", Stage::Submitted),
    ("draft", Stage::Draft),
    ("returned", Stage::Returned),
    ("unlisted", Stage::Unlisted),
    ("listed", Stage::Listed),
];

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    reviewer(&visit)?;
    let asked = asked(&visit);
    let chosen = STAGES.iter().find(|(name, _)| *name == asked.text("state"));
    let (name, stage) = *chosen.unwrap_or(&STAGES[0]);
    let question = visit.asking(ListDraftsRequest {
        state: vec![stage.into()],
        page_size: 0,
        page_token: asked.text("page_token").to_owned(),
    });
    let page = match site.clients.registry.clone().list_drafts(question).await {
        Ok(answer) => answer.into_inner(),
        Err(status) => return Err(visit.failed(&status)),
    };
    let (lang, t) = (visit.lang, visit.lang.texts());
    let mut part = Part::new(words::enterprise_state(lang, stage));
    part = if page.enterprises.is_empty() {
        part.lead(t.staff_enterprises_none())
    } else {
        part.lead(t.staff_count(page.total_size))
            .rows(page.enterprises.iter().map(|it| row(&visit, it)))
    };
    if !page.next_page_token.is_empty() {
        let next = next_page(PATH, &[("state", name)], &page.next_page_token);
        part = part.link(lang, &next, t.staff_next());
    }
    let others = STAGES.iter().filter(|it| it.1 != stage);
    let others = others.fold(Part::new(t.staff_other_states()), |part, (name, stage)| {
        let path = format!("{PATH}?state={name}");
        part.link(lang, &path, words::enterprise_state(lang, *stage))
    });
    let sheet = Sheet::new(
        &visit,
        Desk::Enterprises.doors(&visit),
        t.staff_enterprises(),
    );
    Ok(sheet.part(part).part(others).show(&visit))
}

fn row(visit: &Visit, enterprise: &Enterprise) -> Row {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let profile = enterprise.profile.clone().unwrap_or_default();
    let changed = enterprise
        .updated_at
        .as_ref()
        .and_then(|at| words::day(lang, at));
    Row::new(&profile.name)
        .to(lang, &format!("{PATH}/{}", enterprise.id))
        .hint(places::county_name(&enterprise.county_code))
        .hint(
            changed
                .map(|date| t.staff_changed(&date))
                .unwrap_or_default(),
        )
}
