//! One attempt: a signed request, and how it ended.

use std::time::Duration;

use bytes::Bytes;
use chassis::outbound::{Limits, OutboundError};
use http::{
    HeaderValue, Request,
    header::{CONTENT_TYPE, USER_AGENT},
};
use time::OffsetDateTime;

use crate::webhooks::{
    Webhooks,
    key::{CannotOpen, Key},
    rows::Claimed,
    schedule::Ended,
    secret::Signed,
};

/// Standard Webhooks advises 15 to 30 seconds. The answer's body is not read.
pub(crate) const LIMITS: Limits = Limits {
    time: Duration::from_secs(15),
    body: 0,
};

const TYPE: HeaderValue = HeaderValue::from_static("application/cloudevents+json; charset=utf-8");
const AGENT: HeaderValue = HeaderValue::from_static("asf-webhooks/1.0");

/// Sends a delivery. What the server says beside status and pause is nobody's
/// business here.
pub(super) async fn send(webhooks: &Webhooks, claimed: &Claimed, now: OffsetDateTime) -> Ended {
    let signature = match signature(&webhooks.key, claimed, now) {
        Ok(signature) => signature,
        Err(error) => {
            tracing::error!(webhook.id = %claimed.webhook_id, %error, "nothing can be signed");
            return Ended::without_answer("NO_SECRET");
        }
    };
    let Ok(request) = request(claimed, &signature, now) else {
        return Ended::without_answer("NOT_ALLOWED");
    };
    let answer = webhooks
        .client
        .send_for_head(&webhooks.guard, request)
        .await;
    match answer {
        Ok(answer) => Ended::with_answer(answer.status(), answer.headers(), now),
        Err(error) => Ended::without_answer(code(&error)),
    }
}

fn request(
    claimed: &Claimed,
    signature: &str,
    now: OffsetDateTime,
) -> Result<Request<Bytes>, http::Error> {
    Request::post(&claimed.url)
        .header(CONTENT_TYPE, TYPE)
        .header(USER_AGENT, AGENT)
        .header("webhook-id", claimed.event_id.to_string())
        .header("webhook-timestamp", now.unix_timestamp())
        .header("webhook-signature", signature)
        .body(Bytes::from(claimed.body.clone()))
}

/// By the secret, and for a while by the old one too: the receiver takes
/// either.
fn signature(key: &Key, claimed: &Claimed, now: OffsetDateTime) -> Result<String, CannotOpen> {
    let id = claimed.event_id.to_string();
    let signed = Signed {
        id: &id,
        timestamp: now.unix_timestamp(),
        body: &claimed.body,
    };
    let secret = key.open(claimed.webhook_id, &claimed.secret)?;
    let mut signatures = secret.sign(&signed);
    let is_kept = claimed.old_secret_until.is_some_and(|until| now < until);
    if let Some(old) = claimed.old_secret.as_ref().filter(|_| is_kept) {
        let old = key.open(claimed.webhook_id, old)?;
        signatures.push(' ');
        signatures.push_str(&old.sign(&signed));
    }
    Ok(signatures)
}

fn code(error: &OutboundError) -> &'static str {
    match error {
        OutboundError::NotAllowed(_) => "NOT_ALLOWED",
        OutboundError::Unknown(_) => "NO_ADDRESS",
        OutboundError::TooSlow(_) => "TOO_SLOW",
        OutboundError::Io(_) => "NO_CONNECTION",
        OutboundError::Http(_) | OutboundError::NoBody(_) => "NO_HTTP",
    }
}

#[cfg(test)]
mod tests {
    use base64::{Engine, prelude::BASE64_STANDARD};
    use time::{Duration, macros::datetime};
    use uuid::Uuid;

    use super::*;
    use crate::webhooks::secret::Secret;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
    const WEBHOOK: Uuid = Uuid::from_u128(1);

    fn key() -> Key {
        Key::parse(&BASE64_STANDARD.encode([7; 32]).into()).unwrap()
    }

    fn claimed(secret: &Secret, old: Option<(&Secret, OffsetDateTime)>) -> Claimed {
        Claimed {
            id: Uuid::from_u128(2),
            webhook_id: WEBHOOK,
            event_id: Uuid::from_u128(3),
            position: 1,
            body: "{}".to_owned(),
            tries: 0,
            lease_until: NOW,
            url: "https://asf.example/hook".to_owned(),
            secret: key().seal(WEBHOOK, secret).unwrap(),
            old_secret: old.map(|(old, _)| key().seal(WEBHOOK, old).unwrap()),
            old_secret_until: old.map(|(_, until)| until),
        }
    }

    #[test]
    fn both_secrets_sign_until_the_old_one_ends() {
        let (new, old) = (Secret::random(), Secret::random());
        let signed = Signed {
            id: &Uuid::from_u128(3).to_string(),
            timestamp: NOW.unix_timestamp(),
            body: "{}",
        };
        let both = claimed(&new, Some((&old, NOW + Duration::SECOND)));
        let expected = format!("{} {}", new.sign(&signed), old.sign(&signed));
        assert_eq!(signature(&key(), &both, NOW).unwrap(), expected);
        let ended = claimed(&new, Some((&old, NOW)));
        assert_eq!(signature(&key(), &ended, NOW).unwrap(), new.sign(&signed));
        let alone = claimed(&new, None);
        assert_eq!(signature(&key(), &alone, NOW).unwrap(), new.sign(&signed));
    }

    #[test]
    fn a_request_carries_the_headers_of_the_standard() {
        let request = request(&claimed(&Secret::random(), None), "v1,abc", NOW).unwrap();
        let header = |name: &str| request.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(request.method(), "POST");
        assert_eq!(header("webhook-id"), Uuid::from_u128(3).to_string());
        assert_eq!(
            header("webhook-timestamp"),
            NOW.unix_timestamp().to_string()
        );
        assert_eq!(header("webhook-signature"), "v1,abc");
    }
}
