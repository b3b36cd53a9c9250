//! Signing up and proving the address. What comes before the answer is the same
//! for every address; what differs is done behind it.

use chassis::check;
use proto::asf::identity::v1;
use tonic::{Request, Response};

use super::fields;
use crate::{
    address::EmailAddress,
    grpc::{Answer, entry, refusal},
    joining,
    login::LoginError,
    rooms::Rooms,
    secret,
    signups::Signup,
};

pub(super) async fn sign_up(
    rooms: &Rooms,
    request: Request<v1::SignUpRequest>,
) -> Answer<v1::SignUpResponse> {
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let email = faults.take("email", EmailAddress::parse(&request.email));
    fields::new_password("password", &request.password, &request.email, &mut faults);
    let name = fields::name("name", &request.name, &mut faults);
    check::done(faults)?;
    let email = email.ok_or_else(chassis::status::internal)?;
    entry::admit_mail(rooms, &request.client_address).await?;
    let password = rooms.passwords.hash(&request.password).await;
    let signup = Signup {
        subject: secret::random_id(),
        name,
        language: fields::language(request.language),
        password: password.map_err(LoginError::from)?,
    };
    let behind = rooms.clone();
    rooms.behind.spawn("a sign-up", async move {
        joining::sign_up(&behind, &signup, &email).await
    });
    Ok(Response::new(v1::SignUpResponse {}))
}

pub(super) async fn verify_email(
    rooms: &Rooms,
    request: Request<v1::VerifyEmailRequest>,
) -> Answer<v1::VerifyEmailResponse> {
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let proven = joining::prove(rooms, &request.token).await;
    if proven.map_err(refusal::ours)? {
        Ok(Response::new(v1::VerifyEmailResponse {}))
    } else {
        Err(entry::wrong_link())
    }
}

pub(super) async fn resend_verification(
    rooms: &Rooms,
    request: Request<v1::ResendVerificationRequest>,
) -> Answer<v1::ResendVerificationResponse> {
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let email = faults.take("email", EmailAddress::parse(&request.email));
    check::done(faults)?;
    let email = email.ok_or_else(chassis::status::internal)?;
    entry::admit_mail(rooms, &request.client_address).await?;
    let behind = rooms.clone();
    rooms.behind.spawn("a sign-up's mail", async move {
        joining::send_again(&behind, &email).await
    });
    Ok(Response::new(v1::ResendVerificationResponse {}))
}
