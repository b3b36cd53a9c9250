//! Which processes may call which gRPC services, tried with certificates of
//! every name, and with those of nobody.

#![expect(
    clippy::expect_used,
    reason = "what is wrong with a test's own values has failed the test"
)]

use std::net::SocketAddr;

use all_in_one::authority::Authority;
use chassis::{
    client,
    clock::Clock,
    config::{Loader, Shared},
    status,
};
use integration_tests::{
    limit,
    stack::{Stack, Wanted},
};
use prost_reflect::ServiceDescriptor;
use rcgen::{CertificateParams, DistinguishedName, DnType, Issuer, KeyPair};
use time::OffsetDateTime;
use tonic::transport::Channel;
use tonic::{Request, Status, client::Grpc, codegen::http::uri::PathAndQuery};
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};
use tonic_prost::ProstCodec;

const FEED: &str = "/asf.feed.v1.FeedService/Read";

/// Every name of the platform, and one that nobody lets in.
const NAMES: [&str; 7] = [
    "gateway",
    "registry",
    "marketplace",
    "intranet",
    "identity",
    "subscriber",
    "stranger",
];

async fn stack() -> anyhow::Result<Stack> {
    let wanted = Wanted {
        nobody: true,
        ..Wanted::default()
    };
    Stack::with(wanted).await
}

/// Calls with an empty request and no token.
async fn call(channel: &Channel, path: &str) -> Result<(), Status> {
    let mut grpc = Grpc::new(channel.clone());
    let ready = grpc.ready().await;
    ready.map_err(|error| Status::unknown(error.to_string()))?;
    let codec = ProstCodec::<(), ()>::default();
    let path = PathAndQuery::try_from(path).expect("a path");
    let answer = grpc.server_streaming(Request::new(()), path, codec).await?;
    answer.into_inner().message().await.map(drop)
}

/// No service has said anything: the connection was refused.
fn is_no_connection(answer: &Result<(), Status>) -> bool {
    matches!(answer, Err(refusal) if status::reason(refusal).is_none())
}

/// The names that the option of a service has.
fn names(service: &ServiceDescriptor) -> Vec<String> {
    let pool = service.parent_pool();
    let option = pool.get_extension_by_name("asf.options.v1.peers");
    let options = service.options();
    let peers = options.get_extension(&option.expect("our option"));
    let names = peers
        .as_message()
        .and_then(|it| it.get_field_by_name("names"));
    let names = names.expect("the names").into_owned();
    let names = names.as_list().unwrap_or_default().iter();
    names
        .filter_map(|it| Some(it.as_str()?.to_owned()))
        .collect()
}

#[tokio::test]
async fn every_service_lets_in_the_processes_that_its_option_names() -> anyhow::Result<()> {
    let stack = stack().await?;
    let servers = [
        (
            "registry",
            registry::SERVICES,
            stack.registries[0].address(),
        ),
        (
            "identity",
            identity::SERVICES,
            stack.identities[0].address(),
        ),
    ];
    let mut refused = 0;
    for (server, services, at) in servers {
        for peer in NAMES {
            let channel = stack.ground.channel(peer, server, at)?;
            for service in services {
                let descriptor = proto::DESCRIPTORS.get_service_by_name(service);
                let descriptor = descriptor.expect("a service of ours");
                let method = descriptor.methods().next().expect("a method");
                let path = format!("/{service}/{}", method.name());
                let reason = call(&channel, &path).await.err();
                let reason = reason.and_then(|refusal| status::reason(&refusal));
                let is_refused = reason.as_deref() == Some("PEER_NOT_ALLOWED");
                let is_named = names(&descriptor).iter().any(|name| name == peer);
                assert_eq!(is_refused, !is_named, "{peer} calls {path}: {reason:?}");
                refused += usize::from(is_refused);
            }
        }
    }
    assert!(refused > NAMES.len());
    Ok(())
}

#[tokio::test]
async fn a_service_reads_a_feed_and_the_state_of_tokens_without_a_token() -> anyhow::Result<()> {
    let stack = stack().await?;
    let registry = stack.registries[0].address();
    let identity = stack.identities[0].address();
    let feed = stack.ground.channel("subscriber", "registry", registry)?;
    assert!(call(&feed, FEED).await.is_ok());
    let state = stack.ground.channel("registry", "identity", identity)?;
    let path = "/asf.identity.v1.SessionService/GetTokenState";
    assert!(call(&state, path).await.is_ok());
    Ok(())
}

