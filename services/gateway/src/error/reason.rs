//! What each reason of refusal is over HTTP, as its proto says it: status and
//! title by the option `(asf.options.v1.problem)`, the meaning by its comment.
//! Clients decide by the name, and `/api/docs#<NAME>` explains it.

use std::sync::LazyLock;

use http::StatusCode;
use prost_reflect::{EnumValueDescriptor, Value};
use proto::asf::errors::v1::ErrorReason;

use crate::comments::comment;

/// A reason of whole refusals.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ProblemKind {
    pub(crate) name: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) title: String,
    /// A sentence for the documents, and for a problem that has none better.
    pub(crate) meaning: String,
}

/// A reason that stands at fields alone.
#[derive(Debug)]
pub(crate) struct FieldRule {
    pub(crate) name: &'static str,
    pub(crate) meaning: String,
}

/// All reasons of whole refusals, in the order of the proto.
pub(crate) static PROBLEMS: LazyLock<Vec<ProblemKind>> =
    LazyLock::new(|| values().filter_map(|it| problem(&it)).collect());

/// All reasons that stand at fields alone, in the order of the proto.
pub(crate) static FIELD_RULES: LazyLock<Vec<FieldRule>> = LazyLock::new(|| {
    let rules = values().filter(|value| option(value).is_none());
    let rule = |value: EnumValueDescriptor| FieldRule {
        name: name(&value),
        meaning: comment(&value),
    };
    rules.map(rule).collect()
});

/// For a reason that says nothing of a whole refusal: a fault of ours.
static UNDESCRIBED: LazyLock<ProblemKind> = LazyLock::new(|| ProblemKind {
    name: ErrorReason::Internal.as_str_name(),
    status: StatusCode::INTERNAL_SERVER_ERROR,
    title: String::new(),
    meaning: String::new(),
});

pub(crate) fn of(reason: ErrorReason) -> &'static ProblemKind {
    find(reason.as_str_name()).unwrap_or(&UNDESCRIBED)
}

pub(crate) fn find(name: &str) -> Option<&'static ProblemKind> {
    PROBLEMS.iter().find(|it| it.name == name)
}

/// All but the zero value, which nobody sends.
fn values() -> impl Iterator<Item = EnumValueDescriptor> {
    let reasons = proto::DESCRIPTORS.get_enum_by_name("asf.errors.v1.ErrorReason");
    let values = reasons.map(|it| it.values().collect::<Vec<_>>());
    values.into_iter().flatten().filter(|it| it.number() != 0)
}

fn name(value: &EnumValueDescriptor) -> &'static str {
    let reason = ErrorReason::try_from(value.number()).unwrap_or_default();
    reason.as_str_name()
}

fn problem(value: &EnumValueDescriptor) -> Option<ProblemKind> {
    let option = option(value)?;
    let option = option.as_message()?;
    let status = option.get_field_by_name("status")?.as_u32()?;
    Some(ProblemKind {
        name: name(value),
        status: StatusCode::from_u16(u16::try_from(status).ok()?).ok()?,
        title: option.get_field_by_name("title")?.as_str()?.to_owned(),
        meaning: comment(value),
    })
}

fn option(value: &EnumValueDescriptor) -> Option<Value> {
    let option = proto::DESCRIPTORS.get_extension_by_name("asf.options.v1.problem")?;
    let options = value.options();
    options
        .has_extension(&option)
        .then(|| options.get_extension(&option).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_comment_and_a_status_of_failure_with_its_title() {
        assert!(PROBLEMS.len() > 50 && FIELD_RULES.len() > 40);
        for problem in PROBLEMS.iter() {
            let is_failure = problem.status.is_client_error() || problem.status.is_server_error();
            assert!(is_failure && !problem.title.is_empty(), "{}", problem.name);
            assert!(problem.meaning.ends_with('.'), "{}", problem.name);
        }
        for rule in FIELD_RULES.iter() {
            assert!(rule.meaning.ends_with('.'), "{}", rule.name);
        }
        let all = PROBLEMS.len() + FIELD_RULES.len();
        assert_eq!(all, values().count());
    }

    #[test]
    fn a_reason_is_found_by_its_name() {
        let stale = find("STALE_ETAG").unwrap();
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(stale, of(ErrorReason::StaleEtag));
        assert_eq!(find("SOMETHING_ELSE"), None);
        assert_eq!(find("TOO_LONG"), None);
    }
}
