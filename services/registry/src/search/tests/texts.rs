//! What texts find and in which order.

use std::sync::LazyLock;

use kernel::{
    place::{CountyCode, MunicipalityCode},
    terms::{Industry, IntegrationService},
};
use rstest::rstest;
use swedish::reading::Correction;

use crate::search::{
    Finder,
    engine::Engine,
    query::{Filter, Found, Interpretation, Query, Repair},
    tests::fixture::{TODAY, engine_of, listings},
};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine_of(&listings()));

fn find(text: &str) -> Found {
    ENGINE.find(&Query {
        text: text.to_owned(),
        limit: 100,
        ..Query::on(TODAY)
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
#[case::industry_and_place("catering Göteborg", &["Cateringkompaniet Majorna", "Goda Bordet"])]
#[case::industry_and_county("städning Gävleborg", &["Rent Hus Gävle", "Norrlandsstäd"])]
#[case::industry_of_two_words("second hand Uppsala", &["Andra Varvet Second Hand", "Prylbörsen"])]
#[case::industry_without_its_accent("cafe Östersund", &["Lunchrummet Östersund", "Kafé Storsjön"])]
#[case::service_and_place("arbetsträning Norrköping", &["Stegvis Norrköping"])]
#[case::landscape("legoarbete packning småland", &["Packhuset Lego", "Handlaget"])]
#[case::certified_in_a_county("certifierade ASF i Skåne", &["Spaden i Skåne", "Skärgårdsköket"])]
#[case::compound_without_marks("gronyteskotsel", &["Gröna Lyftet", "Spaden i Skåne"])]
#[case::compound_with_some_marks("grönyteskotsel", &["Gröna Lyftet", "Spaden i Skåne"])]
#[case::compound_in_two_words("hund dagis", &["Växjö Hunddagis", "Fyra Tassar Växjö", "Tassar och Tofsar"])]
#[case::compound_of_an_own_kind("fastighetsservice", &["Söderhamns Allservice", "Fastighetslaget Öst"])]
#[case::unfinished("snick", &["Snickarglädje", "Hantverkshuset"])]
#[case::inflected("laga cyklar", &["Cykelköket Vinden"])]
#[case::misspelled("hundagis", &["Växjö Hunddagis", "Fyra Tassar Växjö"])]
#[case::letters_swapped("catreing", &["Cateringkompaniet Majorna", "Skärgårdsköket", "Goda Bordet"])]
#[case::town("stockholm", &["Budfirman Pilen", "Kontorslabbet"])]
#[case::place_said_to_be_one("i mark", &["Bygdens Ben"])]
#[case::word_and_place("mark", &["Bygdens Ben"])]
#[case::town_in_its_county("lund skåne", &["Spaden i Skåne"])]
#[case::goods("cykel", &["Cykelköket Vinden", "Kedjan", "Budfirman Pilen"])]
#[case::legal_form("stiftelse", &["Hantverkshuset", "Strandgården"])]
#[case::address("info@kedjan.example", &["Kedjan"])]
#[case::name_of_common_words("vi kan", &["Vi Kan"])]
fn what_fits_best_comes_first(#[case] text: &str, #[case] wanted: &[&str]) {
    let names = names(text);
    let first = &names[..wanted.len().min(names.len())];
    assert_eq!(first, wanted);
}

#[test]
fn marked_letters_are_meant_where_they_are_typed() {
    let [marked, plain] = ["städ", "stad"].map(names);
    assert!(!marked.contains(&"Kafé Storsjön".to_owned()));
    assert!(plain.contains(&"Kafé Storsjön".to_owned()));
}

#[test]
fn a_place_in_a_name_comes_before_the_place_itself() {
    let name_first = ["Växjö Hunddagis", "Fyra Tassar Växjö"];
    assert_eq!(names("Växjö Hunddagis"), name_first);
    assert_eq!(names("hunddagis Växjö"), name_first);
}

#[test]
fn a_name_with_a_place_does_not_move_its_enterprise_there() {
    let in_halland = ["Växjö Hunddagis", "Tassar och Tofsar", "Hundgården Svansen"];
    assert_eq!(names("hunddagis Halland"), in_halland);
    assert_eq!(names("hunddagis Kronoberg"), ["Fyra Tassar Växjö"]);
}

#[test]
fn a_text_is_read_as_industry_service_and_place() {
    let found = find("certifierad arbetsträning keramik Skåne Norrköping");
    let wanted = Interpretation {
        text: "keramik".to_owned(),
        counties: vec![CountyCode::parse("12").unwrap()],
        municipalities: vec![MunicipalityCode::parse("0581").unwrap()],
        industries: vec![Industry::parse("arbetstraning").unwrap()],
        services: vec![IntegrationService::parse("arbetstraning").unwrap()],
        certified: true,
        corrections: Vec::new(),
        is_partial: true,
    };
    assert_eq!(found.interpretation, wanted);
}

#[test]
fn corrected_spellings_are_told() {
    let found = find("götebrog katering");
    let correction = |from: &str, to: &str| Correction {
        from: from.to_owned(),
        to: to.to_owned(),
    };
    let corrections = [
        correction("götebrog", "göteborg"),
        correction("katering", "catering"),
    ];
    assert_eq!(found.interpretation.corrections, corrections);
    assert_eq!(names("götebrog katering"), names("göteborg catering"));
    assert!(
        find("göteborg catering")
            .interpretation
            .corrections
            .is_empty()
    );
}

#[test]
fn an_organisation_number_finds_its_enterprise_with_and_without_hyphen() {
    for listing in &listings()[..3] {
        let digits = listing.org_number.digits();
        let hyphened = format!("{}-{}", &digits[..6], &digits[6..]);
        assert_eq!(names(&digits), [&*listing.name]);
        assert_eq!(names(&hyphened), [&*listing.name]);
    }
    assert!(names("7690000123").is_empty(), "its check digit is wrong");
}

#[test]
fn a_text_that_finds_nothing_tells_which_word_to_leave_out() {
    let found = find("keramik malmö");
    let without = |word: &str, total| Repair {
        without: Filter::Text,
        value: word.to_owned(),
        total,
    };
    assert_eq!(found.total, 0);
    // What is looked for stays, though without it there would be more.
    assert_eq!(found.repairs, [without("malmö", 1), without("keramik", 3)]);
}

#[rstest]
#[case::no_word("🦊")]
#[case::unknown_words("zzzz yyyy")]
fn where_no_word_helps_the_whole_text_is_to_be_left_out(#[case] text: &str) {
    let found = find(text);
    let without = Repair {
        without: Filter::Text,
        value: String::new(),
        total: listings().len(),
    };
    assert_eq!((found.total, found.repairs), (0, vec![without]));
}

#[test]
fn a_long_text_finds_those_that_have_most_of_it() {
    let partial = find("leverans catering rymdfärja bufféer Göteborg");
    let whole = find("leverans catering bufféer Göteborg");
    assert!(partial.interpretation.is_partial && partial.repairs.is_empty());
    assert!(!whole.interpretation.is_partial);
    let first = |found: &Found| found.hits[0].listing.name.clone();
    assert_eq!(first(&partial), first(&whole));
}

#[test]
fn a_trade_is_found_with_a_word_that_nobody_says() {
    let (trade, partial) = (find("catering"), find("catering rymdfärja"));
    assert!(partial.interpretation.is_partial && partial.repairs.is_empty());
    assert_eq!(partial.total, trade.total);
}

#[test]
fn the_place_of_a_long_text_is_never_left_out() {
    let found = find("catering buffé rymdfärja Östersund");
    assert_eq!((found.total, found.interpretation.is_partial), (0, false));
}

#[test]
fn a_compound_finds_the_trade_that_its_last_part_names() {
    let trade = ["Cateringkompaniet Majorna", "Goda Bordet", "Skärgårdsköket"];
    let mut names = names("frukostcatering");
    names.sort_unstable();
    assert_eq!(names, trade);
}

#[test]
fn a_phrase_with_a_word_that_says_nothing_is_not_its_other_word() {
    let daily = IntegrationService::parse("daglig-verksamhet").unwrap();
    let found = find("daglig verksamhet");
    let hits = found.hits.iter();
    let others = hits.filter(|hit| !hit.listing.services.contains(&daily));
    let others: Vec<&str> = others.map(|hit| hit.listing.name.as_str()).collect();
    assert!(found.total > 0 && others.is_empty(), "{others:?}");
}

#[test]
fn words_that_all_of_them_say_leave_nobody_out() {
    assert_eq!(names("asf").len(), listings().len());
    assert_eq!(names("").len(), listings().len());
}
