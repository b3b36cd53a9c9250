//! The roles of `asf.options.v1.Role` as a type of our own, so that a match
//! over them is complete.

use std::{fmt, str::FromStr};

use proto::asf::options::v1 as wire;

/// What a caller is; one caller can have several roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Anonymous,
    Account,
    Buyer,
    AsfEditor,
    AsfOwner,
    Member,
    ProcessLeader,
    Staff,
    Service,
}

impl Role {
    pub const ALL: [Role; 9] = [
        Role::Anonymous,
        Role::Account,
        Role::Buyer,
        Role::AsfEditor,
        Role::AsfOwner,
        Role::Member,
        Role::ProcessLeader,
        Role::Staff,
        Role::Service,
    ];

    /// The name in tokens: the proto name in lower case, without `ROLE_`.
    pub fn name(self) -> &'static str {
        match self {
            Role::Anonymous => "anonymous",
            Role::Account => "account",
            Role::Buyer => "buyer",
            Role::AsfEditor => "asf_editor",
            Role::AsfOwner => "asf_owner",
            Role::Member => "member",
            Role::ProcessLeader => "process_leader",
            Role::Staff => "staff",
            Role::Service => "service",
        }
    }

    /// The role with a number of the proto enum; none for 0 and for numbers
    /// that this build does not know.
    pub fn from_number(number: i32) -> Option<Self> {
        match wire::Role::try_from(number).ok()? {
            wire::Role::Unspecified => None,
            wire::Role::Anonymous => Some(Role::Anonymous),
            wire::Role::Account => Some(Role::Account),
            wire::Role::Buyer => Some(Role::Buyer),
            wire::Role::AsfEditor => Some(Role::AsfEditor),
            wire::Role::AsfOwner => Some(Role::AsfOwner),
            wire::Role::Member => Some(Role::Member),
            wire::Role::ProcessLeader => Some(Role::ProcessLeader),
            wire::Role::Staff => Some(Role::Staff),
            wire::Role::Service => Some(Role::Service),
        }
    }
}

/// A name that no role has.
#[derive(Debug, thiserror::Error)]
#[error("no role has this name")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(name: &str) -> Result<Self, UnknownRole> {
        Role::ALL
            .into_iter()
            .find(|role| role.name() == name)
            .ok_or(UnknownRole)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_those_of_the_proto_enum() {
        for role in Role::ALL {
            let wire = wire::Role::from_str_name(&format!("ROLE_{}", role.name().to_uppercase()));
            let number = wire.expect("the proto enum has the name") as i32;
            assert_eq!(Role::from_number(number), Some(role));
            assert_eq!(role.name().parse::<Role>().unwrap(), role);
        }
        assert_eq!(Role::from_number(0), None);
        assert_eq!(Role::from_number(4711), None);
    }
}
