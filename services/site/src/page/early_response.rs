//! Why a handler ends before it has made its page. A handler needs only `?`;
//! `error_page::around` makes the answer, and alone knows how it looks.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use tonic::{Code, Status};

pub(crate) enum EarlyResponse {
    /// Somewhere else, or a page that says why there is no other. Boxed, since
    /// it goes through many results and is rare.
    Ready(Box<Response>),
    Failed(Failed),
}

/// What is answered in the same way on every page.
#[derive(Clone)]
pub(crate) enum Failed {
    /// The page is for somebody who is logged in.
    LogIn,
    /// There is no such page for whoever asks.
    Missing,
    /// A service refused.
    Refused(Box<Status>),
    /// A service does not work, whatever it says.
    Broken(Box<Status>),
}

impl EarlyResponse {
    pub(crate) const MISSING: Self = Self::Failed(Failed::Missing);

    /// What a service refused of the one thing that an address names: one that
    /// can be nobody's id leads nowhere.
    pub(crate) fn of_one(status: Status) -> Self {
        match status.code() {
            Code::InvalidArgument => Self::MISSING,
            _ => status.into(),
        }
    }

    pub(crate) fn broken(status: Status) -> Self {
        Self::Failed(Failed::Broken(Box::new(status)))
    }
}

impl From<Response> for EarlyResponse {
    fn from(response: Response) -> Self {
        Self::Ready(Box::new(response))
    }
}

impl From<Status> for EarlyResponse {
    fn from(status: Status) -> Self {
        Self::Failed(Failed::Refused(Box::new(status)))
    }
}

impl IntoResponse for EarlyResponse {
    fn into_response(self) -> Response {
        match self {
            Self::Ready(response) => *response,
            Self::Failed(failed) => {
                let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
                response.extensions_mut().insert(failed);
                response
            }
        }
    }
}
