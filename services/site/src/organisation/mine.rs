//! `/konto/organisationer`: those that one belongs to.

use axum::response::Response;
use proto::asf::identity::v1::{ListMyOrganisationsRequest, Organisation};

use super::{PATH, path_of, states, words};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    navigation::AccountSection,
    page_request::PageRequest,
    part::{Part, Row},
};

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = ListMyOrganisationsRequest {};
    let answer = request
        .organisations()
        .list_my_organisations(question)
        .await?;
    Ok(sheet(&request, &answer.into_inner().organisations).show(&request))
}

fn sheet(request: &PageRequest, organisations: &[Organisation]) -> Page {
    let t = request.lang.texts();
    let sheet = Page::new(request, AccountSection::Organisations, t.org_mine_title());
    let sheet = if organisations.is_empty() {
        sheet.lead(t.org_mine_empty())
    } else {
        let rows = organisations.iter().map(|it| row(request, it));
        sheet.part(Part::new(t.org_mine_heading()).rows(rows))
    };
    sheet
        .link(&format!("{PATH}/sok"), t.org_find_title())
        .link(&format!("{PATH}/ny"), t.org_create_title())
}

fn row(request: &PageRequest, organisation: &Organisation) -> Row {
    let lang = request.lang;
    let acting = request
        .visitor
        .as_ref()
        .and_then(|it| it.caller.organisation);
    let is_current = acting.is_some_and(|id| id.to_string() == organisation.id);
    let t = lang.texts();
    let hint = [
        words::kind(lang, organisation.kind()),
        words::role(lang, organisation.own_role()),
        states::of_organisation(lang, organisation.state()),
    ];
    let waiting = match organisation.join_request_count {
        0 => String::new(),
        count => t.org_joins_waiting(count),
    };
    Row::new(&organisation.name)
        .to(lang, &path_of(&organisation.id))
        .hint(hint.join(" · "))
        .hint(waiting)
        .tag(is_current.then(|| t.place_current()))
}
