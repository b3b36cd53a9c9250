//! What happens to a factor, as an event of the account, and as a mail to its
//! owner, who may not have been the one who did it.

use eventlog::command::{ExecuteError, Receipt};
use host::context::CommandContext;
use uuid::Uuid;

use crate::{
    domain::account::{command::Command, refusal::Refusal},
    mail::{
        letter::{Letter, To},
        outbox::OutboxError,
        template::{Change, Template},
    },
    rooms::Rooms,
};

/// Appends the event, as done by the person.
pub(crate) async fn record(
    rooms: &Rooms,
    subject: Uuid,
    command: Command,
) -> Result<Receipt, ExecuteError<Refusal>> {
    let context = CommandContext::of(subject.to_string(), rooms.clock.now());
    rooms.store.account(subject, command, context).await
}

/// Tells the person by mail. What was done stays done when that fails.
pub(crate) async fn tell(rooms: &Rooms, receipt: Receipt, change: Change) {
    if let Err(error) = send(rooms, receipt, change).await {
        let subject = receipt.id;
        tracing::error!(subject.id = %subject, %error, "a change of a factor is not told");
    }
}

async fn send(rooms: &Rooms, receipt: Receipt, change: Change) -> Result<(), OutboxError> {
    let template = Template::SecurityChanged { change };
    let dedupe = format!("account:{}", receipt.version);
    let letter = Letter::new(To::Subject(receipt.id), template, dedupe);
    let mut tx = rooms.pool.begin().await?;
    rooms.outbox.send_in(&mut tx, letter).await?;
    tx.commit().await?;
    rooms.outbox.wake();
    Ok(())
}
