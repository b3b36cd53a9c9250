//! Identity on the wire: convert, call a room, convert. Who may call is checked
//! before a request comes here, by the options in the proto; what belongs to
//! one's own account or organisation is checked here.

mod accounts;
mod claimants;
mod entry;
mod factors;
pub(crate) mod listed;
mod organisations;
mod refusal;
mod sessions;
mod staff;

use eventlog::feed_server::FeedServer;
use proto::asf::{
    feed::v1::feed_service_server::FeedServiceServer,
    identity::v1::{
        account_service_server::AccountServiceServer,
        claimant_service_server::ClaimantServiceServer, factor_service_server::FactorServiceServer,
        organisation_service_server::OrganisationServiceServer,
        session_service_server::SessionServiceServer, staff_service_server::StaffServiceServer,
    },
};
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;

use crate::rooms::Rooms;

pub(crate) use sessions::token_state;

/// The six services of identity, and the feed, whose streams end with
/// `shutdown`.
pub(crate) fn routes(rooms: &Rooms, shutdown: CancellationToken) -> Routes {
    let feed = FeedServer::new(rooms.store.feed()).until(shutdown);
    Routes::new(AccountServiceServer::new(rooms.clone()))
        .add_service(ClaimantServiceServer::new(rooms.clone()))
        .add_service(FactorServiceServer::new(rooms.clone()))
        .add_service(OrganisationServiceServer::new(rooms.clone()))
        .add_service(SessionServiceServer::new(rooms.clone()))
        .add_service(StaffServiceServer::new(rooms.clone()))
        .add_service(FeedServiceServer::new(feed))
}
