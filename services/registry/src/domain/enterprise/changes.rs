//! Changing what an enterprise says of itself. While it is listed, what the
//! criteria hang on waits for review, and the public profile stays as it was
//! approved; everything else is public at once.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::domain::{
    enterprise::{
        FieldReason, Known, Stage,
        event::Event,
        notice::Notice,
        refusal::{Missing, Refusal},
    },
    values::{
        criteria::{Attestations, Attested, Criterion},
        field::Field,
        profile::{Part, Profile},
    },
};

/// Changes of a listed enterprise that wait for review, or came back from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pending {
    /// Fields that matter for the criteria, in the profile's order, each once.
    pub(crate) parts: Vec<Part>,
    /// In the order of the criteria, each once.
    pub(crate) attestations: Vec<Attested>,
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) proposed_at: OffsetDateTime,
    /// Why they came back; empty while they wait.
    pub(crate) return_reasons: Vec<FieldReason>,
}

/// What was approved last, of an enterprise that has left the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Approved {
    pub(crate) profile: Profile,
    pub(crate) attestations: Attestations,
}

impl Pending {
    /// Whether somebody has to look at them.
    pub(crate) fn waits(&self) -> bool {
        self.return_reasons.is_empty()
    }

    /// The profile and the attestations as they would be.
    pub(crate) fn applied(
        &self,
        profile: &Profile,
        attestations: &Attestations,
    ) -> (Profile, Attestations) {
        applied(profile, attestations, &self.parts, &self.attestations)
    }
}

impl Approved {
    /// Whether another state says the same wherever the criteria hang on it.
    pub(super) fn matches(&self, profile: &Profile, attestations: &Attestations) -> bool {
        let mut fields = Field::ALL.into_iter().filter(|field| field.matters());
        fields.all(|field| self.profile.part(field) == profile.part(field))
            && self.attestations == *attestations
    }
}

impl Known {
    /// `reviewed`: whoever changes it may approve it too.
    pub(super) fn change(
        &self,
        parts: &[Part],
        reviewed: bool,
        at: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        let parts = parts.iter().map(|part| self.stated(part.clone(), at));
        let (waiting, open): (Vec<_>, Vec<_>) =
            parts.partition(|part| self.waits_for_review(part.field(), reviewed));
        let mut events = self.change_at_once(&open)?;
        if !waiting.is_empty() {
            events.extend(self.propose(waiting, &[], at)?);
        }
        Ok(events)
    }

    pub(super) fn waits_for_review(&self, field: Field, reviewed: bool) -> bool {
        self.proposes(reviewed) && field.matters()
    }

    /// Whether a change of what the criteria hang on is only proposed.
    pub(super) fn proposes(&self, reviewed: bool) -> bool {
        self.stage == Stage::Listed && !reviewed
    }

    fn stated(&self, part: Part, at: OffsetDateTime) -> Part {
        let before = &self.profile.activities;
        match part {
            Part::Activities(activities) => {
                let activities = activities.into_iter().map(|it| it.stated(before, at));
                Part::Activities(activities.collect())
            }
            other => self.profile.as_kept(other),
        }
    }

    fn change_at_once(&self, parts: &[Part]) -> Result<Vec<Event>, Refusal> {
        let mut after = self.profile.clone();
        let mut changes = Vec::new();
        for part in parts {
            if after.part(part.field()) != *part {
                after.set(part.clone());
                changes.push(part.clone());
            }
        }
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        if self.stage == Stage::Listed {
            complete(&after)?;
        }
        Ok(vec![Event::ProfileChanged { changes }])
    }

