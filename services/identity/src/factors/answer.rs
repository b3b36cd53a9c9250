//! The second factor of a login: a code of the app, or one from paper.

use uuid::Uuid;

use crate::{
    domain::account::command::Command,
    factors::{
        Answered, FactorError, Factors, TypedCode,
        record::{record, tell},
    },
    mail::template::Change,
    rooms::Rooms,
};

/// Why a second factor does not count.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AnswerError {
    #[error("this is not the code, or it was used before")]
    Wrong,
    #[error(transparent)]
    Failed(#[from] FactorError),
}

impl Factors {
    /// Uses up a code.
    pub(crate) async fn answer(
        &self,
        rooms: &Rooms,
        subject: Uuid,
        code: &TypedCode,
    ) -> Result<Answered, AnswerError> {
        let taken = self.take(subject, code, rooms.clock.now()).await?;
        let answered = taken.ok_or(AnswerError::Wrong)?;
        if let Answered::RecoveryCode { left } = answered {
            let recorded = record(rooms, subject, Command::UseRecoveryCode).await;
            let receipt = recorded.map_err(FactorError::from)?;
            tell(rooms, receipt, Change::RecoveryCodeUsed { left }).await;
        }
        Ok(answered)
    }
}
