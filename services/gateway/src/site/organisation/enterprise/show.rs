//! `/konto/foretag`: where the own enterprise stands, and what to do next.

use axum::{extract::State, response::Response};
use chassis::caller::Role;
use proto::asf::registry::v1::{Enterprise, State as Stage, SubmitEnterpriseRequest};

use super::{PATH, missing, own, owns_an_asf, required};
use crate::site::{
    Site,
    account::room::Room,
    organisation::{
        sheet::{Button, Part, Row, Sheet, after},
        words,
    },
    places,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let sheet = match own(&site, &visit).await? {
        Some(enterprise) => sheet(&visit, &enterprise),
        None => none(&visit),
    };
    Ok(sheet.show(&visit))
}

pub(crate) async fn submit(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let enterprise = required(&site, &visit).await?;
    let question = visit.asking(SubmitEnterpriseRequest {
        id: enterprise.id,
        etag: String::new(),
    });
    let mut registry = site.clients.registry.clone();
    let answer = registry.submit_enterprise(question).await;
    after(&visit, PATH, answer, visit.lang.texts().own_submitted())
}

/// What to do without one.
fn none(visit: &Visit) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let sheet = Sheet::new(visit, Room::Enterprise.doors(lang), t.own_title());
    if !owns_an_asf(visit) {
        return sheet
            .lead(t.own_none_lead())
            .link("/konto/organisationer", t.org_mine_title());
    }
    sheet
        .lead(t.own_none_owner())
        .part(
            Part::new(t.own_on_the_list())
                .lead(t.own_on_the_list_lead())
                .link(lang, "/asf-listan", t.nav_list()),
        )
        .part(
            Part::new(t.own_not_on_the_list())
                .lead(t.own_not_on_the_list_lead())
                .link(lang, &format!("{PATH}/nytt"), t.own_register_title()),
        )
}

fn sheet(visit: &Visit, enterprise: &Enterprise) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let profile = enterprise.profile.clone().unwrap_or_default();
    let mut sheet = Sheet::new(visit, Room::Enterprise.doors(lang), &profile.name)
        .part(state(visit, enterprise))
        .maybe(reasons(visit, enterprise))
        .part(
            Part::new(t.own_profile())
                .fact(t.org_number(), &profile.org_number)
                .fact(
                    t.own_seat(),
                    places::municipality_name(&profile.municipality_code),
                )
                .fact(t.profile_website(), &profile.website)
                .fact(t.profile_email(), &profile.email),
        );
    if visit.has(Role::AsfEditor) && enterprise.state() != Stage::Closed {
        sheet = sheet.link(&format!("{PATH}/redigera"), t.own_edit_title());
    }
    if enterprise.state() == Stage::Listed {
        sheet = sheet.link(&format!("/asf/{}", enterprise.slug), t.own_public_page());
        if owns_an_asf(visit) {
            sheet = sheet.link(&format!("{PATH}/lamna-listan"), t.own_unlist_title());
        }
    }
    sheet
}

fn state(visit: &Visit, enterprise: &Enterprise) -> Part {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let part = Part::new(words::enterprise_state(lang, enterprise.state()));
    let lacking = missing(t, &enterprise.profile.clone().unwrap_or_default());
    match enterprise.state() {
        Stage::Draft | Stage::Returned if !lacking.is_empty() => part
            .lead(t.own_incomplete())
            .rows(lacking.into_iter().map(Row::new)),
        Stage::Draft | Stage::Returned if owns_an_asf(visit) => {
            let submit = format!("{PATH}/lamna-in");
            part.lead(t.own_complete())
                .button(Button::new(lang, &submit, t.own_submit()))
        }
        Stage::Draft | Stage::Returned => part.lead(t.own_complete_editor()),
        Stage::Submitted => part.lead(t.own_submitted_lead()),
        Stage::Listed => part.lead(t.own_listed_lead()),
        Stage::Unlisted => part.lead(t.own_unlisted_lead()),
        Stage::Closed | Stage::Unspecified => part.lead(t.own_closed_lead()),
    }
}

/// Why it was sent back.
fn reasons(visit: &Visit, enterprise: &Enterprise) -> Option<Part> {
    let t = visit.lang.texts();
    let reasons = &enterprise.return_reasons;
    let rows = reasons.iter().map(|it| Row::new(&it.reason));
    (!reasons.is_empty()).then(|| Part::new(t.own_reasons()).rows(rows))
}
