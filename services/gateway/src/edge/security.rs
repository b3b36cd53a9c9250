//! Headers that tell a browser what our answers may and may not do.

use chassis::config::Environment;
use http::{HeaderMap, HeaderName, HeaderValue, header};

/// No script, style or picture but our own files; no frame around us.
const CONTENT: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const ABILITIES: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
/// A year, after which a browser may try without encryption again.
const ENCRYPTED: &str = "max-age=31536000";

#[derive(Clone)]
pub(super) struct Security(Vec<(HeaderName, HeaderValue)>);

impl Security {
    pub(super) fn new(environment: Environment) -> Self {
        let mut headers = vec![
            (header::CONTENT_SECURITY_POLICY, CONTENT),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
            (HeaderName::from_static("permissions-policy"), ABILITIES),
            (
                HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            ),
        ];
        match environment {
            // Over plain HTTP the promise would lock a developer out.
            Environment::Development | Environment::Test => {}
            Environment::Production => headers.push((header::STRICT_TRANSPORT_SECURITY, ENCRYPTED)),
        }
        let fixed = |(name, value)| (name, HeaderValue::from_static(value));
        Self(headers.into_iter().map(fixed).collect())
    }

    pub(super) fn add_to(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            // A handler that sets one of them knows better.
            if !headers.contains_key(name) {
                headers.insert(name.clone(), value.clone());
            }
        }
    }
}
