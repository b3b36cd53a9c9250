//! Passkeys on the wire.

use chassis::{status, times::timestamp};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1;
use tonic::{Request, Response};
use uuid::Uuid;

use crate::{
    domain::{account::command::Command, values::text::is_hidden},
    factors::{PasskeyError, Shown, record::tell},
    grpc::{
        Answer, Grpc,
        factors::{
            call,
            json::{from_struct, to_struct},
            refusal,
        },
        refusal::not_found,
    },
    login::{self, Client, Outcome, Strength},
    mail::template::Change,
};

pub(super) async fn list(
    grpc: &Grpc,
    request: Request<v1::ListPasskeysRequest>,
) -> Answer<v1::ListPasskeysResponse> {
    let (me, _) = call::mine(request)?;
    let account = call::account(grpc, me).await?;
    let kept = grpc.rooms.factors.passkeys.list(me).await;
    let kept = kept.map_err(refusal::factor)?.into_iter();
    let counted = kept.filter(|passkey| account.passkeys.contains(&passkey.id));
    let passkeys = counted.map(shown).collect();
    Ok(Response::new(v1::ListPasskeysResponse { passkeys }))
}

pub(super) async fn start(
    grpc: &Grpc,
    request: Request<v1::StartPasskeyRequest>,
) -> Answer<v1::StartPasskeyResponse> {
    let (me, _) = call::mine(request)?;
    let counted = call::account(grpc, me).await?.passkeys;
    let now = grpc.rooms.clock.now();
    let asked = grpc.rooms.factors.passkeys.begin(me, &counted, now).await;
    let asked = asked.map_err(refusal::passkey)?;
    Ok(Response::new(v1::StartPasskeyResponse {
        challenge: asked.token,
        options: Some(to_struct(asked.options)),
    }))
}

pub(super) async fn finish(
    grpc: &Grpc,
    request: Request<v1::FinishPasskeyRequest>,
) -> Answer<v1::FinishPasskeyResponse> {
    let (me, request) = call::mine(request)?;
    let name = request.name.trim();
    if name.chars().any(is_hidden) {
        let sentence = "The name has characters that cannot be seen.";
        return Err(refusal::field(
            "name",
            ErrorReason::ControlCharacter,
            sentence,
        ));
    }
    let rooms = &grpc.rooms;
    let credential = from_struct(request.credential);
    let credential = credential.ok_or_else(|| refusal::passkey(PasskeyError::Refused))?;
    let id = rooms.clock.new_id();
    let now = rooms.clock.now();
    let named = (id, name);
    let passkeys = &rooms.factors.passkeys;
    let made = passkeys.finish(me, &request.challenge, &credential, named, now);
    let made = made.await.map_err(refusal::passkey)?;
    let receipt = match call::command(grpc, me, Command::AddPasskey { id }).await {
        Ok(receipt) => receipt,
        Err(refused) => {
            let removed = passkeys.remove(me, id).await;
            removed.map_err(refusal::factor)?;
            return Err(refused);
        }
    };
    tell(rooms, receipt, Change::PasskeyAdded).await;
    Ok(Response::new(v1::FinishPasskeyResponse {
        passkey: Some(shown(made)),
    }))
}

pub(super) async fn remove(
    grpc: &Grpc,
    request: Request<v1::RemovePasskeyRequest>,
) -> Answer<v1::RemovePasskeyResponse> {
    let (me, request) = call::mine(request)?;
    let id = Uuid::parse_str(&request.id).map_err(|_| not_found())?;
    let receipt = call::command(grpc, me, Command::RemovePasskey { id }).await?;
    let removed = grpc.rooms.factors.passkeys.remove(me, id).await;
    removed.map_err(refusal::factor)?;
    tell(&grpc.rooms, receipt, Change::PasskeyRemoved).await;
    Ok(Response::new(v1::RemovePasskeyResponse {}))
}

pub(super) async fn start_login(
    grpc: &Grpc,
    request: Request<v1::StartPasskeyLoginRequest>,
) -> Answer<v1::StartPasskeyLoginResponse> {
    call::checked(request)?;
    let now = grpc.rooms.clock.now();
    let asked = grpc.rooms.factors.passkeys.begin_login(now).await;
    let asked = asked.map_err(refusal::passkey)?;
    Ok(Response::new(v1::StartPasskeyLoginResponse {
        challenge: asked.token,
        options: Some(to_struct(asked.options)),
    }))
}

pub(super) async fn finish_login(
    grpc: &Grpc,
    request: Request<v1::FinishPasskeyLoginRequest>,
) -> Answer<v1::FinishPasskeyLoginResponse> {
    let request = call::checked(request)?;
    let refused = || refusal::passkey(PasskeyError::Refused);
    let rooms = &grpc.rooms;
    let now = rooms.clock.now();
    let credential = from_struct(request.credential).ok_or_else(refused)?;
    let passkeys = &rooms.factors.passkeys;
    let proven = passkeys.finish_login(&request.challenge, &credential, now);
    let proven = proven.await.map_err(refusal::passkey)?;
    // Somebody who holds a removed passkey is told nothing about the account.
    let account = call::account(grpc, proven.subject).await;
    let account = account.map_err(|_| refused())?;
    if !account.passkeys.contains(&proven.id) {
        return Err(refused());
    }
    let client = Client {
        address: request.client_address,
        user_agent: request.user_agent,
        session: request.session,
    };
    match login::finish(rooms, proven.subject, &client, Strength::Full).await? {
        Outcome::Session { secret, minted } => Ok(Response::new(v1::FinishPasskeyLoginResponse {
            access_token: minted.token,
            session: secret,
        })),
        // Nobody asks for more than both factors.
        Outcome::Challenge { .. } => Err(status::internal()),
    }
}

fn shown(passkey: Shown) -> v1::Passkey {
    v1::Passkey {
        id: passkey.id.to_string(),
        name: passkey.name,
        created_at: Some(timestamp(passkey.created_at)),
        last_used_at: passkey.last_used_at.map(timestamp),
    }
}
