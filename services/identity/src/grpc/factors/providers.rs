//! Sign-in services on the wire.

use kernel::fault::ErrorReason;
use proto::asf::identity::v1;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    domain::{account::command::Command, values::Language},
    factors::{Answer as ComeBack, Arrived, Newcomer, Remote, record::tell},
    grpc::{
        Answer, Grpc,
        factors::{call, refusal},
    },
    login::{self, Client, Outcome, Strength},
    mail::template::Change,
};

/// Where somebody goes who did not come from anywhere.
const HOME: &str = "/konto";

pub(super) fn list(
    grpc: &Grpc,
    request: Request<v1::ListProvidersRequest>,
) -> Answer<v1::ListProvidersResponse> {
    call::checked(request)?;
    let providers = grpc.rooms.factors.providers.list();
    let providers = providers.map(|(id, name)| v1::Provider {
        id: id.to_owned(),
        name: name.to_owned(),
    });
    Ok(Response::new(v1::ListProvidersResponse {
        providers: providers.collect(),
    }))
}

pub(super) async fn start(
    grpc: &Grpc,
    request: Request<v1::StartProviderLoginRequest>,
) -> Answer<v1::StartProviderLoginResponse> {
    let begun_by = call::caller(&request);
    let request = call::checked(request)?;
    let return_to = match request.return_to.as_str() {
        "" => HOME,
        path if is_own_path(path) => path,
        _ => {
            let sentence = "This has to be a path on this site, with one slash in front.";
            return Err(refusal::field("return_to", ErrorReason::NotAPath, sentence));
        }
    };
    let now = grpc.rooms.clock.now();
    let providers = &grpc.rooms.factors.providers;
    let begun = providers.begin(&request.provider, begun_by, return_to, now);
    let begun = begun.await.map_err(refusal::provider)?;
    Ok(Response::new(v1::StartProviderLoginResponse {
        url: begun.url,
        binding: begun.binding,
    }))
}

pub(super) async fn finish(
    grpc: &Grpc,
    request: Request<v1::FinishProviderLoginRequest>,
) -> Answer<v1::FinishProviderLoginResponse> {
    let caller = call::caller(&request);
    let request = call::checked(request)?;
    let come_back = ComeBack {
        state: &request.state,
        code: &request.code,
        binding: &request.binding,
    };
    let now = grpc.rooms.clock.now();
    let providers = &grpc.rooms.factors.providers;
    let arrived = providers.finish(&request.provider, &come_back, now).await;
    let arrived = arrived.map_err(refusal::provider)?;
    let answer = match arrived.begun_by {
        // Only whoever wanted the link gets it.
        Some(me) if caller != Some(me) => return Err(refusal::provider_refused()),
        Some(me) => {
            link(grpc, me, &arrived.person.remote).await?;
            v1::FinishProviderLoginResponse {
                linked: true,
                return_to: arrived.return_to,
                ..v1::FinishProviderLoginResponse::default()
            }
        }
        None => {
            let client = Client {
                address: request.client_address,
                user_agent: request.user_agent,
                session: request.session,
            };
            log_in(grpc, arrived, &client).await?
        }
    };
    Ok(Response::new(answer))
}

pub(super) async fn unlink(
    grpc: &Grpc,
    request: Request<v1::UnlinkProviderRequest>,
) -> Answer<v1::UnlinkProviderResponse> {
    let (me, request) = call::mine(request)?;
    let provider = request.provider;
    let command = Command::UnlinkProvider {
        provider: provider.clone(),
    };
    let receipt = call::command(grpc, me, command).await?;
    let providers = &grpc.rooms.factors.providers;
    let removed = providers.links.remove(&provider, me).await;
    removed.map_err(|error| refusal::factor(error.into()))?;
    let name = providers.name_of(&provider).unwrap_or(&provider).to_owned();
    tell(&grpc.rooms, receipt, Change::ProviderUnlinked { name }).await;
    Ok(Response::new(v1::UnlinkProviderResponse {}))
}

async fn log_in(
    grpc: &Grpc,
    arrived: Arrived,
    client: &Client,
) -> Result<v1::FinishProviderLoginResponse, Status> {
    let language = language_of(&arrived.return_to);
    let found = Newcomer::of(&grpc.rooms, &arrived.person, language).await;
    let subject = match found.map_err(refusal::factor)? {
        Newcomer::Known(subject) => subject,
        Newcomer::AddressNotVerified => return Err(refusal::address_not_verified()),
        Newcomer::AddressTaken => return Err(refusal::address_taken()),
    };
    let outcome = login::finish(&grpc.rooms, subject, client, Strength::Password).await?;
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
async fn link(grpc: &Grpc, me: Uuid, remote: &Remote) -> Result<(), Status> {
    let rooms = &grpc.rooms;
    let links = &rooms.factors.providers.links;
    let owner = links.owner(remote).await;
    let owner = owner.map_err(|error| refusal::factor(error.into()))?;
    if let Some(other) = owner.filter(|owner| *owner != me) {
        let other = rooms.factors.account(other).await;
        let other = other.map_err(refusal::factor)?;
        if other.is_some_and(|it| it.providers.contains(&remote.provider)) {
            return Err(refusal::provider_taken());
        }
    }
    let account = call::account(grpc, me).await?;
    if account.providers.contains(&remote.provider) {
        // The same person again changes nothing; another one has to wait until
        // this one is gone.
        return match owner == Some(me) {
            true => Ok(()),
            false => Err(refusal::already_linked()),
        };
    }
    let put = links.put(remote, me, rooms.clock.now()).await;
    put.map_err(|error| refusal::factor(error.into()))?;
    let provider = remote.provider.clone();
    let receipt = call::command(grpc, me, Command::LinkProvider { provider }).await?;
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
