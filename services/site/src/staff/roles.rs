//! `/personal/roller`: who works for Skoopi, and who leads the process of which
//! county.

use axum::response::Response;
use kernel::fault::ErrorReason;
use proto::asf::identity::v1::{
    FindAccountRequest, GrantRoleRequest, ListRoleHoldersRequest, Person, RevokeRoleRequest,
};
use tonic::Code;

use super::{StaffSection, staff};
use crate::{
    organisation::words,
    page::{
        Page, asked,
        early_response::EarlyResponse,
        faults::Faults,
        field::{Choice, Field, Kind},
        form::Form,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        lang::Lang,
        local,
        page_request::PageRequest,
        part::{Part, Row},
        places, respond,
    },
};

const PATH: &str = "/personal/roller";
const STAFF: &str = "staff";
const LEADER: &str = "process_leader";

/// Those who have a role, and the search for an account that is to get one.
pub(crate) struct Roles(Vec<Person>);

impl FormPage for Roles {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(holders(request).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let email = Field::new("email", t.field_email(), Kind::Email)
            .autofill("off")
            .hint(t.staff_role_find_hint())
            .typed(typed);
        let staff = self.0.iter().filter(|it| it.staff);
        let staff = staff.map(|it| row(request, it, STAFF, ""));
        Page::new(request, StaffSection::Roles, t.staff_roles())
            .lead(t.staff_roles_lead())
            .form(Form::here(request, t.staff_role_find()).with(email))
            .part(Part::new(t.staff_people()).rows(staff))
            .part(leaders(request, &self.0))
    }

    /// The account, and what it is to get.
    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let email = form.text("email").to_owned();
        let find = FindAccountRequest { email };
        match request.staff().find_account(find).await {
            Ok(answer) => {
                let person = answer.into_inner().person.unwrap_or_default();
                Ok(granting(request, &person, None).show(request))
            }
            Err(status) if status.code() == Code::NotFound => {
                let words = request.lang.texts().refused_no_account();
                Err(Faults::in_words("email", words).into())
            }
            Err(status) => Err(status.into()),
        }
    }
}

/// What the account gets that was found on the page before.
pub(crate) async fn grant(request: PageRequest, sent: FormData) -> Result<Response, EarlyResponse> {
    staff(&request)?;
    let (role, county) = read(&sent);
    let person = Person {
        subject_id: sent.text("subject_id").to_owned(),
        email: sent.text("email").to_owned(),
        ..Person::default()
    };
    if role.is_empty() {
        let faults = Faults::at("role", ErrorReason::Required);
        return Ok(granting(&request, &person, Some(&sent)).faulty(&request, faults));
    }
    let grant = GrantRoleRequest {
        subject_id: person.subject_id.clone(),
        role: role.to_owned(),
        county_code: county.to_owned(),
    };
    match request.staff().grant_role(grant).await {
        Ok(_) => {
            let done = request.lang.texts().staff_granted();
            Ok(respond::go(&request, PATH, Some(done)))
        }
        Err(status) => Ok(granting(&request, &person, Some(&sent)).refused(&request, &status)),
    }
}

pub(crate) async fn before_revoking(request: PageRequest) -> Result<Response, EarlyResponse> {
    let holders = holders(&request).await?;
    let asked = asked(&request);
    let (role, county) = read(&asked);
    let held = holders
        .iter()
        .find(|it| it.subject_id == asked.text("subject_id"));
    match held {
        Some(person) => Ok(revoking(&request, person, role, county).show(&request)),
        None => Err(EarlyResponse::MISSING),
    }
}

