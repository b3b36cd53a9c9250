//! Claims of organisations, and deciding them.

use chassis::{
    check,
    page::{self, Search},
    times::timestamp,
};
use host::call::{Answer, Call, Read};
use proto::asf::registry::v1::{
    ApproveClaimRequest, ApproveClaimResponse, Claim, ListClaimsRequest, ListClaimsResponse,
    RejectClaimRequest, RejectClaimResponse,
};
use tonic::Request;

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
    Ok(ListClaimsResponse {
        next_page_token: last.map(|it| token_after(bound, it)).unwrap_or_default(),
        claims: page.claims.into_iter().map(claim).collect(),
        total_size: u32::try_from(page.total).unwrap_or(u32::MAX),
    })
}

pub(super) async fn approve(
    grpc: &Grpc,
    request: Request<ApproveClaimRequest>,
) -> Answer<ApproveClaimResponse> {
    let call = Call::open(&grpc.clock, request)?;
    let organisation = check::id(&call.message.organisation_id);
    grpc.admit(&call.caller, &call.message.id, &DECIDE).await?;
    rights::not_for_own(&call.caller, Some(organisation))?;
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
