//! Who may call which RPC, as the protos say it with the method option
//! `(asf.options.v1.access)`.

use std::{collections::HashMap, fmt};

use prost_reflect::{DescriptorPool, DynamicMessage, MethodDescriptor, Value};

use crate::caller::{Caller, Role};

const OPTION: &str = "asf.options.v1.access";

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
}

/// RPCs that do not say who may call them, and services that nobody declared.
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
            for method in service.methods() {
                let path = format!("/{name}/{}", method.name());
                match any_of(&method) {
                    Some(any_of) => {
                        let streams = method.is_server_streaming();
                        rpcs.insert(
                            path.clone(),
                            Rpc {
                                path,
                                streams,
                                any_of,
                            },
                        );
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
            "no option ({OPTION}) says who may call: {}",
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
    fn rpcs_that_do_not_say_who_may_call_them_are_listed() {
        let services = ["bakery.Counter", "bakery.Cellar"];
        let missing = Access::of_pool(&bakery(), &services).unwrap_err();
        let expected = [
            "/bakery.Counter/OpenTill",
            "/bakery.Counter/Close",
            "/bakery.Counter/Bake",
            "bakery.Cellar (no such service)",
        ];
        assert_eq!(missing.rpcs, expected);
        assert!(missing.to_string().contains("/bakery.Counter/OpenTill, "));
    }
}
