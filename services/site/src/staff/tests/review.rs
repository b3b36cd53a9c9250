//! Reviewing, certifying and the work list, before a registry that gives set
//! answers.

use super::*;
use proto::asf::registry::v1::{
    Action, ApproveChangesRequest, ApproveChangesResponse, Attestation, Certification, Criterion,
    Duplicate, FieldChange, FieldReason, GetReviewRequest, GetReviewResponse, GetWorkListRequest,
    GetWorkListResponse, HistoryEntry, ListEnterpriseRequest, ListEnterpriseResponse,
    ListHistoryRequest, ListHistoryResponse, Miss, ReturnEnterpriseRequest,
    ReturnEnterpriseResponse, Review, ReviewKind, ReviewSummary, RevokeCertificationRequest,
    RevokeCertificationResponse, WorkItem,
};

fn review_rpc(method: &str) -> String {
    format!("asf.registry.v1.ReviewService/{method}")
}

fn summary(kind: ReviewKind) -> ReviewSummary {
    ReviewSummary {
        enterprise_id: ENTERPRISE.to_owned(),
        name: "Exempelköket".to_owned(),
        county_code: "14".to_owned(),
        kind: kind.into(),
        days: 3,
        has_duplicates: true,
        ..ReviewSummary::default()
    }
}

