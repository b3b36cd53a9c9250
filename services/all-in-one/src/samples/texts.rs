//! The descriptions of samples: what they do and where, then who works there
//! and whose they are.

use std::collections::BTreeMap;

use kernel::{
    place::{Municipality, county},
    terms::{Industry, LegalForm},
};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

use crate::samples::{
    deck::Deck,
    source::{self, TRADES, Trade},
    spread,
};

/// The sentences not yet used in this round.
pub(crate) struct Texts {
    people: Deck<&'static str>,
    organisation: Deck<&'static str>,
    places: Deck<&'static str>,
    work: BTreeMap<Industry, Deck<&'static str>>,
}

impl Texts {
    pub(crate) fn new() -> Self {
        let deck = |trade: &Trade| (trade.industry, Deck::new(trade.sentences.clone()));
        Self {
            people: Deck::new(source::people()),
            organisation: Deck::new(source::organisation()),
            places: Deck::new(source::places()),
            work: TRADES.iter().map(deck).collect(),
        }
    }

    pub(crate) fn describe(
        &mut self,
        trades: &[&Trade],
        form: LegalForm,
        seat: &Municipality,
        rng: &mut ChaCha8Rng,
    ) -> String {
        let mut work = vec![self.work_at(trades.first(), rng)];
        work.push(self.places.draw(rng).unwrap_or_default());
        work.push(self.work_at(trades.last(), rng));
        let mut people = vec![self.people.draw(rng).unwrap_or_default()];
        if rng.random_ratio(1, 2) {
            people.extend(self.people.draw(rng));
        }
        people.extend(self.organisation.draw(rng));
        let text = format!("{}\n\n{}", work.join(" "), people.join(" "));
        fill(&text, form, seat, rng.random_range(1996..=2022))
    }

    fn work_at(&mut self, trade: Option<&&Trade>, rng: &mut ChaCha8Rng) -> &'static str {
        trade
            .and_then(|trade| self.work.get_mut(&trade.industry))
            .and_then(|deck| deck.draw(rng))
            .unwrap_or_default()
    }
}

fn fill(text: &str, form: LegalForm, seat: &Municipality, year: u16) -> String {
    let noun = match form.slug() {
        "aktiebolag" | "aktiebolag-svb" => "Bolaget",
        "stiftelse" => "Stiftelsen",
        _ => "Föreningen",
    };
    let within = spread::within(seat.name);
    let capital = within[..1].to_uppercase() + &within[1..];
    text.replace("{form}", noun)
        .replace("{i ort}", &within)
        .replace("{I ort}", &capital)
        .replace("{år}", &year.to_string())
        .replace("{ort}", seat.name)
        .replace(
            "{län}",
            county(seat.county_code).map_or("länet", |county| county.name),
        )
}
