//! SessionService on the wire.

mod acting;
mod login;
mod tokens;

use proto::asf::identity::v1::{self as v1, session_service_server::SessionService};
use tonic::Request;

use crate::grpc::{Answer, Grpc};

pub(crate) use tokens::state as token_state;

#[tonic::async_trait]
impl SessionService for Grpc {
    async fn create_session(
        &self,
        request: Request<v1::CreateSessionRequest>,
    ) -> Answer<v1::CreateSessionResponse> {
        login::create_session(&self.rooms, request).await
    }

    async fn answer_challenge(
        &self,
        request: Request<v1::AnswerChallengeRequest>,
    ) -> Answer<v1::AnswerChallengeResponse> {
        login::answer_challenge(&self.rooms, request).await
    }

    async fn refresh_session(
        &self,
        request: Request<v1::RefreshSessionRequest>,
    ) -> Answer<v1::RefreshSessionResponse> {
        tokens::refresh_session(&self.rooms, request).await
    }

    async fn list_sessions(
        &self,
        request: Request<v1::ListSessionsRequest>,
    ) -> Answer<v1::ListSessionsResponse> {
        acting::list_sessions(&self.rooms, request).await
    }

    async fn end_session(
        &self,
        request: Request<v1::EndSessionRequest>,
    ) -> Answer<v1::EndSessionResponse> {
        acting::end_session(&self.rooms, request).await
    }

    async fn end_other_sessions(
        &self,
        request: Request<v1::EndOtherSessionsRequest>,
    ) -> Answer<v1::EndOtherSessionsResponse> {
        acting::end_other_sessions(&self.rooms, request).await
    }

    async fn switch_organisation(
        &self,
        request: Request<v1::SwitchOrganisationRequest>,
    ) -> Answer<v1::SwitchOrganisationResponse> {
        acting::switch_organisation(&self.rooms, request).await
    }

    async fn list_keys(
        &self,
        _request: Request<v1::ListKeysRequest>,
    ) -> Answer<v1::ListKeysResponse> {
        tokens::list_keys(&self.rooms)
    }

    async fn get_token_state(
        &self,
        _request: Request<v1::GetTokenStateRequest>,
    ) -> Answer<v1::GetTokenStateResponse> {
        tokens::get_token_state(&self.rooms).await
    }
}
