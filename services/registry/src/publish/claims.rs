//! What is said of claims, and to whom something is to be told.

use std::collections::HashMap;

use chassis::times::timestamp;
use eventlog::journal::PublicEvent;
use kernel::org_number::OrgNumber;
use proto::asf::registry::v1::{EnterpriseClaimApproved, EnterpriseClaimRejected, NoticeRequested};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Kind, public};
use crate::domain::enterprise::{FieldReason, Known, claim::Rejection, notice::Notice};

pub(super) const CLAIM_APPROVED: Kind = Kind {
    r#type: "asf.registry.v1.EnterpriseClaimApproved",
    name: "claim-approved",
};
pub(super) const CLAIM_REJECTED: Kind = Kind {
    r#type: "asf.registry.v1.EnterpriseClaimRejected",
    name: "claim-rejected",
};
pub(super) const NOTICE_REQUESTED: Kind = Kind {
    r#type: "asf.registry.v1.NoticeRequested",
    name: "notice-requested",
};

/// `number` is the enterprise's, where somebody decided a claim of it.
pub(super) fn approved(
    id: Uuid,
    organisation: Uuid,
    number: Option<OrgNumber>,
    at: OffsetDateTime,
) -> PublicEvent {
    let message = EnterpriseClaimApproved {
        enterprise_id: id.to_string(),
        organisation_id: organisation.to_string(),
        approved_at: Some(timestamp(at)),
        org_number: number.map(String::from).unwrap_or_default(),
    };
    public(&CLAIM_APPROVED, id, &message)
}

pub(super) fn rejected(
    id: Uuid,
    organisation: Uuid,
    reason: &Rejection,
    at: OffsetDateTime,
) -> PublicEvent {
    let message = EnterpriseClaimRejected {
        enterprise_id: id.to_string(),
        organisation_id: organisation.to_string(),
        reason: reason.text().to_owned(),
        rejected_at: Some(timestamp(at)),
    };
    public(&CLAIM_REJECTED, id, &message)
}

/// `known` is nothing where the enterprise that was claimed is not there.
pub(super) fn notice(
    id: Uuid,
    organisation: Uuid,
    (notice, known): (&Notice, Option<&Known>),
    at: OffsetDateTime,
) -> PublicEvent {
    let message = NoticeRequested {
        enterprise_id: id.to_string(),
        subject_id: String::new(),
        organisation_id: organisation.to_string(),
        template: template(notice).to_owned(),
        parameters: parameters(notice, known),
        requested_at: Some(timestamp(at)),
    };
    public(&NOTICE_REQUESTED, id, &message)
}

fn template(notice: &Notice) -> &'static str {
    match notice {
        Notice::ClaimApproved => "claim-approved",
        Notice::ClaimRejected { .. } => "claim-rejected",
        Notice::Listed => "enterprise-listed",
        Notice::Returned => "enterprise-returned",
        Notice::Unlisted { .. } => "enterprise-unlisted",
        Notice::Rejected { .. } => "enterprise-rejected",
        Notice::ChangesApproved => "changes-approved",
        Notice::ChangesReturned => "changes-returned",
        Notice::Certified { .. } => "enterprise-certified",
        Notice::CertificationSoon { .. } => "certification-soon",
        Notice::CertificationLapsed => "certification-lapsed",
        Notice::CertificationRevoked { .. } => "certification-revoked",
        Notice::CapacityReminder { .. } => "capacity-reminder",
    }
}

fn parameters(notice: &Notice, known: Option<&Known>) -> HashMap<String, String> {
    let mut parameters = HashMap::new();
    let mut add = |name: &str, value: &str| {
        parameters.insert(name.to_owned(), value.to_owned());
    };
    add("name", known.map_or("", |it| it.profile.name.as_str()));
    add("slug", known.map_or("", |it| it.slug.as_str()));
    match notice {
        Notice::ClaimApproved
        | Notice::Listed
        | Notice::ChangesApproved
        | Notice::CertificationLapsed
        | Notice::CapacityReminder { .. } => {}
        Notice::ClaimRejected { reason } => add("reason", reason.text()),
        Notice::Returned => {
            let reasons = known.map(|it| it.return_reasons.as_slice());
            add("reasons", &lines(reasons.unwrap_or_default()));
        }
        Notice::ChangesReturned => {
            let pending = known.and_then(|it| it.pending.as_ref());
            let reasons = pending.map(|it| it.return_reasons.as_slice());
            add("reasons", &lines(reasons.unwrap_or_default()));
        }
        Notice::Unlisted { reason } => {
            add("reason", reason.as_ref().map_or("", |it| it.as_str()));
        }
        Notice::Rejected { reason } | Notice::CertificationRevoked { reason } => {
            add("reason", reason.as_str());
        }
        Notice::Certified { until } | Notice::CertificationSoon { until } => {
            add("until", &until.to_string());
        }
    }
    parameters
}

/// One in a line.
fn lines(reasons: &[FieldReason]) -> String {
    let lines: Vec<_> = reasons.iter().map(|it| it.reason.as_str()).collect();
    lines.join("\n")
}
