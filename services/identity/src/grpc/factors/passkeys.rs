//! Passkeys on the wire.

use chassis::{status, times::timestamp};
use host::call::{Answer, Read};
use kernel::{
    fault::ErrorReason,
    visible::{can_be_seen, is_hidden},
};
use proto::asf::identity::v1;
use tonic::{Request, Status};
use uuid::Uuid;

use crate::{
    domain::account::command::Command,
    factors::{
        PasskeyError, Shown,
        record::{record, tell},
    },
    grpc::{
        entry,
        factors::{
            account,
            json::{from_struct, to_struct},
            refusal,
        },
        refusal::not_found,
    },
    login::{self, Client, Outcome, Strength},
    mail::template::Change,
    rooms::Rooms,
};

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListPasskeysRequest>,
) -> Answer<v1::ListPasskeysResponse> {
    let me = entry::subject_of(&Read::open(request)?.caller)?;
    let account = account(rooms, me).await?;
    let kept = rooms.factors.passkeys.list(me).await?.into_iter();
    let counted = kept.filter(|passkey| account.passkeys.contains(&passkey.id));
    let passkeys = counted.map(shown).collect();
    Ok(v1::ListPasskeysResponse { passkeys })
}

pub(super) async fn start(
    rooms: &Rooms,
    request: Request<v1::StartPasskeyRequest>,
) -> Answer<v1::StartPasskeyResponse> {
    let read = Read::open(request)?;
    let me = entry::subject_of(&read.caller)?;
    login::confirm(rooms, &read.caller, me, &read.message.password).await?;
    let counted = account(rooms, me).await?.passkeys;
    let now = rooms.clock.now();
    let asked = rooms.factors.passkeys.begin(me, &counted, now).await?;
    Ok(v1::StartPasskeyResponse {
        challenge: asked.token,
        options: Some(to_struct(asked.options)),
    })
}

pub(super) async fn finish(
    rooms: &Rooms,
    request: Request<v1::FinishPasskeyRequest>,
) -> Answer<v1::FinishPasskeyResponse> {
    let Read { caller, message } = Read::open(request)?;
    let me = entry::subject_of(&caller)?;
    let name = message.name.trim();
    if name.chars().any(is_hidden) || !(name.is_empty() || can_be_seen(name)) {
        let sentence = "The name has characters that cannot be seen.";
        return Err(refusal::field("name", ErrorReason::ControlCharacter, sentence).into());
    }
    let credential = from_struct(message.credential).ok_or(PasskeyError::Refused)?;
    let id = rooms.clock.new_id();
    let now = rooms.clock.now();
    let passkeys = &rooms.factors.passkeys;
    let made = passkeys.finish(me, &message.challenge, &credential, (id, name), now);
    let made = made.await?;
    let receipt = match record(rooms, me, Command::AddPasskey { id }).await {
        Ok(receipt) => receipt,
        Err(refused) => {
            passkeys.remove(me, id).await?;
            return Err(refused.into());
        }
    };
    tell(rooms, receipt, Change::PasskeyAdded).await;
    Ok(v1::FinishPasskeyResponse {
        passkey: Some(shown(made)),
    })
}

pub(super) async fn remove(
    rooms: &Rooms,
    request: Request<v1::RemovePasskeyRequest>,
) -> Answer<v1::RemovePasskeyResponse> {
    let read = Read::open(request)?;
    let me = entry::subject_of(&read.caller)?;
    let id = Uuid::parse_str(&read.message.id).map_err(|_| not_found())?;
    let receipt = record(rooms, me, Command::RemovePasskey { id }).await?;
    rooms.factors.passkeys.remove(me, id).await?;
    tell(rooms, receipt, Change::PasskeyRemoved).await;
    Ok(v1::RemovePasskeyResponse {})
}

pub(super) async fn start_login(
    rooms: &Rooms,
    request: Request<v1::StartPasskeyLoginRequest>,
) -> Answer<v1::StartPasskeyLoginResponse> {
    Read::open(request)?;
    let now = rooms.clock.now();
    let asked = rooms.factors.passkeys.begin_login(now).await?;
    Ok(v1::StartPasskeyLoginResponse {
        challenge: asked.token,
        options: Some(to_struct(asked.options)),
    })
}

pub(super) async fn finish_login(
    rooms: &Rooms,
    request: Request<v1::FinishPasskeyLoginRequest>,
) -> Answer<v1::FinishPasskeyLoginResponse> {
    let message = Read::open(request)?.message;
    let now = rooms.clock.now();
    let credential = from_struct(message.credential).ok_or(PasskeyError::Refused)?;
    let passkeys = &rooms.factors.passkeys;
    let proven = passkeys.finish_login(&message.challenge, &credential, now);
    let proven = proven.await?;
    // Somebody who holds a removed passkey is told nothing about the account. The
    // status of a failure of ours is made for the log line.
    let account = account(rooms, proven.subject).await.map_err(Status::from);
    let account = account.map_err(|_| PasskeyError::Refused)?;
    if !account.passkeys.contains(&proven.id) {
        return Err(PasskeyError::Refused.into());
    }
    let client = Client {
        address: message.client_address,
        user_agent: message.user_agent,
        session: message.session,
    };
    match login::finish(rooms, proven.subject, &client, Strength::Full).await? {
        Outcome::Session { secret, minted } => Ok(v1::FinishPasskeyLoginResponse {
            access_token: minted.token,
            session: secret,
        }),
        // Nobody asks for more than both factors.
        Outcome::Challenge { .. } => Err(status::internal().into()),
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
