//! `/konto/foretag/nytt`: an ASF that is not in the registry begins a draft.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::{Profile, RegisterEnterpriseRequest};

use super::{PATH, acting, profile_form::seat, step::Step};
use crate::site::{
    Site,
    account::room::Room,
    faults::Faults,
    field::{Field, Kind},
    form::Form,
    local,
    organisation::sheet::Sheet,
    places, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let organisation = acting(&site, &visit).await?;
    let profile = Profile {
        name: organisation.name,
        org_number: organisation.org_number,
        ..Profile::default()
    };
    Ok(sheet(&visit, &profile, "").show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    visit.required()?;
    let typed = sent.text("municipality_code");
    let seat = places::municipality(typed);
    let profile = Profile {
        name: sent.text("name").to_owned(),
        org_number: sent.text("org_number").to_owned(),
        municipality_code: seat.map(|it| it.code.to_owned()).unwrap_or_default(),
        ..Profile::default()
    };
    if seat.is_none() {
        let faults = Faults::at("municipality_code", "UNKNOWN_VALUE");
        return Ok(sheet(&visit, &profile, typed).faulty(&visit, faults));
    }
    let question = visit.asking(RegisterEnterpriseRequest {
        profile: Some(profile.clone()),
    });
    let mut registry = site.clients.registry.clone();
    match registry.register_enterprise(question).await {
        Ok(_) => {
            let said = visit.lang.texts().own_registered();
            Ok(respond::go(&visit, Step::Basics.path(), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &profile, typed).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, profile: &Profile, typed_seat: &str) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/nytt"));
    let form = Form::new(lang, action, t.own_register_button())
        .with(Field::new("name", t.org_name(), Kind::Text).valued(&profile.name))
        .with(
            Field::new("org_number", t.org_number(), Kind::Text)
                .hint(t.org_number_hint())
                .at_most(20)
                .valued(&profile.org_number),
        )
        .with(seat(t).valued(typed_seat));
    Sheet::new(visit, Room::Enterprise.doors(lang), t.own_register_title())
        .lead(t.own_register_lead())
        .form(form)
        .link(PATH, t.own_back())
}
