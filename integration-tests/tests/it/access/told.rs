//! Making a call, and reading what its answer says of access.

use serde_json::Value;
use tonic::{Code, Request, client::Grpc, transport::Channel};
use tonic_prost::ProstCodec;

use super::{
    filling::{Names, fill},
    rpc::Rpc,
    world::{ABSENT, Caller, Object, World},
};

/// What a caller is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    LoginNeeded,
    Forbidden,
    NotFound,
    /// Let in: it worked, or another rule than access stands against it.
    Else,
}

/// Calls it over HTTP. Nothing where the caller has no such object.
pub(super) async fn at_the_gateway(
    world: &World,
    rpc: &Rpc,
    by: &Caller,
    object: Object,
) -> anyhow::Result<Option<Told>> {
    let Some(id) = world.id(by, &rpc.method, object) else {
        return Ok(None);
    };
    let names = Names {
        object: id,
        subject: match rpc.has_object() {
            true => world.subject(by, object),
            false => ABSENT,
        },
        claimant: world.claimant(),
    };
    let (method, template) = &rpc.http;
    let filled = fill(&rpc.method, template, *method == "GET", &names);
    let query = filled.query.iter();
    let query: Vec<_> = query
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let mut request = world.stack.anonymous(method, &filled.path).query(&query);
    if let Some(token) = by.token(&world.stack).await? {
        request = request.bearer(&token);
    }
    if !["GET", "DELETE"].contains(method) {
        request = request.json(&filled.body);
    }
    if rpc.method.input().get_field_by_name("etag").is_some() {
        // Of a version that never was: what is let in is not carried out.
        request = request.header("if-match", "\"999999\"");
    }
    let response = request.open().await?;
    let status = response.status().as_u16();
    if status < 400 {
        // Not read: a feed has no end.
        return Ok(Some(Told::Else));
    }
    let problem: Value = response.json().await?;
    let broken = status == 500 || status == 501;
    anyhow::ensure!(!broken, "{} by {}: {problem}", rpc.name(), by.name);
    Ok(Some(match problem["reason"].as_str() {
        Some("LOGIN_NEEDED") => Told::LoginNeeded,
        Some("FORBIDDEN") => Told::Forbidden,
        Some("NOT_FOUND") => Told::NotFound,
        _ => Told::Else,
    }))
}

/// Calls it at the service with an empty request; only refusals by the role
/// count.
pub(super) async fn at_the_service(
    channel: &Channel,
    rpc: &Rpc,
    token: Option<&str>,
) -> anyhow::Result<Told> {
    let service = rpc.method.parent_service();
    let path = format!("/{}/{}", service.full_name(), rpc.method.name()).parse()?;
    let mut request = Request::new(());
    if let Some(token) = token {
        let bearer = format!("Bearer {token}").parse()?;
        request.metadata_mut().insert("authorization", bearer);
    }
    let mut client = Grpc::new(channel.clone());
    client.ready().await?;
    let codec = ProstCodec::<(), ()>::default();
    let answer = match rpc.method.is_server_streaming() {
        true => {
            let answer = client.server_streaming(request, path, codec).await;
            answer.map(drop)
        }
        false => client.unary(request, path, codec).await.map(drop),
    };
    let Err(status) = answer else {
        return Ok(Told::Else);
    };
    Ok(
        match (status.code(), chassis::status::reason(&status).as_deref()) {
            (Code::Unauthenticated, Some("LOGIN_NEEDED")) => Told::LoginNeeded,
            (Code::PermissionDenied, Some("FORBIDDEN")) => Told::Forbidden,
            _ => Told::Else,
        },
    )
}
