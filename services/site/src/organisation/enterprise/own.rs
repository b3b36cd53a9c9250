//! The own enterprise as its people work with it: as it would be after the
//! changes that wait for review.

use chassis::caller::Role;
use prost_types::FieldMask;
use proto::asf::registry::v1::{
    AttestCriteriaRequest, Attestation, Criterion, Enterprise, FieldReason, PendingChanges,
    Profile, State, UpdateProfileRequest,
};
use tonic::Status;

use super::{PATH, required};
use crate::{
    Site,
    page::{early_response::EarlyResponse, error_page, page_request::PageRequest, respond},
};

pub(super) struct Own {
    pub(super) enterprise: Enterprise,
    /// With the changes that wait.
    pub(super) profile: Profile,
    /// By criterion, with the changes that wait.
    attestations: Vec<Attestation>,
}

impl Own {
    pub(super) fn new(enterprise: Enterprise) -> Self {
        let pending = enterprise.pending.clone().unwrap_or_default();
        let profile = pending.profile.or_else(|| enterprise.profile.clone());
        let approved = enterprise.attestations.iter();
        let kept = approved.filter(|it| {
            let mut waiting = pending.attestations.iter();
            !waiting.any(|other| other.criterion == it.criterion)
        });
        let attestations = kept.chain(&pending.attestations).cloned().collect();
        Self {
            profile: profile.unwrap_or_default(),
            attestations,
            enterprise,
        }
    }

    pub(super) async fn required(
        site: &Site,
        request: &PageRequest,
    ) -> Result<Self, EarlyResponse> {
        Ok(Self::new(required(site, request).await?))
    }

    /// For those who may change it, while it can be changed.
    pub(super) async fn to_edit(site: &Site, request: &PageRequest) -> Result<Self, EarlyResponse> {
        let own = Self::required(site, request).await?;
        if !request.has(Role::AsfEditor) {
            return Err(error_page::missing(request).into());
        }
        if own.can_change() {
            return Ok(own);
        }
        let said = request.lang.texts().refused_wrong_state();
        Err(respond::go(request, PATH, Some(said)).into())
    }

    pub(super) fn state(&self) -> State {
        self.enterprise.state()
    }

    pub(super) fn can_change(&self) -> bool {
        match self.state() {
            State::Draft | State::Submitted | State::Returned | State::Listed | State::Unlisted => {
                true
            }
            State::Unspecified | State::Closed | State::Rejected => false,
        }
    }

    /// It is being written, and scripts may save it at every step: nobody but
    /// its own people see it.
    pub(super) fn is_written(&self) -> bool {
        match self.state() {
            State::Draft | State::Returned => true,
            State::Unspecified
            | State::Submitted
            | State::Listed
            | State::Unlisted
            | State::Closed
            | State::Rejected => false,
        }
    }

    pub(super) fn is_listed(&self) -> bool {
        self.state() == State::Listed
    }

    /// Changes that wait for review, or came back from it.
    pub(super) fn pending(&self) -> Option<&PendingChanges> {
        self.enterprise.pending.as_ref()
    }

    /// What the review says of single fields.
    pub(super) fn reasons(&self) -> impl Iterator<Item = &FieldReason> {
        let pending = self.enterprise.pending.iter();
        let pending = pending.flat_map(|it| &it.return_reasons);
        self.enterprise.return_reasons.iter().chain(pending)
    }

    pub(super) fn ground(&self, criterion: Criterion) -> &str {
        ground(&self.attestations, criterion)
    }

    /// Saves these fields of the profile.
    pub(super) async fn save(
        &self,
        (site, request): (&Site, &PageRequest),
        profile: Profile,
        fields: &[&str],
    ) -> Result<Enterprise, Status> {
        let question = request.asking(UpdateProfileRequest {
            id: self.enterprise.id.clone(),
            profile: Some(profile),
            update_mask: Some(FieldMask {
                paths: fields.iter().map(ToString::to_string).collect(),
            }),
            etag: self.enterprise.etag.clone(),
        });
        let mut registry = site.clients.registry.clone();
        let answer = registry.update_profile(question).await?;
        Ok(answer.into_inner().enterprise.unwrap_or_default())
    }

    pub(super) async fn attest(
        &self,
        (site, request): (&Site, &PageRequest),
        attestations: Vec<Attestation>,
    ) -> Result<Enterprise, Status> {
        let question = request.asking(AttestCriteriaRequest {
            id: self.enterprise.id.clone(),
            etag: self.enterprise.etag.clone(),
            attestations,
        });
        let mut reviews = site.clients.reviews.clone();
        let answer = reviews.attest_criteria(question).await?;
        Ok(answer.into_inner().enterprise.unwrap_or_default())
    }
}

/// Empty where there is none.
pub(super) fn ground(attestations: &[Attestation], criterion: Criterion) -> &str {
    let found = attestations.iter().find(|it| it.criterion() == criterion);
    found.map_or("", |it| it.ground.as_str())
}
