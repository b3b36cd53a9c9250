//! Identity on the wire: convert, call a room, convert. Who may call is checked
//! before a request comes here, by the options in the proto; what belongs to
//! one's own account or organisation is checked here.

mod accounts;
mod entry;
mod factors;
mod organisations;
mod refusal;
mod sessions;
mod staff;

use eventlog::feed_server::FeedServer;
use proto::asf::{
    feed::v1::feed_service_server::FeedServiceServer,
    identity::v1::{
        account_service_server::AccountServiceServer, factor_service_server::FactorServiceServer,
        organisation_service_server::OrganisationServiceServer,
        session_service_server::SessionServiceServer, staff_service_server::StaffServiceServer,
    },
};
use tokio_util::sync::CancellationToken;
use tonic::{Response, Status, service::Routes};

use crate::rooms::Rooms;

pub(crate) use sessions::token_state;

/// Serves the five services of identity, and the feed.
#[derive(Clone)]
pub(crate) struct Grpc {
    pub(crate) rooms: Rooms,
    /// Ends the streams that follow the feed.
    pub(crate) shutdown: CancellationToken,
}

impl Grpc {
    pub(crate) fn routes(self) -> Routes {
        let feed = FeedServer::new(self.rooms.store.feed()).until(self.shutdown.clone());
        Routes::new(AccountServiceServer::new(self.clone()))
            .add_service(FactorServiceServer::new(self.rooms.clone()))
            .add_service(OrganisationServiceServer::new(self.rooms.clone()))
            .add_service(SessionServiceServer::new(self.rooms.clone()))
            .add_service(StaffServiceServer::new(self.rooms.clone()))
            .add_service(FeedServiceServer::new(feed))
    }
}

type Answer<T> = Result<Response<T>, Status>;
