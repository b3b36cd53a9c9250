//! Reading one's account, and changing name, telephone, language and what is
//! told by mail.

use chassis::caller::Caller;
use host::call::{Answer, Read};
use kernel::fault::{ErrorReason, Faults};
use prost_types::FieldMask;
use proto::asf::identity::v1;
use tonic::Request;
use uuid::Uuid;

use super::{convert, fields};
use crate::{
    domain::{
        account::command::Command,
        values::{Language, MailPreferences},
    },
    factors::record::record,
    grpc::entry,
    rooms::Rooms,
    vault::Field,
};

pub(super) async fn get_account(
    rooms: &Rooms,
    request: Request<v1::GetAccountRequest>,
) -> Answer<v1::GetAccountResponse> {
    let caller = Read::open(request)?.caller;
    let account = Some(account(rooms, &caller).await?);
    Ok(v1::GetAccountResponse { account })
}

/// The caller's account, with the roles that the session has at the moment.
async fn account(rooms: &Rooms, caller: &Caller) -> Answer<v1::Account> {
    let session = entry::session(rooms, caller).await?;
    let now = rooms.clock.now();
    let standing = rooms.tokens.standing(&session, now).await?;
    let account = convert::account(rooms, session.subject, standing).await?;
    Ok(account.ok_or_else(entry::login_needed)?)
}

/// What a request changes; what it does not name stays.
#[derive(Default)]
struct Changes {
    name: Option<String>,
    phone: Option<String>,
    language: Option<Language>,
    mail: Option<Mail>,
}

/// Which of the preferences, and to what.
#[derive(Default)]
struct Mail {
    organisation: Option<bool>,
    enterprise: Option<bool>,
    marketplace: Option<bool>,
    news: Option<bool>,
    quiet_hours: Option<bool>,
}

pub(super) async fn update_account(
    rooms: &Rooms,
    request: Request<v1::UpdateAccountRequest>,
) -> Answer<v1::UpdateAccountResponse> {
    let (read, changes) = Read::parse(request, |message, faults| {
        let account = message.account.clone().unwrap_or_default();
        Some(changes(&account, message.update_mask.as_ref(), faults))
    })?;
    let subject = entry::subject_of(&read.caller)?;
    write(rooms, subject, &changes).await?;
    let account = Some(account(rooms, &read.caller).await?);
    Ok(v1::UpdateAccountResponse { account })
}

async fn write(rooms: &Rooms, subject: Uuid, changes: &Changes) -> Answer<()> {
    if changes.name.is_some() || changes.phone.is_some() {
        store_personal(rooms, subject, changes).await?;
        record(rooms, subject, Command::ChangeDetails).await?;
    }
    if changes.language.is_some() || changes.mail.is_some() {
        let row = rooms.accounts.get(subject).await?;
        let row = row.ok_or_else(entry::login_needed)?;
        let command = Command::ChangePreferences {
            language: changes.language.unwrap_or(row.language),
            mail: changes
                .mail
                .as_ref()
                .map_or(row.mail, |mail| mail.over(row.mail)),
        };
        record(rooms, subject, command).await?;
    }
    Ok(())
}

async fn store_personal(rooms: &Rooms, subject: Uuid, changes: &Changes) -> Answer<()> {
    let vault = &rooms.vault;
    let mut tx = rooms.pool.begin().await?;
    if let Some(name) = &changes.name {
        vault.put_in(&mut tx, subject, Field::Name, name).await?;
    }
    match changes.phone.as_deref() {
        Some("") => vault.clear_in(&mut tx, subject, Field::Phone).await?,
        Some(phone) => vault.put_in(&mut tx, subject, Field::Phone, phone).await?,
        None => {}
    }
    Ok(tx.commit().await?)
}

