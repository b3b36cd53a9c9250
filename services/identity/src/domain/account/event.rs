//! What has happened to an account, as it lies in the log for ever. Nothing
//! personal: that a name changed, never to what.
//!
//! The JSON of each event is pinned by a snapshot. To change one, leave the
//! snapshot alone and teach `DomainEvent::upcast` to read it.

use kernel::aggregate::DomainEvent;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::values::{Language, MailPreferences, PlatformRole};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub(crate) enum Event {
    /// A person is here.
    Opened {
        language: Language,
    },
    /// The person reads mail at the address.
    EmailVerified,
    /// Another address, proven as well.
    EmailChanged,
    /// A first password, or another one.
    PasswordSet,
    /// A program gives codes for the second step.
    TotpAdded,
    TotpRemoved,
    /// New ones; those before are void.
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    PasskeyAdded {
        id: Uuid,
    },
    PasskeyRemoved {
        id: Uuid,
    },
    /// Somebody else's login leads here too.
    ProviderLinked {
        provider: String,
    },
    ProviderUnlinked {
        provider: String,
    },
    PreferencesChanged {
        language: Language,
        mail: MailPreferences,
    },
    /// Name or telephone number.
    DetailsChanged,
    RoleGranted {
        #[serde(flatten)]
        role: PlatformRole,
    },
    RoleRevoked {
        #[serde(flatten)]
        role: PlatformRole,
    },
    /// The person wishes to be forgotten.
    Erased,
}

impl DomainEvent for Event {}

impl Event {
    /// The type's name in the log.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "Opened",
            Self::EmailVerified => "EmailVerified",
            Self::EmailChanged => "EmailChanged",
            Self::PasswordSet => "PasswordSet",
            Self::TotpAdded => "TotpAdded",
            Self::TotpRemoved => "TotpRemoved",
            Self::RecoveryCodesRenewed => "RecoveryCodesRenewed",
            Self::RecoveryCodeUsed => "RecoveryCodeUsed",
            Self::PasskeyAdded { .. } => "PasskeyAdded",
            Self::PasskeyRemoved { .. } => "PasskeyRemoved",
            Self::ProviderLinked { .. } => "ProviderLinked",
            Self::ProviderUnlinked { .. } => "ProviderUnlinked",
            Self::PreferencesChanged { .. } => "PreferencesChanged",
            Self::DetailsChanged => "DetailsChanged",
            Self::RoleGranted { .. } => "RoleGranted",
            Self::RoleRevoked { .. } => "RoleRevoked",
            Self::Erased => "Erased",
        }
    }
}
