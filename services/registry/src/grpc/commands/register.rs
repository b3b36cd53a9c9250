//! Registering an enterprise: by staff and process leaders for anybody, by an
//! ASF for itself.

use chassis::caller::{self, Caller, Role};
use chassis::check;
use proto::asf::registry::v1;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    domain::values::profile::Profile,
    grpc::{
        Answer, Grpc,
        commands::{call::context, reply},
        convert::{self, enterprise::of_entry},
        refusal, rights,
    },
    projection::directory::Entry,
    store::Draft,
};

pub(in crate::grpc) async fn register(
    grpc: &Grpc,
    request: Request<v1::RegisterEnterpriseRequest>,
) -> Answer<v1::RegisterEnterpriseResponse> {
    const NAME: &str = "asf.registry.v1.RegisterEnterpriseRequest";
    let (caller, context) = (caller::of(&request), context(grpc, NAME, &request)?);
    let mut faults = check::rules(NAME, request.get_ref());
    let given = request.into_inner().profile.unwrap_or_default();
    let profile = convert::profile::whole(&given, &mut faults);
    check::done(faults)?;
    let profile = profile.ok_or_else(chassis::status::internal)?;
    let organisation = registers_for(&caller, &profile)?;
    let at = context.at();
    let profile = profile.stated(&[], at);
    let id = grpc.clock.new_id();
    let draft = Draft {
        profile: &profile,
        notes: None,
        organisation,
    };
    let registered = grpc
        .store
        .register(id, profile.slugs(id), draft, context)
        .await;
    let (receipt, slug) = registered.map_err(refusal::of)?;
    if organisation.is_some() {
        grpc.wakeup.ring();
    }
    let (enterprise, position) = if receipt.replayed {
        reply(grpc, &caller, receipt.id, receipt.position).await?
    } else {
        // The draft stands as it was given: it need not be read again.
        let entry = Entry {
            organisation,
            ..Entry::draft(receipt.id, slug, profile, at)
        };
        (of_entry(entry, &caller, at), receipt.position)
    };
    Ok(Response::new(v1::RegisterEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
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