    pub(super) fn attest(
        &self,
        attestations: &[Attested],
        reviewed: bool,
        at: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        if self.proposes(reviewed) {
            return self.propose(Vec::new(), attestations, at);
        }
        let news = attestations.iter();
        let news = news.filter(|it| !self.attestations.agree_with(it));
        let attestations: Vec<_> = news.cloned().collect();
        if attestations.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![Event::CriteriaAttested { attestations }])
    }

    /// All that waits from now on: what waited, with what is new over it. A
    /// field that goes back to what is public waits no longer.
    fn propose(
        &self,
        parts: Vec<Part>,
        attestations: &[Attested],
        at: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        let (mut profile, mut grounds) = self.with_pending();
        parts.into_iter().for_each(|part| profile.set(part));
        let new = attestations.iter().cloned();
        new.for_each(|attested| grounds.set(attested));
        let changes = differing(&self.profile, &profile);
        let attestations = attested_anew(&self.attestations, &grounds);
        let is_empty = changes.is_empty() && attestations.is_empty();
        match &self.pending {
            None if is_empty => return Ok(Vec::new()),
            Some(_) if is_empty => return Ok(vec![Event::ChangesWithdrawn]),
            Some(pending)
                if pending.waits()
                    && pending.parts == changes
                    && pending.attestations == attestations =>
            {
                return Ok(Vec::new());
            }
            None | Some(_) => {}
        }
        complete(&profile)?;
        nothing_taken_back(&attestations)?;
        Ok(vec![Event::ChangesProposed {
            changes,
            attestations,
            at,
        }])
    }

    /// The profile and the attestations with what waits, or came back.
    pub(crate) fn with_pending(&self) -> (Profile, Attestations) {
        match &self.pending {
            Some(pending) => pending.applied(&self.profile, &self.attestations),
            None => (self.profile.clone(), self.attestations.clone()),
        }
    }

    fn waiting(&self) -> Result<&Pending, Refusal> {
        let pending = self.pending.as_ref().filter(|it| it.waits());
        pending.ok_or(Refusal::NoChanges)
    }

    pub(super) fn approve_changes(&self) -> Result<Vec<Event>, Refusal> {
        let pending = self.waiting()?;
        complete(&self.with_pending().0)?;
        let event = Event::ChangesApproved {
            changes: pending.parts.clone(),
            attestations: pending.attestations.clone(),
        };
        Ok(self.and_told(event, Notice::ChangesApproved))
    }

    pub(super) fn return_changes(&self, reasons: &[FieldReason]) -> Result<Vec<Event>, Refusal> {
        let pending = self.pending.as_ref();
        if pending.is_some_and(|it| !it.waits() && it.return_reasons == reasons) {
            return Ok(Vec::new());
        }
        self.waiting()?;
        let reasons = reasons.to_vec();
        Ok(self.and_told(Event::ChangesReturned { reasons }, Notice::ChangesReturned))
    }

    pub(super) fn withdraw_changes(&self) -> Vec<Event> {
        let pending = self.pending.iter();
        pending.map(|_| Event::ChangesWithdrawn).collect()
    }

    /// Forgets what is public by now.
    pub(super) fn settle_pending(&mut self) {
        let Some(pending) = &mut self.pending else {
            return;
        };
        let (profile, attestations) = (&self.profile, &self.attestations);
        let is_new = |part: &Part| profile.part(part.field()) != *part;
        pending.parts.retain(is_new);
        let is_new = |attested: &Attested| !attestations.agree_with(attested);
        pending.attestations.retain(is_new);
        if pending.parts.is_empty() && pending.attestations.is_empty() {
            self.pending = None;
        }
    }
}

/// A profile and attestations after changes.
pub(super) fn applied(
    profile: &Profile,
    attestations: &Attestations,
    parts: &[Part],
    attested: &[Attested],
) -> (Profile, Attestations) {
    let profile = parts.iter().cloned().fold(profile.clone(), Profile::with);
    let mut attestations = attestations.clone();
    let attested = attested.iter().cloned();
    attested.for_each(|it| attestations.set(it));
    (profile, attestations)
}

fn differing(before: &Profile, after: &Profile) -> Vec<Part> {
    let parts = Field::ALL.into_iter().map(|field| after.part(field));
    parts
        .filter(|part| before.part(part.field()) != *part)
        .collect()
}

fn attested_anew(before: &Attestations, after: &Attestations) -> Vec<Attested> {
    let all = Criterion::ALL.into_iter();
    let now = all.map(|criterion| (criterion, after.get(criterion).cloned()));
    now.filter(|attested| !before.agree_with(attested))
        .collect()
}

pub(super) fn complete(profile: &Profile) -> Result<(), Refusal> {
    let missing = profile.missing().into_iter().map(Missing::Field);
    refused_for(missing.collect())
}

/// What the criteria lack, of an enterprise that asks for itself.
pub(super) fn attested(attestations: &Attestations) -> Vec<Missing> {
    let missing = attestations.missing().into_iter();
    missing.map(Missing::Ground).collect()
}

pub(super) fn refused_for(missing: Vec<Missing>) -> Result<(), Refusal> {
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::NotComplete(missing))
}

/// A listed enterprise may word its grounds anew, but not be without.
fn nothing_taken_back(attestations: &[Attested]) -> Result<(), Refusal> {
    let empty = attestations.iter().filter(|it| it.1.is_none());
    refused_for(empty.map(|it| Missing::Ground(it.0)).collect())
}
