//! The own enterprise as its people work with it: as it would be after the
//! changes that wait for review.

use chassis::caller::Role;
use prost_types::FieldMask;
use proto::asf::registry::v1::{
    Action, AttestCriteriaRequest, Attestation, Criterion, Enterprise, FieldReason, PendingChanges,
    Profile, UpdateProfileRequest,
};
use tonic::Status;

use super::{PATH, required};
use crate::{
    organisation::states,
    page::{early_response::EarlyResponse, page_request::PageRequest, respond},
};

pub(super) struct OwnEnterprise {
    pub(super) enterprise: Enterprise,
    /// With the changes that wait.
    pub(super) profile: Profile,
    /// By criterion, with the changes that wait.
    attestations: Vec<Attestation>,
}

impl OwnEnterprise {
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

    /// Without one there is no such page.
    pub(super) async fn required(request: &PageRequest) -> Result<Self, EarlyResponse> {
        Ok(Self::new(required(request).await?))
    }

    /// For the pages that change it.
    pub(super) async fn to_edit(request: &PageRequest) -> Result<Self, EarlyResponse> {
        let own = Self::required(request).await?;
        editors_only(request)?;
        own.while_it_may(Action::UpdateProfile, request)
    }

    /// Leads back to its page where this cannot be done now.
    fn while_it_may(self, action: Action, request: &PageRequest) -> Result<Self, EarlyResponse> {
        if self.may(action) {
            return Ok(self);
        }
        let message = request.lang.texts().refused_wrong_state();
        Err(respond::go(request, PATH, Some(message)).into())
    }

    /// Whether the registry offers this to the visitor.
    pub(super) fn may(&self, action: Action) -> bool {
        states::may(&self.enterprise, action)
    }

    /// Grows with every change.
    pub(super) fn version(&self) -> u64 {
        let digits = self.enterprise.etag.trim_matches('"');
        digits.parse().unwrap_or_default()
    }

    /// A change of the field, or of the criterion, is reviewed before it shows.
    pub(super) fn is_reviewed(&self, path: &str) -> bool {
        self.enterprise.reviewed_fields.iter().any(|it| it == path)
    }

    /// Scripts may save it at every step: nobody but its own people see it.
    pub(super) fn is_written(&self) -> bool {
        states::is_written(&self.enterprise)
    }

    pub(super) fn is_listed(&self) -> bool {
        states::is_public(&self.enterprise)
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
        request: &PageRequest,
        profile: Profile,
        fields: &[&str],
    ) -> Result<Enterprise, Status> {
        let update = UpdateProfileRequest {
            id: self.enterprise.id.clone(),
            profile: Some(profile),
            update_mask: Some(FieldMask {
                paths: fields.iter().map(ToString::to_string).collect(),
            }),
            etag: self.enterprise.etag.clone(),
        };
        let answer = request.registry().update_profile(update).await?;
        Ok(answer.into_inner().enterprise.unwrap_or_default())
    }

    pub(super) async fn attest(
        &self,
        request: &PageRequest,
        attestations: Vec<Attestation>,
    ) -> Result<Enterprise, Status> {
        let attest = AttestCriteriaRequest {
            id: self.enterprise.id.clone(),
            etag: self.enterprise.etag.clone(),
            attestations,
        };
        let answer = request.reviews().attest_criteria(attest).await?;
        Ok(answer.into_inner().enterprise.unwrap_or_default())
    }
}

/// To others these pages do not exist.
fn editors_only(request: &PageRequest) -> Result<(), EarlyResponse> {
    if request.has(Role::AsfEditor) {
        return Ok(());
    }
    Err(EarlyResponse::MISSING)
}

/// Empty where there is none.
pub(super) fn ground(attestations: &[Attestation], criterion: Criterion) -> &str {
    let found = attestations.iter().find(|it| it.criterion() == criterion);
    found.map_or("", |it| it.ground.as_str())
}
