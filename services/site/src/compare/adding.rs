//! Finding one more ASF to compare, by a part of its name.

use proto::asf::registry::v1::{Enterprise, SearchEnterprisesRequest};

use super::href;
use crate::{
    Site, card,
    page::{local, page_request::PageRequest},
};

/// Suggestions for one text.
const FEW: u32 = 8;

pub(crate) struct Adding {
    /// What was typed.
    pub(crate) text: String,
    /// Those that are compared already.
    pub(crate) ids: Vec<String>,
    /// Nothing before something was typed.
    pub(crate) found: Option<Vec<Suggestion>>,
}

/// One more ASF, and the comparison with it.
pub(crate) struct Suggestion {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) place: String,
}

impl Adding {
    /// A search that fails suggests nothing: the comparison stands without it.
    pub(super) async fn find(
        site: &Site,
        request: &PageRequest,
        text: &str,
        there: &[Enterprise],
    ) -> Self {
        let ids: Vec<String> = there.iter().map(|it| it.id.clone()).collect();
        let text: String = text.chars().take(200).collect();
        let found = if text.is_empty() {
            None
        } else {
            let search = SearchEnterprisesRequest {
                q: text.clone(),
                page_size: FEW,
                ..SearchEnterprisesRequest::default()
            };
            let found = site.search(search).await.unwrap_or_default();
            let others = found.enterprises.into_iter();
            let others = others.filter(|it| !ids.contains(&it.id));
            let suggestion = |one: proto::asf::registry::v1::EnterpriseSummary| {
                let all = there
                    .iter()
                    .map(|it| it.id.as_str())
                    .chain([one.id.as_str()]);
                Suggestion {
                    href: local::localised(request.lang, &href(all)),
                    place: card::place(request.lang, &one.municipality_code, &one.county_code),
                    name: one.name,
                }
            };
            Some(others.map(suggestion).collect())
        };
        Self { text, ids, found }
    }
}
