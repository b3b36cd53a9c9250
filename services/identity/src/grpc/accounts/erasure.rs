//! Taking one's data along, and being forgotten.

use bytes::Bytes;
use chassis::status;
use futures::{StreamExt, stream, stream::BoxStream};
use host::{
    call::{Answer, Read},
    context::CommandContext,
    failure::{CallError, Refusal as _, internal},
};
use kernel::fault::ErrorReason;
use proto::{asf::identity::v1, google::api::HttpBody};
use tonic::{Code, Request, Status};

use crate::{
    erasure::{self, EraseError},
    export,
    grpc::entry,
    login,
    rooms::Rooms,
};

pub(super) async fn export_account(
    rooms: &Rooms,
    request: Request<v1::ExportAccountRequest>,
) -> Answer<BoxStream<'static, Result<HttpBody, Status>>> {
    let read = Read::open(request)?;
    let subject = entry::subject_of(&read.caller)?;
    let document = export::document(rooms, subject).await?;
    let data = serde_json::to_vec_pretty(&document).map_err(internal)?;
    let body = HttpBody {
        content_type: "application/json".to_owned(),
        data: Bytes::from(data),
    };
    Ok(stream::iter([Ok(body)]).boxed())
}

pub(super) async fn erase_account(
    rooms: &Rooms,
    request: Request<v1::EraseAccountRequest>,
) -> Answer<v1::EraseAccountResponse> {
    let read = Read::open(request)?;
    let subject = entry::subject_of(&read.caller)?;
    login::confirm(rooms, &read.caller, subject, &read.message.password).await?;
    let context = CommandContext::of(subject.to_string(), rooms.clock.now());
    erasure::erase(rooms, subject, context).await?;
    Ok(v1::EraseAccountResponse {
        session: Some(String::new()),
    })
}

impl From<EraseError> for CallError {
    fn from(error: EraseError) -> Self {
        match error {
            EraseError::LastOwner { .. } => {
                let message = status::sentence(&error.to_string());
                status::refusal(Code::FailedPrecondition, ErrorReason::LastOwner, message).into()
            }
            EraseError::Account(refusal) => refusal.status().into(),
            EraseError::Ledger(_)
            | EraseError::Database(_)
            | EraseError::Vault(_)
            | EraseError::Closing(_)
            | EraseError::Leaving(_) => internal(error),
        }
    }
}
