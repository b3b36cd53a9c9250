//! Reads the options of an RPC that say how it is served over HTTP.

use http::Method;
use prost_reflect::{DynamicMessage, MethodDescriptor, Value};

/// One HTTP mapping of an RPC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HttpRule {
    pub(crate) method: Method,
    pub(crate) template: String,
    pub(crate) body: BodyRule,
    pub(crate) response_body: Option<String>,
}

/// Which part of the request message the HTTP body fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BodyRule {
    Nothing,
    Whole,
    Field(String),
}

/// The fields that `asf.options.v1.event_stream` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EventRule {
    pub(crate) id_field: String,
    pub(crate) resume_field: String,
    pub(crate) type_field: String,
}

/// All HTTP mappings of an RPC; none for one that is for services only.
pub(crate) fn http(method: &MethodDescriptor) -> Vec<HttpRule> {
    let Some(rule) = option(method, "google.api.http") else {
        return Vec::new();
    };
    let additional = rule.get_field_by_name("additional_bindings");
    let additional = additional.as_deref().and_then(Value::as_list);
    let additional = additional.unwrap_or_default();
    std::iter::once(&rule)
        .chain(additional.iter().filter_map(Value::as_message))
        .filter_map(one)
        .collect()
}

pub(crate) fn events(method: &MethodDescriptor) -> Option<EventRule> {
    let rule = option(method, "asf.options.v1.event_stream")?;
    Some(EventRule {
        id_field: text(&rule, "id_field"),
        resume_field: text(&rule, "resume_field"),
        type_field: text(&rule, "type_field"),
    })
}

fn option(method: &MethodDescriptor, name: &str) -> Option<DynamicMessage> {
    let extension = method.parent_pool().get_extension_by_name(name)?;
    let options = method.options();
    options
        .has_extension(&extension)
        .then(|| options.get_extension(&extension).as_message().cloned())
        .flatten()
}

fn one(rule: &DynamicMessage) -> Option<HttpRule> {
    let patterns = [
        ("get", Method::GET),
        ("put", Method::PUT),
        ("post", Method::POST),
        ("delete", Method::DELETE),
        ("patch", Method::PATCH),
    ];
    let (name, method) = patterns
        .into_iter()
        .find(|(name, _)| rule.has_field_by_name(name))?;
    let body = match text(rule, "body") {
        body if body.is_empty() => BodyRule::Nothing,
        body if body == "*" => BodyRule::Whole,
        field => BodyRule::Field(field),
    };
    Some(HttpRule {
        method,
        template: text(rule, name),
        body,
        response_body: Some(text(rule, "response_body")).filter(|field| !field.is_empty()),
    })
}

fn text(message: &DynamicMessage, field: &str) -> String {
    let value = message.get_field_by_name(field);
    let text = value.as_deref().and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method(name: &str) -> MethodDescriptor {
        let registry = "asf.registry.v1.RegistryService";
        let service = proto::DESCRIPTORS.get_service_by_name(registry).unwrap();
        service
            .methods()
            .find(|method| method.name() == name)
            .unwrap()
    }

    #[test]
    fn the_mapping_of_an_rpc_is_read() {
        let expected = HttpRule {
            method: Method::PATCH,
            template: "/api/v1/enterprises/{id}".to_owned(),
            body: BodyRule::Field("profile".to_owned()),
            response_body: None,
        };
        assert_eq!(http(&method("UpdateProfile")), [expected]);
    }

    #[test]
    fn an_event_stream_names_its_fields() {
        let expected = EventRule {
            id_field: "sequence".to_owned(),
            resume_field: "after".to_owned(),
            type_field: "type".to_owned(),
        };
        assert_eq!(events(&method("StreamEvents")), Some(expected));
        assert_eq!(events(&method("SearchEnterprises")), None);
    }
}
