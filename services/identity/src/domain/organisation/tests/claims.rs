//! The tie to an enterprise on the list.

use super::*;

fn claim() -> Command {
    let enterprise = ENTERPRISE;
    Command::RequestClaim { enterprise }
}

fn tie(enterprise: Uuid) -> Command {
    Command::TieEnterprise {
        enterprise,
        org_number: None,
    }
}

/// The registry says so of a claim that somebody looked at.
fn approve(number: &str) -> Command {
    Command::TieEnterprise {
        enterprise: ENTERPRISE,
        org_number: OrgNumber::parse(number).ok(),
    }
}

fn reject(enterprise: Uuid) -> Command {
    let reason = reason();
    Command::RejectClaim { enterprise, reason }
}

fn rejected() -> Event {
    let (enterprise, reason) = (ENTERPRISE, reason());
    Event::ClaimRejected { enterprise, reason }
}

#[test]
fn a_verified_asf_may_claim_one_enterprise_at_a_time() {
    owned(&[believed()]).when(claim()).then(&[claimed()]);
    owned(&[believed(), claimed()]).when(claim()).then(&[]);
    let enterprise = ANOTHER_ENTERPRISE;
    owned(&[believed(), claimed()])
        .when(Command::RequestClaim { enterprise })
        .then_refused(Refusal::ClaimPending);
    owned(&[believed(), tied()])
        .when(claim())
        .then_refused(Refusal::AlreadyTied);
}

#[test]
fn one_that_waits_for_staff_claims_and_one_that_they_refused_does_not() {
    owned(&[]).when(claim()).then(&[claimed()]);
    owned(&[refused(false)])
        .when(claim())
        .then_refused(Refusal::NotBelieved);
}

#[test]
fn only_an_asf_stands_on_the_list() {
    let company = Event::Created {
        kind: OrganisationKind::Company,
        name: name("Bolaget"),
        org_number: OrgNumber::parse("556016-0680").unwrap(),
        domain: None,
    };
    given(&[company.clone(), believed()])
        .when(claim())
        .then_refused(Refusal::NotAnAsf);
    given(&[company, believed()])
        .when(tie(ENTERPRISE))
        .then(&[released()]);
}

#[test]
fn the_registry_decides() {
    owned(&[believed(), claimed()])
        .when(tie(ENTERPRISE))
        .then(&[tied()]);
    owned(&[believed(), claimed()])
        .when(reject(ENTERPRISE))
        .then(&[rejected()]);
    // Told twice, it changes nothing.
    owned(&[believed(), tied()]).when(tie(ENTERPRISE)).then(&[]);
    owned(&[believed(), claimed(), rejected()])
        .when(reject(ENTERPRISE))
        .then(&[]);
    owned(&[believed()]).when(reject(ENTERPRISE)).then(&[]);
}

#[test]
fn whoever_approves_the_claim_of_the_same_number_verifies_the_claimant() {
    let by = VerifiedBy::Staff;
    owned(&[claimed()])
        .when(approve("556016-0680"))
        .then(&[Event::Verified { by }, tied()]);
    // Another number, or none, says nothing of who the claimant is.
    let another = "556036-0793";
    for not_the_same in [approve(another), tie(ENTERPRISE)] {
        owned(&[claimed()]).when(not_the_same).then(&[released()]);
    }
    owned(&[]).when(approve("556016-0680")).then(&[released()]);
}

#[test]
fn an_enterprise_that_an_owner_registered_is_tied_without_a_claim() {
    owned(&[believed()]).when(tie(ENTERPRISE)).then(&[tied()]);
    let enterprise = ANOTHER_ENTERPRISE;
    owned(&[believed(), claimed()])
        .when(tie(ANOTHER_ENTERPRISE))
        .then(&[withdrawn(), Event::EnterpriseTied { enterprise }]);
}

#[test]
fn what_cannot_be_tied_is_given_back() {
    let enterprise = ANOTHER_ENTERPRISE;
    owned(&[believed(), tied()])
        .when(tie(ANOTHER_ENTERPRISE))
        .then(&[Event::EnterpriseReleased { enterprise }]);
    owned(&[believed(), claimed(), withdrawn(), closed(true)])
        .when(tie(ENTERPRISE))
        .then(&[released()]);
    let still = owned(&[believed(), tied(), Event::EnterpriseReleased { enterprise }]);
    still.when(Command::ReleaseEnterprise).then(&[released()]);
}

#[test]
fn a_claim_that_was_approved_too_late_can_be_made_again() {
    let (asked, again) = (Event::VerificationAsked, believed());
    owned(&[believed(), claimed(), asked.clone()])
        .when(tie(ENTERPRISE))
        .then(&[released()]);
    owned(&[believed(), claimed(), asked, released(), again])
        .when(claim())
        .then(&[claimed()]);
}

#[test]
fn a_rejected_claim_may_be_made_again_but_not_taken_back() {
    owned(&[believed(), claimed(), rejected()])
        .when(claim())
        .then(&[claimed()]);
    owned(&[believed(), claimed(), rejected()])
        .when(Command::WithdrawClaim)
        .then_refused(Refusal::NoClaim);
    owned(&[believed(), claimed()])
        .when(Command::WithdrawClaim)
        .then(&[withdrawn()]);
}

#[test]
fn a_tie_ends_once() {
    owned(&[believed(), tied()])
        .when(Command::ReleaseEnterprise)
        .then(&[released()]);
    owned(&[believed(), tied(), released()])
        .when(Command::ReleaseEnterprise)
        .then_refused(Refusal::NotTied);
}
