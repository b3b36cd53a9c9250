//! Logging in.

use chassis::check;
use proto::asf::identity::v1;
use tonic::{Request, Response};

use crate::{
    grpc::Answer,
    login::{self, Client, Outcome},
    rooms::Rooms,
};

pub(super) async fn create_session(
    rooms: &Rooms,
    request: Request<v1::CreateSessionRequest>,
) -> Answer<v1::CreateSessionResponse> {
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let client = Client {
        address: request.client_address,
        user_agent: request.user_agent,
        session: request.session,
    };
    let outcome = login::by_password(rooms, &request.email, &request.password, &client).await?;
    Ok(Response::new(match outcome {
        Outcome::Session { secret, minted } => v1::CreateSessionResponse {
            access_token: minted.token,
            session: secret,
            ..v1::CreateSessionResponse::default()
        },
        Outcome::Challenge { token, methods } => v1::CreateSessionResponse {
            challenge: token,
            methods,
            ..v1::CreateSessionResponse::default()
        },
    }))
}

pub(super) async fn answer_challenge(
    rooms: &Rooms,
    request: Request<v1::AnswerChallengeRequest>,
) -> Answer<v1::AnswerChallengeResponse> {
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let client = Client {
        address: request.client_address,
        user_agent: request.user_agent,
        session: request.session,
    };
    let entered = login::answer(rooms, &request.challenge, &request.code, &client).await?;
    Ok(Response::new(v1::AnswerChallengeResponse {
        access_token: entered.minted.token,
        session: entered.secret,
        recovery_codes_left: entered.recovery_codes_left,
    }))
}
