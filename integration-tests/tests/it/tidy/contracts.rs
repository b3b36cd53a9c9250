//! Never 5 and 6: proto types and stored events stay in their rooms, and
//! projections reach for no network.

use super::{
    source::has_word,
    tree::{Breach, File, Tree},
};

/// Rooms where proto types are converted. `wire` is what grpc and publish
/// share; `lib.rs` and `background` hand made servers and clients on; `tokens`
/// makes the state that verifiers in other processes read.
const PROTO_ROOMS: &[&str] = &[
    "grpc",
    "publish",
    "subscriptions",
    "wire",
    "lib",
    "background",
    "tokens",
];
/// Crates whose work is the wire itself, or that start the others.
const NO_SERVICE: &[&str] = &[
    "chassis",
    "eventlog",
    "host",
    "web",
    "stubs",
    "site",
    "gateway",
    "all-in-one",
];
/// Hands the contract's names of refusals on to pure code.
const REASONS: &str = "services/kernel/src/fault.rs";
const NETWORK: &[&str] = &[
    "async_nats",
    "tonic",
    "reqwest",
    "hyper",
    "hyper_util",
    "axum",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "chassis::client",
];

/// Never 5, first half.
pub(super) fn proto_rooms(tree: &Tree) -> Vec<Breach> {
    tree.product()
        .filter(|file| {
            file.room()
                .is_some_and(|(service, _)| !NO_SERVICE.contains(&service))
        })
        .filter(|file| !PROTO_ROOMS.iter().any(|room| file.is_in(room)) && file.path != REASONS)
        .flat_map(|file| {
            let why = "proto types stop at grpc, publish and subscriptions";
            lines(file, &["proto::"], why)
        })
        .collect()
}

/// Never 5, second half: each private event is answered by name, with a
/// message of its own or with nothing.
pub(super) fn published(tree: &Tree) -> Vec<Breach> {
    let rooms = tree.product().filter(|file| file.is_in("publish"));
    rooms
        .flat_map(|file| {
            let source = file.source();
            let arms = source.code.lines().enumerate();
            let arms = arms.filter(|(_, line)| line.trim_start().starts_with("_ =>"));
            let wildcards = arms.map(|(number, _)| {
                Breach::at(
                    file,
                    number + 1,
                    "a new private event would be published unseen, or lost",
                )
            });
            let raw = source
                .code
                .lines()
                .enumerate()
                .filter(|(_, line)| is_raw(line));
            let raw = raw.map(|(number, _)| {
                Breach::at(file, number + 1, "a stored event is published as it is")
            });
            wildcards.chain(raw).collect::<Vec<_>>()
        })
        .collect()
}

/// The private event itself is made JSON.
fn is_raw(line: &str) -> bool {
    ["to_value(", "to_string(", "to_vec("].iter().any(|call| {
        line.split(call).skip(1).any(|rest| {
            let argument = rest.split([')', ',']).next().unwrap_or_default();
            let argument = argument.trim_start_matches(['&', ' ']);
            argument == "event" || argument.ends_with(".event") || argument == "recorded"
        })
    })
}

/// Never 6.
pub(super) fn network(tree: &Tree) -> Vec<Breach> {
    let still = tree
        .product()
        .filter(|it| it.is_in("projection") || it.is_in("domain"));
    let folds =
        still.flat_map(|file| lines(file, NETWORK, "evolve and projections call no network"));
    let subscriptions = tree.product().filter(|it| it.is_in("subscriptions"));
    let changes = subscriptions.flat_map(|file| {
        let source = file.source();
        let evolves = source
            .code
            .lines()
            .enumerate()
            .filter(|(_, line)| line.contains(".evolve("));
        evolves
            .map(|(number, _)| {
                Breach::at(file, number + 1, "an aggregate changes only by a command")
            })
            .collect::<Vec<_>>()
    });
    folds.chain(changes).collect()
}

fn lines(file: &File, words: &[&str], why: &str) -> Vec<Breach> {
    let source = file.source();
    let lines = source.code.lines().enumerate();
    lines
        .filter(|(_, line)| words.iter().any(|word| has_word(line, word)))
        .map(|(number, _)| Breach::at(file, number + 1, why))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(path: &str, text: &str) -> Tree {
        Tree::with_files(&[(path, text)])
    }

    #[test]
    fn proto_types_beyond_their_rooms_are_found() {
        let text = "use proto::asf::registry::v1 as pb;";
        for path in [
            "grpc.rs",
            "grpc/convert.rs",
            "publish.rs",
            "subscriptions/listed.rs",
        ] {
            assert_eq!(
                proto_rooms(&tree(&format!("services/registry/src/{path}"), text)),
                []
            );
        }
        for path in [
            "store.rs",
            "domain/values.rs",
            "projection/directory.rs",
            "search.rs",
        ] {
            let found = proto_rooms(&tree(&format!("services/registry/src/{path}"), text));
            assert_eq!(found.len(), 1, "{path}");
        }
    }

    #[test]
    fn a_stored_event_that_is_published_as_it_is_is_found() {
        let path = "services/registry/src/publish.rs";
        let named = "match event {\n  Event::Listed(it) => Some(listed(it)),\n  Event::Noted(_) => None,\n}";
        assert_eq!(published(&tree(path, named)), []);
        for fault in [
            "_ => None,",
            "serde_json::to_value(&recorded.event)",
            "to_string(event)?",
        ] {
            assert_eq!(published(&tree(path, fault)).len(), 1, "{fault}");
        }
    }

    #[test]
    fn a_projection_that_calls_out_is_found() {
        let path = "services/registry/src/projection/directory.rs";
        assert_eq!(network(&tree(path, "use sqlx::PgConnection;")), []);
        for fault in [
            "use async_nats::Client;",
            "let c = chassis::client::channel(u);",
            "tonic::Request::new(1)",
        ] {
            assert_eq!(network(&tree(path, fault)).len(), 1, "{fault}");
        }
    }

    #[test]
    fn a_subscription_that_changes_an_aggregate_itself_is_found() {
        let path = "services/registry/src/subscriptions/closed.rs";
        assert_eq!(network(&tree(path, "log.execute(request).await")), []);
        assert_eq!(network(&tree(path, "state.evolve(&event);")).len(), 1);
    }
}
