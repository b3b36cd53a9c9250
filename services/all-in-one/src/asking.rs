//! Calls to the services by the launcher itself, as a person's program would
//! make them.

use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use chassis::client::outgoing;
use tonic::{Request, Response, Status};

const DEADLINE: Duration = Duration::from_secs(30);

/// What happens behind an answer, such as a mail or an event, takes
/// milliseconds; this is for a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(20);

/// A request by the bearer of a token, or by nobody in particular.
pub(crate) fn by<T>(token: Option<&str>, message: T) -> Request<T> {
    keyed(token, message, None)
}

/// A request that is carried out once under its key.
pub(crate) fn keyed<T>(token: Option<&str>, message: T, key: Option<&str>) -> Request<T> {
    let mut request = Request::new(message);
    outgoing(&mut request, token, DEADLINE, key);
    request
}

/// The answer, or the refusal in one line.
pub(crate) fn told<T>(answer: Result<Response<T>, Status>) -> Result<T> {
    match answer {
        Ok(response) => Ok(response.into_inner()),
        Err(status) => Err(anyhow!("{:?}: {}", status.code(), status.message())),
    }
}

/// Looks until there is something.
///
/// # Errors
/// Looking failed, or nothing came in time.
pub(crate) async fn until<T>(
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let give_up = tokio::time::Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        if tokio::time::Instant::now() > give_up {
            bail!("{what} did not come within {PATIENCE:?}");
        }
        tokio::time::sleep(LOOK).await;
    }
}
