mod following;

use std::{collections::BTreeSet, time::Duration};

use prost_types::Timestamp;
use proto::asf::identity::v1::{self as wire, GetTokenStateResponse, Revocation, revocation::Of};
use rstest::rstest;
use serde_json::{Value, json};

use super::{super::Role, claims::LEEWAY, *};
use crate::test_keys::{self, NOW, claims, now, token, verifier};

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims(&["staff"]);
    claims[name] = value;
    claims
}

fn without(name: &str) -> Value {
    let mut claims = claims(&["staff"]);
    claims.as_object_mut().unwrap().remove(name);
    claims
}

#[test]
fn a_token_names_the_caller() {
    let mut claims = claims(&["process_leader", "member"]);
    claims["counties"] = json!(["14"]);
    claims["org"] = json!("018f4e1c-0000-7000-8000-000000000001");
    claims["sid"] = json!("018f4e1c-0000-7000-8000-000000000002");
    let caller = verifier().verify(&token(&claims), now()).unwrap();
    assert_eq!(caller.subject, "account-1");
    assert_eq!(
        caller.roles,
        BTreeSet::from([Role::Member, Role::ProcessLeader])
    );
    assert_eq!(caller.counties, ["14"]);
    assert_eq!(caller.organisation.unwrap().to_string(), claims["org"]);
    assert_eq!(caller.session.unwrap().to_string(), claims["sid"]);
}

#[test]
fn a_role_of_a_newer_build_and_that_of_services_open_nothing() {
    let caller = verifier()
        .verify(&token(&claims(&["captain", "service", "buyer"])), now())
        .unwrap();
    assert_eq!(caller.roles, BTreeSet::from([Role::Buyer]));
}

#[rstest]
#[case::without_signature(
    test_keys::token_without_signature(&claims(&["staff"])),
    TokenFault::Malformed
)]
#[case::hmac_of_the_public_key(
    test_keys::token_by_hmac_of_the_public_key(&claims(&["staff"])),
    TokenFault::WrongAlgorithm
)]
fn another_algorithm_than_eddsa_is_refused(#[case] token: String, #[case] fault: TokenFault) {
    assert_eq!(verifier().verify(&token, now()), Err(fault));
}

#[test]
fn a_signature_of_another_key_is_refused() {
    let claims = claims(&["staff"]);
    let under = |kid| verifier().verify(&test_keys::signed(2, kid, &claims), now());
    assert_eq!(under(Some("key-1")), Err(TokenFault::WrongSignature));
    assert_eq!(under(Some("key-2")), Err(TokenFault::UnknownKey));
    assert_eq!(under(None), Err(TokenFault::UnknownKey));
}

#[test]
fn claims_of_one_token_with_the_signature_of_another_are_refused() {
    let (buyer, staff) = (token(&claims(&["buyer"])), token(&claims(&["staff"])));
    let (_, signature) = buyer.rsplit_once('.').unwrap();
    let (claims, _) = staff.rsplit_once('.').unwrap();
    let forged = format!("{claims}.{signature}");
    assert_eq!(
        verifier().verify(&forged, now()),
        Err(TokenFault::WrongSignature)
    );
}

#[rstest]
#[case::for_another_platform(with("aud", json!("other")), TokenFault::WrongAudience)]
#[case::for_nobody(without("aud"), TokenFault::Malformed)]
#[case::expired(with("exp", json!(NOW - LEEWAY)), TokenFault::Expired)]
#[case::without_end(without("exp"), TokenFault::Malformed)]
#[case::from_the_future(with("iat", json!(NOW + LEEWAY + 1)), TokenFault::NotYetValid)]
#[case::without_beginning(without("iat"), TokenFault::Malformed)]
#[case::without_issuer(without("iss"), TokenFault::Malformed)]
#[case::without_subject(without("sub"), TokenFault::Malformed)]
#[case::with_an_empty_subject(with("sub", json!("")), TokenFault::Malformed)]
#[case::with_a_wrong_organisation(with("org", json!("o-1")), TokenFault::Malformed)]
fn a_token_with_wrong_claims_is_refused(#[case] claims: Value, #[case] fault: TokenFault) {
    assert_eq!(verifier().verify(&token(&claims), now()), Err(fault));
}

#[rstest]
#[case::nothing("")]
#[case::no_token("staff")]
#[case::empty_parts("..")]
#[case::very_long(&"a.".repeat(LONGEST_TOKEN))]
fn what_is_no_token_is_refused(#[case] text: &str) {
    assert_eq!(verifier().verify(text, now()), Err(TokenFault::Malformed));
}

#[test]
fn the_clocks_of_two_machines_may_differ_a_little() {
    let late = token(&with("exp", json!(NOW - LEEWAY + 1)));
    assert!(verifier().verify(&late, now()).is_ok());
    let early = token(&with("iat", json!(NOW + LEEWAY)));
    assert!(verifier().verify(&early, now()).is_ok());
}

