//! Names of places and the counties and municipalities that they stand for.

use kernel::place::{CountyCode, MunicipalityCode, counties, municipalities};
use swedish::{word_list, words::words};

use crate::search::reading::phrases::Place;

/// Municipalities whose names are words of our trades or of everyday
/// language: read as places only where the text says so.
const EVERYDAY_WORDS: [&str; 5] = ["mark", "vara", "berg", "kil", "ed"];

/// Every name of a place in marked words, with the place; of two with the
/// same name, the first is the one that people mean.
pub(crate) fn names() -> Vec<(String, Place)> {
    let mut names = Vec::new();
    for municipality in municipalities() {
        push_municipality(&mut names, municipality.name, municipality.into());
    }
    push_listed(&mut names, word_list::LOCALITIES);
    push_listed(&mut names, word_list::LANDSCAPES);
    for county in counties() {
        push_county(&mut names, county.name, county.into());
    }
    names
}

fn push_municipality(names: &mut Vec<(String, Place)>, name: &str, code: MunicipalityCode) {
    let place = Place {
        counties: Vec::new(),
        municipalities: vec![code],
    };
    let name = key(name);
    let owner = genitive(&name);
    // Alone, `stad` would be read as städ without its marks.
    names.push((format!("{owner} stad"), place.clone()));
    if EVERYDAY_WORDS.contains(&name.as_str()) {
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
    use super::*;

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
