//! The forms that ask once and do one thing: where each is sent, what it asks
//! for and where it leads.

use proto::asf::{
    identity::v1::{
        GetOrganisationRequest, GetOrganisationResponse, ListMyOrganisationsRequest,
        ListMyOrganisationsResponse, MemberRole, Organisation, OrganisationKind,
        RequestClaimRequest, RequestClaimResponse,
    },
    registry::v1::{
        ConfirmCapacityRequest, ConfirmCapacityResponse, GetEnterpriseBySlugRequest,
        GetEnterpriseBySlugResponse, RegisterEnterpriseRequest, RegisterEnterpriseResponse,
        RelistEnterpriseRequest, RelistEnterpriseResponse, UnlistEnterpriseRequest,
        UnlistEnterpriseResponse, WithdrawChangesRequest, WithdrawChangesResponse,
    },
};
use rstest::rstest;

use super::*;

const OURS: &str = "0197f0a4-5c1e-7000-8000-0000000000aa";
const CONFIRM: &str = "asf.registry.v1.RegistryService/ConfirmCapacity";
const UNLIST: &str = "asf.registry.v1.RegistryService/UnlistEnterprise";
const REGISTER: &str = "asf.registry.v1.RegistryService/RegisterEnterprise";
const RELIST: &str = "asf.registry.v1.ReviewService/RelistEnterprise";
const WITHDRAW: &str = "asf.registry.v1.ReviewService/WithdrawChanges";
const CLAIM: &str = "asf.identity.v1.OrganisationService/RequestClaim";

/// Services where everything may be done, with one answer to all that is.
async fn services(done: Result<(), Status>) -> (Site, [Asked; 2]) {
    let own = Enterprise {
        allowed_actions: vec![Action::UpdateProfile.into(), Action::Relist.into()],
        ..waiting()
    };
    let enterprise = Some(own);
    let registry = Stub::default()
        .answers::<GetEnterpriseBySlugRequest, _>(
            "asf.registry.v1.RegistryService/GetEnterpriseBySlug",
            Ok(GetEnterpriseBySlugResponse {
                enterprise: enterprise.clone(),
            }),
        )
        .answers::<GetOwnEnterpriseRequest, _>(
            "asf.registry.v1.RegistryService/GetOwnEnterprise",
            Ok(GetOwnEnterpriseResponse {
                enterprise,
                ..GetOwnEnterpriseResponse::default()
            }),
        )
        .answers::<ConfirmCapacityRequest, _>(CONFIRM, answer::<ConfirmCapacityResponse>(&done))
        .answers::<UnlistEnterpriseRequest, _>(UNLIST, answer::<UnlistEnterpriseResponse>(&done))
        .answers::<RegisterEnterpriseRequest, _>(
            REGISTER,
            answer::<RegisterEnterpriseResponse>(&done),
        )
        .answers::<RelistEnterpriseRequest, _>(RELIST, answer::<RelistEnterpriseResponse>(&done))
        .answers::<WithdrawChangesRequest, _>(WITHDRAW, answer::<WithdrawChangesResponse>(&done));
    let ours = Organisation {
        id: OURS.to_owned(),
        kind: OrganisationKind::Asf.into(),
        own_role: MemberRole::Owner.into(),
        ..Organisation::default()
    };
    let organisations = vec![ours.clone()];
    let organisation = Some(ours);
    let identity = known(&OWNER)
        .answers::<ListMyOrganisationsRequest, _>(
            "asf.identity.v1.OrganisationService/ListMyOrganisations",
            Ok(ListMyOrganisationsResponse { organisations }),
        )
        .answers::<GetOrganisationRequest, _>(
            "asf.identity.v1.OrganisationService/GetOrganisation",
            Ok(GetOrganisationResponse { organisation }),
        )
        .answers::<RequestClaimRequest, _>(CLAIM, answer::<RequestClaimResponse>(&done));
    let (registry, of_registry) = registry.start().await;
    let (identity, of_identity) = identity.start().await;
    let site = with_services(registry, identity);
    (site, [of_registry, of_identity])
}

fn answer<A: Default>(done: &Result<(), Status>) -> Result<A, Status> {
    done.clone().map(|()| A::default())
}

