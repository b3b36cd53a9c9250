//! What happened, in a sentence for each type of event.

use proto::asf::identity::v1::AuditEntry;

use crate::page::{lang::Lang, texts::L10nLanguage};

/// A type that is newer than this page is told by its name.
pub(super) fn of(lang: Lang, entry: &AuditEntry) -> String {
    known(lang.texts(), entry).unwrap_or_else(|| entry.action.clone())
}

fn known(t: &L10nLanguage, entry: &AuditEntry) -> Option<String> {
    of_account(t, &entry.action)
        .or_else(|| of_organisation(t, entry))
        .or_else(|| of_people(t, entry))
        .or_else(|| of_enterprise(t, &entry.action))
}

fn of_account(t: &L10nLanguage, action: &str) -> Option<String> {
    Some(match action {
        "Opened" => t.event_opened(),
        "EmailVerified" => t.event_email_verified(),
        "EmailChanged" => t.event_email_changed(),
        "PasswordSet" => t.event_password_set(),
        "TotpAdded" => t.event_totp_added(),
        "TotpRemoved" => t.event_totp_removed(),
        "RecoveryCodesRenewed" => t.event_recovery_codes_renewed(),
        "RecoveryCodeUsed" => t.event_recovery_code_used(),
        "PasskeyAdded" => t.event_passkey_added(),
        "PasskeyRemoved" => t.event_passkey_removed(),
        "ProviderLinked" => t.event_provider_linked(),
        "ProviderUnlinked" => t.event_provider_unlinked(),
        "PreferencesChanged" => t.event_preferences_changed(),
        "DetailsChanged" => t.event_details_changed(),
        "RoleGranted" => t.event_role_granted(),
        "RoleRevoked" => t.event_role_revoked(),
        "Erased" => t.event_erased(),
        _ => return None,
    })
}

fn of_organisation(t: &L10nLanguage, entry: &AuditEntry) -> Option<String> {
    let says = |name: &str| entry.details.contains_key(name);
    Some(match entry.action.as_str() {
        "Created" => t.event_created(),
        "Verified" => t.event_verified(),
        "VerificationAsked" => t.event_verification_asked(),
        "Refused" => t.event_refused(),
        "Renamed" => t.event_renamed(),
        "DomainChanged" if says("domain") => t.event_domain_changed(),
        "DomainChanged" => t.event_domain_removed(),
        "SkoopiMembershipSet" if says("period.from") => t.event_membership_set(),
        "SkoopiMembershipSet" => t.event_membership_ended(),
        "Closed" if says("reason") => t.event_closed(),
        "Closed" => t.event_closed_empty(),
        _ => return None,
    })
}

fn of_people(t: &L10nLanguage, entry: &AuditEntry) -> Option<String> {
    let approved = entry.details.get("approved").is_some_and(|it| it == "true");
    Some(match entry.action.as_str() {
        "MemberAdded" => t.event_member_added(),
        "MemberRoleChanged" => t.event_member_role_changed(),
        "MemberRemoved" => t.event_member_removed(),
        "Invited" => t.event_invited(),
        "InvitationAccepted" => t.event_invitation_accepted(),
        "InvitationWithdrawn" => t.event_invitation_withdrawn(),
        "JoinRequested" => t.event_join_requested(),
        "JoinWithdrawn" => t.event_join_withdrawn(),
        "JoinDecided" if approved => t.event_join_approved(),
        "JoinDecided" => t.event_join_declined(),
        _ => return None,
    })
}

fn of_enterprise(t: &L10nLanguage, action: &str) -> Option<String> {
    Some(match action {
        "ClaimRequested" => t.event_claim_requested(),
        "ClaimWithdrawn" => t.event_claim_withdrawn(),
        "ClaimRejected" => t.event_claim_rejected(),
        "EnterpriseTied" => t.event_enterprise_tied(),
        "EnterpriseReleased" => t.event_enterprise_released(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_of_the_future_is_told_by_its_name() {
        let entry = AuditEntry {
            action: "MovedToTheMoon".to_owned(),
            ..AuditEntry::default()
        };
        assert_eq!(of(Lang::Sv, &entry), "MovedToTheMoon");
    }

    #[test]
    fn a_decision_says_what_was_decided() {
        let decided = |approved: &str| AuditEntry {
            action: "JoinDecided".to_owned(),
            details: [("approved".to_owned(), approved.to_owned())].into(),
            ..AuditEntry::default()
        };
        let said = ["true", "false"].map(|it| of(Lang::En, &decided(it)));
        assert_eq!(
            said,
            [
                "A request to join was approved",
                "A request to join was declined"
            ]
        );
    }
}
