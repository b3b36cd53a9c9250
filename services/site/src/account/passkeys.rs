//! Passkeys are added by a script, since no form can speak to them; they are
//! removed by a button.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::RemovePasskeyRequest;

use super::security;
use crate::{
    Site,
    page::{early_response::EarlyResponse, page_request::PageRequest, respond},
};

pub(crate) async fn remove(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = request.asking(RemovePasskeyRequest { id });
    match site.clients.factors.clone().remove_passkey(question).await {
        Ok(_) => {
            let said = request.lang.texts().passkey_removed();
            Ok(respond::go(&request, "/konto/sakerhet", Some(said)))
        }
        Err(status) => security::refused(&site, &request, &status).await,
    }
}
