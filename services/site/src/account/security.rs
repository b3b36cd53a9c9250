//! `/konto/sakerhet`: the ways into the account, and where one is logged in.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use prost_types::Timestamp;
use proto::asf::identity::v1::{
    Account, ListPasskeysRequest, ListProvidersRequest, ListSessionsRequest, Passkey, Provider,
    Session,
};
use tonic::Status;

use super::own;
use crate::page::{
    early_response::EarlyResponse,
    faults::Faults,
    frame::{Frame, Section},
    lang::{Date, Lang},
    navigation::{AccountSection, NavLink},
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

/// Where it is, without the language.
pub(super) const PATH: &str = "/konto/sakerhet";

mod program;

#[derive(Template)]
#[template(path = "pages/account/security.html")]
struct SecurityPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    account: Account,
    passkeys: Vec<Key>,
    providers: Vec<Service>,
    sessions: Vec<Place>,
    others: usize,
    faults: Vec<String>,
}

struct Key {
    id: String,
    name: String,
    used: Option<Date>,
    created: Option<Date>,
}

/// A sign-in service, linked or not.
struct Service {
    id: String,
    name: String,
    linked: bool,
}

/// A browser that is logged in.
struct Place {
    id: String,
    name: String,
    used: Option<Date>,
    current: bool,
}

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let page = SecurityPage::load(&request).await?;
    Ok(respond::private(&request, StatusCode::OK, &page))
}

/// The page with what a service refused at its top.
pub(super) async fn refused(
    request: &PageRequest,
    status: &Status,
) -> Result<Response, EarlyResponse> {
    let faults = Faults::of(request, status)?;
    let mut page = SecurityPage::load(request).await?;
    let all = faults.all.iter();
    page.faults = all.map(|fault| fault.sentence(page.t, "")).collect();
    page.page.title = page.t.fault_title(&page.page.title);
    Ok(respond::refused(request, &page))
}

impl SecurityPage {
    async fn load(request: &PageRequest) -> Result<Self, EarlyResponse> {
        let account = own(request).await?;
        let (mut factors, mut others) = (request.factors(), request.factors());
        let mut sessions = request.sessions();
        let (passkeys, providers, sessions) = tokio::try_join!(
            factors.list_passkeys(ListPasskeysRequest {}),
            others.list_providers(ListProvidersRequest {}),
            sessions.list_sessions(ListSessionsRequest {}),
        )?;
        let lang = request.lang;
        let sessions = sessions.into_inner().sessions;
        let title = lang.texts().account_security();
        Ok(Self {
            page: Frame::new(request, Section::Account, title, "").hidden_from_search_engines(),
            t: lang.texts(),
            nav: AccountSection::Security.nav(lang),
            passkeys: passkeys
                .into_inner()
                .passkeys
                .into_iter()
                .map(|one| Key::new(lang, one))
                .collect(),
            providers: services(providers.into_inner().providers, &account.providers),
            others: sessions.iter().filter(|one| !one.current).count(),
            sessions: sessions
                .into_iter()
                .map(|one| Place::new(lang, one))
                .collect(),
            account,
            faults: Vec::new(),
        })
    }
}

impl Key {
    fn new(lang: Lang, passkey: Passkey) -> Self {
        Self {
            id: passkey.id,
            name: passkey.name,
            used: date(lang, passkey.last_used_at),
            created: date(lang, passkey.created_at),
        }
    }
}

impl Place {
    fn new(lang: Lang, session: Session) -> Self {
        Self {
            id: session.id,
            name: program::name(lang, &session.user_agent),
            used: date(lang, session.last_used_at),
            current: session.current,
        }
    }
}

/// Those that are set up, and those that are linked though they no longer are.
fn services(known: Vec<Provider>, linked: &[String]) -> Vec<Service> {
    let gone = linked
        .iter()
        .filter(|id| known.iter().all(|one| one.id != **id));
    let gone: Vec<_> = gone
        .map(|id| Service {
            id: id.clone(),
            name: id.clone(),
            linked: true,
        })
        .collect();
    let known = known.into_iter().map(|one| Service {
        linked: linked.contains(&one.id),
        id: one.id,
        name: one.name,
    });
    known.chain(gone).collect()
}

fn date(lang: Lang, time: Option<Timestamp>) -> Option<Date> {
    time.and_then(|time| lang.date(&time))
}
