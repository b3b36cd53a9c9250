//! Who may call which RPC, as the protos say it with the method option
//! `(asf.options.v1.access)`, and over whose connections, with the service
//! option `(asf.options.v1.peers)`.

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    sync::Arc,
};

use prost_reflect::{DescriptorPool, DynamicMessage, MethodDescriptor, ServiceDescriptor, Value};

use crate::caller::{Caller, Role};

const OPTION: &str = "asf.options.v1.access";
const PEERS: &str = "asf.options.v1.peers";

/// The access rules of the RPCs that a process serves.
#[derive(Clone, Debug)]
pub struct Access {
    rpcs: HashMap<String, Rpc>,
}

/// One RPC as the server has to know it.
#[derive(Clone, Debug)]
pub(crate) struct Rpc {
    /// `/package.Service/Method`, as in the request.
    pub(crate) path: String,
    /// The answer is a stream.
    pub(crate) streams: bool,
    any_of: Vec<Role>,
    /// The certificates' names that its service may be called by.
    pub(crate) peers: Arc<BTreeSet<String>>,
}

/// RPCs that do not say who may call them, services that do not say over whose
/// connections, and services that nobody declared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct MissingAccess {
    pub rpcs: Vec<String>,
}

/// The caller may not make this call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    #[error("Log in to do this.")]
    LoginNeeded,
    #[error("This account may not do this.")]
    Forbidden,
}

impl Access {
    /// The rules of services by their full proto names, e.g.
    /// `asf.registry.v1.RegistryService`.
    pub fn of(services: &[&str]) -> Result<Self, MissingAccess> {
        Self::of_pool(&proto::DESCRIPTORS, services)
    }

    pub(crate) fn of_pool(pool: &DescriptorPool, services: &[&str]) -> Result<Self, MissingAccess> {
        let mut rpcs = HashMap::new();
        let mut missing = Vec::new();
        for name in services {
            let Some(service) = pool.get_service_by_name(name) else {
                missing.push(format!("{name} (no such service)"));
                continue;
            };
            let peers = Arc::new(peers(&service));
            if peers.is_empty() {
                missing.push(format!("{name} (no peers)"));
            }
            for method in service.methods() {
                let path = format!("/{name}/{}", method.name());
                match any_of(&method) {
                    Some(any_of) => {
                        let rpc = Rpc {
                            path: path.clone(),
                            streams: method.is_server_streaming(),
                            any_of,
                            peers: Arc::clone(&peers),
                        };
                        rpcs.insert(path, rpc);
                    }
                    None => missing.push(path),
                }
            }
        }
        if missing.is_empty() {
            Ok(Self { rpcs })
        } else {
            Err(MissingAccess { rpcs: missing })
        }
    }

    /// Whether the caller may make the call; `path` is `/package.Service/Method`.
    /// A path that no rule names is forbidden to everybody.
    pub fn check(&self, path: &str, caller: &Caller) -> Result<(), Denied> {
        self.rpc(path).ok_or(Denied::Forbidden)?.admit(caller)
    }

    /// The names of certificates that any service asks for.
    pub(crate) fn peers(&self) -> BTreeSet<String> {
        let rpcs = self.rpcs.values();
        rpcs.flat_map(|rpc| rpc.peers.iter().cloned()).collect()
    }

    pub(crate) fn rpc(&self, path: &str) -> Option<&Rpc> {
        self.rpcs.get(path)
    }
}

impl Rpc {
    pub(crate) fn admit(&self, caller: &Caller) -> Result<(), Denied> {
        if self.any_of.iter().any(|role| caller.has(*role)) {
            Ok(())
        } else if caller.is_anonymous() {
            Err(Denied::LoginNeeded)
        } else {
            Err(Denied::Forbidden)
        }
    }
}

impl fmt::Display for MissingAccess {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "no options ({OPTION}) and ({PEERS}) say who may call: {}",
            self.rpcs.join(", ")
        )
    }
}

/// The roles of the option. None without the option, without a role, and with
/// one role that this build does not know: it would let too few or too many in.
fn any_of(method: &MethodDescriptor) -> Option<Vec<Role>> {
    let option = method.parent_pool().get_extension_by_name(OPTION)?;
    let options = method.options();
    if !options.has_extension(&option) {
        return None;
    }
    let access = options.get_extension(&option);
    let roles = roles(access.as_message()?)?;
    (!roles.is_empty()).then_some(roles)
}

