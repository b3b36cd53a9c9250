//! One sample's commands.

use std::sync::PoisonError;

use anyhow::Result;
use proto::asf::registry::v1::{
    AttestCriteriaRequest, BenefitReport, CertifyEnterpriseRequest, ConfirmCapacityRequest,
    ListEnterpriseRequest, Profile, RegisterEnterpriseRequest, ReportSocialBenefitRequest,
    SubmitEnterpriseRequest,
};
use tonic::{Code, Request, Response, Status};

use crate::{
    asking::{keyed, told},
    samples::{grounds::grounds, load::Loader, story},
};

/// How often a command is sent again.
const TRIES: usize = 3;

impl Loader {
    /// Registers, submits and lists it.
    pub(super) async fn list(&self, place: usize, profile: &Profile) -> Result<()> {
        let id = self.register(place, profile).await?;
        if story::has_grounds(place) {
            self.attest(place, &id).await?;
        }
        self.submit(place, &id).await?;
        let message = ListEnterpriseRequest {
            id,
            etag: String::new(),
        };
        let list = async || {
            let request = self.request(message.clone(), Some(("list", place)));
            self.registry.clone().list_enterprise(request).await
        };
        told(insisting(list).await).map(drop)
    }

    pub(super) async fn register(&self, place: usize, profile: &Profile) -> Result<String> {
        let message = RegisterEnterpriseRequest {
            profile: Some(profile.clone()),
        };
        let register = async || {
            let request = self.request(message.clone(), Some(("register", place)));
            self.registry.clone().register_enterprise(request).await
        };
        let registered = told(insisting(register).await)?;
        let id = registered.enterprise.unwrap_or_default().id;
        let mut ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = ids.get_mut(place) {
            known.clone_from(&id);
        }
        Ok(id)
    }

    pub(super) async fn attest(&self, place: usize, id: &str) -> Result<()> {
        let message = AttestCriteriaRequest {
            id: id.to_owned(),
            attestations: grounds(place),
            ..AttestCriteriaRequest::default()
        };
        let attest = async || {
            let request = self.request(message.clone(), Some(("attest", place)));
            self.reviews.clone().attest_criteria(request).await
        };
        told(insisting(attest).await).map(drop)
    }

    pub(super) async fn submit(&self, place: usize, id: &str) -> Result<()> {
        let message = SubmitEnterpriseRequest {
            id: id.to_owned(),
            etag: String::new(),
        };
        let submit = async || {
            let request = self.request(message.clone(), Some(("submit", place)));
            self.registry.clone().submit_enterprise(request).await
        };
        told(insisting(submit).await).map(drop)
    }

    /// `key` is another one for each time.
    pub(super) async fn certify(&self, place: usize, key: &str) -> Result<()> {
        let message = CertifyEnterpriseRequest {
            id: self.id(place),
            etag: String::new(),
        };
        let certify = async || {
            let request = self.request(message.clone(), Some((key, place)));
            self.reviews.clone().certify_enterprise(request).await
        };
        told(insisting(certify).await).map(drop)
    }

    /// `key` is another one for each time.
    pub(super) async fn confirm(&self, place: usize, key: &str) -> Result<()> {
        let message = ConfirmCapacityRequest {
            id: self.id(place),
            etag: String::new(),
        };
        let confirm = async || {
            let request = self.request(message.clone(), Some((key, place)));
            self.registry.clone().confirm_capacity(request).await
        };
        told(insisting(confirm).await).map(drop)
    }

    pub(super) async fn report_year(&self, place: usize, report: BenefitReport) -> Result<()> {
        let key = format!("report-{}", report.year);
        let message = ReportSocialBenefitRequest {
            id: self.id(place),
            report: Some(report),
            ..ReportSocialBenefitRequest::default()
        };
        let tell = async || {
            let request = self.request(message.clone(), Some((&key, place)));
            self.benefits.clone().report_social_benefit(request).await
        };
        told(insisting(tell).await).map(drop)
    }

    pub(super) fn id(&self, place: usize) -> String {
        let ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        ids.get(place).cloned().unwrap_or_default()
    }

    pub(super) fn request<T>(&self, message: T, key: Option<(&str, usize)>) -> Request<T> {
        let key = key.map(|(step, place)| format!("sample-{}-{place}-{step}", self.batch));
        keyed(Some(&self.token), message, key.as_deref())
    }
}

/// A busy machine turns a command away; its key makes sure that it is carried
/// out once however often it is sent.
pub(super) async fn insisting<T>(
    send: impl AsyncFn() -> Result<Response<T>, Status>,
) -> Result<Response<T>, Status> {
    let mut answer = send().await;
    for _ in 0..TRIES {
        if !answer.as_ref().is_err_and(|it| is_for_now(it.code())) {
            break;
        }
        answer = send().await;
    }
    answer
}

fn is_for_now(code: Code) -> bool {
    matches!(
        code,
        Code::Unavailable | Code::DeadlineExceeded | Code::Internal
    )
}