fn case(kind: ReviewKind) -> Review {
    let change = |field: &str, before: &str, after: &str| FieldChange {
        field: field.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let allowed = match kind {
        ReviewKind::Changes => [
            Action::ApproveChanges,
            Action::ReturnChanges,
            Action::Unlist,
        ],
        ReviewKind::Application | ReviewKind::Unspecified => {
            [Action::List, Action::Return, Action::Reject]
        }
    };
    Review {
        summary: Some(summary(kind)),
        enterprise: Some(Enterprise {
            id: ENTERPRISE.to_owned(),
            etag: "\"7\"".to_owned(),
            allowed_actions: allowed.map(i32::from).to_vec(),
            listed_at: Some(prost_types::Timestamp::default()),
            attestations: vec![Attestation {
                criterion: Criterion::Independence.into(),
                ground: "Vi äger oss själva.".to_owned(),
            }],
            ..Enterprise::default()
        }),
        changes: vec![
            change("name", "Köket", "Exempelköket"),
            change("attestations[integration]", "", "Vi säljer luncher."),
        ],
        duplicates: vec![Duplicate {
            enterprise_id: ORGANISATION.to_owned(),
            name: "Exempel-köket AB".to_owned(),
            same: vec!["name".to_owned(), "municipality_code".to_owned()],
            ..Duplicate::default()
        }],
    }
}

fn with_case(kind: ReviewKind) -> Stub {
    let review = Some(case(kind));
    waiting()
        .answers::<GetReviewRequest, _>(&review_rpc("GetReview"), Ok(GetReviewResponse { review }))
}

fn path() -> String {
    format!("/personal/granskning/{ENTERPRISE}")
}

#[tokio::test]
async fn the_queue_tells_how_long_each_has_waited() {
    let page = ListReviewsResponse {
        reviews: vec![summary(ReviewKind::Application)],
        total_size: 30,
        next_page_token: "more".to_owned(),
    };
    let registry =
        Stub::default().answers::<ListReviewsRequest, _>(&review_rpc("ListReviews"), Ok(page));
    let (site, _) = both(known("process_leader"), registry).await;
    let page = text(get_with(site, "/personal/granskning", &cookie()).await).await;
    for said in [
        "Har väntat i 3 dagar",
        "Kan finnas redan",
        "30 väntar",
        "page_token=more",
        &format!("href=\"{}\"", path()),
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
}

#[tokio::test]
async fn a_case_shows_everything_to_decide_it_by() {
    let (site, _) = both(known("staff"), with_case(ReviewKind::Application)).await;
    let page = text(get_with(site, &path(), &cookie()).await).await;
    for said in [
        "Vi säljer luncher.",
        "Vi äger oss själva.",
        "Inget skäl är angivet.",
        "<dd>Köket</dd>",
        "<dd>Exempelköket</dd>",
        "Exempel-köket AB",
        "Samma namn och kommun",
        "name=\"skal-attestations-integration\"",
        "value=\"&#34;7&#34;\"",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
}

#[tokio::test]
async fn an_application_is_sent_back_with_a_reason_at_each_field() {
    let registry = with_case(ReviewKind::Application).answers::<ReturnEnterpriseRequest, _>(
        &registry_rpc("ReturnEnterprise"),
        Ok(ReturnEnterpriseResponse::default()),
    );
    let (site, asked) = both(known("staff"), registry).await;
    let body = "etag=%227%22&answer=return&skal-name=Stavas+annorlunda.\
                &skal-attestations-integration=Hur%3F&reason=";
    let answer = send(site, &path(), body, &cookie()).await;
    assert_eq!(answer.headers()[header::LOCATION], "/personal/granskning");
    let question: ReturnEnterpriseRequest = asked.last(&registry_rpc("ReturnEnterprise"));
    let reason = |field: &str, reason: &str| FieldReason {
        field: field.to_owned(),
        reason: reason.to_owned(),
    };
    assert_eq!(question.etag, "\"7\"");
    assert_eq!(
        question.reasons,
        [
            reason("attestations[integration]", "Hur?"),
            reason("name", "Stavas annorlunda."),
        ]
    );
}

#[tokio::test]
async fn sending_back_without_a_word_is_told_at_the_reason() {
    let (site, asked) = both(known("staff"), with_case(ReviewKind::Application)).await;
    let answer = send(site, &path(), "answer=return", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(page.contains("<a href=\"#reason\">Skriv vad som"), "{page}");
    assert!(page.contains("value=\"return\" checked"));
    assert_eq!(asked.count(&registry_rpc("ReturnEnterprise")), 0);
}

#[tokio::test]
async fn changes_are_approved_or_sent_back_and_nothing_else() {
    let registry = with_case(ReviewKind::Changes).answers::<ApproveChangesRequest, _>(
        &review_rpc("ApproveChanges"),
        Ok(ApproveChangesResponse::default()),
    );
    let (site, asked) = both(known("staff"), registry).await;
    let page = text(get_with(site.clone(), &path(), &cookie()).await).await;
    assert!(!page.contains("value=\"reject\""), "{page}");
    let answer = send(site, &path(), "answer=approve&etag=%227%22", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let question: ApproveChangesRequest = asked.last(&review_rpc("ApproveChanges"));
    assert_eq!(question.etag, "\"7\"");
}

#[tokio::test]
async fn who_was_overtaken_by_the_enterprise_keeps_what_was_typed() {
    let stale = refusal(Code::Aborted, ErrorReason::StaleEtag, "no");
    let registry = with_case(ReviewKind::Application).answers::<ListEnterpriseRequest, _>(
        &registry_rpc("ListEnterprise"),
        Err::<ListEnterpriseResponse, _>(stale),
    );
    let (site, _) = both(known("staff"), registry).await;
    let body = "answer=list&etag=%226%22&skal-name=Stavas+annorlunda.";
    let answer = send(site, &path(), body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let page = text(answer).await;
    assert!(page.contains("medan du granskade"), "{page}");
    assert!(page.contains("Stavas annorlunda."));
    assert!(page.contains("value=\"&#34;7&#34;\""));
}

/// A registry that has decided it already.
fn decided() -> Stub {
    let entry = HistoryEntry {
        event: "Returned".to_owned(),
        actor: "kim".to_owned(),
        reason: "description: Skriv mer.".to_owned(),
        ..HistoryEntry::default()
    };
    waiting()
        .answers::<GetReviewRequest, _>(
            &review_rpc("GetReview"),
            Err::<GetReviewResponse, _>(refusal(
                Code::FailedPrecondition,
                ErrorReason::NotWaiting,
                "no",
            )),
        )
        .answers::<ListHistoryRequest, _>(
            "asf.registry.v1.HistoryService/ListHistory",
            Ok(ListHistoryResponse {
                entries: vec![entry],
                ..ListHistoryResponse::default()
            }),
        )
}

#[tokio::test]
async fn the_slower_of_two_sees_what_happened() {
    let (site, asked) = both(known("staff"), decided()).await;
    let answer = send(site, &path(), "answer=list", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let page = text(answer).await;
    for said in [
        "Någon hann före dig med Exempelköket",
        "Ansökan skickades tillbaka",
        "Beskrivning: Skriv mer.",
        "href=\"/personal/granskning\"",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert_eq!(asked.count(&registry_rpc("ListEnterprise")), 0);
}

#[tokio::test]
async fn one_that_waits_no_longer_says_so() {
    let (site, _) = both(known("process_leader"), decided()).await;
    let answer = get_with(site, &path(), &cookie()).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(text(answer).await.contains("väntar inte på granskning"));
}

#[tokio::test]
async fn a_history_names_what_changed() {
    let entry = HistoryEntry {
        event: "ProfileChanged".to_owned(),
        actor: "timer".to_owned(),
        changes: case(ReviewKind::Changes).changes,
        ..HistoryEntry::default()
    };
    let registry = waiting().answers::<ListHistoryRequest, _>(
        "asf.registry.v1.HistoryService/ListHistory",
        Ok(ListHistoryResponse {
            entries: vec![entry],
            next_page_token: "more".to_owned(),
        }),
    );
    let (site, _) = both(known("process_leader"), registry).await;
    let url = format!("/personal/foretag/{ENTERPRISE}/historik");
    let page = text(get_with(site, &url, &cookie()).await).await;
    for said in [
        "Profilen ändrades",
        "Namn: Köket → Exempelköket",
        "Systemet",
        "page_token=more",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
}

/// A registry with an enterprise that is certified.
fn certified(allowed: &[Action]) -> Stub {
    let enterprise = Enterprise {
        id: ENTERPRISE.to_owned(),
        etag: "\"9\"".to_owned(),
        state: State::Listed.into(),
        allowed_actions: allowed.iter().map(|it| (*it).into()).collect(),
        certification: Some(Certification {
            issued_on: "2020-03-01".to_owned(),
            expires_on: "9998-03-01".to_owned(),
            renewable_from: "9997-09-03".to_owned(),
        }),
        ..Enterprise::default()
    };
    Stub::default()
        .answers::<GetEnterpriseRequest, _>(
            &registry_rpc("GetEnterprise"),
            Ok(GetEnterpriseResponse {
                enterprise: Some(enterprise),
            }),
        )
        .answers::<RevokeCertificationRequest, _>(
            &review_rpc("RevokeCertification"),
            Ok(RevokeCertificationResponse::default()),
        )
}

#[tokio::test]
async fn a_certification_is_revoked_with_its_reason() {
    let (site, asked) = both(known("staff"), certified(&[Action::RevokeCertification])).await;
    let url = format!("/personal/foretag/{ENTERPRISE}/certifiering");
    let page = text(get_with(site.clone(), &url, &cookie()).await).await;
    assert!(page.contains("1 mars 2020"), "{page}");
    assert!(!page.contains("value=\"renew\""), "{page}");
    let body = "answer=revoke&reason=Ni+har+slutat.&etag=%229%22";
    let answer = send(site, &url, body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let question: RevokeCertificationRequest = asked.last(&review_rpc("RevokeCertification"));
    assert_eq!(
        (question.reason.as_str(), question.etag.as_str()),
        ("Ni har slutat.", "\"9\"")
    );
}

#[tokio::test]
async fn the_page_of_an_enterprise_offers_what_the_registry_does() {
    for (allowed, offered) in [
        (&[Action::List][..], &["list"][..]),
        (&[Action::List, Action::Unlist], &["list", "unlist"]),
        // An application is decided where it is reviewed.
        (&[Action::List, Action::Return, Action::Reject], &[]),
        (&[], &[]),
    ] {
        let (site, _) = both(known("staff"), certified(allowed)).await;
        let url = format!("/personal/foretag/{ENTERPRISE}");
        let page = text(get_with(site, &url, &cookie()).await).await;
        for answer in ["list", "unlist", "keep-off"] {
            let choice = format!("value=\"{answer}\"");
            assert_eq!(
                page.contains(&choice),
                offered.contains(&answer),
                "{answer}: {page}"
            );
        }
        let reviews = page.contains(&format!("href=\"{}\"", path()));
        assert_eq!(reviews, allowed.contains(&Action::Reject), "{page}");
    }
}

#[tokio::test]
async fn a_certification_is_renewed_only_where_the_registry_offers_it() {
    for (allowed, renews, revokes) in [
        (&[Action::Certify][..], false, false),
        (&[Action::RevokeCertification], false, true),
        (
            &[Action::RenewCertification, Action::RevokeCertification],
            true,
            true,
        ),
    ] {
        let (site, _) = both(known("staff"), certified(allowed)).await;
        let url = format!("/personal/foretag/{ENTERPRISE}/certifiering");
        let page = text(get_with(site, &url, &cookie()).await).await;
        assert_eq!(page.contains("value=\"renew\""), renews, "{page}");
        assert_eq!(page.contains("value=\"revoke\""), revokes, "{page}");
    }
}

#[tokio::test]
async fn a_leader_sees_the_days_of_a_certification_and_cannot_change_it() {
    let (site, _) = both(known("process_leader"), certified(&[])).await;
    let url = format!("/personal/foretag/{ENTERPRISE}");
    let page = text(get_with(site.clone(), &url, &cookie()).await).await;
    assert!(page.contains("1 mars 9998"), "{page}");
    assert!(!page.contains("/certifiering"));
    let answer = get_with(site, &format!("{url}/certifiering"), &cookie()).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

fn work() -> Stub {
    let item = WorkItem {
        enterprise_id: ENTERPRISE.to_owned(),
        name: "Exempelköket".to_owned(),
        county_code: "14".to_owned(),
        ..WorkItem::default()
    };
    let list = GetWorkListResponse {
        stale: vec![item],
        stale_total: 60,
        misses: vec![Miss {
            text: "tvätt på öland".to_owned(),
            count: 4,
            last_at: None,
        }],
        listed_total: 1234,
        ..GetWorkListResponse::default()
    };
    Stub::default().answers::<GetWorkListRequest, _>(&review_rpc("GetWorkList"), Ok(list))
}

#[tokio::test]
async fn the_work_list_tells_what_there_is_and_what_there_is_not() {
    let (site, _) = both(known("process_leader"), work()).await;
    let page = text(get_with(site, "/personal/lan", &cookie()).await).await;
    for said in [
        "Västra Götalands län",
        "1\u{a0}234",
        "De första 1 av 60",
        "<a href=\"#del-3\">Kapacitet som inte är bekräftad på ett halvår (60)</a>",
        "Aldrig bekräftad",
        "Ingen certifiering går ut",
        "q=tv%C3%A4tt%20p%C3%A5%20%C3%B6land",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
}

#[tokio::test]
async fn staff_chooses_a_county_and_a_leader_only_of_the_own() {
    let url = "/personal/lan?county=25";
    let counties = async |role: &str| {
        let (site, asked) = both(known(role), work()).await;
        get_with(site, url, &cookie()).await;
        let question: GetWorkListRequest = asked.last(&review_rpc("GetWorkList"));
        question.county
    };
    assert_eq!(counties("staff").await, ["25"]);
    assert_eq!(counties("process_leader").await, [""; 0]);
}
