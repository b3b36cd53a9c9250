//! One letter on its way out.

use std::time::Duration;

use lettre::Message;
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;

use crate::{
    address,
    domain::values::Language,
    mail::{
        conversation::{Conversation, Delivery, Trouble},
        letter::{Address, Sealed},
        message::Draft,
        outbox::{
            CONTEXT,
            rows::{self, End, Taken},
        },
        rules::{self, Verdict, Wishes},
        sender::Inner,
    },
    vault::{Field, VaultError},
};

/// Longer than a conversation can take.
const TAKEN_FOR: time::Duration = time::Duration::minutes(5);
/// After the shutdown, for an answer that is on its way.
const LAST_WAIT: Duration = Duration::from_secs(5);
/// With the pauses of [`pause_after`] these are some two days.
const MOST_FAILURES: i32 = 20;

/// What a line did.
pub(super) enum Step {
    Done,
    Idle,
    NoServer(String),
}

/// Why a letter stays where it is for now.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error("a letter cannot be opened: {0}")]
    Vault(#[from] VaultError),
}

/// A letter after its rules were asked.
enum Ready {
    Go(Box<Message>),
    At(OffsetDateTime),
    End(End),
}

impl Inner {
    pub(super) async fn step(
        &self,
        line: &mut Option<Conversation>,
        shutdown: &CancellationToken,
    ) -> Result<Step, Fault> {
        let now = self.clock.now();
        let Some(taken) = rows::take(&self.pool, now, now + TAKEN_FOR).await? else {
            return Ok(Step::Idle);
        };
        let message = match self.ready(&taken).await? {
            Ready::Go(message) => message,
            Ready::At(due) => {
                rows::postpone(&self.pool, &taken, taken.failures, due).await?;
                return Ok(Step::Done);
            }
            Ready::End(end) => return self.ended(&taken, end).await,
        };
        match self.addressed(line, &message).await {
            Ok(()) => {}
            Err(Trouble::Refused(code)) => {
                tracing::info!(letter.id = %taken.id, code, "a server refuses a letter");
                return self.ended(&taken, End::Refused).await;
            }
            Err(Trouble::Later(reason)) => return self.failed(&taken, reason).await,
        }
        let until = self.clock.now() + TAKEN_FOR;
        if !rows::begin(&self.pool, &taken, until).await? {
            // Erased, or taken on by another: the line stands at its envelope.
            *line = None;
            return Ok(Step::Done);
        }
        let delivery = deliver(line, &message.formatted(), shutdown).await;
        self.delivered(&taken, delivery).await
    }

    /// Opens the letter, asks its rules, and writes it.
    async fn ready(&self, taken: &Taken) -> Result<Ready, Fault> {
        let subject = taken.subject_id;
        let opened = self.vault.open(subject, CONTEXT, &taken.letter).await?;
        let Some(opened) = opened else {
            return Ok(Ready::End(End::Unwanted));
        };
        let Ok(letter) = serde_json::from_slice::<Sealed>(&opened) else {
            return Ok(broken(taken, "it has a form that is no more"));
        };
        let account = self.accounts.get(subject).await?;
        if account.as_ref().is_some_and(|it| it.erased) {
            return Ok(Ready::End(End::Unwanted));
        }
        let wishes = account.as_ref().map(|it| Wishes {
            email_verified: it.email_verified,
            mail: it.mail,
        });
        let category = letter.template.category();
        match rules::judge(category, wishes.as_ref(), self.clock.now()) {
            Verdict::Now => {}
            Verdict::At(due) => return Ok(Ready::At(due)),
            Verdict::Never => return Ok(Ready::End(End::Unwanted)),
        }
        let language = letter.language.or(account.map(|it| it.language));
        self.written(taken, &letter, language.unwrap_or(Language::Sv))
            .await
    }

