//! `/konto/foretag/nytt`: an ASF that is not in the registry begins a draft.

use axum::response::Response;
use chassis::status::error_reason;
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{Profile, RegisterEnterpriseRequest};

use super::{PATH, acting, profile_field::ProfileField, step::Step};
use crate::{
    organisation::listed,
    page::{
        Page,
        early_response::EarlyResponse,
        faults::Faults,
        form::Form,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        navigation::AccountSection,
        page_request::PageRequest,
        places, respond,
    },
};

/// What the form begins with.
pub(crate) struct Register(Profile);

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let organisation = match acting(&request).await {
        Ok(organisation) => organisation,
        // Those who come to apply are led to what comes before.
        Err(early) => return before(&request).await.ok_or(early),
    };
    if let Some(found) = listed::of_organisation(&request, &organisation).await {
        return Ok(to_claim(&request, &found.slug));
    }
    let register = Register(Profile {
        name: organisation.name,
        org_number: organisation.org_number,
        ..Profile::default()
    });
    Ok(register.page(&request, request.kept()).show(&request))
}

/// One who has no organisation yet makes one; one who acts for what is no ASF
/// sees why not. Nothing for those who are not logged in.
async fn before(request: &PageRequest) -> Option<Response> {
    let acting = request.visitor.as_ref()?.caller.organisation;
    let path = match acting {
        Some(_) => "/konto/foretag",
        None => "/konto/organisationer/ny?ansokan",
    };
    Some(respond::go(request, path, None))
}

/// The enterprise is on the list: nobody has to write it down again.
fn to_claim(request: &PageRequest, slug: &str) -> Response {
    let said = request.lang.texts().listed_already();
    respond::go(request, &listed::claim_path(slug), Some(said))
}

impl FormPage for Register {
    type Path = ();

    /// What was sent needs no beginning, and the registry knows who may send it.
    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        request.required()?;
        Ok(Self(Profile::default()))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let form = ["name", "org_number", "municipality_code"]
            .into_iter()
            .filter_map(ProfileField::named)
            .map(|it| it.in_form(request.lang, &self.0).typed(typed))
            .fold(Form::here(request, t.own_register_button()), Form::with);
        Page::new(request, AccountSection::Enterprise, t.own_register_title())
            .lead(t.own_register_lead())
            .form(form)
            .link(PATH, t.own_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let Some(seat) = places::municipality(form.text("municipality_code")) else {
            return Err(Faults::at("municipality_code", ErrorReason::UnknownValue).into());
        };
        let register = RegisterEnterpriseRequest {
            profile: Some(Profile {
                name: form.text("name").to_owned(),
                org_number: form.text("org_number").to_owned(),
                municipality_code: seat.code.to_owned(),
                ..Profile::default()
            }),
        };
        if let Err(status) = request.registry().register_enterprise(register).await {
            let is_taken = error_reason(&status) == Some(ErrorReason::OrgNumberTaken);
            let number = form.text("org_number");
            return match listed::by_number(request, number)
                .await
                .filter(|_| is_taken)
            {
                Some(found) => Ok(to_claim(request, &found.slug)),
                None => Err(status.into()),
            };
        }
        let done = request.lang.texts().own_registered();
        Ok(respond::go(request, Step::Basics.path(), Some(done)))
    }
}
