//! What a listing says, as postings: each token with an impact that sums up
//! in which fields of the profile it stands, how often, and how long they are.

use kernel::place::municipality;
use swedish::{stopwords::is_stopword, tokens::name_token, words::words};

use crate::search::{
    analysis::Analyzer,
    listing::Listing,
    terms::{
        TermId, Terms,
        postings::{IMPACT_MAX, Posting},
    },
};

/// A field of the profile.
struct Field {
    text: String,
    /// How much a word of the field says.
    weight: f32,
    /// The usual number of words: in a longer text a word says less.
    usual: f32,
    is_name: bool,
}

/// By how much a field's weight is multiplied, so that impacts fill their
/// range.
pub(crate) const SCALE: f32 = 8.0;
/// How fast a repeated word says nothing more, and how much the length of a
/// field matters (k1 and b of BM25, Robertson and Zaragoza 2009).
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

pub(crate) const NAME: f32 = 10.0;
pub(crate) const INDUSTRY: f32 = 6.0;
/// The first sentence of an offer says what is sold, the others on which terms.
const OFFER: f32 = 4.5;
const TERMS: f32 = 2.5;
pub(crate) const SERVICE: f32 = 2.5;
const DESCRIPTION: f32 = 1.5;
pub(crate) const FORM: f32 = 1.0;
const PLACE: f32 = 1.0;
const CONTACT: f32 = 0.5;

/// The postings of a listing at a slot, by term, each term once.
pub(crate) fn postings(
    listing: &Listing,
    slot: u32,
    analyzer: &mut Analyzer,
    terms: &mut Terms,
) -> Vec<(TermId, Posting)> {
    let mut said: Vec<(TermId, f32, bool)> = Vec::with_capacity(128);
    let mut counted = Vec::new();
    for field in fields(listing) {
        let words = words(&field.text);
        let usual = words.len() as f32 / field.usual;
        for word in words
            .iter()
            .filter(|word| field.is_name || !is_stopword(word))
        {
            counted.extend_from_slice(analyzer.terms(word, terms));
        }
        counted.sort_unstable();
        for same in counted.chunk_by(|a, b| a == b) {
            let impact = field.weight * saturated(same.len() as f32, usual);
            said.push((same[0], impact, field.is_name));
        }
        counted.clear();
    }
    said.push((terms.intern(&name_token(&listing.name)), NAME, true));
    said.sort_by_key(|(term, ..)| *term);
    said.chunk_by(|a, b| a.0 == b.0)
        .map(|same| (same[0].0, summed(slot, same)))
        .collect()
}

fn saturated(times: f32, usual: f32) -> f32 {
    times / (times + SATURATION * (1.0 - LENGTH + LENGTH * usual))
}

fn summed(slot: u32, said: &[(TermId, f32, bool)]) -> Posting {
    let impact: f32 = said.iter().map(|(_, impact, _)| impact).sum();
    let impact = (impact * SCALE).round().clamp(1.0, IMPACT_MAX as f32) as u32;
    Posting::new(slot, impact, said.iter().any(|(.., in_name)| *in_name))
}

/// Everything that the profile shows as text.
fn fields(listing: &Listing) -> Vec<Field> {
    let industries = listing.industries();
    let industries = industries.iter().flat_map(|entry| [entry.sv(), entry.en()]);
    let services = listing
        .services
        .iter()
        .flat_map(|entry| [entry.sv(), entry.en()]);
    let benefits = listing
        .benefits
        .iter()
        .flat_map(|entry| [entry.sv(), entry.en()]);
    let offers = listing.activities.iter().map(|activity| {
        activity
            .offer
            .split_once(". ")
            .unwrap_or((&activity.offer, ""))
    });
    let (offers, terms): (Vec<&str>, Vec<&str>) = offers.unzip();
    let contacts = [&listing.website, &listing.email, &listing.phone];
    let places = listing.places();
    let places = places.iter().flat_map(|place| {
        let county = kernel::place::county(place.county().as_str());
        let municipality = municipality(place.as_str()).map(|place| place.name);
        municipality
            .into_iter()
            .chain(county.map(|county| county.name))
    });
    vec![
        Field {
            is_name: true,
            ..field([listing.name.as_str()], NAME, 3.0)
        },
        field(industries, INDUSTRY, 5.0),
        field(offers, OFFER, 8.0),
        field(terms, TERMS, 8.0),
        field(services.chain(benefits), SERVICE, 12.0),
        field([listing.description.as_str()], DESCRIPTION, 60.0),
        field([listing.legal_form.sv()], FORM, 2.0),
        field(places, PLACE, 3.0),
        field(
            contacts.into_iter().flatten().map(String::as_str),
            CONTACT,
            8.0,
        ),
    ]
}

fn field<'a>(texts: impl IntoIterator<Item = &'a str>, weight: f32, usual: f32) -> Field {
    let mut text = String::new();
    for part in texts {
        text.push_str(part);
        text.push('\n');
    }
    Field {
        text,
        weight,
        usual,
        is_name: false,
    }
}
