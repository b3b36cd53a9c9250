//! The pages of the staff, before services that give set answers.

mod enterprise;
mod review;

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use chassis::status::{FieldViolation, invalid, refusal};
use kernel::fault::ErrorReason;
use proto::asf::{
    identity::v1::{
        AuditEntry, CloseOrganisationRequest, CloseOrganisationResponse, FindAccountRequest,
        FindAccountResponse, GetOrganisationRequest, GetOrganisationResponse, GrantRoleRequest,
        GrantRoleResponse, ListAuditRequest, ListAuditResponse, ListOrganisationsRequest,
        ListOrganisationsResponse, ListRoleHoldersRequest, ListRoleHoldersResponse, Organisation,
        OrganisationAction, OrganisationKind, OrganisationState, Person, RefreshSessionRequest,
        RefuseOrganisationRequest, RefuseOrganisationResponse, RegisterOrganisationRequest,
        RegisterOrganisationResponse, RevokeRoleRequest, RevokeRoleResponse,
    },
    registry::v1::{
        ApproveClaimRequest, ApproveClaimResponse, Claim, ClaimEvidence, DomainEvidence,
        Enterprise, GetEnterpriseRequest, GetEnterpriseResponse, ListClaimsRequest,
        ListClaimsResponse, ListDraftsRequest, ListDraftsResponse, ListReviewsRequest,
        ListReviewsResponse, NumberEvidence, Profile, RejectClaimRequest, RejectClaimResponse,
        State,
    },
};
use rstest::rstest;
use stubs::{Asked, Stub, refreshed_as};
use tonic::Code;

use super::*;
use crate::testing::{get_with, send, text, with_identity, with_services};

const ENTERPRISE: &str = "0197f0a4-5c1e-7000-8000-0000000000bb";
const ORGANISATION: &str = "0197f0a4-5c1e-7000-8000-0000000000aa";

fn staff_rpc(method: &str) -> String {
    format!("asf.identity.v1.StaffService/{method}")
}

fn registry_rpc(method: &str) -> String {
    format!("asf.registry.v1.RegistryService/{method}")
}

fn cookie() -> [(HeaderName, HeaderValue); 1] {
    let session = HeaderValue::from_static("__Host-session=s3cret");
    [(header::COOKIE, session)]
}

fn known(role: &str) -> Stub {
    Stub::default().answers::<RefreshSessionRequest, _>(
        "asf.identity.v1.SessionService/RefreshSession",
        Ok(refreshed_as("kim", &["account", role], None)),
    )
}

fn claim() -> Claim {
    Claim {
        enterprise_id: ENTERPRISE.to_owned(),
        enterprise_name: "Exempelköket".to_owned(),
        enterprise_org_number: "556016-0680".to_owned(),
        county_code: "14".to_owned(),
        organisation_id: ORGANISATION.to_owned(),
        organisation_name: "Köket ek. för.".to_owned(),
        organisation_org_number: "769600-0004".to_owned(),
        evidence: Some(ClaimEvidence {
            number: NumberEvidence::Different.into(),
            domain: DomainEvidence::PublicMail.into(),
            claimant_domains: vec!["post.example".to_owned()],
            enterprise_domains: vec!["koket.example".to_owned()],
            organisation_verified: false,
        }),
        ..Claim::default()
    }
}

/// A registry with one claim, and one enterprise that waits.
fn waiting() -> Stub {
    let enterprise = Enterprise {
        id: ENTERPRISE.to_owned(),
        state: State::Submitted.into(),
        profile: Some(Profile {
            name: "Exempelköket".to_owned(),
            ..Profile::default()
        }),
        ..Enterprise::default()
    };
    Stub::default()
        .answers::<ListClaimsRequest, _>(
            &registry_rpc("ListClaims"),
            Ok(ListClaimsResponse {
                claims: vec![claim()],
                total_size: 3,
                next_page_token: String::new(),
            }),
        )
        .answers::<ListReviewsRequest, _>(
            "asf.registry.v1.ReviewService/ListReviews",
            Ok(ListReviewsResponse {
                total_size: 1,
                ..ListReviewsResponse::default()
            }),
        )
        .answers::<ListDraftsRequest, _>(
            &registry_rpc("ListDrafts"),
            Ok(ListDraftsResponse {
                enterprises: vec![enterprise.clone()],
                total_size: 1,
                next_page_token: "more".to_owned(),
            }),
        )
        .answers::<GetEnterpriseRequest, _>(
            &registry_rpc("GetEnterprise"),
            Ok(GetEnterpriseResponse {
                enterprise: Some(enterprise),
            }),
        )
}

