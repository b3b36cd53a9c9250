//! Passkeys are added by a script, since no form can speak to them; they are
//! removed by a button.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::RemovePasskeyRequest;

use super::security;
use crate::site::{Site, respond, stop::Stop, visit::Visit};

pub(crate) async fn remove(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    visit.required()?;
    let question = visit.asking(RemovePasskeyRequest { id });
    match site.clients.factors.clone().remove_passkey(question).await {
        Ok(_) => {
            let said = visit.lang.texts().passkey_removed();
            Ok(respond::go(&visit, "/konto/sakerhet", Some(said)))
        }
        Err(status) => security::refused(&site, &visit, &status).await,
    }
}
