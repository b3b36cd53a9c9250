//! The pages of the own enterprise, before services that give set answers.

mod forms;

use axum::http::StatusCode;
use chassis::status::{FieldViolation, invalid, refusal};
use kernel::fault::ErrorReason;
use prost_types::Timestamp;
use proto::asf::identity::v1::{GetOrganisationRequest, GetOrganisationResponse, Organisation};
use proto::asf::registry::v1::{
    Action, Activity, AttestCriteriaRequest, AttestCriteriaResponse, Attestation, Capacity,
    Certification, Criterion, Enterprise, FieldReason, GetOwnEnterpriseRequest,
    GetOwnEnterpriseResponse, PendingChanges, Profile, State, SubmitEnterpriseRequest,
    SubmitEnterpriseResponse, UpdateProfileRequest, UpdateProfileResponse,
};
use stubs::{Asked, Stub};
use tonic::{Code, Status};

use super::{merging::Base, own::OwnEnterprise, profile_form::Typed, saving, step::Step};
use crate::{
    Site,
    organisation::tests::{cookie, known, location},
    page::lang::Lang,
    testing::{get_with, send, text, with_services},
};

const OWNER: [&str; 3] = ["account", "asf_editor", "asf_owner"];
const UPDATE: &str = "asf.registry.v1.RegistryService/UpdateProfile";
const SUBMIT: &str = "asf.registry.v1.RegistryService/SubmitEnterprise";
const ATTEST: &str = "asf.registry.v1.ReviewService/AttestCriteria";

fn draft() -> Enterprise {
    Enterprise {
        id: "0197f0a4-5c1e-7000-8000-0000000000bb".to_owned(),
        slug: "exempelkoket".to_owned(),
        state: State::Draft.into(),
        etag: "\"1\"".to_owned(),
        profile: Some(Profile {
            name: "Exempelköket".to_owned(),
            ..Profile::default()
        }),
        allowed_actions: vec![
            Action::UpdateProfile.into(),
            Action::AttestCriteria.into(),
            Action::Submit.into(),
        ],
        missing_fields: MISSING.map(lacking).to_vec(),
        needed_field_count: 9,
        ..Enterprise::default()
    }
}

const MISSING: [&str; 9] = [
    "org_number",
    "legal_form",
    "description",
    "municipality_code",
    "activities",
    "attestations[integration]",
    "attestations[participation]",
    "attestations[reinvestment]",
    "attestations[independence]",
];

fn lacking(field: &str) -> FieldReason {
    FieldReason {
        field: field.to_owned(),
        reason: "The list needs it.".to_owned(),
    }
}

fn complete(state: State) -> Enterprise {
    let attestation = |criterion: Criterion| Attestation {
        criterion: criterion.into(),
        ground: "Så här gör vi.".to_owned(),
    };
    Enterprise {
        state: state.into(),
        missing_fields: Vec::new(),
        attestations: super::criterion::ALL.map(attestation).to_vec(),
        profile: Some(Profile {
            name: "Exempelköket".to_owned(),
            org_number: "769600-0004".to_owned(),
            legal_form: "ekonomisk-forening".to_owned(),
            description: "Vi lagar lunch.".to_owned(),
            municipality_code: "1480".to_owned(),
            activities: vec![Activity {
                industry: "catering".to_owned(),
                offer: "Lunch".to_owned(),
                capacity: Some(Capacity {
                    people: 5,
                    ..Capacity::default()
                }),
                ..Activity::default()
            }],
            ..Profile::default()
        }),
        ..draft()
    }
}

