//! Enterprises to measure with: the samples' texts and places, each under a
//! name and a number that nobody else has.

use all_in_one::samples;
use integration_tests::profiles::org_number;
use proto::asf::registry::v1::Profile;
use time::Date;

/// The sample generator has names for some hundred at a time.
const BATCH: usize = 400;
/// Parts of coined words; with five of them every number below
/// 20^5 = 3,200,000 has a word of its own.
const SYLLABLES: [&str; 20] = [
    "ba", "de", "fi", "go", "ha", "ju", "ki", "la", "me", "no", "pa", "ri", "so", "ta", "ve", "lu",
    "mi", "ny", "ro", "si",
];

/// Gives profiles; those of different numbers never collide.
pub(crate) struct Enterprises(Vec<Profile>);

impl Enterprises {
    /// Texts and places of so many batches of 400 samples.
    pub(crate) fn of(batches: u64, today: Date) -> Self {
        let seeds = samples::SEED..samples::SEED + batches;
        let made = seeds.map(|seed| samples::generate(BATCH, seed, today));
        Self(made.flatten().collect())
    }

    /// The profile of this number; below a million.
    pub(crate) fn profile(&self, number: u32) -> Profile {
        let nth = usize::try_from(number).unwrap_or_default() % self.0.len();
        let base = &self.0[nth];
        Profile {
            name: format!("{} {}", base.name, word(number)),
            org_number: org_number(number),
            ..base.clone()
        }
    }
}

/// As an own name would be: one more word for the index to know.
fn word(number: u32) -> String {
    let mut left = usize::try_from(number).unwrap_or_default();
    let mut word = String::from("X");
    for _ in 0..5 {
        word.push_str(SYLLABLES[left % SYLLABLES.len()]);
        left /= SYLLABLES.len();
    }
    word
}
