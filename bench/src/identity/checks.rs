//! The CPU time of one check of a token, in this process: the same code as at
//! the edge of every service.

use std::{hint::black_box, time::Instant};

use anyhow::Context;
use chassis::{
    caller::{Key, TokenVerifier},
    clock::Clock,
};
use proto::asf::identity::v1::{ListKeysRequest, session_service_client::SessionServiceClient};

use crate::{
    platform::Platform,
    report::{Table, number},
};

const HEADS: &[&str] = &["Check", "Calls", "µs each"];

/// Each by a verifier that has not seen the token.
const FIRST: u32 = 2_000;

/// By one verifier.
const AGAIN: u32 = 200_000;

pub(super) async fn measure(platform: &Platform) -> anyhow::Result<()> {
    let mut sessions = SessionServiceClient::new(platform.channel("identity")?);
    let keys = sessions.list_keys(ListKeysRequest {}).await?.into_inner();
    let keys: Vec<Key> = keys
        .keys
        .into_iter()
        .map(|key| Key {
            kid: key.kid,
            x: key.x,
        })
        .collect();
    let (token, now) = (platform.token.now(), Clock::system().now());
    let fresh: Vec<_> = (0..FIRST).map(|_| TokenVerifier::fixed(&keys)).collect();
    let began = Instant::now();
    for verifier in &fresh {
        black_box(verifier.verify(&token, now).ok().context("it is refused")?);
    }
    let first = began.elapsed();
    let verifier = TokenVerifier::fixed(&keys);
    let began = Instant::now();
    for _ in 0..AGAIN {
        black_box(verifier.verify(&token, now).ok().context("it is refused")?);
    }
    let again = began.elapsed();
    let mut table = Table::new("Checking a token", HEADS);
    for (name, time, calls) in [
        ("a token's first check", first, FIRST),
        ("a token that was checked before", again, AGAIN),
    ] {
        let each = time.as_secs_f64() * 1e6 / number(calls.into());
        table.row(vec![
            name.to_owned(),
            calls.to_string(),
            format!("{each:.1}"),
        ]);
    }
    table.print()
}
