//! What a webhook is made of, read from a request: where, and which events.

use chassis::{check, outbound::OutboundError};
use http::Uri;
use kernel::{
    fault::{BrokenRule, ErrorReason, Faults},
    place::CountyCode,
    terms::Industry,
};
use tonic::Status;

use crate::{
    grpc::{Grpc, events::filter::is_public},
    webhooks::{Webhooks, rows::Wanted},
};

const PACKAGE: &str = "asf.registry.v1.";

/// What is no event for everybody.
#[derive(Debug, thiserror::Error)]
#[error("choose one of the registry's public events, such as asf.registry.v1.EnterpriseListed")]
struct NoSuchEvent;

impl BrokenRule for NoSuchEvent {
    fn rule(&self) -> ErrorReason {
        ErrorReason::UnknownValue
    }
}

pub(super) fn wanted(event_types: &[String], counties: &[String], industries: &[String]) -> Wanted {
    Wanted {
        event_types: event_types.to_vec(),
        counties: counties.to_vec(),
        industries: industries.to_vec(),
    }
}

/// Looks at where it is to be sent and at what is wanted, beside the faults
/// that there are.
pub(super) async fn checked(
    grpc: &Grpc,
    mut faults: Faults,
    url: &str,
    wanted: Wanted,
) -> Result<Wanted, Status> {
    let types = wanted.event_types.iter().map(String::as_str);
    faults.all("event_types", types, known_event);
    let counties = wanted.counties.iter().map(String::as_str);
    faults.all("counties", counties, CountyCode::parse);
    let industries = wanted.industries.iter().map(String::as_str);
    faults.all("industries", industries, Industry::parse);
    self::url(&mut faults, &grpc.webhooks, url).await;
    check::done(faults)?;
    Ok(wanted)
}

fn known_event(name: &str) -> Result<(), NoSuchEvent> {
    match name.starts_with(PACKAGE) && is_public(name) {
        true => Ok(()),
        false => Err(NoSuchEvent),
    }
}

/// Looks at where it is to be sent, as before each delivery: whoever mistypes
/// it learns that now.
async fn url(faults: &mut Faults, webhooks: &Webhooks, text: &str) {
    const FIELD: &str = "url";
    if text.is_empty() {
        return;
    }
    let Ok(uri) = text.parse::<Uri>() else {
        faults.add(
            FIELD,
            ErrorReason::NotAUrl,
            "a URL looks like https://asf.example/hook",
        );
        return;
    };
    match webhooks.check(&uri).await {
        Ok(()) => {}
        Err(OutboundError::NotAllowed(_)) => faults.add(
            FIELD,
            ErrorReason::NotPublic,
            "it has to be an https address on the open internet, without a login in it",
        ),
        Err(
            OutboundError::Unknown(_)
            | OutboundError::TooSlow(_)
            | OutboundError::NoBody(_)
            | OutboundError::Io(_)
            | OutboundError::Http(_),
        ) => faults.add(FIELD, ErrorReason::NoAddress, "no server has this name"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_and_notices_are_for_nobody_else() {
        let known = |name: &str| known_event(&format!("{PACKAGE}{name}")).is_ok();
        assert!(known("EnterpriseListed") && known("SocialBenefitReported"));
        assert!(!known("NoticeRequested") && !known("EnterpriseClaimApproved"));
        assert!(!known("WebhookTest") && !known("Enterprise"));
    }
}
