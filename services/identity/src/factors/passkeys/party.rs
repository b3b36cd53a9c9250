//! The site as the party that passkeys are made for (WebAuthn, section 4:
//! relying party), which is its domain.

use std::sync::Arc;

use openidconnect::url::{Host, Url};
use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::prelude::{
    AuthenticationResult, CredentialID, DiscoverableAuthentication, DiscoverableKey, Passkey,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Webauthn,
    WebauthnBuilder, WebauthnError,
};

use crate::factors::passkeys::PasskeyError;

/// As it is shown when the browser asks.
const NAME: &str = "ASF Lyfter";

/// Asks browsers, and checks what they answer.
#[derive(Clone)]
pub(super) struct Party(Arc<Webauthn>);

impl Party {
    /// None for a site without a domain: browsers make no passkeys for an
    /// address. This machine's own addresses count as `localhost`, where a
    /// developer can try them at any port.
    pub(super) fn of(public_url: &str) -> Option<Self> {
        let mut url = Url::parse(public_url).ok()?;
        let is_local = match url.host()? {
            Host::Domain(domain) => domain == "localhost",
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        };
        if is_local {
            url.set_host(Some("localhost")).ok()?;
        }
        let domain = url.domain()?.to_owned();
        let party = WebauthnBuilder::new(&domain, &url).ok()?;
        let party = party.rp_name(NAME).allow_any_port(is_local).build().ok()?;
        Some(Self(Arc::new(party)))
    }

    pub(super) fn begin_registration(
        &self,
        subject: Uuid,
        address: &str,
        name: &str,
        known: Vec<CredentialID>,
    ) -> Result<(Value, PasskeyRegistration), PasskeyError> {
        let begun = self
            .0
            .start_passkey_registration(subject, address, name, Some(known));
        let (challenge, state) = begun.map_err(refused)?;
        let mut options = as_json(&challenge.public_key)?;
        // Without this the authenticator may forget whose passkey it is, and
        // nobody could log in without an address.
        let wanted = &mut options["authenticatorSelection"];
        wanted["residentKey"] = json!("required");
        wanted["requireResidentKey"] = json!(true);
        Ok((options, state))
    }

    /// The library has refused one that did not check its holder.
    pub(super) fn finish_registration(
        &self,
        credential: &RegisterPublicKeyCredential,
        state: &PasskeyRegistration,
    ) -> Result<Passkey, PasskeyError> {
        let forgets = credential.extensions.cred_props.as_ref();
        if forgets.and_then(|props| props.rk) == Some(false) {
            return Err(PasskeyError::Refused);
        }
        let made = self.0.finish_passkey_registration(credential, state);
        made.map_err(refused)
    }

    pub(super) fn begin_login(&self) -> Result<(Value, DiscoverableAuthentication), PasskeyError> {
        let (challenge, state) = self
            .0
            .start_discoverable_authentication()
            .map_err(refused)?;
        Ok((as_json(&challenge.public_key)?, state))
    }

    /// Whose passkey it says it is; nothing is checked yet.
    pub(super) fn identify<'a>(
        &self,
        credential: &'a PublicKeyCredential,
    ) -> Result<(Uuid, &'a [u8]), PasskeyError> {
        let named = self.0.identify_discoverable_authentication(credential);
        named.map_err(refused)
    }

    pub(super) fn finish_login(
        &self,
        credential: &PublicKeyCredential,
        state: DiscoverableAuthentication,
        key: &DiscoverableKey,
    ) -> Result<AuthenticationResult, PasskeyError> {
        let checked = self
            .0
            .finish_discoverable_authentication_v2(credential, state, key);
        let result = checked.map_err(refused)?;
        // It stands for both factors only if somebody showed a finger or a PIN.
        match result.user_verified() {
            true => Ok(result),
            false => Err(PasskeyError::Refused),
        }
    }
}

/// Why is of use to whoever runs the site; the person can only try again.
fn refused(error: WebauthnError) -> PasskeyError {
    tracing::info!(%error, "a passkey was refused");
    PasskeyError::Refused
}

fn as_json(options: &impl serde::Serialize) -> Result<Value, PasskeyError> {
    serde_json::to_value(options).map_err(|error| PasskeyError::Failed(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(public_url: &str) -> Option<Value> {
        let party = Party::of(public_url)?;
        let begun = party.begin_registration(Uuid::from_u128(7), "a@asf.example", "A", vec![]);
        Some(begun.unwrap().0)
    }

    #[test]
    fn passkeys_are_bound_to_the_domain_of_the_site() {
        for (url, id) in [
            ("https://asf.example", "asf.example"),
            ("https://www.asf.example/", "www.asf.example"),
            ("http://localhost:8080", "localhost"),
            ("http://127.0.0.1:8080", "localhost"),
            ("http://[::1]:8080", "localhost"),
        ] {
            assert_eq!(options(url).unwrap()["rp"]["id"], id, "{url}");
        }
    }

    #[test]
    fn a_site_at_an_address_has_no_passkeys() {
        for url in ["http://192.0.2.1", "https://[2001:db8::1]", "nothing"] {
            assert!(Party::of(url).is_none(), "{url}");
        }
    }

    #[test]
    fn an_authenticator_has_to_check_its_holder_and_to_keep_whose_it_is() {
        let options = options("https://asf.example").unwrap();
        let wanted = &options["authenticatorSelection"];
        assert_eq!(wanted["userVerification"], "required");
        assert_eq!(wanted["residentKey"], "required");
        assert_eq!(wanted["requireResidentKey"], true);
        let party = Party::of("https://asf.example").unwrap();
        let (options, _) = party.begin_login().unwrap();
        assert_eq!(options["userVerification"], "required");
        assert_eq!(options["rpId"], "asf.example");
    }
}
