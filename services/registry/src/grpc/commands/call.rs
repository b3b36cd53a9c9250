//! Who gives a command, when, under which key and on what condition.

use chassis::{command, telemetry};
use eventlog::command::Idempotency;
use tonic::{Request, Status};

use crate::{
    grpc::{
        Grpc,
        convert::{Expected, expected},
        refusal,
    },
    store::Circumstances,
};

/// Reads what comes beside the message; `name` is the message's full name.
pub(in crate::grpc) fn circumstances<M: prost::Message>(
    grpc: &Grpc,
    name: &str,
    request: &Request<M>,
) -> Result<Circumstances, Status> {
    let given = command::given(name, request)?;
    let mut circumstances = Circumstances::of(given.actor(), grpc.clock.now());
    circumstances.metadata.traceparent = telemetry::traceparent();
    circumstances.idempotency = given.key.map(|key| Idempotency {
        key: key.scoped,
        request_hash: key.request_hash,
    });
    Ok(circumstances)
}

/// Adds the entity tag that the change was made from.
pub(in crate::grpc) fn on_condition(
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
