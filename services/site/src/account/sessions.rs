//! Where one is logged in, and how to end it.

use axum::{extract::Path, response::Response};
use proto::asf::identity::v1::{EndOtherSessionsRequest, EndSessionRequest};

use super::security;
use crate::page::{early_response::EarlyResponse, page_request::PageRequest, respond};

pub(crate) async fn end(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = EndSessionRequest { id };
    match request.sessions().end_session(question).await {
        Ok(_) => {
            let said = request.lang.texts().session_ended();
            Ok(respond::go(&request, security::PATH, Some(said)))
        }
        Err(status) => security::refused(&request, &status).await,
    }
}

pub(crate) async fn end_others(request: PageRequest) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = EndOtherSessionsRequest {};
    match request.sessions().end_other_sessions(question).await {
        Ok(answer) => {
            let said = request
                .lang
                .texts()
                .sessions_ended(answer.into_inner().ended);
            Ok(respond::go(&request, security::PATH, Some(said)))
        }
        Err(status) => security::refused(&request, &status).await,
    }
}