    async fn written(
        &self,
        taken: &Taken,
        letter: &Sealed,
        language: Language,
    ) -> Result<Ready, Fault> {
        let fields = [Field::Email, Field::PendingEmail, Field::Name];
        let subject = taken.subject_id;
        let mut found = self.vault.get_many(&[subject], &fields).await?;
        let personal = found.remove(&subject).unwrap_or_default();
        let (address, name) = match &letter.to {
            Address::Proven => (personal.email, personal.name),
            // Who has not proven the address may have chosen the name to say
            // something to whoever owns it.
            Address::Pending => (personal.pending_email, None),
            Address::Given(address) => (Some(address.clone()), personal.name),
        };
        let address = address.and_then(|text| address::for_mail(&text));
        let Some(address) = address else {
            return Ok(Ready::End(End::Unwanted));
        };
        let draft = Draft {
            id: taken.id,
            from: &self.from,
            address,
            name,
            language,
            template: &letter.template,
            public_url: &self.public_url,
            at: self.clock.now(),
        };
        match draft.message() {
            Ok(message) => Ok(Ready::Go(Box::new(message))),
            Err(error) => Ok(broken(taken, &error.to_string())),
        }
    }

    /// Names sender and recipient on a line. One that was open before may have
    /// been closed by the server meanwhile, so that a new one is tried too.
    async fn addressed(
        &self,
        line: &mut Option<Conversation>,
        message: &Message,
    ) -> Result<(), Trouble> {
        let envelope = message.envelope();
        if let Some(open) = line {
            match open.address(envelope).await {
                Ok(()) => return Ok(()),
                Err(_) => *line = None,
            }
        }
        let mut fresh = Conversation::open(&self.server).await?;
        fresh.address(envelope).await?;
        *line = Some(fresh);
        Ok(())
    }

    async fn delivered(&self, taken: &Taken, delivery: Delivery) -> Result<Step, Fault> {
        match delivery {
            Delivery::Taken => {
                tracing::info!(letter.id = %taken.id, template = taken.template, "sent");
                self.ended(taken, End::Sent).await
            }
            Delivery::Refused(code) => {
                tracing::info!(letter.id = %taken.id, code, "a server refuses a letter");
                self.ended(taken, End::Refused).await
            }
            Delivery::Later(reason) => self.failed(taken, reason).await,
            Delivery::Unknown => {
                tracing::warn!(letter.id = %taken.id, "no answer; it is not sent again");
                self.ended(taken, End::Unknown).await
            }
        }
    }

    async fn failed(&self, taken: &Taken, reason: String) -> Result<Step, Fault> {
        let failures = taken.failures + 1;
        if failures >= MOST_FAILURES {
            tracing::warn!(letter.id = %taken.id, reason, "given up after two days");
            return self.ended(taken, End::Refused).await;
        }
        let due = self.clock.now() + pause_after(failures);
        rows::postpone(&self.pool, taken, failures, due).await?;
        Ok(Step::NoServer(reason))
    }

    async fn ended(&self, taken: &Taken, end: End) -> Result<Step, Fault> {
        rows::finish(&self.pool, taken, end, self.clock.now()).await?;
        Ok(Step::Done)
    }
}

/// Hands the content over; a line that did not take it is not used again.
async fn deliver(
    line: &mut Option<Conversation>,
    content: &[u8],
    shutdown: &CancellationToken,
) -> Delivery {
    let Some(mut open) = line.take() else {
        return Delivery::Later("there is no connection".to_owned());
    };
    let last_wait = async {
        shutdown.cancelled().await;
        tokio::time::sleep(LAST_WAIT).await;
    };
    let delivery = tokio::select! {
        delivery = open.deliver(content) => delivery,
        () = last_wait => Delivery::Unknown,
    };
    if delivery == Delivery::Taken {
        *line = Some(open);
    }
    delivery
}

fn broken(taken: &Taken, reason: &str) -> Ready {
    tracing::error!(
        letter.id = %taken.id,
        template = taken.template,
        reason,
        "a letter cannot be written"
    );
    Ready::End(End::Refused)
}

/// Half a minute at first, twice as long each time, four hours at most.
fn pause_after(failures: i32) -> time::Duration {
    let doublings = u32::try_from(failures - 1).unwrap_or(0).min(9);
    time::Duration::seconds(30 << doublings).min(time::Duration::hours(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_asked_for_two_days() {
        let pauses: Vec<_> = (1..MOST_FAILURES).map(pause_after).collect();
        assert_eq!(pauses[..3], [30, 60, 120].map(time::Duration::seconds));
        assert!(pauses.iter().all(|it| *it <= time::Duration::hours(4)));
        let total: time::Duration = pauses.iter().sum();
        assert!(
            total > time::Duration::hours(40) && total < time::Duration::hours(50),
            "{total}"
        );
    }
}