#[tokio::test]
async fn health_answers_any_process_of_the_platform() -> anyhow::Result<()> {
    let stack = stack().await?;
    let at = stack.registries[0].address();
    let channel = stack.ground.channel("stranger", "registry", at)?;
    let mut health = HealthClient::new(channel);
    let answer = health.check(HealthCheckRequest::default()).await;
    assert!(answer.is_ok());
    Ok(())
}

/// The settings of a process with these files.
fn shared(ca: &str, certificate: &str, key: &str) -> anyhow::Result<Shared> {
    let variables = [
        ("ASF_TLS_CA", ca),
        ("ASF_TLS_CERT", certificate),
        ("ASF_TLS_KEY", key),
    ];
    let variables = variables.map(|(name, value)| (name.into(), value.into()));
    let mut loader = Loader::from_variables(variables);
    let shared = loader.add("ASF_");
    Ok(loader.finish(shared)?)
}

async fn call_with(shared: &Shared, at: SocketAddr) -> anyhow::Result<Result<(), Status>> {
    let channel = client::channel(&format!("http://{at}"), "registry", shared)?;
    Ok(call(&channel, FEED).await)
}

#[tokio::test]
async fn without_a_certificate_of_the_platform_nobody_connects() -> anyhow::Result<()> {
    let stack = stack().await?;
    let at = stack.registries[0].address();
    let own = stack.ground.shared("subscriber")?;
    assert!(call_with(&own, at).await?.is_ok());

    let mut plain = Loader::from_variables([("ASF_TLS".into(), "off".into())]);
    let plain = plain.add("ASF_").expect("settings");
    assert!(is_no_connection(&call_with(&plain, at).await?));

    let ca = own.tls_ca.expect("an authority");
    let folder = tempfile::tempdir()?;
    let other = Authority::ensure(folder.path(), Clock::system().now())?;
    let other = other.certificate("subscriber")?;
    let read = std::fs::read_to_string;
    let other = shared(&ca, &read(other.certificate)?, &read(other.key)?)?;
    assert!(is_no_connection(&call_with(&other, at).await?));
    Ok(())
}

#[tokio::test]
async fn a_certificate_that_has_expired_opens_nothing() -> anyhow::Result<()> {
    let stack = stack().await?;
    let at = stack.registries[0].address();
    let ca = stack.ground.shared("subscriber")?.tls_ca.expect("a CA");
    let now = Clock::system().now();
    let hour = time::Duration::hours(1);
    let until = async |end: OffsetDateTime| {
        let (certificate, key) = issue(&stack, now - 2 * hour, end)?;
        call_with(&shared(&ca, &certificate, &key)?, at).await
    };
    assert!(until(now + hour).await?.is_ok());
    assert!(is_no_connection(&until(now - hour).await?));
    Ok(())
}

/// A certificate of the stack's own authority for `subscriber`.
fn issue(
    stack: &Stack,
    from: OffsetDateTime,
    until: OffsetDateTime,
) -> anyhow::Result<(String, String)> {
    let key = stack.ground.folder().join("keys/authority.key");
    let mut authority = CertificateParams::default();
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, "ASF Lyfter development");
    authority.distinguished_name = name;
    let issuer = Issuer::new(
        authority,
        KeyPair::from_pem(&std::fs::read_to_string(key)?)?,
    );
    let mut params = CertificateParams::new(["subscriber".to_owned()])?;
    (params.not_before, params.not_after) = (from, until);
    let key = KeyPair::generate()?;
    let certificate = params.signed_by(&key, &issuer)?;
    Ok((certificate.pem(), key.serialize_pem()))
}

#[tokio::test]
async fn a_process_does_not_talk_to_a_server_of_another_name() -> anyhow::Result<()> {
    let stack = stack().await?;
    let at = stack.registries[0].address();
    let channel = stack.ground.channel("subscriber", "identity", at)?;
    assert!(is_no_connection(&call(&channel, FEED).await));
    Ok(())
}

#[tokio::test]
async fn a_service_without_certificates_does_not_start_and_says_what_to_give() -> anyhow::Result<()>
{
    let stack = stack().await?;
    let mut serve = stack.command("registry", &["serve"])?;
    for name in ["ASF_TLS_CA", "ASF_TLS_CERT", "ASF_TLS_KEY"] {
        serve.env_remove(format!("{name}_FILE"));
    }
    let ended = limit::run(&mut serve).await?;
    let words = ended.stderr;
    assert_eq!(ended.status.code(), Some(78), "{words}");
    for name in ["ASF_TLS_CA", "ASF_TLS_CERT", "ASF_TLS_KEY", "ASF_TLS=off"] {
        assert!(words.contains(name), "{name} in {words}");
    }
    Ok(())
}
