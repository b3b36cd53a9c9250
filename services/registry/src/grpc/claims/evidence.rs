//! What speaks for a claim and against it. What the claimant only typed is told
//! apart from what somebody proved: identity says which is which.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use chassis::client;
use proto::asf::{
    identity::v1::{
        AddressDomain, Claimant, DescribeClaimantsRequest,
        claimant_service_client::ClaimantServiceClient,
    },
    registry::v1::{ClaimEvidence, DomainEvidence, NumberEvidence},
};
use tonic::{Request, transport::Channel};
use uuid::Uuid;

use crate::projection::{claims::Waiting, directory};

/// Whoever reads the claims waits for it.
const ANSWER_LIMIT: Duration = Duration::from_secs(2);

/// What identity knows of those who claim; clones share the connection.
#[derive(Clone)]
pub(crate) struct Claimants {
    identity: ClaimantServiceClient<Channel>,
}

/// Nothing where identity did not answer.
pub(super) type Known = Option<HashMap<String, Claimant>>;

impl Claimants {
    pub(crate) fn new(identity: Channel) -> Self {
        Self {
            identity: ClaimantServiceClient::new(identity),
        }
    }

    pub(super) async fn of(&self, organisations: impl Iterator<Item = Uuid>) -> Known {
        let organisation_ids = organisations.map(|id| id.to_string()).collect();
        let mut request = Request::new(DescribeClaimantsRequest { organisation_ids });
        client::outgoing(&mut request, None, ANSWER_LIMIT, None);
        match self.identity.clone().describe_claimants(request).await {
            Ok(answer) => {
                let claimants = answer.into_inner().claimants.into_iter();
                Some(
                    claimants
                        .map(|it| (it.organisation_id.clone(), it))
                        .collect(),
                )
            }
            Err(status) => {
                tracing::warn!(rpc.code = ?status.code(), "identity does not say who claims");
                None
            }
        }
    }
}

/// `shared` are those of the profile's domains that other listed enterprises
/// name too.
pub(super) fn of(
    waiting: &Waiting,
    claimant: Option<&Claimant>,
    shared: &BTreeSet<String>,
) -> ClaimEvidence {
    let theirs = claimant.map_or(&[][..], |it| it.domains.as_slice());
    let profile = domains(waiting);
    ClaimEvidence {
        number: number(waiting, claimant).into(),
        domain: claimant
            .map_or(DomainEvidence::Unspecified, |_| {
                domain(theirs, &profile, shared)
            })
            .into(),
        claimant_domains: theirs.iter().map(|it| it.domain.clone()).collect(),
        enterprise_domains: profile.into_iter().collect(),
        organisation_verified: claimant.is_some_and(|it| it.verified),
    }
}

/// Those of the profile that is claimed.
pub(super) fn domains(waiting: &Waiting) -> BTreeSet<String> {
    directory::domains(waiting.website.as_deref(), waiting.email.as_deref())
}

fn number(waiting: &Waiting, claimant: Option<&Claimant>) -> NumberEvidence {
    let theirs = Some(waiting.organisation_org_number.as_str());
    match (waiting.enterprise_org_number.as_deref(), claimant) {
        (None, _) => NumberEvidence::Unspecified,
        (ours, _) if ours != theirs => NumberEvidence::Different,
        (_, None) => NumberEvidence::Unspecified,
        (_, Some(claimant)) if claimant.verified => NumberEvidence::Verified,
        (_, Some(_)) => NumberEvidence::Typed,
    }
}

