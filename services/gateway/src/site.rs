//! The website: pages rendered on the server, Swedish at `/…` and English
//! under `/en/…`. Every page works without JavaScript.

mod account;
mod archive;
mod assets;
mod benefit;
mod card;
mod compare;
mod crawlers;
mod data;
mod developers;
mod early_response;
mod embed;
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
mod form_data;
mod frame;
mod freshness;
mod history;
mod home;
mod lang;
mod list;
mod local;
mod map;
mod news;
mod opensearch;
mod organisation;
mod page_request;
mod places;
mod profile;
mod registry;
mod respond;
mod shortlist;
mod staff;
#[cfg(test)]
mod testing;
mod texts;
mod webhook;

use std::sync::Arc;

use crate::{clients::Clients, open_data::OpenData, session::Sessions, state::AppState};
use chassis::clock::Clock;

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
    clock: Clock,
    open_data: OpenData,
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
            clock: state.clock.clone(),
            open_data: state.open_data.clone(),
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
        .route("/embed.js", page(embed::script()))
        .route("/data/asf.json", get(data::json))
        .route("/data/asf.csv", get(data::csv))
        .route("/feeds/nya-asf.atom", get(feed::atom))
        .route("/feeds/nya-asf.json", get(feed::json))
        .route("/opensearch.xml", get(opensearch::get))
        .route("/sitemap.xml", get(crawlers::sitemap))
        .route("/sitemap/{file}", get(crawlers::part))
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
        .route("/asf-listan/jamfor", page(get(compare::get)))
        .route("/asf/{slug}", page(get(profile::get)))
        .route("/asf/{slug}/historik", page(get(history::get)))
        .route("/for-asf", page(get(for_asf::get)))
        .route("/for-offentlig-sektor", page(get(for_public_sector::get)))
        .route("/for-naringsliv", page(get(for_business::get)))
        .route("/aktuellt", page(get(news::get)))
        .route("/arkiv", page(get(archive::get)))
        .route("/utvecklare", page(get(developers::get)))
        .merge(benefit::pages())
        .merge(account::pages())
        .merge(organisation::pages())
        .merge(staff::pages())
        .merge(shortlist::pages())
        .merge(webhook::pages())
        .merge(embed::pages())
}

fn page<S>(handler: MethodRouter<S>) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Site: FromRef<S>,
{
    handler.fallback(error_page::wrong_method)
}
