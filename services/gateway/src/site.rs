//! The website: pages rendered on the server, Swedish at `/…` and English
//! under `/en/…`. Every page works without JavaScript.

mod account;
mod archive;
mod assets;
mod card;
mod crawlers;
mod error_page;
mod facets;
mod faults;
mod feed;
mod field;
mod flash;
mod for_asf;
mod for_business;
mod for_public_sector;
mod form;
mod frame;
mod home;
mod lang;
mod list;
mod local;
mod map;
mod news;
mod organisation;
mod places;
mod profile;
mod registry;
mod respond;
mod sent;
mod staff;
mod stop;
#[cfg(test)]
mod testing;
mod texts;
mod visit;

use std::sync::Arc;

use crate::{clients::Clients, session::Sessions, state::AppState};
use axum::{
    Router,
    extract::FromRef,
    routing::{MethodRouter, get},
};

/// What pages need of the gateway.
#[derive(Clone)]
pub(crate) struct Site {
    clients: Clients,
    sessions: Sessions,
    /// Reverse proxies before the gateway.
    proxies: usize,
    /// Scheme and host that the site is reached by, without a slash at the end.
    public_url: Arc<str>,
}

impl FromRef<AppState> for Site {
    fn from_ref(state: &AppState) -> Self {
        Self {
            clients: state.clients.clone(),
            sessions: state.sessions.clone(),
            proxies: state.config.gateway.proxies,
            public_url: state.config.shared.public_url.trim_end_matches('/').into(),
        }
    }
}

/// All pages and their files. What no other route takes is answered with the
/// page for addresses that lead nowhere.
pub(crate) fn router<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    Site: FromRef<S>,
{
    Router::new()
        .merge(pages())
        .nest("/en", pages())
        .route("/feeds/nya-asf.atom", get(feed::get))
        .route("/sitemap.xml", get(crawlers::sitemap))
        .route("/robots.txt", get(crawlers::robots))
        .route("/static/{release}/{file}", get(assets::get))
        .route(
            "/.well-known/change-password",
            get(account::password::well_known),
        )
        .fallback(error_page::not_found)
}

fn pages<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    Site: FromRef<S>,
{
    Router::new()
        .route("/", page(get(home::get)))
        .route("/asf-listan", page(get(list::get)))
        .route("/asf/{slug}", page(get(profile::get)))
        .route("/for-asf", page(get(for_asf::get)))
        .route("/for-offentlig-sektor", page(get(for_public_sector::get)))
        .route("/for-naringsliv", page(get(for_business::get)))
        .route("/aktuellt", page(get(news::get)))
        .route("/arkiv", page(get(archive::get)))
        .merge(account::pages())
        .merge(organisation::pages())
        .merge(staff::pages())
}

fn page<S>(handler: MethodRouter<S>) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Site: FromRef<S>,
{
    handler.fallback(error_page::wrong_method)
}
