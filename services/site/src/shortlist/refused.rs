//! Why lists are not changed, in sentences for a person.

use crate::page::texts::L10nLanguage;

/// Nothing for a reason that is none of theirs.
pub(crate) fn sentence(t: &L10nLanguage, reason: &str) -> Option<String> {
    Some(match reason {
        "NAME_TAKEN" => t.lists_name_taken(),
        "SHORTLIST_FULL" => t.lists_full(),
        "TOO_MANY_SHORTLISTS" => t.lists_too_many(),
        "NOT_LISTED" => t.lists_not_listed(),
        _ => return None,
    })
}
