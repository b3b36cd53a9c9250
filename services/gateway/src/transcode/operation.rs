//! One RPC as it is served over HTTP: everything about it that the request
//! path needs, looked up once at start.

use http::Method;
use http::uri::PathAndQuery;
use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor, MethodDescriptor};

use super::field::{self as option, Fill};
use super::json::shape::{Shapes, Unsupported};
use super::matcher::Ambiguous;
use super::reply::Reply;
use super::rule::{BodyRule, HttpRule};
use super::template::{Template, WrongTemplate};

#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) rpc: MethodDescriptor,
    /// The proto package, which tells the service behind.
    pub(crate) package: String,
    /// `/package.Service/Method`.
    pub(crate) grpc_path: PathAndQuery,
    pub(crate) method: Method,
    pub(crate) template: Template,
    /// The fields that the path fills, in its order.
    pub(crate) variables: Vec<FieldDescriptor>,
    /// The fields that query parameters fill.
    pub(crate) query: Vec<FieldDescriptor>,
    pub(crate) body: Body,
    /// The fields that the gateway fills with what it knows of the request.
    pub(crate) fills: Vec<(FieldDescriptor, Fill)>,
    /// The field that `If-Match` fills.
    pub(crate) etag: Option<FieldDescriptor>,
    /// The field that the names in a PATCH body fill.
    pub(crate) mask: Option<FieldDescriptor>,
    pub(crate) reply: Reply,
    /// Where a created resource is found: the template of its GET.
    pub(crate) location: Option<Template>,
}

/// What of the request message stands in the HTTP body.
#[derive(Debug)]
pub(crate) enum Body {
    Nothing,
    /// The message itself, as far as nothing else fills it.
    Whole(Vec<FieldDescriptor>),
    Field(FieldDescriptor),
}

/// The HTTP options of an RPC make no sense.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WrongOptions {
    #[error("{rpc}: {source}")]
    Template { rpc: String, source: WrongTemplate },
    #[error("{rpc} names the field `{field}`, which its message does not have")]
    Field { rpc: String, field: String },
    #[error("{rpc} has no name that can stand in a path")]
    Name { rpc: String },
    #[error("{rpc} streams, but is neither a file nor has it an event_stream option")]
    Stream { rpc: String },
    #[error(transparent)]
    Unsupported(#[from] Unsupported),
    #[error(transparent)]
    Ambiguous(#[from] Ambiguous),
}

impl Operation {
    pub(crate) fn compile(
        rpc: &MethodDescriptor,
        rule: &HttpRule,
        shapes: &mut Shapes,
    ) -> Result<Self, WrongOptions> {
        let input = rpc.input();
        let template =
            Template::parse(&rule.template).map_err(|source| WrongOptions::Template {
                rpc: rpc.full_name().to_owned(),
                source,
            })?;
        let variables = template
            .variables()
            .map(|name| field(rpc, &input, name))
            .collect::<Result<Vec<_>, _>>()?;
        let etag = etag_field(&input).filter(|_| rule.method != Method::GET);
        let mask = mask_field(&input).filter(|_| rule.method == Method::PATCH);
        let fills: Vec<_> = input
            .fields()
            .filter_map(|field| option::fill(&field).map(|fill| (field, fill)))
            .collect();
        let taken = |candidate: &FieldDescriptor| {
            let filled = fills.iter().map(|(field, _)| field);
            let special = etag.iter().chain(&mask).chain(filled);
            variables.iter().chain(special).any(|f| f == candidate)
        };
        let free: Vec<_> = input.fields().filter(|field| !taken(field)).collect();
        let (body, query) = split(rpc, rule, free)?;
        Ok(Self {
            package: rpc.parent_service().package_name().to_owned(),
            grpc_path: grpc_path(rpc)?,
            method: rule.method.clone(),
            template,
            variables,
            query,
            body,
            fills,
            etag,
            mask,
            reply: Reply::compile(rpc, rule, shapes)?,
            location: None,
            rpc: rpc.clone(),
        })
    }

    /// The full name of its service.
    pub(crate) fn service(&self) -> &str {
        let path = self.grpc_path.path().trim_start_matches('/');
        path.split_once('/').map_or(path, |(service, _)| service)
    }

    /// An RPC that makes something new: by convention its name begins with
    /// `Register` or `Create`, it is a POST, and its answer has an `id`. With
    /// a GET of `<path>/{id}` beside it, it answers 201 and a `Location`.
    pub(crate) fn creates(&self) -> bool {
        let name = self.rpc.name();
        let makes = name.starts_with("Register") || name.starts_with("Create");
        let has_id = matches!(&self.reply, Reply::Message(reply) if reply.id.is_some());
        makes && has_id && self.method == Method::POST
    }
}

/// The field of a message, which has to be there.
pub(super) fn field(
    rpc: &MethodDescriptor,
    message: &MessageDescriptor,
    name: &str,
) -> Result<FieldDescriptor, WrongOptions> {
    message
        .get_field_by_name(name)
        .ok_or_else(|| WrongOptions::Field {
            rpc: rpc.full_name().to_owned(),
            field: name.to_owned(),
        })
}

/// Deals the fields that the path leaves over out to body and query. A message
/// has no form as a query parameter, so that such a field is not offered.
fn split(
    rpc: &MethodDescriptor,
    rule: &HttpRule,
    free: Vec<FieldDescriptor>,
) -> Result<(Body, Vec<FieldDescriptor>), WrongOptions> {
    match &rule.body {
        BodyRule::Whole => Ok((Body::Whole(free), Vec::new())),
        BodyRule::Nothing => Ok((Body::Nothing, as_query(free))),
        BodyRule::Field(name) => {
            let body = field(rpc, &rpc.input(), name)?;
            let rest = free.into_iter().filter(|field| *field != body).collect();
            Ok((Body::Field(body), as_query(rest)))
        }
    }
}

fn as_query(fields: Vec<FieldDescriptor>) -> Vec<FieldDescriptor> {
    let plain = |field: &FieldDescriptor| match field.kind() {
        Kind::Message(message) => message.full_name() == "google.protobuf.Timestamp",
        _ => true,
    };
    fields.into_iter().filter(plain).collect()
}

fn etag_field(input: &MessageDescriptor) -> Option<FieldDescriptor> {
    let field = input.get_field_by_name("etag")?;
    matches!(field.kind(), Kind::String).then_some(field)
}

fn mask_field(input: &MessageDescriptor) -> Option<FieldDescriptor> {
    let field = input.get_field_by_name("update_mask")?;
    match field.kind() {
        Kind::Message(message) if message.full_name() == "google.protobuf.FieldMask" => Some(field),
        _ => None,
    }
}

fn grpc_path(rpc: &MethodDescriptor) -> Result<PathAndQuery, WrongOptions> {
    let path = format!("/{}/{}", rpc.parent_service().full_name(), rpc.name());
    PathAndQuery::try_from(path).map_err(|_| WrongOptions::Name {
        rpc: rpc.full_name().to_owned(),
    })
}
