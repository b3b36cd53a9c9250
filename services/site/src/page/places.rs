//! Counties and municipalities for pages: in Swedish order, and found by
//! what people type.

use std::sync::LazyLock;

use kernel::{
    place::{self, County, Municipality},
    text::fold,
};

static COUNTIES: LazyLock<Vec<&'static County>> = LazyLock::new(|| {
    let mut counties: Vec<&County> = place::counties().iter().collect();
    counties.sort_by_key(|county| swedish_order(county.name));
    counties
});

static MUNICIPALITIES: LazyLock<Vec<&'static Municipality>> = LazyLock::new(|| {
    let mut places: Vec<&Municipality> = place::municipalities().iter().collect();
    places.sort_by_key(|place| swedish_order(place.name));
    places
});

static SUGGESTIONS: LazyLock<String> = LazyLock::new(|| {
    let options = MUNICIPALITIES.iter().map(|place| place.name);
    options.fold(String::new(), |list, name| list + "<option>" + name)
});

/// All counties, by name.
pub(crate) fn counties() -> &'static [&'static County] {
    &COUNTIES
}

/// All municipalities, by name.
pub(crate) fn municipalities() -> &'static [&'static Municipality] {
    &MUNICIPALITIES
}

/// The options of a `datalist` with every municipality, as HTML.
pub(crate) fn suggestions() -> &'static str {
    &SUGGESTIONS
}

/// The municipality that a text names, by code or by name in any case and
/// with or without marks: `1480`, `Göteborg`, `goteborgs kommun`.
pub(crate) fn municipality(text: &str) -> Option<&'static Municipality> {
    let text = text.trim();
    if let Some(place) = place::municipality(text) {
        return Some(place);
    }
    let lower = text.to_lowercase();
    let name = lower.strip_suffix(" kommun").unwrap_or(&lower);
    named(name).or_else(|| named(name.strip_suffix('s')?))
}

/// Marks count first: Habo and Håbo are two places.
fn named(name: &str) -> Option<&'static Municipality> {
    let find = |same: &dyn Fn(&str) -> bool| {
        MUNICIPALITIES
            .iter()
            .find(|place| same(place.name))
            .copied()
    };
    let folded = fold(name);
    find(&|known| known.to_lowercase() == name).or_else(|| find(&|known| fold(known) == folded))
}

/// The name of a municipality; a code that there is none for stays a code.
pub(crate) fn municipality_name(code: &str) -> &str {
    place::municipality(code).map_or(code, |place| place.name)
}

/// The name of a county; a code that there is none for stays a code.
pub(crate) fn county_name(code: &str) -> &str {
    place::county(code).map_or(code, |county| county.name)
}

/// Sorts as Swedish does: å, ä and ö after z.
fn swedish_order(name: &str) -> String {
    name.to_lowercase()
        .replace('å', "{")
        .replace('ä', "|")
        .replace('ö', "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_swedish_order() {
        let names: Vec<&str> = counties().iter().map(|county| county.name).collect();
        assert_eq!(names.first(), Some(&"Blekinge län"));
        assert_eq!(
            names[names.len() - 2..],
            ["Örebro län", "Östergötlands län"]
        );
        assert_eq!(municipalities()[0].name, "Ale");
    }

    #[test]
    fn a_municipality_is_found_by_code_and_by_name() {
        for text in ["1480", "Göteborg", " goteborg ", "GÖTEBORGS KOMMUN"] {
            assert_eq!(
                municipality(text).map(|place| place.code),
                Some("1480"),
                "{text}"
            );
        }
        // Names that end in s of themselves.
        for place in place::municipalities() {
            assert_eq!(municipality(place.name), Some(place));
        }
        assert_eq!(municipality("Atlantis"), None);
        assert_eq!(municipality(""), None);
    }
}
