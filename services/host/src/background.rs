//! What works beside the gRPC server.

use anyhow::Context;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Tasks that end after the server: its last calls still find them at work.
#[derive(Default)]
pub struct Background {
    working: CancellationToken,
    tasks: JoinSet<anyhow::Result<()>>,
}

impl Background {
    /// No tasks yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a task that ends by itself when its token is cancelled.
    pub fn start<F: Future<Output = ()> + Send + 'static>(
        &mut self,
        task: impl FnOnce(CancellationToken) -> F,
    ) {
        let task = task(self.working.clone());
        self.tasks.spawn(async move {
            task.await;
            Ok(())
        });
    }

    /// Starts a task that knows no end.
    pub fn start_endless(&mut self, task: impl Future<Output = ()> + Send + 'static) {
        self.start(|working| async move {
            working.run_until_cancelled(task).await;
        });
    }

    /// Starts a task without which the service is no use: where it ends, by its
    /// failure too, `serving` is cancelled, so that a restart begins anew.
    pub fn start_vital<F, E>(
        &mut self,
        serving: CancellationToken,
        task: impl FnOnce(CancellationToken) -> F,
    ) where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: std::error::Error + Send + Sync + 'static,
    {
        let task = task(self.working.clone());
        self.tasks.spawn(async move {
            let _ends_the_server = serving.drop_guard();
            Ok(task.await?)
        });
    }

    /// Ends the tasks.
    ///
    /// # Errors
    /// One of them broke.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        self.working.cancel();
        let mut outcome = Ok(());
        while let Some(ended) = self.tasks.join_next().await {
            let ended = ended.context("work beside the server broke");
            outcome = outcome.and(ended.and_then(|ended| ended));
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn tasks_end_when_they_are_stopped() {
        let mut background = Background::new();
        background.start(|working| async move { working.cancelled().await });
        background.start_endless(std::future::pending());
        assert!(background.stop().await.is_ok());
    }

    #[tokio::test]
    async fn a_vital_task_that_breaks_ends_the_server() {
        let (serving, mut background) = (CancellationToken::new(), Background::new());
        background.start_vital(serving.clone(), |_| async {
            Err(std::io::Error::other("the index is broken"))
        });
        serving.cancelled().await;
        let broken = background.stop().await.unwrap_err();
        assert_eq!(broken.to_string(), "the index is broken");
    }
}
