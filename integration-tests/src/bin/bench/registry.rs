//! The registry's commands as a client gives them.

use std::{sync::Arc, time::Duration};

use chassis::client::outgoing;
use integration_tests::stack::person::Renewed;
use prost_types::FieldMask;
use proto::asf::registry::v1::{
    ListEnterpriseRequest, Profile, RegisterEnterpriseRequest, SubmitEnterpriseRequest,
    UnlistEnterpriseRequest, UpdateProfileRequest, registry_service_client::RegistryServiceClient,
};
use tonic::{Request, Status, transport::Channel};

use crate::platform::Platform;

const DEADLINE: Duration = Duration::from_secs(30);

/// Staff, on one HTTP/2 connection; clones share it.
#[derive(Clone)]
pub(crate) struct Staff {
    client: RegistryServiceClient<Channel>,
    token: Arc<Renewed>,
}

impl Staff {
    /// # Errors
    /// The certificate cannot be made.
    pub(crate) fn of(platform: &Platform) -> anyhow::Result<Self> {
        Ok(Self {
            client: RegistryServiceClient::new(platform.channel("registry")?),
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

    /// Changes the description; the feed position after it.
    ///
    /// # Errors
    /// It is refused.
    pub(crate) async fn describe(&mut self, id: &str, words: String) -> Result<u64, Status> {
        let message = UpdateProfileRequest {
            id: id.to_owned(),
            profile: Some(Profile {
                description: words,
                ..Profile::default()
            }),
            update_mask: Some(FieldMask {
                paths: vec!["description".to_owned()],
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
