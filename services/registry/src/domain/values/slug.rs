//! The last part of a profile's URL.

use kernel::{
    place::{self, MunicipalityCode},
    text::slugify,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Given once and kept when the name changes: links to it stand elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Slug(String);

impl Slug {
    /// What an enterprise may be called, the prettiest first. The last one is
    /// free whenever the id is.
    pub(crate) fn candidates(name: &str, seat: Option<MunicipalityCode>, id: Uuid) -> Vec<Self> {
        let pretty = match slugify(name) {
            slug if slug.is_empty() => "asf".to_owned(),
            slug => slug,
        };
        let hex = id.simple().to_string();
        let mut candidates = vec![pretty.clone()];
        if let Some(town) = seat.and_then(|code| place::municipality(code.as_str())) {
            candidates.push(format!("{pretty}-{}", slugify(town.name)));
        }
        // The end of an id is its random part.
        candidates.push(format!("{pretty}-{}", &hex[hex.len() - 6..]));
        candidates.push(format!("{pretty}-{hex}"));
        candidates.into_iter().map(Self).collect()
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(name: &str, seat: Option<&str>) -> Vec<String> {
        let seat = seat.map(|code| MunicipalityCode::parse(code).unwrap());
        let id = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_00ab_cdef);
        let slugs = Slug::candidates(name, seat, id).into_iter();
        slugs.map(|slug| slug.0).collect()
    }

    #[test]
    fn the_prettiest_slug_comes_first() {
        assert_eq!(
            candidates("Café Glastaket", Some("1480")),
            [
                "cafe-glastaket",
                "cafe-glastaket-goteborg",
                "cafe-glastaket-abcdef",
                "cafe-glastaket-019200000000700080000000 00abcdef"
                    .replace(' ', "")
                    .as_str(),
            ]
        );
    }

    #[test]
    fn a_name_without_a_letter_of_ours_still_has_a_slug() {
        assert_eq!(candidates("!!!", None)[..2], ["asf", "asf-abcdef"]);
    }
}
