//! Sign-in services on the wire.

use host::{
    call::{Answer, Read},
    failure::Refusal as _,
};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1;
use tonic::Request;
use uuid::Uuid;

use crate::{
    domain::{
        account::{command::Command, refusal::Refusal},
        values::Language,
    },
    factors::{
        Answer as ComeBack, Arrived, Newcomer, ProviderError, Remote,
        record::{record, tell},
    },
    grpc::{
        entry,
        factors::{account, refusal},
    },
    login::{self, Client, Outcome, Strength},
    mail::template::Change,
    rooms::Rooms,
};

/// Where somebody goes who did not come from anywhere.
const HOME: &str = "/konto";

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListProvidersRequest>,
) -> Answer<v1::ListProvidersResponse> {
    Read::open(request)?;
    let providers = rooms.factors.providers.list();
    let providers = providers.map(|(id, name)| v1::Provider {
        id: id.to_owned(),
        name: name.to_owned(),
    });
    Ok(v1::ListProvidersResponse {
        providers: providers.collect(),
    })
}

pub(super) async fn start(
    rooms: &Rooms,
    request: Request<v1::StartProviderLoginRequest>,
) -> Answer<v1::StartProviderLoginResponse> {
    let Read { caller, message } = Read::open(request)?;
    let begun_by = entry::subject_of(&caller).ok();
    let return_to = match message.return_to.as_str() {
        "" => HOME,
        path if is_own_path(path) => path,
        _ => {
            let sentence = "This has to be a path on this site, with one slash in front.";
            return Err(refusal::field("return_to", ErrorReason::NotAPath, sentence).into());
        }
    };
    if let Some(me) = begun_by {
        login::confirm(rooms, &caller, me, &message.password).await?;
    }
    let now = rooms.clock.now();
    let providers = &rooms.factors.providers;
    let begun = providers.begin(&message.provider, begun_by, return_to, now);
    let begun = begun.await?;
    Ok(v1::StartProviderLoginResponse {
        url: begun.url,
        binding: begun.binding,
    })
}

pub(super) async fn finish(
    rooms: &Rooms,
    request: Request<v1::FinishProviderLoginRequest>,
) -> Answer<v1::FinishProviderLoginResponse> {
    let Read { caller, message } = Read::open(request)?;
    let caller = entry::subject_of(&caller).ok();
    let come_back = ComeBack {
        state: &message.state,
        code: &message.code,
        binding: &message.binding,
    };
    let now = rooms.clock.now();
    let providers = &rooms.factors.providers;
    let arrived = providers.finish(&message.provider, &come_back, now).await?;
    match arrived.begun_by {
        // Only whoever wanted the link gets it.
        Some(me) if caller != Some(me) => Err(ProviderError::Refused.into()),
        Some(me) => {
            link(rooms, me, &arrived.person.remote).await?;
            Ok(v1::FinishProviderLoginResponse {
                linked: true,
                return_to: arrived.return_to,
                ..v1::FinishProviderLoginResponse::default()
            })
        }
        None => {
            let client = Client {
                address: message.client_address,
                user_agent: message.user_agent,
                session: message.session,
            };
            log_in(rooms, arrived, &client).await
        }
    }
}

pub(super) async fn unlink(
    rooms: &Rooms,
    request: Request<v1::UnlinkProviderRequest>,
) -> Answer<v1::UnlinkProviderResponse> {
    let Read { caller, message } = Read::open(request)?;
    let me = entry::subject_of(&caller)?;
    let provider = message.provider;
    let command = Command::UnlinkProvider {
        provider: provider.clone(),
    };
    let receipt = record(rooms, me, command).await?;
    let providers = &rooms.factors.providers;
    providers.links.remove(&provider, me).await?;
    let name = providers.name_of(&provider).unwrap_or(&provider).to_owned();
    tell(rooms, receipt, Change::ProviderUnlinked { name }).await;
    Ok(v1::UnlinkProviderResponse {})
}

async fn log_in(
    rooms: &Rooms,
    arrived: Arrived,
    client: &Client,
) -> Answer<v1::FinishProviderLoginResponse> {
    let language = language_of(&arrived.return_to);
    let subject = match Newcomer::of(rooms, &arrived.person, language).await? {
        Newcomer::Known(subject) => subject,
        Newcomer::AddressNotVerified => return Err(refusal::address_not_verified().into()),
        Newcomer::AddressTaken => return Err(refusal::address_taken().into()),
    };
    let outcome = login::finish(rooms, subject, client, Strength::Password).await?;
    let mut answer = v1::FinishProviderLoginResponse {
        return_to: arrived.return_to,
        ..v1::FinishProviderLoginResponse::default()
    };
    match outcome {
        Outcome::Session { secret, minted } => {
            answer.session = secret;
            answer.access_token = minted.token;
        }
        Outcome::Challenge { token, methods } => {
            answer.challenge = token;
            answer.methods = methods;
        }
    }
    Ok(answer)
}

/// Links the person of the sign-in service with the account, unless it is
/// somebody else's.
async fn link(rooms: &Rooms, me: Uuid, remote: &Remote) -> Answer<()> {
    let links = &rooms.factors.providers.links;
    let owner = links.owner(remote).await?;
    if let Some(other) = owner.filter(|owner| *owner != me) {
        let other = rooms.factors.account(other).await?;
        if other.is_some_and(|it| it.providers.contains(&remote.provider)) {
            return Err(refusal::provider_taken().into());
        }
    }
    let account = account(rooms, me).await?;
    if account.providers.contains(&remote.provider) {
        // The same person again changes nothing; another one has to wait until
        // this one is gone.
        return match owner == Some(me) {
            true => Ok(()),
            false => Err(Refusal::AlreadyLinked.status().into()),
        };
    }
    links.put(remote, me, rooms.clock.now()).await?;
    let provider = remote.provider.clone();
    let receipt = record(rooms, me, Command::LinkProvider { provider }).await?;
    let name = rooms.factors.providers.name_of(&remote.provider);
    let name = name.unwrap_or(&remote.provider).to_owned();
    tell(rooms, receipt, Change::ProviderLinked { name }).await;
    Ok(())
}

/// The path of a page here: with two slashes, or with a backslash that
/// browsers read as one, it would lead to another site.
fn is_own_path(path: &str) -> bool {
    let rest = path.strip_prefix('/');
    let is_page = rest.is_some_and(|rest| !rest.starts_with('/'));
    is_page
        && path
            .chars()
            .all(|letter| letter.is_ascii_graphic() && letter != '\\')
}

/// As the page was read that the login began on.
fn language_of(path: &str) -> Language {
    match path == "/en" || path.starts_with("/en/") {
        true => Language::En,
        false => Language::Sv,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_our_own_are_come_back_to() {
        for path in ["/", "/konto", "/en/konto?a=b#c", "/asf-listan?q=caf%C3%A9"] {
            assert!(is_own_path(path), "{path}");
        }
        for path in [
            "",
            "konto",
            "//asf.example",
            "/\\asf.example",
            "/a\\b",
            "/\t/asf.example",
            "https://asf.example",
            "/å",
        ] {
            assert!(!is_own_path(path), "{path}");
        }
    }

    #[test]
    fn the_language_is_that_of_the_page() {
        for (path, language) in [
            ("/konto", Language::Sv),
            ("/en", Language::En),
            ("/en/konto", Language::En),
            ("/english", Language::Sv),
        ] {
            assert_eq!(language_of(path), language, "{path}");
        }
    }
}
