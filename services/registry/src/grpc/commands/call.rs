//! Who gives a command, when, under which key and on what condition.

use chassis::{
    caller,
    client::IDEMPOTENCY_KEY,
    status::{self, FieldViolation},
    telemetry,
};
use eventlog::command::Idempotency;
use tonic::{Request, Status, metadata::MetadataMap};

use crate::{
    grpc::{
        Grpc,
        convert::{Expected, expected},
        refusal,
    },
    store::Circumstances,
};

/// The longest idempotency key.
const LONGEST_KEY: usize = 200;

/// Reads what comes beside the message; `name` is the message's full name.
pub(super) fn circumstances<M: prost::Message>(
    grpc: &Grpc,
    name: &str,
    request: &Request<M>,
) -> Result<Circumstances, Status> {
    let caller = caller::of(request);
    let subject = if caller.is_anonymous() {
        "anonymous"
    } else {
        caller.subject.as_str()
    };
    let mut circumstances = Circumstances::of(subject, grpc.clock.now());
    circumstances.metadata.traceparent = telemetry::traceparent();
    if let Some(key) = key(request.metadata())? {
        circumstances.idempotency = Some(Idempotency {
            // Two callers may choose the same word.
            key: format!("{subject}/{key}"),
            request_hash: hash(name, request.get_ref()),
        });
    }
    Ok(circumstances)
}

fn key(metadata: &MetadataMap) -> Result<Option<&str>, Status> {
    let Some(key) = metadata.get(IDEMPOTENCY_KEY) else {
        return Ok(None);
    };
    let fits = |key: &&str| !key.is_empty() && key.len() <= LONGEST_KEY;
    match key.to_str().ok().filter(fits) {
        Some(key) => Ok(Some(key)),
        None => {
            let rule =
                format!("An idempotency key has 1 to {LONGEST_KEY} visible ASCII characters.");
            Err(status::invalid(vec![FieldViolation::new(
                IDEMPOTENCY_KEY,
                "TOO_LONG",
                rule,
            )]))
        }
    }
}

/// The same for the same request of the same RPC only.
fn hash(name: &str, message: &impl prost::Message) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(name.as_bytes());
    hasher.update(&[0]);
    hasher.update(&message.encode_to_vec());
    *hasher.finalize().as_bytes()
}

/// Adds the entity tag that the change was made from.
pub(super) fn on_condition(
    circumstances: Circumstances,
    etag: &str,
) -> Result<Circumstances, Status> {
    let expected_version = match expected(etag) {
        Expected::Any => None,
        Expected::Version(version) => Some(version),
        Expected::None => return Err(refusal::stale_etag()),
    };
    Ok(Circumstances {
        expected_version,
        ..circumstances
    })
}

#[cfg(test)]
mod tests {
    use proto::asf::registry::v1::SubmitEnterpriseRequest;

    use super::*;

    fn submit(id: &str) -> SubmitEnterpriseRequest {
        SubmitEnterpriseRequest {
            id: id.to_owned(),
            etag: String::new(),
        }
    }

    #[test]
    fn a_request_is_known_by_its_rpc_and_its_content() {
        let known = hash("Submit", &submit("1"));
        assert_eq!(hash("Submit", &submit("1")), known);
        assert_ne!(hash("Submit", &submit("2")), known);
        assert_ne!(hash("List", &submit("1")), known);
    }

    #[test]
    fn a_key_is_short_and_visible() {
        let with = |key: &str| {
            let mut metadata = MetadataMap::new();
            metadata.insert(IDEMPOTENCY_KEY, key.parse().unwrap());
            metadata
        };
        assert_eq!(key(&with("k-1")).unwrap(), Some("k-1"));
        assert_eq!(key(&MetadataMap::new()).unwrap(), None);
        for wrong in ["", &"k".repeat(201)] {
            let refusal = key(&with(wrong)).unwrap_err();
            assert_eq!(status::reason(&refusal).as_deref(), Some("INVALID_FIELDS"));
        }
    }
}
