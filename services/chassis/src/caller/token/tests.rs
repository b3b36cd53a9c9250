use std::time::Duration;

use rstest::rstest;
use serde_json::{Value, json};

use super::{super::Role, *};
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
    let caller = verifier().verify(&token(&claims), now()).unwrap();
    assert_eq!(caller.subject, "account-1");
    assert_eq!(
        caller.roles,
        BTreeSet::from([Role::Member, Role::ProcessLeader])
    );
    assert_eq!(caller.counties, ["14"]);
    assert_eq!(caller.organisation.unwrap().to_string(), claims["org"]);
}

#[test]
fn a_role_of_a_newer_build_opens_nothing() {
    let caller = verifier()
        .verify(&token(&claims(&["captain", "buyer"])), now())
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
    let token = test_keys::token_of_another_key(&claims(&["staff"]));
    assert_eq!(
        verifier().verify(&token, now()),
        Err(TokenFault::WrongSignature)
    );
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
    let verifier = verifier();
    let inner = verifier.0.as_ref().unwrap();
    let remember = |number: usize, expires: i64| {
        let caller = Arc::new(Caller::anonymous());
        let hash = blake3::hash(&number.to_le_bytes());
        inner.remember(hash, Verified { caller, expires }, NOW);
    };
    for number in 0..3 * REMEMBERED {
        remember(
            number,
            if number % 2 == 0 {
                NOW + 100
            } else {
                NOW - 100
            },
        );
        assert!(inner.verified.lock().unwrap().len() <= REMEMBERED);
    }
}

#[test]
fn without_a_key_nobody_can_log_in() {
    let token = token(&claims(&["staff"]));
    assert_eq!(
        TokenVerifier::none().verify(&token, now()),
        Err(TokenFault::NoKey)
    );
}

#[rstest]
#[case::nothing("")]
#[case::no_pem("MCowBQYDK2VwAyEA")]
#[case::a_certificate("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n")]
fn a_wrong_key_is_noticed_when_it_is_read(#[case] pem: &str) {
    assert!(TokenVerifier::from_pem(pem).is_err());
}