/// By the mask; without one, what has a value.
fn changes(account: &v1::Account, mask: Option<&FieldMask>, faults: &mut Faults) -> Changes {
    let mut paths: Vec<String> = mask.map_or_else(Vec::new, |mask| mask.paths.clone());
    if paths.is_empty() {
        paths = given(account);
    }
    let mut changes = Changes::default();
    for (nth, path) in paths.iter().enumerate() {
        match path.as_str() {
            "name" => changes.name = Some(fields::name("account.name", &account.name, faults)),
            "phone" => changes.phone = Some(fields::phone("account.phone", &account.phone, faults)),
            "language" => changes.language = Some(fields::language(account.language)),
            path => {
                let wanted = account.mail.unwrap_or_default();
                if !changes.mail.get_or_insert_default().take(path, wanted) {
                    unknown(nth, faults);
                }
            }
        }
    }
    changes
}

fn given(account: &v1::Account) -> Vec<String> {
    let given = [
        ("name", !account.name.is_empty()),
        ("phone", !account.phone.is_empty()),
        ("language", account.language != 0),
        ("mail", account.mail.is_some()),
    ];
    let given = given.into_iter().filter(|(_, is_given)| *is_given);
    given.map(|(name, _)| name.to_owned()).collect()
}

fn unknown(nth: usize, faults: &mut Faults) {
    let message = "only name, phone, language and mail can be changed here";
    faults.add(
        format!("update_mask.paths[{nth}]"),
        ErrorReason::UnknownValue,
        message,
    );
}

impl Mail {
    /// False for a path that is none of the preferences.
    fn take(&mut self, path: &str, wanted: v1::MailPreferences) -> bool {
        match path {
            "mail" => {
                *self = Self {
                    organisation: Some(wanted.organisation),
                    enterprise: Some(wanted.enterprise),
                    marketplace: Some(wanted.marketplace),
                    news: Some(wanted.news),
                    quiet_hours: Some(wanted.quiet_hours),
                };
            }
            "mail.organisation" => self.organisation = Some(wanted.organisation),
            "mail.enterprise" => self.enterprise = Some(wanted.enterprise),
            "mail.marketplace" => self.marketplace = Some(wanted.marketplace),
            "mail.news" => self.news = Some(wanted.news),
            "mail.quiet_hours" => self.quiet_hours = Some(wanted.quiet_hours),
            _ => return false,
        }
        true
    }

    fn over(&self, before: MailPreferences) -> MailPreferences {
        MailPreferences {
            organisation: self.organisation.unwrap_or(before.organisation),
            enterprise: self.enterprise.unwrap_or(before.enterprise),
            marketplace: self.marketplace.unwrap_or(before.marketplace),
            news: self.news.unwrap_or(before.news),
            quiet_hours: self.quiet_hours.unwrap_or(before.quiet_hours),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(paths: &[&str]) -> (Changes, Vec<&'static str>) {
        let account = v1::Account {
            name: "KOOPUS".to_owned(),
            mail: Some(v1::MailPreferences {
                news: true,
                ..v1::MailPreferences::default()
            }),
            ..v1::Account::default()
        };
        let paths = paths.iter().map(|&path| path.to_owned()).collect();
        let mut faults = Faults::default();
        let changes = changes(&account, Some(&FieldMask { paths }), &mut faults);
        let rules = faults
            .into_vec()
            .into_iter()
            .map(|it| it.rule.as_str_name())
            .collect();
        (changes, rules)
    }

    #[test]
    fn a_mask_changes_what_it_names_and_nothing_else() {
        let (changes, faults) = of(&["mail.news", "phone"]);
        assert!(faults.is_empty());
        assert_eq!((changes.name, changes.phone), (None, Some(String::new())));
        let before = MailPreferences::default();
        let after = changes.mail.unwrap().over(before);
        let news = true;
        assert_eq!(after, MailPreferences { news, ..before });
    }

    #[test]
    fn without_a_mask_what_has_a_value_is_changed() {
        let (changes, faults) = of(&[]);
        assert!(faults.is_empty());
        assert_eq!(changes.name.as_deref(), Some("KOOPUS"));
        assert_eq!((changes.phone, changes.language), (None, None));
        assert!(
            !changes
                .mail
                .unwrap()
                .over(MailPreferences::default())
                .quiet_hours
        );
    }

    #[test]
    fn other_fields_cannot_be_changed_here() {
        assert_eq!(of(&["email", "name"]).1, ["UNKNOWN_VALUE"]);
        assert_eq!(of(&["mail.spam"]).1, ["UNKNOWN_VALUE"]);
    }
}
