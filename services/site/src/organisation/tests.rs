//! The pages of organisations, before services that give set answers.

use super::*;
use crate::testing::{get_with, send, text, with_identity, with_services, without_registry};
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use chassis::status::{FieldViolation, invalid};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1::{
    Claim, ClaimState, CreateOrganisationRequest, CreateOrganisationResponse,
    FindOrganisationsRequest, FindOrganisationsResponse, FoundOrganisation,
    GetOrganisationResponse, ListInvitationsRequest, ListInvitationsResponse,
    ListJoinRequestsRequest, ListJoinRequestsResponse, ListMembersRequest, ListMembersResponse,
    ListMyOrganisationsRequest, ListMyOrganisationsResponse, Member, MemberRole, Organisation,
    OrganisationKind, OrganisationState, RefreshSessionRequest, RemoveMemberRequest,
    RemoveMemberResponse,
};
use proto::asf::registry::v1::{FindByOrgNumberRequest, FindByOrgNumberResponse};
use stubs::{Stub, refreshed_as};

const OURS: &str = "0197f0a4-5c1e-7000-8000-0000000000aa";

fn rpc(method: &str) -> String {
    format!("asf.identity.v1.OrganisationService/{method}")
}

pub(super) fn cookie() -> [(HeaderName, HeaderValue); 1] {
    let session = HeaderValue::from_static("__Host-session=s3cret");
    [(header::COOKIE, session)]
}

/// An identity service where Kim is logged in, with these roles for us.
pub(super) fn known(roles: &[&str]) -> Stub {
    Stub::default().answers::<RefreshSessionRequest, _>(
        "asf.identity.v1.SessionService/RefreshSession",
        Ok(refreshed_as("kim", roles, Some(OURS))),
    )
}

fn ours() -> Organisation {
    Organisation {
        id: OURS.to_owned(),
        kind: OrganisationKind::Asf.into(),
        name: "Exempelköket <b>".to_owned(),
        org_number: "556016-0680".to_owned(),
        state: OrganisationState::Verified.into(),
        own_role: MemberRole::Owner.into(),
        ..Organisation::default()
    }
}

fn kim(role: MemberRole) -> Member {
    Member {
        subject_id: "kim".to_owned(),
        name: "Kim".to_owned(),
        email: "kim@koket.example".to_owned(),
        role: role.into(),
        since: None,
    }
}

fn erased() -> Member {
    Member {
        subject_id: "gone".to_owned(),
        role: MemberRole::Viewer.into(),
        ..Member::default()
    }
}

/// An identity service with an organisation and its people.
fn with(organisation: Organisation) -> Stub {
    let members = vec![kim(organisation.own_role()), erased()];
    known(&["account", "asf_editor", "asf_owner"])
        .answers::<GetOrganisationRequest, _>(
            &rpc("GetOrganisation"),
            Ok(GetOrganisationResponse {
                organisation: Some(organisation),
            }),
        )
        .answers::<ListMembersRequest, _>(&rpc("ListMembers"), Ok(ListMembersResponse { members }))
        .answers::<ListInvitationsRequest, _>(
            &rpc("ListInvitations"),
            Ok(ListInvitationsResponse::default()),
        )
        .answers::<ListJoinRequestsRequest, _>(
            &rpc("ListJoinRequests"),
            Ok(ListJoinRequestsResponse::default()),
        )
}

async fn page(stub: Stub, url: &str) -> (StatusCode, String) {
    let (channel, _) = stub.start().await;
    let answer = get_with(with_identity(channel), url, &cookie()).await;
    (answer.status(), text(answer).await)
}

pub(super) fn location(answer: &Response) -> &str {
    answer.headers()[header::LOCATION].to_str().unwrap()
}

#[tokio::test]
async fn nobody_sees_organisations_without_logging_in() {
    for url in [
        "/konto/organisationer",
        "/konto/organisationer/ny",
        "/konto/organisationer/sok?q=kommun",
        "/konto/foretag",
    ] {
        let answer = get_with(without_registry(), url, &[]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{url}");
        assert!(location(&answer).starts_with("/konto/logga-in?return_to="));
    }
}

#[tokio::test]
async fn somebody_without_an_organisation_is_shown_the_ways_to_one() {
    let stub = known(&["account"]).answers::<ListMyOrganisationsRequest, _>(
        &rpc("ListMyOrganisations"),
        Ok(ListMyOrganisationsResponse::default()),
    );
    let (status, page) = page(stub, "/konto/organisationer").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("href=\"/konto/organisationer/sok\""));
    assert!(page.contains("href=\"/konto/organisationer/ny\""));
}

