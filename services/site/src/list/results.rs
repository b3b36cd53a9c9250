//! The hits of a search, and where to go from them.

use proto::asf::registry::v1::SearchEnterprisesResponse;

use crate::{
    card::Card,
    list::{
        export::Export,
        filters::{Field, Filters},
        reading::{self, Way},
    },
    page::lang::Lang,
};

/// The same list in the JSON API.
const LIST: &str = "/api/v1/enterprises";

/// A list of another day.
pub(crate) struct Past {
    pub(crate) day: String,
    /// The same search of the list as it is.
    pub(crate) now: String,
}

pub(crate) struct Results {
    /// The number of hits in words.
    pub(crate) total: String,
    /// The text that they are hits for, in words.
    pub(crate) searched: Option<String>,
    pub(crate) read_as: Option<String>,
    pub(crate) corrections: Vec<String>,
    pub(crate) ways: Vec<Way>,
    pub(crate) cards: Vec<Card>,
    pub(crate) stale: bool,
    pub(crate) next: Option<String>,
    pub(crate) is_partial: bool,
    /// The day of the past that the hits are of, in words, and the way back.
    pub(crate) past: Option<Past>,
    pub(crate) export: Export,
    pub(crate) json: String,
}

impl Results {
    pub(crate) fn new(lang: Lang, filters: &Filters, found: SearchEnterprisesResponse) -> Self {
        let t = lang.texts();
        let read = found.interpretation.unwrap_or_default();
        let text = filters.first(Field::Q);
        let next = |token: &str| {
            let mut next = filters.clone();
            next.set(Field::PageToken, token);
            next.href(lang.root())
        };
        let query = filters.api_query();
        let day = filters.first(Field::AsOf);
        let card = |one| {
            let mut card = Card::new(lang, one);
            if !day.is_empty() {
                card.href = format!("{}?as_of={day}", card.href);
            }
            card
        };
        Self {
            total: t.list_total(found.total_size, lang.number(found.total_size)),
            searched: (!text.is_empty()).then(|| t.list_total_for(text)),
            read_as: reading::read_as(lang, &read),
            corrections: reading::corrections(lang, &read),
            ways: reading::ways(lang, filters, &found.repairs),
            stale: found.stale,
            next: (!found.next_page_token.is_empty()).then(|| next(&found.next_page_token)),
            is_partial: read.partial,
            past: past(lang, filters),
            export: Export::new(t, filters),
            json: if query.is_empty() {
                LIST.to_owned()
            } else {
                format!("{LIST}?{query}")
            },
            cards: found.enterprises.into_iter().map(card).collect(),
        }
    }
}

fn past(lang: Lang, filters: &Filters) -> Option<Past> {
    let day = lang.day(filters.first(Field::AsOf))?;
    let mut now = filters.clone();
    now.clear(Field::AsOf);
    now.clear(Field::PageToken);
    Some(Past {
        day: day.words,
        now: now.href(lang.root()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::summary;

    fn results(query: &str, found: SearchEnterprisesResponse) -> Results {
        Results::new(Lang::Sv, &Filters::parse(query), found)
    }

    #[test]
    fn pages_and_files_keep_the_filters() {
        let found = SearchEnterprisesResponse {
            enterprises: vec![summary("Kök")],
            total_size: 1,
            next_page_token: "a/b".to_owned(),
            ..SearchEnterprisesResponse::default()
        };
        let results = results("county=14&near=Göteborg&page_token=old", found);
        assert_eq!(
            results.next.as_deref(),
            Some("/asf-listan?county=14&near=G%C3%B6teborg&page_token=a%2Fb")
        );
        assert_eq!(
            results.export.csv,
            "/api/v1/enterprises:export?format=csv&county=14&near=1480"
        );
        assert_eq!(results.json, "/api/v1/enterprises?county=14&near=1480");
        assert_eq!(results.total, "1 ASF");
    }

    #[test]
    fn the_list_of_another_day_leads_to_the_profiles_of_that_day() {
        let found = SearchEnterprisesResponse {
            enterprises: vec![summary("Kök")],
            ..SearchEnterprisesResponse::default()
        };
        let results = results("as_of=2026-05-01&county=14", found);
        assert_eq!(results.cards[0].href, "/asf/kok?as_of=2026-05-01");
        let past = results.past.unwrap();
        assert_eq!(
            (past.day.as_str(), past.now.as_str()),
            ("1 maj 2026", "/asf-listan?county=14")
        );
    }

    #[test]
    fn the_only_page_leads_nowhere() {
        let results = results("", SearchEnterprisesResponse::default());
        assert_eq!(results.next, None);
        assert_eq!(results.total, "Inga ASF hittades");
        assert_eq!(results.json, "/api/v1/enterprises");
    }
}
