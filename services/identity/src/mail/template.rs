//! The mails that there are, each with what it shows.

pub(crate) mod enterprise;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{domain::values::MemberRole, mail::template::enterprise::EnterpriseMail};

/// A mail's content, before it is put into words. Tokens are those of one-time
/// links; nothing here is about anybody but the one who gets the mail, or asked
/// for it.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "template", rename_all = "kebab-case")]
pub(crate) enum Template {
    VerifyEmail {
        token: String,
        /// Mails that were written by an older version do not say it.
        #[serde(default)]
        asked: Option<Asked>,
    },
    /// Somebody signed up with an address that has an account.
    AlreadyRegistered,
    ResetPassword {
        token: String,
    },
    /// To the new address.
    ConfirmEmail {
        token: String,
        #[serde(default)]
        asked: Option<Asked>,
    },
    /// To the old address.
    EmailChanged,
    SecurityChanged {
        change: Change,
    },
    Invitation {
        organisation: String,
        role: MemberRole,
        token: String,
    },
    /// To the owners.
    JoinRequested {
        organisation_id: Uuid,
        organisation: String,
    },
    JoinApproved {
        organisation_id: Uuid,
        organisation: String,
        role: MemberRole,
    },
    JoinRejected {
        organisation: String,
    },
    MemberRoleChanged {
        organisation_id: Uuid,
        organisation: String,
        role: MemberRole,
    },
    MemberRemoved {
        organisation: String,
    },
    OrganisationVerified {
        organisation_id: Uuid,
        organisation: String,
    },
    OrganisationRefused {
        organisation_id: Uuid,
        organisation: String,
        reason: String,
    },
    OrganisationClosed {
        organisation: String,
        reason: String,
    },
    StaffGranted,
    StaffRevoked,
    /// A county's SCB code.
    ProcessLeaderGranted {
        county: String,
    },
    ProcessLeaderRevoked {
        county: String,
    },
    /// What the registry asks for; its names lie beside those above.
    #[serde(untagged)]
    Enterprise(EnterpriseMail),
}

/// Who asked for a mail, and when: whoever gets it may be somebody else.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
pub(crate) struct Asked {
    pub(crate) name: String,
    #[serde(with = "time::serde::timestamp")]
    pub(crate) at: OffsetDateTime,
}

/// What changed in how a person logs in.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub(crate) enum Change {
    PasswordChanged,
    TotpAdded,
    TotpRemoved,
    RecoveryCodesRenewed,
    RecoveryCodeUsed {
        left: u32,
    },
    PasskeyAdded,
    PasskeyRemoved,
    /// A sign-in service by its name.
    ProviderLinked {
        name: String,
    },
    ProviderUnlinked {
        name: String,
    },
}

/// What a person may choose to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    /// What concerns the account itself: always told, and at once.
    Account,
    Organisation,
    Enterprise,
}

impl Template {
    /// For the row and the logs.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Template::VerifyEmail { .. } => "verify-email",
            Template::AlreadyRegistered => "already-registered",
            Template::ResetPassword { .. } => "reset-password",
            Template::ConfirmEmail { .. } => "confirm-email",
            Template::EmailChanged => "email-changed",
            Template::SecurityChanged { .. } => "security-changed",
            Template::Invitation { .. } => "invitation",
            Template::JoinRequested { .. } => "join-requested",
            Template::JoinApproved { .. } => "join-approved",
            Template::JoinRejected { .. } => "join-rejected",
            Template::MemberRoleChanged { .. } => "member-role-changed",
            Template::MemberRemoved { .. } => "member-removed",
            Template::OrganisationVerified { .. } => "organisation-verified",
            Template::OrganisationRefused { .. } => "organisation-refused",
            Template::OrganisationClosed { .. } => "organisation-closed",
            Template::StaffGranted => "staff-granted",
            Template::StaffRevoked => "staff-revoked",
            Template::ProcessLeaderGranted { .. } => "process-leader-granted",
            Template::ProcessLeaderRevoked { .. } => "process-leader-revoked",
            Template::Enterprise(mail) => mail.name(),
        }
    }

    pub(crate) fn category(&self) -> Category {
        match self {
            Template::VerifyEmail { .. }
            | Template::AlreadyRegistered
            | Template::ResetPassword { .. }
            | Template::ConfirmEmail { .. }
            | Template::EmailChanged
            | Template::SecurityChanged { .. }
            // There is no account yet that could have said what it wants.
            | Template::Invitation { .. }
            | Template::StaffGranted
            | Template::StaffRevoked
            | Template::ProcessLeaderGranted { .. }
            | Template::ProcessLeaderRevoked { .. } => Category::Account,
            Template::JoinRequested { .. }
            | Template::JoinApproved { .. }
            | Template::JoinRejected { .. }
            | Template::MemberRoleChanged { .. }
            | Template::MemberRemoved { .. }
            | Template::OrganisationVerified { .. }
            | Template::OrganisationRefused { .. }
            | Template::OrganisationClosed { .. } => Category::Organisation,
            Template::Enterprise(_) => Category::Enterprise,
        }
    }
}

/// Shows no token, so that none comes into a log.
impl std::fmt::Debug for Template {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name())
    }
}