fn domain(
    theirs: &[AddressDomain],
    profile: &BTreeSet<String>,
    shared: &BTreeSet<String>,
) -> DomainEvidence {
    let telling: Vec<_> = theirs.iter().filter(|it| !it.public_mail).collect();
    let mut same = telling.iter().filter(|it| profile.contains(&it.domain));
    match same.clone().next() {
        _ if telling.is_empty() => DomainEvidence::PublicMail,
        _ if profile.is_empty() => DomainEvidence::NothingToCompare,
        None => DomainEvidence::Different,
        Some(_) if same.all(|it| shared.contains(&it.domain)) => DomainEvidence::Shared,
        Some(_) => DomainEvidence::Same,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use sqlx::types::Json;
    use time::macros::datetime;

    use super::*;
    use crate::domain::enterprise::Stage;

    fn waiting(enterprise_number: Option<&str>) -> Waiting {
        Waiting {
            enterprise_id: Uuid::from_u128(1),
            enterprise_name: "Köket".to_owned(),
            enterprise_org_number: enterprise_number.map(str::to_owned),
            county_code: None,
            slug: "koket".to_owned(),
            state: Json(Stage::Listed),
            organisation_id: Uuid::from_u128(2),
            organisation_name: "Köket".to_owned(),
            organisation_org_number: "556016-0680".to_owned(),
            requested_at: datetime!(2026-03-01 12:00 UTC),
            website: Some("https://www.koket.example".to_owned()),
            email: Some("koket@kommunen.example".to_owned()),
        }
    }

    fn claimant(verified: bool, domains: &[(&str, bool)]) -> Claimant {
        let domain = |(domain, public_mail): &(&str, bool)| AddressDomain {
            domain: (*domain).to_owned(),
            public_mail: *public_mail,
        };
        Claimant {
            organisation_id: String::new(),
            verified,
            domains: domains.iter().map(domain).collect(),
        }
    }

    #[rstest]
    #[case(Some("556016-0680"), Some(false), NumberEvidence::Typed)]
    #[case(Some("556016-0680"), Some(true), NumberEvidence::Verified)]
    #[case(Some("556036-0793"), Some(true), NumberEvidence::Different)]
    #[case(Some("556036-0793"), None, NumberEvidence::Different)]
    #[case(Some("556016-0680"), None, NumberEvidence::Unspecified)]
    #[case(None, Some(true), NumberEvidence::Unspecified)]
    fn a_number_that_was_typed_is_not_one_that_was_proven(
        #[case] ours: Option<&str>,
        #[case] verified: Option<bool>,
        #[case] expected: NumberEvidence,
    ) {
        let claimant = verified.map(|verified| claimant(verified, &[]));
        assert_eq!(number(&waiting(ours), claimant.as_ref()), expected);
    }

    #[rstest]
    #[case(&[("koket.example", false)], DomainEvidence::Same)]
    #[case(&[("kommunen.example", false)], DomainEvidence::Shared)]
    #[case(&[("kommunen.example", false), ("koket.example", false)], DomainEvidence::Same)]
    #[case(&[("annan.example", false)], DomainEvidence::Different)]
    #[case(&[("gmail.com", true)], DomainEvidence::PublicMail)]
    #[case(&[], DomainEvidence::PublicMail)]
    fn the_domain_of_a_confirmed_address_is_compared_with_the_profiles(
        #[case] theirs: &[(&str, bool)],
        #[case] expected: DomainEvidence,
    ) {
        let shared = BTreeSet::from(["kommunen.example".to_owned()]);
        let claimant = claimant(false, theirs);
        let evidence = of(&waiting(None), Some(&claimant), &shared);
        assert_eq!(evidence.domain(), expected);
        let both = ["koket.example", "kommunen.example"];
        assert_eq!(evidence.enterprise_domains, both);
        let nothing = domain(&claimant.domains, &BTreeSet::new(), &shared);
        let told = matches!(nothing, DomainEvidence::NothingToCompare);
        assert_eq!(told, expected != DomainEvidence::PublicMail);
    }

    #[test]
    fn without_identity_nothing_is_said_of_the_claimant() {
        let evidence = of(&waiting(Some("556016-0680")), None, &BTreeSet::new());
        assert_eq!(evidence.domain(), DomainEvidence::Unspecified);
        assert_eq!(evidence.number(), NumberEvidence::Unspecified);
        assert!(!evidence.organisation_verified);
    }
}
