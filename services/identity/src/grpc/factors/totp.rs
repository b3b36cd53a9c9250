//! Authenticator apps and recovery codes on the wire.

use host::{
    call::{Answer, Read},
    failure::Refusal as _,
};
use proto::asf::identity::v1;
use tonic::Request;

use crate::{
    domain::account::{command::Command, refusal::Refusal},
    factors::{
        Confirmed, TypedCode,
        record::{record, tell},
    },
    grpc::{
        entry,
        factors::{account, refusal},
    },
    login,
    mail::template::Change,
    rooms::Rooms,
};

pub(super) async fn start(
    rooms: &Rooms,
    request: Request<v1::StartTotpRequest>,
) -> Answer<v1::StartTotpResponse> {
    let read = Read::open(request)?;
    let me = entry::subject_of(&read.caller)?;
    if account(rooms, me).await?.has_totp {
        return Err(Refusal::TotpAlreadyAdded.status().into());
    }
    login::confirm(rooms, &read.caller, me, &read.message.password).await?;
    let setup = rooms.factors.begin_totp(me, rooms.clock.now()).await?;
    Ok(v1::StartTotpResponse {
        secret: setup.secret.to_string(),
        uri: setup.uri.to_string(),
        qr_svg: setup.qr_svg.to_string(),
    })
}

pub(super) async fn confirm(
    rooms: &Rooms,
    request: Request<v1::ConfirmTotpRequest>,
) -> Answer<v1::ConfirmTotpResponse> {
    let read = Read::open(request)?;
    let me = entry::subject_of(&read.caller)?;
    // The secret in use must not be put aside by another one.
    if account(rooms, me).await?.has_totp {
        return Err(Refusal::TotpAlreadyAdded.status().into());
    }
    // One from paper cannot show that the app has the secret.
    let Some(TypedCode::App(code)) = TypedCode::parse(&read.message.code) else {
        return Err(login::no_code().into());
    };
    let now = rooms.clock.now();
    let confirmed = rooms.factors.confirm_totp(me, &code, now);
    let (confirmed, recovery_codes) = confirmed.await?;
    match confirmed {
        Confirmed::Yes => {}
        Confirmed::WrongCode => return Err(refusal::wrong_code().into()),
        Confirmed::NotBegun => return Err(refusal::totp_not_started().into()),
    }
    let receipt = record(rooms, me, Command::AddTotp).await?;
    tell(rooms, receipt, Change::TotpAdded).await;
    Ok(v1::ConfirmTotpResponse { recovery_codes })
}

pub(super) async fn remove(
    rooms: &Rooms,
    request: Request<v1::RemoveTotpRequest>,
) -> Answer<v1::RemoveTotpResponse> {
    let read = Read::open(request)?;
    let me = entry::subject_of(&read.caller)?;
    login::confirm(rooms, &read.caller, me, &read.message.password).await?;
    let receipt = record(rooms, me, Command::RemoveTotp).await?;
    rooms.factors.remove_totp(me).await?;
    tell(rooms, receipt, Change::TotpRemoved).await;
    Ok(v1::RemoveTotpResponse {})
}

pub(super) async fn renew_recovery_codes(
    rooms: &Rooms,
    request: Request<v1::RenewRecoveryCodesRequest>,
) -> Answer<v1::RenewRecoveryCodesResponse> {
    let read = Read::open(request)?;
    let me = entry::subject_of(&read.caller)?;
    login::confirm(rooms, &read.caller, me, &read.message.password).await?;
    let receipt = record(rooms, me, Command::RenewRecoveryCodes).await?;
    let recovery_codes = rooms.factors.renew_recovery_codes(me).await?;
    tell(rooms, receipt, Change::RecoveryCodesRenewed).await;
    Ok(v1::RenewRecoveryCodesResponse { recovery_codes })
}
