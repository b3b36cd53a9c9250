//! ShortlistService on the wire. A shortlist of another organisation is not
//! found; who may write at all stands in the proto.

mod commands;
mod convert;
mod refusal;

use chassis::{caller, check};
use proto::asf::registry::v1::{self as v1, shortlist_service_server::ShortlistService};
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    grpc::{Answer, Grpc, refusal::database, rights},
    projection::shortlists::Row,
};

#[tonic::async_trait]
impl ShortlistService for Grpc {
    async fn list_shortlists(
        &self,
        request: Request<v1::ListShortlistsRequest>,
    ) -> Answer<v1::ListShortlistsResponse> {
        let organisation = organisation(&caller::of(&request))?;
        let request = request.into_inner();
        let mut faults = check::rules(&request);
        let asked = faults.optional("enterprise_id", &request.enterprise_id, commands::parse_id);
        check::done(faults)?;
        let rows = self.shortlists.overview(organisation, asked).await;
        let rows = rows.map_err(database)?;
        Ok(Response::new(v1::ListShortlistsResponse {
            shortlists: rows.into_iter().map(convert::overview).collect(),
        }))
    }

    async fn get_shortlist(
        &self,
        request: Request<v1::GetShortlistRequest>,
    ) -> Answer<v1::GetShortlistResponse> {
        let caller = caller::of(&request);
        let request = request.into_inner();
        check::done(check::rules(&request))?;
        let row = own(self, organisation(&caller)?, check::id(&request.id)).await?;
        Ok(Response::new(v1::GetShortlistResponse {
            shortlist: Some(convert::whole(self, row)),
        }))
    }

    async fn create_shortlist(
        &self,
        request: Request<v1::CreateShortlistRequest>,
    ) -> Answer<v1::CreateShortlistResponse> {
        commands::create(self, request).await
    }

    async fn rename_shortlist(
        &self,
        request: Request<v1::RenameShortlistRequest>,
    ) -> Answer<v1::RenameShortlistResponse> {
        commands::rename(self, request).await
    }

    async fn delete_shortlist(
        &self,
        request: Request<v1::DeleteShortlistRequest>,
    ) -> Answer<v1::DeleteShortlistResponse> {
        commands::delete(self, request).await
    }

    async fn put_on_shortlist(
        &self,
        request: Request<v1::PutOnShortlistRequest>,
    ) -> Answer<v1::PutOnShortlistResponse> {
        commands::put(self, request).await
    }

    async fn take_off_shortlist(
        &self,
        request: Request<v1::TakeOffShortlistRequest>,
    ) -> Answer<v1::TakeOffShortlistResponse> {
        commands::take_off(self, request).await
    }
}

/// Whose shortlists the caller sees.
fn organisation(caller: &caller::Caller) -> Result<Uuid, Status> {
    caller.organisation.ok_or_else(|| {
        rights::forbidden("Shortlists belong to organisations; choose one to act for.")
    })
}

/// One of the organisation's own.
async fn own(grpc: &Grpc, organisation: Uuid, id: Uuid) -> Result<Row, Status> {
    let row = grpc.shortlists.get(id, organisation).await;
    let row = row.map_err(database)?;
    row.ok_or_else(refusal::not_found)
}
