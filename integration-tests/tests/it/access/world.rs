//! A platform with somebody in each role, and with enterprises and
//! organisations that are their own or somebody else's.

use std::collections::BTreeSet;

use chassis::caller::Role;
use integration_tests::{
    profiles,
    stack::{Stack, person::Person},
    until::until,
};
use prost_reflect::MethodDescriptor;
use serde_json::{Value, json};

use super::rpc::is_of_enterprises;

/// Nothing has it.
pub(super) const ABSENT: &str = "01900000-0000-4000-8000-00000000ffff";

/// Whose object a call is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Object {
    Own,
    Foreign,
    Absent,
}

/// Somebody with what belongs to them.
pub(super) struct Caller {
    pub(super) name: &'static str,
    person: Option<Person>,
    subject: String,
    roles: BTreeSet<Role>,
    organisation: Option<String>,
    owner: bool,
}

/// The samples, each for a role.
const SAMPLES: [&str; 7] = [
    "account",
    "member",
    "buyer",
    "editor",
    "owner",
    "process-leader",
    "staff",
];

impl Caller {
    /// Nobody, and one for each role.
    pub(super) async fn all(stack: &Stack) -> anyhow::Result<Vec<Self>> {
        let mut callers = vec![Self::anonymous()];
        for name in SAMPLES {
            callers.push(Self::of(stack, name).await?);
        }
        Ok(callers)
    }

    fn anonymous() -> Self {
        Self {
            name: "anonymous",
            person: None,
            subject: String::new(),
            roles: BTreeSet::from([Role::Anonymous]),
            organisation: None,
            owner: false,
        }
    }

    async fn of(stack: &Stack, name: &'static str) -> anyhow::Result<Self> {
        let person = stack.sample(name).await?;
        let get = async |path: &str| {
            let answer = stack.by(&person, "GET", path).send().await?;
            answer.expect(200)
        };
        let account = get("/api/v1/accounts/me").await?;
        let own = get("/api/v1/organisations:mine").await?;
        let named = account.body["roles"].as_array().into_iter().flatten();
        let named = named.filter_map(|role| role.as_str()?.parse().ok());
        let first = &own.body["organisations"][0];
        Ok(Self {
            name,
            subject: account.text("/id")?,
            roles: named.chain([Role::Anonymous, Role::Account]).collect(),
            organisation: first["id"].as_str().map(str::to_owned),
            owner: first["own_role"] == "MEMBER_ROLE_OWNER",
            person: Some(person),
        })
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    pub(super) fn is_anonymous(&self) -> bool {
        self.person.is_none()
    }

    /// Belongs to an organisation.
    pub(super) fn is_member(&self) -> bool {
        self.organisation.is_some()
    }

    pub(super) fn is_owner(&self) -> bool {
        self.owner
    }

    /// A token with the roles of now: calls of the matrix may have changed them.
    pub(super) async fn token(&self, stack: &Stack) -> anyhow::Result<Option<String>> {
        match &self.person {
            Some(person) => stack.fresh_token(person).await.map(Some),
            None => Ok(None),
        }
    }
}

/// Everybody, and what they call for.
pub(super) struct World {
    pub(super) stack: Stack,
    pub(super) callers: Vec<Caller>,
    /// Tied to the ASF of owner, editor and member, in the process leader's county.
    tied: String,
    /// Claimed by another ASF, in the same county.
    claimed: String,
    claimant: String,
    /// Nobody's, in another county.
    far: String,
}

impl World {
    pub(super) async fn make() -> anyhow::Result<Self> {
        let stack = Stack::start().await?;
        let callers = Caller::all(&stack).await?;
        let seat = |code: &str, name: &str, number: u32| {
            let mut profile = profiles::complete(name, number);
            profile["municipality_code"] = json!(code);
            profile
        };
        let tied = stack.listed(&seat("1480", "Knuten", 1)).await?;
        let claimed = stack.listed(&seat("1480", "Begärd", 2)).await?;
        let far = stack.listed(&seat("0180", "Fjärran", 3)).await?;
        let claimant = claim(&stack, "nonmember", &claimed).await?;
        let tying = claim(&stack, "owner", &tied).await?;
        let mut world = Self {
            stack,
            callers,
            tied,
            claimed,
            claimant,
            far,
        };
        world.tie(&tying).await?;
        Ok(world)
    }

    async fn tie(&mut self, organisation: &str) -> anyhow::Result<()> {
        let path = format!("/api/v1/enterprises/{}:approveClaim", self.tied);
        let approval = json!({"organisation_id": organisation});
        until("the claim has arrived", async || {
            let request = self.stack.staff("POST", &path).json(&approval);
            Ok((request.send().await?.status == 200).then_some(()))
        })
        .await?;
        let queue = "/api/v1/enterprises:claims";
        until("the other claim has arrived", async || {
            let claims = self.stack.staff("GET", queue).send().await?.expect(200)?;
            Ok((claims.body["total_size"] == 1).then_some(()))
        })
        .await
    }

    /// The id that the call is about; nothing where the caller has no object of
    /// its own there.
    pub(super) fn id<'a>(
        &'a self,
        caller: &'a Caller,
        rpc: &MethodDescriptor,
        object: Object,
    ) -> Option<&'a str> {
        let of_registry = is_of_enterprises(rpc);
        match object {
            Object::Absent => Some(ABSENT),
            Object::Own if of_registry => self.own_enterprise(caller, rpc),
            Object::Own => caller.organisation.as_deref(),
            Object::Foreign if of_registry => Some(&self.far),
            Object::Foreign => self.foreign(caller)?.organisation.as_deref(),
        }
    }

    fn own_enterprise(&self, caller: &Caller, rpc: &MethodDescriptor) -> Option<&str> {
        let leads = caller.has(Role::ProcessLeader);
        if matches!(rpc.name(), "ApproveClaim" | "RejectClaim") {
            return leads.then_some(&self.claimed);
        }
        let belongs = ["member", "editor", "owner"].contains(&caller.name);
        (leads || belongs).then_some(&self.tied)
    }

    /// Somebody of another organisation.
    fn foreign(&self, caller: &Caller) -> Option<&Caller> {
        let name = if caller.name == "buyer" {
            "owner"
        } else {
            "buyer"
        };
        self.callers.iter().find(|it| it.name == name)
    }

    /// An owner of the organisation that the call is about.
    pub(super) fn subject<'w>(&'w self, caller: &'w Caller, object: Object) -> &'w str {
        let of = match object {
            Object::Absent => None,
            Object::Foreign => self.foreign(caller),
            Object::Own if caller.name == "buyer" => Some(caller),
            Object::Own => self.callers.iter().find(|it| it.name == "owner"),
        };
        of.map_or(ABSENT, |it| &it.subject)
    }

    pub(super) fn claimant(&self) -> &str {
        &self.claimant
    }
}

/// The organisation of the sample with this name claims the enterprise; its id.
async fn claim(stack: &Stack, name: &str, enterprise: &str) -> anyhow::Result<String> {
    let person = stack.sample(name).await?;
    let own = stack.by(&person, "GET", "/api/v1/organisations:mine");
    let id = own.send().await?.expect(200)?.text("/organisations/0/id")?;
    let path = format!("/api/v1/organisations/{id}:claim");
    let wish: Value = json!({"enterprise_id": enterprise});
    let request = stack.by(&person, "POST", &path).json(&wish);
    request.send().await?.expect_success()?;
    Ok(id)
}
