//! The pages for addresses that lead nowhere and for faults of ours.

use askama::Template;
use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;
use tonic::{Code, Status};
use web::discreet;

use super::{
    early_response::Failed,
    frame::{Frame, Section},
    kept, local,
    page_request::{Asked, PageRequest},
    respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage {
    page: Frame,
    t: &'static L10nLanguage,
    heading: String,
    text: String,
    /// Loading the page again may help.
    again: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    NotFound,
    OnlyToRead,
    Broken,
    Busy,
    TooLarge,
    WrongKind,
    BrokenText,
    TooMany,
    FileBusy,
    Slow,
}

/// Why a form could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    TooLarge,
    WrongKind,
    /// Not UTF-8, or cut off.
    Broken,
}

/// Answers what no route takes. An address with a slash too many is sent on
/// to the one without.
pub(crate) async fn not_found(request: PageRequest) -> Response {
    if request.path.ends_with('/') {
        return without_slash(&request);
    }
    failure(&request, Failure::NotFound)
}

/// Answers a method that an address does not have. A login that was asked for
/// by a button leads back to the button's address, where there is no page.
pub(crate) async fn wrong_method(method: Method, request: PageRequest) -> Response {
    if method == Method::GET {
        return respond::go(&request, "/konto", None);
    }
    let mut answer = failure(&request, Failure::OnlyToRead);
    let methods = HeaderValue::from_static("GET, HEAD");
    answer.headers_mut().insert(header::ALLOW, methods);
    answer
}

/// Answers what handlers ended early with. It stands around all pages.
pub(crate) async fn around(mut request: Request, next: Next) -> Response {
    let asked = Asked::default();
    request.extensions_mut().insert(asked.clone());
    let mut response = next.run(request).await;
    let failed = response.extensions_mut().remove::<Failed>();
    let (Some(failed), Some(request)) = (failed, asked.get()) else {
        return response;
    };
    let mut answer = of_failed(request, &failed).await;
    answer
        .headers_mut()
        .extend(std::mem::take(response.headers_mut()));
    answer
}

async fn of_failed(request: &PageRequest, failed: &Failed) -> Response {
    match failed {
        Failed::LogIn => log_in_first(request).await,
        Failed::Missing => missing(request),
        Failed::Broken(status) => of(request, status),
        Failed::Refused(status) => match status.code() {
            Code::Unauthenticated => {
                // The service knew of it before this gateway did.
                request.changed();
                log_in_first(request).await
            }
            Code::NotFound | Code::PermissionDenied => missing(request),
            _ => of(request, status),
        },
    }
}

/// To the page to log in on, and from there back to this one, with what was
/// typed in it.
async fn log_in_first(request: &PageRequest) -> Response {
    let t = request.lang.texts();
    if let Some(sent) = &request.sent {
        if sent.form.has("autosave") {
            let said = json!({ "said": t.signed_out_script() });
            return (StatusCode::UNAUTHORIZED, Json(said)).into_response();
        }
        match kept::until_login(request, sent).await {
            Ok(Some(response)) => return response,
            Ok(None) => {}
            Err(status) => return of(request, &status),
        }
    }
    let said = request.sent.is_some().then(|| t.signed_out());
    let back = local::with_query(request.lang, &request.path, &request.query);
    let to = format!("/konto/logga-in?return_to={}", local::encoded(&back));
    respond::go(request, &to, said)
}

/// Answers a page that is not there for whoever asks.
pub(crate) fn missing(request: &PageRequest) -> Response {
    failure(request, Failure::NotFound)
}

/// Answers a form that cannot be read. What is left of it is not read, so that
/// the connection cannot be used again.
pub(crate) fn unreadable(request: &PageRequest, why: Unreadable) -> Response {
    let failed = match why {
        Unreadable::TooLarge => Failure::TooLarge,
        Unreadable::WrongKind => Failure::WrongKind,
        Unreadable::Broken => Failure::BrokenText,
    };
    let mut answer = failure(request, failed);
    let close = HeaderValue::from_static("close");
    answer.headers_mut().insert(header::CONNECTION, close);
    answer
}

