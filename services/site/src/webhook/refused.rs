//! Why webhooks are not changed, in sentences for a person.

use crate::page::texts::L10nLanguage;

/// Nothing for a reason that is none of theirs.
pub(crate) fn sentence(t: &L10nLanguage, reason: &str) -> Option<String> {
    Some(match reason {
        "NOT_A_URL" => t.hooks_not_a_url(),
        "NOT_PUBLIC" => t.hooks_not_public(),
        "NO_ADDRESS" => t.hooks_no_address(),
        "TOO_MANY_WEBHOOKS" => t.hooks_too_many(),
        "WEBHOOK_DISABLED" => t.hooks_is_disabled(),
        _ => return None,
    })
}
