//! Notices names of variables that were probably meant to be settings.

/// A process reads only its own sets, and finds the variables of the others in
/// its environment all the same.
const SETS: [&str; 7] = [
    "ASF_GATEWAY_",
    "ASF_REGISTRY_",
    "ASF_MARKETPLACE_",
    "ASF_INTRANET_",
    "ASF_IDENTITY_",
    "ASF_ALL_IN_ONE_",
    "ASF_TEST_",
];

/// More typing errors than this make another word.
const FARTHEST: usize = 3;

/// Whether one of the sets with these prefixes would have to know the variable.
pub(super) fn is_ours(variable: &str, prefixes: &[String]) -> bool {
    let set = SETS.iter().find(|set| variable.starts_with(*set));
    match set {
        Some(set) => prefixes.iter().any(|prefix| prefix == set),
        None => prefixes.iter().any(|prefix| variable.starts_with(prefix)),
    }
}

/// The known name that differs least.
pub(super) fn nearest<'a>(variable: &str, known: &[&'a str]) -> Option<&'a str> {
    known
        .iter()
        .map(|name| (distance(variable, name), *name))
        .filter(|(distance, _)| *distance <= FARTHEST)
        .min()
        .map(|(_, name)| name)
}

/// How many letters have to be put in, left out or exchanged (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.bytes().enumerate() {
            let exchanged = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = exchanged.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::same("ASF_LOG", "ASF_LOG", 0)]
    #[case::one_left_out("ASF_DATABSE_URL", "ASF_DATABASE_URL", 1)]
    #[case::two_exchanged("ASF_NAST_URL", "ASF_NATS_URL", 2)]
    #[case::nothing_alike("AB", "XYZ", 3)]
    fn distance_counts_typing_errors(#[case] from: &str, #[case] to: &str, #[case] errors: usize) {
        assert_eq!(distance(from, to), errors);
        assert_eq!(distance(to, from), errors);
    }
}
