//! Enterprises that are on their way onto the list: some wait for review, some
//! came back from it, and some are still being written.

use anyhow::Result;
use futures::future::try_join_all;
use proto::asf::registry::v1::{
    FieldReason, Profile, RejectEnterpriseRequest, ReturnEnterpriseRequest,
};

use crate::{
    asking::told,
    samples::load::{Loader, calls::insisting},
};

/// How far an application has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Draft,
    Submitted,
    Returned,
    Rejected,
}

/// Days before today on which they were handed in, and what came of them.
pub(crate) const APPLICATIONS: [(u16, Way); 14] = [
    (41, Way::Submitted),
    (33, Way::Submitted),
    (28, Way::Rejected),
    (21, Way::Returned),
    (17, Way::Submitted),
    (15, Way::Returned),
    (11, Way::Submitted),
    (9, Way::Draft),
    (8, Way::Submitted),
    (6, Way::Submitted),
    (5, Way::Returned),
    (3, Way::Draft),
    (2, Way::Submitted),
    (0, Way::Submitted),
];

impl Loader {
    /// Hands in the applications of a day; `profiles` are those of all of them,
    /// whose places begin at `first`.
    ///
    /// # Errors
    /// The first refusal.
    pub(crate) async fn apply(
        &self,
        days_ago: u16,
        profiles: &[Profile],
        first: usize,
    ) -> Result<()> {
        let all = APPLICATIONS.iter().zip(profiles).enumerate();
        let today = all.filter(|(_, ((day, _), _))| *day == days_ago);
        let handed_in =
            today.map(|(nth, ((_, way), profile))| self.hand_in(first + nth, *way, profile));
        try_join_all(handed_in).await.map(drop)
    }

    async fn hand_in(&self, place: usize, way: Way, profile: &Profile) -> Result<()> {
        let id = self.register(place, profile).await?;
        if way == Way::Draft {
            return Ok(());
        }
        self.attest(place, &id).await?;
        self.submit(place, &id).await?;
        match way {
            Way::Draft | Way::Submitted => Ok(()),
            Way::Returned => self.send_back(place, id).await,
            Way::Rejected => self.reject(place, id).await,
        }
    }

    async fn send_back(&self, place: usize, id: String) -> Result<()> {
        let reason = |field: &str, reason: &str| FieldReason {
            field: field.to_owned(),
            reason: reason.to_owned(),
        };
        let message = ReturnEnterpriseRequest {
            id,
            etag: String::new(),
            reasons: vec![
                reason(
                    "attestations[participation]",
                    "Berätta hur medarbetarna är med och beslutar, gärna med ett exempel.",
                ),
                reason("description", "Skriv vad kunderna kan köpa av er."),
            ],
        };
        let send = async || {
            let request = self.request(message.clone(), Some(("return", place)));
            self.registry.clone().return_enterprise(request).await
        };
        told(insisting(send).await).map(drop)
    }

    async fn reject(&self, place: usize, id: String) -> Result<()> {
        let message = RejectEnterpriseRequest {
            id,
            etag: String::new(),
            reason: "Enligt stadgarna kan överskottet delas ut till ägarna. Ett ASF \
                     återinvesterar det i verksamheten."
                .to_owned(),
        };
        let send = async || {
            let request = self.request(message.clone(), Some(("reject", place)));
            self.reviews.clone().reject_enterprise(request).await
        };
        told(insisting(send).await).map(drop)
    }
}
