//! The mails about an ASF's enterprise on the list, which the registry asks
//! for: its notices name the same templates and parameters.

use serde::{Deserialize, Serialize};

/// A mail to those who look after the enterprise. Days are `YYYY-MM-DD`.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "template", rename_all = "kebab-case")]
pub(crate) enum EnterpriseMail {
    EnterpriseListed {
        name: String,
        slug: String,
    },
    EnterpriseReturned {
        name: String,
        reasons: String,
    },
    EnterpriseRejected {
        name: String,
        reason: String,
    },
    EnterpriseUnlisted {
        name: String,
        /// Empty where it left by its own wish and did not say why.
        #[serde(default)]
        reason: String,
    },
    ChangesApproved {
        name: String,
        slug: String,
    },
    ChangesReturned {
        name: String,
        reasons: String,
    },
    EnterpriseCertified {
        name: String,
        slug: String,
        /// The last day of the certification.
        until: String,
    },
    /// The certification ends soon.
    CertificationSoon {
        name: String,
        until: String,
    },
    CertificationLapsed {
        name: String,
    },
    CertificationRevoked {
        name: String,
        reason: String,
    },
    CapacityReminder {
        name: String,
    },
    ClaimApproved {
        name: String,
        slug: String,
    },
    ClaimRejected {
        /// Empty where there is no such enterprise.
        name: String,
        /// A person's words, or a code of the registry.
        reason: String,
    },
    /// Deliveries to an address of theirs have stopped.
    WebhookDisabled {
        url: String,
        /// A code of the registry, or words.
        #[serde(default)]
        reason: String,
    },
}

impl EnterpriseMail {
    /// For the row and the logs.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::EnterpriseListed { .. } => "enterprise-listed",
            Self::EnterpriseReturned { .. } => "enterprise-returned",
            Self::EnterpriseRejected { .. } => "enterprise-rejected",
            Self::EnterpriseUnlisted { .. } => "enterprise-unlisted",
            Self::ChangesApproved { .. } => "changes-approved",
            Self::ChangesReturned { .. } => "changes-returned",
            Self::EnterpriseCertified { .. } => "enterprise-certified",
            Self::CertificationSoon { .. } => "certification-soon",
            Self::CertificationLapsed { .. } => "certification-lapsed",
            Self::CertificationRevoked { .. } => "certification-revoked",
            Self::CapacityReminder { .. } => "capacity-reminder",
            Self::ClaimApproved { .. } => "claim-approved",
            Self::ClaimRejected { .. } => "claim-rejected",
            Self::WebhookDisabled { .. } => "webhook-disabled",
        }
    }
}
