//! A form that is sent twice is done once. Every form hides a key of its own;
//! who sends the same again with the same key is answered what the first time
//! was answered. Services get the key too, for what another replica has done.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody as _, to_bytes},
    extract::{FromRequest, Request, State},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use time::OffsetDateTime;
use tokio::sync::Mutex as AsyncMutex;
use uuid::Uuid;
use web::session::cookie;

use super::{flash, form_data::FormData, kept::Sent, page_request::PageRequest};
use crate::Site;

/// The hidden field.
pub(crate) const FIELD: &str = "once";
/// How long an answer is remembered: longer than a slow network makes somebody
/// press again.
const AGE: Duration = Duration::from_secs(5 * 60);
/// Together with the largest answer this bounds what all of them take.
const MOST: usize = 2_000;
const LONGEST_KEY: usize = 120;
const LARGEST: usize = 64 * 1024;

/// The key of a form, as services are given it: another one for other content.
#[derive(Clone)]
pub(crate) struct OneTimeKey(pub(crate) Arc<str>);

/// What the forms of the last minutes were answered. Clones share it.
#[derive(Clone, Default)]
pub(crate) struct Answered(Arc<Mutex<HashMap<[u8; 32], Slot>>>);

struct Slot {
    made: OffsetDateTime,
    answer: Arc<AsyncMutex<Option<Answer>>>,
}

struct Answer {
    content: [u8; 32],
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answered {
    fn slot(&self, key: [u8; 32], now: OffsetDateTime) -> Arc<AsyncMutex<Option<Answer>>> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= MOST {
            slots.retain(|_, slot| slot.made + AGE > now);
        }
        if slots.len() >= MOST {
            slots.clear();
        }
        let fresh = || Slot {
            made: now,
            answer: Arc::default(),
        };
        let slot = slots.entry(key).or_insert_with(fresh);
        if slot.made + AGE <= now {
            *slot = fresh();
        }
        Arc::clone(&slot.answer)
    }
}

/// The value of the hidden field. It names whom the form was made for, so that
/// what they typed finds its way back to them.
pub(crate) fn fresh(request: &PageRequest) -> String {
    let key = request.site.clock.new_id().simple();
    match &request.visitor {
        Some(visitor) => format!("{key}.{}", visitor.caller.subject),
        None => key.to_string(),
    }
}

/// Whom the form was made for, as it says itself.
pub(crate) fn maker(form: &FormData) -> Option<Uuid> {
    let (_, subject) = form.text(FIELD).split_once('.')?;
    subject.parse().ok()
}

