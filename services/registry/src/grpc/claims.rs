//! Claims of organisations, and deciding them.

mod evidence;

use std::collections::BTreeSet;

use chassis::{
    check,
    page::{self, Search},
    status,
    times::timestamp,
};
use host::call::{Answer, Call, Read};
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{
    ApproveClaimRequest, ApproveClaimResponse, Claim, ListClaimsRequest, ListClaimsResponse,
    RejectClaimRequest, RejectClaimResponse,
};
use tonic::{Code, Request, Status};

use crate::{
    domain::{enterprise::command::Command, values::text::Reason},
    grpc::{
        Grpc,
        commands::carry_out,
        convert::state,
        place,
        rights::{self, Relation},
    },
    projection::claims::{Place, Waiting},
};

pub(crate) use evidence::Claimants;

/// Those who decide claims.
const DECIDE: [Relation; 2] = [Relation::Staff, Relation::Leader];

pub(super) async fn list(
    grpc: &Grpc,
    request: Request<ListClaimsRequest>,
) -> Answer<ListClaimsResponse> {
    let read = Read::open(request)?;
    let bound = Search::of(&ListClaimsRequest::default());
    let after = match read.message.page_token.as_str() {
        "" => None,
        token => Some(place_of(bound, token).ok_or_else(page::wrong_token)?),
    };
    let size = page::size(read.message.page_size);
    // One row more tells whether there is a next page.
    let counties = rights::counties(&read.caller);
    let mut page = grpc.claims.page(counties, after, size + 1).await?;
    let has_next = page.claims.len() > size as usize;
    page.claims.truncate(size as usize);
    let last = page.claims.last().filter(|_| has_next);
    let next_page_token = last.map(|it| token_after(bound, it)).unwrap_or_default();
    Ok(ListClaimsResponse {
        next_page_token,
        claims: with_evidence(grpc, page.claims).await?,
        total_size: u32::try_from(page.total).unwrap_or(u32::MAX),
    })
}

async fn with_evidence(grpc: &Grpc, claims: Vec<Waiting>) -> Answer<Vec<Claim>> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let organisations = claims.iter().map(|it| it.organisation_id);
    let claimants = grpc.claimants.of(organisations).await;
    let mut shown = Vec::new();
    for waiting in claims {
        let organisation = waiting.organisation_id.to_string();
        let claimant = claimants.as_ref().and_then(|all| all.get(&organisation));
        let shared = shared(grpc, &waiting).await?;
        let evidence = evidence::of(&waiting, claimant, &shared);
        shown.push(Claim {
            evidence: Some(evidence),
            ..claim(waiting)
        });
    }
    Ok(shown)
}

async fn shared(grpc: &Grpc, waiting: &Waiting) -> Answer<BTreeSet<String>> {
    let domains = evidence::domains(waiting);
    let id = waiting.enterprise_id;
    Ok(grpc.directory.shared_domains(id, &domains).await?)
}

pub(super) async fn approve(
    grpc: &Grpc,
    request: Request<ApproveClaimRequest>,
) -> Answer<ApproveClaimResponse> {
    let call = Call::open(&grpc.clock, request)?;
    let organisation = check::id(&call.message.organisation_id);
    grpc.admit(&call.caller, &call.message.id, &DECIDE).await?;
    rights::not_for_own(&call.caller, Some(organisation))?;
    if let Some(waiting) = grpc
        .claims
        .one(check::id(&call.message.id), organisation)
        .await?
    {
        known_enough(grpc, &waiting).await?;
    }
    let command = Command::ApproveClaim { organisation };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, call.context).await?;
    grpc.wakeup.ring();
    Ok(ApproveClaimResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(super) async fn reject(
    grpc: &Grpc,
    request: Request<RejectClaimRequest>,
) -> Answer<RejectClaimResponse> {
    let (call, reason) = Call::parse(&grpc.clock, request, |message, faults| {
        faults.optional("reason", &message.reason, Reason::parse)
    })?;
    let organisation = check::id(&call.message.organisation_id);
    grpc.admit(&call.caller, &call.message.id, &DECIDE).await?;
    rights::not_for_own(&call.caller, Some(organisation))?;
    let command = Command::RejectClaim {
        organisation,
        reason,
    };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, call.context).await?;
    Ok(RejectClaimResponse {
        enterprise: Some(enterprise),
        position,
    })
}

/// An approval makes a verified organisation of the claimant, but only where the
/// numbers are the same. Where identity does not answer, it gives back what it
/// cannot tie.
async fn known_enough(grpc: &Grpc, waiting: &Waiting) -> Result<(), Status> {
    let id = waiting.organisation_id;
    let claimants = grpc.claimants.of(std::iter::once(id)).await;
    let known = claimants.and_then(|mut all| all.remove(&id.to_string()));
    let ours = waiting.enterprise_org_number.as_deref();
    let is_same = ours == Some(waiting.organisation_org_number.as_str());
    if is_same || known.is_none_or(|claimant| claimant.verified) {
        return Ok(());
    }
    Err(status::refusal(
        Code::FailedPrecondition,
        ErrorReason::OrganisationNotVerified,
        "Nobody has verified the organisation, and it has another registration number \
         than the enterprise. Verify it first, or reject the claim.",
    ))
}

fn claim(waiting: Waiting) -> Claim {
    Claim {
        enterprise_id: waiting.enterprise_id.to_string(),
        enterprise_name: waiting.enterprise_name,
        enterprise_org_number: waiting.enterprise_org_number.unwrap_or_default(),
        county_code: waiting.county_code.unwrap_or_default(),
        slug: waiting.slug,
        enterprise_state: state(waiting.state.0).into(),
        organisation_id: waiting.organisation_id.to_string(),
        organisation_name: waiting.organisation_name,
        organisation_org_number: waiting.organisation_org_number,
        requested_at: Some(timestamp(waiting.requested_at)),
        evidence: None,
    }
}

fn token_after(bound: Search, claim: &Waiting) -> String {
    let ids = [claim.enterprise_id, claim.organisation_id];
    bound.token(&place::bytes(claim.requested_at, &ids))
}

fn place_of(bound: Search, token: &str) -> Option<Place> {
    let place: [u8; place::size(2)] = bound.place(token)?;
    let (at, [enterprise, organisation]) = place::read::<2>(&place)?;
    Some((at, enterprise, organisation))
}