fn stale() -> Status {
    refusal(Code::Aborted, ErrorReason::StaleEtag, "no")
}

#[rstest]
#[case::capacity("kapacitet", "kapacitet", CONFIRM, "/konto/foretag/kapacitet")]
#[case::leaving("lamna-listan", "lamna-listan", UNLIST, "/konto/foretag")]
#[case::coming_back("kom-tillbaka", "kom-tillbaka", RELIST, "/konto/foretag")]
#[case::withdrawing("andringar", "andringar/dra-tillbaka", WITHDRAW, "/konto/foretag")]
#[case::registering("nytt", "nytt", REGISTER, "/konto/foretag/profil/uppgifter")]
#[case::claiming(
    "ansprak/exempelkoket",
    "ansprak/exempelkoket",
    CLAIM,
    "/konto/organisationer/0197f0a4-5c1e-7000-8000-0000000000aa"
)]
#[tokio::test]
async fn a_form_is_shown_and_done_or_shown_again(
    #[case] shown: &str,
    #[case] sent_to: &str,
    #[case] rpc: &str,
    #[case] then: &str,
) {
    let [shown, sent_to] = [shown, sent_to].map(|it| format!("/konto/foretag/{it}"));
    let action = format!("action=\"{sent_to}\"");
    let body = "name=K&org_number=5560160680&municipality_code=G%C3%B6teborg&reason=Flytt";
    let (site, asked) = services(Ok(())).await;
    let page = text(get_with(site.clone(), &shown, &cookie()).await).await;
    assert!(page.contains(&action), "{page}");
    let answer = send(site, &sent_to, body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(location(&answer), then);
    let asked = asked.iter().map(|it| it.count(rpc)).sum::<usize>();
    assert_eq!(asked, 1, "{rpc}");
    let (site, _) = services(Err(stale())).await;
    let answer = send(site, &sent_to, body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(
        page.contains(&action) && page.contains("id=\"fel\""),
        "{page}"
    );
}

#[tokio::test]
async fn one_button_confirms_the_capacity_and_opening_the_page_does_nothing() {
    let (site, asked) = site(Ok(complete(State::Listed)), &OWNER, None).await;
    let answer = get_with(site, "/konto/foretag/kapacitet", &cookie()).await;
    let page = text(answer).await;
    assert!(page.contains("Stämmer fortfarande"), "{page}");
    assert!(page.contains("5 personer i arbetet"));
    assert_eq!(asked.count(CONFIRM), 0);
}

#[tokio::test]
async fn what_was_typed_to_register_stays_when_the_place_is_unknown() {
    let (site, [asked, _]) = services(Ok(())).await;
    let body = "name=K%C3%B6ket&org_number=5560160680&municipality_code=Ankeborg";
    let answer = send(site, "/konto/foretag/nytt", body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    for value in ["Köket", "5560160680", "Ankeborg"] {
        assert!(page.contains(&format!("value=\"{value}\"")), "{page}");
    }
    assert_eq!(asked.count(REGISTER), 0);
}

#[tokio::test]
async fn nothing_that_waits_leaves_nothing_to_take_back() {
    let (site, _) = site(Ok(complete(State::Listed)), &OWNER, None).await;
    let answer = get_with(site, "/konto/foretag/andringar", &cookie()).await;
    assert_eq!(location(&answer), "/konto/foretag");
}

#[tokio::test]
async fn an_activity_is_taken_out_only_as_it_was_looked_at() {
    let url = "/konto/foretag/verksamheter/1/ta-bort";
    let own = complete(State::Draft);
    let activity = own.profile.as_ref().unwrap().activities[0].clone();
    let (site, asked) = site(Ok(own), &OWNER, None).await;
    let answer = send(site.clone(), url, "base=older", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(answer).await.contains(&format!("action=\"{url}\"")));
    assert_eq!(asked.count(UPDATE), 0);
    let body = format!("base={}", saving::base(&activity));
    let answer = send(site, url, &body, &cookie()).await;
    assert_eq!(location(&answer), Step::Activities.path());
    let update: UpdateProfileRequest = asked.last(UPDATE);
    assert!(update.profile.unwrap().activities.is_empty());
}
