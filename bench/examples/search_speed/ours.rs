//! The registry's own engine.

use anyhow::Context;
use kernel::{
    place::{MunicipalityCode, municipalities},
    terms::Industry,
};
use registry::search::{
    Finder, IndexChange,
    engine::Engine,
    listing::Listing,
    query::{Near, Query},
};

use time::{Date, macros::date};

use crate::measure::{Mean, PAGE, Row, TEXTS, resident_mb, timed};

const TODAY: Date = date!(2026 - 03 - 01);
const SEARCHES: usize = 400;
const CHANGES: usize = 100;
const RADIUS_KM: u32 = 50;

pub(crate) fn measure(listings: &[Listing]) -> anyhow::Result<Row> {
    let before = resident_mb()?;
    let (engine, build_ms) = timed(|| built(listings))?;
    let memory_mb = resident_mb()? - before;
    let find = |query: Query| Ok(engine.find(&query).total);
    let industries: Vec<Industry> = Industry::all().collect();
    let page = || Query {
        limit: PAGE,
        facets: true,
        ..Query::on(TODAY)
    };
    Ok(Row {
        engine: "registry",
        listings: listings.len(),
        build_ms,
        // The counts of the unfiltered list are kept until it changes.
        first_page: Some(Mean::of(SEARCHES, |number| {
            let offset = number % 5 * PAGE;
            find(Query { offset, ..page() })
        })?),
        near: Some(Mean::of(SEARCHES, |number| {
            find(Query {
                industries: vec![industries[number % industries.len()]],
                near: Some(near(number)),
                ..page()
            })
        })?),
        text: Mean::of(SEARCHES, |number| {
            let text = TEXTS[number % TEXTS.len()].to_owned();
            find(Query { text, ..page() })
        })?,
        change: Mean::of(CHANGES, |number| change(&engine, listings, number))?,
        memory_mb,
    })
}

fn built(listings: &[Listing]) -> anyhow::Result<Engine> {
    let engine = Engine::new();
    let puts = listings.iter().cloned();
    let puts = puts.map(|listing| IndexChange::Put(Box::new(listing)));
    engine.apply(puts.collect(), 1)?;
    Ok(engine)
}

fn near(number: usize) -> Near {
    let places = municipalities();
    Near {
        municipality: MunicipalityCode::from(&places[number * 7 % places.len()]),
        radius_km: RADIUS_KM,
    }
}

/// Gives one listing another name and activity.
fn change(engine: &Engine, listings: &[Listing], number: usize) -> anyhow::Result<usize> {
    let at = |place: usize| &listings[place % listings.len()];
    let mut changed = at(number * 3).clone();
    changed.name = format!("{} {number}", changed.name);
    changed.activities = at(number * 5 + 1).activities.clone();
    let position = engine.position() + 1;
    engine.apply(vec![IndexChange::Put(Box::new(changed))], position)?;
    engine.get(at(number * 3).id).context("it is gone")?;
    Ok(1)
}
