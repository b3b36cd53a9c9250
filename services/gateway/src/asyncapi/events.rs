//! Which messages are public events, and what their subjects and streams are.

use prost_reflect::{DynamicMessage, MessageDescriptor};
use proto::DESCRIPTORS;

const OPTION: &str = "asf.options.v1.event";

/// A message with the event option.
pub(super) struct PublicEvent {
    pub(super) message: MessageDescriptor,
    pub(super) aggregate: String,
    /// Between the platform's own services.
    pub(super) internal: bool,
    event: String,
}

/// All public events of all services, by full name.
pub(super) fn all() -> Vec<PublicEvent> {
    let Some(option) = DESCRIPTORS.get_extension_by_name(OPTION) else {
        return Vec::new();
    };
    let messages = DESCRIPTORS.all_messages().filter_map(|message| {
        let options = message.options();
        if !options.has_extension(&option) {
            return None;
        }
        let value = options.get_extension(&option);
        let value = value.as_message()?;
        Some(PublicEvent {
            aggregate: text(value, "aggregate")?,
            event: text(value, "event")?,
            internal: is_set(value, "internal"),
            message,
        })
    });
    let mut events: Vec<PublicEvent> = messages.collect();
    events.sort_by(|a, b| a.full_name().cmp(b.full_name()));
    events
}

fn text(message: &DynamicMessage, field: &str) -> Option<String> {
    let value = message.get_field_by_name(field)?;
    value.as_str().map(str::to_owned)
}

fn is_set(message: &DynamicMessage, field: &str) -> bool {
    let value = message.get_field_by_name(field);
    value.and_then(|it| it.as_bool()).unwrap_or(false)
}

impl PublicEvent {
    /// `EnterpriseListed`.
    pub(super) fn name(&self) -> &str {
        self.message.name()
    }

    /// `asf.registry.v1.EnterpriseListed`.
    pub(super) fn full_name(&self) -> &str {
        self.message.full_name()
    }

    /// `enterprise listed`.
    pub(super) fn title(&self) -> String {
        format!("{} {}", self.aggregate, self.event.replace('-', " "))
    }

    /// The subject without the aggregate's id.
    pub(super) fn subject(&self) -> String {
        format!(
            "{}.{}.{}",
            self.message.package_name(),
            self.aggregate,
            self.event
        )
    }

    /// `ASF_REGISTRY`.
    pub(super) fn stream(&self) -> String {
        format!("ASF_{}", self.service().to_ascii_uppercase())
    }

    /// `registry` of the package `asf.registry.v1`.
    pub(super) fn service(&self) -> &str {
        self.message
            .package_name()
            .split('.')
            .nth(1)
            .unwrap_or_default()
    }
}
