//! Signing up and proving the address. What comes before the answer is the same
//! for every address; what differs is done behind it.

use host::call::{Answer, Read};
use proto::asf::identity::v1;
use tonic::Request;

use super::fields;
use crate::{address::EmailAddress, grpc::entry, joining, rooms::Rooms, secret, signups::Signup};

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
    if joining::prove(rooms, &read.message.token).await? {
        Ok(v1::VerifyEmailResponse {})
    } else {
        Err(entry::wrong_link().into())
    }
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
