//! Loading the samples through the registry's own commands, so that they are
//! as real as any other entry. Each command has a key of its own: loading
//! again after an interruption goes on where it ended.

use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use chassis::client::outgoing;
use futures::{StreamExt, TryStreamExt, stream};
use proto::asf::registry::v1::{
    ListDraftsRequest, ListEnterpriseRequest, Profile, RegisterEnterpriseRequest,
    SearchEnterprisesRequest, State, SubmitEnterpriseRequest,
    registry_service_client::RegistryServiceClient,
};
use tonic::{Request, Status, transport::Channel};

/// Commands under way at once: enough for groups to be committed together.
const CONCURRENT: usize = 32;

const DEADLINE: Duration = Duration::from_secs(30);

/// A registry, and who loads the samples.
#[derive(Clone)]
pub struct Loader {
    registry: RegistryServiceClient<Channel>,
    token: String,
    /// Told apart by it: the same samples made on another day.
    batch: String,
}

impl Loader {
    pub fn new(channel: Channel, token: String, batch: String) -> Self {
        Self {
            registry: RegistryServiceClient::new(channel),
            token,
            batch,
        }
    }

    /// Whether the registry has no enterprise, in whatever state.
    ///
    /// # Errors
    /// The registry does not answer.
    pub async fn finds_nothing(&self) -> Result<bool> {
        let mut registry = self.registry.clone();
        let search = self.request(SearchEnterprisesRequest::default(), None);
        let listed = registry.search_enterprises(search).await.map_err(told)?;
        let states = [
            State::Draft,
            State::Submitted,
            State::Returned,
            State::Unlisted,
            State::Closed,
        ];
        let drafts = ListDraftsRequest {
            state: states.map(i32::from).to_vec(),
            ..ListDraftsRequest::default()
        };
        let drafts = registry.list_drafts(self.request(drafts, None)).await;
        let drafts = drafts.map_err(told)?;
        Ok(listed.into_inner().total_size == 0 && drafts.into_inner().total_size == 0)
    }

    /// Registers, submits and lists each profile; calls `listed` after each
    /// with how many are on the list.
    ///
    /// # Errors
    /// The first refusal, with the name of the sample.
    pub async fn load(&self, profiles: Vec<Profile>, listed: impl Fn(usize)) -> Result<()> {
        let mut done = 0;
        let mut loading = stream::iter(profiles)
            .map(|profile| self.list(profile))
            .buffer_unordered(CONCURRENT);
        while loading.try_next().await?.is_some() {
            done += 1;
            listed(done);
        }
        Ok(())
    }

    async fn list(&self, profile: Profile) -> Result<()> {
        let name = profile.name.clone();
        self.commands(profile)
            .await
            .map_err(told)
            .with_context(|| format!("the sample {name} was refused"))
    }

    async fn commands(&self, profile: Profile) -> Result<(), Status> {
        let mut registry = self.registry.clone();
        let number = profile.org_number.clone();
        let register = RegisterEnterpriseRequest {
            profile: Some(profile),
        };
        let register = self.request(register, Some(("register", &number)));
        let registered = registry.register_enterprise(register).await?.into_inner();
        let id = registered.enterprise.unwrap_or_default().id;
        let submit = SubmitEnterpriseRequest {
            id: id.clone(),
            etag: String::new(),
        };
        let submit = self.request(submit, Some(("submit", &number)));
        registry.submit_enterprise(submit).await?;
        let list = ListEnterpriseRequest {
            id,
            etag: String::new(),
        };
        let list = self.request(list, Some(("list", &number)));
        registry.list_enterprise(list).await.map(drop)
    }

    fn request<T>(&self, message: T, key: Option<(&str, &str)>) -> Request<T> {
        let mut request = Request::new(message);
        let key = key.map(|(step, number)| format!("sample-{}-{number}-{step}", self.batch));
        outgoing(&mut request, Some(&self.token), DEADLINE, key.as_deref());
        request
    }
}

/// A refusal in one line, without what the transport adds.
fn told(status: Status) -> anyhow::Error {
    anyhow!("{:?}: {}", status.code(), status.message())
}