/// A registry with this enterprise, that refuses or takes whatever is saved.
async fn site(
    own: Result<Enterprise, Status>,
    roles: &[&str],
    saved: Option<Status>,
) -> (Site, Asked) {
    let (identity, _) = known(roles).start().await;
    let own = own.map(|enterprise| GetOwnEnterpriseResponse {
        enterprise: Some(enterprise),
        ..GetOwnEnterpriseResponse::default()
    });
    let enterprise = own.clone().ok().and_then(|it| it.enterprise);
    let answer = |it: Option<Status>| it.map_or(Ok(()), Err);
    let stub = Stub::default()
        .answers::<GetOwnEnterpriseRequest, _>(
            "asf.registry.v1.RegistryService/GetOwnEnterprise",
            own,
        )
        .answers::<UpdateProfileRequest, _>(
            UPDATE,
            answer(saved.clone()).map(|()| UpdateProfileResponse {
                enterprise: enterprise.clone(),
                position: 1,
            }),
        )
        .answers::<AttestCriteriaRequest, _>(
            ATTEST,
            answer(saved.clone()).map(|()| AttestCriteriaResponse {
                enterprise: enterprise.clone(),
                position: 1,
            }),
        )
        .answers::<SubmitEnterpriseRequest, _>(
            SUBMIT,
            answer(saved).map(|()| SubmitEnterpriseResponse::default()),
        );
    let (registry, asked) = stub.start().await;
    (with_services(registry, identity), asked)
}

async fn page(own: Enterprise, roles: &[&str], url: &str) -> String {
    let (site, _) = site(Ok(own), roles, None).await;
    text(get_with(site, url, &cookie()).await).await
}

/// What the form of the step was made from, as a browser sends it.
fn base(own: Enterprise, step: Step) -> String {
    let base = hidden(own, step);
    form_urlencoded::byte_serialize(base.as_bytes()).collect()
}

fn hidden(own: Enterprise, step: Step) -> String {
    let own = OwnEnterprise::new(own);
    let fields = Typed::of(&own.profile).fields(step, Lang::Sv);
    Base::of(&own, 1, &fields).hidden()
}

