//! What a service refused, in sentences for a person. They help whoever owns
//! the account, and tell nobody else anything.

mod sentence;

use std::time::Duration;

use kernel::fault::ErrorReason;
use tonic::{Code, Status};

use crate::page::{
    early_response::EarlyResponse, field::Field, page_request::PageRequest, texts::L10nLanguage,
};

/// At least one fault.
pub(crate) struct Faults {
    pub(crate) all: Vec<Fault>,
}

pub(crate) struct Fault {
    /// The last part of the field's path in the request.
    pub(crate) field: Option<String>,
    cause: Cause,
    wait: Option<Duration>,
}

#[derive(PartialEq, Eq)]
enum Cause {
    /// A service's reason; nothing for one that this build does not know.
    Reason(Option<ErrorReason>),
    /// The page found it, and has its own words.
    Words(String),
}

impl Faults {
    /// What the person can put right. A fault of ours is a page of its own,
    /// and so is a session that has ended.
    pub(crate) fn of(request: &PageRequest, status: &Status) -> Result<Self, EarlyResponse> {
        if chassis::status::reason(status).is_none() {
            return Err(request.failed(status));
        }
        let wait = chassis::status::retry_after(status);
        let violations = chassis::status::violations(status);
        if violations.is_empty() {
            let reason = chassis::status::error_reason(status);
            let t = request.lang.texts();
            let has_words = reason.is_some_and(|it| sentence::of(t, it, "", wait).is_some());
            return match has_words || may_be_put_right(status) {
                true => Ok(Self::one(None, Cause::Reason(reason), wait)),
                false => Err(request.failed(status)),
            };
        }
        let fault = |it: chassis::status::ReceivedViolation| Fault {
            field: it.field.rsplit('.').next().map(str::to_owned),
            cause: Cause::Reason(ErrorReason::from_str_name(&it.reason)),
            wait,
        };
        let all = violations.into_iter().map(fault).collect();
        Ok(Self { all })
    }

    /// A fault of a field; without a reason, one that this build does not know.
    pub(crate) fn at(field: &str, reason: impl Into<Option<ErrorReason>>) -> Self {
        Self::one(Some(field.to_owned()), Cause::Reason(reason.into()), None)
    }

    /// A fault that the page itself found, in its own words.
    pub(crate) fn in_words(field: &str, words: String) -> Self {
        Self::one(Some(field.to_owned()), Cause::Words(words), None)
    }

    /// Whether the whole was refused for this reason.
    pub(crate) fn is(&self, reason: ErrorReason) -> bool {
        let cause = Cause::Reason(Some(reason));
        self.all.iter().any(|fault| fault.cause == cause)
    }

    /// All in one text, where there is no form to show each in.
    pub(crate) fn said(&self, t: &L10nLanguage) -> String {
        let all = self.all.iter().map(|it| it.sentence(t, ""));
        all.collect::<Vec<_>>().join(" ")
    }

    fn one(field: Option<String>, cause: Cause, wait: Option<Duration>) -> Self {
        let all = vec![Fault { field, cause, wait }];
        Self { all }
    }
}

impl Fault {
    /// The same of another field.
    pub(crate) fn at(mut self, field: String) -> Self {
        self.field = Some(field);
        self
    }

    /// The sentence beside the field. One that was left empty is told so,
    /// whichever rule of the service that broke.
    pub(crate) fn at_field(&self, t: &L10nLanguage, field: &Field) -> String {
        match (field.is_left_empty(), field.is_choice()) {
            (true, true) => t.fault_choose(&field.label),
            (true, false) => t.fault_required(lowered(&field.label)),
            (false, _) => self.sentence(t, &field.label),
        }
    }

    pub(crate) fn sentence(&self, t: &L10nLanguage, label: &str) -> String {
        let label = lowered(label);
        let reason = match &self.cause {
            Cause::Words(words) => return words.clone(),
            Cause::Reason(reason) => *reason,
        };
        let field = self.field.as_deref().unwrap_or_default();
        if reason == Some(ErrorReason::TooShort) && field.ends_with("password") {
            return t.fault_password_short();
        }
        let known = reason.and_then(|it| sentence::of(t, it, &label, self.wait));
        known.unwrap_or_else(|| match label.as_str() {
            "" => t.fault_unknown(),
            label => t.fault_other(label),
        })
    }
}

