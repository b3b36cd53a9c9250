//! Every RPC for every kind of caller, at the service and at the gateway: who
//! is let in is what the proto's option says, and nobody else.

use chassis::caller::Role;
use integration_tests::stack::Stack;
use prost_reflect::{DynamicMessage, MethodDescriptor, Value};
use proto::DESCRIPTORS;
use tonic::{Code, Request, client::Grpc, transport::Channel};
use tonic_prost::ProstCodec;

const SERVICES: [&str; 2] = ["asf.registry.v1.RegistryService", "asf.feed.v1.FeedService"];
/// Nothing has it: a call that is let in changes nothing.
const ID: &str = "01900000-0000-7000-8000-00000000ffff";

/// What a caller is told before the RPC is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    Open,
    LoginNeeded,
    Forbidden,
}

fn rpcs() -> Vec<MethodDescriptor> {
    let services = SERVICES
        .into_iter()
        .filter_map(|name| DESCRIPTORS.get_service_by_name(name));
    services
        .flat_map(|service| service.methods().collect::<Vec<_>>())
        .collect()
}

fn option(rpc: &MethodDescriptor, name: &str) -> Option<DynamicMessage> {
    let option = DESCRIPTORS.get_extension_by_name(name)?;
    let value = rpc.options().get_extension(&option).into_owned();
    value.as_message().cloned()
}

/// The numbers of the roles that the option names: 1 is everybody, 2 is
/// everybody who is logged in.
fn wanted(rpc: &MethodDescriptor, caller: Option<Role>) -> Option<Door> {
    let access = option(rpc, "asf.options.v1.access")?;
    let roles = access.get_field_by_name("any_of")?;
    let roles: Vec<i32> = roles
        .as_list()?
        .iter()
        .filter_map(Value::as_enum_number)
        .collect();
    let lets_in = |number: i32| roles.contains(&number);
    Some(match caller {
        _ if lets_in(1) => Door::Open,
        None => Door::LoginNeeded,
        Some(role) if lets_in(2) || lets_in(number(role)) => Door::Open,
        Some(_) => Door::Forbidden,
    })
}

fn number(role: Role) -> i32 {
    match role {
        Role::Anonymous => 1,
        Role::Account => 2,
        Role::Buyer => 3,
        Role::AsfEditor => 4,
        Role::AsfOwner => 5,
        Role::Member => 6,
        Role::ProcessLeader => 7,
        Role::Staff => 8,
        Role::Service => 9,
    }
}

fn callers() -> Vec<Option<Role>> {
    let roles = Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Anonymous);
    std::iter::once(None).chain(roles.map(Some)).collect()
}

/// Calls it with an empty request; the answer is not looked at.
async fn at_the_service(
    channel: &Channel,
    rpc: &MethodDescriptor,
    token: Option<&str>,
) -> anyhow::Result<Door> {
    let path = format!("/{}/{}", rpc.parent_service().full_name(), rpc.name()).parse()?;
    let mut request = Request::new(());
    if let Some(token) = token {
        let bearer = format!("Bearer {token}").parse()?;
        request.metadata_mut().insert("authorization", bearer);
    }
    let mut client = Grpc::new(channel.clone());
    client.ready().await?;
    let codec = ProstCodec::<(), ()>::default();
    let answer = match rpc.is_server_streaming() {
        true => client
            .server_streaming(request, path, codec)
            .await
            .map(drop),
        false => client.unary(request, path, codec).await.map(drop),
    };
    Ok(match answer.map_err(|status| status.code()) {
        Err(Code::Unauthenticated) => Door::LoginNeeded,
        Err(Code::PermissionDenied) => Door::Forbidden,
        Ok(()) | Err(_) => Door::Open,
    })
}

/// The method and path of its HTTP rule, if it has one.
fn http(rpc: &MethodDescriptor) -> Option<(&'static str, String)> {
    let rule = option(rpc, "google.api.http")?;
    let methods = [
        ("get", "GET"),
        ("post", "POST"),
        ("patch", "PATCH"),
        ("delete", "DELETE"),
    ];
    methods.into_iter().find_map(|(field, method)| {
        let path = rule.get_field_by_name(field)?;
        let path = path.as_str()?.replace("{id}", ID);
        (!path.is_empty()).then_some((method, path))
    })
}

async fn at_the_gateway(
    stack: &Stack,
    (method, path): &(&str, String),
    token: Option<&str>,
) -> anyhow::Result<Door> {
    let mut request = stack.anonymous(method, path);
    if let Some(token) = token {
        request = request.header("authorization", &format!("Bearer {token}"));
    }
    if *method != "GET" {
        request = request.raw("{}");
    }
    // Not read: the feed has no end.
    Ok(match request.open().await?.status().as_u16() {
        401 => Door::LoginNeeded,
        403 => Door::Forbidden,
        _ => Door::Open,
    })
}

#[tokio::test]
async fn every_rpc_lets_in_whom_its_option_names() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let channel = chassis::client::channel(&format!("http://{}", stack.registries[0].address()))?;
    let mut seen = 0;
    for rpc in rpcs() {
        for caller in callers() {
            let token = caller.map(|role| stack.token_of(&[role])).transpose()?;
            let wanted = wanted(&rpc, caller);
            let name = rpc.full_name();
            let found = at_the_service(&channel, &rpc, token.as_deref()).await?;
            assert_eq!(Some(found), wanted, "{name} at the service by {caller:?}");
            if let Some(rule) = http(&rpc) {
                let found = at_the_gateway(&stack, &rule, token.as_deref()).await?;
                assert_eq!(Some(found), wanted, "{name} at the gateway by {caller:?}");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, rpcs().len() * callers().len());
    assert!(rpcs().len() >= 14 && rpcs().iter().filter_map(http).count() >= 13);
    Ok(())
}