/// Answers a fault of the service behind the page, and logs it.
pub(crate) fn of(request: &PageRequest, status: &Status) -> Response {
    let failed = match status.code() {
        Code::Unavailable | Code::DeadlineExceeded | Code::ResourceExhausted | Code::Cancelled => {
            Failure::Busy
        }
        _ if chassis::status::is_lost(status) => Failure::Busy,
        _ => Failure::Broken,
    };
    tracing::error!(
        url.path = discreet::path(&request.path),
        rpc.code = ?status.code(),
        fault = status.message(),
        "a page could not be made"
    );
    failure(request, failed)
}

/// Never two slashes at the start: that would be another host.
fn without_slash(request: &PageRequest) -> Response {
    let trimmed = request.path.trim_matches('/');
    let mut to = request.lang.root().to_owned();
    if !trimmed.is_empty() || to.is_empty() {
        to.push('/');
        to.push_str(trimmed);
    }
    if !request.query.is_empty() {
        to.push('?');
        to.push_str(&request.query);
    }
    match HeaderValue::from_str(&to) {
        Ok(to) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response(),
        Err(_) => failure(request, Failure::NotFound),
    }
}

/// What is refused before a page is asked, as the page for it; `again` is the
/// address that was asked for. Nothing for what has no page.
pub(super) fn of_refused(
    request: &PageRequest,
    status: StatusCode,
    again: &Uri,
) -> Option<Response> {
    let is_file = again.path().ends_with(":export");
    let failed = match status {
        StatusCode::NOT_FOUND => Failure::NotFound,
        StatusCode::REQUEST_TIMEOUT => Failure::Slow,
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => Failure::TooMany,
        StatusCode::INTERNAL_SERVER_ERROR => Failure::Broken,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT if is_file => {
            Failure::FileBusy
        }
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => Failure::Busy,
        _ => return None,
    };
    // A target may name a host; what begins like this is one of our paths.
    match again.path_and_query() {
        Some(file) if is_file && file.as_str().starts_with("/api/") => {
            Some(failure_at(request, failed, file.to_string()))
        }
        _ => Some(failure(request, failed)),
    }
}

fn failure(request: &PageRequest, failed: Failure) -> Response {
    let here = local::with_query(request.lang, &request.path, &request.query);
    failure_at(request, failed, here)
}

