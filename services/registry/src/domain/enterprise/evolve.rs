//! What events leave of an enterprise.

use time::OffsetDateTime;

use crate::domain::{
    enterprise::{
        FieldReason, Known, Stage,
        changes::{Approved, Pending, applied},
        event::Event,
        notice::Notice,
    },
    values::{certification::Certification, criteria::Attested, profile::Part},
};

impl Known {
    pub(super) fn evolve(&mut self, event: &Event) {
        match event {
            // `begin` answered it: a stream has one.
            Event::Registered { .. } => {}
            Event::ProfileChanged { changes } => self.take(changes, &[]),
            Event::CriteriaAttested { attestations } => self.take(&[], attestations),
            Event::ChangesProposed {
                changes: parts,
                attestations,
                at,
            } => self.pending = Some(proposed(parts, attestations, *at)),
            Event::ChangesApproved {
                changes: parts,
                attestations,
            } => self.take(parts, attestations),
            Event::ChangesReturned { reasons } => self.return_pending(reasons),
            Event::ChangesWithdrawn => self.pending = None,
            Event::Submitted => self.enter(Stage::Submitted),
            Event::Listed => self.enter_list(),
            Event::Unlisted { own_wish, .. } => self.leave_list(*own_wish),
            Event::KeptOff { .. } => self.left_by_own_wish = false,
            Event::Returned { reasons } => {
                self.enter(Stage::Returned);
                self.return_reasons.clone_from(reasons);
            }
            Event::Rejected { reason } => {
                self.enter(Stage::Rejected);
                self.rejection = Some(reason.clone());
            }
            Event::Closed { .. } => self.end(),
            Event::ClaimRequested(claim) => self.claims.push(claim.clone()),
            Event::ClaimWithdrawn { organisation } | Event::ClaimRejected { organisation, .. } => {
                self.forget_claim(*organisation);
            }
            Event::ClaimApproved { organisation } => {
                self.forget_claim(*organisation);
                self.organisation = Some(*organisation);
            }
            Event::Released { .. } => self.organisation = None,
            Event::Certified {
                issued_on,
                expires_on,
                ..
            } => self.hold(Certification {
                issued_on: *issued_on,
                expires_on: *expires_on,
            }),
            Event::CertificationLapsed | Event::CertificationRevoked { .. } => {
                self.certification = None;
            }
            Event::MembershipBegan => self.member = true,
            Event::MembershipEnded => self.member = false,
            Event::CapacityConfirmed { at } => self.confirm(*at),
            Event::SocialBenefitReported(told) => {
                self.reports.insert(told.report.year, told.as_ref().clone());
            }
            Event::SocialBenefitWithdrawn { year } => {
                self.reports.remove(year);
            }
            Event::NoticeRequested { notice, .. } => self.remember(notice),
        }
    }

    fn take(&mut self, changes: &[Part], attested: &[Attested]) {
        (self.profile, self.attestations) =
            applied(&self.profile, &self.attestations, changes, attested);
        self.settle_pending();
    }

    fn return_pending(&mut self, reasons: &[FieldReason]) {
        if let Some(pending) = &mut self.pending {
            pending.return_reasons = reasons.to_vec();
        }
    }

    fn enter(&mut self, stage: Stage) {
        self.stage = stage;
        self.return_reasons.clear();
        self.rejection = None;
    }

    fn enter_list(&mut self) {
        self.enter(Stage::Listed);
        self.approved = None;
        self.left_by_own_wish = false;
    }

    fn leave_list(&mut self, own_wish: bool) {
        self.enter(Stage::Unlisted);
        self.pending = None;
        self.left_by_own_wish = own_wish;
        self.approved = Some(Box::new(Approved {
            profile: self.profile.clone(),
            attestations: self.attestations.clone(),
        }));
    }

    /// Nothing that it held outlives it.
    fn end(&mut self) {
        self.enter(Stage::Closed);
        self.pending = None;
        self.certification = None;
        self.member = false;
    }

    fn hold(&mut self, certification: Certification) {
        self.certification = Some(certification);
        self.end_announced = false;
    }

    fn confirm(&mut self, at: OffsetDateTime) {
        let activities = self.profile.activities.iter_mut();
        for capacity in activities.filter_map(|it| it.capacity.as_mut()) {
            capacity.confirmed_at = Some(at);
        }
    }

    /// What is not to be told again.
    fn remember(&mut self, notice: &Notice) {
        match notice {
            Notice::CertificationSoon { .. } => self.end_announced = true,
            Notice::CapacityReminder { at } => self.reminded_at = Some(*at),
            Notice::ClaimApproved
            | Notice::ClaimRejected { .. }
            | Notice::Listed
            | Notice::Returned
            | Notice::Unlisted { .. }
            | Notice::Rejected { .. }
            | Notice::ChangesApproved
            | Notice::ChangesReturned
            | Notice::Certified { .. }
            | Notice::CertificationLapsed
            | Notice::CertificationRevoked { .. } => {}
        }
    }
}

fn proposed(parts: &[Part], attestations: &[Attested], at: OffsetDateTime) -> Pending {
    Pending {
        parts: parts.to_vec(),
        attestations: attestations.to_vec(),
        proposed_at: at,
        return_reasons: Vec::new(),
    }
}
