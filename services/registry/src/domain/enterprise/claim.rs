//! Which organisation looks after an enterprise: it claims it, and somebody
//! else decides. Whatever is claimed, the organisation gets an answer.

use kernel::org_number::OrgNumber;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::{
    enterprise::{Known, Stage, event::Event, notice::Notice, refusal::Refusal},
    values::text::{Name, Reason},
};

/// An organisation's wish to look after an enterprise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Claim {
    pub(crate) organisation: Uuid,
    /// As the organisation was called when it asked.
    pub(crate) name: Name,
    pub(crate) org_number: OrgNumber,
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) requested_at: OffsetDateTime,
}

/// Why an organisation does not get an enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Rejection {
    /// Whoever decided says why.
    Words(Reason),
    NoSuchEnterprise,
    Closed,
    /// Another organisation looks after it.
    Tied,
    /// Another organisation claimed it too, and got it.
    GivenToAnother,
}

impl Rejection {
    /// The words of whoever decided, or the name that programs know it by.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Words(reason) => reason.as_str(),
            Self::NoSuchEnterprise => "NO_SUCH_ENTERPRISE",
            Self::Closed => "CLOSED",
            Self::Tied => "TIED",
            Self::GivenToAnother => "GIVEN_TO_ANOTHER",
        }
    }

    /// The rejection, and telling the organisation.
    pub(super) fn answer_to(&self, organisation: Uuid) -> Vec<Event> {
        let reason = self.clone();
        let notice = Notice::ClaimRejected {
            reason: reason.clone(),
        };
        vec![
            Event::ClaimRejected {
                organisation,
                reason,
            },
            Event::NoticeRequested {
                organisation,
                notice,
            },
        ]
    }
}

impl Known {
    pub(super) fn request_claim(&self, claim: &Claim) -> Vec<Event> {
        let organisation = claim.organisation;
        match self.organisation {
            _ if self.stage == Stage::Closed => Rejection::Closed.answer_to(organisation),
            // It asked before it heard that it has it.
            Some(tied) if tied == organisation => vec![Event::ClaimApproved { organisation }],
            Some(_) => Rejection::Tied.answer_to(organisation),
            None if self.is_claimed_by(organisation) => Vec::new(),
            None => vec![Event::ClaimRequested(claim.clone())],
        }
    }

    pub(super) fn withdraw_claim(&self, organisation: Uuid) -> Vec<Event> {
        if self.is_claimed_by(organisation) {
            vec![Event::ClaimWithdrawn { organisation }]
        } else {
            Vec::new()
        }
    }

    pub(super) fn approve_claim(&self, organisation: Uuid) -> Result<Vec<Event>, Refusal> {
        if self.organisation == Some(organisation) {
            return Ok(Vec::new());
        }
        if !self.is_claimed_by(organisation) {
            return Err(Refusal::NoSuchClaim);
        }
        let notice = Notice::ClaimApproved;
        let mut events = vec![
            Event::ClaimApproved { organisation },
            Event::NoticeRequested {
                organisation,
                notice,
            },
        ];
        let others = self.claims.iter().map(|it| it.organisation);
        for other in others.filter(|it| *it != organisation) {
            events.extend(Rejection::GivenToAnother.answer_to(other));
        }
        Ok(events)
    }

    pub(super) fn reject_claim(
        &self,
        organisation: Uuid,
        reason: &Reason,
    ) -> Result<Vec<Event>, Refusal> {
        if !self.is_claimed_by(organisation) {
            return Err(Refusal::NoSuchClaim);
        }
        Ok(Rejection::Words(reason.clone()).answer_to(organisation))
    }

    pub(super) fn reject_all_claims(&self, reason: &Rejection) -> Vec<Event> {
        let claims = self.claims.iter();
        claims
            .flat_map(|claim| reason.answer_to(claim.organisation))
            .collect()
    }

    pub(super) fn release(&self, organisation: Uuid) -> Vec<Event> {
        if self.organisation != Some(organisation) {
            return Vec::new();
        }
        // It belonged to Skoopi through the organisation alone.
        let mut events = vec![Event::Released { organisation }];
        events.extend(self.member.then_some(Event::MembershipEnded));
        events
    }

    pub(super) fn forget_claim(&mut self, organisation: Uuid) {
        self.claims.retain(|it| it.organisation != organisation);
    }

    fn is_claimed_by(&self, organisation: Uuid) -> bool {
        self.claims.iter().any(|it| it.organisation == organisation)
    }
}
