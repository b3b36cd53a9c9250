//! Never 2, 3 and 7: who may depend on whom.

use std::collections::BTreeSet;

use super::tree::{Breach, Package, Tree};

/// Crates under `services/` that are no services.
const LIBRARIES: &[&str] = &[
    "kernel",
    "swedish",
    "texts",
    "eventlog",
    "chassis",
    "host",
    "web",
    "stubs",
    "site",
    "all-in-one",
];
/// The gateway and the crates that it is made of.
const EDGE: &[&str] = &["gateway", "site", "web"];
const EDGE_NEVER: &[&str] = &["sqlx", "async-nats", "eventlog", "host"];
/// What the crate above chassis and eventlog may know of this workspace.
const BELOW_HOST: &[&str] = &["kernel", "proto", "eventlog", "chassis"];

/// Never 2: services meet in `proto` and in events.
pub(super) fn between_services(tree: &Tree) -> Vec<Breach> {
    let services: BTreeSet<&str> = tree
        .packages
        .iter()
        .filter(|it| it.folder.starts_with("services/") && !LIBRARIES.contains(&it.name.as_str()))
        .map(|it| it.name.as_str())
        .collect();
    let others = |package: &Package| {
        services
            .clone()
            .into_iter()
            .filter(|it| *it != package.name)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    tree.packages
        .iter()
        .filter(|it| services.contains(it.name.as_str()) || EDGE.contains(&it.name.as_str()))
        .flat_map(|package| forbidden(package, &others(package)))
        .chain(EDGE.iter().flat_map(|it| of(tree, it, EDGE_NEVER)))
        .collect()
}

/// Never 3: the ground floor knows no other room.
pub(super) fn ground_floor(tree: &Tree) -> Vec<Breach> {
    let workspace: Vec<&str> = tree.packages.iter().map(|it| it.name.as_str()).collect();
    let above_host: Vec<&str> = workspace
        .iter()
        .copied()
        .filter(|it| !BELOW_HOST.contains(it))
        .collect();
    let not_kernel: Vec<&str> = workspace
        .iter()
        .copied()
        .filter(|it| *it != "kernel")
        .collect();
    // The kernel hands on the contract's names of refusals.
    let mut not_proto = workspace.clone();
    not_proto.retain(|name| *name != "proto");
    [
        of(tree, "kernel", &not_proto),
        of(tree, "swedish", &not_kernel),
        of(tree, "proto", &workspace),
        of(tree, "texts", &workspace),
        of(tree, "chassis", &["eventlog", "host"]),
        of(tree, "eventlog", &["chassis", "host"]),
        of(tree, "host", &above_host),
        of(tree, "web", &["site"]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Never 7: the all-in-one is a roof.
pub(super) fn roof(tree: &Tree) -> Vec<Breach> {
    let below = tree
        .packages
        .iter()
        .filter(|it| !["integration-tests", "bench"].contains(&it.name.as_str()));
    below
        .flat_map(|package| forbidden(package, &["all-in-one".to_owned()]))
        .collect()
}

fn of(tree: &Tree, name: &str, never: &[&str]) -> Vec<Breach> {
    let never: Vec<String> = never.iter().map(|it| (*it).to_owned()).collect();
    let packages = tree.packages.iter().filter(|it| it.name == name);
    packages
        .flat_map(|package| forbidden(package, &never))
        .collect()
}

fn forbidden(package: &Package, never: &[String]) -> Vec<Breach> {
    never
        .iter()
        .filter(|name| package.dependencies.contains(*name))
        .map(|name| {
            let place = format!("{}/Cargo.toml", package.folder);
            Breach::of(place, format!("{} depends on {name}", package.name))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(extra: (&'static str, &'static str)) -> Tree {
        let mut tree = Tree::with_packages(&[
            ("kernel", "services/kernel", &["serde"]),
            ("swedish", "services/swedish", &["kernel", "frostem"]),
            ("proto", "proto", &["prost"]),
            ("chassis", "services/chassis", &["kernel", "proto"]),
            (
                "eventlog",
                "services/eventlog",
                &["kernel", "proto", "sqlx"],
            ),
            (
                "host",
                "services/host",
                &["kernel", "proto", "chassis", "eventlog", "sqlx"],
            ),
            (
                "registry",
                "services/registry",
                &["kernel", "swedish", "chassis", "eventlog", "host", "sqlx"],
            ),
            (
                "identity",
                "services/identity",
                &["kernel", "chassis", "eventlog", "sqlx"],
            ),
            (
                "gateway",
                "services/gateway",
                &["kernel", "proto", "chassis", "web", "site"],
            ),
            ("site", "services/site", &["kernel", "proto", "web"]),
            ("web", "services/web", &["proto", "chassis"]),
            (
                "all-in-one",
                "services/all-in-one",
                &["registry", "gateway", "sqlx"],
            ),
            (
                "integration-tests",
                "integration-tests",
                &["all-in-one", "registry"],
            ),
        ]);
        for package in tree.packages.iter_mut().filter(|it| it.name == extra.0) {
            package.dependencies.insert(extra.1.to_owned());
        }
        tree
    }

    #[test]
    fn the_house_as_it_is_meant_stands() {
        let tree = house(("", ""));
        assert_eq!(between_services(&tree), []);
        assert_eq!(ground_floor(&tree), []);
        assert_eq!(roof(&tree), []);
    }

    #[test]
    fn a_service_that_depends_on_a_service_is_found() {
        for (package, dependency) in [
            ("registry", "identity"),
            ("registry", "gateway"),
            ("gateway", "registry"),
            ("gateway", "sqlx"),
            ("gateway", "async-nats"),
            ("gateway", "eventlog"),
            ("gateway", "host"),
            ("site", "gateway"),
            ("site", "registry"),
            ("site", "sqlx"),
            ("web", "eventlog"),
        ] {
            let found = between_services(&house((package, dependency)));
            assert_eq!(found.len(), 1, "{package} -> {dependency}");
        }
    }

    #[test]
    fn a_ground_floor_that_knows_a_room_is_found() {
        for (package, dependency) in [
            ("kernel", "chassis"),
            ("swedish", "registry"),
            ("proto", "kernel"),
            ("chassis", "eventlog"),
            ("eventlog", "chassis"),
            ("chassis", "host"),
            ("eventlog", "host"),
            ("host", "registry"),
            ("web", "site"),
        ] {
            let found = ground_floor(&house((package, dependency)));
            assert_eq!(found.len(), 1, "{package} -> {dependency}");
        }
    }

    #[test]
    fn a_room_that_stands_on_the_roof_is_found() {
        assert_eq!(roof(&house(("registry", "all-in-one"))).len(), 1);
    }
}
