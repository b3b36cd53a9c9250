//! One field of a form: what it asks for, what was typed, and what is wrong.

use crate::site::sent::Sent;

pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    /// A line below the label.
    pub(crate) hint: Option<String>,
    pub(crate) fault: Option<String>,
    pub(crate) value: String,
    pub(crate) kind: Kind,
    /// What a browser may fill in by itself (HTML's autofill names).
    pub(crate) autocomplete: &'static str,
    pub(crate) required: bool,
    /// How many characters fit; browsers stop there.
    pub(crate) longest: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Email,
    Phone,
    Password,
    /// Digits that are copied from elsewhere.
    Code,
    /// Several lines.
    Long,
    Day,
    Check(bool),
    Radio(Vec<Choice>),
    Select(Vec<Choice>),
}

/// One of the values that a field may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

impl Choice {
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

impl Kind {
    /// A choice that can be left open, which is called `none`.
    pub(crate) fn select(none: String, choices: impl Iterator<Item = Choice>) -> Self {
        let none = Choice::new("", none);
        Self::Select([none].into_iter().chain(choices).collect())
    }
}

impl Field {
    pub(crate) fn new(name: &'static str, label: impl Into<String>, kind: Kind) -> Self {
        let (autocomplete, longest) = match kind {
            Kind::Text | Kind::Day => ("off", 200),
            Kind::Email => ("email", 254),
            Kind::Phone => ("tel", 40),
            Kind::Password => ("current-password", 1000),
            Kind::Code => ("one-time-code", 40),
            Kind::Long => ("off", 2000),
            Kind::Check(_) | Kind::Radio(_) | Kind::Select(_) => ("", 0),
        };
        Self {
            name,
            label: label.into(),
            hint: None,
            fault: None,
            value: String::new(),
            required: !matches!(kind, Kind::Check(_)),
            kind,
            autocomplete,
            longest,
        }
    }

    /// A password that is chosen now, which a browser may offer to make up.
    pub(crate) fn new_password(name: &'static str, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Password)
            .autofill("new-password")
            .at_most(200)
    }

    pub(crate) fn autofill(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    pub(crate) fn at_most(mut self, longest: u16) -> Self {
        self.longest = longest;
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    pub(crate) fn valued(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Keeps what was typed, except for a secret.
    pub(crate) fn filled(mut self, sent: &Sent) -> Self {
        match &mut self.kind {
            Kind::Password | Kind::Code => {}
            Kind::Check(on) => *on = sent.has(self.name),
            Kind::Long => sent.raw(self.name).clone_into(&mut self.value),
            Kind::Text
            | Kind::Email
            | Kind::Phone
            | Kind::Day
            | Kind::Radio(_)
            | Kind::Select(_) => sent.text(self.name).clone_into(&mut self.value),
        }
        self
    }

    /// It got no answer. Of a secret nobody can tell: what was typed is not
    /// kept.
    pub(crate) fn is_left_empty(&self) -> bool {
        let is_kept = !matches!(self.kind, Kind::Password | Kind::Code | Kind::Check(_));
        is_kept && self.value.is_empty()
    }

    /// Answered by taking one of several.
    pub(crate) fn is_choice(&self) -> bool {
        matches!(self.kind, Kind::Radio(_) | Kind::Select(_))
    }

    /// What an input element calls it.
    pub(crate) fn input_type(&self) -> &'static str {
        match self.kind {
            Kind::Email => "email",
            Kind::Phone => "tel",
            Kind::Password => "password",
            Kind::Day => "date",
            Kind::Check(_) => "checkbox",
            Kind::Radio(_) => "radio",
            Kind::Text | Kind::Code | Kind::Long | Kind::Select(_) => "text",
        }
    }

    pub(crate) fn is_code(&self) -> bool {
        self.kind == Kind::Code
    }

    pub(crate) fn is_password(&self) -> bool {
        self.kind == Kind::Password
    }

    /// The elements that describe the field, for screen readers.
    pub(crate) fn described_by(&self) -> Option<String> {
        let name = self.name;
        match (&self.fault, &self.hint) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{name}-fel")),
            (None, Some(_)) => Some(format!("{name}-tips")),
            (Some(_), Some(_)) => Some(format!("{name}-fel {name}-tips")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_but_no_secret() {
        let sent = Sent::parse(b"name=Kim&password=hemligt&code=123456&news=on").unwrap();
        let value = |name, kind| Field::new(name, "", kind).filled(&sent).value;
        assert_eq!(value("name", Kind::Text), "Kim");
        assert_eq!(value("password", Kind::Password), "");
        assert_eq!(value("code", Kind::Code), "");
        let news = Field::new("news", "", Kind::Check(false)).filled(&sent);
        assert_eq!(news.kind, Kind::Check(true));
    }

    #[test]
    fn a_screen_reader_hears_the_fault_before_the_hint() {
        let mut field = Field::new("email", "", Kind::Email).hint("so");
        assert_eq!(field.described_by().as_deref(), Some("email-tips"));
        field.fault = Some("wrong".to_owned());
        assert_eq!(
            field.described_by().as_deref(),
            Some("email-fel email-tips")
        );
    }
}