async fn both(identity: Stub, registry: Stub) -> (Site, Asked) {
    let (registry, asked) = registry.start().await;
    let (identity, _) = identity.start().await;
    (with_services(registry, identity), asked)
}

#[rstest]
#[case("/personal")]
#[case("/personal/ansprak")]
#[case("/personal/foretag")]
#[case("/personal/granskning")]
#[case("/personal/lan")]
#[case("/personal/organisationer")]
#[case("/personal/roller")]
#[case("/en/personal/logg")]
#[tokio::test]
async fn to_others_the_pages_do_not_exist(#[case] url: &str) {
    let (identity, _) = known("asf_owner").start().await;
    let answer = get_with(with_identity(identity), url, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[rstest]
#[case("/personal/organisationer")]
#[case("/personal/organisationer/ny")]
#[case("/personal/roller")]
#[case("/personal/logg")]
#[tokio::test]
async fn a_process_leader_has_no_page_of_people(#[case] url: &str) {
    let (identity, _) = known("process_leader").start().await;
    let answer = get_with(with_identity(identity), url, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_overview_counts_what_waits() {
    let organisations = ListOrganisationsResponse {
        total_size: 0,
        ..ListOrganisationsResponse::default()
    };
    let identity = known("staff")
        .answers::<ListOrganisationsRequest, _>(&staff_rpc("ListOrganisations"), Ok(organisations));
    let (site, _) = both(identity, waiting()).await;
    let page = text(get_with(site, "/en/personal", &cookie()).await).await;
    for said in ["3 wait", "One waits", "Nothing waits"] {
        assert!(page.contains(said), "{said}");
    }
}

#[tokio::test]
async fn a_leader_sees_for_which_county() {
    let (site, _) = both(known("process_leader"), waiting()).await;
    let page = text(get_with(site, "/personal", &cookie()).await).await;
    assert!(page.contains("Västra Götalands län"), "{page}");
    assert!(!page.contains("/personal/roller"));
}

fn claim_path() -> String {
    format!("/personal/ansprak/{ENTERPRISE}/{ORGANISATION}")
}

#[tokio::test]
async fn a_claim_shows_what_speaks_for_it_before_it_asks() {
    let (site, _) = both(known("staff"), waiting()).await;
    let page = text(get_with(site, &claim_path(), &cookie()).await).await;
    let evidence = [
        "Skiljer sig: ta reda på varför",
        "Säger inget: adressen är hos en e-posttjänst för alla",
        "Inte kontrollerad: namn och nummer är bara inskrivna",
        "post.example",
        "koket.example",
    ];
    let last = evidence.map(|words| page.find(words).expect(words));
    let decision = page.find("name=\"answer\"").expect("the decision");
    assert!(last.iter().all(|at| *at < decision), "{page}");
}

#[tokio::test]
async fn approving_a_claim_is_asked_of_the_registry_once() {
    let registry = waiting().answers::<ApproveClaimRequest, _>(
        &registry_rpc("ApproveClaim"),
        Ok(ApproveClaimResponse::default()),
    );
    let (site, asked) = both(known("process_leader"), registry).await;
    let answer = send(site, &claim_path(), "answer=approve&reason=", &cookie()).await;
    assert_eq!(answer.headers()[header::LOCATION], "/personal/ansprak");
    let question: ApproveClaimRequest = asked.last(&registry_rpc("ApproveClaim"));
    assert_eq!(question.organisation_id, ORGANISATION);
    assert_eq!(asked.count(&registry_rpc("ApproveClaim")), 1);
}

#[tokio::test]
async fn rejecting_without_a_reason_is_told_at_the_reason() {
    let fault = FieldViolation::new("reason", ErrorReason::Required, "no");
    let registry = waiting().answers::<RejectClaimRequest, _>(
        &registry_rpc("RejectClaim"),
        Err::<RejectClaimResponse, _>(invalid(vec![fault])),
    );
    let (site, _) = both(known("staff"), registry).await;
    let answer = send(site, &claim_path(), "answer=reject&reason=", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(
        page.contains("<a href=\"#reason\">Fyll i skäl.</a>"),
        "{page}"
    );
    assert!(page.contains("value=\"reject\" checked"));
}

#[tokio::test]
async fn a_decision_needs_an_answer() {
    let (site, _) = both(known("staff"), waiting()).await;
    let answer = send(site, &claim_path(), "reason=x", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_list_goes_on_with_what_it_was_asked_for() {
    let (site, asked) = both(known("staff"), waiting()).await;
    let url = "/personal/foretag?state=returned";
    let page = text(get_with(site, url, &cookie()).await).await;
    let next = "/personal/foretag?state=returned&#38;page_token=more";
    assert!(page.contains(next), "{page}");
    let question: ListDraftsRequest = asked.last(&registry_rpc("ListDrafts"));
    assert_eq!(question.state, [i32::from(State::Returned)]);
}

fn organisation_there() -> Stub {
    let organisation = Organisation {
        id: ORGANISATION.to_owned(),
        name: "Köket".to_owned(),
        state: OrganisationState::Unverified.into(),
        member_count: 2,
        allowed_actions: vec![
            OrganisationAction::Refuse.into(),
            OrganisationAction::Close.into(),
        ],
        ..Organisation::default()
    };
    known("staff").answers::<GetOrganisationRequest, _>(
        "asf.identity.v1.OrganisationService/GetOrganisation",
        Ok(GetOrganisationResponse {
            organisation: Some(organisation),
        }),
    )
}

#[tokio::test]
async fn an_organisation_is_refused_with_a_reason() {
    let stub = organisation_there().answers::<RefuseOrganisationRequest, _>(
        &staff_rpc("RefuseOrganisation"),
        Ok(RefuseOrganisationResponse::default()),
    );
    let (identity, asked) = stub.start().await;
    let path = format!("/personal/organisationer/{ORGANISATION}");
    let body = "answer=refuse&reason=Fel+nummer.";
    let answer = send(with_identity(identity), &path, body, &cookie()).await;
    assert_eq!(answer.headers()[header::LOCATION], path);
    let question: RefuseOrganisationRequest = asked.last(&staff_rpc("RefuseOrganisation"));
    assert_eq!(question.reason, "Fel nummer.");
}

#[tokio::test]
async fn the_page_of_an_organisation_offers_what_identity_does() {
    let (identity, _) = organisation_there().start().await;
    let path = format!("/personal/organisationer/{ORGANISATION}");
    let page = text(get_with(with_identity(identity), &path, &cookie()).await).await;
    assert!(page.contains("value=\"refuse\""), "{page}");
    assert!(!page.contains("value=\"verify\""), "{page}");
    assert!(page.contains(&format!("{path}/avsluta")), "{page}");
}

#[tokio::test]
async fn closing_an_organisation_is_confirmed_on_a_page_of_its_own() {
    let stub = organisation_there().answers::<CloseOrganisationRequest, _>(
        &staff_rpc("CloseOrganisation"),
        Ok(CloseOrganisationResponse::default()),
    );
    let (identity, asked) = stub.start().await;
    let path = format!("/personal/organisationer/{ORGANISATION}");
    let closing = format!("{path}/avsluta");
    let site = with_identity(identity);
    let page = text(get_with(site.clone(), &path, &cookie()).await).await;
    assert!(page.contains(&format!("href=\"{closing}\"")), "{page}");
    let answer = send(site.clone(), &path, "answer=close&reason=x", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(get_with(site.clone(), &closing, &cookie()).await).await;
    assert!(page.contains("Avsluta Köket för gott?"), "{page}");
    assert!(page.contains("2 medlemmar"), "{page}");
    assert_eq!(asked.count(&staff_rpc("CloseOrganisation")), 0);
    let answer = send(site, &closing, "reason=Upphört.", &cookie()).await;
    assert_eq!(answer.headers()[header::LOCATION], path);
    let question: CloseOrganisationRequest = asked.last(&staff_rpc("CloseOrganisation"));
    assert_eq!(
        (question.id.as_str(), question.reason.as_str()),
        (ORGANISATION, "Upphört.")
    );
}

const NEW: &str = "/personal/organisationer/ny";

#[tokio::test]
async fn an_organisation_is_registered_and_its_owner_invited() {
    let organisation = Organisation {
        id: ORGANISATION.to_owned(),
        ..Organisation::default()
    };
    let stub = known("staff").answers::<RegisterOrganisationRequest, _>(
        &staff_rpc("RegisterOrganisation"),
        Ok(RegisterOrganisationResponse {
            organisation: Some(organisation),
        }),
    );
    let (identity, asked) = stub.start().await;
    let site = with_identity(identity);
    let page = text(get_with(site.clone(), NEW, &cookie()).await).await;
    assert!(
        page.contains("value=\"ORGANISATION_KIND_SKOOPI\""),
        "{page}"
    );
    let body = "kind=ORGANISATION_KIND_ASF&name=K%C3%B6ket&org_number=769600-0004\
                &domain=koket.example&owner_email=kim%40koket.example";
    let answer = send(site, NEW, body, &cookie()).await;
    let path = format!("/personal/organisationer/{ORGANISATION}");
    assert_eq!(answer.headers()[header::LOCATION], path);
    let question: RegisterOrganisationRequest = asked.last(&staff_rpc("RegisterOrganisation"));
    let sent = RegisterOrganisationRequest {
        kind: OrganisationKind::Asf.into(),
        name: "Köket".to_owned(),
        org_number: "769600-0004".to_owned(),
        domain: "koket.example".to_owned(),
        owner_email: "kim@koket.example".to_owned(),
    };
    assert_eq!(question, sent);
}

#[tokio::test]
async fn a_number_that_is_taken_keeps_what_was_typed() {
    let taken = refusal(Code::AlreadyExists, ErrorReason::OrgNumberTaken, "no");
    let stub = known("staff").answers::<RegisterOrganisationRequest, _>(
        &staff_rpc("RegisterOrganisation"),
        Err::<RegisterOrganisationResponse, _>(taken),
    );
    let (identity, _) = stub.start().await;
    let body = "name=K%C3%B6ket&owner_email=kim%40koket.example";
    let answer = send(with_identity(identity), NEW, body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(page.contains("Det finns redan en organisation"), "{page}");
    assert!(page.contains("value=\"kim@koket.example\""), "{page}");
}

fn holders() -> Stub {
    let person = Person {
        subject_id: "robin".to_owned(),
        email: "robin@skoopi.example".to_owned(),
        staff: true,
        county_codes: vec!["14".to_owned()],
        ..Person::default()
    };
    known("staff")
        .answers::<ListRoleHoldersRequest, _>(
            &staff_rpc("ListRoleHolders"),
            Ok(ListRoleHoldersResponse {
                persons: vec![person.clone()],
            }),
        )
        .answers::<FindAccountRequest, _>(
            &staff_rpc("FindAccount"),
            Ok(FindAccountResponse {
                person: Some(person),
            }),
        )
        .answers::<GrantRoleRequest, _>(&staff_rpc("GrantRole"), Ok(GrantRoleResponse::default()))
}

#[tokio::test]
async fn a_role_is_given_in_two_steps() {
    let (identity, asked) = holders().start().await;
    let body = "email=robin%40skoopi.example";
    let answer = send(
        with_identity(identity.clone()),
        "/personal/roller",
        body,
        &cookie(),
    )
    .await;
    let page = text(answer).await;
    assert!(
        page.contains("name=\"subject_id\" value=\"robin\""),
        "{page}"
    );
    assert_eq!(asked.count(&staff_rpc("GrantRole")), 0);
    let body = "subject_id=robin&role=staff&county_code=14";
    let answer = send(
        with_identity(identity),
        "/personal/roller/ge",
        body,
        &cookie(),
    )
    .await;
    assert_eq!(answer.headers()[header::LOCATION], "/personal/roller");
    let question: GrantRoleRequest = asked.last(&staff_rpc("GrantRole"));
    assert_eq!(
        (question.role.as_str(), question.county_code.as_str()),
        ("staff", "")
    );
}

#[tokio::test]
async fn a_role_has_to_be_chosen() {
    let (identity, asked) = holders().start().await;
    let path = "/personal/roller/ge";
    let body = "subject_id=robin&role=&county_code=";
    let answer = send(with_identity(identity), path, body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(answer).await.contains("under ”Roll”"));
    assert_eq!(asked.count(&staff_rpc("GrantRole")), 0);
}

#[tokio::test]
async fn the_last_of_the_staff_is_told_why_it_stays() {
    let last = refusal(Code::FailedPrecondition, ErrorReason::LastStaff, "no");
    let stub = holders().answers::<RevokeRoleRequest, _>(
        &staff_rpc("RevokeRole"),
        Err::<RevokeRoleResponse, _>(last),
    );
    let (identity, _) = stub.start().await;
    let body = "subject_id=robin&role=staff";
    let path = "/personal/roller/ta-bort";
    let answer = send(with_identity(identity), path, body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(answer).await.contains("Du är den sista"));
}

#[tokio::test]
async fn an_event_of_somebody_erased_names_nobody() {
    let entry = AuditEntry {
        actor_id: "gone".to_owned(),
        action: "MemberAdded".to_owned(),
        target_id: ORGANISATION.to_owned(),
        target_name: "Köket".to_owned(),
        ..AuditEntry::default()
    };
    let stub = known("staff").answers::<ListAuditRequest, _>(
        &staff_rpc("ListAudit"),
        Ok(ListAuditResponse {
            entries: vec![entry],
            next_page_token: "older".to_owned(),
        }),
    );
    let (identity, asked) = stub.start().await;
    let url = format!("/personal/logg?target_id={ORGANISATION}");
    let page = text(get_with(with_identity(identity), &url, &cookie()).await).await;
    assert!(page.contains("Borttagen användare"), "{page}");
    assert!(page.contains("page_token=older"));
    let question: ListAuditRequest = asked.last(&staff_rpc("ListAudit"));
    assert_eq!(question.target_id, ORGANISATION);
}

#[tokio::test]
async fn an_event_is_told_in_words_with_swedish_time_and_no_id() {
    let details = [("enterprise", ENTERPRISE), ("reason", "TIED")];
    let entry = AuditEntry {
        // 2026-07-14 22:05 in UTC.
        at: Some(prost_types::Timestamp {
            seconds: 1_784_066_700,
            nanos: 0,
        }),
        actor_id: "system".to_owned(),
        action: "ClaimRejected".to_owned(),
        target_kind: "organisation".to_owned(),
        target_id: ORGANISATION.to_owned(),
        target_name: "Köket".to_owned(),
        details: details.map(|(k, v)| (k.to_owned(), v.to_owned())).into(),
        ..AuditEntry::default()
    };
    let stub = known("staff").answers::<ListAuditRequest, _>(
        &staff_rpc("ListAudit"),
        Ok(ListAuditResponse {
            entries: vec![entry],
            next_page_token: String::new(),
        }),
    );
    let (identity, _) = stub.start().await;
    let page = text(get_with(with_identity(identity), "/personal/logg", &cookie()).await).await;
    for said in [
        format!(
            "<a href=\"/personal/organisationer/{ORGANISATION}\">Anspråket på ett företag avslogs – Köket</a>"
        ),
        "Systemet, 15 juli 2026 kl. 00:05".to_owned(),
        "Skäl: En annan organisation sköter redan företaget.".to_owned(),
        format!("href=\"/personal/foretag/{ENTERPRISE}\""),
    ] {
        assert!(page.contains(&said), "{said}: {page}");
    }
    assert!(!page.contains(&format!(">{ENTERPRISE}")), "{page}");
    assert!(!page.contains("ClaimRejected"), "{page}");
}
