//! Another address for an account: it is taken into use by a link that is sent
//! to it, and the old one is told.

use chassis::check;
use host::call::{Answer, Read};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1;
use tonic::Request;
use uuid::Uuid;

use crate::{
    address::{EmailAddress, normalised},
    domain::account::command::Command,
    factors::record::record,
    grpc::entry,
    joining::{self, Trouble},
    links::Kind,
    login,
    mail::{
        letter::{Letter, To},
        template::{Asked, Template},
    },
    rooms::Rooms,
    vault::Field,
};

pub(super) async fn request_email_change(
    rooms: &Rooms,
    request: Request<v1::RequestEmailChangeRequest>,
) -> Answer<v1::RequestEmailChangeResponse> {
    let (Read { caller, message }, mut faults) = Read::begin(request);
    let subject = entry::subject_of(&caller)?;
    let email = faults.take("new_email", EmailAddress::parse(&message.new_email));
    let own = rooms.vault.get(subject, Field::Email).await?;
    if normalised(&own.unwrap_or_default()) == normalised(&message.new_email) {
        faults.add(
            "new_email",
            ErrorReason::SameEmail,
            "this is the address that you have",
        );
    }
    check::done(faults)?;
    let email = email.ok_or_else(chassis::status::internal)?;
    login::confirm(rooms, &caller, subject, &message.password).await?;
    // Whoever is logged in may still not write to everybody.
    entry::admit_mail(rooms, &subject.to_string()).await?;
    let behind = rooms.clone();
    rooms.behind.spawn("a change of address", async move {
        send_link(&behind, subject, &email).await
    });
    Ok(v1::RequestEmailChangeResponse {})
}

/// The owner of an address that has an account is told so instead.
async fn send_link(rooms: &Rooms, subject: Uuid, email: &EmailAddress) -> Result<(), Trouble> {
    let now = rooms.clock.now();
    let hash = rooms.vault.address_hash(email.as_str());
    if !rooms.throttle.may_get_mail(hash, now).await? {
        return Ok(());
    }
    if let Some(owner) = rooms.vault.subject_of(email.as_str()).await? {
        return joining::tell_owner(rooms, owner).await;
    }
    let (kind, field) = (Kind::NewEmail, Field::PendingEmail);
    let mut tx = rooms.pool.begin().await?;
    // One change at a time: an earlier link would take another address.
    rooms.links.revoke_in(&mut tx, kind, subject).await?;
    let put = rooms.vault.put_in(&mut tx, subject, field, email.as_str());
    put.await?;
    let data = email.as_str().as_bytes();
    let token = rooms.links.make_in(&mut tx, kind, subject, data, now);
    let token = token.await?;
    let name = rooms.vault.get_in(&mut tx, subject, Field::Name).await?;
    let asked = name.map(|name| Asked { name, at: now });
    let template = Template::ConfirmEmail { token, asked };
    let dedupe = rooms.clock.new_id().to_string();
    let letter = Letter::new(To::PendingEmail(subject), template, dedupe);
    rooms.outbox.send_in(&mut tx, letter).await?;
    tx.commit().await?;
    rooms.outbox.wake();
    Ok(())
}

pub(super) async fn confirm_email(
    rooms: &Rooms,
    request: Request<v1::ConfirmEmailRequest>,
) -> Answer<v1::ConfirmEmailResponse> {
    let read = Read::open(request)?;
    let confirmed = confirm(rooms, &read.message.token).await?;
    let subject = confirmed.ok_or_else(entry::wrong_link)?;
    record(rooms, subject, Command::ChangeEmail).await?;
    Ok(v1::ConfirmEmailResponse {})
}

/// Nothing for a link that does not work, or whose address somebody else has
/// proven meanwhile.
async fn confirm(rooms: &Rooms, token: &str) -> Result<Option<Uuid>, Trouble> {
    let now = rooms.clock.now();
    let vault = &rooms.vault;
    let mut tx = rooms.pool.begin().await?;
    let link = rooms.links.take_in(&mut tx, token, Kind::NewEmail, now);
    let Some(link) = link.await? else {
        return Ok(None);
    };
    let subject = link.subject;
    let email = std::str::from_utf8(&link.data)?;
    let old = vault.get_in(&mut tx, subject, Field::Email).await?;
    if !vault.take_address_in(&mut tx, email, subject).await? {
        return Ok(None);
    }
    vault.put_in(&mut tx, subject, Field::Email, email).await?;
    vault
        .clear_in(&mut tx, subject, Field::PendingEmail)
        .await?;
    // They were sent to an address that the person may have lost.
    let kind = Kind::ResetPassword;
    rooms.links.revoke_in(&mut tx, kind, subject).await?;
    if let Some(address) = old {
        let to = To::Address { subject, address };
        let dedupe = rooms.clock.new_id().to_string();
        let letter = Letter::new(to, Template::EmailChanged, dedupe);
        rooms.outbox.send_in(&mut tx, letter).await?;
    }
    let email = email.to_owned();
    tx.commit().await?;
    rooms.outbox.wake();
    joining::end_sign_ups(rooms, &email).await?;
    Ok(Some(subject))
}
