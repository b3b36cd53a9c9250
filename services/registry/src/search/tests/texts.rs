//! What texts find and in which order.

use std::sync::LazyLock;

use rstest::rstest;

use crate::search::{
    Finder,
    engine::Engine,
    query::{Correction, Filter, Found, Query},
    tests::fixture::{engine_of, listings},
};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine_of(&listings()));

fn find(text: &str) -> Found {
    ENGINE.find(&Query {
        text: text.to_owned(),
        limit: 100,
        ..Query::default()
    })
}

fn names(text: &str) -> Vec<String> {
    let found = find(text);
    assert_eq!(found.hits.len(), found.total);
    found
        .hits
        .iter()
        .map(|hit| hit.listing.name.clone())
        .collect()
}

#[rstest]
#[case("catering Göteborg", &["Cateringkompaniet Majorna", "Goda Bordet", "Göteborgs Återbruk"])]
fn these(#[case] text: &str, #[case] wanted: &[&str]) {
    assert_eq!(names(text), wanted);
}

#[test]
fn show() {
    for text in [
        "catering Göteborg",
        "hunddagis Halland",
        "grönyteskotsel",
        "gronyteskotsel",
        "cafe Östersund",
        "städning Gävleborg",
        "second hand Uppsala",
        "arbetsträning Norrköping",
        "certifierade ASF i Skåne",
        "legoarbete packning småland",
        "Växjö Hunddagis",
        "7690000123",
        "vi kan",
        "götebrog katering",
        "snick",
        "cykel",
        "stad",
        "städ",
        "möbler",
        "stockholm",
        "hund dagis",
        "mark",
        "i mark",
        "lund skåne",
        "asf",
        "🦊",
        "zzzz yyyy",
        "keramik malmö",
        "hundagis",
        "catreing",
        "trä",
        "stiftelse",
        "miljö",
        "info@kedjan.example",
        "fastighetsservice",
        "laga cyklar",
    ] {
        let found = find(text);
        let names: Vec<_> = found
            .hits
            .iter()
            .take(8)
            .map(|hit| hit.listing.name.as_str())
            .collect();
        println!(
            "{text}: {} {names:?}\n    {:?}\n   {:?}",
            found.total, found.interpretation, found.repairs
        );
    }
    let _ = (Filter::Text, None::<Correction>);
}