pub(crate) async fn revoke(
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let holders = holders(&request).await?;
    let (role, county) = read(&sent);
    let question = RevokeRoleRequest {
        subject_id: sent.text("subject_id").to_owned(),
        role: role.to_owned(),
        county_code: county.to_owned(),
    };
    let status = match request.staff().revoke_role(question).await {
        Ok(_) => {
            let said = request.lang.texts().staff_revoked();
            return Ok(respond::go(&request, PATH, Some(said)));
        }
        Err(status) => status,
    };
    match holders
        .iter()
        .find(|it| it.subject_id == sent.text("subject_id"))
    {
        Some(person) => Ok(revoking(&request, person, role, county).refused(&request, &status)),
        None => Err(request.failed(&status)),
    }
}

/// Role and county; a county belongs to process leaders only.
fn read(sent: &FormData) -> (&str, &str) {
    match sent.text("role") {
        LEADER => (LEADER, sent.text("county_code")),
        role => (role, ""),
    }
}

async fn holders(request: &PageRequest) -> Result<Vec<Person>, EarlyResponse> {
    staff(request)?;
    let question = ListRoleHoldersRequest {};
    let answer = request.staff().list_role_holders(question).await?;
    Ok(answer.into_inner().persons)
}

/// Process leaders by county.
fn leaders(request: &PageRequest, holders: &[Person]) -> Part {
    let t = request.lang.texts();
    let mut leaders: Vec<(&str, &Person)> = holders
        .iter()
        .flat_map(|it| it.county_codes.iter().map(move |code| (code.as_str(), it)))
        .collect();
    leaders.sort_by_key(|(code, _)| *code);
    let part = Part::new(t.staff_leaders());
    if leaders.is_empty() {
        return part.lead(t.staff_leaders_none());
    }
    let leaders = leaders.into_iter();
    part.rows(leaders.map(|(code, it)| row(request, it, LEADER, code)))
}

fn row(request: &PageRequest, person: &Person, role: &str, county: &str) -> Row {
    let lang = request.lang;
    let path = format!(
        "{PATH}/ta-bort?subject_id={}&role={role}&county_code={county}",
        person.subject_id
    );
    Row::new(words::person(lang, &person.name, &person.email))
        .to(lang, &path)
        .hint(&person.email)
        .hint(named(lang, role, county))
}

fn named(lang: Lang, role: &str, county: &str) -> String {
    let t = lang.texts();
    match role {
        LEADER => t.role_process_leader(places::county_name(county)),
        _ => t.role_staff(),
    }
}

fn granting(request: &PageRequest, person: &Person, typed: Option<&FormData>) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let roles = vec![
        Choice::new(STAFF, t.staff_role_staff()),
        Choice::new(LEADER, t.staff_role_leader()),
    ];
    let counties = places::counties().iter();
    let counties = counties.map(|it| Choice::new(it.code, it.name));
    let counties = Kind::select(t.own_choose(), counties);
    let county = Field::new("county_code", t.own_county(), counties)
        .hint(t.staff_county_hint())
        .optional();
    let action = local::localised(lang, &format!("{PATH}/ge"));
    let form = Form::new(lang, action, t.staff_grant_button())
        .hiding("subject_id", &person.subject_id)
        .hiding("email", &person.email)
        .with(Field::new("role", t.org_role(), Kind::Radio(roles)).typed(typed))
        .with(county.typed(typed));
    let name = words::person(lang, &person.name, &person.email);
    Page::new(request, StaffSection::Roles, t.staff_grant_title(&name))
        .lead(t.staff_grant_lead(&person.email))
        .form(form)
        .link(PATH, t.staff_roles())
}

fn revoking(request: &PageRequest, person: &Person, role: &str, county: &str) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/ta-bort"));
    let form = Form::new(lang, action, t.staff_revoke_button())
        .hiding("subject_id", &person.subject_id)
        .hiding("role", role)
        .hiding("county_code", county)
        .grave();
    let name = words::person(lang, &person.name, &person.email);
    Page::new(request, StaffSection::Roles, t.staff_revoke_title(&name))
        .lead(t.staff_revoke_lead(named(lang, role, county)))
        .form(form)
        .link(PATH, t.staff_roles())
}
