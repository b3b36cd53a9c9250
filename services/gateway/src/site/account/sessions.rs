//! Where one is logged in, and how to end it.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{EndOtherSessionsRequest, EndSessionRequest};

use super::security;
use crate::site::{Site, respond, stop::Stop, visit::Visit};

pub(crate) async fn end(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    visit.required()?;
    let question = visit.asking(EndSessionRequest { id });
    match site.clients.sessions.clone().end_session(question).await {
        Ok(_) => {
            let said = visit.lang.texts().session_ended();
            Ok(respond::go(&visit, "/konto/sakerhet", Some(said)))
        }
        Err(status) => security::refused(&site, &visit, &status).await,
    }
}

pub(crate) async fn end_others(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    visit.required()?;
    let question = visit.asking(EndOtherSessionsRequest {});
    let sessions = &site.clients.sessions;
    match sessions.clone().end_other_sessions(question).await {
        Ok(answer) => {
            let said = visit.lang.texts().sessions_ended(answer.into_inner().ended);
            Ok(respond::go(&visit, "/konto/sakerhet", Some(said)))
        }
        Err(status) => security::refused(&site, &visit, &status).await,
    }
}
