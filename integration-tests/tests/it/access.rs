//! Every RPC for every kind of caller and for an own, a foreign and an absent
//! object: who is let in is what the proto's options say, and nobody else. The
//! matrix is made from the descriptors, so that an RPC that is added is in it
//! at once.

mod filling;
mod rpc;
mod told;
mod world;

use integration_tests::stack::Stack;

use rpc::{Rpc, Wanted, rpcs};
use told::{Told, at_the_gateway, at_the_service};
use world::{Caller, Object, World};

/// They end what the rest of the matrix needs: those who may call them call
/// them for an absent object only. Each has a test of its own.
const ENDING: [&str; 12] = [
    "CloseEnterprise",
    "CloseOrganisation",
    "EndOtherSessions",
    "EndSession",
    "EraseAccount",
    "RefuseOrganisation",
    "RejectClaim",
    "ReleaseEnterprise",
    "RemoveMember",
    "RevokeRole",
    "SwitchOrganisation",
    "WithdrawClaim",
];

#[tokio::test]
async fn every_rpc_reaches_the_objects_that_its_options_name_and_no_others() -> anyhow::Result<()> {
    let world = World::make().await?;
    let (mut seen, mut wrong) = (0, Vec::new());
    for rpc in rpcs() {
        for caller in &world.callers {
            for &object in rpc.objects() {
                let Some((wanted, told)) = meet(&world, &rpc, caller, object).await? else {
                    continue;
                };
                seen += 1;
                if !wanted.is_met_by(told) {
                    let (rpc, by) = (rpc.name(), caller.name);
                    wrong.push(format!(
                        "{rpc} by {by} for {object:?}: {told:?}, not {wanted:?}"
                    ));
                }
            }
        }
    }
    let logs = world.stack.logs();
    assert!(wrong.is_empty(), "{}\n{logs}", wrong.join("\n"));
    assert!(seen > 800, "{seen} calls");
    Ok(())
}

/// Makes one call of the matrix. Nothing where the caller has no such object,
/// and where the call would end what others need.
async fn meet(
    world: &World,
    rpc: &Rpc,
    caller: &Caller,
    object: Object,
) -> anyhow::Result<Option<(Wanted, Told)>> {
    let wanted = rpc.wanted(caller, object);
    let ends = ENDING.contains(&rpc.method.name()) && wanted.is_let_in();
    if ends && !rpc.has_object() {
        return Ok(None);
    }
    let (wanted, object) = match ends {
        true => (Wanted::Absent, Object::Absent),
        false => (wanted, object),
    };
    let told = at_the_gateway(world, rpc, caller, object).await?;
    Ok(told.map(|told| (wanted, told)))
}

/// A service does not trust the gateway: it looks at the caller itself.
#[tokio::test]
async fn every_service_checks_the_role_by_itself() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let callers = Caller::all(&stack).await?;
    let registry = stack.registries[0].address();
    let identity = stack.identities[0].address();
    let registry = stack.ground.channel("gateway", "registry", registry)?;
    let identity = stack.ground.channel("gateway", "identity", identity)?;
    let mut seen = 0;
    for rpc in rpcs()
        .iter()
        .filter(|rpc| !ENDING.contains(&rpc.method.name()))
    {
        let channel = match rpc.method.parent_file().package_name() {
            "asf.registry.v1" => &registry,
            _ => &identity,
        };
        for caller in &callers {
            let token = caller.token(&stack).await?;
            let told = at_the_service(channel, rpc, token.as_deref()).await?;
            let door = rpc.door(caller);
            let lacks_one = rpc.is_for_members() && !caller.is_member();
            let told_so = lacks_one && told == Told::Forbidden;
            assert!(
                told == door || told_so,
                "{} by {}: {told:?}, not {door:?}",
                rpc.name(),
                caller.name
            );
            seen += 1;
        }
    }
    assert!(seen > 400, "{seen} calls");
    Ok(())
}