fn failure_at(request: &PageRequest, failed: Failure, here: String) -> Response {
    let t = request.lang.texts();
    let (status, title, heading, text) = words(t, failed);
    let frame = Frame::new(request, Section::Outside, title, text.clone());
    let mut answer = respond::failure(
        status,
        &ErrorPage {
            again: status.is_server_error().then_some(here),
            page: frame.hidden_from_search_engines(),
            t,
            heading,
            text,
        },
    );
    if matches!(failed, Failure::Busy | Failure::FileBusy) {
        let seconds = HeaderValue::from_static("5");
        answer.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    answer
}

/// The status, title, heading and text of a failure.
fn words(t: &L10nLanguage, failed: Failure) -> (StatusCode, String, String, String) {
    match failed {
        Failure::NotFound => (
            StatusCode::NOT_FOUND,
            t.not_found_title(),
            t.not_found_heading(),
            t.not_found_text(),
        ),
        Failure::OnlyToRead => (
            StatusCode::METHOD_NOT_ALLOWED,
            t.method_title(),
            t.method_heading(),
            t.method_text(),
        ),
        Failure::Broken => (
            StatusCode::INTERNAL_SERVER_ERROR,
            t.broken_title(),
            t.broken_heading(),
            t.broken_text(),
        ),
        Failure::Busy => (
            StatusCode::SERVICE_UNAVAILABLE,
            t.busy_title(),
            t.busy_heading(),
            t.busy_text(),
        ),
        Failure::FileBusy => (
            StatusCode::SERVICE_UNAVAILABLE,
            t.file_busy_title(),
            t.file_busy_heading(),
            t.file_busy_text(),
        ),
        Failure::TooMany => (
            StatusCode::TOO_MANY_REQUESTS,
            t.too_many_title(),
            t.too_many_heading(),
            t.too_many_text(),
        ),
        Failure::Slow => unreadable_words(t, StatusCode::REQUEST_TIMEOUT, t.slow_text()),
        Failure::TooLarge => unreadable_words(t, StatusCode::PAYLOAD_TOO_LARGE, t.too_large_text()),
        Failure::WrongKind => {
            unreadable_words(t, StatusCode::UNSUPPORTED_MEDIA_TYPE, t.wrong_kind_text())
        }
        Failure::BrokenText => unreadable_words(t, StatusCode::BAD_REQUEST, t.broken_text_text()),
    }
}

fn unreadable_words(
    t: &L10nLanguage,
    status: StatusCode,
    text: String,
) -> (StatusCode, String, String, String) {
    (status, t.unreadable_title(), t.unreadable_heading(), text)
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, http::Request};
    use tower::ServiceExt;

    use super::*;
    use crate::router;
    use crate::testing::{get, request, text, without_registry};

    #[tokio::test]
    async fn an_unknown_address_gets_a_page_in_its_language() {
        let swedish = get(without_registry(), "/nagonstans?x=%3Cscript%3E").await;
        assert_eq!(swedish.status(), StatusCode::NOT_FOUND);
        let body = text(swedish).await;
        assert!(body.contains("Den sidan finns inte") && body.contains("role=\"search\""));
        assert!(!body.contains("<script>"));
        let english = get(without_registry(), "/en/somewhere").await;
        assert_eq!(english.status(), StatusCode::NOT_FOUND);
        assert!(text(english).await.contains("There is no such page"));
    }

    #[tokio::test]
    async fn a_slash_too_many_is_sent_on_inside_the_site() {
        for (from, to) in [
            ("/asf-listan/?q=a", "/asf-listan?q=a"),
            ("/en/", "/en"),
            ("/en/asf-listan/", "/en/asf-listan"),
            ("//other.example/", "/other.example"),
            ("/\\other.example/", "/other.example"),
            ("/en/\\/other.example/", "/en/other.example"),
        ] {
            let answer = get(without_registry(), from).await;
            assert_eq!(answer.status(), StatusCode::PERMANENT_REDIRECT, "{from}");
            assert_eq!(answer.headers()[header::LOCATION], to, "{from}");
        }
    }

    #[tokio::test]
    async fn no_link_of_a_page_that_is_not_there_leads_off_the_site() {
        for path in [
            "/en//evil.example",
            "/en/\\evil.example",
            "/en///evil.example?a=b",
            "//evil.example",
            "/\\evil.example/x",
        ] {
            let answer = get(without_registry(), path).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
            let body = text(answer).await;
            for link in ["href=\"//", "href=\"/\\", "action=\"//", "value=\"//"] {
                assert!(!body.contains(link), "{path}: {link}");
            }
        }
    }

    #[tokio::test]
    async fn a_page_takes_nothing_in() {
        let request = Request::post("/en/asf-listan").body(Body::empty()).unwrap();
        let site = router(without_registry());
        let answer = site.oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.headers()[header::ALLOW], "GET, HEAD");
        assert!(text(answer).await.contains("can only be read"));
    }

    #[tokio::test]
    async fn the_address_of_a_button_leads_to_the_account() {
        let answer = get(without_registry(), "/en/konto/byt").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(answer.headers()[header::LOCATION], "/en/konto");
    }

    #[tokio::test]
    async fn a_service_that_does_not_answer_is_a_503_and_a_fault_a_500() {
        let busy = of(&request("/asf-listan?q=x"), &Status::unavailable("down"));
        assert_eq!(busy.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(busy.headers()[header::RETRY_AFTER], "5");
        let body = text(busy).await;
        assert!(body.contains("/asf-listan?q=x") && !body.contains("down"));
        let broken = of(&request("/en"), &Status::internal("secret"));
        assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!text(broken).await.contains("secret"));
    }
}
