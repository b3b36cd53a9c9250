//! The pages of one's account, before an identity service that gives set
//! answers.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use chassis::status::{FieldViolation, invalid, refusal};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1::{
    Account, AnswerChallengeRequest, AnswerChallengeResponse, ChangePasswordRequest,
    ChangePasswordResponse, CreateSessionRequest, CreateSessionResponse, EraseAccountRequest,
    EraseAccountResponse, FinishProviderLoginRequest, FinishProviderLoginResponse,
    GetAccountResponse, ListProvidersResponse, ReadEmailLinkRequest, ReadEmailLinkResponse,
    ReadInvitationRequest, ReadInvitationResponse, RefreshSessionRequest, SignUpRequest,
    SignUpResponse, StartProviderLoginRequest, StartProviderLoginResponse, VerifyEmailRequest,
    VerifyEmailResponse,
};
use rstest::rstest;
use stubs::{Asked, Stub, refreshed};
use tonic::{Code, Status};

use super::*;
use crate::testing::{get as ask, get_with, send, text, with_identity, without_registry};

const ACCOUNTS: &str = "asf.identity.v1.AccountService";
const FACTORS: &str = "asf.identity.v1.FactorService";
const SESSIONS: &str = "asf.identity.v1.SessionService";

fn rpc(service: &str, method: &str) -> String {
    format!("{service}/{method}")
}

/// A browser that has the cookie of a session.
fn cookie() -> [(HeaderName, HeaderValue); 1] {
    [(
        header::COOKIE,
        HeaderValue::from_static("__Host-session=s3cret"),
    )]
}

fn kim() -> Account {
    Account {
        name: "Kim <b>".to_owned(),
        email: "kim@kommun.example".to_owned(),
        has_password: true,
        ..Account::default()
    }
}

/// An identity service where Kim is logged in.
fn known() -> Stub {
    let account = GetAccountResponse {
        account: Some(kim()),
    };
    Stub::default()
        .answers::<RefreshSessionRequest, _>(&rpc(SESSIONS, "RefreshSession"), Ok(refreshed("kim")))
        .answers::<GetAccountRequest, _>(&rpc(ACCOUNTS, "GetAccount"), Ok(account))
        .answers::<proto::asf::identity::v1::ListProvidersRequest, _>(
            "asf.identity.v1.FactorService/ListProviders",
            Ok(ListProvidersResponse::default()),
        )
}

async fn started(stub: Stub) -> (Site, Asked) {
    let (channel, asked) = stub.start().await;
    (with_identity(channel), asked)
}

fn location(answer: &Response) -> &str {
    answer.headers()[header::LOCATION].to_str().unwrap()
}

fn cookies(answer: &Response) -> String {
    let all = answer.headers().get_all(header::SET_COOKIE).iter();
    let all: Vec<_> = all.map(|line| line.to_str().unwrap()).collect();
    all.join("\n")
}

async fn log_in(answer: Result<CreateSessionResponse, Status>, body: &str) -> (Response, Asked) {
    let stub = known().answers::<CreateSessionRequest, _>(&rpc(SESSIONS, "CreateSession"), answer);
    let (site, asked) = started(stub).await;
    (send(site, "/konto/logga-in", body, &[]).await, asked)
}

#[rstest]
#[case("/konto", "/konto/logga-in?return_to=/konto")]
#[case(
    "/en/konto/data?x=1",
    "/en/konto/logga-in?return_to=/en/konto/data%3Fx%3D1"
)]
#[case(
    "/konto/sakerhet/losenord",
    "/konto/logga-in?return_to=/konto/sakerhet/losenord"
)]
#[tokio::test]
async fn who_is_not_logged_in_is_sent_to_log_in_and_back(#[case] url: &str, #[case] to: &str) {
    let answer = ask(without_registry(), url).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(location(&answer), to);
}

#[tokio::test]
async fn a_right_password_sets_the_cookie_and_leads_back() {
    let answer = CreateSessionResponse {
        session: "fresh".to_owned(),
        ..CreateSessionResponse::default()
    };
    let body = "email=+kim%40kommun.example&password=+r%C3%A4tt+&return_to=%2Fkonto%2Fdata";
    let (answer, asked) = log_in(Ok(answer), body).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(location(&answer), "/konto/data");
    assert!(cookies(&answer).starts_with("__Host-session=fresh; Path=/; Secure; HttpOnly"));
    let question: CreateSessionRequest = asked.last(&rpc(SESSIONS, "CreateSession"));
    assert_eq!(question.email, "kim@kommun.example");
    assert_eq!(question.password, " rätt ");
}

