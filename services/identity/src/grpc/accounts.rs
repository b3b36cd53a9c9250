//! AccountService on the wire.

mod address;
mod convert;
mod details;
mod erasure;
mod fields;
mod recovery;
mod sign_up;

use futures::stream::BoxStream;
use proto::{
    asf::identity::v1::{self as v1, account_service_server::AccountService},
    google::api::HttpBody,
};
use tonic::{Request, Response, Status};

use crate::rooms::Rooms;

host::rpc! {
    impl AccountService for Rooms {
        sign_up(v1::SignUpRequest) -> v1::SignUpResponse = sign_up::sign_up;
        verify_email(v1::VerifyEmailRequest) -> v1::VerifyEmailResponse = sign_up::verify_email;
        read_email_link(v1::ReadEmailLinkRequest) -> v1::ReadEmailLinkResponse = sign_up::read_email_link;
        resend_verification(v1::ResendVerificationRequest) -> v1::ResendVerificationResponse =
            sign_up::resend_verification;
        request_password_reset(v1::RequestPasswordResetRequest) -> v1::RequestPasswordResetResponse =
            recovery::request_password_reset;
        reset_password(v1::ResetPasswordRequest) -> v1::ResetPasswordResponse = recovery::reset_password;
        confirm_email(v1::ConfirmEmailRequest) -> v1::ConfirmEmailResponse = address::confirm_email;
        get_account(v1::GetAccountRequest) -> v1::GetAccountResponse = details::get_account;
        update_account(v1::UpdateAccountRequest) -> v1::UpdateAccountResponse = details::update_account;
        change_password(v1::ChangePasswordRequest) -> v1::ChangePasswordResponse = recovery::change_password;
        request_email_change(v1::RequestEmailChangeRequest) -> v1::RequestEmailChangeResponse =
            address::request_email_change;
        erase_account(v1::EraseAccountRequest) -> v1::EraseAccountResponse = erasure::erase_account;
        ..{
            type ExportAccountStream = BoxStream<'static, Result<HttpBody, Status>>;

            async fn export_account(
                &self,
                request: Request<v1::ExportAccountRequest>,
            ) -> Result<Response<Self::ExportAccountStream>, Status> {
                Ok(Response::new(erasure::export_account(self, request).await?))
            }
        }
    }
}
