//! Loading the samples through the registry's own commands, so that they are
//! as real as any other entry. Each command has a key of its own: loading
//! again after an interruption goes on where it ended.

use anyhow::{Context, Result};
use futures::{StreamExt, TryStreamExt, stream};
use proto::asf::registry::v1::{
    ListDraftsRequest, ListEnterpriseRequest, Profile, RegisterEnterpriseRequest,
    SearchEnterprisesRequest, State, SubmitEnterpriseRequest,
    registry_service_client::RegistryServiceClient,
};
use tonic::{Code, Request, Response, Status, transport::Channel};

use crate::asking::{keyed, told};

/// Commands under way at once: enough for groups to be committed together.
const CONCURRENT: usize = 32;

/// How often a command is sent again.
const TRIES: usize = 3;

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
        let listed = told(registry.search_enterprises(search).await)?;
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
        let drafts = told(registry.list_drafts(self.request(drafts, None)).await)?;
        Ok(listed.total_size == 0 && drafts.total_size == 0)
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
        let mut answer = self.commands(profile.clone()).await;
        for _ in 0..TRIES {
            // A busy machine turns a command away; its key makes sure that it
            // is carried out once however often it is sent.
            if !answer
                .as_ref()
                .is_err_and(|status| is_for_now(status.code()))
            {
                break;
            }
            answer = self.commands(profile.clone()).await;
        }
        told(answer.map(Response::new)).with_context(|| format!("the sample {name} was refused"))
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
        let key = key.map(|(step, number)| format!("sample-{}-{number}-{step}", self.batch));
        keyed(Some(&self.token), message, key.as_deref())
    }
}

fn is_for_now(code: Code) -> bool {
    matches!(
        code,
        Code::Unavailable | Code::DeadlineExceeded | Code::Internal
    )
}
