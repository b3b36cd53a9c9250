//! Commands at a steady rate, each of which makes one public event.

use std::{collections::HashMap, time::Duration};

use anyhow::Context;
use chassis::clock::Clock;
use time::OffsetDateTime;
use tokio::time::{MissedTickBehavior, interval};
use tonic::Status;

use crate::registry::Staff;

/// One after the other of each enterprise: it is on the list before the first
/// and after the last of them.
#[derive(Clone, Copy)]
enum Step {
    Describe,
    Unlist,
    List,
}

const STEPS: [Step; 3] = [Step::Describe, Step::Unlist, Step::List];

/// Gives commands for so long; when each was answered, by its feed position.
/// All enterprises take a step before one takes its next.
pub(super) async fn run(
    staff: &Staff,
    ids: &[String],
    rate: u32,
    time: Duration,
) -> anyhow::Result<HashMap<u64, OffsetDateTime>> {
    let rounds = (time.as_secs_f64() * f64::from(rate) / as_float(ids.len() * STEPS.len())).ceil();
    let mut ticks = interval(Duration::from_secs(1) / rate);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut tasks = Vec::new();
    let mut round = 0.0;
    while round < rounds {
        for step in STEPS {
            for id in ids {
                ticks.tick().await;
                let (staff, id) = (staff.clone(), id.clone());
                tasks.push(tokio::spawn(async move {
                    let position = take(staff, &id, step, round).await?;
                    Ok::<_, Status>((position, Clock::system().now()))
                }));
            }
        }
        round += 1.0;
    }
    let mut replies = HashMap::new();
    for task in tasks {
        let (position, at) = task.await?.context("a change was refused")?;
        replies.insert(position, at);
    }
    Ok(replies)
}

async fn take(mut staff: Staff, id: &str, step: Step, round: f64) -> Result<u64, Status> {
    match step {
        Step::Describe => {
            // A change to the same words would make no event.
            let now = Clock::system().now();
            let words = format!("Vi lagar mat och tar hand om gröna ytor. {round} {now}");
            staff.describe(id, words).await
        }
        Step::Unlist => staff.unlist(id).await,
        Step::List => staff.list(id).await,
    }
}

fn as_float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