#[tokio::test]
async fn an_organisation_shows_its_people_to_its_owner() {
    let (status, page) = page(with(ours()), &path_of(OURS)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Exempelköket &#60;b&#62;"), "{page}");
    assert!(page.contains("Borttagen användare"));
    assert!(page.contains(&format!("{}/bjud-in", path_of(OURS))));
    assert!(page.contains(&format!("{}/medlemmar/gone", path_of(OURS))));
}

#[tokio::test]
async fn a_viewer_is_offered_nothing_to_decide() {
    let organisation = Organisation {
        own_role: MemberRole::Viewer.into(),
        ..ours()
    };
    let (_, page) = page(with(organisation), &path_of(OURS)).await;
    for hidden in ["/bjud-in", "/medlemmar/gone\"", "/uppgifter", "/slapp"] {
        let path = format!("{}{hidden}", path_of(OURS));
        assert!(!page.contains(&path), "{hidden}");
    }
    assert!(page.contains("/medlemmar/kim/ta-bort"), "one may leave");
}

#[tokio::test]
async fn a_claim_that_was_rejected_says_why_in_words() {
    let organisation = Organisation {
        claim: Some(Claim {
            state: ClaimState::Rejected.into(),
            reason: "TIED".to_owned(),
            ..Claim::default()
        }),
        ..ours()
    };
    let (_, page) = page(with(organisation), &path_of(OURS)).await;
    assert!(
        page.contains("En annan organisation sköter redan"),
        "{page}"
    );
    assert!(!page.contains("TIED"));
}

#[tokio::test]
async fn a_new_organisation_leads_to_its_page() {
    let stub = known(&["account"]).answers::<CreateOrganisationRequest, _>(
        &rpc("CreateOrganisation"),
        Ok(CreateOrganisationResponse {
            organisation: Some(ours()),
        }),
    );
    let (channel, asked) = stub.start().await;
    let body = "kind=ORGANISATION_KIND_ASF&name=+K%C3%B6ket&org_number=5560160680&domain=";
    let site = with_identity(channel);
    let answer = send(site, "/konto/organisationer/ny", body, &cookie()).await;
    assert_eq!(location(&answer), path_of(OURS));
    let question: CreateOrganisationRequest = asked.last(&rpc("CreateOrganisation"));
    assert_eq!(question.kind(), OrganisationKind::Asf);
    assert_eq!(question.name, "Köket");
}

#[tokio::test]
async fn a_wrong_number_is_shown_by_its_field_with_what_was_typed() {
    let fault = FieldViolation::new("org_number", ErrorReason::WrongCheckDigit, "no");
    let stub = known(&["account"]).answers::<CreateOrganisationRequest, _>(
        &rpc("CreateOrganisation"),
        Err::<CreateOrganisationResponse, _>(invalid(vec![fault])),
    );
    let (channel, _) = stub.start().await;
    let body = "kind=ORGANISATION_KIND_ASF&name=K%C3%B6ket&org_number=5560160681";
    let site = with_identity(channel);
    let answer = send(site, "/konto/organisationer/ny", body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(page.contains("value=\"5560160681\""), "{page}");
    assert!(page.contains("Den sista siffran stämmer inte"));
    assert!(page.contains("value=\"ORGANISATION_KIND_ASF\" checked"));
}

#[tokio::test]
async fn an_organisation_is_found_and_asked_by_its_name() {
    let found = FoundOrganisation {
        verified: true,
        id: OURS.to_owned(),
        name: "Exempelköket".to_owned(),
        kind: OrganisationKind::Asf.into(),
    };
    let stub = || {
        known(&["account"]).answers::<FindOrganisationsRequest, _>(
            &rpc("FindOrganisations"),
            Ok(FindOrganisationsResponse {
                organisations: vec![found.clone()],
            }),
        )
    };
    let (_, list) = page(stub(), "/konto/organisationer/sok?q=exempel").await;
    let joining = format!("{}/ga-med?q=exempel", path_of(OURS));
    assert!(list.contains(&joining), "{list}");
    let (_, form) = page(stub(), &joining).await;
    assert!(form.contains("Gå med i Exempelköket"), "{form}");
    let (status, _) = page(stub(), &format!("{PATH}/other/ga-med?q=exempel")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn taking_somebody_out_is_confirmed_first() {
    let removal = format!("{}/medlemmar/gone/ta-bort", path_of(OURS));
    let stub = || {
        with(ours())
            .answers::<RemoveMemberRequest, _>(&rpc("RemoveMember"), Ok(RemoveMemberResponse {}))
    };
    let (channel, asked) = stub().start().await;
    let answer = get_with(with_identity(channel), &removal, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(asked.count(&rpc("RemoveMember")), 0);
    let (channel, asked) = stub().start().await;
    let answer = send(with_identity(channel), &removal, "", &cookie()).await;
    assert_eq!(location(&answer), path_of(OURS));
    assert_eq!(asked.count(&rpc("RemoveMember")), 1);
}

#[tokio::test]
async fn the_enterprise_with_the_same_number_is_offered_at_once() {
    let listed = |looked_after| FindByOrgNumberResponse {
        slug: "koket".to_owned(),
        name: "Köket i listan".to_owned(),
        looked_after,
        ..FindByOrgNumberResponse::default()
    };
    for (looked_after, offer) in [
        (false, "Ja, be att få sköta profilen"),
        (true, "sköts redan av en annan organisation"),
    ] {
        let rpc = "asf.registry.v1.RegistryService/FindByOrgNumber";
        let stub =
            Stub::default().answers::<FindByOrgNumberRequest, _>(rpc, Ok(listed(looked_after)));
        let (registry, asked) = stub.start().await;
        let (identity, _) = with(ours()).start().await;
        let site = with_services(registry, identity);
        let page = text(get_with(site, &path_of(OURS), &cookie()).await).await;
        assert!(page.contains("Köket i listan"), "{page}");
        assert!(page.contains(offer), "{page}");
        let claim = "action=\"/konto/foretag/ansprak/koket\"";
        assert_eq!(page.contains(claim), !looked_after);
        let question: FindByOrgNumberRequest = asked.last(rpc);
        assert_eq!(question.org_number, "556016-0680");
    }
}
