//! FactorService on the wire.

mod call;
mod json;
mod passkeys;
mod providers;
mod refusal;
mod totp;

use proto::asf::identity::v1::{self as v1, factor_service_server::FactorService};
use tonic::Request;

use crate::grpc::{Answer, Grpc};

#[tonic::async_trait]
impl FactorService for Grpc {
    async fn start_totp(
        &self,
        request: Request<v1::StartTotpRequest>,
    ) -> Answer<v1::StartTotpResponse> {
        totp::start(self, request).await
    }

    async fn confirm_totp(
        &self,
        request: Request<v1::ConfirmTotpRequest>,
    ) -> Answer<v1::ConfirmTotpResponse> {
        totp::confirm(self, request).await
    }

    async fn remove_totp(
        &self,
        request: Request<v1::RemoveTotpRequest>,
    ) -> Answer<v1::RemoveTotpResponse> {
        totp::remove(self, request).await
    }

    async fn renew_recovery_codes(
        &self,
        request: Request<v1::RenewRecoveryCodesRequest>,
    ) -> Answer<v1::RenewRecoveryCodesResponse> {
        totp::renew_recovery_codes(self, request).await
    }

    async fn list_passkeys(
        &self,
        request: Request<v1::ListPasskeysRequest>,
    ) -> Answer<v1::ListPasskeysResponse> {
        passkeys::list(self, request).await
    }

    async fn start_passkey(
        &self,
        request: Request<v1::StartPasskeyRequest>,
    ) -> Answer<v1::StartPasskeyResponse> {
        passkeys::start(self, request).await
    }

    async fn finish_passkey(
        &self,
        request: Request<v1::FinishPasskeyRequest>,
    ) -> Answer<v1::FinishPasskeyResponse> {
        passkeys::finish(self, request).await
    }

    async fn remove_passkey(
        &self,
        request: Request<v1::RemovePasskeyRequest>,
    ) -> Answer<v1::RemovePasskeyResponse> {
        passkeys::remove(self, request).await
    }

    async fn start_passkey_login(
        &self,
        request: Request<v1::StartPasskeyLoginRequest>,
    ) -> Answer<v1::StartPasskeyLoginResponse> {
        passkeys::start_login(self, request).await
    }

    async fn finish_passkey_login(
        &self,
        request: Request<v1::FinishPasskeyLoginRequest>,
    ) -> Answer<v1::FinishPasskeyLoginResponse> {
        passkeys::finish_login(self, request).await
    }

    async fn list_providers(
        &self,
        request: Request<v1::ListProvidersRequest>,
    ) -> Answer<v1::ListProvidersResponse> {
        providers::list(self, request)
    }

    async fn start_provider_login(
        &self,
        request: Request<v1::StartProviderLoginRequest>,
    ) -> Answer<v1::StartProviderLoginResponse> {
        providers::start(self, request).await
    }

    async fn finish_provider_login(
        &self,
        request: Request<v1::FinishProviderLoginRequest>,
    ) -> Answer<v1::FinishProviderLoginResponse> {
        providers::finish(self, request).await
    }

    async fn unlink_provider(
        &self,
        request: Request<v1::UnlinkProviderRequest>,
    ) -> Answer<v1::UnlinkProviderResponse> {
        providers::unlink(self, request).await
    }
}
