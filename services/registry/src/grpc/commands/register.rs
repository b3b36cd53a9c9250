//! Registering an enterprise: by staff and process leaders for anybody, by an
//! ASF for itself.

use chassis::caller::{Caller, Role};
use host::call::{Answer, Call};
use proto::asf::registry::v1;
use tonic::{Request, Status};
use uuid::Uuid;

use crate::{
    domain::values::profile::Profile,
    grpc::{
        Grpc,
        commands::reply,
        convert::{self, enterprise::of_entry},
        rights,
    },
    projection::directory::Entry,
    store::Draft,
};

pub(in crate::grpc) async fn register(
    grpc: &Grpc,
    request: Request<v1::RegisterEnterpriseRequest>,
) -> Answer<v1::RegisterEnterpriseResponse> {
    let (call, profile) = Call::parse(&grpc.clock, request, |message, faults| {
        let given = message.profile.clone().unwrap_or_default();
        convert::profile::whole(&given, faults)
    })?;
    let organisation = registers_for(&call.caller, &profile)?;
    let at = call.context.at();
    let profile = profile.stated(&[], at);
    let id = grpc.clock.new_id();
    let draft = Draft {
        profile: &profile,
        notes: None,
        organisation,
    };
    let registered = grpc
        .store
        .register(id, profile.slugs(id), draft, call.context)
        .await;
    let (receipt, slug) = registered?;
    if organisation.is_some() {
        grpc.wakeup.ring();
    }
    let (enterprise, position) = if receipt.replayed {
        reply(grpc, &call.caller, receipt.id, receipt.position).await?
    } else {
        // The draft stands as it was given: it need not be read again.
        let entry = Entry {
            organisation,
            ..Entry::draft(receipt.id, slug, profile, at)
        };
        (of_entry(entry, &call.caller, at), receipt.position)
    };
    Ok(v1::RegisterEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    })
}

/// The organisation that looks after the new enterprise: none when staff or
/// the county's process leader registers it, else the owner's own.
fn registers_for(caller: &Caller, profile: &Profile) -> Result<Option<Uuid>, Status> {
    let county = profile.municipality.map(|it| String::from(it.county()));
    let leads = county.is_some_and(|county| rights::leads_in(caller, &county));
    if caller.has(Role::Staff) || leads {
        return Ok(None);
    }
    match caller.organisation.filter(|_| caller.has(Role::AsfOwner)) {
        Some(organisation) => Ok(Some(organisation)),
        None => Err(rights::forbidden(
            "A process leader registers enterprises with their seat in the own county.",
        )),
    }
}
