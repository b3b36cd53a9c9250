//! What `(asf.options.v1.field)` says of a field between HTTP and gRPC.

use prost_reflect::{DynamicMessage, FieldDescriptor, Value};

/// What the gateway itself knows of a request, and fills a field with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    Session,
    ClientAddress,
    UserAgent,
}

/// The name that HTTP clients know the field by.
pub(crate) fn http_name(field: &FieldDescriptor) -> String {
    let given = option(field).and_then(|option| text(&option, "http_name"));
    given.unwrap_or_else(|| field.name().to_owned())
}

/// Whether the field is filled here: HTTP clients do not see it.
pub(crate) fn fill(field: &FieldDescriptor) -> Option<Fill> {
    let option = option(field)?;
    let number = option.get_field_by_name("fill")?.as_enum_number()?;
    match number {
        1 => Some(Fill::Session),
        2 => Some(Fill::ClientAddress),
        3 => Some(Fill::UserAgent),
        _ => None,
    }
}

/// Whether the field's value goes into the session cookie, not into the body.
pub(crate) fn is_session_cookie(field: &FieldDescriptor) -> bool {
    let option = option(field);
    let value = option
        .as_ref()
        .and_then(|it| it.get_field_by_name("session_cookie"));
    value.as_deref().and_then(Value::as_bool).unwrap_or(false)
}

fn option(field: &FieldDescriptor) -> Option<DynamicMessage> {
    let pool = field.parent_message().parent_pool().clone();
    let extension = pool.get_extension_by_name("asf.options.v1.field")?;
    let options = field.options();
    let is_set = options.has_extension(&extension);
    is_set
        .then(|| options.get_extension(&extension).as_message().cloned())
        .flatten()
}

fn text(option: &DynamicMessage, name: &str) -> Option<String> {
    let value = option.get_field_by_name(name)?;
    let text = value.as_str().unwrap_or_default();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(message: &str, name: &str) -> FieldDescriptor {
        let full = format!("asf.identity.v1.{message}");
        let message = proto::DESCRIPTORS.get_message_by_name(&full).unwrap();
        message.get_field_by_name(name).unwrap()
    }

    #[test]
    fn the_option_says_how_a_field_crosses() {
        let token = field("CreateSessionResponse", "access_token");
        assert_eq!(http_name(&token), "accessToken");
        assert_eq!(http_name(&field("CreateSessionRequest", "email")), "email");
        let fills = ["session", "client_address", "user_agent", "email"]
            .map(|name| fill(&field("CreateSessionRequest", name)));
        let expected = [
            Some(Fill::Session),
            Some(Fill::ClientAddress),
            Some(Fill::UserAgent),
            None,
        ];
        assert_eq!(fills, expected);
        assert!(is_session_cookie(&field(
            "CreateSessionResponse",
            "session"
        )));
        assert!(!is_session_cookie(&token));
    }
}
