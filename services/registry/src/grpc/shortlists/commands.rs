//! Commands of shortlists, and the shortlist as it stands after them.

use chassis::{caller, check, status};
use host::context::CommandContext;
use kernel::fault::{BrokenRule, ErrorReason};
use proto::asf::registry::v1;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    domain::{
        shortlist::command::{Command, Put},
        values::text::{ListName, Name, Note},
    },
    grpc::{
        Answer, Grpc,
        commands::call::{context, on_condition},
        refusal::database,
        shortlists::{convert, organisation, own, refusal},
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
    let (caller, by) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let name = faults.optional("name", &request.name, ListName::parse);
    check::done(faults)?;
    let name = name.ok_or_else(status::internal)?;
    let organisation = organisation(&caller)?;
    let there = grpc.shortlists.of_organisation(organisation).await;
    let command = Command::Create {
        organisation,
        name,
        others: there.map_err(database)?.len(),
    };
    let id = grpc.clock.new_id();
    let shortlist = carry_out(grpc, organisation, id, command, by).await?;
    Ok(Response::new(v1::CreateShortlistResponse { shortlist }))
}

pub(super) async fn rename(
    grpc: &Grpc,
    request: Request<v1::RenameShortlistRequest>,
) -> Answer<v1::RenameShortlistResponse> {
    let (caller, by) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let name = faults.optional("name", &request.name, ListName::parse);
    check::done(faults)?;
    let name = name.ok_or_else(status::internal)?;
    let (organisation, id) = (organisation(&caller)?, check::id(&request.id));
    own(grpc, organisation, id).await?;
    let by = on_condition(by, &request.etag);
    let shortlist = carry_out(grpc, organisation, id, Command::Rename(name), by).await?;
    Ok(Response::new(v1::RenameShortlistResponse { shortlist }))
}

/// Deleting once more what is gone answers as the first time did.
pub(super) async fn delete(
    grpc: &Grpc,
    request: Request<v1::DeleteShortlistRequest>,
) -> Answer<v1::DeleteShortlistResponse> {
    let (caller, by) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let (organisation, id) = (organisation(&caller)?, check::id(&request.id));
    let command = Command::Delete { organisation };
    let done = grpc.shortlist_store.execute(id, command, by).await;
    done.map_err(refusal::of)?;
    Ok(Response::new(v1::DeleteShortlistResponse {}))
}

pub(super) async fn put(
    grpc: &Grpc,
    request: Request<v1::PutOnShortlistRequest>,
) -> Answer<v1::PutOnShortlistResponse> {
    let (caller, by) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let said = request.note.as_deref();
    let note = said.map(|text| faults.optional("note", text, Note::parse));
    check::done(faults)?;
    let (organisation, id) = (organisation(&caller)?, check::id(&request.id));
    own(grpc, organisation, id).await?;
    let enterprise = check::id(&request.enterprise_id);
    let listed = grpc.list.finder().get(enterprise);
    let command = Command::Put(Put {
        enterprise,
        name: listed.and_then(|it| Name::parse(&it.name).ok()),
        note,
    });
    let shortlist = carry_out(grpc, organisation, id, command, by).await?;
    Ok(Response::new(v1::PutOnShortlistResponse { shortlist }))
}

pub(super) async fn take_off(
    grpc: &Grpc,
    request: Request<v1::TakeOffShortlistRequest>,
) -> Answer<v1::TakeOffShortlistResponse> {
    let (caller, by) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let (organisation, id) = (organisation(&caller)?, check::id(&request.id));
    own(grpc, organisation, id).await?;
    let enterprise = check::id(&request.enterprise_id);
    let command = Command::TakeOff { enterprise };
    let shortlist = carry_out(grpc, organisation, id, command, by).await?;
    Ok(Response::new(v1::TakeOffShortlistResponse { shortlist }))
}

/// The shortlist as it stands after the command.
async fn carry_out(
    grpc: &Grpc,
    organisation: Uuid,
    id: Uuid,
    command: Command,
    by: CommandContext,
) -> Result<Option<v1::Shortlist>, Status> {
    let receipt = grpc.shortlist_store.execute(id, command, by).await;
    let receipt = receipt.map_err(refusal::of)?;
    let row = own(grpc, organisation, receipt.id).await?;
    Ok(Some(convert::whole(grpc, row)))
}
