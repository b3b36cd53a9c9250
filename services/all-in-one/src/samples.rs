//! Sample enterprises for trying the platform out: the same ones for the same
//! seed, spread over the country as real ASFs are. Every name, number and
//! address in them is invented and can belong to nobody.

pub mod load;
pub mod numbers;

mod activities;
mod deck;
mod grounds;
mod names;
mod reports;
mod source;
mod spread;
pub(crate) mod story;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeSet;

use kernel::{
    terms::{BenefitArea, IntegrationService, LegalForm},
    text::slugify,
};
use proto::asf::registry::v1::Profile;
use rand::{
    Rng, SeedableRng,
    seq::{IndexedRandom, IteratorRandom},
};
use rand_chacha::ChaCha8Rng;
use time::Date;

use self::{activities::Activities, names::Names, source::Trade, spread::Seat, texts::Texts};

/// As many as Sweden has ASFs.
pub const COUNT: usize = 400;

/// The seed of the samples that the launcher loads.
pub const SEED: u64 = 2012;

/// The legal forms by how common they are among ASFs.
const FORMS: &[(&str, u32)] = &[
    ("ekonomisk-forening", 52),
    ("ideell-forening", 18),
    ("aktiebolag-svb", 14),
    ("aktiebolag", 11),
    ("stiftelse", 5),
];

/// Work-integration services by how many in a hundred offer them.
const SERVICES: &[(&str, u32)] = &[
    ("arbetstraning", 78),
    ("praktik", 55),
    ("rehabilitering", 26),
    ("sysselsattning", 38),
    ("daglig-verksamhet", 17),
];

/// The profiles of `count` samples; capacity was confirmed in the time before
/// `today`.
pub fn generate(count: usize, seed: u64, today: Date) -> Vec<Profile> {
    Maker::new(seed, today).all(count).1
}

/// The profiles of `count` more that are still on their way onto the list;
/// every other is in the county with this code.
pub(crate) fn applicants(count: usize, seed: u64, today: Date, county: &str) -> Vec<Profile> {
    let mut maker = Maker::new(seed, today);
    let (seats, _) = maker.all(COUNT);
    let (near, far): (Vec<_>, Vec<_>) = seats
        .iter()
        .partition(|seat| seat.place.county_code == county);
    let places = near.into_iter().zip(far.into_iter().step_by(40));
    let places = places.flat_map(|(near, far)| [near, far]).take(count);
    let numbered = (COUNT..).zip(places);
    numbered
        .map(|(place, seat)| maker.profile(place, seat))
        .collect()
}

struct Maker {
    rng: ChaCha8Rng,
    names: Names,
    texts: Texts,
    activities: Activities,
}

impl Maker {
    fn new(seed: u64, today: Date) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            names: Names::new(),
            texts: Texts::new(),
            activities: Activities::new(today),
        }
    }

    fn all(&mut self, count: usize) -> (Vec<Seat>, Vec<Profile>) {
        let seats = spread::seats(count, &mut self.rng);
        let places = seats.iter().enumerate();
        let profiles = places
            .map(|(place, seat)| self.profile(place, seat))
            .collect();
        (seats, profiles)
    }

    fn profile(&mut self, place: usize, seat: &Seat) -> Profile {
        let rng = &mut self.rng;
        let trades = activities::trades(seat.industry, rng);
        let form = legal_form(rng);
        let name = match trades.first() {
            Some(first) => self.names.give(first, form, seat.place.name, rng),
            None => return Profile::default(),
        };
        let address = slugify(&name.short);
        Profile {
            name: name.full,
            org_number: numbers::org_number(place).map_or_else(String::new, String::from),
            legal_form: form.slug().to_owned(),
            description: self.texts.describe(&trades, form, seat.place, rng),
            municipality_code: seat.place.code.to_owned(),
            activities: trades
                .iter()
                .map(|trade| self.activities.make(trade, seat.place, rng))
                .collect(),
            services: services(seat.service, rng),
            social_benefit_areas: benefits(&trades, rng),
            website: format!("https://{address}.example"),
            email: format!("info@{address}.example"),
            phone: numbers::phone(place).unwrap_or_default(),
        }
    }
}

fn legal_form(rng: &mut ChaCha8Rng) -> LegalForm {
    let drawn = FORMS.choose_weighted(rng, |(_, weight)| *weight);
    let slug = drawn.map_or("ekonomisk-forening", |(slug, _)| slug);
    // The list is never empty, so a slug that it lacks becomes its first.
    LegalForm::all()
        .find(|form| form.slug() == slug)
        .or_else(|| LegalForm::all().next())
        .unwrap_or_else(|| unreachable!("there are legal forms"))
}

fn services(wanted: Option<IntegrationService>, rng: &mut ChaCha8Rng) -> Vec<String> {
    let mut found: BTreeSet<&str> = wanted.iter().map(|service| service.slug()).collect();
    for (slug, percent) in SERVICES {
        if rng.random_ratio(*percent, 100) {
            found.insert(slug);
        }
    }
    found.into_iter().map(str::to_owned).collect()
}

fn benefits(trades: &[&Trade], rng: &mut ChaCha8Rng) -> Vec<String> {
    let near = trades.iter().flat_map(|trade| trade.benefits.iter());
    let mut found: BTreeSet<&str> = near.copied().collect();
    if rng.random_ratio(2, 3) {
        found.extend(BenefitArea::all().map(BenefitArea::slug).choose(rng));
    }
    found.into_iter().map(str::to_owned).collect()
}