#[tokio::test]
async fn a_draft_says_how_far_it_is_and_what_it_lacks() {
    let page = page(draft(), &OWNER, "/konto/foretag").await;
    for part in [
        "0 av 9 uppgifter klara",
        "Organisationsnummer, Företagsform, Beskrivning, Kommun",
        "/konto/foretag/profil/uppgifter",
        "/konto/foretag/kriterier",
        "/konto/foretag/lamna-in",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[tokio::test]
async fn without_an_enterprise_only_an_owner_is_shown_how_to_get_one() {
    let none = Err(refusal(Code::NotFound, ErrorReason::NotFound, "no"));
    let organisation = Some(Organisation::default());
    for (roles, shown) in [(&OWNER[..], true), (&OWNER[..1], false)] {
        let (registry, _) = Stub::default()
            .answers::<GetOwnEnterpriseRequest, GetOwnEnterpriseResponse>(
                "asf.registry.v1.RegistryService/GetOwnEnterprise",
                none.clone(),
            )
            .start()
            .await;
        let (identity, _) = known(roles)
            .answers::<GetOrganisationRequest, _>(
                "asf.identity.v1.OrganisationService/GetOrganisation",
                Ok(GetOrganisationResponse {
                    organisation: organisation.clone(),
                }),
            )
            .start()
            .await;
        let site = with_services(registry, identity);
        let page = text(get_with(site, "/konto/foretag", &cookie()).await).await;
        let offer = "Står företaget inte på listan än?";
        assert_eq!(page.contains(offer), shown, "{page}");
    }
}

#[tokio::test]
async fn a_step_saves_its_own_fields_and_goes_on_to_the_next() {
    let (site, asked) = site(Ok(draft()), &OWNER, None).await;
    let body = format!(
        "base={}&name=K%C3%B6ket&municipality_code=G%C3%B6teborg&description=Mat",
        base(draft(), Step::Basics)
    );
    let answer = send(site, Step::Basics.path(), &body, &cookie()).await;
    assert_eq!(location(&answer), Step::Activities.path());
    let question: UpdateProfileRequest = asked.last(UPDATE);
    assert_eq!(question.etag, "\"1\"");
    let paths = question.update_mask.unwrap().paths;
    assert_eq!(paths, ["name", "description", "municipality_code"]);
    assert_eq!(question.profile.unwrap().municipality_code, "1480");
}

#[tokio::test]
async fn what_was_typed_stays_when_it_cannot_be_saved() {
    let fault = FieldViolation::new("profile.org_number", ErrorReason::WrongCheckDigit, "no");
    for (body, refused, kept) in [
        ("municipality_code=Ankeborg", None, "value=\"Ankeborg\""),
        (
            "org_number=5560160681",
            Some(invalid(vec![fault])),
            "value=\"5560160681\"",
        ),
    ] {
        let (site, _) = site(Ok(draft()), &OWNER, refused).await;
        let body = format!("base={}&name=K&{body}", base(draft(), Step::Basics));
        let answer = send(site, Step::Basics.path(), &body, &cookie()).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = text(answer).await;
        assert!(page.contains(kept) && page.contains("id=\"fel\""), "{page}");
    }
}

#[tokio::test]
async fn two_editors_are_shown_both_versions_and_choose() {
    let (site, asked) = site(Ok(complete(State::Draft)), &OWNER, None).await;
    let body = "base=older&name=Exempelk%C3%B6ket&description=Mitt";
    let answer = send(site.clone(), Step::Basics.path(), body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let page = text(answer).await;
    assert!(page.contains("Mitt</textarea>"), "{page}");
    assert!(page.contains("Någon annan har sparat: Vi lagar lunch."));
    let shown = hidden(complete(State::Draft), Step::Basics);
    assert!(
        page.contains(&format!("name=\"base\" value=\"{shown}\"")),
        "{page}"
    );
    assert_eq!(asked.count(UPDATE), 0);
    let again = body.replace("older", &base(complete(State::Draft), Step::Basics));
    let answer = send(site, Step::Basics.path(), &again, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_script_that_saves_is_answered_in_a_line() {
    let body = format!("autosave=on&base={}&name=K", base(draft(), Step::Basics));
    let (saved, _) = site(Ok(draft()), &OWNER, None).await;
    let answer = send(saved, Step::Basics.path(), &body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(text(answer).await.contains("\"base\""));
    let fault = FieldViolation::new("profile.name", ErrorReason::TooLong, "no");
    let (refused, _) = site(Ok(draft()), &OWNER, Some(invalid(vec![fault]))).await;
    let answer = send(refused, Step::Basics.path(), &body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(answer).await.contains("Inte sparat än."));
}

#[tokio::test]
async fn what_the_reviewer_says_stands_by_its_field() {
    let reason = |field: &str, reason: &str| FieldReason {
        field: field.to_owned(),
        reason: reason.to_owned(),
    };
    let returned = Enterprise {
        return_reasons: vec![
            reason("description", "Skriv mer."),
            reason("attestations[reinvestment]", "Vart går vinsten?"),
            reason("activities[0].offer", "Vad för lunch?"),
            reason("activities[4]", "Finns den?"),
        ],
        ..complete(State::Returned)
    };
    for (url, said) in [
        (
            Step::Basics.path(),
            "id=\"description-anm\">Den som granskade skriver: Skriv mer.",
        ),
        (
            Step::Criteria.path(),
            "id=\"reinvestment-anm\">Den som granskade skriver: Vart",
        ),
        (
            "/konto/foretag/verksamheter/1",
            "id=\"offer-anm\">Den som granskade skriver: Vad",
        ),
        ("/konto/foretag", "Vart går vinsten?"),
    ] {
        let page = page(returned.clone(), &OWNER, url).await;
        assert!(page.contains(said), "{url}: {page}");
    }
}

#[tokio::test]
async fn a_fault_of_a_ground_stands_by_its_criterion() {
    let fault = FieldViolation::new(
        "attestations[0].ground",
        ErrorReason::ControlCharacter,
        "no",
    );
    let (site, asked) = site(Ok(draft()), &OWNER, Some(invalid(vec![fault]))).await;
    let form = text(get_with(site.clone(), Step::Criteria.path(), &cookie()).await).await;
    let base = form.split("name=\"base\" value=\"").nth(1).unwrap();
    let base = base.split('"').next().unwrap();
    let base: String = form_urlencoded::byte_serialize(base.as_bytes()).collect();
    let body = format!("base={base}&independence=Egen");
    let page = text(send(site, Step::Criteria.path(), &body, &cookie()).await).await;
    assert!(page.contains("id=\"independence-fel\""), "{page}");
    let question: AttestCriteriaRequest = asked.last(ATTEST);
    assert_eq!(question.attestations.len(), 1);
    assert_eq!(
        question.attestations[0].criterion(),
        Criterion::Independence
    );
}

#[tokio::test]
async fn an_application_is_handed_over_as_it_was_looked_at() {
    let path = Step::Submit.path();
    let shown = page(draft(), &OWNER, path).await;
    assert!(
        !shown.contains("name=\"etag\""),
        "it lacks something: {shown}"
    );
    let shown = page(complete(State::Draft), &OWNER[..2], path).await;
    assert!(shown.contains("En ägare i er organisation"), "{shown}");
    let (site, asked) = site(Ok(complete(State::Draft)), &OWNER, None).await;
    let answer = send(site.clone(), path, "etag=%220%22", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asked.count(SUBMIT), 0);
    let answer = send(site, path, "etag=%221%22", &cookie()).await;
    assert_eq!(location(&answer), "/konto/foretag");
    assert_eq!(asked.count(SUBMIT), 1);
}

fn waiting() -> Enterprise {
    let listed = complete(State::Listed);
    Enterprise {
        allowed_actions: vec![Action::UpdateProfile.into(), Action::WithdrawChanges.into()],
        reviewed_fields: vec!["name".to_owned(), "org_number".to_owned()],
        pending: Some(PendingChanges {
            profile: Some(Profile {
                name: "Köket vid kajen".to_owned(),
                ..listed.profile.clone().unwrap()
            }),
            fields: vec!["name".to_owned()],
            attestations: vec![Attestation {
                criterion: Criterion::Participation.into(),
                ground: "Alla är medlemmar.".to_owned(),
            }],
            proposed_at: Some(Timestamp::default()),
            return_reasons: Vec::new(),
        }),
        certification: Some(Certification {
            issued_on: "2026-03-01".to_owned(),
            expires_on: "2028-03-01".to_owned(),
            renewable_from: "2027-09-03".to_owned(),
        }),
        ..listed
    }
}

#[tokio::test]
async fn what_waits_is_shown_before_and_after() {
    let shown = page(waiting(), &OWNER, "/konto/foretag").await;
    for part in [
        "<span>Exempelköket</span>",
        "<span>Köket vid kajen</span>",
        "<span>Så här gör vi.</span>",
        "<span>Alla är medlemmar.</span>",
        "/konto/foretag/andringar",
        "Ja, från 1 mars 2026 till och med 1 mars 2028",
        "inte bekräftad än – fråga först",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let form = page(waiting(), &OWNER, Step::Basics.path()).await;
    assert!(form.contains("value=\"Köket vid kajen\""), "{form}");
    assert!(form.contains("granskas innan den syns"));
    assert!(
        !form.contains("data-saves"),
        "no script proposes half a change"
    );
}

#[tokio::test]
async fn a_form_of_another_account_saves_nothing() {
    let (site, asked) = site(Ok(draft()), &OWNER, None).await;
    let base = base(draft(), Step::Basics);
    let body = format!("base={base}&once=k.0197f0a4-5c1e-7000-8000-0000000000ff&name=K");
    let answer = send(site, Step::Basics.path(), &body, &cookie()).await;
    assert_ne!(answer.status(), StatusCode::OK);
    assert_eq!(asked.count(UPDATE), 0);
}

#[tokio::test]
async fn a_viewer_changes_nothing() {
    for url in [
        Step::Basics.path(),
        Step::Criteria.path(),
        "/konto/foretag/kapacitet",
    ] {
        let (site, _) = site(Ok(complete(State::Listed)), &["account"], None).await;
        let answer = get_with(site, url, &cookie()).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{url}");
    }
}

#[tokio::test]
async fn one_that_was_turned_down_reads_why() {
    let rejected = Enterprise {
        rejection_reason: "Kommunen äger bolaget.".to_owned(),
        allowed_actions: Vec::new(),
        ..complete(State::Rejected)
    };
    let shown = page(rejected.clone(), &OWNER, "/konto/foretag").await;
    assert!(shown.contains("Kommunen äger bolaget."), "{shown}");
    let (site, _) = site(Ok(rejected), &OWNER, None).await;
    let answer = get_with(site, Step::Basics.path(), &cookie()).await;
    assert_eq!(location(&answer), "/konto/foretag");
}
