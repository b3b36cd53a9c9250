//! `/konto/foretag/nytt`: an ASF that is not in the registry begins a draft.

use axum::{extract::State, response::Response};
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{Profile, RegisterEnterpriseRequest};

use super::{PATH, acting, profile_field::ProfileField, step::Step};
use crate::{
    Site,
    page::{
        Page, early_response::EarlyResponse, faults::Faults, form::Form, form_data::FormData,
        local, navigation::AccountSection, page_request::PageRequest, places, respond,
    },
};

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let organisation = acting(&request).await?;
    let profile = Profile {
        name: organisation.name,
        org_number: organisation.org_number,
        ..Profile::default()
    };
    Ok(sheet(&request, &profile, "").show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let typed = sent.text("municipality_code");
    let seat = places::municipality(typed);
    let profile = Profile {
        name: sent.text("name").to_owned(),
        org_number: sent.text("org_number").to_owned(),
        municipality_code: seat.map(|it| it.code.to_owned()).unwrap_or_default(),
        ..Profile::default()
    };
    if seat.is_none() {
        let faults = Faults::at("municipality_code", ErrorReason::UnknownValue);
        return Ok(sheet(&request, &profile, typed).faulty(&request, faults));
    }
    let question = request.asking(RegisterEnterpriseRequest {
        profile: Some(profile.clone()),
    });
    let mut registry = site.clients.registry.clone();
    match registry.register_enterprise(question).await {
        Ok(_) => {
            let said = request.lang.texts().own_registered();
            Ok(respond::go(&request, Step::Basics.path(), Some(said)))
        }
        Err(status) => Ok(sheet(&request, &profile, typed).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, profile: &Profile, typed_seat: &str) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/nytt"));
    let shown = Profile {
        municipality_code: typed_seat.to_owned(),
        ..profile.clone()
    };
    let form = ["name", "org_number", "municipality_code"]
        .into_iter()
        .filter_map(ProfileField::named)
        .map(|it| it.in_form(lang, &shown))
        .fold(Form::new(lang, action, t.own_register_button()), Form::with);
    Page::new(
        request,
        AccountSection::Enterprise.nav(lang),
        t.own_register_title(),
    )
    .lead(t.own_register_lead())
    .form(form)
    .link(PATH, t.own_back())
}
