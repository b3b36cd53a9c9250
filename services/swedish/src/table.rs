//! Values by marked words, found also by words that lack their marks.

use std::collections::HashMap;

use crate::words::folded;

/// By the folded words, each pair of marked words and value once.
#[derive(Debug)]
pub(crate) struct Table<T>(HashMap<String, Vec<(String, T)>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: PartialEq> Table<T> {
    pub(crate) fn add(&mut self, marked: String, value: T) {
        let same = self.0.entry(folded(&marked)).or_default();
        let new = (marked, value);
        if !same.contains(&new) {
            same.push(new);
        }
    }

    /// The values of these words as typed; where there are none, of the words
    /// that differ in their marks only.
    pub(crate) fn find(&self, marked: &str) -> impl Iterator<Item = &T> {
        let alike = self.0.get(&folded(marked)).map_or(&[][..], Vec::as_slice);
        let exact = alike.iter().any(|(other, _)| other == marked);
        let found = alike
            .iter()
            .filter(move |(other, _)| !exact || other == marked);
        found.map(|(_, value)| value)
    }
}