#[tokio::test]
async fn logging_in_never_leads_to_another_site() {
    let answer = CreateSessionResponse {
        session: "fresh".to_owned(),
        ..CreateSessionResponse::default()
    };
    let body = "email=a&password=b&return_to=%2F%2Fother.example";
    let (answer, _) = log_in(Ok(answer), body).await;
    assert_eq!(location(&answer), "/konto");
}

#[tokio::test]
async fn a_wrong_password_is_told_without_telling_whether_the_address_is_known() {
    let wrong = refusal(Code::Unauthenticated, ErrorReason::InvalidCredentials, "no");
    let (answer, _) = log_in(Err(wrong), "email=kim%40kommun.example&password=hemligt").await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(page.contains("stämmer inte med varandra"), "{page}");
    assert!(page.contains("value=\"kim@kommun.example\""), "{page}");
    assert!(!page.contains("hemligt"));
    assert!(page.contains("<title>Fel: Logga in"));
}

#[tokio::test]
async fn a_second_factor_is_asked_for_and_then_one_is_in() {
    let challenge = CreateSessionResponse {
        challenge: "ch4llenge".to_owned(),
        ..CreateSessionResponse::default()
    };
    let body = "email=a&password=b&return_to=%2Fkonto%2Fdata";
    let (answer, _) = log_in(Ok(challenge), body).await;
    assert_eq!(location(&answer), "/konto/kod");
    let kept = cookies(&answer);
    let pair = kept.split(';').next().unwrap().to_owned();
    let pair = [(header::COOKIE, HeaderValue::try_from(pair).unwrap())];

    let session = AnswerChallengeResponse {
        session: "fresh".to_owned(),
        ..AnswerChallengeResponse::default()
    };
    let answers = rpc(SESSIONS, "AnswerChallenge");
    let stub = known().answers::<AnswerChallengeRequest, _>(&answers, Ok(session));
    let (site, asked) = started(stub).await;
    let page = get_with(site.clone(), "/konto/kod", &pair).await;
    assert!(text(page).await.contains("autocomplete=\"one-time-code\""));
    let answer = send(site, "/konto/kod", "code=123456", &pair).await;
    assert_eq!(location(&answer), "/konto/data");
    let cookies = cookies(&answer);
    assert!(cookies.contains("__Host-session=fresh"), "{cookies}");
    assert!(cookies.contains("__Host-challenge=;"), "{cookies}");
    let question: AnswerChallengeRequest = asked.last(&answers);
    assert_eq!(
        (&*question.challenge, &*question.code),
        ("ch4llenge", "123456")
    );
}

#[tokio::test]
async fn a_code_without_a_challenge_begins_again() {
    let answer = ask(without_registry(), "/en/konto/kod").await;
    assert_eq!(location(&answer), "/en/konto/logga-in");
}

#[tokio::test]
async fn a_new_account_is_told_of_by_mail_alone() {
    let signs = rpc(ACCOUNTS, "SignUp");
    let stub = known().answers::<SignUpRequest, _>(&signs, Ok(SignUpResponse {}));
    let (site, asked) = started(stub).await;
    let body = "name=Kim&email=kim%40kommun.example&password=fyra+ord+i+rad";
    let answer = send(site, "/en/konto/skapa", body, &[]).await;
    assert_eq!(location(&answer), "/en/konto/skapa/klart");
    let question: SignUpRequest = asked.last(&signs);
    assert_eq!(question.language(), proto::asf::identity::v1::Language::En);
}

#[tokio::test]
async fn a_fault_stands_above_the_form_and_at_its_field() {
    let short = invalid(vec![FieldViolation::new(
        "password",
        ErrorReason::TooShort,
        "x",
    )]);
    let stub =
        known().answers::<SignUpRequest, SignUpResponse>(&rpc(ACCOUNTS, "SignUp"), Err(short));
    let (site, _) = started(stub).await;
    let answer = send(site, "/konto/skapa", "name=Kim&email=a&password=kort", &[]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    for part in [
        "role=\"alert\" tabindex=\"-1\" autofocus",
        "<a href=\"#password\">Lösenordet behöver minst 12 tecken.",
        "aria-describedby=\"password-fel password-tips\" aria-invalid=\"true\"",
        "value=\"Kim\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("kort\""));
}

