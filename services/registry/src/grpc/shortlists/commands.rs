//! Commands of shortlists, and the shortlist as it stands after them.

use chassis::check;
use host::{
    call::{Answer, Call},
    context::CommandContext,
};
use kernel::fault::{BrokenRule, ErrorReason};
use proto::asf::registry::v1;
use tonic::Request;
use uuid::Uuid;

use crate::{
    domain::{
        shortlist::command::{Command, Put},
        values::text::{ListName, Name, Note},
    },
    grpc::{
        Grpc,
        shortlists::{convert, organisation, own},
    },
};

/// What is no id.
#[derive(Debug, thiserror::Error)]
#[error("an id looks like 00000000-0000-0000-0000-000000000000")]
pub(super) struct NotAnId;

impl BrokenRule for NotAnId {
    fn rule(&self) -> ErrorReason {
        ErrorReason::NotAUuid
    }
}

pub(super) fn parse_id(text: &str) -> Result<Uuid, NotAnId> {
    Uuid::parse_str(text).map_err(|_| NotAnId)
}

pub(super) async fn create(
    grpc: &Grpc,
    request: Request<v1::CreateShortlistRequest>,
) -> Answer<v1::CreateShortlistResponse> {
    let (call, name) = Call::parse(&grpc.clock, request, |message, faults| {
        faults.optional("name", &message.name, ListName::parse)
    })?;
    let organisation = organisation(&call.caller)?;
    let there = grpc.shortlists.of_organisation(organisation).await?;
    let command = Command::Create {
        organisation,
        name,
        others: there.len(),
    };
    let id = grpc.clock.new_id();
    let shortlist = carry_out(grpc, organisation, id, command, call.context).await?;
    Ok(v1::CreateShortlistResponse { shortlist })
}

pub(super) async fn rename(
    grpc: &Grpc,
    request: Request<v1::RenameShortlistRequest>,
) -> Answer<v1::RenameShortlistResponse> {
    let (call, name) = Call::parse(&grpc.clock, request, |message, faults| {
        faults.optional("name", &message.name, ListName::parse)
    })?;
    let (organisation, id) = (organisation(&call.caller)?, check::id(&call.message.id));
    own(grpc, organisation, id).await?;
    let by = call.on_condition(&call.message.etag);
    let shortlist = carry_out(grpc, organisation, id, Command::Rename(name), by).await?;
    Ok(v1::RenameShortlistResponse { shortlist })
}

/// Deleting once more what is gone answers as the first time did.
pub(super) async fn delete(
    grpc: &Grpc,
    request: Request<v1::DeleteShortlistRequest>,
) -> Answer<v1::DeleteShortlistResponse> {
    let call = Call::open(&grpc.clock, request)?;
    let (organisation, id) = (organisation(&call.caller)?, check::id(&call.message.id));
    let command = Command::Delete { organisation };
    grpc.shortlist_store
        .execute(id, command, call.context)
        .await?;
    Ok(v1::DeleteShortlistResponse {})
}

pub(super) async fn put(
    grpc: &Grpc,
    request: Request<v1::PutOnShortlistRequest>,
) -> Answer<v1::PutOnShortlistResponse> {
    let (call, note) = Call::parse(&grpc.clock, request, |message, faults| {
        let said = message.note.as_deref();
        Some(said.map(|text| faults.optional("note", text, Note::parse)))
    })?;
    let (organisation, id) = (organisation(&call.caller)?, check::id(&call.message.id));
    own(grpc, organisation, id).await?;
    let enterprise = check::id(&call.message.enterprise_id);
    let listed = grpc.list.finder().get(enterprise);
    let command = Command::Put(Put {
        enterprise,
        name: listed.and_then(|it| Name::parse(&it.name).ok()),
        note,
    });
    let shortlist = carry_out(grpc, organisation, id, command, call.context).await?;
    Ok(v1::PutOnShortlistResponse { shortlist })
}

pub(super) async fn take_off(
    grpc: &Grpc,
    request: Request<v1::TakeOffShortlistRequest>,
) -> Answer<v1::TakeOffShortlistResponse> {
    let call = Call::open(&grpc.clock, request)?;
    let (organisation, id) = (organisation(&call.caller)?, check::id(&call.message.id));
    own(grpc, organisation, id).await?;
    let enterprise = check::id(&call.message.enterprise_id);
    let command = Command::TakeOff { enterprise };
    let shortlist = carry_out(grpc, organisation, id, command, call.context).await?;
    Ok(v1::TakeOffShortlistResponse { shortlist })
}

/// The shortlist as it stands after the command.
async fn carry_out(
    grpc: &Grpc,
    organisation: Uuid,
    id: Uuid,
    command: Command,
    by: CommandContext,
) -> Answer<Option<v1::Shortlist>> {
    let receipt = grpc.shortlist_store.execute(id, command, by).await?;
    let row = own(grpc, organisation, receipt.id).await?;
    Ok(Some(convert::whole(grpc, row)))
}
