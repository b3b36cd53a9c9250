//! How the registry read a text, in a sentence; and for a search that finds
//! nothing, the changes that would.

use proto::asf::registry::v1::{Interpretation, Repair};

use kernel::text::fold;

use crate::{
    list::{
        chips,
        filters::{Field, Filters},
        label,
    },
    page::lang::Lang,
};

/// A link to a search that finds something.
pub(crate) struct Way {
    pub(crate) label: String,
    pub(crate) total: String,
    pub(crate) href: String,
}

/// Which words became a place, an industry or another filter; nothing where
/// none did.
pub(crate) fn read_as(lang: Lang, read: &Interpretation) -> Option<String> {
    let t = lang.texts();
    let name = |field, value: &String| label(lang, field, value);
    let mut parts: Vec<String> = Vec::new();
    let industries = read
        .industries
        .iter()
        .map(|slug| name(Field::Industry, slug));
    parts.extend(industries.map(|name| t.read_industry(name)));
    let services = read.services.iter().map(|slug| name(Field::Service, slug));
    parts.extend(services.map(|name| t.read_service(name)));
    let municipalities = read
        .municipality_codes
        .iter()
        .map(|code| name(Field::Municipality, code));
    parts.extend(municipalities.map(|name| t.read_municipality(name)));
    let counties = read
        .county_codes
        .iter()
        .map(|code| name(Field::County, code));
    parts.extend(counties.map(|name| t.read_county(name)));
    if read.certified {
        parts.push(t.read_certified());
    }
    if parts.is_empty() {
        return None;
    }
    if !read.text.is_empty() {
        parts.push(t.read_text(&read.text));
    }
    Some(t.list_read_as(enumerated(&parts, &t.read_and())))
}

/// Words that were found only with another spelling, each in a sentence.
pub(crate) fn corrections(lang: Lang, read: &Interpretation) -> Vec<String> {
    let sentences = read.corrections.iter();
    let sentence = |one: &proto::asf::registry::v1::Correction| {
        lang.texts().list_correction(&one.from, &one.to)
    };
    sentences.map(sentence).collect()
}

/// Links to the repaired searches.
pub(crate) fn ways(lang: Lang, filters: &Filters, repairs: &[Repair]) -> Vec<Way> {
    repairs
        .iter()
        .filter_map(|repair| way(lang, filters, repair))
        .collect()
}

fn way(lang: Lang, filters: &Filters, repair: &Repair) -> Option<Way> {
    let t = lang.texts();
    let field = Field::named(&repair.without)?;
    let value = repair.value.as_str();
    let mut rest = filters.clone();
    rest.clear(Field::PageToken);
    let label = if field == Field::Q && !value.is_empty() {
        let text = without_word(filters.first(Field::Q), value);
        rest.clear(Field::Q);
        rest.set(Field::Q, &text);
        t.repair_word(value)
    } else if field == Field::Q {
        rest.clear(Field::Q);
        t.repair_text()
    } else {
        for held in filters
            .all(field)
            .filter(|held| value.is_empty() || same(field, held, value))
        {
            rest = chips::without(&rest, field, held);
        }
        t.repair_without(what(lang, filters, field, value))
    };
    Some(Way {
        label,
        total: t.repair_total(repair.total_size, lang.number(repair.total_size)),
        href: rest.href(lang.root()),
    })
}

/// A place was perhaps typed by name, and comes back by its code.
fn same(field: Field, held: &str, value: &str) -> bool {
    held == value || label(Lang::Sv, field, held) == label(Lang::Sv, field, value)
}

fn what(lang: Lang, filters: &Filters, field: Field, value: &str) -> String {
    let value = if value.is_empty() { None } else { Some(value) };
    let all: Vec<String> = match value {
        Some(value) => vec![label(lang, field, value)],
        None => filters
            .all(field)
            .map(|value| label(lang, field, value))
            .collect(),
    };
    enumerated(&all, &lang.texts().read_and())
}

/// The text without a word, whatever its case or marks.
fn without_word(text: &str, word: &str) -> String {
    let word = fold(word);
    let kept: Vec<&str> = text
        .split_whitespace()
        .filter(|one| fold(one) != word)
        .collect();
    kept.join(" ")
}

/// `a, b och c`
fn enumerated(parts: &[String], and: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use proto::asf::registry::v1::Correction;

    use super::*;

    #[test]
    fn the_sentence_names_what_each_word_became() {
        let read = Interpretation {
            text: "lunch".to_owned(),
            municipality_codes: vec!["1480".to_owned()],
            industries: vec!["catering".to_owned()],
            ..Interpretation::default()
        };
        assert_eq!(
            read_as(Lang::Sv, &read).unwrap(),
            "Vi läste sökningen som branschen Catering, kommunen Göteborg och orden ”lunch”."
        );
        let only_words = Interpretation {
            text: "lunch".to_owned(),
            ..Interpretation::default()
        };
        assert_eq!(read_as(Lang::Sv, &only_words), None);
    }

    #[test]
    fn a_correction_tells_both_spellings() {
        let read = Interpretation {
            corrections: vec![Correction {
                from: "grönyteskotsel".to_owned(),
                to: "grönyteskötsel".to_owned(),
            }],
            ..Interpretation::default()
        };
        assert_eq!(
            corrections(Lang::En, &read),
            ["You typed “grönyteskotsel”. We show results for “grönyteskötsel”."]
        );
    }

    fn repaired(query: &str, without: &str, value: &str) -> Way {
        let repair = Repair {
            without: without.to_owned(),
            value: value.to_owned(),
            total_size: 1400,
        };
        ways(Lang::Sv, &Filters::parse(query), &[repair]).remove(0)
    }

    #[test]
    fn a_repair_is_a_link_with_its_count() {
        let county = repaired("q=mat&county=14&page_token=x", "county", "14");
        assert_eq!(county.label, "Utan Västra Götalands län");
        assert_eq!(county.total, "1\u{a0}400 ASF");
        assert_eq!(county.href, "/asf-listan?q=mat");
        let word = repaired("q=Catering GOTEBORG", "q", "göteborg");
        assert_eq!(word.href, "/asf-listan?q=Catering");
        let near = repaired("near=goteborg&radius_km=5", "near", "1480");
        assert_eq!(near.href, "/asf-listan");
        let all = repaired("industry=stad&industry=skog", "industry", "");
        assert_eq!(all.label, "Utan Städning och Skogsarbete");
        assert_eq!(all.href, "/asf-listan");
        assert_eq!(repaired("q=mat", "q", "").href, "/asf-listan");
    }

    #[test]
    fn a_repair_of_something_unknown_is_left_out() {
        let repair = Repair {
            without: "colour".to_owned(),
            ..Repair::default()
        };
        assert!(ways(Lang::Sv, &Filters::default(), &[repair]).is_empty());
    }
}