/// The names of the option; none without it.
fn peers(service: &ServiceDescriptor) -> BTreeSet<String> {
    let read = || {
        let option = service.parent_pool().get_extension_by_name(PEERS)?;
        let peers = service.options();
        let peers = peers.get_extension(&option);
        let names = peers.as_message()?.get_field_by_name("names")?;
        let names = names.as_list()?.iter();
        Some(
            names
                .filter_map(|it| it.as_str().map(str::to_owned))
                .collect(),
        )
    };
    read().unwrap_or_default()
}

fn roles(access: &DynamicMessage) -> Option<Vec<Role>> {
    let any_of = access.get_field_by_name("any_of")?;
    any_of
        .as_list()?
        .iter()
        .map(|role| Value::as_enum_number(role).and_then(Role::from_number))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rstest::rstest;

    use super::*;
    use crate::test_protos::bakery;

    const FEED: &str = "asf.feed.v1.FeedService";
    const REGISTRY: &str = "asf.registry.v1.RegistryService";

    fn account(roles: &[Role]) -> Caller {
        Caller {
            subject: "a-1".into(),
            roles: roles.iter().copied().collect::<BTreeSet<_>>(),
            ..Caller::anonymous()
        }
    }

    #[rstest]
    #[case::open_to_all("/asf.registry.v1.RegistryService/SearchEnterprises", Caller::anonymous(), Ok(()))]
    #[case::open_to_accounts_too("/asf.registry.v1.RegistryService/SearchEnterprises", account(&[]), Ok(()))]
    #[case::not_logged_in(
        "/asf.feed.v1.FeedService/Read",
        Caller::anonymous(),
        Err(Denied::LoginNeeded)
    )]
    #[case::another_role("/asf.feed.v1.FeedService/Read", account(&[Role::Buyer]), Err(Denied::Forbidden))]
    #[case::first_role("/asf.feed.v1.FeedService/Read", account(&[Role::Service]), Ok(()))]
    #[case::second_role("/asf.feed.v1.FeedService/Read", account(&[Role::Staff]), Ok(()))]
    #[case::no_such_rpc("/asf.feed.v1.FeedService/Drop", account(&[Role::Staff]), Err(Denied::Forbidden))]
    #[case::no_path("", account(&[Role::Staff]), Err(Denied::Forbidden))]
    fn access_is_what_the_proto_says(
        #[case] path: &str,
        #[case] caller: Caller,
        #[case] expected: Result<(), Denied>,
    ) {
        let access = Access::of(&[FEED, REGISTRY]).unwrap();
        assert_eq!(access.check(path, &caller), expected);
    }

    #[test]
    fn every_rpc_of_the_platform_says_who_may_call_it() {
        let ours = |name: &&str| name.starts_with("asf.");
        let services: Vec<_> = proto::DESCRIPTORS.services().collect();
        let names: Vec<_> = services
            .iter()
            .map(|it| it.full_name())
            .filter(ours)
            .collect();
        assert!(names.contains(&REGISTRY));
        assert_eq!(Access::of(&names).map(drop), Ok(()));
    }

    #[test]
    fn a_service_says_over_whose_connections_it_may_be_called() {
        let access = Access::of(&[FEED]).unwrap();
        assert!(access.peers().contains("registry"));
        assert!(!access.peers().contains("gateway"));
    }

    /// A visitor's call comes over the gateway's connection, and without a
    /// token it counts as the gateway's own.
    #[test]
    fn no_rpc_that_visitors_reach_is_for_services() {
        let http = proto::DESCRIPTORS
            .get_extension_by_name("google.api.http")
            .unwrap();
        let mut for_services = 0;
        let services: Vec<_> = proto::DESCRIPTORS.services().collect();
        for method in services.iter().flat_map(ServiceDescriptor::methods) {
            if any_of(&method).is_some_and(|roles| roles.contains(&Role::Service)) {
                for_services += 1;
                let name = method.full_name();
                assert!(!method.options().has_extension(&http), "{name}");
            }
        }
        assert!(for_services >= 2);
    }

    #[test]
    fn rpcs_that_do_not_say_who_may_call_them_are_listed() {
        let services = ["bakery.Counter", "bakery.Cellar"];
        let missing = Access::of_pool(&bakery(), &services).unwrap_err();
        let expected = [
            "bakery.Counter (no peers)",
            "/bakery.Counter/OpenTill",
            "/bakery.Counter/Close",
            "/bakery.Counter/Bake",
            "bakery.Cellar (no such service)",
        ];
        assert_eq!(missing.rpcs, expected);
        assert!(missing.to_string().contains("/bakery.Counter/OpenTill, "));
    }
}
