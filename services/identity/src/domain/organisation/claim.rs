//! The tie between an organisation and its enterprise on the list. The
//! registry decides; what it says is taken as it is.

use kernel::org_number::OrgNumber;
use uuid::Uuid;

use crate::domain::{
    organisation::{Belief, Known, event::Event, refusal::Refusal},
    values::{OrganisationKind, VerifiedBy, text::Reason},
};

impl Known {
    pub(super) fn request_claim(&self, enterprise: Uuid) -> Result<Vec<Event>, Refusal> {
        match self.kind {
            OrganisationKind::Asf => {}
            OrganisationKind::PublicBody | OrganisationKind::Company | OrganisationKind::Skoopi => {
                return Err(Refusal::NotAnAsf);
            }
        }
        match &self.belief {
            // Whoever decides the claim looks at both.
            Belief::Verified(_) | Belief::Unverified => {}
            Belief::Refused(_) => return Err(Refusal::NotBelieved),
            Belief::Closed => return Err(Refusal::Closed),
        }
        if self.enterprise.is_some() {
            return Err(Refusal::AlreadyTied);
        }
        match self.pending() {
            Some(pending) if pending == enterprise => Ok(Vec::new()),
            Some(_) => Err(Refusal::ClaimPending),
            None => Ok(vec![Event::ClaimRequested { enterprise }]),
        }
    }

    pub(super) fn withdraw_claim(&self) -> Result<Vec<Event>, Refusal> {
        let enterprise = self.pending().ok_or(Refusal::NoClaim)?;
        Ok(vec![Event::ClaimWithdrawn { enterprise }])
    }

    /// The registry ties without a claim too, when an owner registered the
    /// enterprise. What cannot be tied here is given back, so that both
    /// services say the same.
    ///
    /// Whoever approved the claim of the enterprise with the organisation's own
    /// number has seen what speaks for it, and so has verified it.
    pub(super) fn tie(&self, enterprise: Uuid, number: Option<OrgNumber>) -> Vec<Event> {
        let is_asf = self.kind == OrganisationKind::Asf;
        let is_claimed = self.pending() == Some(enterprise);
        let waits = self.belief == Belief::Unverified;
        let is_seen = waits && is_claimed && number == Some(self.org_number);
        // Its own draft, which is looked at before it is listed.
        let is_own = waits && !is_claimed && number.is_none();
        match self.enterprise {
            Some(tied) if tied == enterprise => Vec::new(),
            None if is_asf && (self.is_verified() || is_seen || is_own) => {
                let other = self.pending().filter(|claimed| *claimed != enterprise);
                let withdrawn = other.map(|enterprise| Event::ClaimWithdrawn { enterprise });
                let by = VerifiedBy::Staff;
                let verified = is_seen.then_some(Event::Verified { by });
                let tied = Event::EnterpriseTied { enterprise };
                let before = withdrawn.into_iter().chain(verified);
                before.chain([tied]).collect()
            }
            Some(_) | None => vec![Event::EnterpriseReleased { enterprise }],
        }
    }

    /// Whoever listed the organisation's own enterprise has looked at its number.
    pub(super) fn confirm(&self, number: OrgNumber) -> Vec<Event> {
        let waits = self.belief == Belief::Unverified;
        let is_seen = waits && self.enterprise.is_some() && number == self.org_number;
        let by = VerifiedBy::Staff;
        is_seen
            .then_some(Event::Verified { by })
            .into_iter()
            .collect()
    }

    pub(super) fn reject(&self, enterprise: Uuid, reason: &Reason) -> Vec<Event> {
        if self.pending() != Some(enterprise) {
            return Vec::new();
        }
        let reason = reason.clone();
        vec![Event::ClaimRejected { enterprise, reason }]
    }

    pub(super) fn release(&self) -> Result<Vec<Event>, Refusal> {
        let enterprise = self.enterprise.ok_or(Refusal::NotTied)?;
        Ok(vec![Event::EnterpriseReleased { enterprise }])
    }

    /// What ends with an organisation that is closed or not believed.
    pub(super) fn untie(&self) -> Vec<Event> {
        let claimed = self.pending();
        let withdrawn = claimed.map(|enterprise| Event::ClaimWithdrawn { enterprise });
        let tied = self.enterprise;
        let released = tied.map(|enterprise| Event::EnterpriseReleased { enterprise });
        withdrawn.into_iter().chain(released).collect()
    }

    /// The enterprise whose claim waits for a decision.
    fn pending(&self) -> Option<Uuid> {
        let claim = self.claim.as_ref().filter(|it| it.rejected.is_none());
        claim.map(|it| it.enterprise)
    }
}