#[test]
fn a_token_that_was_verified_before_expires_all_the_same() {
    let (verifier, token) = (verifier(), token(&claims(&["staff"])));
    assert!(verifier.verify(&token, now()).is_ok());
    assert!(verifier.verify(&token, now()).is_ok());
    let later = now() + Duration::from_secs(110 + 5);
    assert_eq!(verifier.verify(&token, later), Err(TokenFault::Expired));
}

#[test]
fn only_so_many_tokens_are_remembered() {
    let inner = verifier().0;
    let remember = |number: usize, expires: i64| {
        let token = Verified {
            caller: Arc::new(Caller::anonymous()),
            expires,
            issued: 0,
            kid: "key-1".into(),
        };
        inner.remember(blake3::hash(&number.to_le_bytes()), token, NOW);
    };
    for number in 0..3 * REMEMBERED {
        let in_time = number % 2 == 0;
        remember(number, if in_time { NOW + 100 } else { NOW - 100 });
        assert!(inner.verified.lock().unwrap().len() <= REMEMBERED);
    }
}

#[test]
fn before_identity_has_told_the_keys_nobody_is_asked_to_log_in_again() {
    let (verifier, token) = (TokenVerifier::new(), token(&claims(&["staff"])));
    assert_eq!(verifier.verify(&token, now()), Err(TokenFault::KeysAway));
    verifier.replace(TokenState::of(&[test_keys::public(1)]));
    assert!(verifier.verify(&token, now()).is_ok());
}

/// The state as identity tells it, with two keys.
fn told(revocations: Vec<Revocation>) -> GetTokenStateResponse {
    let key = |number| {
        let public = test_keys::public(number);
        wire::Key {
            kid: public.kid,
            x: public.x,
            crv: "Ed25519".into(),
            ..wire::Key::default()
        }
    };
    GetTokenStateResponse {
        keys: vec![key(1), key(2)],
        revocations,
    }
}

fn revoked(of: Of, before: Option<(i64, i32)>) -> Revocation {
    Revocation {
        of: Some(of),
        before: before.map(|(seconds, nanos)| Timestamp { seconds, nanos }),
    }
}

#[test]
fn keys_take_turns_and_an_old_one_ends() {
    let claims = claims(&["staff"]);
    let tokens = [1, 2].map(|number| {
        let kid = format!("key-{number}");
        test_keys::signed(number, Some(&kid), &claims)
    });
    let verifier = TokenVerifier::new();
    verifier.replace(TokenState::read(&told(Vec::new())));
    for token in &tokens {
        assert!(verifier.verify(token, now()).is_ok());
    }
    verifier.replace(TokenState::of(&[test_keys::public(2)]));
    let [old, new] = tokens.map(|token| verifier.verify(&token, now()).map(drop));
    assert_eq!((old, new), (Err(TokenFault::UnknownKey), Ok(())));
}

#[test]
fn a_key_of_another_kind_or_length_checks_nothing() {
    let mut state = told(Vec::new());
    state.keys[0].crv = "X25519".into();
    state.keys[1].x.truncate(20);
    let verifier = TokenVerifier::new();
    verifier.replace(TokenState::read(&state));
    let answer = verifier.verify(&token(&claims(&["staff"])), now());
    assert_eq!(answer, Err(TokenFault::UnknownKey));
}

#[test]
fn the_tokens_of_a_session_that_ended_are_refused_and_no_others() {
    let ended = "018f4e1c-0000-7000-8000-000000000002";
    let other = "018f4e1c-0000-7000-8000-000000000003";
    let token_of = |session: &str| token(&with("sid", json!(session)));
    let verifier = verifier();
    assert!(verifier.verify(&token_of(ended), now()).is_ok());
    let end = revoked(Of::SessionId(ended.into()), Some((NOW - 100, 0)));
    verifier.replace(TokenState::read(&told(vec![end])));
    let answer = verifier.verify(&token_of(ended), now());
    assert_eq!(answer, Err(TokenFault::Revoked));
    assert!(verifier.verify(&token_of(other), now()).is_ok());
}

#[rstest]
#[case::long_before(json!(NOW - 60), Err(TokenFault::Revoked))]
#[case::in_the_same_second_before(json!(NOW as f64 - 9.75), Err(TokenFault::Revoked))]
#[case::in_the_same_second_after(json!(NOW as f64 - 9.25), Ok(()))]
#[case::after(json!(NOW - 5), Ok(()))]
fn a_change_of_what_an_account_may_do_ends_the_tokens_from_before(
    #[case] issued: Value,
    #[case] expected: Result<(), TokenFault>,
) {
    let token = token(&with("iat", issued));
    let verifier = TokenVerifier::new();
    let of = |subject: &str| Of::SubjectId(subject.into());
    let change = (NOW - 10, 500_000_000);
    verifier.replace(TokenState::read(&told(vec![
        revoked(of("account-1"), Some(change)),
        // An older one, which does not take the newer one back.
        revoked(of("account-1"), Some((NOW - 80, 0))),
        revoked(of("account-2"), None),
    ])));
    assert_eq!(verifier.verify(&token, now()).map(drop), expected);
}
