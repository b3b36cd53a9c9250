//! From the feed to deliveries. Webhooks at the same place of the feed read it
//! together; one that was made for the past catches up beside them.

use std::time::Duration;

use chassis::clock::Clock;
use eventlog::feed::{Feed, FeedRow};
use kernel::{place::CountyCode, terms::Industry};
use tokio_util::sync::CancellationToken;

use crate::{
    grpc::events::filter::{Filter, Seen},
    projection::revisions::Revisions,
    webhooks::{
        Webhooks, event,
        rows::{self, NewDelivery, Reader, Wanted},
    },
};

/// Events that are looked at together.
const CHUNK: u32 = 200;
/// How soon is noticed what another replica wrote.
const POLL: Duration = Duration::from_secs(1);

pub(super) struct FanOut {
    pub(super) webhooks: Webhooks,
    pub(super) feed: Feed,
    pub(super) revisions: Revisions,
    pub(super) clock: Clock,
}

impl FanOut {
    /// Until the token is cancelled.
    pub(super) async fn run(self, until: CancellationToken) {
        let mut newest = self.feed.watch();
        let mut is_away = false;
        while !until.is_cancelled() {
            let woken = self.webhooks.wake.notified();
            tokio::pin!(woken);
            woken.as_mut().enable();
            newest.mark_unchanged();
            match self.catch_up().await {
                Ok(()) => is_away = false,
                Err(error) => {
                    if !std::mem::replace(&mut is_away, true) {
                        tracing::warn!(%error, "webhooks wait for the database");
                    }
                }
            }
            tokio::select! {
                () = until.cancelled() => {}
                () = woken => {}
                Ok(()) = newest.changed(), if !is_away => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    /// Takes every webhook as far as it comes, a step each in turn.
    async fn catch_up(&self) -> Result<(), sqlx::Error> {
        loop {
            let head = self.feed.head().await?;
            let mut is_moving = false;
            for place in self.webhooks.rows.places(head).await? {
                is_moving |= self.step(place).await?;
            }
            if !is_moving {
                return Ok(());
            }
            self.webhooks.wake();
        }
    }

    /// Moves the webhooks at a place on; whether there was one to move.
    async fn step(&self, place: u64) -> Result<bool, sqlx::Error> {
        let mut tx = self.webhooks.rows.begin().await?;
        let readers = rows::take(&mut tx, place).await?;
        if readers.is_empty() {
            return Ok(false);
        }
        let events = self.feed.read(place, CHUNK).await?;
        let Some(last) = events.last() else {
            return Ok(false);
        };
        let mut new = Vec::new();
        for reader in &readers {
            new.extend(self.wanted(reader, &events).await?);
        }
        rows::insert(&mut tx, &new, self.clock.now()).await?;
        let ids: Vec<_> = readers.iter().map(|it| it.id).collect();
        rows::move_on(&mut tx, &ids, last.position).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn wanted(
        &self,
        reader: &Reader,
        events: &[FeedRow],
    ) -> Result<Vec<NewDelivery>, sqlx::Error> {
        let wanted = &reader.wanted;
        let events: Vec<&FeedRow> = events
            .iter()
            .filter(|it| wanted.event_types.is_empty() || wanted.event_types.contains(&it.r#type))
            .collect();
        let seen: Vec<Seen<'_>> = events.iter().map(|it| Seen::of_row(it)).collect();
        let passes = filter(wanted).passes(&self.revisions, &seen).await?;
        let passing = events.into_iter().zip(passes).filter(|(_, passes)| *passes);
        let new = passing.map(|(event, _)| NewDelivery {
            id: self.clock.new_id(),
            webhook: reader.id,
            event_id: event.event_id,
            event_type: event.r#type.clone(),
            position: event.position,
            body: event::of_row(event),
        });
        Ok(new.collect())
    }
}

/// The codes were read when they came in.
fn filter(wanted: &Wanted) -> Filter {
    let counties = wanted.counties.iter();
    let industries = wanted.industries.iter();
    Filter::new(
        counties
            .filter_map(|it| CountyCode::parse(it).ok())
            .collect(),
        industries
            .filter_map(|it| Industry::parse(it).ok())
            .collect(),
    )
}
