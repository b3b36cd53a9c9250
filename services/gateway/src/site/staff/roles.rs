//! `/personal/roller`: who works for Skoopi, and who leads the process of which
//! county.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{
    FindAccountRequest, GrantRoleRequest, ListRoleHoldersRequest, Person, RevokeRoleRequest,
};
use tonic::Code;

use super::{Desk, staff};
use crate::site::{
    Site, error_page,
    faults::Faults,
    field::{Choice, Field, Kind},
    form::Form,
    lang::Lang,
    local,
    organisation::{
        sheet::{Part, Row, Sheet, asked},
        words,
    },
    places, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

const PATH: &str = "/personal/roller";
const STAFF: &str = "staff";
const LEADER: &str = "process_leader";

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let holders = holders(&site, &visit).await?;
    Ok(sheet(&visit, &holders, &Sent::default()).show(&visit))
}

/// The account that is to get a role, and what it has; then what it gets.
pub(crate) async fn find(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let holders = holders(&site, &visit).await?;
    let question = visit.asking(FindAccountRequest {
        email: sent.text("email").to_owned(),
    });
    match site.clients.staff.clone().find_account(question).await {
        Ok(answer) => {
            let person = answer.into_inner().person.unwrap_or_default();
            Ok(granting(&visit, &person, &Sent::default()).show(&visit))
        }
        Err(status) if status.code() == Code::NotFound => {
            let faults = Faults::at("email", "NO_SUCH_ACCOUNT");
            Ok(sheet(&visit, &holders, &sent).faulty(&visit, faults))
        }
        Err(status) => Ok(sheet(&visit, &holders, &sent).refused(&visit, &status)),
    }
}

pub(crate) async fn grant(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    staff(&visit)?;
    let (role, county) = read(&sent);
    let person = Person {
        subject_id: sent.text("subject_id").to_owned(),
        email: sent.text("email").to_owned(),
        ..Person::default()
    };
    if role.is_empty() {
        let faults = Faults::at("role", "REQUIRED");
        return Ok(granting(&visit, &person, &sent).faulty(&visit, faults));
    }
    let question = visit.asking(GrantRoleRequest {
        subject_id: person.subject_id.clone(),
        role: role.to_owned(),
        county_code: county.to_owned(),
    });
    match site.clients.staff.clone().grant_role(question).await {
        Ok(_) => {
            let said = visit.lang.texts().staff_granted();
            Ok(respond::go(&visit, PATH, Some(said)))
        }
        Err(status) => Ok(granting(&visit, &person, &sent).refused(&visit, &status)),
    }
}

pub(crate) async fn before_revoking(
    State(site): State<Site>,
    visit: Visit,
) -> Result<Response, Stop> {
    let holders = holders(&site, &visit).await?;
    let asked = asked(&visit);
    let (role, county) = read(&asked);
    let held = holders
        .iter()
        .find(|it| it.subject_id == asked.text("subject_id"));
    match held {
        Some(person) => Ok(revoking(&visit, person, role, county).show(&visit)),
        None => Err(error_page::missing(&visit).into()),
    }
}

pub(crate) async fn revoke(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let holders = holders(&site, &visit).await?;
    let (role, county) = read(&sent);
    let question = visit.asking(RevokeRoleRequest {
        subject_id: sent.text("subject_id").to_owned(),
        role: role.to_owned(),
        county_code: county.to_owned(),
    });
    let status = match site.clients.staff.clone().revoke_role(question).await {
        Ok(_) => {
            let said = visit.lang.texts().staff_revoked();
            return Ok(respond::go(&visit, PATH, Some(said)));
        }
        Err(status) => status,
    };
    match holders
        .iter()
        .find(|it| it.subject_id == sent.text("subject_id"))
    {
        Some(person) => Ok(revoking(&visit, person, role, county).refused(&visit, &status)),
        None => Err(visit.failed(&status)),
    }
}

/// Role and county; a county belongs to process leaders only.
fn read(sent: &Sent) -> (&str, &str) {
    match sent.text("role") {
        LEADER => (LEADER, sent.text("county_code")),
        role => (role, ""),
    }
}

async fn holders(site: &Site, visit: &Visit) -> Result<Vec<Person>, Stop> {
    staff(visit)?;
    let question = visit.asking(ListRoleHoldersRequest {});
    match site.clients.staff.clone().list_role_holders(question).await {
        Ok(answer) => Ok(answer.into_inner().persons),
        Err(status) => Err(visit.failed(&status)),
    }
}

fn sheet(visit: &Visit, holders: &[Person], sent: &Sent) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let form = Form::new(lang, local::localised(lang, PATH), t.staff_role_find()).with(
        Field::new("email", t.field_email(), Kind::Email)
            .autofill("off")
            .hint(t.staff_role_find_hint())
            .filled(sent),
    );
    let staff = holders.iter().filter(|it| it.staff);
    let staff = staff.map(|it| row(visit, it, STAFF, ""));
    let mut leaders: Vec<(&str, &Person)> = holders
        .iter()
        .flat_map(|it| it.county_codes.iter().map(move |code| (code.as_str(), it)))
        .collect();
    leaders.sort_by_key(|(code, _)| *code);
    let leaders: Vec<_> = leaders
        .into_iter()
        .map(|(code, it)| row(visit, it, LEADER, code))
        .collect();
    let of_counties = Part::new(t.staff_leaders());
    let of_counties = if leaders.is_empty() {
        of_counties.lead(t.staff_leaders_none())
    } else {
        of_counties.rows(leaders)
    };
    Sheet::new(visit, Desk::Roles.doors(visit), t.staff_roles())
        .lead(t.staff_roles_lead())
        .form(form)
        .part(Part::new(t.staff_people()).rows(staff))
        .part(of_counties)
}

fn row(visit: &Visit, person: &Person, role: &str, county: &str) -> Row {
    let lang = visit.lang;
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

fn granting(visit: &Visit, person: &Person, sent: &Sent) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let roles = vec![
        Choice::new(STAFF, t.staff_role_staff()),
        Choice::new(LEADER, t.staff_role_leader()),
    ];
    let counties = places::counties().iter();
    let counties = counties.map(|it| Choice::new(it.code, it.name));
    let form = Form::new(
        lang,
        local::localised(lang, &format!("{PATH}/ge")),
        t.staff_grant_button(),
    )
    .hiding("subject_id", &person.subject_id)
    .hiding("email", &person.email)
    .with(Field::new("role", t.org_role(), Kind::Radio(roles)).filled(sent))
    .with(
        Field::new(
            "county_code",
            t.own_county(),
            Kind::select(t.own_choose(), counties),
        )
        .hint(t.staff_county_hint())
        .optional()
        .filled(sent),
    );
    let name = words::person(lang, &person.name, &person.email);
    Sheet::new(visit, Desk::Roles.doors(visit), t.staff_grant_title(&name))
        .lead(t.staff_grant_lead(&person.email))
        .form(form)
        .link(PATH, t.staff_roles())
}

fn revoking(visit: &Visit, person: &Person, role: &str, county: &str) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/ta-bort"));
    let form = Form::new(lang, action, t.staff_revoke_button())
        .hiding("subject_id", &person.subject_id)
        .hiding("role", role)
        .hiding("county_code", county)
        .grave();
    let name = words::person(lang, &person.name, &person.email);
    Sheet::new(visit, Desk::Roles.doors(visit), t.staff_revoke_title(&name))
        .lead(t.staff_revoke_lead(named(lang, role, county)))
        .form(form)
        .link(PATH, t.staff_roles())
}
