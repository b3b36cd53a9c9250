//! The sentence of each reason that a service refuses for.

use std::time::Duration;

use kernel::fault::ErrorReason;

use crate::page::texts::L10nLanguage;

/// The sentence for a person, with the label of the field where it stands at
/// one. Nothing where the page shows no such field, and where a page of its
/// own says what is the matter.
#[expect(
    clippy::too_many_lines,
    reason = "one match without a wildcard, so that each new reason asks for its sentence"
)]
pub(super) fn of(
    t: &L10nLanguage,
    reason: ErrorReason,
    label: &str,
    wait: Option<Duration>,
) -> Option<String> {
    Some(match reason {
        // Faults of ours, of the connection or of the page itself, for which
        // there are pages of their own; a session that has ended; and what only
        // the report of an import says.
        ErrorReason::Unspecified
        | ErrorReason::LoginNeeded
        | ErrorReason::Forbidden
        | ErrorReason::PeerNotAllowed
        | ErrorReason::CrossOrigin
        | ErrorReason::NotFound
        | ErrorReason::NoSuchPath
        | ErrorReason::MethodNotAllowed
        | ErrorReason::BodyTooLarge
        | ErrorReason::UnsupportedMediaType
        | ErrorReason::Internal
        | ErrorReason::NotImplemented
        | ErrorReason::KeysUnavailable
        | ErrorReason::Unavailable
        | ErrorReason::Timeout
        | ErrorReason::SlowRequest
        | ErrorReason::MalformedRequest
        | ErrorReason::MoreFaults
        | ErrorReason::SlugTaken
        | ErrorReason::Formula
        | ErrorReason::DuplicateRow
        | ErrorReason::WrongNumberOfCells => return None,

        ErrorReason::InvalidFields | ErrorReason::KeyReused | ErrorReason::Unreadable => {
            t.fault_unknown()
        }
        ErrorReason::TooManyRequests => t.fault_too_many(minutes(wait)),
        ErrorReason::Busy => t.fault_busy(),
        ErrorReason::WrongPageToken => t.fault_page(),
        ErrorReason::StaleEtag => t.refused_stale(),
        ErrorReason::Closed => t.refused_closed(),

        // Logging in, and the account.
        ErrorReason::InvalidCredentials => t.fault_login(),
        ErrorReason::WrongPassword => t.fault_password(),
        ErrorReason::WrongCode => t.fault_code(),
        ErrorReason::NotACode => t.fault_not_a_code(),
        ErrorReason::LoginNotRecent => t.fault_login_not_recent(),
        ErrorReason::WrongLink => t.fault_link(),
        ErrorReason::ChallengeEnded => t.code_ended(),
        ErrorReason::NotVerified => t.fault_not_verified(),
        ErrorReason::AlreadyOpen => t.fault_already_open(),
        ErrorReason::LastLoginMethod => t.fault_last_way_in(),
        ErrorReason::LastOwner => t.fault_last_owner(),
        ErrorReason::LastStaff => t.fault_last_staff(),
        ErrorReason::TotpAlreadyEnabled => t.fault_totp_there(),
        ErrorReason::TotpNotStarted => t.fault_totp_not_started(),
        ErrorReason::TotpNotEnabled => t.fault_totp_not_there(),
        ErrorReason::TooManyPasskeys => t.fault_too_many_passkeys(),
        ErrorReason::PasskeyRefused => t.fault_passkey_refused(),
        ErrorReason::PasskeysUnavailable => t.fault_passkeys_unavailable(),
        ErrorReason::ProviderAlreadyLinked => t.fault_already_linked(),
        ErrorReason::ProviderNotLinked => t.fault_not_linked(),
        ErrorReason::ProviderUnavailable => t.fault_provider_away(),
        ErrorReason::ProviderRefused | ErrorReason::ProviderUnknown => t.fault_provider_refused(),
        ErrorReason::ProviderTaken => t.fault_provider_taken(),
        ErrorReason::AddressTaken => t.fault_address_taken(),
        ErrorReason::AddressNotVerified => t.fault_address_not_verified(),
        ErrorReason::TooCommon => t.fault_too_common(),
        ErrorReason::SameEmail => t.fault_same_email(),
        ErrorReason::StaffOnly => t.fault_staff_only(),

        // Organisations, enterprises and their review.
        ErrorReason::OrgNumberTaken => t.refused_org_number_taken(),
        ErrorReason::DomainTaken => t.refused_domain_taken(),
        ErrorReason::OrganisationRejected => t.refused_not_believed(),
        ErrorReason::OrganisationNotVerified => t.refused_not_verified(),
        ErrorReason::NotAnAsf => t.refused_not_an_asf(),
        ErrorReason::AlreadyMember => t.refused_already_member(),
        ErrorReason::AlreadyInvited => t.refused_already_invited(),
        ErrorReason::TooManyInvitations => t.refused_too_many_invitations(),
        ErrorReason::AlreadyLinked => t.refused_already_tied(),
        ErrorReason::ClaimPending => t.refused_claim_pending(),
        ErrorReason::NotComplete => t.refused_not_complete(),
        ErrorReason::AlreadyListed | ErrorReason::WrongState => t.refused_wrong_state(),
        ErrorReason::NoChanges => t.refused_no_changes(),
        ErrorReason::NotRenewable => t.certify_too_early(),
        ErrorReason::NoCapacity => t.refused_no_capacity(),
        ErrorReason::AlreadyCreated | ErrorReason::AlreadyRegistered => t.refused_already_created(),
        ErrorReason::RoleNotHeld
        | ErrorReason::NoClaim
        | ErrorReason::NoSuchClaim
        | ErrorReason::NoSuchReport
        | ErrorReason::NotLinked
        | ErrorReason::NotCertified
        | ErrorReason::NotWaiting
        | ErrorReason::Conflict => t.refused_gone(),

        // Lists and webhooks of an organisation.
        ErrorReason::NameTaken => t.lists_name_taken(),
        ErrorReason::ShortlistFull => t.lists_full(),
        ErrorReason::TooManyShortlists => t.lists_too_many(),
        ErrorReason::NotListed => t.lists_not_listed(),
        ErrorReason::NotAUrl => t.hooks_not_a_url(),
        ErrorReason::NotPublic => t.hooks_not_public(),
        ErrorReason::NoAddress => t.hooks_no_address(),
        ErrorReason::TooManyWebhooks => t.hooks_too_many(),
        ErrorReason::WebhookDisabled => t.hooks_is_disabled(),

        // Rules of fields that need no label.
        ErrorReason::NotAnEmail => t.fault_email(),
        ErrorReason::NotAPhone => t.fault_phone(),
        ErrorReason::NotAWebsite => t.refused_website(),
        ErrorReason::NotADomain => t.fault_domain(),
        ErrorReason::NotTenDigits => t.refused_ten_digits(),
        ErrorReason::PersonalNumber => t.refused_personal_number(),
        ErrorReason::WrongCheckDigit => t.refused_check_digit(),
        ErrorReason::WrongType => t.benefit_fault_number(),
        ErrorReason::TooEarly => t.benefit_fault_early(),
        ErrorReason::InFuture => t.benefit_fault_future(),
        ErrorReason::NotADate => t.benefit_fault_date(),
        ErrorReason::OutsideYear => t.benefit_fault_outside(),
        ErrorReason::EndsBeforeItBegins => t.benefit_fault_backwards(),
        ErrorReason::MoreThanTotal => t.benefit_fault_moved(),
        ErrorReason::MoreHoursThanPossible => t.benefit_fault_hours(),
        ErrorReason::NotADecimal | ErrorReason::TooManyDecimals => t.benefit_fault_decimal(),
        ErrorReason::NotPositive => t.benefit_fault_positive(),
        ErrorReason::TooLarge | ErrorReason::OutOfRange => t.benefit_fault_large(),
        ErrorReason::DoesNotFitReach => t.fault_reach(),
        ErrorReason::DoesNotFitMunicipality => t.fault_other_county(),

        // Rules of fields, with the label.
        ErrorReason::Required => at(label, |it| t.fault_required(it))?,
        ErrorReason::TooShort => at(label, |it| t.fault_too_short(it))?,
        ErrorReason::TooLong => at(label, |it| t.field_too_long(it))?,
        ErrorReason::TooFew => at(label, |it| t.fault_too_few(it))?,
        ErrorReason::TooMany => at(label, |it| t.fault_too_many_entries(it))?,
        ErrorReason::TooSmall => at(label, |it| t.fault_too_small(it))?,
        ErrorReason::NotApplicable => at(label, |it| t.fault_not_applicable(it))?,
        ErrorReason::Repeated | ErrorReason::NotUnique | ErrorReason::Duplicate => {
            at(label, |it| t.fault_twice(it))?
        }
        ErrorReason::ControlCharacter => t.fault_broken(),
        ErrorReason::WrongFormat
        | ErrorReason::WrongName
        | ErrorReason::UnknownValue
        | ErrorReason::UnknownField
        | ErrorReason::NotJson
        | ErrorReason::NotUtf8
        | ErrorReason::NotAUuid
        | ErrorReason::NotATime
        | ErrorReason::NotAPath => at(label, |it| t.fault_form(it))?,
    })
}

fn at(label: &str, sentence: impl FnOnce(&str) -> String) -> Option<String> {
    (!label.is_empty()).then(|| sentence(label))
}

/// Whole minutes, one at least.
fn minutes(wait: Option<Duration>) -> u64 {
    wait.map_or(1, |wait| wait.as_secs().div_ceil(60).max(1))
}
