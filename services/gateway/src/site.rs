//! The website: pages rendered on the server, Swedish at `/…` and English
//! under `/en/…`. Every page works without JavaScript.

mod archive;
mod assets;
mod card;
mod crawlers;
mod error_page;
mod facets;
mod feed;
mod for_asf;
mod for_business;
mod for_public_sector;
mod frame;
mod home;
mod lang;
mod list;
mod map;
mod news;
mod places;
mod profile;
mod registry;
mod respond;
#[cfg(test)]
mod testing;
mod texts;
mod visit;

use std::sync::Arc;

use axum::{
    Router,
    extract::FromRef,
    routing::{MethodRouter, get},
};
use proto::asf::registry::v1::registry_service_client::RegistryServiceClient;
use tonic::transport::Channel;

use crate::state::AppState;

/// What pages need of the gateway.
#[derive(Clone)]
pub(crate) struct Site {
    registry: RegistryServiceClient<Channel>,
    /// Scheme and host that the site is reached by, without a slash at the end.
    public_url: Arc<str>,
}

impl FromRef<AppState> for Site {
    fn from_ref(state: &AppState) -> Self {
        Self {
            registry: state.clients.registry.clone(),
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
}

fn page<S>(handler: MethodRouter<S>) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Site: FromRef<S>,
{
    handler.fallback(error_page::only_to_read)
}
