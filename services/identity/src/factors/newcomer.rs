//! Somebody whom a sign-in service brings: known by a link, or new here. An
//! address that has an account is never taken over: whoever owns a mail
//! domain could make any sign-in service say that it is theirs.

use eventlog::command::{ExecuteError, Receipt};
use kernel::visible::{can_be_seen, is_hidden};
use uuid::Uuid;

use crate::{
    address::EmailAddress,
    domain::{
        account::{Account, command::Command, refusal::Refusal},
        values::Language,
    },
    factors::{FactorError, Person, Remote, record::record},
    joining,
    rooms::Rooms,
    secret,
    vault::Field,
};

/// Letters of a name, as in the forms.
const LONGEST_NAME: usize = 100;

/// Whom somebody from a sign-in service turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Newcomer {
    Known(Uuid),
    AddressNotVerified,
    AddressTaken,
}

impl Newcomer {
    /// Finds the account of the person, or opens one.
    pub(crate) async fn of(
        rooms: &Rooms,
        person: &Person,
        language: Language,
    ) -> Result<Self, FactorError> {
        if let Some(owner) = rooms.factors.providers.links.owner(&person.remote).await? {
            let loaded = rooms.store.load_account(owner).await?;
            match loaded.map(|loaded| loaded.state).unwrap_or_default() {
                Account::Open(open) if open.providers.contains(&person.remote.provider) => {
                    return Ok(Self::Known(owner));
                }
                // An opening that broke off is finished.
                Account::Unknown => {
                    open_account(rooms, owner, &person.remote, language).await?;
                    return Ok(Self::Known(owner));
                }
                // The link was taken back.
                Account::Open(_) | Account::Erased => {}
            }
        }
        let given = person.verified_email.as_deref();
        // What no mail can be sent to was not verified by anybody.
        let Some(Ok(email)) = given.map(EmailAddress::parse) else {
            return Ok(Self::AddressNotVerified);
        };
        let subject = secret::random_id();
        if !keep(rooms, subject, email.as_str(), person).await? {
            return Ok(Self::AddressTaken);
        }
        open_account(rooms, subject, &person.remote, language).await?;
        let ended = joining::end_sign_ups(rooms, email.as_str()).await;
        ended.map_err(FactorError::SignUps)?;
        Ok(Self::Known(subject))
    }
}

/// Keeps who it is; false where somebody has the address.
async fn keep(
    rooms: &Rooms,
    subject: Uuid,
    email: &str,
    person: &Person,
) -> Result<bool, FactorError> {
    let vault = &rooms.vault;
    let mut tx = rooms.pool.begin().await?;
    vault.create_in(&mut tx, subject).await?;
    if !vault.take_address_in(&mut tx, email, subject).await? {
        return Ok(false);
    }
    vault.put_in(&mut tx, subject, Field::Email, email).await?;
    let name = person.name.as_deref().map(name_of);
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        vault.put_in(&mut tx, subject, Field::Name, &name).await?;
    }
    let now = rooms.clock.now();
    let links = &rooms.factors.providers.links;
    links.put_in(&mut tx, &person.remote, subject, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// What broke off in the middle goes on where it stopped.
async fn open_account(
    rooms: &Rooms,
    subject: Uuid,
    remote: &Remote,
    language: Language,
) -> Result<(), FactorError> {
    let provider = remote.provider.clone();
    for command in [
        Command::Open { language },
        Command::VerifyEmail,
        Command::LinkProvider { provider },
    ] {
        unless_done(record(rooms, subject, command).await)?;
    }
    Ok(())
}

fn unless_done(recorded: Result<Receipt, ExecuteError<Refusal>>) -> Result<(), FactorError> {
    match recorded {
        Ok(_) | Err(ExecuteError::Refused(Refusal::AlreadyOpen | Refusal::AlreadyLinked)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// A name as it can stand here; empty where nothing of it can be seen.
fn name_of(given: &str) -> String {
    let seen = given.chars().filter(|letter| !is_hidden(*letter));
    let name: String = seen.take(LONGEST_NAME).collect();
    match can_be_seen(&name) {
        true => name.trim().to_owned(),
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_can_be_seen() {
        assert_eq!(name_of(" Inköp\r\nA "), "InköpA");
        assert_eq!(name_of("\u{202e}Elsa\u{200b}\u{2066} B"), "Elsa B");
        assert_eq!(name_of("\u{3164}\u{2800}"), "");
        assert_eq!(name_of(&"å".repeat(200)), "å".repeat(100));
    }
}
