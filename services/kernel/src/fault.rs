//! Why a value is none, and all the faults of one input together.

use std::fmt::Display;

/// The stable names of rules and refusals. Their contract documents each; pure
/// code takes them from here, so that it names nothing of the wire.
pub use proto::asf::errors::v1::ErrorReason;

use crate::{
    org_number::OrgNumberError,
    place::{UnknownCounty, UnknownMunicipality},
    terms::UnknownTerm,
};

/// Why a text is no value, in words for the person who typed it.
pub trait BrokenRule: Display {
    /// The rule's stable name, for programs.
    fn rule(&self) -> ErrorReason;
}

impl BrokenRule for OrgNumberError {
    fn rule(&self) -> ErrorReason {
        match self {
            Self::NotTenDigits => ErrorReason::NotTenDigits,
            Self::PersonalNumber => ErrorReason::PersonalNumber,
            Self::WrongCheckDigit { .. } => ErrorReason::WrongCheckDigit,
        }
    }
}

macro_rules! unknown {
    ($($error:ty),+) => {
        $(impl BrokenRule for $error {
            fn rule(&self) -> ErrorReason {
                ErrorReason::UnknownValue
            }
        })+
    };
}

unknown!(UnknownCounty, UnknownMunicipality, UnknownTerm);

/// One field of an input that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The path in the input, e.g. `profile.activities[0].offer`.
    pub field: String,
    pub rule: ErrorReason,
    pub message: String,
}

/// All that is wrong with one input: a person corrects it in one go.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// The value, or nothing and one fault more.
    pub fn take<T, E: BrokenRule>(
        &mut self,
        field: impl Into<String>,
        parsed: Result<T, E>,
    ) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(field, error.rule(), error.to_string());
                None
            }
        }
    }

    /// Nothing for an empty text, and for one that is a fault.
    pub fn optional<T, E: BrokenRule>(
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
    pub fn all<'a, T, E: BrokenRule>(
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
    pub fn add(&mut self, field: impl Into<String>, rule: ErrorReason, message: impl Into<String>) {
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
    pub fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        self.0.retain(|fault| is_wanted(&fault.field));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{org_number::OrgNumber, place::CountyCode};

    #[test]
    fn all_faults_are_told_together_and_each_once() {
        let mut faults = Faults::default();
        assert_eq!(faults.take("number", OrgNumber::parse("1")), None);
        assert_eq!(faults.take("number", OrgNumber::parse("2")), None);
        assert_eq!(faults.optional("domain", " ", OrgNumber::parse), None);
        faults.add("domain", ErrorReason::DomainTaken, "another one has it");
        let counties = faults.all("counties", ["14", "99"], CountyCode::parse);
        assert_eq!(counties, [CountyCode::parse("14").unwrap()]);
        faults.retain(|field| field != "number" || field.is_empty());
        assert!(!faults.is_empty());
        let told = faults.into_vec();
        let told: Vec<_> = told.iter().map(|it| (it.field.as_str(), it.rule)).collect();
        assert_eq!(
            told,
            [
                ("domain", ErrorReason::DomainTaken),
                ("counties[1]", ErrorReason::UnknownValue)
            ]
        );
    }
}
