//! Twenty summaries out of memory, whatever is asked.

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::Arc,
    task::{Context, Poll},
};

use chassis::clock::Clock;
use proto::asf::registry::v1::{
    EnterpriseSummary, Profile, SearchEnterprisesRequest, SearchEnterprisesResponse,
};
use tonic::{
    Request, Response, Status,
    body::Body,
    codegen::{BoxFuture, Service, http},
    server::{Grpc, NamedService, UnaryService},
    transport::Server,
};
use tonic_prost::ProstCodec;

use crate::{bare::on_all_cores, enterprises::Enterprises};

const PAGE: u32 = 20;
const EXCERPT: usize = 240;

/// Serves until it is killed.
///
/// # Errors
/// The address cannot be listened on.
pub(crate) fn run(address: SocketAddr) -> anyhow::Result<()> {
    on_all_cores(async {
        let enterprises = Enterprises::of(1, Clock::system().now().date());
        let list = SearchEnterprisesResponse {
            enterprises: (0..PAGE)
                .map(|nth| summary(nth, enterprises.profile(nth)))
                .collect(),
            total_size: PAGE,
            ..SearchEnterprisesResponse::default()
        };
        let bare = Bare(List(Arc::new(list)));
        let server = Server::builder().tcp_nodelay(true).add_service(bare);
        Ok(server.serve(address).await?)
    })
}

fn summary(nth: u32, profile: Profile) -> EnterpriseSummary {
    EnterpriseSummary {
        id: format!("00000000-0000-7000-8000-{nth:012}"),
        slug: format!("enterprise-{nth}"),
        name: profile.name,
        org_number: profile.org_number,
        county_code: profile.municipality_code.chars().take(2).collect(),
        municipality_code: profile.municipality_code,
        industries: profile
            .activities
            .into_iter()
            .map(|it| it.industry)
            .collect(),
        services: profile.services,
        social_benefit_areas: profile.social_benefit_areas,
        excerpt: profile.description.chars().take(EXCERPT).collect(),
        certified: false,
        listed_at: Some(prost_types::Timestamp::default()),
        distance_km: None,
        ..EnterpriseSummary::default()
    }
}

/// The server without its other methods.
#[derive(Clone)]
struct Bare(List);

#[derive(Clone)]
struct List(Arc<SearchEnterprisesResponse>);

impl NamedService for Bare {
    const NAME: &'static str = "asf.registry.v1.RegistryService";
}

impl Service<http::Request<Body>> for Bare {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<Self::Response, Self::Error>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let list = self.0.clone();
        Box::pin(async move {
            let codec = ProstCodec::default();
            Ok(Grpc::new(codec).unary(list, request).await)
        })
    }
}

impl UnaryService<SearchEnterprisesRequest> for List {
    type Response = SearchEnterprisesResponse;
    type Future = BoxFuture<Response<Self::Response>, Status>;

    fn call(&mut self, _: Request<SearchEnterprisesRequest>) -> Self::Future {
        let list = SearchEnterprisesResponse::clone(&self.0);
        Box::pin(async move { Ok(Response::new(list)) })
    }
}
