//! What a NATS user may do: a service publishes its own events, keeps its own
//! stream, and reads those of the others; a subscriber only reads.
//!
//! A user whose permissions are these cannot listen to the answers that others
//! get either: everybody's inbox has the own name.

use crate::relay::StreamSettings;

/// The services whose streams there are.
const SERVICES: [&str; 4] = ["registry", "marketplace", "intranet", "identity"];

/// The subjects of one NATS user, for the `permissions` of a server's
/// configuration: everything that is not named is denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permissions {
    pub publish: Vec<String>,
    pub subscribe: Vec<String>,
}

/// Where answers to a user come to.
#[must_use]
pub fn inbox(user: &str) -> String {
    format!("_INBOX_{user}")
}

/// A service: its relay keeps the stream `ASF_<SERVICE>`, its projectors read
/// the other streams through ordered consumers.
#[must_use]
pub fn of(service: &str) -> Permissions {
    let stream = StreamSettings::of(service).name;
    let own = ["INFO", "CREATE", "UPDATE", "MSG.GET"];
    let mut publish = vec![format!("asf.{service}.v1.>")];
    publish.extend(own.map(|verb| format!("$JS.API.STREAM.{verb}.{stream}")));
    publish.extend(SERVICES.iter().flat_map(|other| reading(other)));
    Permissions {
        publish,
        subscribe: vec![format!("{}.>", inbox(service))],
    }
}

/// A program that reads all public events, by consumers that the server
/// remembers or by its own memory.
#[must_use]
pub fn of_subscriber(user: &str) -> Permissions {
    // Clients ask for these to find the stream of a subject.
    let general = ["INFO", "STREAM.NAMES", "STREAM.LIST"];
    let mut publish: Vec<_> = general.map(|verb| format!("$JS.API.{verb}")).into();
    for service in SERVICES {
        let stream = StreamSettings::of(service).name;
        publish.extend(reading(service));
        publish.push(format!("$JS.API.STREAM.INFO.{stream}"));
        publish.push(format!("$JS.API.CONSUMER.NAMES.{stream}"));
        publish.push(format!("$JS.API.CONSUMER.LIST.{stream}"));
        publish.push(format!("$JS.API.CONSUMER.DURABLE.CREATE.{stream}.*"));
        publish.push(format!("$JS.ACK.{stream}.>"));
    }
    Permissions {
        publish,
        subscribe: vec![format!("{}.>", inbox(user)), "asf.*.v1.>".to_owned()],
    }
}

fn reading(service: &str) -> [String; 5] {
    let stream = StreamSettings::of(service).name;
    [
        format!("$JS.API.CONSUMER.CREATE.{stream}"),
        format!("$JS.API.CONSUMER.CREATE.{stream}.>"),
        format!("$JS.API.CONSUMER.INFO.{stream}.*"),
        format!("$JS.API.CONSUMER.MSG.NEXT.{stream}.*"),
        format!("$JS.API.CONSUMER.DELETE.{stream}.*"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_publishes_under_its_own_name_only() {
        let events = |it: &&String| it.starts_with("asf.");
        let publish = of("registry").publish;
        let events: Vec<_> = publish.iter().filter(events).collect();
        assert_eq!(events, ["asf.registry.v1.>"]);
        assert_eq!(of("registry").subscribe, ["_INBOX_registry.>"]);
    }

    #[test]
    fn only_the_owner_keeps_a_stream() {
        let keeps = |permissions: Permissions| {
            let verbs = ["CREATE", "UPDATE", "MSG.GET"].map(|it| format!("$JS.API.STREAM.{it}."));
            let mut kept = permissions.publish;
            kept.retain(|subject| verbs.iter().any(|verb| subject.starts_with(verb)));
            kept
        };
        let kept = keeps(of("identity"));
        assert!(kept.len() == 3 && kept.iter().all(|it| it.ends_with(".ASF_IDENTITY")));
        assert_eq!(keeps(of_subscriber("subscriber")), [""; 0]);
    }
}
