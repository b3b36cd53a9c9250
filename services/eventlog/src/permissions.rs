//! What a NATS user may do: a service publishes its own events, keeps its own
//! stream, and reads those of the others; a subscriber only reads.
//!
//! A user whose permissions are these cannot listen to the answers that others
//! get either: everybody's inbox has the own name.

use crate::relay::StreamSettings;

/// The services whose streams there are.
const SERVICES: [&str; 4] = ["registry", "marketplace", "intranet", "identity"];

/// A subscriber has so many more names than its own for consumers.
const NUMBERED: u32 = 9;

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
/// remembers under one of [`names_of`], or by its own memory.
///
/// Whoever may name any consumer could take the events of another program,
/// acknowledge them in its place, and delete its place. Patterns of subjects
/// know no beginnings of names, so each name is written out.
///
/// A consumer without a name may be made, as clients do for ordered reading.
/// nats-server takes a name out of the body of that request too, and changes
/// the consumer that has it: so nobody is told the names of others, and a
/// user's name should have a part that cannot be guessed.
#[must_use]
pub fn of_subscriber(user: &str) -> Permissions {
    let names = names_of(user);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    subscribing(user, &names)
}

/// The one login of a server that nobody needs a login for: its programs are
/// not told apart, and name their consumers as they like.
#[must_use]
pub fn of_everybody(user: &str) -> Permissions {
    let mut may = subscribing(user, &["*"]);
    for service in SERVICES {
        let stream = StreamSettings::of(service).name;
        let lists = ["NAMES", "LIST"].map(|verb| format!("$JS.API.CONSUMER.{verb}.{stream}"));
        may.publish.extend(lists);
    }
    // Where clients get their answers unless they are told otherwise.
    may.subscribe.push("_INBOX.>".to_owned());
    may
}

/// What a subscriber may call its consumers: by its own name, or that with a
/// number behind it.
#[must_use]
pub fn names_of(user: &str) -> Vec<String> {
    let numbered = (1..=NUMBERED).map(|number| format!("{user}_{number}"));
    std::iter::once(user.to_owned()).chain(numbered).collect()
}

fn subscribing(user: &str, consumers: &[&str]) -> Permissions {
    // Clients ask for these to find the stream of a subject.
    let general = ["INFO", "STREAM.NAMES", "STREAM.LIST"];
    let mut publish: Vec<_> = general.map(|verb| format!("$JS.API.{verb}")).into();
    for service in SERVICES {
        let stream = StreamSettings::of(service).name;
        publish.push(format!("$JS.API.STREAM.INFO.{stream}"));
        // Without a name: the server gives one that nobody else has.
        publish.push(format!("$JS.API.CONSUMER.CREATE.{stream}"));
        // A server that pushes waits for an answer here, every 2 MB or so.
        publish.push(format!("$JS.FC.{stream}.>"));
        for name in consumers {
            for verb in ["CREATE", "DURABLE.CREATE", "INFO", "MSG.NEXT", "DELETE"] {
                publish.push(format!("$JS.API.CONSUMER.{verb}.{stream}.{name}"));
            }
            publish.push(format!("$JS.API.CONSUMER.CREATE.{stream}.{name}.>"));
            publish.push(format!("$JS.ACK.{stream}.{name}.>"));
        }
    }
    Permissions {
        publish,
        subscribe: vec![format!("{}.>", inbox(user)), "asf.*.v1.>".to_owned()],
    }
}

fn reading(service: &str) -> [String; 6] {
    let stream = StreamSettings::of(service).name;
    [
        format!("$JS.API.CONSUMER.CREATE.{stream}"),
        format!("$JS.API.CONSUMER.CREATE.{stream}.>"),
        format!("$JS.API.CONSUMER.INFO.{stream}.*"),
        format!("$JS.API.CONSUMER.MSG.NEXT.{stream}.*"),
        format!("$JS.API.CONSUMER.DELETE.{stream}.*"),
        format!("$JS.FC.{stream}.>"),
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

    #[test]
    fn a_subscriber_touches_no_consumer_but_its_own() {
        let own = names_of("buyers");
        assert_eq!((own[0].as_str(), own[9].as_str()), ("buyers", "buyers_9"));
        let touches = ["DURABLE", "INFO", "MSG", "DELETE", "NAMES", "LIST"]
            .map(|it| format!("$JS.API.CONSUMER.{it}."));
        for subject in of_subscriber("buyers").publish {
            let names_one = subject.starts_with("$JS.ACK.")
                || touches.iter().any(|start| subject.starts_with(start))
                || (subject.starts_with("$JS.API.CONSUMER.CREATE.") && subject.ends_with('>'));
            let is_own = subject
                .split('.')
                .any(|token| own.iter().any(|it| it == token));
            assert!(!names_one || is_own, "{subject}");
        }
    }
}
