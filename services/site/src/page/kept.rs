//! What somebody typed is not lost: a form whose session has ended is kept by
//! identity until its account has logged in again, in the same browser, and a
//! long form is kept while it is written. Neither is ever sent by itself.

use std::{sync::Arc, time::Duration};

use axum::{
    http::{HeaderMap, Uri, header, request::Parts},
    response::Response,
};
use proto::asf::identity::v1::{ForgetFormRequest, GetKeptFormRequest, KeepFormRequest};
use tonic::Status;
use uuid::Uuid;
use web::session::cookie;

use super::{form_data::FormData, local, once, page_request::PageRequest, respond};

/// What a page's address calls the form that was kept for it.
const PARAMETER: &str = "kvar";
/// A secret of the browser: an address alone opens nobody's form.
const COOKIE: &str = "__Host-kept";
/// For logging in, also by way of a mail with a new password.
const UNTIL_LOGIN: Duration = Duration::from_secs(2 * 60 * 60);
const UNTIL_FINISHED: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// Secrets are typed again.
const SECRETS: [&str; 4] = ["password", "secret", "token", "challenge"];

/// Where a form came from that was sent.
#[derive(Clone)]
pub(crate) struct Sent {
    pub(crate) form: Arc<FormData>,
    /// The address of the page that it was on, if the browser says so.
    page: Option<String>,
    browser: Option<String>,
}

impl Sent {
    pub(crate) fn of(parts: &Parts, form: &FormData) -> Self {
        Self {
            form: Arc::new(form.clone()),
            page: page_before(&parts.headers),
            browser: browser(&parts.headers),
        }
    }
}

/// To the page to log in on, and from there back to the form as it was typed.
/// Nothing for a form that does not say whom it was made for: it could be shown
/// to somebody else.
///
/// # Errors
/// Identity does not answer. The browser still has what was typed.
pub(crate) async fn until_login(
    request: &PageRequest,
    sent: &Sent,
) -> Result<Option<Response>, Status> {
    let Some(subject) = once::maker(&sent.form) else {
        return Ok(None);
    };
    let new_id = || request.site.clock.new_id().simple().to_string();
    let (browser, name) = (sent.browser.clone().unwrap_or_else(new_id), new_id());
    let form = without_secrets(&sent.form);
    keep(
        request,
        subject,
        &of_browser(&browser, &name),
        &form,
        UNTIL_LOGIN,
    )
    .await?;
    let here = local::localised(request.lang, &request.path);
    let page = sent.page.as_deref().unwrap_or(&here);
    let back = |page: &str| {
        let and = if page.contains('?') { '&' } else { '?' };
        format!("{page}{and}{PARAMETER}={name}")
    };
    let back = [back(page), back(&here)]
        .into_iter()
        .find(|it| local::path(it).is_some());
    let to = local::encoded(&back.unwrap_or_default());
    let t = request.lang.texts();
    let said = match request.visitor {
        Some(_) => t.signed_in_as_another(),
        None => t.signed_out_kept(),
    };
    let to = format!("/konto/logga-in?return_to={to}");
    let mut response = respond::go(request, &to, Some(said));
    respond::add_cookie(&mut response, cookie::set(COOKIE, &browser, UNTIL_LOGIN));
    Ok(Some(response))
}

/// Whether an address leads to a form that was kept.
pub(crate) fn is_named_in(path: &str) -> bool {
    path.contains(&format!("{PARAMETER}="))
}

/// What was kept for the page that is asked for. A form that cannot be had is
/// shown empty: that is better than no page.
pub(crate) async fn of_page(request: &PageRequest, headers: &HeaderMap) -> Option<FormData> {
    let query = FormData::parse(request.query.as_bytes())?;
    let (name, browser) = (query.text(PARAMETER), browser(headers)?);
    if name.is_empty() {
        return None;
    }
    read(request, &of_browser(&browser, name)).await
}

/// A long form that was begun and not sent.
pub(crate) async fn unfinished(request: &PageRequest, path: &str) -> Option<FormData> {
    read(request, &of_path(path)).await
}

