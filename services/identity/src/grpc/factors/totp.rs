//! Authenticator apps and recovery codes on the wire.

use proto::asf::identity::v1;
use tonic::{Request, Response};

use crate::{
    domain::account::command::Command,
    factors::{Confirmed, record::tell},
    grpc::{
        Answer, Grpc,
        factors::{call, refusal},
    },
    login,
    mail::template::Change,
};

pub(super) async fn start(
    grpc: &Grpc,
    request: Request<v1::StartTotpRequest>,
) -> Answer<v1::StartTotpResponse> {
    let (me, request) = call::mine(request)?;
    if call::account(grpc, me).await?.has_totp {
        return Err(refusal::totp_there());
    }
    let rooms = &grpc.rooms;
    login::confirm(rooms, me, &request.password).await?;
    let begun = rooms.factors.begin_totp(me, rooms.clock.now()).await;
    let setup = begun.map_err(refusal::factor)?;
    Ok(Response::new(v1::StartTotpResponse {
        secret: setup.secret.to_string(),
        uri: setup.uri.to_string(),
        qr_svg: setup.qr_svg.to_string(),
    }))
}

pub(super) async fn confirm(
    grpc: &Grpc,
    request: Request<v1::ConfirmTotpRequest>,
) -> Answer<v1::ConfirmTotpResponse> {
    let (me, request) = call::mine(request)?;
    // The secret in use must not be put aside by another one.
    if call::account(grpc, me).await?.has_totp {
        return Err(refusal::totp_there());
    }
    let rooms = &grpc.rooms;
    let now = rooms.clock.now();
    let confirmed = rooms.factors.confirm_totp(me, &request.code, now).await;
    let (confirmed, recovery_codes) = confirmed.map_err(refusal::factor)?;
    match confirmed {
        Confirmed::Yes => {}
        Confirmed::WrongCode => return Err(refusal::wrong_code()),
        Confirmed::NotBegun => return Err(refusal::totp_not_started()),
    }
    let receipt = call::command(grpc, me, Command::AddTotp).await?;
    tell(rooms, receipt, Change::TotpAdded).await;
    Ok(Response::new(v1::ConfirmTotpResponse { recovery_codes }))
}

pub(super) async fn remove(
    grpc: &Grpc,
    request: Request<v1::RemoveTotpRequest>,
) -> Answer<v1::RemoveTotpResponse> {
    let (me, request) = call::mine(request)?;
    login::confirm(&grpc.rooms, me, &request.password).await?;
    let receipt = call::command(grpc, me, Command::RemoveTotp).await?;
    let removed = grpc.rooms.factors.remove_totp(me).await;
    removed.map_err(refusal::factor)?;
    tell(&grpc.rooms, receipt, Change::TotpRemoved).await;
    Ok(Response::new(v1::RemoveTotpResponse {}))
}

pub(super) async fn renew_recovery_codes(
    grpc: &Grpc,
    request: Request<v1::RenewRecoveryCodesRequest>,
) -> Answer<v1::RenewRecoveryCodesResponse> {
    let (me, request) = call::mine(request)?;
    login::confirm(&grpc.rooms, me, &request.password).await?;
    let receipt = call::command(grpc, me, Command::RenewRecoveryCodes).await?;
    let renewed = grpc.rooms.factors.renew_recovery_codes(me).await;
    let recovery_codes = renewed.map_err(refusal::factor)?;
    tell(&grpc.rooms, receipt, Change::RecoveryCodesRenewed).await;
    Ok(Response::new(v1::RenewRecoveryCodesResponse {
        recovery_codes,
    }))
}
