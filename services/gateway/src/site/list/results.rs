//! The hits of a search, and where to go from them.

use proto::asf::registry::v1::SearchEnterprisesResponse;

use crate::site::{
    card::Card,
    lang::Lang,
    list::{
        filters::{Field, Filters},
        reading::{self, Way},
    },
};

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
    pub(crate) csv: String,
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
        Self {
            total: t.list_total(found.total_size, lang.number(found.total_size)),
            searched: (!text.is_empty()).then(|| t.list_total_for(text)),
            read_as: reading::read_as(lang, &read),
            corrections: reading::corrections(lang, &read),
            ways: reading::ways(lang, filters, &found.repairs),
            stale: found.stale,
            next: (!found.next_page_token.is_empty()).then(|| next(&found.next_page_token)),
            csv: api("/api/v1/enterprises:export?format=csv", &query, '&'),
            json: api("/api/v1/enterprises", &query, '?'),
            cards: found
                .enterprises
                .into_iter()
                .map(|one| Card::new(lang, one))
                .collect(),
        }
    }
}

fn api(path: &str, query: &str, joint: char) -> String {
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}{joint}{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::testing::summary;

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
            results.csv,
            "/api/v1/enterprises:export?format=csv&county=14&near=1480"
        );
        assert_eq!(results.json, "/api/v1/enterprises?county=14&near=1480");
        assert_eq!(results.total, "1 ASF");
    }

    #[test]
    fn the_only_page_leads_nowhere() {
        let results = results("", SearchEnterprisesResponse::default());
        assert_eq!(results.next, None);
        assert_eq!(results.total, "Inga ASF hittades");
        assert_eq!(results.json, "/api/v1/enterprises");
    }
}
