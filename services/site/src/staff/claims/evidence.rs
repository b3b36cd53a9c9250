//! What speaks for a claim and against it, in words: what agrees, what does not,
//! and what the claimant only typed.

use proto::asf::registry::v1::{Claim, DomainEvidence, NumberEvidence};

use crate::{
    organisation::states,
    page::{lang::Lang, part::Part, places, texts::L10nLanguage},
};

/// All of it, to be read before the decision.
pub(super) fn part(lang: Lang, claim: &Claim) -> Part {
    let t = lang.texts();
    let evidence = claim.evidence.clone().unwrap_or_default();
    let believed = if evidence.organisation_verified {
        t.org_state_verified()
    } else {
        t.evidence_unverified()
    };
    let state = states::of_enterprise(lang, claim.enterprise_state());
    Part::new(t.evidence_title())
        .fact(t.evidence_number(), number(t, claim))
        .fact(t.evidence_domain(), domain(t, claim))
        .fact(t.evidence_name(), name(t, claim))
        .fact(t.staff_organisation(), &claim.organisation_name)
        .fact(t.org_state(), believed)
        .fact(t.evidence_typed_number(), &claim.organisation_org_number)
        .fact(
            t.evidence_claimant_domains(),
            listed(t, &evidence.claimant_domains),
        )
        .fact(t.staff_enterprise(), &claim.enterprise_name)
        .fact(t.staff_enterprise_number(), &claim.enterprise_org_number)
        .fact(
            t.evidence_enterprise_domains(),
            listed(t, &evidence.enterprise_domains),
        )
        .fact(t.own_county(), places::county_name(&claim.county_code))
        .fact(t.evidence_enterprise_state(), state)
}

/// What the numbers are worth.
pub(super) fn number(t: &L10nLanguage, claim: &Claim) -> String {
    let evidence = claim.evidence.as_ref();
    match evidence.map_or(NumberEvidence::Unspecified, |it| it.number()) {
        NumberEvidence::Unspecified => t.evidence_number_unknown(),
        NumberEvidence::Different => t.evidence_number_different(),
        NumberEvidence::Typed => t.evidence_number_typed(),
        NumberEvidence::Verified => t.evidence_number_verified(),
    }
}

/// What the claimant's confirmed addresses are worth.
pub(super) fn domain(t: &L10nLanguage, claim: &Claim) -> String {
    let evidence = claim.evidence.as_ref();
    match evidence.map_or(DomainEvidence::Unspecified, |it| it.domain()) {
        DomainEvidence::Unspecified => t.evidence_domain_unknown(),
        DomainEvidence::Different => t.evidence_domain_different(),
        DomainEvidence::PublicMail => t.evidence_domain_public(),
        DomainEvidence::NothingToCompare => t.evidence_domain_nothing(),
        DomainEvidence::Shared => t.evidence_domain_shared(),
        DomainEvidence::Same => t.evidence_domain_same(),
    }
}

fn name(t: &L10nLanguage, claim: &Claim) -> String {
    let same = kernel::text::fold(&claim.organisation_name);
    if same == kernel::text::fold(&claim.enterprise_name) {
        t.evidence_name_same()
    } else {
        t.evidence_name_different()
    }
}

fn listed(t: &L10nLanguage, domains: &[String]) -> String {
    if domains.is_empty() {
        return t.evidence_no_domains();
    }
    domains.join(", ")
}