/// Whether it lies with the person or with time, though this page knows no
/// words for the reason.
fn may_be_put_right(status: &Status) -> bool {
    matches!(
        status.code(),
        Code::InvalidArgument | Code::FailedPrecondition | Code::AlreadyExists | Code::Aborted
    )
}

/// A label inside a sentence begins with a small letter, unless it is an
/// abbreviation.
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    let (first, second) = (letters.next(), letters.clone().next());
    match (first, second) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use tonic_types::{ErrorDetails, StatusExt};

    use super::*;
    use crate::{
        page::{field::Kind, lang::Lang},
        testing::request,
    };
    use chassis::status::{FieldViolation, busy, internal, invalid, refusal, too_many};

    fn sentences(status: &Status) -> Vec<String> {
        let faults = Faults::of(&request("/en/konto/skapa"), status).ok();
        let all = faults.into_iter().flat_map(|faults| faults.all);
        all.map(|fault| fault.sentence(Lang::En.texts(), "E-mail"))
            .collect()
    }

    #[test]
    fn a_broken_rule_is_said_in_words_with_the_label() {
        let fault = FieldViolation::new("account.email", ErrorReason::Required, "is required.");
        let said = sentences(&invalid(vec![fault]));
        assert_eq!(said, ["Fill in e-mail."]);
    }

    #[test]
    fn what_was_left_empty_is_asked_for_whatever_rule_that_broke() {
        let fault = &Faults::at("x", ErrorReason::WrongFormat).all[0];
        let said = |kind, value: &str| {
            let field = Field::new("x", "Kind", kind).valued(value);
            fault.at_field(Lang::En.texts(), &field)
        };
        let wrong = "Check kind: it cannot look like that.";
        let choose = "Choose one of the options under “Kind”.";
        assert_eq!(said(Kind::Radio(Vec::new()), ""), choose);
        assert_eq!(said(Kind::Radio(Vec::new()), "b"), wrong);
        assert_eq!(said(Kind::Text, ""), "Fill in kind.");
        assert_eq!(said(Kind::Text, "b"), wrong);
        assert_eq!(said(Kind::Password, ""), wrong);
    }

    #[test]
    fn too_many_tries_say_how_long_to_wait() {
        let status = too_many(Duration::from_secs(61));
        assert!(sentences(&status)[0].contains("2 minutes"));
        assert!(!sentences(&busy(Duration::from_secs(1))).is_empty());
    }

    #[test]
    fn what_nobody_can_put_right_is_a_page_of_its_own() {
        let elsewhere = refusal(Code::Unauthenticated, ErrorReason::LoginNeeded, "x");
        for status in [internal(), Status::unavailable("down"), elsewhere] {
            assert!(Faults::of(&request("/konto"), &status).is_err());
        }
    }

    #[test]
    fn an_unknown_reason_still_says_something() {
        let details = ErrorDetails::with_error_info("SOMETHING_NEW", "asf", HashMap::new());
        let unknown = Status::with_error_details(Code::FailedPrecondition, "x", details);
        let faults = Faults::of(&request("/en/konto"), &unknown).ok().unwrap();
        let said = faults.all[0].sentence(Lang::En.texts(), "");
        assert_eq!(
            said,
            "That did not work. Load the page again and try once more."
        );
    }

    #[test]
    fn a_field_that_the_page_does_not_show_leaves_no_hole_in_the_sentence() {
        let fault = &Faults::at("subject_id", ErrorReason::WrongFormat).all[0];
        let t = Lang::En.texts();
        assert_eq!(fault.sentence(t, ""), t.fault_unknown());
    }

    #[test]
    fn an_unknown_rule_still_names_the_field() {
        let mut details = ErrorDetails::with_error_info("INVALID_FIELDS", "asf", HashMap::new());
        details.set_bad_request(vec![tonic_types::FieldViolation {
            field: "email".to_owned(),
            reason: "BRAND_NEW".to_owned(),
            ..Default::default()
        }]);
        let unknown = Status::with_error_details(Code::InvalidArgument, "x", details);
        assert_eq!(sentences(&unknown), ["Check what you typed for e-mail."]);
    }
}
