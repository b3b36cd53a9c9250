//! What a service refused, in sentences for a person. They help whoever owns
//! the account, and tell nobody else anything.

use std::time::Duration;

use tonic::{Code, Status};

use crate::{
    organisation::refused,
    page::{
        early_response::EarlyResponse, field::Field, page_request::PageRequest, texts::L10nLanguage,
    },
    shortlist, webhook,
};

/// At least one fault.
pub(crate) struct Faults {
    pub(crate) all: Vec<Fault>,
}

pub(crate) struct Fault {
    /// The last part of the field's path in the request.
    pub(crate) field: Option<String>,
    /// Stable, in UPPER_SNAKE.
    pub(crate) reason: String,
    pub(crate) wait: Option<Duration>,
}

impl Faults {
    /// What the person can put right. A fault of ours is a page of its own,
    /// and so is a session that has ended.
    pub(crate) fn of(request: &PageRequest, status: &Status) -> Result<Self, EarlyResponse> {
        let Some(reason) = chassis::status::reason(status) else {
            return Err(request.failed(status));
        };
        let wait = chassis::status::retry_after(status);
        let violations = chassis::status::violations(status);
        if violations.is_empty() {
            return match sentence_of(request.lang.texts(), &reason, "", wait) {
                Some(_) => Ok(Self::one(None, reason, wait)),
                None if may_be_put_right(status) => Ok(Self::one(None, reason, wait)),
                None => Err(request.failed(status)),
            };
        }
        let fault = |it: chassis::status::ReceivedViolation| Fault {
            field: it.field.rsplit('.').next().map(str::to_owned),
            reason: it.reason,
            wait,
        };
        let all = violations.into_iter().map(fault).collect();
        Ok(Self { all })
    }

    /// A fault that the page itself found.
    pub(crate) fn at(field: &str, reason: &str) -> Self {
        Self::one(Some(field.to_owned()), reason.to_owned(), None)
    }

    /// Whether the whole was refused for this reason.
    pub(crate) fn is(&self, reason: &str) -> bool {
        self.all.iter().any(|fault| fault.reason == reason)
    }

    /// All in one text, where there is no form to show each in.
    pub(crate) fn said(&self, t: &L10nLanguage) -> String {
        let all = self.all.iter().map(|it| it.sentence(t, ""));
        all.collect::<Vec<_>>().join(" ")
    }

    fn one(field: Option<String>, reason: String, wait: Option<Duration>) -> Self {
        let fault = Fault {
            field,
            reason,
            wait,
        };
        Self { all: vec![fault] }
    }
}

impl Fault {
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
        let secret = self
            .field
            .as_deref()
            .is_some_and(|it| it.ends_with("password"));
        if secret && self.reason == "TOO_SHORT" {
            return t.fault_password_short();
        }
        let known = sentence_of(t, &self.reason, &label, self.wait);
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

fn sentence_of(
    t: &L10nLanguage,
    reason: &str,
    label: &str,
    wait: Option<Duration>,
) -> Option<String> {
    Some(match reason {
        "TOO_MANY_REQUESTS" => t.fault_too_many(minutes(wait)),
        "BUSY" => t.fault_busy(),
        _ => {
            return of_labelled(t, reason, label)
                .or_else(|| of_field(t, reason))
                .or_else(|| of_account(t, reason));
        }
    })
}

/// Nothing for a field that the page does not show: it has no label.
fn of_labelled(t: &L10nLanguage, reason: &str, label: &str) -> Option<String> {
    match reason {
        _ if label.is_empty() => None,
        "REQUIRED" => Some(t.fault_required(label)),
        "TOO_SHORT" => Some(t.fault_too_short(label)),
        "TOO_LONG" => Some(t.field_too_long(label)),
        "WRONG_FORMAT" | "UNKNOWN_VALUE" | "WRONG_NAME" | "CONTROL_CHARACTER" => {
            Some(t.fault_form(label))
        }
        _ => None,
    }
}

fn of_field(t: &L10nLanguage, reason: &str) -> Option<String> {
    Some(match reason {
        "TOO_COMMON" => t.fault_too_common(),
        "NOT_AN_EMAIL" | "WRONG_EMAIL" => t.fault_email(),
        "SAME_EMAIL" => t.fault_same_email(),
        "NOT_A_PHONE" => t.fault_phone(),
        "WRONG_CODE" => t.fault_code(),
        "WRONG_PASSWORD" => t.fault_password(),
        "INVALID_CREDENTIALS" => t.fault_login(),
        "NOT_CONFIRMED" => t.fault_confirm(),
        _ => return None,
    })
}

fn of_account(t: &L10nLanguage, reason: &str) -> Option<String> {
    Some(match reason {
        "CHALLENGE_ENDED" => t.code_ended(),
        "LAST_LOGIN_METHOD" => t.fault_last_way_in(),
        "LAST_OWNER" => t.fault_last_owner(),
        "LAST_STAFF" => t.fault_last_staff(),
        "TOTP_ALREADY_ENABLED" => t.fault_totp_there(),
        "TOTP_NOT_STARTED" => t.fault_totp_not_started(),
        "TOTP_NOT_ENABLED" => t.fault_totp_not_there(),
        "PROVIDER_NOT_LINKED" => t.fault_not_linked(),
        "PROVIDER_UNAVAILABLE" => t.fault_provider_away(),
        "PROVIDER_REFUSED" | "PROVIDER_UNKNOWN" => t.fault_provider_refused(),
        "PROVIDER_TAKEN" => t.fault_provider_taken(),
        "ADDRESS_TAKEN" => t.fault_address_taken(),
        "ADDRESS_NOT_VERIFIED" => t.fault_address_not_verified(),
        _ => {
            return refused::sentence(t, reason)
                .or_else(|| shortlist::refused::sentence(t, reason))
                .or_else(|| webhook::refused::sentence(t, reason));
        }
    })
}

/// Whole minutes, one at least.
fn minutes(wait: Option<Duration>) -> u64 {
    wait.map_or(1, |wait| wait.as_secs().div_ceil(60).max(1))
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

    use kernel::fault::ErrorReason;
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
        let fault = &Faults::at("x", "WRONG_FORMAT").all[0];
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
        let fault = &Faults::at("subject_id", "WRONG_FORMAT").all[0];
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
