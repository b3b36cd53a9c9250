//! SessionService on the wire.

mod acting;
mod forms;
mod login;
mod tokens;

use proto::asf::identity::v1::{self as v1, session_service_server::SessionService};

use crate::rooms::Rooms;

pub(crate) use tokens::state as token_state;

host::rpc! {
    impl SessionService for Rooms {
        create_session(v1::CreateSessionRequest) -> v1::CreateSessionResponse = login::create_session;
        answer_challenge(v1::AnswerChallengeRequest) -> v1::AnswerChallengeResponse = login::answer_challenge;
        refresh_session(v1::RefreshSessionRequest) -> v1::RefreshSessionResponse = tokens::refresh_session;
        list_sessions(v1::ListSessionsRequest) -> v1::ListSessionsResponse = acting::list_sessions;
        end_session(v1::EndSessionRequest) -> v1::EndSessionResponse = acting::end_session;
        end_other_sessions(v1::EndOtherSessionsRequest) -> v1::EndOtherSessionsResponse = acting::end_other_sessions;
        switch_organisation(v1::SwitchOrganisationRequest) -> v1::SwitchOrganisationResponse =
            acting::switch_organisation;
        list_keys(v1::ListKeysRequest) -> v1::ListKeysResponse = tokens::list_keys;
        get_token_state(v1::GetTokenStateRequest) -> v1::GetTokenStateResponse = tokens::get_token_state;
        keep_form(v1::KeepFormRequest) -> v1::KeepFormResponse = forms::keep_form;
        get_kept_form(v1::GetKeptFormRequest) -> v1::GetKeptFormResponse = forms::get_kept_form;
        forget_form(v1::ForgetFormRequest) -> v1::ForgetFormResponse = forms::forget_form;
    }
}
