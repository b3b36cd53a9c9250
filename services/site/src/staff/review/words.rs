//! Kinds, fields and what happened, in words for whoever reviews.

use proto::asf::registry::v1::{Criterion, ReviewKind};

use crate::page::{lang::Lang, texts::L10nLanguage};

/// The criteria with the names that paths have for them.
pub(in crate::staff) const CRITERIA: [(Criterion, &str); 4] = [
    (Criterion::Integration, "integration"),
    (Criterion::Participation, "participation"),
    (Criterion::Reinvestment, "reinvestment"),
    (Criterion::Independence, "independence"),
];

pub(in crate::staff) fn kind(lang: Lang, kind: ReviewKind) -> String {
    let t = lang.texts();
    match kind {
        ReviewKind::Unspecified => String::new(),
        ReviewKind::Application => t.review_application(),
        ReviewKind::Changes => t.review_changes(),
    }
}

/// A field of the profile or a criterion, by its path; one that this page does
/// not know yet is called by its path.
pub(in crate::staff) fn field(lang: Lang, path: &str) -> String {
    let t = lang.texts();
    match path {
        "name" => t.org_name(),
        "org_number" => t.org_number(),
        "legal_form" => t.profile_legal_form(),
        "description" => t.own_description(),
        "municipality_code" => t.own_seat(),
        "activities" => t.review_field_activities(),
        "services" => t.review_field_services(),
        "social_benefit_areas" => t.review_field_benefits(),
        "website" => t.profile_website(),
        "email" => t.profile_email(),
        "phone" => t.profile_phone(),
        other => criterion_in(t, other).unwrap_or_else(|| other.to_owned()),
    }
}

/// The words that were given with an event: a line each, which begins with
/// the path of a field where it is about one.
pub(in crate::staff) fn reason(lang: Lang, text: &str) -> String {
    let line = |line: &str| match line.split_once(": ") {
        Some((path, rest)) => format!("{}: {rest}", field(lang, path)),
        None => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn criterion_in(t: &L10nLanguage, path: &str) -> Option<String> {
    let name = path.strip_prefix("attestations[")?.strip_suffix(']')?;
    let (criterion, _) = CRITERIA.iter().find(|it| it.1 == name)?;
    Some(self::criterion(t, *criterion))
}

pub(in crate::staff) fn criterion(t: &L10nLanguage, criterion: Criterion) -> String {
    match criterion {
        Criterion::Unspecified => String::new(),
        Criterion::Integration => t.home_mark_1(),
        Criterion::Participation => t.home_mark_2(),
        Criterion::Reinvestment => t.home_mark_3(),
        Criterion::Independence => t.home_mark_4(),
    }
}

/// An event of the log; one that is newer than this page by its own name.
pub(in crate::staff) fn event(lang: Lang, name: &str) -> String {
    let t = lang.texts();
    of_list(t, name)
        .or_else(|| of_states(t, name))
        .or_else(|| of_claims(t, name))
        .unwrap_or_else(|| name.to_owned())
}

fn of_list(t: &L10nLanguage, name: &str) -> Option<String> {
    Some(match name {
        "Registered" => t.happened_registered(),
        "ProfileChanged" => t.happened_profile_changed(),
        "CriteriaAttested" => t.happened_attested(),
        "ChangesProposed" => t.happened_proposed(),
        "ChangesApproved" => t.happened_approved(),
        "ChangesReturned" => t.happened_changes_returned(),
        "ChangesWithdrawn" => t.happened_withdrawn(),
        "Submitted" => t.happened_submitted(),
        "Listed" => t.happened_listed(),
        "Unlisted" => t.happened_unlisted(),
        "KeptOff" => t.happened_kept_off(),
        "Returned" => t.happened_returned(),
        "Rejected" => t.happened_rejected(),
        "Closed" => t.happened_closed(),
        _ => return None,
    })
}

fn of_states(t: &L10nLanguage, name: &str) -> Option<String> {
    Some(match name {
        "CapacityConfirmed" => t.happened_capacity(),
        "Certified" => t.happened_certified(),
        "CertificationRevoked" => t.happened_revoked(),
        "CertificationLapsed" => t.happened_lapsed(),
        "MembershipBegan" => t.happened_membership_began(),
        "MembershipEnded" => t.happened_membership_ended(),
        "SocialBenefitReported" => t.happened_benefit_reported(),
        "SocialBenefitWithdrawn" => t.happened_benefit_withdrawn(),
        _ => return None,
    })
}

fn of_claims(t: &L10nLanguage, name: &str) -> Option<String> {
    Some(match name {
        "ClaimRequested" => t.happened_claim_requested(),
        "ClaimWithdrawn" => t.happened_claim_withdrawn(),
        "ClaimApproved" => t.happened_claim_approved(),
        "ClaimRejected" => t.happened_claim_rejected(),
        "Released" => t.happened_released(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_criterion_is_called_by_what_it_asks() {
        let said = field(Lang::Sv, "attestations[participation]");
        assert_eq!(said, "Delaktighet");
        assert_eq!(field(Lang::Sv, "attestations[new]"), "attestations[new]");
    }

    #[test]
    fn a_reason_names_its_field_and_other_words_stay() {
        let said = reason(Lang::Sv, "attestations[participation]: Hur?\nObs: mer.");
        assert_eq!(said, "Delaktighet: Hur?\nObs: mer.");
    }

    #[test]
    fn an_event_that_the_page_does_not_know_keeps_its_name() {
        assert_eq!(event(Lang::En, "Glowed"), "Glowed");
        assert_eq!(
            event(Lang::En, "Listed"),
            "The enterprise was put on the list"
        );
    }
}
