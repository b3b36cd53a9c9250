//! What the tests of pages share: a registry that gives set answers, and the
//! way to ask the site for a page.

use std::sync::LazyLock;

use axum::{
    body::Body,
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, Request},
    response::Response,
};
use chassis::clock::Clock;
use http_body_util::BodyExt;
use kernel::text::slugify;
use prost_types::Timestamp;
use proto::asf::registry::v1::{
    Activity, Enterprise, EnterpriseSummary, Facet, FacetValue, GetEnterpriseBySlugRequest,
    GetEnterpriseBySlugResponse, GetSnapshotRequest, Profile, SearchEnterprisesRequest,
    SearchEnterprisesResponse, State,
};
use proto::google::api::HttpBody;
use stubs::{Stub, nowhere, verifier};
use tokio::runtime::Runtime;
use tonic::{Status, transport::Channel};
use tower::ServiceExt;
use web::{client::Client, session::Sessions};

use crate::{Services, Settings, Site, page::page_request::PageRequest, router};

/// What the registry answers to every question of a kind.
#[derive(Clone)]
pub(crate) struct Answers {
    pub(crate) search: Result<SearchEnterprisesResponse, Status>,
    pub(crate) enterprise: Result<Enterprise, Status>,
}

/// A site whose registry answers like this.
pub(crate) async fn with(answers: Answers) -> Site {
    let Answers { search, enterprise } = answers;
    let by_slug = enterprise.map(|enterprise| GetEnterpriseBySlugResponse {
        enterprise: Some(enterprise),
    });
    let (registry, _) = Stub::default()
        .answers::<SearchEnterprisesRequest, _>(
            "asf.registry.v1.RegistryService/SearchEnterprises",
            search,
        )
        .answers::<GetEnterpriseBySlugRequest, _>(
            "asf.registry.v1.RegistryService/GetEnterpriseBySlug",
            by_slug,
        )
        .start()
        .await;
    site(registry, nowhere())
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

/// A site whose registry has this as the whole list's file.
pub(crate) async fn with_snapshot(file: &str) -> Site {
    let part = HttpBody {
        data: file.to_owned().into(),
        ..HttpBody::default()
    };
    let rpc = "asf.registry.v1.HistoryService/GetSnapshot";
    let stub = Stub::default().answers::<GetSnapshotRequest, _>(rpc, Ok(part));
    let (registry, _) = stub.start().await;
    site(registry, nowhere())
}

/// A site whose services are down.
pub(crate) fn without_registry() -> Site {
    site(nowhere(), nowhere())
}

/// A site whose identity is this.
pub(crate) fn with_identity(identity: Channel) -> Site {
    site(nowhere(), identity)
}

/// A site whose services are these.
pub(crate) fn with_services(registry: Channel, identity: Channel) -> Site {
    site(registry, identity)
}

fn site(registry: Channel, identity: Channel) -> Site {
    let clock = Clock::system();
    Site::new(
        Services {
            registry,
            identity: identity.clone(),
        },
        Sessions::new(identity, verifier(), clock.clone()),
        clock,
        Settings {
            proxies: 0,
            public_url: "https://asf.example",
        },
    )
}

/// Sends a form.
pub(crate) async fn send(
    site: Site,
    url: &str,
    body: &str,
    headers: &[(HeaderName, HeaderValue)],
) -> Response {
    let form = "application/x-www-form-urlencoded";
    let request = Request::post(url).header("content-type", form);
    let mut request = request.body(Body::from(body.to_owned())).unwrap();
    request.headers_mut().extend(headers.iter().cloned());
    router(site).oneshot(request).await.unwrap()
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
    router(site).oneshot(request).await.unwrap()
}

pub(crate) async fn text(answer: Response) -> String {
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub(crate) fn request(url: &str) -> PageRequest {
    // Channels are made in a runtime, though nothing is asked over them.
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
    let _inside = RUNTIME.enter();
    PageRequest::new(
        &url.parse().unwrap(),
        without_registry(),
        Client::of(&Extensions::new(), &HeaderMap::new(), 0),
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
        ..EnterpriseSummary::default()
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
