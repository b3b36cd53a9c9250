//! How samples say that they meet the criteria.

use proto::asf::registry::v1::{Attestation, Criterion};

use crate::samples::source::sentences;

/// All four, each in one of the ways that there are.
pub(crate) fn grounds(place: usize) -> Vec<Attestation> {
    let criteria = [
        ("integration", Criterion::Integration),
        ("participation", Criterion::Participation),
        ("reinvestment", Criterion::Reinvestment),
        ("independence", Criterion::Independence),
    ];
    let file = include_str!("../../samples/grounds.txt");
    let numbered = criteria.into_iter().enumerate();
    numbered
        .map(|(nth, (key, criterion))| {
            let grounds = sentences(file, key);
            // Each criterion turns over at another pace.
            let way = place / (nth + 1) % grounds.len().max(1);
            Attestation {
                criterion: criterion.into(),
                ground: grounds.get(way).copied().unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_criterion_has_a_ground() {
        for place in 0..40 {
            let grounds = grounds(place);
            assert_eq!(grounds.len(), 4);
            assert!(grounds.iter().all(|it| it.ground.len() > 40), "{place}");
        }
    }
}
