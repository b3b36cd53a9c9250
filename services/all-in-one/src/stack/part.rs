//! A service that runs as a task of this process.

use std::time::Duration;

use anyhow::{Result, anyhow};
use tokio::{task::JoinHandle, time::timeout};
use tokio_util::sync::CancellationToken;

/// A service drains for ten seconds at most; this is what comes on top.
const STOP_LIMIT: Duration = Duration::from_secs(15);

pub(crate) struct Part {
    name: &'static str,
    shutdown: CancellationToken,
    task: JoinHandle<Result<()>>,
}

impl Part {
    /// Starts what `run` makes of a shutdown token.
    pub(crate) fn start<F>(name: &'static str, run: impl FnOnce(CancellationToken) -> F) -> Self
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        let shutdown = CancellationToken::new();
        let task = tokio::spawn(run(shutdown.clone()));
        Self {
            name,
            shutdown,
            task,
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Waits until it ends by itself, which it should not.
    pub(crate) async fn end(&mut self) -> anyhow::Error {
        let name = self.name;
        match (&mut self.task).await {
            Ok(Ok(())) => anyhow!("{name} ended by itself"),
            Ok(Err(error)) => error.context(format!("{name} failed")),
            Err(error) => anyhow!(error).context(format!("{name} broke down")),
        }
    }

    /// Asks it to stop and waits; after the limit it is cut off.
    pub(crate) async fn stop(mut self) -> Result<()> {
        self.shutdown.cancel();
        if self.task.is_finished() {
            return Ok(());
        }
        match timeout(STOP_LIMIT, &mut self.task).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(error)) => Err(error.into()),
            Err(_) => {
                self.task.abort();
                Err(anyhow!(
                    "{} did not stop in time and was cut off",
                    self.name
                ))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_part_that_fails_tells_why() {
        let mut part = Part::start("the registry", |_| async { Err(anyhow!("no database")) });
        let error = part.end().await;
        assert_eq!(format!("{error:#}"), "the registry failed: no database");
        part.stop().await.unwrap();
    }

    #[tokio::test]
    async fn a_part_is_asked_to_stop() {
        let part = Part::start("gateway", |shutdown| async move {
            shutdown.cancelled().await;
            Ok(())
        });
        part.stop().await.unwrap();
    }
}
