//! The counts that a search comes with.

use std::collections::HashMap;

use proto::asf::registry::v1::Facet;

/// How many enterprises each value of a filter would find, by the filter's
/// name in the request.
pub(crate) fn counts<'a>(facets: &'a [Facet], name: &str) -> HashMap<&'a str, u32> {
    let facet = facets.iter().find(|facet| facet.name == name);
    let values = facet.into_iter().flat_map(|facet| &facet.values);
    values
        .map(|value| (value.value.as_str(), value.count))
        .collect()
}
