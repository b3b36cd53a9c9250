//! The list as JSON, by types that are known when this is compiled.

use std::net::SocketAddr;

use axum::{Json, Router, extract::State, http::StatusCode, routing};
use proto::asf::registry::v1::{
    EnterpriseSummary, SearchEnterprisesRequest, registry_service_client::RegistryServiceClient,
};
use serde::Serialize;
use tokio::net::TcpListener;
use tonic::transport::{Channel, Endpoint};

use crate::bare::{PATH, on_all_cores};

type Client = RegistryServiceClient<Channel>;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct List {
    enterprises: Vec<Summary>,
    total_size: u32,
    next_page_token: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    id: String,
    slug: String,
    name: String,
    org_number: String,
    county_code: String,
    municipality_code: String,
    industries: Vec<String>,
    services: Vec<String>,
    social_benefit_areas: Vec<String>,
    excerpt: String,
    certified: bool,
}

impl From<EnterpriseSummary> for Summary {
    fn from(summary: EnterpriseSummary) -> Self {
        Self {
            id: summary.id,
            slug: summary.slug,
            name: summary.name,
            org_number: summary.org_number,
            county_code: summary.county_code,
            municipality_code: summary.municipality_code,
            industries: summary.industries,
            services: summary.services,
            social_benefit_areas: summary.social_benefit_areas,
            excerpt: summary.excerpt,
            certified: summary.certified,
        }
    }
}

/// Serves until it is killed.
///
/// # Errors
/// The address cannot be listened on.
pub(crate) fn run(address: SocketAddr, service: String) -> anyhow::Result<()> {
    on_all_cores(async {
        let client = Client::new(
            Endpoint::from_shared(service)?
                .tcp_nodelay(true)
                .connect_lazy(),
        );
        let router = Router::new()
            .route(PATH, routing::get(list))
            .with_state(client);
        let listener = TcpListener::bind(address).await?;
        Ok(axum::serve(listener, router).await?)
    })
}

async fn list(State(mut client): State<Client>) -> Result<Json<List>, StatusCode> {
    let answer = client
        .search_enterprises(SearchEnterprisesRequest::default())
        .await
        .map_err(|_| StatusCode::BAD_GATEWAY)?
        .into_inner();
    Ok(Json(List {
        enterprises: answer.enterprises.into_iter().map(Summary::from).collect(),
        total_size: answer.total_size,
        next_page_token: answer.next_page_token,
    }))
}
