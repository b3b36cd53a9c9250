//! Why organisations and enterprises are not changed, in sentences for a
//! person.

use crate::page::texts::L10nLanguage;

/// Nothing for a reason that is none of theirs.
pub(crate) fn sentence(t: &L10nLanguage, reason: &str) -> Option<String> {
    Some(match reason {
        "ORG_NUMBER_TAKEN" => t.refused_org_number_taken(),
        "NOT_TEN_DIGITS" => t.refused_ten_digits(),
        "PERSONAL_NUMBER" => t.refused_personal_number(),
        "WRONG_CHECK_DIGIT" => t.refused_check_digit(),
        "NOT_A_WEBSITE" => t.refused_website(),
        "NOT_A_PHONE" => t.fault_phone(),
        "ORGANISATION_REJECTED" => t.refused_not_believed(),
        "NOT_VERIFIED" | "ORGANISATION_NOT_VERIFIED" => t.refused_not_verified(),
        "NOT_AN_ASF" => t.refused_not_an_asf(),
        "ALREADY_MEMBER" => t.refused_already_member(),
        "NO_CLAIM" | "NO_SUCH_CLAIM" | "NOT_LINKED" | "NOT_CERTIFIED" | "NOT_WAITING"
        | "CONFLICT" => t.refused_gone(),
        "TOO_MANY_INVITATIONS" => t.refused_too_many_invitations(),
        "ALREADY_LINKED" => t.refused_already_tied(),
        "CLAIM_PENDING" => t.refused_claim_pending(),
        "NOT_COMPLETE" => t.refused_not_complete(),
        "ALREADY_LISTED" | "WRONG_STATE" => t.refused_wrong_state(),
        "NO_CHANGES" => t.refused_no_changes(),
        "NOT_RENEWABLE" => t.certify_too_early(),
        "NO_CAPACITY" => t.refused_no_capacity(),
        "STALE_ETAG" => t.refused_stale(),
        "CLOSED" => t.refused_closed(),
        "NO_SUCH_ACCOUNT" => t.refused_no_account(),
        _ => return None,
    })
}
