//! `/konto`: who one is here, for whom one acts, and what to do next.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use proto::asf::identity::v1::{Account, Membership, SwitchOrganisationRequest};

use super::own;
use crate::{
    organisation::words,
    page::{
        early_response::EarlyResponse,
        form_data::FormData,
        frame::{Frame, Section},
        lang::Lang,
        navigation::{AccountSection, NavLink},
        page_request::PageRequest,
        part::Link,
        places, respond,
        texts::L10nLanguage,
    },
};

/// From so few recovery codes on, new ones are worth a reminder.
const FEW_CODES: u32 = 3;

#[derive(Template)]
#[template(path = "pages/account/overview.html")]
struct OverviewPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    heading: String,
    email: String,
    places: Vec<Place>,
    /// Roles that no organisation gives.
    offices: Vec<String>,
    next: Vec<Link>,
    /// The session acts for nobody but the person.
    alone: bool,
}

/// A membership.
struct Place {
    id: String,
    name: String,
    role: String,
    verified: bool,
    current: bool,
}

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let account = own(&request).await?;
    let page = OverviewPage::new(&request, account);
    Ok(respond::private(&request, StatusCode::OK, &page))
}

/// Another organisation to act for.
pub(crate) async fn switch(
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = SwitchOrganisationRequest {
        organisation_id: sent.text("organisation_id").to_owned(),
    };
    request.sessions().switch_organisation(question).await?;
    request.changed();
    let said = request.lang.texts().switched();
    Ok(respond::go(&request, "/konto", Some(said)))
}

impl OverviewPage {
    fn new(request: &PageRequest, account: Account) -> Self {
        let (lang, t) = (request.lang, request.lang.texts());
        let offices = offices(lang, &account);
        let next = next(lang, &account, !offices.is_empty());
        let heading = match account.name.as_str() {
            "" => t.account_title(),
            name => t.account_hello(name),
        };
        let place = |membership| Place::new(lang, membership, &account.organisation_id);
        Self {
            page: Frame::new(request, Section::Account, t.account_title(), "")
                .hidden_from_search_engines(),
            t,
            nav: AccountSection::Overview.nav(lang),
            heading,
            places: account.memberships.iter().map(place).collect(),
            alone: account.organisation_id.is_empty(),
            email: account.email,
            offices,
            next,
        }
    }
}

impl Place {
    fn new(lang: Lang, membership: &Membership, current: &str) -> Self {
        Self {
            id: membership.organisation_id.clone(),
            name: membership.organisation_name.clone(),
            role: words::role(lang, membership.role()),
            verified: membership.verified,
            current: membership.organisation_id == current,
        }
    }
}

fn offices(lang: Lang, account: &Account) -> Vec<String> {
    let t = lang.texts();
    let mut offices = Vec::new();
    if account.roles.iter().any(|role| role == "staff") {
        offices.push(t.role_staff());
    }
    let counties = account.counties.iter();
    let named = counties.map(|code| t.role_process_leader(places::county_name(code)));
    offices.extend(named);
    offices
}

/// What makes the account better, the most important first.
fn next(lang: Lang, account: &Account, has_office: bool) -> Vec<Link> {
    let t = lang.texts();
    let mut next = Vec::new();
    let mut offer = |wanted: bool, path: &str, label: String| {
        if wanted {
            next.push(Link::new(lang, path, label));
        }
    };
    offer(
        account.memberships.is_empty() && !has_office,
        "/konto/organisationer",
        t.next_organisation(),
    );
    offer(has_office, "/personal", t.staff_title());
    offer(!account.has_totp, "/konto/sakerhet/app", t.next_totp());
    let few = account.has_totp && account.recovery_codes_left < FEW_CODES;
    offer(
        few,
        "/konto/sakerhet/koder",
        t.next_codes(account.recovery_codes_left),
    );
    offer(account.name.is_empty(), "/konto/uppgifter", t.next_name());
    next
}
