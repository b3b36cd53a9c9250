//! Signing up and proving the address. What comes before the answer is the same
//! for every address; what differs is done behind it.

use chassis::times::timestamp;
use host::{
    call::{Answer, Read},
    failure::internal,
};
use proto::asf::identity::v1;
use tonic::Request;

use super::fields;
use crate::{
    address::EmailAddress,
    grpc::entry,
    joining::{self, Proof},
    links::Kind,
    login::wrong_password,
    rooms::Rooms,
    secret,
    signups::Signup,
    vault::Field,
};

pub(super) async fn sign_up(
    rooms: &Rooms,
    request: Request<v1::SignUpRequest>,
) -> Answer<v1::SignUpResponse> {
    let (read, (email, name)) = Read::parse(request, |message, faults| {
        let email = faults.take("email", EmailAddress::parse(&message.email));
        fields::new_password("password", &message.password, &message.email, faults);
        let name = fields::name("name", &message.name, faults);
        Some((email?, name))
    })?;
    let message = read.message;
    entry::admit_mail(rooms, &message.client_address).await?;
    let signup = Signup {
        subject: secret::random_id(),
        name,
        language: fields::language(message.language),
        password: rooms.passwords.hash(&message.password).await?,
    };
    let behind = rooms.clone();
    rooms.behind.spawn("a sign-up", async move {
        joining::sign_up(&behind, &signup, &email).await
    });
    Ok(v1::SignUpResponse {})
}

pub(super) async fn verify_email(
    rooms: &Rooms,
    request: Request<v1::VerifyEmailRequest>,
) -> Answer<v1::VerifyEmailResponse> {
    let read = Read::open(request)?;
    let password = read.message.password.as_deref();
    match joining::prove(rooms, &read.message.token, password).await? {
        Proof::Opened => Ok(v1::VerifyEmailResponse {}),
        Proof::WrongLink => Err(entry::wrong_link().into()),
        Proof::WrongPassword => Err(wrong_password("password").into()),
    }
}

/// Of a sign-up, or of a change of address: the mails look alike, and either
/// may have been asked for by a stranger.
pub(super) async fn read_email_link(
    rooms: &Rooms,
    request: Request<v1::ReadEmailLinkRequest>,
) -> Answer<v1::ReadEmailLinkResponse> {
    let token = Read::open(request)?.message.token;
    let now = rooms.clock.now();
    if let Some(link) = rooms.links.read(&token, Kind::VerifyEmail, now).await? {
        let waiting = rooms.signups.of(link.subject, now).await;
        let waiting = waiting.map_err(internal)?.ok_or_else(entry::wrong_link)?;
        return Ok(v1::ReadEmailLinkResponse {
            name: waiting.signup.name,
            asked_at: Some(timestamp(waiting.signed_up_at)),
            asks_for_password: waiting.is_contested,
        });
    }
    let link = rooms.links.read(&token, Kind::NewEmail, now).await?;
    let link = link.ok_or_else(entry::wrong_link)?;
    let name = rooms.vault.get(link.subject, Field::Name).await?;
    Ok(v1::ReadEmailLinkResponse {
        name: name.unwrap_or_default(),
        asked_at: Some(timestamp(link.made_at)),
        asks_for_password: false,
    })
}

pub(super) async fn resend_verification(
    rooms: &Rooms,
    request: Request<v1::ResendVerificationRequest>,
) -> Answer<v1::ResendVerificationResponse> {
    let (read, email) = Read::parse(request, |message, faults| {
        faults.take("email", EmailAddress::parse(&message.email))
    })?;
    entry::admit_mail(rooms, &read.message.client_address).await?;
    let behind = rooms.clone();
    rooms.behind.spawn("a sign-up's mail", async move {
        joining::send_again(&behind, &email).await
    });
    Ok(v1::ResendVerificationResponse {})
}
