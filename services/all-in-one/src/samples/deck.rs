//! Drawing from a list like from a deck of cards: nothing comes again before
//! everything has come once, so that no text is worn out.

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

pub(crate) struct Deck<T> {
    cards: Vec<T>,
    left: Vec<T>,
}

impl<T: Copy> Deck<T> {
    pub(crate) fn new(cards: Vec<T>) -> Self {
        Self {
            cards,
            left: Vec::new(),
        }
    }

    /// The next card; `None` only where the deck never had one.
    pub(crate) fn draw(&mut self, rng: &mut ChaCha8Rng) -> Option<T> {
        if self.left.is_empty() {
            self.left.clone_from(&self.cards);
            self.left.shuffle(rng);
        }
        self.left.pop()
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn nothing_comes_twice_before_everything_came_once() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut deck = Deck::new(vec![1, 2, 3]);
        for _ in 0..5 {
            let mut round: Vec<_> = (0..3).filter_map(|_| deck.draw(&mut rng)).collect();
            round.sort_unstable();
            assert_eq!(round, [1, 2, 3]);
        }
    }
}
