//! What can be asked of an enterprise as it stands. Each action is tried on
//! the enterprise itself: what is offered is what `decide` would carry out.

use time::OffsetDateTime;

use crate::domain::{
    enterprise::{
        Known, Stage,
        changes::attested,
        command::Command,
        event::Event,
        refusal::{Missing, Refusal},
    },
    values::{criteria::Criterion, field::Field, text::Reason},
};

/// A command without the words that are given with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    UpdateProfile,
    AttestCriteria,
    Submit,
    List,
    Unlist,
    Relist,
    Return,
    Reject,
    ApproveChanges,
    ReturnChanges,
    WithdrawChanges,
    ConfirmCapacity,
    Certify,
    /// `Certify`, while a certification is valid.
    RenewCertification,
    RevokeCertification,
    Close,
}

impl Action {
    pub(crate) const ALL: [Self; 16] = [
        Self::UpdateProfile,
        Self::AttestCriteria,
        Self::Submit,
        Self::List,
        Self::Unlist,
        Self::Relist,
        Self::Return,
        Self::Reject,
        Self::ApproveChanges,
        Self::ReturnChanges,
        Self::WithdrawChanges,
        Self::ConfirmCapacity,
        Self::Certify,
        Self::RenewCertification,
        Self::RevokeCertification,
        Self::Close,
    ];

    /// A command of this kind with the least that it can say; nothing where
    /// those words are none.
    fn tried(self, own: bool) -> Option<Command> {
        let reason = Reason::parse("-").ok();
        let reasons = Vec::new();
        Some(match self {
            Self::UpdateProfile => Command::ChangeProfile {
                parts: Vec::new(),
                reviewed: !own,
            },
            Self::AttestCriteria => Command::Attest {
                attestations: Vec::new(),
                reviewed: !own,
            },
            Self::Submit => Command::Submit { by_owner: own },
            Self::List => Command::List,
            Self::Unlist => Command::Unlist {
                reason: None,
                own_wish: own,
            },
            Self::Relist => Command::Relist,
            Self::Return => Command::Return { reasons },
            Self::Reject => Command::Reject { reason: reason? },
            Self::ApproveChanges => Command::ApproveChanges,
            Self::ReturnChanges => Command::ReturnChanges { reasons },
            Self::WithdrawChanges => Command::WithdrawChanges,
            Self::ConfirmCapacity => Command::ConfirmCapacity,
            Self::Certify | Self::RenewCertification => Command::Certify,
            Self::RevokeCertification => Command::RevokeCertification { reason: reason? },
            Self::Close => Command::Close { reason: None },
        })
    }

    /// Whether these events are what the action is for.
    fn is_done_by(self, events: &[Event]) -> bool {
        let certifies = |again: bool| {
            let mut events = events.iter();
            events.any(|it| matches!(it, Event::Certified { renewal, .. } if *renewal == again))
        };
        match self {
            // They can always be said again; the trial says nothing new.
            Self::UpdateProfile | Self::AttestCriteria | Self::ConfirmCapacity => true,
            Self::Certify => certifies(false),
            Self::RenewCertification => certifies(true),
            Self::Submit
            | Self::List
            | Self::Unlist
            | Self::Relist
            | Self::Return
            | Self::Reject
            | Self::ApproveChanges
            | Self::ReturnChanges
            | Self::WithdrawChanges
            | Self::RevokeCertification
            | Self::Close => !events.is_empty(),
        }
    }
}

impl Known {
    /// Whether the enterprise, as it stands, carries the action out: what is
    /// done already is not offered, and what a listing lacks does not count,
    /// since it can be filled in. `own`: the people of the organisation that
    /// looks after it ask.
    pub(crate) fn allows(&self, action: Action, own: bool, at: OffsetDateTime) -> bool {
        // Nobody would look at what they write: the review opens it first.
        let is_written = matches!(action, Action::UpdateProfile | Action::AttestCriteria);
        if is_written && own && self.stage == Stage::Rejected {
            return false;
        }
        let tried = action.tried(own);
        match tried.map(|command| self.decide(&command, at)) {
            Some(Ok(events)) => action.is_done_by(&events),
            Some(Err(refusal)) => matches!(refusal, Refusal::NotComplete(_)),
            None => false,
        }
    }

    /// What a listing lacks of the profile and, where the enterprise asks for
    /// itself, of the criteria. Changes that wait count as made.
    pub(crate) fn missing(&self, by_owner: bool) -> Vec<Missing> {
        let (profile, attestations) = self.with_pending();
        let fields = profile.missing().into_iter();
        let mut missing: Vec<_> = fields.map(Missing::Field).collect();
        if by_owner {
            missing.extend(attested(&attestations));
        }
        missing
    }

    /// The fields and criteria whose change waits for review now, by their
    /// paths. `reviewed`: whoever changes them may approve it too.
    pub(crate) fn reviewed_fields(&self, reviewed: bool) -> Vec<String> {
        let fields = Field::ALL.into_iter();
        let fields = fields.filter(|it| self.waits_for_review(*it, reviewed));
        let fields = fields.map(|it| it.name().to_owned());
        let criteria = Criterion::ALL.into_iter();
        let criteria = criteria.filter(|_| self.proposes(reviewed));
        fields.chain(criteria.map(Criterion::path)).collect()
    }
}
