//! Who makes a call: read from a signed token once, at the edge of each
//! process, and trusted after.

mod role;
mod token;

use std::{collections::BTreeSet, sync::Arc};

use uuid::Uuid;

pub use role::Role;
pub use token::{Key, TokenFault, TokenState, TokenVerifier};

/// Whoever makes a call. Without a token it is the anonymous caller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// The account's id; empty for the anonymous caller, and for a service
    /// that calls for itself.
    pub subject: String,
    /// The session that the token belongs to.
    pub session: Option<Uuid>,
    /// The roles that the token names; see [`Caller::has`] for the two that
    /// follow from being logged in or not.
    pub roles: BTreeSet<Role>,
    /// SCB codes of the counties that a process leader works for.
    pub counties: Vec<String>,
    /// The organisation that the caller acts for.
    pub organisation: Option<Uuid>,
}

impl Caller {
    pub fn anonymous() -> Self {
        Self::default()
    }

    pub fn is_anonymous(&self) -> bool {
        self.subject.is_empty()
    }

    /// Everybody has [`Role::Anonymous`], since what is open to all is open to
    /// those who are logged in; these all have [`Role::Account`].
    pub fn has(&self, role: Role) -> bool {
        match role {
            Role::Anonymous => true,
            Role::Account => !self.is_anonymous(),
            Role::Buyer
            | Role::AsfEditor
            | Role::AsfOwner
            | Role::Member
            | Role::ProcessLeader
            | Role::Staff
            | Role::Service => self.roles.contains(&role),
        }
    }
}

/// The caller of a request that came through [`crate::server::Server`];
/// anonymous for any other request.
pub fn of<T>(request: &tonic::Request<T>) -> Caller {
    request
        .extensions()
        .get::<Arc<Caller>>()
        .map(|caller| Caller::clone(caller))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_from_nowhere_is_anonymous() {
        let caller = of(&tonic::Request::new(()));
        assert!(caller.is_anonymous());
        assert!(caller.has(Role::Anonymous));
        assert!(!caller.has(Role::Account));
    }

    #[test]
    fn an_account_has_no_role_that_it_was_not_given() {
        let caller = Caller {
            subject: "a-1".into(),
            roles: BTreeSet::from([Role::Buyer]),
            ..Caller::anonymous()
        };
        assert!(caller.has(Role::Account) && caller.has(Role::Buyer));
        assert!(!caller.has(Role::Staff));
    }
}
