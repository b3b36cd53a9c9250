//! RPCs with what their options and comments say of access.

use chassis::caller::Role;
use prost_reflect::{DynamicMessage, MethodDescriptor, Value};
use proto::DESCRIPTORS;

use super::{
    told::Told,
    world::{Caller, Object},
};

/// An RPC that HTTP clients can call.
pub(super) struct Rpc {
    pub(super) method: MethodDescriptor,
    pub(super) http: (&'static str, String),
    any_of: Vec<Role>,
    own_only: Vec<Role>,
    /// Its comment says that only owners of the organisation may call it.
    for_owners: bool,
}

/// What a caller may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    LoginNeeded,
    /// The RPC is not for the role.
    Forbidden,
    /// The object is not for the caller: that may be said, or not that it exists.
    Hidden,
    LetIn,
    /// Let in, though something that the request names may be missing.
    LetInOrMissing,
    /// Let in by the role, but for an organisation that the caller may lack.
    ForMembers,
    /// There is no such object; a caller who may reach few need not be told.
    Absent,
}

impl Wanted {
    pub(super) fn is_let_in(self) -> bool {
        matches!(self, Self::LetIn | Self::LetInOrMissing)
    }

    pub(super) fn is_met_by(self, told: Told) -> bool {
        match self {
            Self::LoginNeeded => told == Told::LoginNeeded,
            Self::Forbidden => told == Told::Forbidden,
            Self::Hidden => matches!(told, Told::Forbidden | Told::NotFound),
            Self::LetIn => told == Told::Else,
            Self::LetInOrMissing => matches!(told, Told::NotFound | Told::Else),
            Self::ForMembers => told != Told::LoginNeeded,
            Self::Absent => told != Told::LoginNeeded,
        }
    }
}

impl Rpc {
    fn of(method: MethodDescriptor) -> Option<Self> {
        let access = option(&method, "asf.options.v1.access")?;
        let roles = |field: &str| -> Option<Vec<Role>> {
            let value = access.get_field_by_name(field)?;
            let numbers = value.as_list()?.iter().filter_map(Value::as_enum_number);
            Some(numbers.filter_map(Role::from_number).collect())
        };
        Some(Self {
            any_of: roles("any_of")?,
            own_only: roles("own_only")?,
            for_owners: called_by(&method).is_some_and(|it| it.contains("owners")),
            http: http(&method)?,
            method,
        })
    }

    pub(super) fn name(&self) -> &str {
        self.method.full_name()
    }

    /// The objects to call it for.
    pub(super) fn objects(&self) -> &'static [Object] {
        match self.has_object() {
            true => &[Object::Own, Object::Foreign, Object::Absent],
            false => &[Object::Foreign],
        }
    }

    /// The field `id` names an organisation or an enterprise.
    pub(super) fn has_object(&self) -> bool {
        let service = self.method.parent_service();
        let of_organisations = ["OrganisationService", "StaffService"].contains(&service.name());
        (of_organisations || is_of_enterprises(&self.method)) && self.has("id")
    }

    /// What it keeps belongs to an organisation: who has none is refused.
    pub(super) fn is_for_members(&self) -> bool {
        let service = self.method.parent_service();
        ["ShortlistService", "WebhookService"].contains(&service.name())
    }

    fn has(&self, field: &str) -> bool {
        self.method.input().get_field_by_name(field).is_some()
    }

    /// The roles of the caller that the option names.
    fn by(&self, caller: &Caller) -> Vec<Role> {
        let roles = self.any_of.iter().copied();
        roles.filter(|role| caller.has(*role)).collect()
    }

    /// What the caller is told before the request is looked at.
    pub(super) fn door(&self, caller: &Caller) -> Told {
        match self.by(caller).is_empty() {
            false => Told::Else,
            true if caller.is_anonymous() => Told::LoginNeeded,
            true => Told::Forbidden,
        }
    }

    pub(super) fn wanted(&self, caller: &Caller, object: Object) -> Wanted {
        match self.door(caller) {
            Told::LoginNeeded => return Wanted::LoginNeeded,
            Told::Forbidden => return Wanted::Forbidden,
            Told::NotFound | Told::Else => {}
        }
        let narrow = self
            .by(caller)
            .iter()
            .all(|role| self.own_only.contains(role));
        let names_more = self.has("invitation_id") || self.method.name() == "DecideJoinRequest";
        match object {
            _ if self.is_for_members() && !caller.is_member() => Wanted::ForMembers,
            _ if !self.has_object() => Wanted::LetInOrMissing,
            Object::Absent => Wanted::Absent,
            Object::Foreign if narrow => Wanted::Hidden,
            Object::Own if narrow && self.for_owners && !caller.is_owner() => Wanted::Hidden,
            Object::Own | Object::Foreign if names_more => Wanted::LetInOrMissing,
            Object::Own | Object::Foreign => Wanted::LetIn,
        }
    }
}

/// Whether the `id` of the RPC's service is an enterprise's.
pub(super) fn is_of_enterprises(rpc: &MethodDescriptor) -> bool {
    let services = [
        "RegistryService",
        "ReviewService",
        "BenefitService",
        "HistoryService",
    ];
    services.contains(&rpc.parent_service().name())
}

/// All RPCs that HTTP clients can call.
pub(super) fn rpcs() -> Vec<Rpc> {
    let services = DESCRIPTORS
        .services()
        .filter(|it| it.full_name().starts_with("asf."));
    let methods = services.flat_map(|service| service.methods().collect::<Vec<_>>());
    // It asks for a session, whatever the roles are.
    let methods = methods.filter(|method| method.name() != "RefreshSession");
    methods.filter_map(Rpc::of).collect()
}

fn option(rpc: &MethodDescriptor, name: &str) -> Option<DynamicMessage> {
    let option = DESCRIPTORS.get_extension_by_name(name)?;
    let value = rpc.options().get_extension(&option).into_owned();
    value.as_message().cloned()
}

/// Whom the comment names as callers.
fn called_by(rpc: &MethodDescriptor) -> Option<String> {
    let file = rpc.parent_file();
    let source = file.file_descriptor_proto().source_code_info.as_ref()?;
    let place = source.location.iter().find(|it| it.path == rpc.path())?;
    let lines = place.leading_comments().lines();
    let mut called = lines.filter_map(|line| line.trim().strip_prefix("Called by: "));
    called.next_back().map(str::to_owned)
}

/// The method and the path of its HTTP rule, if it has one.
fn http(rpc: &MethodDescriptor) -> Option<(&'static str, String)> {
    let rule = option(rpc, "google.api.http")?;
    let methods = [
        ("get", "GET"),
        ("post", "POST"),
        ("patch", "PATCH"),
        ("delete", "DELETE"),
    ];
    methods.into_iter().find_map(|(field, method)| {
        let path = rule.get_field_by_name(field)?;
        let path = path.as_str()?.to_owned();
        (!path.is_empty()).then_some((method, path))
    })
}