/// Stands around all pages.
pub(crate) async fn around(State(site): State<Site>, request: Request, next: Next) -> Response {
    if *request.method() != Method::POST || !FormData::is_sent(request.headers()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    let form = match FormData::from_request(whole, &site).await {
        Ok(form) => form,
        Err(early) => return early.into_response(),
    };
    let key = form.text(FIELD).to_owned();
    let has_key = !key.is_empty() && key.len() <= LONGEST_KEY;
    let content = form.hash();
    let saves_itself = form.has("autosave");
    parts.extensions.insert(Sent::of(&parts, &form));
    parts.extensions.insert(form);
    if !has_key || saves_itself {
        return next.run(Request::from_parts(parts, Body::empty())).await;
    }
    let place = place(&parts, &key);
    let derived = blake3::keyed_hash(&place, &content).to_hex();
    parts.extensions.insert(OneTimeKey(derived.as_str().into()));
    let slot = site.answered.slot(place, site.clock.now());
    // Whoever sends it again waits for the first answer. A browser that has gone
    // away gives the place free, and services know the key.
    let mut answer = slot.lock().await;
    if let Some(answer) = answer.as_ref().filter(|it| it.content == content) {
        return answer.again();
    }
    let response = next.run(Request::from_parts(parts, Body::empty())).await;
    if !is_done(&response) || !is_small(response.body()) {
        return response;
    }
    let (head, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let done = answer.insert(Answer {
        content,
        status: head.status,
        headers: head.headers,
        body,
    });
    done.again()
}

impl Answer {
    fn again(&self) -> Response {
        let headers = self.headers.clone();
        (self.status, headers, self.body.clone()).into_response()
    }
}

/// A form of a page belongs to one browser and one address.
fn place(parts: &Parts, key: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("asf site form sent once 2026");
    let session = cookie::session(&parts.headers).unwrap_or_default();
    for part in [session, &parts.uri.to_string(), key] {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// It went well, and hands out no session: an answer with one is given once.
fn is_done(response: &Response) -> bool {
    let status = response.status();
    let mut cookies = response.headers().get_all(header::SET_COOKIE).iter();
    (status.is_success() || status.is_redirection()) && cookies.all(flash::is_one)
}

/// Few answers of ours are not, and none streams: what cannot be remembered is
/// given as it is.
fn is_small(body: &Body) -> bool {
    let upper = body.size_hint().upper();
    upper
        .and_then(|it| usize::try_from(it).ok())
        .is_some_and(|it| it <= LARGEST)
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        path::PathBuf,
        sync::atomic::{AtomicU32, Ordering},
    };

    use axum::{Router, middleware::from_fn_with_state, routing::post};
    use tower::ServiceExt;

    use super::*;
    use crate::{
        page::respond,
        testing::{text, without_registry},
    };

    static DONE: AtomicU32 = AtomicU32::new(0);

    fn counting(site: &Site) -> Router {
        let work = async |request: PageRequest, form: FormData| -> Response {
            if form.has("wrong") {
                return StatusCode::UNPROCESSABLE_ENTITY.into_response();
            }
            let nth = DONE.fetch_add(1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            respond::go(&request, &format!("/{nth}"), Some("Klart".to_owned()))
        };
        Router::new()
            .route("/form", post(work))
            .layer(from_fn_with_state(site.clone(), around))
            .with_state(site.clone())
    }

    async fn sent(router: &Router, body: &str, session: &str) -> (StatusCode, HeaderMap) {
        let request = Request::post("/form")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", format!("__Host-session={session}"));
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        text(answer).await;
        (status, headers)
    }

    #[tokio::test]
    async fn a_form_that_is_sent_twice_is_done_once_and_answered_the_same() {
        let site = without_registry();
        let router = counting(&site);
        let (one, two) = tokio::join!(
            sent(&router, "once=k&name=a", "s"),
            sent(&router, "once=k&name=a", "s")
        );
        assert_eq!(one.0, StatusCode::SEE_OTHER);
        assert_eq!(one, two);
        let other = sent(&router, "once=k&name=b", "s").await;
        assert_ne!(other.1[header::LOCATION], one.1[header::LOCATION]);
        let back = sent(&router, "once=k&name=a", "s").await;
        assert_ne!(back.1[header::LOCATION], one.1[header::LOCATION]);
        let another_page = sent(&router, "once=l&name=a", "s").await;
        assert_ne!(another_page.1[header::LOCATION], back.1[header::LOCATION]);
        let stranger = sent(&router, "once=k&name=a", "t").await;
        assert_ne!(stranger.1[header::LOCATION], back.1[header::LOCATION]);
        let without = sent(&router, "name=a", "s").await;
        assert_ne!(without.1, sent(&router, "name=a", "s").await.1);
        let refused = sent(&router, "once=m&wrong=on", "s").await;
        assert_eq!(refused.0, StatusCode::UNPROCESSABLE_ENTITY);
    }

    #[test]
    fn every_form_that_sends_something_hides_a_key() {
        let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates")];
        let mut forms = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let template = fs::read_to_string(&path).unwrap();
                for rest in template.split("method=\"post\"").skip(1) {
                    let form = rest.split("</form>").next().unwrap();
                    let has_key = form.contains("once.html") || form.contains("name=\"once\"");
                    assert!(has_key, "{}: {form}", path.display());
                    forms += 1;
                }
            }
        }
        assert!(forms > 10);
    }

    #[test]
    fn an_answer_is_forgotten_after_a_time() {
        let (answered, now) = (Answered::default(), OffsetDateTime::UNIX_EPOCH);
        let first = answered.slot([1; 32], now);
        assert!(Arc::ptr_eq(&first, &answered.slot([1; 32], now)));
        let later = answered.slot([1; 32], now + AGE);
        assert!(!Arc::ptr_eq(&first, &later));
    }

    #[test]
    fn a_form_names_whom_it_was_made_for() {
        let subject = Uuid::from_u128(7);
        let made_for = |value: &str| {
            let body = format!("once={value}");
            maker(&FormData::parse(body.as_bytes()).unwrap())
        };
        assert_eq!(made_for(&format!("k.{subject}")), Some(subject));
        assert_eq!(made_for("k"), None);
        assert_eq!(made_for("k.somebody"), None);
    }
}
