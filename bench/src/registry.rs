//! The registry's commands as a client gives them.

use std::{sync::Arc, time::Duration};

use chassis::client::outgoing;
use integration_tests::stack::person::Renewed;
use prost_types::FieldMask;
use proto::asf::registry::v1::{
    CertifyEnterpriseRequest, ListEnterpriseRequest, Profile, RegisterEnterpriseRequest,
    SearchEnterprisesRequest, SubmitEnterpriseRequest, UnlistEnterpriseRequest,
    UpdateProfileRequest, registry_service_client::RegistryServiceClient,
    review_service_client::ReviewServiceClient,
};
use tonic::{Request, Status, transport::Channel};

use crate::platform::Platform;

const DEADLINE: Duration = Duration::from_secs(30);

/// Staff, on one HTTP/2 connection; clones share it.
#[derive(Clone)]
pub(crate) struct Staff {
    client: RegistryServiceClient<Channel>,
    reviews: ReviewServiceClient<Channel>,
    token: Arc<Renewed>,
}

impl Staff {
    /// # Errors
    /// The certificate cannot be made.
    pub(crate) fn of(platform: &Platform) -> anyhow::Result<Self> {
        let channel = platform.channel("registry")?;
        Ok(Self {
            client: RegistryServiceClient::new(channel.clone()),
            reviews: ReviewServiceClient::new(channel),
            token: Arc::clone(&platform.token),
        })
    }

    /// Registers an enterprise under an idempotency key; its id.
    ///
    /// # Errors
    /// It is refused.
    pub(crate) async fn register(&mut self, profile: Profile) -> Result<String, Status> {
        let key = format!("register-{}", profile.org_number);
        let message = RegisterEnterpriseRequest {
            profile: Some(profile),
        };
        let request = self.request(message, Some(&key));
        let made = self.client.register_enterprise(request).await?.into_inner();
        Ok(made.enterprise.unwrap_or_default().id)
    }

    /// Registers, submits and lists an enterprise; its id.
    ///
    /// # Errors
    /// A step is refused.
    pub(crate) async fn put_on_list(&mut self, profile: Profile) -> Result<String, Status> {
        let id = self.register(profile).await?;
        let message = SubmitEnterpriseRequest {
            id: id.clone(),
            etag: String::new(),
        };
        let request = self.request(message, None);
        self.client.submit_enterprise(request).await?;
        self.list(&id).await?;
        Ok(id)
    }

    /// The feed position after it.
    ///
    /// # Errors
    /// It is refused.
    pub(crate) async fn list(&mut self, id: &str) -> Result<u64, Status> {
        let message = ListEnterpriseRequest {
            id: id.to_owned(),
            etag: String::new(),
        };
        let request = self.request(message, None);
        let done = self.client.list_enterprise(request).await?;
        Ok(done.into_inner().position)
    }

    /// The feed position after it.
    ///
    /// # Errors
    /// It is refused.
    pub(crate) async fn unlist(&mut self, id: &str) -> Result<u64, Status> {
        let message = UnlistEnterpriseRequest {
            id: id.to_owned(),
            ..UnlistEnterpriseRequest::default()
        };
        let request = self.request(message, None);
        let done = self.client.unlist_enterprise(request).await?;
        Ok(done.into_inner().position)
    }

    /// Gives it another name; the feed position after it.
    ///
    /// # Errors
    /// It is refused.
    pub(crate) async fn rename(&mut self, id: &str, name: String) -> Result<u64, Status> {
        let profile = Profile {
            name,
            ..Profile::default()
        };
        self.change(id, profile, "name").await
    }

    /// Certifies an enterprise.
    ///
    /// # Errors
    /// It is refused.
    pub(crate) async fn certify(&mut self, id: &str) -> Result<(), Status> {
        let message = CertifyEnterpriseRequest {
            id: id.to_owned(),
            etag: String::new(),
        };
        let request = self.request(message, None);
        self.reviews.certify_enterprise(request).await.map(drop)
    }

    /// Whether a search that includes a feed position finds something.
    ///
    /// # Errors
    /// It is refused.
    pub(crate) async fn finds(&mut self, text: &str, read_after: u64) -> Result<bool, Status> {
        let message = SearchEnterprisesRequest {
            q: text.to_owned(),
            read_after,
            page_size: 1,
            ..SearchEnterprisesRequest::default()
        };
        let request = self.request(message, None);
        let found = self.client.search_enterprises(request).await?;
        Ok(found.into_inner().total_size > 0)
    }

    /// Changes the description; the feed position after it.
    ///
    /// # Errors
    /// It is refused.
    pub(crate) async fn describe(&mut self, id: &str, words: String) -> Result<u64, Status> {
        let profile = Profile {
            description: words,
            ..Profile::default()
        };
        self.change(id, profile, "description").await
    }

    async fn change(&mut self, id: &str, profile: Profile, field: &str) -> Result<u64, Status> {
        let message = UpdateProfileRequest {
            id: id.to_owned(),
            profile: Some(profile),
            update_mask: Some(FieldMask {
                paths: vec![field.to_owned()],
            }),
            etag: String::new(),
        };
        let request = self.request(message, None);
        let done = self.client.update_profile(request).await?;
        Ok(done.into_inner().position)
    }

    fn request<T>(&self, message: T, key: Option<&str>) -> Request<T> {
        let mut request = Request::new(message);
        outgoing(&mut request, Some(&self.token.now()), DEADLINE, key);
        request
    }
}
