//! Who belongs to an organisation, who is invited, and who asks to join.

use uuid::Uuid;

use crate::domain::{
    organisation::{Belief, Known, event::Event, refusal::Refusal},
    values::MemberRole,
};

/// Open invitations of one organisation; each sends a mail to an address that
/// the inviting person chooses.
const MOST_INVITATIONS: usize = 50;

impl Known {
    pub(super) fn change_role(
        &self,
        subject: Uuid,
        role: MemberRole,
    ) -> Result<Vec<Event>, Refusal> {
        let held = self.members.get(&subject).ok_or(Refusal::NoSuchMember)?;
        if *held == role {
            return Ok(Vec::new());
        }
        self.keep_an_owner_without(subject)?;
        Ok(vec![Event::MemberRoleChanged { subject, role }])
    }

    pub(super) fn remove(&self, subject: Uuid) -> Result<Vec<Event>, Refusal> {
        if !self.members.contains_key(&subject) {
            return Err(Refusal::NoSuchMember);
        }
        self.keep_an_owner_without(subject)?;
        Ok(vec![Event::MemberRemoved { subject }])
    }

    fn keep_an_owner_without(&self, subject: Uuid) -> Result<(), Refusal> {
        let is_owner = |id: &Uuid| self.members.get(id) == Some(&MemberRole::Owner);
        let has_other = self.members.keys().any(|id| *id != subject && is_owner(id));
        if is_owner(&subject) && !has_other {
            return Err(Refusal::LastOwner);
        }
        Ok(())
    }

    pub(super) fn forget(&self, subject: Uuid) -> Result<Vec<Event>, Refusal> {
        let asked = self.join_requests.contains(&subject);
        let mut events = Vec::new();
        if asked {
            events.push(Event::JoinWithdrawn { subject });
        }
        if self.members.contains_key(&subject) {
            let is_alone = self.members.len() == 1;
            if is_alone && !self.is_closed() {
                events.extend(self.close(None));
            } else if !self.is_closed() {
                self.keep_an_owner_without(subject)?;
            }
            events.push(Event::MemberRemoved { subject });
        }
        Ok(events)
    }

    pub(super) fn invite(&self, invitation: Uuid, role: MemberRole) -> Result<Vec<Event>, Refusal> {
        self.lets_people_in()?;
        if self.invitations.len() >= MOST_INVITATIONS {
            return Err(Refusal::TooManyInvitations);
        }
        Ok(vec![Event::Invited { invitation, role }])
    }

    /// One who belongs to it already keeps the higher role.
    pub(super) fn accept(&self, invitation: Uuid, subject: Uuid) -> Result<Vec<Event>, Refusal> {
        self.lets_people_in()?;
        let role = self.invitations.get(&invitation);
        let role = *role.ok_or(Refusal::NoSuchInvitation)?;
        let mut events = vec![Event::InvitationAccepted {
            invitation,
            subject,
        }];
        match self.members.get(&subject) {
            None => events.push(Event::MemberAdded { subject, role }),
            Some(held) if *held < role => events.push(Event::MemberRoleChanged { subject, role }),
            Some(_) => {}
        }
        Ok(events)
    }

    pub(super) fn withdraw_invitation(&self, invitation: Uuid) -> Result<Vec<Event>, Refusal> {
        if !self.invitations.contains_key(&invitation) {
            return Err(Refusal::NoSuchInvitation);
        }
        Ok(vec![Event::InvitationWithdrawn { invitation }])
    }

    pub(super) fn request_to_join(&self, subject: Uuid) -> Result<Vec<Event>, Refusal> {
        self.lets_people_in()?;
        if self.members.contains_key(&subject) {
            return Err(Refusal::AlreadyMember);
        }
        if self.join_requests.contains(&subject) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::JoinRequested { subject }])
    }

    pub(super) fn decide_join(
        &self,
        subject: Uuid,
        role: Option<MemberRole>,
    ) -> Result<Vec<Event>, Refusal> {
        if !self.join_requests.contains(&subject) {
            return Err(Refusal::NoSuchJoinRequest);
        }
        let approved = role.is_some();
        let mut events = vec![Event::JoinDecided { subject, approved }];
        events.extend(role.map(|role| Event::MemberAdded { subject, role }));
        Ok(events)
    }

    /// Nobody is drawn into what staff did not believe.
    fn lets_people_in(&self) -> Result<(), Refusal> {
        match self.belief {
            Belief::Unverified | Belief::Verified(_) => Ok(()),
            Belief::Refused(_) => Err(Refusal::NotBelieved),
            Belief::Closed => Err(Refusal::Closed),
        }
    }

    /// Takes the events that are about people; the others change nobody.
    pub(super) fn evolve_people(&mut self, event: &Event) {
        match event {
            Event::MemberAdded { subject, role } | Event::MemberRoleChanged { subject, role } => {
                self.members.insert(*subject, *role);
                self.join_requests.remove(subject);
            }
            Event::MemberRemoved { subject } => {
                self.members.remove(subject);
            }
            Event::Invited { invitation, role } => {
                self.invitations.insert(*invitation, *role);
            }
            Event::InvitationAccepted { invitation, .. }
            | Event::InvitationWithdrawn { invitation } => {
                self.invitations.remove(invitation);
            }
            Event::JoinRequested { subject } => {
                self.join_requests.insert(*subject);
            }
            Event::JoinWithdrawn { subject } | Event::JoinDecided { subject, .. } => {
                self.join_requests.remove(subject);
            }
            Event::Created { .. }
            | Event::Verified { .. }
            | Event::VerificationAsked
            | Event::Refused { .. }
            | Event::Renamed { .. }
            | Event::DomainChanged { .. }
            | Event::ClaimRequested { .. }
            | Event::ClaimWithdrawn { .. }
            | Event::ClaimRejected { .. }
            | Event::EnterpriseTied { .. }
            | Event::EnterpriseReleased { .. }
            | Event::SkoopiMembershipSet { .. }
            | Event::Closed { .. } => {}
        }
    }
}
