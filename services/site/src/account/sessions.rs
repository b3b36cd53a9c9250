//! Where one is logged in, and how to end it.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{EndOtherSessionsRequest, EndSessionRequest};

use super::security;
use crate::{
    Site,
    page::{early_response::EarlyResponse, page_request::PageRequest, respond},
};

pub(crate) async fn end(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = request.asking(EndSessionRequest { id });
    match site.clients.sessions.clone().end_session(question).await {
        Ok(_) => {
            let said = request.lang.texts().session_ended();
            Ok(respond::go(&request, "/konto/sakerhet", Some(said)))
        }
        Err(status) => security::refused(&site, &request, &status).await,
    }
}

pub(crate) async fn end_others(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = request.asking(EndOtherSessionsRequest {});
    let sessions = &site.clients.sessions;
    match sessions.clone().end_other_sessions(question).await {
        Ok(answer) => {
            let said = request
                .lang
                .texts()
                .sessions_ended(answer.into_inner().ended);
            Ok(respond::go(&request, "/konto/sakerhet", Some(said)))
        }
        Err(status) => security::refused(&site, &request, &status).await,
    }
}
