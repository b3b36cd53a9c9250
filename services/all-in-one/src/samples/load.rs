//! Loading the samples through the registry's own commands, so that they are
//! as real as any other entry. Each command has a key of its own: loading
//! again after an interruption goes on where it ended.

pub(crate) mod applications;
mod calls;
mod members;

use std::sync::Mutex;

use anyhow::{Context, Result};
use futures::{StreamExt, TryStreamExt, stream};
use proto::asf::{
    identity::v1::{
        organisation_service_client::OrganisationServiceClient,
        staff_service_client::StaffServiceClient,
    },
    registry::v1::{
        ListDraftsRequest, Profile, SearchEnterprisesRequest, State,
        benefit_service_client::BenefitServiceClient,
        registry_service_client::RegistryServiceClient, review_service_client::ReviewServiceClient,
    },
};
use tonic::transport::Channel;

use crate::{
    asking::told,
    samples::{
        reports::reports,
        story::{Chapter, Step},
    },
};

/// Commands under way at once: enough for groups to be committed together.
const CONCURRENT: usize = 32;

/// The samples on their way into a platform, and the id of each that is there.
pub struct Loader {
    registry: RegistryServiceClient<Channel>,
    reviews: ReviewServiceClient<Channel>,
    benefits: BenefitServiceClient<Channel>,
    organisations: OrganisationServiceClient<Channel>,
    staff: StaffServiceClient<Channel>,
    /// Of staff; good for two minutes.
    token: String,
    /// Told apart by it: the same samples made on another day.
    batch: String,
    ids: Mutex<Vec<String>>,
}

impl Loader {
    /// For so many samples, by the bearer of a token.
    pub fn new(
        (registry, identity): (Channel, Channel),
        token: String,
        batch: String,
        count: usize,
    ) -> Self {
        Self {
            registry: RegistryServiceClient::new(registry.clone()),
            reviews: ReviewServiceClient::new(registry.clone()),
            benefits: BenefitServiceClient::new(registry),
            organisations: OrganisationServiceClient::new(identity.clone()),
            staff: StaffServiceClient::new(identity),
            token,
            batch,
            ids: Mutex::new(vec![String::new(); count]),
        }
    }

    /// Goes on with a fresh token.
    pub fn renew(&mut self, token: String) {
        self.token = token;
    }

    /// Whether the registry has no enterprise, in whatever state.
    ///
    /// # Errors
    /// The registry does not answer.
    pub async fn finds_nothing(&self) -> Result<bool> {
        let mut registry = self.registry.clone();
        let search = self.request(SearchEnterprisesRequest::default(), None);
        let listed = told(registry.search_enterprises(search).await)?;
        let states = [
            State::Draft,
            State::Submitted,
            State::Returned,
            State::Rejected,
            State::Unlisted,
            State::Closed,
        ];
        let drafts = ListDraftsRequest {
            state: states.map(i32::from).to_vec(),
            ..ListDraftsRequest::default()
        };
        let drafts = told(registry.list_drafts(self.request(drafts, None)).await)?;
        Ok(listed.total_size == 0 && drafts.total_size == 0)
    }

    /// Lists all of these profiles today, without a story.
    ///
    /// # Errors
    /// The first refusal, with the name of the sample.
    pub async fn list_all(&self, profiles: &[Profile]) -> Result<()> {
        let places: Vec<usize> = (0..profiles.len()).collect();
        let list = async |it: usize| self.list(it, &profiles[it]).await;
        self.for_all(&places, profiles, list).await
    }

    /// Does what a chapter of the story says of these profiles.
    ///
    /// # Errors
    /// The first refusal, with the name of the sample.
    pub(crate) async fn tell(&self, chapter: &Chapter, profiles: &[Profile]) -> Result<()> {
        let days = chapter.days_ago;
        match &chapter.step {
            Step::List(places) => {
                let list = async |it: usize| self.list(it, &profiles[it]).await;
                self.for_all(places, profiles, list).await
            }
            Step::Certify(places) => {
                let key = format!("certify-{days}");
                let certify = async |it| self.certify(it, &key).await;
                self.for_all(places, profiles, certify).await
            }
            Step::Confirm(places) => {
                let key = format!("confirm-{days}");
                let confirm = async |it| self.confirm(it, &key).await;
                self.for_all(places, profiles, confirm).await
            }
        }
    }

    /// Reports what samples did for society in the years before this one.
    ///
    /// # Errors
    /// The first refusal, with the name of the sample.
    pub async fn report(&self, profiles: &[Profile], this_year: i32) -> Result<()> {
        let places: Vec<usize> = (0..profiles.len()).collect();
        let report = async |it| {
            for report in reports(it, this_year) {
                self.report_year(it, report).await?;
            }
            Ok(())
        };
        self.for_all(&places, profiles, report).await
    }

    /// Makes samples, each with its place, members of Skoopi from a day on.
    ///
    /// # Errors
    /// The first refusal, with the name of the sample.
    pub(crate) async fn join(&self, samples: &[(usize, &Profile)], from: &str) -> Result<()> {
        stream::iter(samples)
            .map(|(place, profile)| async move {
                let joined = self.join_one(*place, profile, from).await;
                joined.with_context(|| format!("{} cannot join", profile.name))
            })
            .buffer_unordered(CONCURRENT)
            .try_collect()
            .await
    }

    async fn for_all(
        &self,
        places: &[usize],
        profiles: &[Profile],
        carry_out: impl AsyncFn(usize) -> Result<()>,
    ) -> Result<()> {
        let named = |place: usize| profiles.get(place).map_or("", |it| it.name.as_str());
        let carry_out = &carry_out;
        stream::iter(places)
            .map(|&place| async move {
                let done = carry_out(place).await;
                done.with_context(|| format!("the sample {} was refused", named(place)))
            })
            .buffer_unordered(CONCURRENT)
            .try_collect()
            .await
    }
}