/// Keeps a long form while it is written.
///
/// # Errors
/// Identity does not answer.
pub(crate) async fn keep_unfinished(
    request: &PageRequest,
    path: &str,
    form: &FormData,
) -> Result<(), Status> {
    let Some(visitor) = &request.visitor else {
        return Ok(());
    };
    let Ok(subject) = visitor.caller.subject.parse() else {
        return Ok(());
    };
    let form = without_secrets(form);
    keep(request, subject, &of_path(path), &form, UNTIL_FINISHED).await
}

/// It was sent. That it stays for a while longer does no harm.
pub(crate) async fn forget(request: &PageRequest, path: &str) {
    let Some(visitor) = &request.visitor else {
        return;
    };
    let forget = ForgetFormRequest {
        subject_id: visitor.caller.subject.clone(),
        key: of_path(path),
    };
    if let Err(status) = request.site.kept_forms().forget_form(forget).await {
        tracing::warn!(rpc.code = ?status.code(), "a form that was sent is still kept");
    }
}

async fn keep(
    request: &PageRequest,
    subject: Uuid,
    key: &str,
    form: &FormData,
    age: Duration,
) -> Result<(), Status> {
    let keep = KeepFormRequest {
        subject_id: subject.to_string(),
        key: key.to_owned(),
        form: form.encoded(),
        seconds: u32::try_from(age.as_secs()).unwrap_or(u32::MAX),
    };
    request.site.kept_forms().keep_form(keep).await.map(drop)
}

async fn read(request: &PageRequest, key: &str) -> Option<FormData> {
    let get = GetKeptFormRequest {
        subject_id: request.visitor.as_ref()?.caller.subject.clone(),
        key: key.to_owned(),
    };
    match request.site.kept_forms().get_kept_form(get).await {
        Ok(answer) => {
            let form = answer.into_inner().form;
            (!form.is_empty()).then(|| FormData::parse(form.as_bytes()))?
        }
        Err(status) => {
            tracing::warn!(rpc.code = ?status.code(), "a form that is kept cannot be read");
            None
        }
    }
}

fn of_browser(browser: &str, name: &str) -> String {
    key("asf site form kept until login 2026", &[browser, name])
}

fn of_path(path: &str) -> String {
    key("asf site form that is being written 2026", &[path])
}

fn key(purpose: &str, parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new_derive_key(purpose);
    for part in parts {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn without_secrets(form: &FormData) -> FormData {
    form.without(|name| {
        let is_secret = SECRETS.iter().any(|it| name.contains(it));
        is_secret || ["code", once::FIELD, "autosave", "was"].contains(&name)
    })
}

fn browser(headers: &HeaderMap) -> Option<String> {
    cookie::value(headers, COOKIE).map(str::to_owned)
}

/// The page of ours that a form was on; what it was kept as before is left out.
fn page_before(headers: &HeaderMap) -> Option<String> {
    let referer: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    let query = referer.query().unwrap_or_default().split('&');
    let query: Vec<_> = query
        .filter(|it| !it.is_empty() && !it.starts_with(&format!("{PARAMETER}=")))
        .collect();
    let page = match query.is_empty() {
        true => referer.path().to_owned(),
        false => format!("{}?{}", referer.path(), query.join("&")),
    };
    local::path(&page).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn secrets_are_typed_again() {
        let form = "once=k&password=a&new_password=b&code=1&county_code=14&name=Kim&base=3%2F1";
        let kept = without_secrets(&FormData::parse(form.as_bytes()).unwrap());
        assert_eq!(kept.encoded(), "county_code=14&name=Kim&base=3%2F1");
    }

    #[test]
    fn a_form_leads_back_to_its_page_on_this_site_alone() {
        let before = |referer: &'static str| {
            let line = HeaderValue::from_static(referer);
            page_before(&HeaderMap::from_iter([(header::REFERER, line)]))
        };
        let page = before("https://asf.example/konto/listor/spara?asf=1&kvar=old");
        assert_eq!(page.as_deref(), Some("/konto/listor/spara?asf=1"));
        assert_eq!(before("https://asf.example/konto/logga-in"), None);
        assert_eq!(before("https://asf.example//other.example"), None);
    }

    #[test]
    fn a_form_is_found_by_its_browser_and_its_name_together() {
        assert_ne!(of_browser("a", "bc"), of_browser("ab", "c"));
        assert_eq!(of_browser("a", "b").len(), 64);
    }
}
