//! The way onto the list and off it, and back.

use crate::domain::{
    enterprise::{
        FieldReason, Known, Stage,
        changes::{complete, refused_for},
        claim::Rejection,
        event::Event,
        notice::Notice,
        refusal::Refusal,
    },
    values::text::Reason,
};

impl Known {
    /// An owner has to say how the criteria are met; staff hands over what it
    /// has looked at itself.
    pub(super) fn submit(&self, by_owner: bool) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Draft | Stage::Returned => {
                self.ready(by_owner)?;
                Ok(vec![Event::Submitted])
            }
            Stage::Submitted => Ok(Vec::new()),
            Stage::Listed => Err(Refusal::AlreadyListed),
            Stage::Unlisted | Stage::Rejected => Err(self.wrong_state("submitting")),
            Stage::Closed => Err(Refusal::Closed),
        }
    }

    /// Tells all that is missing at once.
    fn ready(&self, by_owner: bool) -> Result<(), Refusal> {
        refused_for(self.missing(by_owner))
    }

    pub(super) fn list(&self) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Submitted | Stage::Unlisted => {
                complete(&self.profile)?;
                Ok(self.and_told(Event::Listed, Notice::Listed))
            }
            Stage::Listed => Err(Refusal::AlreadyListed),
            Stage::Draft | Stage::Returned | Stage::Rejected => Err(self.wrong_state("listing")),
            Stage::Closed => Err(Refusal::Closed),
        }
    }

    /// One that left by its own wish stands as it was approved, unless what the
    /// criteria hang on has changed since.
    pub(crate) fn relists_at_once(&self) -> bool {
        let approved = self.approved.as_ref().filter(|_| self.left_by_own_wish);
        approved.is_some_and(|it| it.matches(&self.profile, &self.attestations))
    }

    /// Its own owner asks.
    pub(super) fn relist(&self) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Unlisted => {
                if self.relists_at_once() {
                    complete(&self.profile)?;
                    return Ok(vec![Event::Listed]);
                }
                self.ready(true)?;
                Ok(vec![Event::Submitted])
            }
            Stage::Submitted => Ok(Vec::new()),
            Stage::Listed => Err(Refusal::AlreadyListed),
            Stage::Draft | Stage::Returned | Stage::Rejected => {
                Err(self.wrong_state("coming back to the list"))
            }
            Stage::Closed => Err(Refusal::Closed),
        }
    }

    /// Changes that waited are taken away: there is no public profile that
    /// they could change.
    pub(super) fn unlist(
        &self,
        reason: Option<&Reason>,
        own_wish: bool,
    ) -> Result<Vec<Event>, Refusal> {
        let reason = reason.cloned();
        match self.stage {
            Stage::Listed => {
                let mut events = self.withdraw_changes();
                events.push(Event::Unlisted {
                    reason: reason.clone(),
                    own_wish,
                });
                if !own_wish {
                    events.extend(self.told(Notice::Unlisted { reason }));
                }
                Ok(events)
            }
            // Leaving first is no way around being taken off.
            Stage::Unlisted if self.left_by_own_wish && !own_wish => {
                let event = Event::KeptOff {
                    reason: reason.clone(),
                };
                Ok(self.and_told(event, Notice::Unlisted { reason }))
            }
            Stage::Unlisted => Ok(Vec::new()),
            Stage::Draft | Stage::Submitted | Stage::Returned | Stage::Rejected => {
                Err(self.wrong_state("leaving the list"))
            }
            Stage::Closed => Err(Refusal::Closed),
        }
    }

    /// Also opens a rejected one again.
    pub(super) fn send_back(&self, reasons: &[FieldReason]) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Submitted | Stage::Rejected => {
                let reasons = reasons.to_vec();
                Ok(self.and_told(Event::Returned { reasons }, Notice::Returned))
            }
            Stage::Returned if self.return_reasons == reasons => Ok(Vec::new()),
            Stage::Draft | Stage::Returned | Stage::Listed | Stage::Unlisted => {
                Err(self.wrong_state("returning"))
            }
            Stage::Closed => Err(Refusal::Closed),
        }
    }

    pub(super) fn reject(&self, reason: &Reason) -> Result<Vec<Event>, Refusal> {
        let reason = reason.clone();
        match self.stage {
            Stage::Submitted => {
                let event = Event::Rejected {
                    reason: reason.clone(),
                };
                Ok(self.and_told(event, Notice::Rejected { reason }))
            }
            Stage::Rejected if self.rejection.as_ref() == Some(&reason) => Ok(Vec::new()),
            Stage::Draft | Stage::Returned | Stage::Rejected | Stage::Listed | Stage::Unlisted => {
                Err(self.wrong_state("rejecting"))
            }
            Stage::Closed => Err(Refusal::Closed),
        }
    }

    pub(super) fn close(&self, reason: Option<&Reason>) -> Vec<Event> {
        let mut events = vec![Event::Closed {
            reason: reason.cloned(),
            was_listed: self.stage == Stage::Listed,
        }];
        events.extend(self.reject_all_claims(&Rejection::Closed));
        events
    }

    fn wrong_state(&self, wanted: &'static str) -> Refusal {
        let stage = self.stage;
        Refusal::WrongState { wanted, stage }
    }
}
