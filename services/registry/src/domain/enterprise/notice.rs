//! What the organisation that looks after an enterprise is told. Identity
//! writes the mails.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::domain::{
    enterprise::{Known, claim::Rejection, event::Event},
    values::{certification::day, text::Reason},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Notice {
    ClaimApproved,
    ClaimRejected {
        reason: Rejection,
    },
    Listed,
    Returned,
    Unlisted {
        reason: Option<Reason>,
    },
    /// The review found that it is no ASF.
    Rejected {
        reason: Reason,
    },
    ChangesApproved,
    ChangesReturned,
    Certified {
        #[serde(with = "day")]
        until: Date,
    },
    /// Told once for each certification.
    CertificationSoon {
        #[serde(with = "day")]
        until: Date,
    },
    CertificationLapsed,
    CertificationRevoked {
        reason: Reason,
    },
    /// Nobody has confirmed the capacity for long.
    CapacityReminder {
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
}

impl Known {
    /// The event, and telling the organisation that looks after it.
    pub(super) fn and_told(&self, event: Event, notice: Notice) -> Vec<Event> {
        let mut events = vec![event];
        events.extend(self.told(notice));
        events
    }

    /// Nothing where nobody looks after it.
    pub(super) fn told(&self, notice: Notice) -> Option<Event> {
        let organisation = self.organisation?;
        Some(Event::NoticeRequested {
            organisation,
            notice,
        })
    }
}
