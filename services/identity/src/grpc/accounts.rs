//! AccountService on the wire.

mod address;
mod convert;
mod details;
mod erasure;
mod fields;
mod recovery;
mod sign_up;

use futures::stream::BoxStream;
use proto::asf::identity::v1::{self as v1, account_service_server::AccountService};
use proto::google::api::HttpBody;
use tonic::{Request, Status};

use crate::grpc::{Answer, Grpc};

#[tonic::async_trait]
impl AccountService for Grpc {
    type ExportAccountStream = BoxStream<'static, Result<HttpBody, Status>>;

    async fn sign_up(&self, request: Request<v1::SignUpRequest>) -> Answer<v1::SignUpResponse> {
        sign_up::sign_up(&self.rooms, request).await
    }

    async fn verify_email(
        &self,
        request: Request<v1::VerifyEmailRequest>,
    ) -> Answer<v1::VerifyEmailResponse> {
        sign_up::verify_email(&self.rooms, request).await
    }

    async fn resend_verification(
        &self,
        request: Request<v1::ResendVerificationRequest>,
    ) -> Answer<v1::ResendVerificationResponse> {
        sign_up::resend_verification(&self.rooms, request).await
    }

    async fn request_password_reset(
        &self,
        request: Request<v1::RequestPasswordResetRequest>,
    ) -> Answer<v1::RequestPasswordResetResponse> {
        recovery::request_password_reset(&self.rooms, request).await
    }

    async fn reset_password(
        &self,
        request: Request<v1::ResetPasswordRequest>,
    ) -> Answer<v1::ResetPasswordResponse> {
        recovery::reset_password(&self.rooms, request).await
    }

    async fn confirm_email(
        &self,
        request: Request<v1::ConfirmEmailRequest>,
    ) -> Answer<v1::ConfirmEmailResponse> {
        address::confirm_email(&self.rooms, request).await
    }

    async fn get_account(
        &self,
        request: Request<v1::GetAccountRequest>,
    ) -> Answer<v1::GetAccountResponse> {
        details::get_account(&self.rooms, request).await
    }

    async fn update_account(
        &self,
        request: Request<v1::UpdateAccountRequest>,
    ) -> Answer<v1::UpdateAccountResponse> {
        details::update_account(&self.rooms, request).await
    }

    async fn change_password(
        &self,
        request: Request<v1::ChangePasswordRequest>,
    ) -> Answer<v1::ChangePasswordResponse> {
        recovery::change_password(&self.rooms, request).await
    }

    async fn request_email_change(
        &self,
        request: Request<v1::RequestEmailChangeRequest>,
    ) -> Answer<v1::RequestEmailChangeResponse> {
        address::request_email_change(&self.rooms, request).await
    }

    async fn export_account(
        &self,
        request: Request<v1::ExportAccountRequest>,
    ) -> Answer<Self::ExportAccountStream> {
        erasure::export_account(&self.rooms, request).await
    }

    async fn erase_account(
        &self,
        request: Request<v1::EraseAccountRequest>,
    ) -> Answer<v1::EraseAccountResponse> {
        erasure::erase_account(&self.rooms, request).await
    }
}
