//! FactorService on the wire.

mod json;
mod passkeys;
mod providers;
mod refusal;
mod totp;

use host::call::Answer;
use proto::asf::identity::v1::{self as v1, factor_service_server::FactorService};
use uuid::Uuid;

use crate::{domain::account::Open, grpc::refusal::not_found, rooms::Rooms};

host::rpc! {
    impl FactorService for Rooms {
        start_totp(v1::StartTotpRequest) -> v1::StartTotpResponse = totp::start;
        confirm_totp(v1::ConfirmTotpRequest) -> v1::ConfirmTotpResponse = totp::confirm;
        remove_totp(v1::RemoveTotpRequest) -> v1::RemoveTotpResponse = totp::remove;
        renew_recovery_codes(v1::RenewRecoveryCodesRequest) -> v1::RenewRecoveryCodesResponse =
            totp::renew_recovery_codes;
        list_passkeys(v1::ListPasskeysRequest) -> v1::ListPasskeysResponse = passkeys::list;
        start_passkey(v1::StartPasskeyRequest) -> v1::StartPasskeyResponse = passkeys::start;
        finish_passkey(v1::FinishPasskeyRequest) -> v1::FinishPasskeyResponse = passkeys::finish;
        remove_passkey(v1::RemovePasskeyRequest) -> v1::RemovePasskeyResponse = passkeys::remove;
        start_passkey_login(v1::StartPasskeyLoginRequest) -> v1::StartPasskeyLoginResponse = passkeys::start_login;
        finish_passkey_login(v1::FinishPasskeyLoginRequest) -> v1::FinishPasskeyLoginResponse = passkeys::finish_login;
        list_providers(v1::ListProvidersRequest) -> v1::ListProvidersResponse = providers::list;
        start_provider_login(v1::StartProviderLoginRequest) -> v1::StartProviderLoginResponse = providers::start;
        finish_provider_login(v1::FinishProviderLoginRequest) -> v1::FinishProviderLoginResponse = providers::finish;
        unlink_provider(v1::UnlinkProviderRequest) -> v1::UnlinkProviderResponse = providers::unlink;
    }
}

/// The account as its events tell it.
async fn account(rooms: &Rooms, subject: Uuid) -> Answer<Open> {
    let account = rooms.factors.account(subject).await?;
    // The account of the token is not there any more.
    Ok(account.ok_or_else(not_found)?)
}
