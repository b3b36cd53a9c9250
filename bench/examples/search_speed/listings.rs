//! Made-up listings in any number, the same ones each time: texts of each
//! industry, mixed by chance from a fixed seed.

use anyhow::Context;
use kernel::{
    org_number::OrgNumber,
    place::{Municipality, MunicipalityCode, municipalities},
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
    text::slugify,
};
use registry::search::listing::{Activity, Listing, ServiceArea};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

/// `industry | names | offers`, one industry a line.
const OFFERS: &str = include_str!("offers.txt");
/// What any of them may say of itself.
const SENTENCES: &str = include_str!("sentences.txt");
/// Two or three of these make a word that stands in few names.
const SYLLABLES: [&str; 24] = [
    "al", "björk", "dal", "ek", "fors", "gran", "hav", "kvist", "lind", "mo", "norr", "ros",
    "sand", "sol", "sten", "ström", "sund", "söder", "tall", "vall", "vik", "väst", "å", "öst",
];
/// Every third enterprise is in one of these municipalities.
const CITIES: [&str; 10] = [
    "0180", "1480", "1280", "0380", "0580", "0581", "1880", "2480", "1980", "1283",
];

/// The facets that all engines count.
pub(crate) const FACETS: [&str; 4] = ["county", "industry", "service", "benefit"];

/// Numbers that look like chance (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Between `least` and `most` of them, each once and in order.
    fn some<T: Copy + Ord>(&mut self, all: &[T], least: usize, most: usize) -> Vec<T> {
        let count = least + self.below(most - least + 1);
        let mut some: Vec<T> = (0..count).map(|_| *self.one(all)).collect();
        some.sort_unstable();
        some.dedup();
        some
    }
}

/// What the texts of one industry are made of.
struct Trade {
    industry: Industry,
    names: Vec<&'static str>,
    offers: Vec<&'static str>,
}

pub(crate) fn listings(count: usize) -> anyhow::Result<Vec<Listing>> {
    let trades = OFFERS.lines().map(trade);
    let trades = trades.collect::<anyhow::Result<Vec<Trade>>>()?;
    let numbers = 0..count as u64;
    numbers.map(|number| listing(number, &trades)).collect()
}

fn trade(line: &'static str) -> anyhow::Result<Trade> {
    let mut fields = line.split(" | ");
    let mut field = || fields.next().with_context(|| format!("too short: {line}"));
    Ok(Trade {
        industry: Industry::parse(field()?)?,
        names: field()?.split(", ").collect(),
        offers: field()?.split("; ").collect(),
    })
}

fn listing(number: u64, trades: &[Trade]) -> anyhow::Result<Listing> {
    let chance = &mut Chance(number.wrapping_mul(0xD605_BBB5_8C8A_BBFD));
    let trade = chance.one(trades);
    let place = place(chance)?;
    let name = name(chance, trade, place);
    let mut activities = vec![activity(chance, trade, None)?];
    for _ in 0..[0, 0, 1, 2][chance.below(4)] {
        let at = if chance.below(4) == 0 {
            self::place(chance)?
        } else {
            place
        };
        let trade = chance.one(trades);
        activities.push(activity(chance, trade, Some(at.into()))?);
    }
    let digit = |place: u32| (number / 10_u64.pow(place) % 10) as u8;
    let first = [
        7,
        6,
        9,
        digit(5),
        digit(4),
        digit(3),
        digit(2),
        digit(1),
        digit(0),
    ];
    let forms: Vec<LegalForm> = LegalForm::all().collect();
    let services: Vec<IntegrationService> = IntegrationService::all().collect();
    let benefits: Vec<BenefitArea> = BenefitArea::all().collect();
    let slug = format!("{}-{number}", slugify(&name));
    let listed_at =
        OffsetDateTime::UNIX_EPOCH + Duration::hours(438_000 + chance.below(17_000) as i64);
    Ok(Listing {
        id: Uuid::from_u64_pair(chance.next(), number),
        version: 3,
        org_number: OrgNumber::from_first_nine(first).context("no organisation number")?,
        legal_form: *chance.one(&forms),
        description: description(chance, place),
        municipality: place.into(),
        activities,
        services: chance.some(&services, 1, 3),
        benefits: chance.some(&benefits, 1, 4),
        website: Some(format!("https://{slug}.example")),
        email: Some(format!("info@{slug}.example")),
        phone: None,
        certified_from: None,
        certified_until: (chance.below(4) == 0).then_some(Date::MAX),
        member: chance.below(3) == 0,
        created_at: listed_at,
        updated_at: listed_at,
        listed_at,
        name,
        slug,
    })
}

fn place(chance: &mut Chance) -> anyhow::Result<&'static Municipality> {
    if chance.below(3) > 0 {
        return Ok(chance.one(municipalities()));
    }
    let code = chance.one(&CITIES);
    kernel::place::municipality(code).with_context(|| format!("no municipality {code}"))
}

fn name(chance: &mut Chance, trade: &Trade, place: &Municipality) -> String {
    let noun = chance.one(&trade.names);
    let mut word: String = (0..2 + chance.below(2))
        .map(|_| *chance.one(&SYLLABLES))
        .collect();
    if let Some(first) = word.chars().next() {
        word.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    match chance.below(3) {
        0 => format!("{noun} {word}"),
        1 => format!("{noun} {word} i {}", place.name),
        _ => format!("{word} {}", noun.to_lowercase()),
    }
}

fn activity(
    chance: &mut Chance,
    trade: &Trade,
    municipality: Option<MunicipalityCode>,
) -> anyhow::Result<Activity> {
    let near: MunicipalityCode = place(chance)?.into();
    let service_area = match chance.below(8) {
        0..4 => ServiceArea::OwnMunicipality,
        4..6 => ServiceArea::Municipalities(vec![near]),
        6 => ServiceArea::Counties(vec![near.county()]),
        _ => ServiceArea::Country,
    };
    Ok(Activity {
        industry: trade.industry,
        offer: chance.some(&trade.offers, 1, 3).join(", "),
        municipality,
        service_area,
        capacity: None,
    })
}

fn description(chance: &mut Chance, place: &Municipality) -> String {
    let sentences: Vec<&str> = SENTENCES.lines().collect();
    let mut text = chance.some(&sentences, 2, 5).join(" ");
    if chance.below(2) == 0 {
        text.push_str(&format!(" Du hittar oss i {}.", place.name));
    }
    text
}

/// The text that the other engines search: name, offers and description.
pub(crate) fn words(listing: &Listing, name: &str) -> String {
    let offers = listing.activities.iter().map(|activity| &*activity.offer);
    let parts: Vec<&str> = [name].into_iter().chain(offers).collect();
    format!("{}\n{}", parts.join("\n"), listing.description)
}

/// The values of each of [`FACETS`] as numbers.
pub(crate) fn facets(listing: &Listing) -> anyhow::Result<[Vec<u16>; 4]> {
    let counties = listing.places().into_iter();
    let counties = counties.map(|place| place.county().as_str().parse());
    let mut counties = counties.collect::<Result<Vec<u16>, _>>()?;
    counties.dedup();
    let industries = listing.industries().into_iter();
    let services = listing.services.iter();
    let benefits = listing.benefits.iter();
    Ok([
        counties,
        industries.map(|entry| entry.index() as u16).collect(),
        services.map(|entry| entry.index() as u16).collect(),
        benefits.map(|entry| entry.index() as u16).collect(),
    ])
}
