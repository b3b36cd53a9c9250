//! What a person sent by a form.

use axum::{
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use percent_encoding::percent_decode;

use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        error_page::{self, Unreadable},
        page_request::PageRequest,
    },
};

/// More than any form of ours can hold.
const LIMIT: usize = 64 * 1024;
const KIND: &str = "application/x-www-form-urlencoded";

/// Names and values, in the order of the form.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormData(Vec<(String, String)>);

impl FromRequest<Site> for FormData {
    type Rejection = EarlyResponse;

    async fn from_request(request: Request, site: &Site) -> Result<Self, EarlyResponse> {
        let (mut parts, body) = request.into_parts();
        // Whoever stands around the page has read it.
        if let Some(read) = parts.extensions.remove::<Self>() {
            return Ok(read);
        }
        let request = PageRequest::of_stranger(&parts, site);
        let refuse = |why| EarlyResponse::from(error_page::unreadable(&request, why));
        if !Self::is_sent(&parts.headers) {
            return Err(refuse(Unreadable::WrongKind));
        }
        let body = match Limited::new(body, LIMIT).collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) if error.is::<LengthLimitError>() => {
                return Err(refuse(Unreadable::TooLarge));
            }
            Err(_) => return Err(refuse(Unreadable::Broken)),
        };
        Self::parse(&body).ok_or_else(|| refuse(Unreadable::Broken))
    }
}

impl FormData {
    /// Nothing where a text is not UTF-8, or holds U+0000, which no database
    /// of ours keeps.
    pub(crate) fn parse(body: &[u8]) -> Option<Self> {
        // The parser itself would put U+FFFD in the place of what is not UTF-8.
        let whole = percent_decode(body).decode_utf8().ok()?;
        let pairs = form_urlencoded::parse(body).map(|(name, value)| (plain(&name), plain(&value)));
        (!whole.contains('\0')).then(|| Self(pairs.collect()))
    }

    /// Whether a request says that it brings a form.
    pub(crate) fn is_sent(headers: &HeaderMap) -> bool {
        let kind = headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let essence = kind.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case(KIND)
    }

    /// Two forms have the same only if they say the same.
    pub(crate) fn hash(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        for text in self.0.iter().flat_map(|(name, value)| [name, value]) {
            hasher.update(&text.len().to_le_bytes());
            hasher.update(text.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }

    /// A value as it was typed; empty when it was not sent.
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// A value without the white space around it.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    pub(crate) fn all<'s>(&'s self, name: &str) -> impl Iterator<Item = &'s str> {
        let named = self.0.iter().filter(move |(given, _)| given == name);
        named.map(|(_, value)| value.as_str())
    }

    /// As a browser would send it.
    pub(crate) fn encoded(&self) -> String {
        let mut text = form_urlencoded::Serializer::new(String::new());
        text.extend_pairs(&self.0).finish()
    }

    /// Without the fields whose names are these.
    pub(crate) fn without(&self, are: impl Fn(&str) -> bool) -> Self {
        let left = self.0.iter().filter(|(name, _)| !are(name));
        Self(left.cloned().collect())
    }

    /// With the fields of another form that this one does not have.
    pub(crate) fn filled_up(mut self, other: &Self) -> Self {
        let more = other.without(|name| self.has(name));
        self.0.extend(more.0);
        self
    }

    /// Puts these values in the place of what was sent by a name.
    pub(crate) fn put(&mut self, name: &str, values: &[&str]) {
        self.0.retain(|(given, _)| given != name);
        let values = values.iter().map(|it| (name.to_owned(), (*it).to_owned()));
        self.0.extend(values);
    }

    /// Whether a box was ticked.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(given, _)| given == name)
    }
}

/// Browsers send line breaks as CR LF, whatever the system.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_out_as_they_were_typed() {
        let sent = FormData::parse(b"name=+%C3%85sa+&on&x=1&x=2&text=a%0D%0Ab").unwrap();
        assert_eq!((sent.text("name"), sent.raw("name")), ("Åsa", " Åsa "));
        assert_eq!(sent.all("x").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(sent.raw("text"), "a\nb");
        assert!(sent.has("on") && !sent.has("off"));
        assert_eq!(sent.text("off"), "");
    }

    #[test]
    fn broken_text_is_refused_as_a_whole() {
        assert!(FormData::parse(b"name=%FF").is_none());
        assert!(FormData::parse(b"name=a%00b").is_none());
    }
}
