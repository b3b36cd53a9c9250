//! What the tests of pages share: a registry that gives set answers, and the
//! way to ask the site for a page.

use std::future::ready;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Request},
    response::Response,
    routing::post,
};
use http_body_util::BodyExt;
use kernel::text::slugify;
use prost_types::Timestamp;
use proto::asf::registry::v1::{
    Activity, Enterprise, EnterpriseSummary, Facet, FacetValue, GetEnterpriseBySlugRequest,
    GetEnterpriseBySlugResponse, Profile, SearchEnterprisesRequest, SearchEnterprisesResponse,
    State, registry_service_client::RegistryServiceClient,
};
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::{
    Status,
    server::Grpc,
    transport::{Channel, Server},
};
use tonic_prost::ProstCodec;
use tower::{ServiceExt, service_fn};

use crate::site::{Site, router, visit::Visit};

/// What the registry answers to every question of a kind.
#[derive(Clone)]
pub(crate) struct Answers {
    pub(crate) search: Result<SearchEnterprisesResponse, Status>,
    pub(crate) enterprise: Result<Enterprise, Status>,
}

/// A site whose registry answers like this. It knows only what pages ask for,
/// so that a new RPC is none of its business.
pub(crate) async fn with(answers: Answers) -> Site {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let Answers { search, enterprise } = answers;
    let by_slug = enterprise.map(|enterprise| GetEnterpriseBySlugResponse {
        enterprise: Some(enterprise),
    });
    let routes = Router::new()
        .route(
            "/asf.registry.v1.RegistryService/SearchEnterprises",
            post(move |question| answered::<SearchEnterprisesRequest, _>(search.clone(), question)),
        )
        .route(
            "/asf.registry.v1.RegistryService/GetEnterpriseBySlug",
            post(move |question| {
                answered::<GetEnterpriseBySlugRequest, _>(by_slug.clone(), question)
            }),
        );
    let server = Server::builder().add_routes(routes.into());
    tokio::spawn(server.serve_with_incoming(TcpListenerStream::new(listener)));
    site(&format!("http://{address}"))
}

async fn answered<Question, Answer>(
    answer: Result<Answer, Status>,
    question: Request<Body>,
) -> Response<tonic::body::Body>
where
    Question: prost::Message + Default + Send + 'static,
    Answer: prost::Message + Default + Clone + Send + Sync + 'static,
{
    let codec = ProstCodec::<Answer, Question>::default();
    let service = service_fn(move |_: tonic::Request<Question>| {
        ready(answer.clone().map(tonic::Response::new))
    });
    Grpc::new(codec).unary(service, question).await
}

/// A site whose registry finds this.
pub(crate) async fn answering(found: SearchEnterprisesResponse) -> Site {
    let enterprise = Err(Status::not_found(""));
    with(Answers {
        search: Ok(found),
        enterprise,
    })
    .await
}

/// A site whose registry is down.
pub(crate) fn without_registry() -> Site {
    site("http://127.0.0.1:1")
}

fn site(registry: &str) -> Site {
    let channel = Channel::from_shared(registry.to_owned())
        .unwrap()
        .connect_lazy();
    Site {
        registry: RegistryServiceClient::new(channel),
        public_url: "https://asf.example".into(),
    }
}

pub(crate) async fn get(site: Site, url: &str) -> Response {
    get_with(site, url, &[]).await
}

pub(crate) async fn get_with(
    site: Site,
    url: &str,
    headers: &[(HeaderName, HeaderValue)],
) -> Response {
    let mut request = Request::get(url).body(Body::empty()).unwrap();
    request.headers_mut().extend(headers.iter().cloned());
    router().with_state(site).oneshot(request).await.unwrap()
}

pub(crate) async fn text(answer: Response) -> String {
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub(crate) fn visit(url: &str) -> Visit {
    Visit::new(
        &url.parse().unwrap(),
        "https://asf.example".into(),
        HeaderMap::new(),
    )
}

pub(crate) fn facet(name: &str, counts: &[(&str, u32)]) -> Facet {
    let value = |(value, count): &(&str, u32)| FacetValue {
        value: (*value).to_owned(),
        count: *count,
        selected: false,
    };
    Facet {
        name: name.to_owned(),
        values: counts.iter().map(value).collect(),
    }
}

pub(crate) fn summary(name: &str) -> EnterpriseSummary {
    EnterpriseSummary {
        id: "019363f5-0000-7000-8000-000000000000".to_owned(),
        slug: slugify(name),
        name: name.to_owned(),
        org_number: "769600-0004".to_owned(),
        county_code: "14".to_owned(),
        municipality_code: "1480".to_owned(),
        industries: vec!["catering".to_owned()],
        services: vec!["praktik".to_owned()],
        social_benefit_areas: vec!["arbete".to_owned()],
        excerpt: "Vi lagar lunch.".to_owned(),
        certified: true,
        listed_at: Some(Timestamp {
            seconds: 1_795_500_000,
            nanos: 0,
        }),
        distance_km: None,
    }
}

pub(crate) fn enterprise(name: &str) -> Enterprise {
    Enterprise {
        slug: slugify(name),
        state: State::Listed.into(),
        county_code: "14".to_owned(),
        industries: vec!["catering".to_owned()],
        listed_at: Some(Timestamp {
            seconds: 1_795_500_000,
            nanos: 0,
        }),
        certified: true,
        profile: Some(Profile {
            name: name.to_owned(),
            org_number: "769600-0004".to_owned(),
            legal_form: "ekonomisk-forening".to_owned(),
            description: "Vi lagar lunch.\n\nVarje dag.".to_owned(),
            municipality_code: "1480".to_owned(),
            activities: vec![Activity {
                industry: "catering".to_owned(),
                offer: "Smörgåstårta och buffé".to_owned(),
                ..Activity::default()
            }],
            email: "info@kok.example".to_owned(),
            website: "https://kok.example".to_owned(),
            ..Profile::default()
        }),
        ..Enterprise::default()
    }
}
