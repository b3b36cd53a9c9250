//! How long a guesser waits. Pure: what was counted comes in, a decision goes
//! out.

use time::{Duration, OffsetDateTime};

/// Counts that nobody added to for so long begin anew.
pub(super) const FORGOTTEN_AFTER: Duration = Duration::hours(1);
/// Failures of one address on one account before it waits: people mistype.
const FREE_HERE: u32 = 5;
/// The same, while others guess the account too.
const FREE_UNDER_ATTACK: u32 = 1;
/// Failures on one account, from wherever, that make an attack.
const ATTACK: u32 = 30;
/// Failures of one address on all accounts: an office has one address.
const FREE_CLIENT: u32 = 30;
/// Codes have six digits only, so that all addresses together get few.
const FREE_CODES: u32 = 10;
const LONGEST_WAIT: Duration = Duration::minutes(15);

/// What is guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guess {
    Password,
    Code,
}

/// What was counted under one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) failures: u32,
    pub(super) last_at: OffsetDateTime,
    pub(super) blocked_until: OffsetDateTime,
}

/// Everything that a decision needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counts {
    /// Of this client on this account.
    pub(super) here: Option<Count>,
    /// Of this client on all accounts.
    pub(super) client: Option<Count>,
    /// Of all clients on this account.
    pub(super) account: Option<Count>,
    /// Of all clients on all accounts, in this minute.
    pub(super) everywhere: Option<Count>,
    /// The account has logged in from this client before.
    pub(super) is_known: bool,
}

/// Until when the next try has to wait, should this one fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Next {
    pub(super) here: OffsetDateTime,
    pub(super) client: OffsetDateTime,
    pub(super) account: OffsetDateTime,
}

/// The try has to wait until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait(pub(crate) OffsetDateTime);

/// A known client waits for its own failures only: nobody can lock the owner
/// out from elsewhere. An unknown one that has not failed on this account is
/// let through too, unless all the world guesses.
pub(super) fn decide(
    guess: Guess,
    counts: &Counts,
    most_a_minute: u32,
    now: OffsetDateTime,
) -> Result<Next, Wait> {
    waits(counts.here, now)?;
    let account = failures(counts.account, now);
    if !counts.is_known {
        waits(counts.client, now)?;
        waits(counts.account, now)?;
        if failures(counts.everywhere, now) >= most_a_minute {
            return Err(Wait(next_minute(now)));
        }
    }
    let free_here = if account >= ATTACK {
        FREE_UNDER_ATTACK
    } else {
        FREE_HERE
    };
    let after = |count, free| now + delay(failures(count, now) + 1, free);
    Ok(Next {
        here: after(counts.here, free_here),
        client: after(counts.client, FREE_CLIENT),
        account: match guess {
            Guess::Password => now,
            Guess::Code => after(counts.account, FREE_CODES),
        },
    })
}

fn waits(count: Option<Count>, now: OffsetDateTime) -> Result<(), Wait> {
    match count {
        Some(count) if count.blocked_until > now => Err(Wait(count.blocked_until)),
        Some(_) | None => Ok(()),
    }
}

fn failures(count: Option<Count>, now: OffsetDateTime) -> u32 {
    let fresh = count.filter(|count| now - count.last_at < FORGOTTEN_AFTER);
    fresh.map_or(0, |count| count.failures)
}

/// Nothing for the free ones, then a second, two, four … up to the longest.
fn delay(failures: u32, free: u32) -> Duration {
    match failures.checked_sub(free) {
        None => Duration::ZERO,
        Some(over) if over < 10 => Duration::seconds(1 << over),
        Some(_) => LONGEST_WAIT,
    }
}

/// The first moment of the next minute.
fn next_minute(now: OffsetDateTime) -> OffsetDateTime {
    let left = 60 - now.unix_timestamp().rem_euclid(60);
    now + Duration::seconds(left)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00:20 UTC);

    fn count(failures: u32) -> Option<Count> {
        Some(Count {
            failures,
            last_at: NOW,
            blocked_until: NOW,
        })
    }

    fn nobody() -> Counts {
        Counts {
            here: None,
            client: None,
            account: None,
            everywhere: None,
            is_known: false,
        }
    }

    fn password(counts: Counts) -> Result<Next, Wait> {
        decide(Guess::Password, &counts, 600, NOW)
    }

    #[test]
    fn each_failure_beyond_the_free_ones_doubles_the_wait() {
        let waits = (0..=20).map(|failures| {
            let here = count(failures);
            let next = password(Counts { here, ..nobody() }).unwrap();
            (next.here - NOW).whole_seconds()
        });
        let waits: Vec<_> = waits.collect();
        assert_eq!(waits[..8], [0, 0, 0, 0, 1, 2, 4, 8]);
        assert_eq!(waits[20], 15 * 60);
    }

    #[test]
    fn a_blocked_client_waits_and_another_one_does_not() {
        let until = NOW + Duration::seconds(4);
        let blocked = Some(Count {
            failures: 7,
            last_at: NOW,
            blocked_until: until,
        });
        let here = Counts {
            here: blocked,
            account: count(500),
            ..nobody()
        };
        assert_eq!(password(here), Err(Wait(until)));
        let elsewhere = Counts { here: None, ..here };
        assert!(password(elsewhere).is_ok());
    }

    #[test]
    fn under_attack_an_address_has_one_try() {
        let counts = Counts {
            account: count(ATTACK),
            ..nobody()
        };
        let next = password(counts).unwrap();
        assert_eq!(next.here - NOW, Duration::seconds(1));
    }

    #[test]
    fn when_all_the_world_guesses_only_known_clients_go_on() {
        let counts = Counts {
            everywhere: count(600),
            ..nobody()
        };
        let wait = Wait(datetime!(2026-03-01 12:01:00 UTC));
        assert_eq!(password(counts), Err(wait));
        let known = Counts {
            is_known: true,
            ..counts
        };
        assert!(password(known).is_ok());
    }

    #[test]
    fn codes_are_few_for_all_unknown_addresses_together() {
        let counts = Counts {
            account: count(FREE_CODES + 20),
            ..nobody()
        };
        let next = decide(Guess::Code, &counts, 600, NOW).unwrap();
        assert_eq!(next.account - NOW, LONGEST_WAIT);
        assert_eq!(password(counts).unwrap().account, NOW);
    }

    #[test]
    fn an_hour_later_all_is_forgotten() {
        let here = Some(Count {
            failures: 30,
            last_at: NOW - FORGOTTEN_AFTER,
            blocked_until: NOW - Duration::minutes(45),
        });
        let next = password(Counts { here, ..nobody() }).unwrap();
        assert_eq!(next.here, NOW);
    }
}
