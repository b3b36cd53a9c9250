//! What an enterprise holds beside its place on the list, and what time does
//! to it: certification, membership, and capacity that somebody confirms.

use kernel::stockholm;
use time::{Date, Duration, OffsetDateTime, Time};

use crate::domain::{
    enterprise::{Known, Stage, event::Event, notice::Notice, refusal::Refusal},
    values::{certification::Certification, freshness, text::Reason},
};

/// After the last confirmation, and between two reminders of it.
const REMINDER: Duration = Duration::days(90);

impl Known {
    /// For two years from today; in its last months, for two more.
    pub(super) fn certify(&self, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        let today = stockholm::today(at);
        let mut events = Vec::new();
        let (certification, renewal) = match self.certification {
            Some(old) if old.is_valid_on(today) && today < old.renewable_from() => {
                let from = old.renewable_from();
                return Err(Refusal::NotRenewable { from });
            }
            Some(old) if old.is_valid_on(today) => (old.renewed(today), true),
            Some(_) => {
                events.push(Event::CertificationLapsed);
                (Certification::issued(today), false)
            }
            None => (Certification::issued(today), false),
        };
        let until = certification.expires_on;
        let event = Event::Certified {
            issued_on: certification.issued_on,
            expires_on: until,
            renewal,
        };
        events.extend(self.and_told(event, Notice::Certified { until }));
        Ok(events)
    }

    pub(super) fn revoke(
        &self,
        reason: &Reason,
        at: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        let today = stockholm::today(at);
        let valid = self.certification.filter(|it| it.is_valid_on(today));
        valid.ok_or(Refusal::NotCertified)?;
        let reason = reason.clone();
        let event = Event::CertificationRevoked {
            reason: reason.clone(),
        };
        Ok(self.and_told(event, Notice::CertificationRevoked { reason }))
    }

    /// Once a day: who says it again says nothing new.
    pub(super) fn confirm_capacity(&self, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        let last = freshness::confirmed_at(&self.profile.activities);
        let last = last.ok_or(Refusal::NoCapacity)?;
        if stockholm::today(last) == stockholm::today(at) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::CapacityConfirmed { at }])
    }

    /// Belonging to Skoopi comes through the organisation that looks after it.
    pub(super) fn set_member(&self, member: bool) -> Vec<Event> {
        let can_be = self.organisation.is_some() && self.stage != Stage::Closed;
        match (self.member, member && can_be) {
            (false, true) => vec![Event::MembershipBegan],
            (true, false) => vec![Event::MembershipEnded],
            (true, true) | (false, false) => Vec::new(),
        }
    }

    /// Everything that is due by now, however long nobody looked.
    pub(super) fn pass_time(&self, at: OffsetDateTime) -> Vec<Event> {
        let mut events = Vec::new();
        if self.lapses_at().is_some_and(|it| it <= at) {
            let notice = Notice::CertificationLapsed;
            events.extend(self.and_told(Event::CertificationLapsed, notice));
        } else if self.warned_at().is_some_and(|it| it <= at)
            && let Some(certification) = self.certification
        {
            let until = certification.expires_on;
            events.extend(self.told(Notice::CertificationSoon { until }));
        }
        if self.reminded_next_at().is_some_and(|it| it <= at) {
            events.extend(self.told(Notice::CapacityReminder { at }));
        }
        events
    }

    /// The first moment at which time changes something.
    pub(crate) fn due_at(&self) -> Option<OffsetDateTime> {
        let moments = [self.lapses_at(), self.warned_at(), self.reminded_next_at()];
        moments.into_iter().flatten().min()
    }

    fn lapses_at(&self) -> Option<OffsetDateTime> {
        self.certification.map(|it| beginning(it.lapses_on()))
    }

    fn warned_at(&self) -> Option<OffsetDateTime> {
        let told = self.organisation.is_none() || self.end_announced;
        let certification = self.certification.filter(|_| !told);
        certification.map(|it| beginning(it.warned_on()))
    }

    fn reminded_next_at(&self) -> Option<OffsetDateTime> {
        if self.stage != Stage::Listed || self.organisation.is_none() {
            return None;
        }
        let confirmed_at = freshness::confirmed_at(&self.profile.activities)?;
        let last = self
            .reminded_at
            .map_or(confirmed_at, |it| it.max(confirmed_at));
        Some(last.saturating_add(REMINDER))
    }
}

/// The first moment of a Swedish day.
fn beginning(day: Date) -> OffsetDateTime {
    stockholm::moment(day, Time::MIDNIGHT)
}
