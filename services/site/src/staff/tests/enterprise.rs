//! Deciding on an enterprise and its certification, before a registry that
//! gives set answers.

use super::*;
use proto::asf::registry::v1::{
    Action, Certification, CertifyEnterpriseRequest, CertifyEnterpriseResponse,
    UnlistEnterpriseRequest, UnlistEnterpriseResponse,
};

/// A registry with an enterprise that is listed and certified.
fn listed() -> Stub {
    let allowed = [
        Action::Unlist,
        Action::RenewCertification,
        Action::RevokeCertification,
    ];
    let enterprise = Enterprise {
        id: ENTERPRISE.to_owned(),
        etag: "\"9\"".to_owned(),
        state: State::Listed.into(),
        allowed_actions: allowed.map(i32::from).to_vec(),
        certification: Some(Certification::default()),
        ..Enterprise::default()
    };
    Stub::default().answers::<GetEnterpriseRequest, _>(
        &registry_rpc("GetEnterprise"),
        Ok(GetEnterpriseResponse {
            enterprise: Some(enterprise),
        }),
    )
}

#[tokio::test]
async fn an_enterprise_is_taken_off_the_list_with_the_reason() {
    let registry = listed().answers::<UnlistEnterpriseRequest, _>(
        &registry_rpc("UnlistEnterprise"),
        Ok(UnlistEnterpriseResponse::default()),
    );
    let (site, asked) = both(known("process_leader"), registry).await;
    let url = format!("/personal/foretag/{ENTERPRISE}");
    let body = "answer=unlist&reason=Ni+har+slutat.";
    let answer = send(site, &url, body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[header::LOCATION], "/personal/foretag");
    let question: UnlistEnterpriseRequest = asked.last(&registry_rpc("UnlistEnterprise"));
    assert_eq!(question.reason, "Ni har slutat.");
}

#[tokio::test]
async fn a_certification_is_renewed_in_the_version_that_was_shown() {
    let rpc = "asf.registry.v1.ReviewService/CertifyEnterprise";
    let registry = listed()
        .answers::<CertifyEnterpriseRequest, _>(rpc, Ok(CertifyEnterpriseResponse::default()));
    let (site, asked) = both(known("staff"), registry).await;
    let url = format!("/personal/foretag/{ENTERPRISE}");
    let body = "answer=renew&reason=&etag=%228%22";
    let answer = send(site, &format!("{url}/certifiering"), body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[header::LOCATION], url);
    let question: CertifyEnterpriseRequest = asked.last(rpc);
    assert_eq!(question.etag, "\"8\"");
}

#[rstest]
#[case("")]
#[case("/certifiering")]
#[tokio::test]
async fn without_an_answer_the_reason_is_kept(#[case] page: &str) {
    let (site, _) = both(known("staff"), listed()).await;
    let url = format!("/personal/foretag/{ENTERPRISE}{page}");
    let answer = send(site, &url, "reason=Ni+har+slutat.", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(page.contains("<a href=\"#answer"), "{page}");
    assert!(page.contains("Ni har slutat."), "{page}");
}
