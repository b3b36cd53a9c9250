//! What samples sell, where and how much.

use std::collections::BTreeMap;

use kernel::{
    place::{Municipality, distance_km, municipalities},
    terms::Industry,
};
use proto::asf::registry::v1::{Activity, Capacity, Reach, ServiceArea};
use rand::{Rng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use time::{Date, Duration, Time};

use crate::samples::{
    deck::Deck,
    source::{TRADES, Trade},
};

/// The offers drawn so far, industry by industry.
pub(crate) struct Activities {
    offers: BTreeMap<Industry, Deck<(&'static str, &'static str)>>,
    today: Date,
}

impl Activities {
    pub(crate) fn new(today: Date) -> Self {
        let pairs = |trade: &Trade| {
            let offers = trade.offers.iter();
            let pairs =
                offers.flat_map(|offer| trade.extras.iter().map(move |more| (*offer, *more)));
            Deck::new(pairs.collect())
        };
        Self {
            offers: TRADES
                .iter()
                .map(|trade| (trade.industry, pairs(trade)))
                .collect(),
            today,
        }
    }

    pub(crate) fn make(
        &mut self,
        trade: &Trade,
        seat: &Municipality,
        rng: &mut ChaCha8Rng,
    ) -> Activity {
        let deck = self.offers.get_mut(&trade.industry);
        let (offer, more) = deck.and_then(|deck| deck.draw(rng)).unwrap_or_default();
        Activity {
            industry: trade.industry.slug().to_owned(),
            offer: format!("{offer}. {more}"),
            municipality_code: String::new(),
            service_area: Some(service_area(trade, seat, rng)),
            capacity: Some(capacity(self.today, rng)),
        }
    }
}

/// The trades of one sample: the first is given or drawn by weight, and one
/// or two others may join it.
pub(crate) fn trades(first: Option<Industry>, rng: &mut ChaCha8Rng) -> Vec<&'static Trade> {
    let count = *[1, 1, 1, 2, 2, 3].choose(rng).unwrap_or(&1);
    let mut found: Vec<&'static Trade> = TRADES
        .iter()
        .filter(|trade| Some(trade.industry) == first)
        .collect();
    while found.len() < count {
        let Ok(trade) = TRADES.choose_weighted(rng, |trade| trade.weight) else {
            break;
        };
        if found.iter().all(|other| other.industry != trade.industry) {
            found.push(trade);
        }
    }
    found
}

fn service_area(trade: &Trade, seat: &Municipality, rng: &mut ChaCha8Rng) -> ServiceArea {
    let country_share = if trade.travels { 40 } else { 5 };
    let dice = rng.random_range(0..100);
    let mut area = ServiceArea::default();
    let reach = if dice < country_share {
        Reach::Country
    } else if dice < 60 {
        area.municipality_codes = neighbours(seat, rng.random_range(1..=4));
        Reach::Municipalities
    } else if dice < 80 {
        area.county_codes = vec![seat.county_code.to_owned()];
        Reach::Counties
    } else {
        Reach::OwnMunicipality
    };
    area.set_reach(reach);
    area
}

/// The seat and the municipalities nearest to it.
fn neighbours(seat: &Municipality, count: usize) -> Vec<String> {
    let places = municipalities().iter();
    let mut all: Vec<_> = places
        .map(|place| (distance_km(seat, place), place.code))
        .collect();
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let nearest = all.into_iter().take(count + 1);
    nearest.map(|(_, code)| code.to_owned()).collect()
}

fn capacity(today: Date, rng: &mut ChaCha8Rng) -> Capacity {
    let people: u32 = rng.random_range(3..=28);
    // One in seven has not said for more than a year what it can take on.
    let days = if rng.random_ratio(1, 7) {
        rng.random_range(370..720)
    } else {
        rng.random_range(1..180)
    };
    let confirmed = (today - Duration::days(days)).with_time(Time::MIDNIGHT);
    Capacity {
        people,
        weekly_hours: people * rng.random_range(10..=30),
        lead_time_days: *[2, 3, 5, 7, 10, 14, 21, 30].choose(rng).unwrap_or(&7),
        confirmed_at: Some(std::time::SystemTime::from(confirmed.assume_utc()).into()),
    }
}
