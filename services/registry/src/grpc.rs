//! The registry on the wire: convert, call the store or a read model, convert.
//! Who may call is checked before a request comes here, by the options in the
//! proto.

mod as_of;
mod benefit;
mod claims;
mod commands;
mod convert;
mod enterprises;
pub(crate) mod events;
mod export;
mod file;
mod history;
mod place;
pub(crate) mod refusal;
mod review;
mod rights;
mod search;
mod shortlists;
mod webhooks;
mod zero_result_searches;

use chassis::{caller::Caller, check, clock::Clock};
use eventlog::feed_server::FeedServer;
use futures::stream::BoxStream;
use kernel::stockholm;
use proto::{
    asf::{
        feed::v1::feed_service_server::FeedServiceServer,
        registry::v1::{
            self as v1,
            benefit_service_server::BenefitServiceServer,
            history_service_server::HistoryServiceServer,
            registry_service_server::{RegistryService, RegistryServiceServer},
            review_service_server::ReviewServiceServer,
            shortlist_service_server::ShortlistServiceServer,
            webhook_service_server::WebhookServiceServer,
        },
    },
    google::api::HttpBody,
};
use time::Date;
use tokio_util::sync::CancellationToken;
use tonic::{Status, service::Routes};

use crate::{
    domain::enterprise::action::Action,
    grpc::rights::Relation,
    index_updater::List,
    projection::{
        benefits::Benefits,
        claims::Claims,
        directory::{Directory, Entry},
        reviews::Reviews,
        revisions::Revisions,
        shortlists::Shortlists,
        zero_result_searches::ZeroResultSearches,
    },
    public_snapshot::PublicSnapshot,
    publish::Site,
    store::{Store, shortlists::ShortlistStore},
    timer::Wakeup,
    webhooks::Webhooks,
};

pub(crate) use as_of::AsOf;
pub(crate) use claims::Claimants;

/// Serves `asf.registry.v1.RegistryService` and the feed.
#[derive(Clone)]
pub(crate) struct Grpc {
    pub(crate) store: Store,
    pub(crate) directory: Directory,
    pub(crate) benefits: Benefits,
    pub(crate) claims: Claims,
    pub(crate) claimants: Claimants,
    pub(crate) reviews: Reviews,
    pub(crate) zero_result_searches: ZeroResultSearches,
    pub(crate) shortlists: Shortlists,
    pub(crate) shortlist_store: ShortlistStore,
    pub(crate) webhooks: Webhooks,
    pub(crate) revisions: Revisions,
    pub(crate) public_snapshot: PublicSnapshot,
    pub(crate) as_of: AsOf,
    pub(crate) list: List,
    /// Rung where an organisation comes to an enterprise: it may be a member.
    pub(crate) wakeup: Wakeup,
    pub(crate) site: Site,
    pub(crate) clock: Clock,
    /// Ends the streams that follow the feed.
    pub(crate) shutdown: CancellationToken,
}

impl Grpc {
    pub(crate) fn routes(self) -> Routes {
        let feed = FeedServiceServer::new(self.feed());
        let benefits = BenefitServiceServer::new(self.clone());
        let history = HistoryServiceServer::new(self.clone());
        let shortlists = ShortlistServiceServer::new(self.clone());
        let webhooks = WebhookServiceServer::new(self.clone());
        let reviews = ReviewServiceServer::new(self.clone());
        Routes::new(RegistryServiceServer::new(self))
            .add_service(reviews)
            .add_service(benefits)
            .add_service(feed)
            .add_service(history)
            .add_service(shortlists)
            .add_service(webhooks)
    }

    /// The day in Sweden.
    fn today(&self) -> Date {
        stockholm::today(self.clock.now())
    }

    fn feed(&self) -> FeedServer {
        FeedServer::new(self.store.feed()).until(self.shutdown.clone())
    }

    /// The enterprise that a command is for, if the caller is one of `relations`
    /// to it. Asked before anything else of it is told.
    async fn admit(
        &self,
        caller: &Caller,
        id: &str,
        relations: &[Relation],
    ) -> host::call::Answer<Entry> {
        let entry = self.entry(id).await?;
        rights::admit(caller, &entry, relations)?;
        Ok(entry)
    }

    /// The same where the action itself says who may ask for it.
    async fn permit(&self, caller: &Caller, id: &str, action: Action) -> host::call::Answer<Entry> {
        let entry = self.entry(id).await?;
        rights::permit(caller, &entry, action)?;
        Ok(entry)
    }

    async fn entry(&self, id: &str) -> host::call::Answer<Entry> {
        let entry = self.directory.get(check::id(id)).await?;
        Ok(entry.ok_or_else(refusal::not_found)?)
    }
}

type Stream<T> = BoxStream<'static, Result<T, Status>>;

host::rpc! {
    impl RegistryService for Grpc {
        search_enterprises(v1::SearchEnterprisesRequest) -> v1::SearchEnterprisesResponse = search::search;
        export_enterprises(v1::ExportEnterprisesRequest) -> Stream<HttpBody> = export::export;
        get_enterprise(v1::GetEnterpriseRequest) -> v1::GetEnterpriseResponse = enterprises::get;
        get_enterprise_by_slug(v1::GetEnterpriseBySlugRequest) -> v1::GetEnterpriseBySlugResponse =
            enterprises::get_by_slug;
        find_by_org_number(v1::FindByOrgNumberRequest) -> v1::FindByOrgNumberResponse =
            enterprises::by_org_number;
        list_drafts(v1::ListDraftsRequest) -> v1::ListDraftsResponse = enterprises::list_drafts;
        get_own_enterprise(v1::GetOwnEnterpriseRequest) -> v1::GetOwnEnterpriseResponse = enterprises::get_own;
        register_enterprise(v1::RegisterEnterpriseRequest) -> v1::RegisterEnterpriseResponse = commands::register::register;
        update_profile(v1::UpdateProfileRequest) -> v1::UpdateProfileResponse = commands::update_profile;
        submit_enterprise(v1::SubmitEnterpriseRequest) -> v1::SubmitEnterpriseResponse = commands::submit;
        list_enterprise(v1::ListEnterpriseRequest) -> v1::ListEnterpriseResponse = commands::list;
        unlist_enterprise(v1::UnlistEnterpriseRequest) -> v1::UnlistEnterpriseResponse = commands::unlist;
        return_enterprise(v1::ReturnEnterpriseRequest) -> v1::ReturnEnterpriseResponse = commands::send_back;
        close_enterprise(v1::CloseEnterpriseRequest) -> v1::CloseEnterpriseResponse = commands::close;
        confirm_capacity(v1::ConfirmCapacityRequest) -> v1::ConfirmCapacityResponse = commands::capacity::confirm;
        list_claims(v1::ListClaimsRequest) -> v1::ListClaimsResponse = claims::list;
        approve_claim(v1::ApproveClaimRequest) -> v1::ApproveClaimResponse = claims::approve;
        reject_claim(v1::RejectClaimRequest) -> v1::RejectClaimResponse = claims::reject;
        stream_events(v1::StreamEventsRequest) -> Stream<v1::StreamEventsResponse> = events::stream;
        ..{
            type ExportEnterprisesStream = Stream<HttpBody>;
            type StreamEventsStream = Stream<v1::StreamEventsResponse>;
        }
    }
}
