//! What comes beside a command: who gives it, and the key under which it is
//! carried out once.

use kernel::fault::ErrorReason;
use tonic::{Request, Status, metadata::MetadataMap};

use crate::{
    caller::{self, Caller},
    client::IDEMPOTENCY_KEY,
    status::{self, FieldViolation},
};

/// The longest idempotency key.
const LONGEST_KEY: usize = 200;

/// Who gives a command, and under which key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub caller: Caller,
    pub key: Option<Key>,
}

/// An idempotency key with what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// With the subject, since two callers may choose the same word.
    pub scoped: String,
    /// The same for the same request of the same RPC only.
    pub request_hash: [u8; 32],
}

impl Given {
    /// The actor in an event's metadata.
    pub fn actor(&self) -> &str {
        actor(&self.caller)
    }
}

/// Reads what comes beside the message.
///
/// # Errors
/// The key is too long, or cannot be seen.
pub fn given<M: prost::Name>(request: &Request<M>) -> Result<Given, Status> {
    let caller = caller::of(request);
    let key = key(request.metadata())?.map(|key| Key {
        scoped: format!("{}/{key}", actor(&caller)),
        request_hash: hash(request.get_ref()),
    });
    Ok(Given { caller, key })
}

fn actor(caller: &Caller) -> &str {
    if caller.is_anonymous() {
        "anonymous"
    } else {
        &caller.subject
    }
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
                ErrorReason::TooLong,
                rule,
            )]))
        }
    }
}

fn hash<M: prost::Name>(message: &M) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(M::full_name().as_bytes());
    hasher.update(&[0]);
    hasher.update(&message.encode_to_vec());
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use proto::asf::registry::v1::{ListEnterpriseRequest, SubmitEnterpriseRequest};

    use super::*;

    fn submit(id: &str) -> SubmitEnterpriseRequest {
        SubmitEnterpriseRequest {
            id: id.to_owned(),
            etag: String::new(),
        }
    }

    #[test]
    fn a_request_is_known_by_its_rpc_and_its_content() {
        let known = hash(&submit("1"));
        assert_eq!(hash(&submit("1")), known);
        assert_ne!(hash(&submit("2")), known);
        let SubmitEnterpriseRequest { id, etag } = submit("1");
        assert_ne!(hash(&ListEnterpriseRequest { id, etag }), known);
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

    #[test]
    fn two_callers_may_choose_the_same_key() {
        let mut request = Request::new(submit("1"));
        let metadata = request.metadata_mut();
        metadata.insert(IDEMPOTENCY_KEY, "k-1".parse().unwrap());
        let given = given(&request).unwrap();
        assert_eq!(given.key.unwrap().scoped, "anonymous/k-1");
    }
}
