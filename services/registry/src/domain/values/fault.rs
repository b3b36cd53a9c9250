//! Why a value is none, and all the faults of one input together.

use kernel::{
    org_number::OrgNumberError,
    place::{UnknownCounty, UnknownMunicipality},
    terms::UnknownTerm,
};

/// The rule that a value breaks, in words for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ValueError {
    #[error("this must not be empty")]
    Empty,
    #[error("at most {most} characters are allowed; these are {actual}")]
    TooLong { most: usize, actual: usize },
    #[error("control characters are not allowed, nor characters that cannot be seen")]
    HiddenCharacter,
    #[error(
        "a web address starts with http:// or https:// and has a host, such as https://www.example.com"
    )]
    NotAWebsite,
    #[error("an e-mail address looks like info@example.com")]
    NotAnEmail,
    #[error("a telephone number has 5 to 20 digits, and beside them only spaces, + and -")]
    NotAPhone,
    #[error("this list belongs to another reach: {0}")]
    DoesNotFitReach(&'static str),
    #[error(transparent)]
    OrgNumber(#[from] OrgNumberError),
    #[error(transparent)]
    County(#[from] UnknownCounty),
    #[error(transparent)]
    Municipality(#[from] UnknownMunicipality),
    #[error(transparent)]
    Term(#[from] UnknownTerm),
}

impl ValueError {
    /// The rule's stable name, for programs.
    pub(crate) fn rule(&self) -> &'static str {
        match self {
            Self::Empty => "REQUIRED",
            Self::TooLong { .. } => "TOO_LONG",
            Self::HiddenCharacter => "CONTROL_CHARACTER",
            Self::NotAWebsite => "NOT_A_WEBSITE",
            Self::NotAnEmail => "NOT_AN_EMAIL",
            Self::NotAPhone => "NOT_A_PHONE",
            Self::DoesNotFitReach(_) => "DOES_NOT_FIT_REACH",
            Self::OrgNumber(OrgNumberError::NotTenDigits) => "NOT_TEN_DIGITS",
            Self::OrgNumber(OrgNumberError::PersonalNumber) => "PERSONAL_NUMBER",
            Self::OrgNumber(OrgNumberError::WrongCheckDigit { .. }) => "WRONG_CHECK_DIGIT",
            Self::County(_) | Self::Municipality(_) | Self::Term(_) => "UNKNOWN_VALUE",
        }
    }
}

/// One field of an input that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The path in the input, e.g. `profile.activities[0].offer`.
    pub(crate) field: String,
    pub(crate) rule: &'static str,
    pub(crate) message: String,
}

/// All that is wrong with one input: a person corrects it in one go.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// The value, or nothing and one fault more.
    pub(crate) fn take<T, E: Into<ValueError>>(
        &mut self,
        field: impl Into<String>,
        parsed: Result<T, E>,
    ) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                let error: ValueError = error.into();
                self.add(field, error.rule(), error.to_string());
                None
            }
        }
    }

    /// Nothing for an empty text, and for one that is a fault.
    pub(crate) fn optional<T, E: Into<ValueError>>(
        &mut self,
        field: &str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if text.trim().is_empty() {
            return None;
        }
        self.take(field, parse(text))
    }

    /// Every value of a list, with the place of each that is a fault.
    pub(crate) fn all<'a, T, E: Into<ValueError>>(
        &mut self,
        field: &str,
        texts: impl IntoIterator<Item = &'a str>,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        let values = texts.into_iter().enumerate();
        values
            .filter_map(|(nth, text)| self.take(format!("{field}[{nth}]"), parse(text)))
            .collect()
    }

    /// The same fault of the same field is told once.
    pub(crate) fn add(
        &mut self,
        field: impl Into<String>,
        rule: &'static str,
        message: impl Into<String>,
    ) {
        let field = field.into();
        if !self.0.iter().any(|it| it.field == field && it.rule == rule) {
            self.0.push(Fault {
                field,
                rule,
                message: message.into(),
            });
        }
    }

    /// Keeps the faults of fields that the caller wants to hear of.
    pub(crate) fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        self.0.retain(|fault| is_wanted(&fault.field));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}
