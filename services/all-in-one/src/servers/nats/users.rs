//! Who may log in to a NATS server, and what each may publish and hear.

use std::fmt::Write as _;

use eventlog::permissions::Permissions;

/// A login. Without permissions it may do everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub name: String,
    pub password: String,
    pub permissions: Option<Permissions>,
    /// Whoever comes without a login is this user; one at most.
    pub is_everybody: bool,
}

/// The part of the server's configuration that lets these users in and nobody
/// else; without users, everybody.
pub fn authorization(users: &[User]) -> String {
    if users.is_empty() {
        return String::new();
    }
    let mut text = "authorization {\n  users: [\n".to_owned();
    for user in users {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    {}", entry(user));
    }
    text.push_str("  ]\n}\n");
    if let Some(everybody) = users.iter().find(|user| user.is_everybody) {
        let _ = writeln!(text, "no_auth_user: {:?}", everybody.name);
    }
    text
}

fn entry(user: &User) -> String {
    let User { name, password, .. } = user;
    let permissions = user.permissions.as_ref().map(|may| {
        let Permissions { publish, subscribe } = may;
        format!(
            ", permissions: {{ publish: {{ allow: {publish:?} }}, \
             subscribe: {{ allow: {subscribe:?} }} }}"
        )
    });
    let permissions = permissions.unwrap_or_default();
    format!("{{ user: {name:?}, password: {password:?}{permissions} }}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_with_permissions_gets_no_more_than_those() {
        let user = User {
            name: "registry".to_owned(),
            password: "p".to_owned(),
            permissions: Some(Permissions {
                publish: vec!["asf.registry.>".to_owned()],
                subscribe: vec!["_INBOX.>".to_owned()],
            }),
            is_everybody: false,
        };
        let expected = "authorization {\n  users: [\n    { user: \"registry\", password: \"p\", \
            permissions: { publish: { allow: [\"asf.registry.>\"] }, \
            subscribe: { allow: [\"_INBOX.>\"] } } }\n  ]\n}\n";
        assert_eq!(authorization(std::slice::from_ref(&user)), expected);
        let open = User {
            is_everybody: true,
            ..user
        };
        let expected = format!("{expected}no_auth_user: \"registry\"\n");
        assert_eq!(authorization(&[open]), expected);
    }

    #[test]
    fn a_server_without_users_is_open() {
        assert_eq!(authorization(&[]), "");
    }
}
