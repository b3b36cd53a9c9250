//! Logging in.

use host::call::{Answer, Read};
use proto::asf::identity::v1;
use tonic::Request;

use crate::{
    login::{self, Client, Outcome},
    rooms::Rooms,
};

pub(super) async fn create_session(
    rooms: &Rooms,
    request: Request<v1::CreateSessionRequest>,
) -> Answer<v1::CreateSessionResponse> {
    let message = Read::open(request)?.message;
    let client = Client {
        address: message.client_address,
        user_agent: message.user_agent,
        session: message.session,
    };
    let outcome = login::by_password(rooms, &message.email, &message.password, &client).await?;
    Ok(match outcome {
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
    })
}

pub(super) async fn answer_challenge(
    rooms: &Rooms,
    request: Request<v1::AnswerChallengeRequest>,
) -> Answer<v1::AnswerChallengeResponse> {
    let message = Read::open(request)?.message;
    let client = Client {
        address: message.client_address,
        user_agent: message.user_agent,
        session: message.session,
    };
    let entered = login::answer(rooms, &message.challenge, &message.code, &client).await?;
    Ok(v1::AnswerChallengeResponse {
        access_token: entered.minted.token,
        session: entered.secret,
        recovery_codes_left: entered.recovery_codes_left,
    })
}
