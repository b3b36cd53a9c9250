//! The four criteria of an ASF, and how an enterprise says that it meets them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::values::text::Ground;

/// What makes an enterprise an ASF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Criterion {
    /// Sells goods or services to integrate people far from work.
    Integration,
    /// Lets the people who work there take part, and can show it.
    Participation,
    /// Puts its profits back into the enterprise.
    Reinvestment,
    /// Is independent of the public sector.
    Independence,
}

impl Criterion {
    pub(crate) const ALL: [Self; 4] = [
        Self::Integration,
        Self::Participation,
        Self::Reinvestment,
        Self::Independence,
    ];

    /// As paths and stored documents call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Integration => "integration",
            Self::Participation => "participation",
            Self::Reinvestment => "reinvestment",
            Self::Independence => "independence",
        }
    }

    /// Where its ground stands beside the profile's fields.
    pub(crate) fn path(self) -> String {
        format!("attestations[{}]", self.name())
    }
}

/// A criterion with its new ground; nothing takes the attestation back.
pub(crate) type Attested = (Criterion, Option<Ground>);

/// The grounds that an enterprise has given, by criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Attestations(BTreeMap<Criterion, Ground>);

impl Attestations {
    pub(crate) fn get(&self, criterion: Criterion) -> Option<&Ground> {
        self.0.get(&criterion)
    }

    /// In the order of the criteria.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Criterion, &Ground)> {
        self.0
            .iter()
            .map(|(criterion, ground)| (*criterion, ground))
    }

    pub(crate) fn set(&mut self, (criterion, ground): Attested) {
        match ground {
            Some(ground) => {
                self.0.insert(criterion, ground);
            }
            None => {
                self.0.remove(&criterion);
            }
        }
    }

    /// The criteria without a ground.
    pub(crate) fn missing(&self) -> Vec<Criterion> {
        let all = Criterion::ALL.into_iter();
        all.filter(|it| !self.0.contains_key(it)).collect()
    }

    /// Whether the attestation would change nothing.
    pub(crate) fn agree_with(&self, (criterion, ground): &Attested) -> bool {
        self.get(*criterion) == ground.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_is_given_and_taken_back() {
        let ground = Ground::parse("Överskottet stannar i verksamheten.").unwrap();
        let given = (Criterion::Reinvestment, Some(ground.clone()));
        let mut attestations = Attestations::default();
        assert!(!attestations.agree_with(&given));
        attestations.set(given.clone());
        assert!(attestations.agree_with(&given));
        assert_eq!(attestations.get(Criterion::Reinvestment), Some(&ground));
        assert_eq!(attestations.missing().len(), 3);
        attestations.set((Criterion::Reinvestment, None));
        assert_eq!(attestations, Attestations::default());
    }

    #[test]
    fn a_stored_criterion_is_called_by_its_name() {
        for criterion in Criterion::ALL {
            let stored = serde_json::to_value(criterion).unwrap();
            assert_eq!(stored, criterion.name());
        }
    }
}
