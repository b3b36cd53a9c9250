//! What accounts add to their log.

use eventlog::{
    journal::{Change, Journal, PublicEvent, Recorded},
    rebuild::Projection,
};
use futures::future::BoxFuture;
use sqlx::PgConnection;

use crate::{
    domain::{
        account::{Account, event::Event, refusal::Refusal},
        values::PlatformRole,
    },
    mail::outbox::Outbox,
    projection::{accounts::Table, audit, revocations},
    publish,
    store::letters,
};

pub(super) struct AccountJournal {
    pub(super) outbox: Outbox,
}

impl Journal for AccountJournal {
    type Aggregate = Account;

    fn publish(&self, recorded: &Recorded<Event>, _after: &Account) -> Option<PublicEvent> {
        publish::of_account(recorded)
    }

    fn project<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        changes: &'a [Change<Account>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(async move {
            Table.apply(tx, Table::LIVE, changes).await?;
            if changes.iter().any(may_end_staff) {
                Table::keep_staff(tx).await?;
            }
            audit::write(tx, changes, Event::name).await?;
            revocations::of_accounts(tx, changes).await?;
            letters::of_accounts(tx, &self.outbox, changes).await
        })
    }

    fn refusal_of(&self, constraint: &str) -> Option<Refusal> {
        Table::refusal_of(constraint)
    }
}

/// Somebody is not staff any more.
fn may_end_staff(change: &Change<Account>) -> bool {
    let role = PlatformRole::Staff;
    let ends = |event: &Event| *event == Event::RoleRevoked { role };
    change.events.iter().any(|it| ends(&it.event))
}
