//! What an organisation is, whether it is believed, and its membership.

use kernel::{stockholm, text::fold};
use time::OffsetDateTime;

use crate::domain::{
    organisation::{Belief, Known, action::Action, event::Event},
    values::{
        VerifiedBy,
        mail_domain::MailDomain,
        period::Period,
        text::{Name, Reason},
    },
};

impl Known {
    /// A domain that nobody proved takes back what the old one had proved, as
    /// does another name than the one that was believed. A correction brings a
    /// refused organisation before staff again. What the list proves has the
    /// name that stands there.
    pub(super) fn change(
        &self,
        name: Option<&Name>,
        domain: Option<&Option<MailDomain>>,
        (proof, by_staff): (Option<&Name>, bool),
    ) -> Vec<Event> {
        let domain = domain.filter(|domain| **domain != self.domain);
        let proof = proof.filter(|_| domain.is_some());
        let name = match self.belief {
            Belief::Unverified => proof.or(name),
            Belief::Verified(_) | Belief::Refused(_) | Belief::Closed => name,
        };
        let name = name.filter(|name| **name != self.name);
        let is_other = |it: &Name| fold(it.as_str()) != fold(self.name.as_str());
        let is_typed = !by_staff && self.is_verified() && name.is_some_and(is_other);
        let mut events = Vec::new();
        // Staff see the new name first, and only then is it told to others.
        events.extend(is_typed.then_some(Event::VerificationAsked));
        events.extend(name.map(|name| Event::Renamed { name: name.clone() }));
        events.extend(domain.map(|domain| Event::DomainChanged {
            domain: domain.clone(),
        }));
        if events.is_empty() {
            return events;
        }
        let verified = Event::Verified {
            by: VerifiedBy::Domain,
        };
        match &self.belief {
            Belief::Unverified if proof.is_some() => events.push(verified),
            Belief::Verified(_) if domain.is_some() && proof.is_none() && !is_typed => {
                events.push(Event::VerificationAsked);
            }
            // Whom staff refused is not believed again without them.
            Belief::Refused(_) => events.push(Event::VerificationAsked),
            Belief::Unverified | Belief::Verified(_) | Belief::Closed => {}
        }
        events
    }

    pub(super) fn verify(&self) -> Vec<Event> {
        if !self.belief.allows(Action::Verify) {
            return Vec::new();
        }
        vec![Event::Verified {
            by: VerifiedBy::Staff,
        }]
    }

    pub(super) fn refuse(&self, reason: &Reason) -> Vec<Event> {
        if self.belief == Belief::Refused(reason.clone()) {
            return Vec::new();
        }
        let mut events = self.untie();
        events.push(Event::Refused {
            reason: reason.clone(),
            was_verified: self.is_announced,
        });
        events
    }

    pub(super) fn close(&self, reason: Option<&Reason>) -> Vec<Event> {
        let mut events = self.untie();
        events.push(Event::Closed {
            reason: reason.cloned(),
            was_verified: self.is_announced,
        });
        events
    }

    /// Nothing ends it at once: today is no day of it any more.
    pub(super) fn set_membership(&self, period: Option<Period>, at: OffsetDateTime) -> Vec<Event> {
        let today = stockholm::today(at);
        let ended = || self.membership.and_then(|it| it.ended_before(today));
        let period = period.or_else(ended);
        if period == self.membership {
            return Vec::new();
        }
        vec![Event::SkoopiMembershipSet { period }]
    }
}
