//! The two figures of an answer.

/// The gain of what was found, discounted by its place, against the best
/// order that there is (nDCG, Järvelin and Kekäläinen 2002, with the gain
/// 2^grade − 1). `graded` is in the engine's order, `all` are all grades.
pub(super) fn ndcg(graded: &[u8], all: &[u8], depth: usize) -> f64 {
    let mut best = all.to_vec();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let most = gain(&best, depth);
    if most > 0.0 {
        gain(graded, depth) / most
    } else {
        0.0
    }
}

fn gain(grades: &[u8], depth: usize) -> f64 {
    let gains = (2_u32..).zip(grades.iter().take(depth));
    gains
        .map(|(place, grade)| (f64::from(*grade).exp2() - 1.0) / f64::from(place).log2())
        .sum()
}

/// How much of what is relevant stands among the first ones, of what could.
pub(super) fn recall(graded: &[u8], relevant: usize, least: u8, depth: usize) -> f64 {
    let first = graded.iter().take(depth);
    let found = first.filter(|grade| **grade >= least).count();
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(found) / count(relevant.clamp(1, depth))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_order_is_one_and_a_worse_one_less() {
        let all = [0, 3, 1, 2, 0];
        let best = ndcg(&[3, 2, 1], &all, 10);
        assert!((best - 1.0).abs() < 1e-9);
        let worse = ndcg(&[1, 2, 3], &all, 10);
        assert!(worse < 0.8 && worse > 0.3, "{worse}");
        assert!(ndcg(&[0, 0], &all, 10).abs() < 1e-9);
    }

    #[test]
    fn a_hit_counts_by_the_logarithm_of_its_place() {
        // 7 at the first place; 7 / log2(4) at the third.
        assert!((ndcg(&[0, 0, 3], &[3], 10) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn recall_is_of_what_could_stand_there() {
        assert!((recall(&[3, 0, 2], 4, 2, 20) - 0.5).abs() < 1e-9);
        assert!((recall(&[3, 3], 400, 2, 2) - 1.0).abs() < 1e-9);
    }
}
