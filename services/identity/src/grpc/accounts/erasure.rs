//! Taking one's data along, and being forgotten.

use bytes::Bytes;
use chassis::{check, status};
use futures::{StreamExt, stream, stream::BoxStream};
use host::context::CommandContext;
use kernel::fault::ErrorReason;
use proto::{asf::identity::v1, google::api::HttpBody};
use tonic::{Code, Request, Response, Status};

use crate::{
    erasure::{self, EraseError},
    export,
    grpc::{Answer, entry, refusal},
    login,
    rooms::Rooms,
};

pub(super) async fn export_account(
    rooms: &Rooms,
    request: Request<v1::ExportAccountRequest>,
) -> Answer<BoxStream<'static, Result<HttpBody, Status>>> {
    let subject = entry::subject(&request)?;
    let document = export::document(rooms, subject).await;
    let document = document.map_err(refusal::ours)?;
    let data = serde_json::to_vec_pretty(&document).map_err(refusal::ours)?;
    let body = HttpBody {
        content_type: "application/json".to_owned(),
        data: Bytes::from(data),
    };
    Ok(Response::new(stream::iter([Ok(body)]).boxed()))
}

pub(super) async fn erase_account(
    rooms: &Rooms,
    request: Request<v1::EraseAccountRequest>,
) -> Answer<v1::EraseAccountResponse> {
    let subject = entry::subject(&request)?;
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    login::confirm(rooms, subject, &request.password).await?;
    let context = CommandContext::of(subject.to_string(), rooms.clock.now());
    let erased = erasure::erase(rooms, subject, context).await;
    erased.map_err(not_erased)?;
    Ok(Response::new(v1::EraseAccountResponse {
        session: Some(String::new()),
    }))
}

fn not_erased(error: EraseError) -> Status {
    let message = error.to_string();
    match error {
        EraseError::LastOwner { .. } => {
            let message = status::sentence(&message);
            status::refusal(Code::FailedPrecondition, ErrorReason::LastOwner, message)
        }
        EraseError::Account(refusal) => {
            refusal::of_account(eventlog::command::ExecuteError::Refused(refusal))
        }
        EraseError::Ledger(_)
        | EraseError::Database(_)
        | EraseError::Vault(_)
        | EraseError::Closing(_)
        | EraseError::Leaving(_) => refusal::ours(message),
    }
}
