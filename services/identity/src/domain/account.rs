//! One person's account: the ways into it, what the person wants to be told,
//! and the roles that staff gave. Who the person is stands in the vault.

pub(crate) mod command;
pub(crate) mod event;
pub(crate) mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use kernel::aggregate::Aggregate;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::{
    account::{command::Command, event::Event, refusal::Refusal},
    values::{Language, MailPreferences, PlatformRole},
};

/// The fold of an account's events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Account {
    /// No event yet.
    #[default]
    Unknown,
    Open(Box<Open>),
    /// For good.
    Erased,
}

/// An account that somebody has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Open {
    pub(crate) language: Language,
    pub(crate) email_verified: bool,
    pub(crate) mail: MailPreferences,
    pub(crate) has_password: bool,
    pub(crate) has_totp: bool,
    pub(crate) passkeys: BTreeSet<Uuid>,
    pub(crate) providers: BTreeSet<String>,
    pub(crate) roles: BTreeSet<PlatformRole>,
}

impl Aggregate for Account {
    const NAME: &'static str = "account";
    const SNAPSHOT_SHAPE: i32 = 1;

    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(&self, command: &Command, _at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        match (self, command) {
            (Self::Unknown, Command::Open { language }) => Ok(vec![Event::Opened {
                language: *language,
            }]),
            (Self::Unknown, _) => Err(Refusal::NotFound),
            (Self::Erased, Command::Erase) => Ok(Vec::new()),
            (Self::Erased, _) => Err(Refusal::Erased),
            (Self::Open(open), command) => open.decide(command),
        }
    }

    fn evolve(&mut self, event: &Event) {
        match (&mut *self, event) {
            (Self::Unknown, Event::Opened { language }) => {
                *self = Self::Open(Box::new(Open {
                    language: *language,
                    ..Open::default()
                }));
            }
            (Self::Open(_), Event::Erased) => *self = Self::Erased,
            (Self::Open(open), event) => open.evolve(event),
            // Every stream begins with an opening, and ends with an erasure.
            (Self::Unknown | Self::Erased, _) => {}
        }
    }
}

impl Open {
    fn decide(&self, command: &Command) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Open { .. } => Err(Refusal::AlreadyOpen),
            Command::VerifyEmail => Ok(when(!self.email_verified, Event::EmailVerified)),
            Command::ChangeEmail => Ok(vec![Event::EmailChanged]),
            Command::SetPassword => Ok(vec![Event::PasswordSet]),
            Command::AddTotp if self.has_totp => Err(Refusal::TotpAlreadyAdded),
            Command::AddTotp => Ok(vec![Event::TotpAdded]),
            Command::RemoveTotp => self.with_totp(Event::TotpRemoved),
            Command::RenewRecoveryCodes => self.with_totp(Event::RecoveryCodesRenewed),
            Command::UseRecoveryCode => self.with_totp(Event::RecoveryCodeUsed),
            Command::AddPasskey { id } => Ok(when(
                !self.passkeys.contains(id),
                Event::PasskeyAdded { id: *id },
            )),
            Command::RemovePasskey { id } => self.remove_passkey(*id),
            Command::LinkProvider { provider } => self.link(provider),
            Command::UnlinkProvider { provider } => self.unlink(provider),
            Command::ChangePreferences { language, mail } => Ok(when(
                (self.language, self.mail) != (*language, *mail),
                Event::PreferencesChanged {
                    language: *language,
                    mail: *mail,
                },
            )),
            Command::ChangeDetails => Ok(vec![Event::DetailsChanged]),
            Command::GrantRole { role } => self.grant(*role),
            Command::RevokeRole { role } if self.roles.contains(role) => {
                Ok(vec![Event::RoleRevoked { role: *role }])
            }
            Command::RevokeRole { .. } => Err(Refusal::RoleNotHeld),
            Command::Erase => Ok(self.erase()),
        }
    }

    fn with_totp(&self, event: Event) -> Result<Vec<Event>, Refusal> {
        if self.has_totp {
            Ok(vec![event])
        } else {
            Err(Refusal::NoTotp)
        }
    }

    fn remove_passkey(&self, id: Uuid) -> Result<Vec<Event>, Refusal> {
        if !self.passkeys.contains(&id) {
            return Err(Refusal::NoSuchPasskey);
        }
        self.keep_a_way_in()?;
        Ok(vec![Event::PasskeyRemoved { id }])
    }

    fn link(&self, provider: &str) -> Result<Vec<Event>, Refusal> {
        if self.providers.contains(provider) {
            return Err(Refusal::AlreadyLinked);
        }
        let provider = provider.to_owned();
        Ok(vec![Event::ProviderLinked { provider }])
    }

    fn unlink(&self, provider: &str) -> Result<Vec<Event>, Refusal> {
        if !self.providers.contains(provider) {
            return Err(Refusal::NotLinked);
        }
        self.keep_a_way_in()?;
        let provider = provider.to_owned();
        Ok(vec![Event::ProviderUnlinked { provider }])
    }

    /// Before a passkey or a sign-in service goes.
    fn keep_a_way_in(&self) -> Result<(), Refusal> {
        let ways = usize::from(self.has_password) + self.passkeys.len() + self.providers.len();
        if ways > 1 {
            Ok(())
        } else {
            Err(Refusal::LastWayIn)
        }
    }

    /// Whoever is given power has shown to read the mails about it.
    fn grant(&self, role: PlatformRole) -> Result<Vec<Event>, Refusal> {
        if !self.email_verified {
            return Err(Refusal::NotVerified);
        }
        let is_new = !self.roles.contains(&role);
        Ok(when(is_new, Event::RoleGranted { role }))
    }

    /// The roles go by name, so that the rules about who has them hold here too.
    fn erase(&self) -> Vec<Event> {
        let revoked = |role: &PlatformRole| Event::RoleRevoked { role: *role };
        let revoked = self.roles.iter().map(revoked);
        revoked.chain([Event::Erased]).collect()
    }

    fn evolve(&mut self, event: &Event) {
        match event {
            // The fold of the whole account answers these.
            Event::Opened { .. } | Event::Erased => {}
            // Nothing of them is needed to decide.
            Event::RecoveryCodesRenewed | Event::RecoveryCodeUsed | Event::DetailsChanged => {}
            Event::EmailVerified | Event::EmailChanged => self.email_verified = true,
            Event::PasswordSet => self.has_password = true,
            Event::TotpAdded => self.has_totp = true,
            Event::TotpRemoved => self.has_totp = false,
            Event::PasskeyAdded { id } => {
                self.passkeys.insert(*id);
            }
            Event::PasskeyRemoved { id } => {
                self.passkeys.remove(id);
            }
            Event::ProviderLinked { provider } => {
                self.providers.insert(provider.clone());
            }
            Event::ProviderUnlinked { provider } => {
                self.providers.remove(provider);
            }
            Event::PreferencesChanged { language, mail } => {
                (self.language, self.mail) = (*language, *mail);
            }
            Event::RoleGranted { role } => {
                self.roles.insert(*role);
            }
            Event::RoleRevoked { role } => {
                self.roles.remove(role);
            }
        }
    }
}

fn when(is_so: bool, event: Event) -> Vec<Event> {
    if is_so { vec![event] } else { Vec::new() }
}
