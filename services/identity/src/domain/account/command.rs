//! What can be asked of an account.

use uuid::Uuid;

use crate::domain::values::{Language, MailPreferences, PlatformRole};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    Open {
        language: Language,
    },
    VerifyEmail,
    ChangeEmail,
    SetPassword,
    AddTotp,
    RemoveTotp,
    RenewRecoveryCodes,
    UseRecoveryCode,
    AddPasskey {
        id: Uuid,
    },
    RemovePasskey {
        id: Uuid,
    },
    LinkProvider {
        provider: String,
    },
    UnlinkProvider {
        provider: String,
    },
    ChangePreferences {
        language: Language,
        mail: MailPreferences,
    },
    ChangeDetails,
    GrantRole {
        role: PlatformRole,
    },
    RevokeRole {
        role: PlatformRole,
    },
    Erase,
}