#[tokio::test]
async fn a_link_of_a_mail_changes_nothing_until_the_button_is_pressed() {
    let verifies = rpc(ACCOUNTS, "VerifyEmail");
    let stub = known().answers::<VerifyEmailRequest, _>(&verifies, Ok(VerifyEmailResponse {}));
    let stub = stub.answers::<ReadEmailLinkRequest, _>(
        &rpc(ACCOUNTS, "ReadEmailLink"),
        Ok(ReadEmailLinkResponse {
            name: "Kim <b>".to_owned(),
            asked_at: Some(prost_types::Timestamp::default()),
            asks_for_password: false,
        }),
    );
    let (site, asked) = started(stub).await;
    let url = "/konto/lank/bekrafta-epost/t0ken";
    let answer = ask(site.clone(), url).await;
    assert_eq!(answer.headers()[header::REFERRER_POLICY], "same-origin");
    let page = text(answer).await;
    assert!(page.contains("method=\"post\"") && !page.contains("name=\"password\""));
    for part in ["1970 kl. 01:00", "under namnet ”Kim &#60;b&#62;”"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(asked.count(&verifies), 0);
    let answer = send(site, url, "", &[]).await;
    assert_eq!(location(&answer), "/konto/logga-in");
    assert_eq!(asked.last::<VerifyEmailRequest>(&verifies).token, "t0ken");
}

#[tokio::test]
async fn of_several_sign_ups_the_page_asks_which_was_mine() {
    let verifies = rpc(ACCOUNTS, "VerifyEmail");
    let stub = known().answers::<VerifyEmailRequest, _>(&verifies, Ok(VerifyEmailResponse {}));
    let contested = ReadEmailLinkResponse {
        asks_for_password: true,
        ..ReadEmailLinkResponse::default()
    };
    let reads = rpc(ACCOUNTS, "ReadEmailLink");
    let stub = stub.answers::<ReadEmailLinkRequest, _>(&reads, Ok(contested));
    let (site, asked) = started(stub).await;
    let url = "/konto/lank/bekrafta-epost/t0ken";
    let page = text(ask(site.clone(), url).await).await;
    assert!(page.contains("name=\"password\""), "{page}");
    send(site.clone(), url, "password=fyra+stolar", &[]).await;
    let sent = || asked.last::<VerifyEmailRequest>(&verifies).password;
    assert_eq!(sent().as_deref(), Some("fyra stolar"));
    // Left out, it is a wrong one.
    send(site, url, "", &[]).await;
    assert_eq!(sent().as_deref(), Some(""));
}

#[tokio::test]
async fn a_used_link_says_how_to_get_another() {
    let used = refusal(Code::InvalidArgument, ErrorReason::WrongLink, "no");
    let stub = known().answers::<ReadEmailLinkRequest, ReadEmailLinkResponse>(
        &rpc(ACCOUNTS, "ReadEmailLink"),
        Err(used),
    );
    let (site, _) = started(stub).await;
    let answer = send(site.clone(), "/konto/lank/bekrafta-epost/t", "", &[]).await;
    assert_eq!(answer.status(), StatusCode::GONE);
    assert!(text(answer).await.contains("/konto/skapa/klart"));
    let nothing = ask(site, "/konto/lank/annat/t").await;
    assert_eq!(nothing.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_invitation_says_who_invites_and_waits_for_a_login() {
    let read = ReadInvitationResponse {
        organisation_name: "Kök & Kafé".to_owned(),
        role: proto::asf::identity::v1::MemberRole::Editor.into(),
        ..ReadInvitationResponse::default()
    };
    let stub = known().answers::<ReadInvitationRequest, _>(
        "asf.identity.v1.OrganisationService/ReadInvitation",
        Ok(read),
    );
    let (site, _) = started(stub).await;
    let url = "/konto/lank/inbjudan/t0ken";
    let page = text(ask(site.clone(), url).await).await;
    assert!(page.contains("Kök &#38; Kafé bjuder in dig"), "{page}");
    assert!(page.contains("return_to=/konto/lank/inbjudan/t0ken"));
    assert!(!page.contains("Tacka ja"));
    let page = text(get_with(site, url, &cookie()).await).await;
    assert!(page.contains("Tacka ja"));
}

#[tokio::test]
async fn the_account_is_kept_by_no_browser_and_escapes_names() {
    let (site, _) = started(known()).await;
    let answer = get_with(site.clone(), "/konto", &cookie()).await;
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    let page = text(answer).await;
    assert!(page.contains("Hej Kim &#60;b&#62;") && page.contains("kim@kommun.example"));
    assert!(page.contains("Mitt konto") && page.contains("/konto/logga-ut"));
    let public = get_with(site, "/for-asf", &cookie()).await;
    assert_eq!(public.headers()[header::CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn a_wrong_own_password_is_shown_at_its_field() {
    let wrong = FieldViolation::new("current_password", ErrorReason::WrongPassword, "no");
    let wrong = invalid(vec![wrong]);
    let stub = known().answers::<ChangePasswordRequest, ChangePasswordResponse>(
        &rpc(ACCOUNTS, "ChangePassword"),
        Err(wrong),
    );
    let (site, _) = started(stub).await;
    let body = "current_password=a&new_password=b";
    let answer = send(site, "/konto/sakerhet/losenord", body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(
        page.contains("<a href=\"#current_password\">Lösenordet stämmer inte."),
        "{page}"
    );
}

#[tokio::test]
async fn an_account_is_erased_only_by_whoever_is_sure() {
    let erases = rpc(ACCOUNTS, "EraseAccount");
    let stub =
        known().answers::<EraseAccountRequest, _>(&erases, Ok(EraseAccountResponse::default()));
    let (site, asked) = started(stub).await;
    let url = "/konto/data/radera";
    let unsure = send(site.clone(), url, "password=x", &cookie()).await;
    assert_eq!(unsure.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asked.count(&erases), 0);
    let sure = send(site, url, "password=x&sure=on", &cookie()).await;
    assert_eq!(location(&sure), "/");
    assert!(cookies(&sure).contains("__Host-session=; Path=/"));
}

#[tokio::test]
async fn a_form_that_cannot_be_read_says_why() {
    let (site, _) = started(known()).await;
    let broken = send(site.clone(), "/konto/skapa", "name=%FF", &[]).await;
    assert_eq!(broken.status(), StatusCode::BAD_REQUEST);
    let large = "a".repeat(70_000);
    let large = send(site, "/en/konto/skapa", &large, &[]).await;
    assert_eq!(large.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(large).await.contains("too much text"));
}

#[tokio::test]
async fn without_identity_the_account_says_so() {
    let answer = get_with(without_registry(), "/konto", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_session_that_ended_a_moment_ago_leads_to_the_login_and_stays_there() {
    let ended = refusal(Code::Unauthenticated, ErrorReason::LoginNeeded, "no");
    let refresh = rpc(SESSIONS, "RefreshSession");
    let stub = Stub::default()
        .answers::<RefreshSessionRequest, _>(&refresh, Ok(refreshed("kim")))
        .answers::<GetAccountRequest, GetAccountResponse>(&rpc(ACCOUNTS, "GetAccount"), Err(ended));
    let (site, asked) = started(stub).await;
    for exchanges in 1..3 {
        let answer = get_with(site.clone(), "/konto", &cookie()).await;
        assert_eq!(location(&answer), "/konto/logga-in?return_to=/konto");
        assert_eq!(asked.count(&refresh), exchanges);
    }
}

fn with_provider() -> Stub {
    let begun = StartProviderLoginResponse {
        url: "https://login.example/?a=b&c=d".to_owned(),
        binding: "b1nding".to_owned(),
    };
    let finished = FinishProviderLoginResponse {
        session: "fresh".to_owned(),
        return_to: "/konto/data".to_owned(),
        ..FinishProviderLoginResponse::default()
    };
    known()
        .answers::<StartProviderLoginRequest, _>(&rpc(FACTORS, "StartProviderLogin"), Ok(begun))
        .answers::<FinishProviderLoginRequest, _>(
            &rpc(FACTORS, "FinishProviderLogin"),
            Ok(finished),
        )
}

#[tokio::test]
async fn a_sign_in_service_answers_only_the_browser_that_asked() {
    let (site, asked) = started(with_provider()).await;
    let url = "/konto/logga-in/city";
    let answer = send(site.clone(), url, "return_to=%2Fkonto%2Fdata", &[]).await;
    let kept = cookies(&answer);
    assert!(kept.starts_with("__Host-binding=b1nding; Path=/; Secure; HttpOnly; SameSite=Lax"));
    let page = text(answer).await;
    let onwards = "content=\"0;url=https://login.example/?a=b&#38;c=d\"";
    assert!(page.contains(onwards), "{page}");

    let back = "/konto/logga-in/city?state=s&code=c";
    let elsewhere = ask(site.clone(), back).await;
    assert_eq!(location(&elsewhere), "/konto/logga-in");
    let finishes = rpc(FACTORS, "FinishProviderLogin");
    assert_eq!(asked.count(&finishes), 0);

    let pair = HeaderValue::from_static("__Host-binding=b1nding");
    let answer = get_with(site, back, &[(header::COOKIE, pair)]).await;
    assert_eq!(location(&answer), "/konto/data");
    let set = cookies(&answer);
    assert!(
        set.contains("__Host-session=fresh") && set.contains("__Host-binding=;"),
        "{set}"
    );
    let question: FinishProviderLoginRequest = asked.last(&finishes);
    assert_eq!(
        (&*question.provider, &*question.binding),
        ("city", "b1nding")
    );
}
