//! Passwords that everybody tries first. The rules of the proto ask for twelve
//! characters; what is left to refuse are words with figures behind them, runs
//! over the keyboard, repetitions, and the person's own address.

use crate::address;

/// Words that people make a password of, without what they hang on to it.
const WORDS: &[&str] = &[
    "abc",
    "admin",
    "administrator",
    "arbetsintegrerande",
    "asf",
    "asflyfter",
    "changeme",
    "default",
    "football",
    "fotboll",
    "hejhej",
    "hemligt",
    "hockey",
    "hosten",
    "hösten",
    "iloveyou",
    "jagälskardig",
    "kommun",
    "letmein",
    "login",
    "losen",
    "losenord",
    "lösen",
    "lösenord",
    "mittlosenord",
    "mittlösenord",
    "monkey",
    "mypassword",
    "nyttlösenord",
    "pass",
    "passw0rd",
    "password",
    "princess",
    "qwerty",
    "secret",
    "skoopi",
    "socialtföretag",
    "sommar",
    "sommaren",
    "stockholm",
    "summer",
    "sunshine",
    "superman",
    "sverige",
    "sweden",
    "test",
    "testing",
    "trustno",
    "valkommen",
    "vinter",
    "vintern",
    "våren",
    "välkommen",
    "welcome",
    "winter",
];

/// Along these, forwards or backwards, a finger finds its way by itself.
const RUNS: &[&str] = &[
    "01234567890123456789012345678901234567890",
    "abcdefghijklmnopqrstuvwxyzåäö",
    "qwertyuiopåasdfghjklöäzxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
];

/// So much has to be left without the person's own address.
const LEAST_BESIDE_ADDRESS: usize = 8;

/// Whether a guesser would come to the password within the first some
/// thousand.
pub(super) fn is_weak(password: &str, email: &str) -> bool {
    let folded: String = password.to_lowercase().split_whitespace().collect();
    repeats(&folded) || runs(&folded) || is_word(&folded) || is_own(&folded, email)
}

/// The same few characters over and over.
fn repeats(text: &str) -> bool {
    let letters: Vec<_> = text.chars().collect();
    let has_period = |period: usize| {
        let shifted = letters.iter().skip(period);
        letters.iter().zip(shifted).all(|(one, next)| one == next)
    };
    (1..=4).any(has_period)
}

fn runs(text: &str) -> bool {
    let backwards: String = text.chars().rev().collect();
    let along = |run: &&str| run.contains(text) || run.contains(&backwards);
    RUNS.iter().any(along)
}

/// A word, or a word several times, with figures and signs around it.
fn is_word(text: &str) -> bool {
    let core = text.trim_matches(|letter: char| !letter.is_alphabetic());
    if core.is_empty() {
        // Dates and telephone numbers: figures alone are few.
        return text.chars().count() < 16;
    }
    let of_words = |word: &&str| core.replace(*word, "").is_empty();
    WORDS.iter().any(of_words) || runs(core)
}

fn is_own(text: &str, email: &str) -> bool {
    let email = address::normalised(email);
    let local = email.split('@').next().unwrap_or_default();
    [email.as_str(), local].into_iter().any(|own| {
        let rest = text.replace(own, "").chars().count();
        !own.is_empty() && text.contains(own) && rest < LEAST_BESIDE_ADDRESS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_is_weak() {
        for password in [
            "123456789012",
            "password1234",
            "Password2026!",
            "lösenord2026",
            "Sommar202600!!",
            "passwordpassword",
            "aaaaaaaaaaaa",
            "abababababab",
            "qwertyuiopas",
            "1q2w3e4r5t6y",
            "poiuytrewq12",
            "198505051234",
            "owner@asf.example",
            "owner-12345",
            "ownerowner2026",
        ] {
            assert!(is_weak(password, "Owner@asf.example"), "{password}");
        }
    }

    #[test]
    fn a_sentence_is_not_weak() {
        for password in [
            "sample-password-for-owner",
            "korv med bröd i parken",
            "tre gröna stolar",
            "hX2-kkp9-Qm4t",
            "the owner of a bakery",
        ] {
            assert!(!is_weak(password, "owner@asf.example"), "{password}");
        }
    }
}
