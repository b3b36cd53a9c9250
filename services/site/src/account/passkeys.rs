//! Passkeys are added by a script, since no form can speak to them; they are
//! removed by a button.

use axum::{extract::Path, response::Response};
use proto::asf::identity::v1::RemovePasskeyRequest;

use super::security;
use crate::page::{early_response::EarlyResponse, page_request::PageRequest, respond};

pub(crate) async fn remove(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = RemovePasskeyRequest { id };
    match request.factors().remove_passkey(question).await {
        Ok(_) => {
            let said = request.lang.texts().passkey_removed();
            Ok(respond::go(&request, security::PATH, Some(said)))
        }
        Err(status) => security::refused(&request, &status).await,
    }
}
