//! The website: pages rendered on the server, Swedish at `/…` and English
//! under `/en/…`. Every page works without JavaScript.

mod account;
mod assets;
mod benefit;
mod card;
mod clients;
mod compare;
mod crawlers;
mod data;
mod developers;
mod embed;
mod facets;
mod feed;
mod for_business;
mod freshness;
mod history;
mod home;
mod list;
mod map;
mod open_data;
mod opensearch;
mod organisation;
mod page;
mod profile;
mod registry;
mod shortlist;
mod staff;
mod static_pages;
#[cfg(test)]
mod testing;
mod webhook;

use std::sync::Arc;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, get},
};
use chassis::clock::Clock;
use tonic::transport::Channel;
use web::session::Sessions;

use open_data::OpenData;
use page::once::{self, Answered};

/// The services behind the site. Clones share their connections.
#[derive(Clone)]
pub struct Services {
    pub registry: Channel,
    pub identity: Channel,
}

/// What the site has to know of where it is served.
pub struct Settings<'s> {
    /// Reverse proxies before the gateway.
    pub proxies: usize,
    pub public_url: &'s str,
}

/// What pages need of the gateway.
#[derive(Clone)]
pub struct Site {
    services: Services,
    sessions: Sessions,
    clock: Clock,
    open_data: OpenData,
    /// Forms that were sent in the last minutes.
    answered: Answered,
    /// Reverse proxies before the gateway.
    proxies: usize,
    /// Scheme and host that the site is reached by, without a slash at the end.
    public_url: Arc<str>,
}

impl Site {
    /// Sessions are shared with the gateway: what one of them forgets, the other
    /// must not remember.
    pub fn new(
        services: Services,
        sessions: Sessions,
        clock: Clock,
        settings: Settings<'_>,
    ) -> Self {
        Self {
            open_data: OpenData::new(services.registry.clone()),
            answered: Answered::default(),
            services,
            sessions,
            clock,
            proxies: settings.proxies,
            public_url: settings.public_url.trim_end_matches('/').into(),
        }
    }
}

/// All pages and their files. What no other route takes is answered with the
/// page for addresses that lead nowhere.
pub fn router(site: Site) -> Router {
    routes(&site).with_state(site)
}

fn routes(site: &Site) -> Router<Site> {
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
        .fallback(page::error_page::not_found)
        .layer(from_fn_with_state(site.clone(), once::around))
        .layer(from_fn(page::error_page::around))
}

fn pages() -> Router<Site> {
    Router::new()
        .route("/", page(get(home::get)))
        .route("/asf-listan", page(get(list::get)))
        .route("/asf-listan/jamfor", page(get(compare::get)))
        .route("/asf/{slug}", page(get(profile::get)))
        .route("/asf/{slug}/historik", page(get(history::get)))
        .route("/for-naringsliv", page(get(for_business::get)))
        .route("/utvecklare", page(get(developers::get)))
        .merge(static_pages::pages())
        .merge(benefit::pages())
        .merge(account::pages())
        .merge(organisation::pages())
        .merge(staff::pages())
        .merge(shortlist::pages())
        .merge(webhook::pages())
        .merge(embed::pages())
}

fn page(handler: MethodRouter<Site>) -> MethodRouter<Site> {
    handler.fallback(page::error_page::wrong_method)
}
