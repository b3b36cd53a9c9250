//! An enterprise as a card in a list.

use kernel::terms::{BenefitArea, Industry, IntegrationService};
use proto::asf::registry::v1::{EnterpriseSummary, Freshness};

use crate::page::{
    lang::{Date, Lang},
    places,
};

const WORK_TRAINING: &str = "arbetstraning";

pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) industries: Vec<Tag>,
    pub(crate) services: Vec<Tag>,
    pub(crate) benefits: Vec<Tag>,
    pub(crate) excerpt: String,
    pub(crate) certified: bool,
    /// The last day of the certification.
    pub(crate) certified_until: Option<Date>,
    pub(crate) member: bool,
    /// How fresh its capacity is; nothing where it states none.
    pub(crate) freshness: Option<Fresh>,
    pub(crate) distance: Option<String>,
    pub(crate) listed: Option<Date>,
}

/// How fresh a capacity is: a class for the eye, and words.
pub(crate) struct Fresh {
    pub(crate) class: &'static str,
    pub(crate) words: String,
}

/// A term with its name in the page's language.
pub(crate) struct Tag {
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
}

impl Card {
    pub(crate) fn new(lang: Lang, summary: EnterpriseSummary) -> Self {
        Self {
            freshness: freshness(lang, summary.freshness()),
            id: summary.id,
            href: format!("{}/asf/{}", lang.root(), summary.slug),
            name: summary.name,
            place: place(lang, &summary.municipality_code, &summary.county_code),
            industries: industries(lang, &summary.industries),
            services: services(lang, &summary.services),
            benefits: benefits(lang, &summary.social_benefit_areas),
            excerpt: summary.excerpt,
            certified: summary.certified,
            certified_until: lang.day(&summary.certified_until),
            member: summary.member,
            distance: summary
                .distance_km
                .map(|km| lang.texts().distance(lang.number(km))),
            listed: summary.listed_at.and_then(|time| lang.date(&time)),
        }
    }

    /// The picture beside the name: that of the first industry, and of work
    /// training only where there is nothing else, since every ASF does that.
    pub(crate) fn icon(&self) -> &'static str {
        let mut slugs = self.industries.iter().map(|tag| tag.slug);
        slugs
            .find(|slug| *slug != WORK_TRAINING)
            .unwrap_or(WORK_TRAINING)
    }
}

fn freshness(lang: Lang, freshness: Freshness) -> Option<Fresh> {
    let t = lang.texts();
    let (class, words) = match freshness {
        Freshness::Unspecified => return None,
        Freshness::Fresh => ("fresh", t.card_fresh()),
        Freshness::Aging => ("aging", t.card_aging()),
        Freshness::Stale => ("stale", t.card_stale()),
    };
    Some(Fresh { class, words })
}

/// `Göteborg, Västra Götalands län`
pub(crate) fn place(lang: Lang, municipality: &str, county: &str) -> String {
    lang.texts().place(
        places::municipality_name(municipality),
        places::county_name(county),
    )
}

/// Industries by slug. A slug that the list does not have is left out.
pub(crate) fn industries(lang: Lang, slugs: &[String]) -> Vec<Tag> {
    let terms = slugs.iter().filter_map(|slug| Industry::parse(slug).ok());
    terms.map(|term| tag(lang, term.term())).collect()
}

/// Work-integration services by slug.
pub(crate) fn services(lang: Lang, slugs: &[String]) -> Vec<Tag> {
    let terms = slugs
        .iter()
        .filter_map(|slug| IntegrationService::parse(slug).ok());
    terms.map(|term| tag(lang, term.term())).collect()
}

/// Social-benefit areas by slug.
pub(crate) fn benefits(lang: Lang, slugs: &[String]) -> Vec<Tag> {
    let terms = slugs
        .iter()
        .filter_map(|slug| BenefitArea::parse(slug).ok());
    terms.map(|term| tag(lang, term.term())).collect()
}

fn tag(lang: Lang, term: &'static kernel::terms::Term) -> Tag {
    Tag {
        slug: term.slug,
        name: lang.term(term),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::summary;

    #[test]
    fn a_card_speaks_the_language_of_the_page() {
        let card = |lang| Card::new(lang, summary("Kök & Kafé"));
        assert_eq!(card(Lang::Sv).place, "Göteborg, Västra Götalands län");
        assert_eq!(card(Lang::Sv).industries[0].name, "Catering");
        assert_eq!(card(Lang::En).benefits[0].name, "Ways into work");
        assert_eq!(card(Lang::En).href, "/en/asf/kok-kafe");
    }

    #[test]
    fn a_card_tells_the_states_of_its_day() {
        let mut summary = summary("Kök");
        summary.certified_until = "2027-05-12".to_owned();
        summary.set_freshness(Freshness::Stale);
        let card = Card::new(Lang::Sv, summary);
        assert_eq!(card.certified_until.unwrap().words, "12 maj 2027");
        assert!(card.freshness.unwrap().words.contains("fråga först"));
    }

    #[test]
    fn an_unknown_term_is_left_out() {
        let mut summary = summary("Kök");
        summary.industries = ["arbetstraning", "fiske", "stad"]
            .map(ToOwned::to_owned)
            .to_vec();
        let card = Card::new(Lang::Sv, summary);
        assert_eq!(card.industries.len(), 2);
        assert_eq!(card.icon(), "stad");
    }
}
