//! Changes of the list, and what searches see of them.

use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::*;
use uuid::Uuid;

use crate::search::{
    Finder, IndexChange,
    engine::Engine,
    listing::Listing,
    query::{Found, Query},
    tests::fixture::{TODAY, engine_of, listings, mixed, puts},
};

fn find(engine: &Engine, text: &str) -> Found {
    engine.find(&Query {
        text: text.to_owned(),
        limit: 200,
        facets: true,
        ..Query::on(TODAY)
    })
}

fn ids(found: &Found) -> Vec<Uuid> {
    found.hits.iter().map(|hit| hit.listing.id).collect()
}

fn put(listing: &Listing) -> IndexChange {
    IndexChange::Put(Box::new(listing.clone()))
}

#[test]
fn an_empty_engine_finds_nothing_and_says_so() {
    let engine = Engine::new();
    let found = find(&engine, "catering Göteborg");
    assert_eq!(
        (found.total, found.position, found.repairs.len()),
        (0, 0, 0)
    );
    assert_eq!(find(&engine, "").facets.len(), 8);
    assert!(engine.get(Uuid::nil()).is_none() && engine.by_slug("x").is_none());
}

#[test]
fn a_new_listing_is_found_at_its_position() {
    let all = listings();
    let engine = engine_of(&all[1..]);
    assert!(engine.get(all[0].id).is_none());
    engine.apply(vec![put(&all[0])], 7).unwrap();
    assert_eq!(engine.position(), 7);
    let found = find(&engine, "Goda Bordet");
    assert_eq!((found.position, found.hits[0].listing.id), (7, all[0].id));
    assert_eq!(*engine.get(all[0].id).unwrap(), all[0]);
    assert_eq!(*engine.by_slug(&all[0].slug).unwrap(), all[0]);
}

#[test]
fn a_changed_listing_is_found_by_what_it_says_now_only() {
    let all = listings();
    let engine = engine_of(&all);
    let mut changed = all[0].clone();
    changed.name = "Pomeransen".to_owned();
    changed.slug = "pomeransen".to_owned();
    (changed.website, changed.email) = (None, None);
    engine.apply(vec![put(&changed)], 2).unwrap();
    assert_eq!(ids(&find(&engine, "pomerans")), [changed.id]);
    assert!(!ids(&find(&engine, "goda bordet")).contains(&changed.id));
    assert!(engine.by_slug(&all[0].slug).is_none());
    assert_eq!(find(&engine, "").total, all.len());
}

#[test]
fn a_removed_listing_is_gone_everywhere() {
    let all = listings();
    let engine = engine_of(&all);
    engine
        .apply(vec![IndexChange::Remove(all[0].id)], 2)
        .unwrap();
    engine
        .apply(
            vec![
                IndexChange::Remove(all[0].id),
                IndexChange::Remove(Uuid::nil()),
            ],
            3,
        )
        .unwrap();
    assert!(engine.get(all[0].id).is_none() && engine.by_slug(&all[0].slug).is_none());
    let found = find(&engine, "");
    assert_eq!(
        (found.total, found.hits.len()),
        (all.len() - 1, all.len() - 1)
    );
    assert!(!ids(&find(&engine, &all[0].org_number.to_string())).contains(&all[0].id));
}

#[test]
fn of_several_changes_of_one_listing_the_last_holds() {
    let all = listings();
    let engine = engine_of(&all[..3]);
    let mut renamed = all[4].clone();
    renamed.name = "Pomeransen".to_owned();
    let changes = vec![
        put(&all[3]),
        put(&all[4]),
        IndexChange::Remove(all[3].id),
        put(&renamed),
    ];
    engine.apply(changes, 2).unwrap();
    assert!(engine.get(all[3].id).is_none());
    assert_eq!(engine.get(all[4].id).unwrap().name, "Pomeransen");
}

#[test]
fn a_search_sees_one_position_while_the_list_changes() {
    let all = mixed(120);
    let engine = engine_of(&all[..60]);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = || {
            while !done.load(Ordering::Relaxed) {
                let found = find(&engine, "");
                assert_eq!(found.total as u64, 59 + found.position);
                assert_eq!(found.hits.len(), found.total);
                let certified = found
                    .hits
                    .iter()
                    .filter(|hit| hit.listing.is_certified_on(TODAY))
                    .count();
                assert_eq!(found.facets[5].values[0].count as usize, certified);
            }
        };
        let readers = [scope.spawn(reader), scope.spawn(reader)];
        for (position, listing) in (2..).zip(&all[60..]) {
            engine.apply(vec![put(listing)], position).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        readers
            .into_iter()
            .for_each(|reader| reader.join().unwrap());
    });
}

/// Texts that reach every part of the index.
const TEXTS: [&str; 9] = [
    "",
    "catering Göteborg",
    "hunddagis",
    "trä",
    "skötsel av grönytor",
    "legoarbete",
    "stiftelse",
    "info",
    "snicke",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_list_changed_in_steps_answers_as_one_built_at_once(
        steps in proptest::collection::vec(proptest::collection::vec((0usize..90, 0u8..3), 1..25), 1..8),
    ) {
        let all = mixed(90);
        let stepped = Engine::new();
        let mut now: Vec<Option<Listing>> = vec![None; all.len()];
        for (position, step) in (1..).zip(&steps) {
            let mut changes = Vec::new();
            for (number, what) in step {
                now[*number] = match what {
                    0 => None,
                    1 => Some(all[*number].clone()),
                    _ => Some(Listing { id: all[*number].id, ..all[(*number * 13 + 5) % all.len()].clone() }),
                };
                changes.push(match &now[*number] {
                    Some(listing) => put(listing),
                    None => IndexChange::Remove(all[*number].id),
                });
            }
            stepped.apply(changes, position).unwrap();
        }
        let left: Vec<Listing> = now.into_iter().flatten().collect();
        let fresh = Engine::new();
        fresh.apply(puts(&left), 1).unwrap();
        for text in TEXTS {
            let (one, other) = (find(&stepped, text), find(&fresh, text));
            prop_assert_eq!(ids(&one), ids(&other), "{}", text);
            prop_assert_eq!(one.facets, other.facets, "{}", text);
        }
    }
}
