//! Words that mean something to the list: industries, services, areas of
//! benefit, legal forms, and being certified.

use std::{collections::HashSet, sync::LazyLock};

use kernel::terms::{BenefitArea, Industry, IntegrationService, LegalForm};
use swedish::{
    phrases::{Meaning, Phrases},
    stem::stem,
    word_list,
    words::{folded, words},
};

const FILE: &str = include_str!("reference/synonyms.txt");

/// What a phrase means to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Industry(Industry),
    Service(IntegrationService),
    Benefit(BenefitArea),
    Form(LegalForm),
    Certified,
}

/// All phrases of the list, with the entries that they mean.
pub(crate) static PHRASES: LazyLock<Phrases<Entry>> = LazyLock::new(|| {
    let phrases = synonyms().flat_map(|synonyms| {
        let names = synonyms.trade.into_iter().chain(synonyms.products);
        names.map(move |name| (name, synonyms.entry))
    });
    Phrases::new(phrases)
});

/// Folded stems of what only some of a trade make or do.
static PRODUCTS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let products = synonyms().flat_map(|synonyms| synonyms.products);
    products.map(|name| folded_stems(&words(name))).collect()
});

/// What some marked words mean together.
pub(crate) fn meaning(phrase: &[&str]) -> Option<Meaning<Entry>> {
    PHRASES.meaning(phrase)
}

/// Whether some marked words name what some of a trade make or do, and not the
/// trade itself.
pub(crate) fn is_product(phrase: &[impl AsRef<str>]) -> bool {
    PRODUCTS.contains(&folded_stems(phrase))
}

fn folded_stems(words: &[impl AsRef<str>]) -> String {
    let stems = words.iter().map(|word| folded(&stem(word.as_ref())));
    stems.collect::<Vec<_>>().join(" ")
}

/// A line of the file.
struct Synonyms {
    entry: Entry,
    trade: Vec<&'static str>,
    products: Vec<&'static str>,
}

fn synonyms() -> impl Iterator<Item = Synonyms> {
    word_list::lines(FILE).filter_map(|line| {
        let (head, names) = line.split_once(':')?;
        let (trade, products) = names.split_once(';').unwrap_or((names, ""));
        Some(Synonyms {
            entry: entry(head)?,
            trade: split(trade),
            products: split(products),
        })
    })
}

fn split(names: &'static str) -> Vec<&'static str> {
    let names = names.split(',').map(str::trim);
    names.filter(|name| !name.is_empty()).collect()
}

fn entry(head: &str) -> Option<Entry> {
    if head == "certified" {
        return Some(Entry::Certified);
    }
    let (list, slug) = head.split_once(' ')?;
    match list {
        "industry" => Industry::parse(slug).ok().map(Entry::Industry),
        "service" => IntegrationService::parse(slug).ok().map(Entry::Service),
        "benefit" => BenefitArea::parse(slug).ok().map(Entry::Benefit),
        "form" => LegalForm::parse(slug).ok().map(Entry::Form),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn industry(slug: &str) -> Entry {
        Entry::Industry(Industry::parse(slug).unwrap())
    }

    #[rstest]
    #[case(&["catering"], &["catering"])]
    #[case(&["cafe"], &["cafe-restaurang"])]
    #[case(&["second", "hand"], &["second-hand"])]
    #[case(&["hund", "dagis"], &["hunddagis"])]
    #[case(&["grönyteskotsel"], &["tradgard"])]
    #[case(&["städningen"], &["stad"])]
    #[case(&["legoarbeten"], &["montering-lego"])]
    #[case(&["packning"], &["montering-lego"])]
    fn trades_are_read_in_all_their_forms(#[case] phrase: &[&str], #[case] wanted: &[&str]) {
        let wanted = wanted.iter().map(|slug| industry(slug)).collect();
        assert_eq!(meaning(phrase), Some(Meaning::Phrase(wanted)));
    }

    #[test]
    fn a_word_can_mean_an_industry_and_a_service() {
        let service = IntegrationService::parse("arbetstraning").unwrap();
        let wanted = vec![industry("arbetstraning"), Entry::Service(service)];
        assert_eq!(meaning(&["arbetsträning"]), Some(Meaning::Phrase(wanted)));
    }

    #[test]
    fn certified_is_read_in_its_inflections_and_means_nothing_else() {
        let all = synonyms().find(|synonyms| synonyms.entry == Entry::Certified);
        for name in all.expect("the file has them").trade {
            let words = words(name);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let wanted = Meaning::Phrase(vec![Entry::Certified]);
            assert_eq!(meaning(&words), Some(wanted), "{name}");
        }
    }

    #[rstest]
    fn other_words_mean_nothing(#[values("mark", "glädje", "och", "24", "x")] word: &str) {
        assert_eq!(meaning(&[word]), None);
    }

    #[test]
    fn every_line_of_the_synonym_list_names_an_entry() {
        assert_eq!(synonyms().count(), word_list::lines(FILE).count());
    }
}
