//! How well searches find what people look for: labelled queries over the
//! samples, and two figures over what the engine answers.
//!
//! What is right for a query is decided by rules over the samples' own facts
//! (`search-quality/queries.txt`), never by what the engine finds.

mod figures;
mod queries;
mod rules;
mod samples;

use std::collections::BTreeMap;

use registry::search::{
    Finder, IndexChange,
    engine::Engine,
    listing::Listing,
    query::{Filter, Query, Repair},
};
use uuid::Uuid;

use crate::search_quality::{
    figures::{ndcg, recall},
    queries::Labelled,
    samples::TODAY,
};

/// How far down the list somebody looks, and how far a patient one does.
const LOOKED_AT: usize = 10;
const SCROLLED: usize = 20;
/// A sample of this grade or better is relevant.
const RELEVANT: u8 = 2;

/// How one query is answered.
#[derive(Clone, Debug)]
pub struct Answered {
    pub class: String,
    /// The text with its filters, as written in the file.
    pub query: String,
    pub ndcg: f64,
    pub recall: f64,
    /// How many samples are relevant.
    pub relevant: usize,
    /// How many the engine found.
    pub found: usize,
    /// The names of the first hits with their grades.
    pub first: Vec<(String, u8)>,
}

/// Which of the labelled queries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// Those that the engine was improved with.
    Known,
    /// Those that it never saw.
    HeldOut,
}

/// Asks every labelled query of a set.
///
/// # Errors
/// The file or a sample cannot be read, or a query has nothing relevant.
pub fn measure(set: Set) -> anyhow::Result<Vec<Answered>> {
    let listings = samples::listings()?;
    let engine = Engine::new();
    let puts = listings.iter().cloned();
    let puts = puts.map(|listing| IndexChange::Put(Box::new(listing)));
    engine.apply(puts.collect(), 1)?;
    let (mut answered, mut faults) = (Vec::new(), Vec::new());
    for query in queries::all(set)? {
        match ask(&engine, &query, &listings) {
            Ok(answer) => answered.push(answer),
            Err(fault) => faults.push(fault.to_string()),
        }
    }
    if !faults.is_empty() {
        anyhow::bail!("{}", faults.join("; "));
    }
    Ok(answered)
}

/// The mean of a figure over queries.
#[must_use]
pub fn mean<'a>(
    answered: impl IntoIterator<Item = &'a Answered>,
    figure: impl Fn(&Answered) -> f64,
) -> f64 {
    let figures: Vec<f64> = answered.into_iter().map(figure).collect();
    let count = u32::try_from(figures.len()).unwrap_or(u32::MAX);
    figures.iter().sum::<f64>() / f64::from(count.max(1))
}

fn ask(engine: &Engine, labelled: &Labelled, listings: &[Listing]) -> anyhow::Result<Answered> {
    let grades: BTreeMap<Uuid, u8> = listings
        .iter()
        .map(|listing| (listing.id, labelled.grade(listing)))
        .collect();
    let relevant = grades.values().filter(|grade| **grade >= RELEVANT).count();
    if relevant == 0 {
        anyhow::bail!("`{}` has nothing relevant", labelled.written);
    }
    let (hits, found) = hits(engine, labelled)?;
    let graded: Vec<u8> = hits
        .iter()
        .map(|(id, _)| grades.get(id).copied().unwrap_or_default())
        .collect();
    let ideal: Vec<u8> = grades.into_values().collect();
    let names = hits.into_iter().map(|(_, name)| name);
    Ok(Answered {
        class: labelled.class.clone(),
        query: labelled.written.clone(),
        ndcg: ndcg(&graded, &ideal, LOOKED_AT),
        recall: recall(&graded, relevant, RELEVANT, SCROLLED),
        relevant,
        found,
        first: names.zip(graded).take(LOOKED_AT).collect(),
    })
}

/// The first hits, and how many there are. Of a query that is meant to find
/// nothing, what its first repair finds.
fn hits(engine: &Engine, labelled: &Labelled) -> anyhow::Result<(Vec<(Uuid, String)>, usize)> {
    let mut query = labelled.query(TODAY);
    query.limit = SCROLLED;
    let mut found = engine.find(&query);
    if labelled.finds_nothing {
        if found.total > 0 {
            anyhow::bail!("`{}` finds something", labelled.written);
        }
        if let Some(repair) = found.repairs.first() {
            found = engine.find(&repaired(query, repair));
        }
    }
    let hits = found.hits.iter();
    let hits = hits.map(|hit| (hit.listing.id, hit.listing.name.clone()));
    Ok((hits.collect(), found.total))
}

/// The query as a repair makes it.
fn repaired(mut query: Query, repair: &Repair) -> Query {
    match repair.without {
        Filter::Text if repair.value.is_empty() => query.text.clear(),
        Filter::Text => query.text = query.text.replacen(&repair.value, "", 1),
        Filter::County => query.counties.clear(),
        Filter::Municipality => query.municipalities.clear(),
        Filter::Industry => query.industries.clear(),
        Filter::Service => query.services.clear(),
        Filter::Benefit => query.benefits.clear(),
        Filter::Certified => query.certified = false,
        Filter::Member => query.member = false,
        Filter::Fresh => query.fresh = false,
        Filter::Near => query.near = None,
        Filter::Serves => query.serves = None,
    }
    query
}
