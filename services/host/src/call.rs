//! A call as its handler sees it: who calls, and a message that keeps the
//! rules of its proto.

use chassis::{
    caller::{self, Caller},
    check,
    clock::Clock,
    command, status,
};
use kernel::fault::Faults;
use tonic::{Request, Status};

use crate::{context::CommandContext, etag, failure::CallError};

/// What a handler answers; [`crate::rpc!`] makes the response or the status.
pub type Answer<T> = Result<T, CallError>;

/// A call that gives a command.
#[derive(Debug)]
pub struct Call<M> {
    pub caller: Caller,
    pub context: CommandContext,
    pub message: M,
}

/// A call that takes no idempotency key, such as one that only reads, or one with
/// a password in its message: with a key, the log keeps a hash of the message.
#[derive(Debug)]
pub struct Read<M> {
    pub caller: Caller,
    pub message: M,
}

impl<M: prost::Name> Call<M> {
    /// For a message whose rules say all that can be wrong with it.
    ///
    /// # Errors
    /// The faults of the message, or of its idempotency key.
    pub fn open(clock: &Clock, request: Request<M>) -> Result<Self, Status> {
        let (call, faults) = Self::begin(clock, request)?;
        check::done(faults)?;
        Ok(call)
    }

    /// For a message with values to parse: `parse` answers them, or adds its
    /// faults to those of the rules and answers `None`.
    ///
    /// # Errors
    /// All faults of the message together, or those of its idempotency key.
    pub fn parse<T>(
        clock: &Clock,
        request: Request<M>,
        parse: impl FnOnce(&M, &mut Faults) -> Option<T>,
    ) -> Result<(Self, T), Status> {
        let (call, mut faults) = Self::begin(clock, request)?;
        let values = parse(&call.message, &mut faults);
        Ok((call, parsed(values, faults)?))
    }

    /// For the few whose values are checked against a database or a clock
    /// before all faults are known: the handler itself gives the faults to
    /// [`check::done`].
    ///
    /// # Errors
    /// The faults of the idempotency key.
    pub fn begin(clock: &Clock, request: Request<M>) -> Result<(Self, Faults), Status> {
        let given = command::given(&request)?;
        let context = CommandContext::given(&given, clock.now());
        let message = request.into_inner();
        let faults = check::rules(&message);
        let caller = given.caller;
        let call = Self {
            caller,
            context,
            message,
        };
        Ok((call, faults))
    }

    /// The context of a command that counts only while the entity tag does.
    pub fn on_condition(&self, etag: &str) -> CommandContext {
        CommandContext {
            expected_version: etag::expected_version(etag),
            ..self.context.clone()
        }
    }
}

impl<M: prost::Name> Read<M> {
    /// For a message whose rules say all that can be wrong with it.
    ///
    /// # Errors
    /// The faults of the message.
    pub fn open(request: Request<M>) -> Result<Self, Status> {
        let (read, faults) = Self::begin(request);
        check::done(faults)?;
        Ok(read)
    }

    /// As [`Call::parse`].
    ///
    /// # Errors
    /// All faults of the message together.
    pub fn parse<T>(
        request: Request<M>,
        parse: impl FnOnce(&M, &mut Faults) -> Option<T>,
    ) -> Result<(Self, T), Status> {
        let (read, mut faults) = Self::begin(request);
        let values = parse(&read.message, &mut faults);
        Ok((read, parsed(values, faults)?))
    }

    /// As [`Call::begin`].
    pub fn begin(request: Request<M>) -> (Self, Faults) {
        let caller = caller::of(&request);
        let message = request.into_inner();
        let faults = check::rules(&message);
        (Self { caller, message }, faults)
    }
}

/// Values without faults; neither is a failure of ours.
fn parsed<T>(values: Option<T>, faults: Faults) -> Result<T, Status> {
    check::done(faults)?;
    values.ok_or_else(status::internal)
}

#[cfg(test)]
mod tests {
    use chassis::client::IDEMPOTENCY_KEY;
    use kernel::fault::ErrorReason;
    use proto::asf::registry::v1::SubmitEnterpriseRequest;
    use time::macros::datetime;

    use super::*;

    const ID: &str = "018f4e1c-0000-7000-8000-000000000001";

    fn clock() -> Clock {
        Clock::fixed(datetime!(2027-03-01 12:00 UTC))
    }

    fn submit(id: &str) -> Request<SubmitEnterpriseRequest> {
        Request::new(SubmitEnterpriseRequest {
            id: id.to_owned(),
            etag: String::new(),
        })
    }

    #[test]
    fn a_call_has_its_key_and_its_condition() {
        let mut request = submit(ID);
        let key = "k-1".parse().unwrap();
        request.metadata_mut().insert(IDEMPOTENCY_KEY, key);
        let call = Call::open(&clock(), request).unwrap();
        let context = call.on_condition("\"3\"");
        assert_eq!(context.expected_version, Some(3));
        assert_eq!(context.idempotency.unwrap().key, "anonymous/k-1");
    }

    #[test]
    fn a_message_is_checked_by_its_own_rules() {
        let refused = Call::open(&clock(), submit("1")).unwrap_err();
        assert_eq!(status::violations(&refused)[0].field, "id");
        assert!(Read::open(submit("1")).is_err());
        assert!(Read::open(submit(ID)).is_ok());
    }

    #[test]
    fn faults_of_rules_and_of_values_are_told_together() {
        let parse = |_: &SubmitEnterpriseRequest, faults: &mut Faults| -> Option<()> {
            faults.add("etag", ErrorReason::TooLong, "this is long");
            None
        };
        let refused = Call::parse(&clock(), submit("1"), parse).unwrap_err();
        let fields: Vec<_> = status::violations(&refused);
        let fields: Vec<_> = fields.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["id", "etag"]);
    }
}
