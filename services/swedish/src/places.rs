//! Names of places and the counties and municipalities that they stand for.

use std::{collections::HashSet, sync::LazyLock};

use kernel::place::{CountyCode, MunicipalityCode, counties, municipalities};

use crate::{table::Table, word_list, words::words};

/// A place: all counties and municipalities that it is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub counties: Vec<CountyCode>,
    pub municipalities: Vec<MunicipalityCode>,
}

impl Place {
    /// Whether all of another place lies in this one, and more does.
    pub fn is_around(&self, inner: &Self) -> bool {
        self.holds(inner) && !inner.holds(self)
    }

    fn holds(&self, inner: &Self) -> bool {
        let has_county = |code: &CountyCode| self.counties.contains(code);
        let has = |code: &MunicipalityCode| {
            self.municipalities.contains(code) || has_county(&code.county())
        };
        inner.counties.iter().all(has_county) && inner.municipalities.iter().all(has)
    }
}

static PLACES: LazyLock<Table<Place>> = LazyLock::new(|| {
    let mut places = Table::default();
    for (name, place) in names() {
        places.add(name, place);
    }
    places
});

/// The place that some marked words name, in the genitive too.
pub fn place(phrase: &[&str]) -> Option<&'static Place> {
    let key = phrase.join(" ");
    let genitive = || PLACES.find(key.strip_suffix('s')?).next();
    PLACES.find(&key).next().or_else(genitive)
}

/// Every name of a place in marked words, with the place; of two with the
/// same name, the first is the one that people mean.
pub(crate) fn names() -> Vec<(String, Place)> {
    let everyday_words: HashSet<&str> = word_list::lines(word_list::EVERYDAY_PLACES).collect();
    let mut names = Vec::new();
    for municipality in municipalities() {
        let name = key(municipality.name);
        let is_everyday = everyday_words.contains(name.as_str());
        push_municipality(&mut names, name, municipality.into(), is_everyday);
    }
    push_listed(&mut names, word_list::LOCALITIES);
    push_listed(&mut names, word_list::LANDSCAPES);
    for county in counties() {
        push_county(&mut names, county.name, county.into());
    }
    names
}

/// One whose name is an everyday word is read as a place only where the text
/// says so.
fn push_municipality(
    names: &mut Vec<(String, Place)>,
    name: String,
    code: MunicipalityCode,
    is_everyday: bool,
) {
    let place = Place {
        counties: Vec::new(),
        municipalities: vec![code],
    };
    let owner = genitive(&name);
    // Alone, `stad` would be read as städ without its marks.
    names.push((format!("{owner} stad"), place.clone()));
    if is_everyday {
        names.push((format!("i {name}"), place.clone()));
        names.push((format!("{owner} kommun"), place.clone()));
        names.push((format!("{name} kommun"), place));
    } else {
        names.push((name, place));
    }
}

fn push_county(names: &mut Vec<(String, Place)>, name: &str, code: CountyCode) {
    let place = Place {
        counties: vec![code],
        municipalities: Vec::new(),
    };
    let full = key(name);
    let owner = full.strip_suffix(" län").unwrap_or(&full).to_owned();
    let bare = owner.strip_suffix('s').unwrap_or(&owner).to_owned();
    for kind in ["län", "county"] {
        names.push((format!("{owner} {kind}"), place.clone()));
        names.push((format!("{bare} {kind}"), place.clone()));
    }
    names.push((bare, place));
}

fn push_listed(names: &mut Vec<(String, Place)>, file: &'static str) {
    for (synonyms, codes) in word_list::entries(file) {
        let counties = codes.iter().filter_map(|code| CountyCode::parse(code).ok());
        let municipalities = codes
            .iter()
            .filter_map(|code| MunicipalityCode::parse(code).ok());
        let place = Place {
            counties: counties.collect(),
            municipalities: municipalities.collect(),
        };
        names.extend(synonyms.iter().map(|name| (key(name), place.clone())));
    }
}

/// A name in the form in which names are compared.
fn key(name: &str) -> String {
    words(name).join(" ")
}

fn genitive(name: &str) -> String {
    if name.ends_with('s') {
        name.to_owned()
    } else {
        format!("{name}s")
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&["göteborg"], &["1480"])]
    #[case(&["goteborgs"], &["1480"])]
    #[case(&["borås"], &["1490"])]
    #[case(&["borås", "stad"], &["1490"])]
    #[case(&["stockholm"], &["0180"])]
    #[case(&["stockholms", "län"], &["01"])]
    #[case(&["stockholm", "lan"], &["01"])]
    #[case(&["halland"], &["13"])]
    #[case(&["hallands", "län"], &["13"])]
    #[case(&["gävleborg"], &["21"])]
    #[case(&["västra", "götalands", "län"], &["14"])]
    #[case(&["småland"], &["06", "07", "08"])]
    #[case(&["skånes"], &["12"])]
    #[case(&["visby"], &["0980"])]
    #[case(&["habo"], &["0643"])]
    #[case(&["håbo"], &["0305"])]
    #[case(&["i", "mark"], &["1463"])]
    #[case(&["upplands", "väsby"], &["0114"])]
    fn places_are_read_in_all_their_forms(#[case] phrase: &[&str], #[case] wanted: &[&str]) {
        let place = place(phrase).unwrap();
        let counties = place.counties.iter().map(|code| code.as_str());
        let all = counties.chain(place.municipalities.iter().map(|code| code.as_str()));
        assert_eq!(all.collect::<Vec<_>>(), wanted);
    }

    #[rstest]
    fn other_words_are_no_place(#[values("mark", "glädje", "och", "24", "x")] word: &str) {
        assert_eq!(place(&[word]), None);
    }

    #[test]
    fn every_code_of_the_word_lists_is_a_place() {
        for file in [word_list::LOCALITIES, word_list::LANDSCAPES] {
            for (names, codes) in word_list::entries(file) {
                assert!(!names.is_empty() && !codes.is_empty(), "{names:?}");
                for code in codes {
                    let known =
                        CountyCode::parse(code).is_ok() || MunicipalityCode::parse(code).is_ok();
                    assert!(known, "{code} of {names:?}");
                }
            }
        }
    }
}
