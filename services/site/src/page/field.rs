//! One field of a form: what it asks for, what was typed, and what is wrong.

use crate::page::form_data::FormData;

pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    /// A line below the label.
    pub(crate) hint: Option<String>,
    /// What somebody else says of it: a reviewer, or whoever saved meanwhile.
    pub(crate) remark: Option<String>,
    pub(crate) fault: Option<String>,
    pub(crate) value: String,
    pub(crate) kind: Kind,
    /// What a browser may fill in by itself (HTML's autofill names).
    pub(crate) autocomplete: &'static str,
    pub(crate) required: bool,
    /// How many characters fit; browsers stop there.
    pub(crate) longest: u16,
    /// Phones show a keyboard of digits.
    pub(crate) digits: bool,
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
    /// A whole number.
    Number,
    /// A municipality by its name, of which the page suggests all.
    Place,
    Day,
    Check(bool),
    Radio(Vec<Choice>),
    Select(Vec<Choice>),
    /// Any of several, each with whether it is taken.
    Boxes(Vec<(Choice, bool)>),
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
            Kind::Text | Kind::Day | Kind::Place => ("off", 200),
            Kind::Number => ("off", 10),
            Kind::Email => ("email", 254),
            Kind::Phone => ("tel", 40),
            Kind::Password => ("current-password", 1000),
            Kind::Code => ("one-time-code", 40),
            Kind::Long => ("off", 2000),
            Kind::Check(_) | Kind::Radio(_) | Kind::Select(_) | Kind::Boxes(_) => ("", 0),
        };
        Self {
            name,
            label: label.into(),
            hint: None,
            remark: None,
            fault: None,
            value: String::new(),
            required: !matches!(kind, Kind::Check(_) | Kind::Boxes(_)),
            digits: matches!(kind, Kind::Number | Kind::Code),
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

    /// A code that has letters too, and that no app fills in.
    pub(crate) fn of_letters(mut self) -> Self {
        self.digits = false;
        self.autofill("off")
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

    /// After what was said of it before.
    pub(crate) fn remark(mut self, remark: String) -> Self {
        self.remark = Some(match self.remark {
            None => remark,
            Some(before) => format!("{before} {remark}"),
        });
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
    pub(crate) fn filled(mut self, sent: &FormData) -> Self {
        match &mut self.kind {
            Kind::Password | Kind::Code => {}
            Kind::Check(on) => *on = sent.has(self.name),
            Kind::Boxes(boxes) => {
                for (choice, on) in boxes {
                    *on = sent.all(self.name).any(|it| it == choice.value);
                }
            }
            Kind::Long => sent.raw(self.name).clone_into(&mut self.value),
            Kind::Text
            | Kind::Email
            | Kind::Phone
            | Kind::Day
            | Kind::Number
            | Kind::Place
            | Kind::Radio(_)
            | Kind::Select(_) => sent.text(self.name).clone_into(&mut self.value),
        }
        self
    }

    /// The same where something was typed already.
    pub(crate) fn typed(self, typed: Option<&FormData>) -> Self {
        match typed {
            Some(typed) => self.filled(typed),
            None => self,
        }
    }

    /// It got no answer. Of a secret nobody can tell: what was typed is not
    /// kept.
    pub(crate) fn is_left_empty(&self) -> bool {
        match self.kind {
            Kind::Password | Kind::Code | Kind::Check(_) => false,
            Kind::Boxes(ref boxes) => boxes.iter().all(|(_, on)| !on),
            Kind::Text
            | Kind::Email
            | Kind::Phone
            | Kind::Long
            | Kind::Number
            | Kind::Place
            | Kind::Day
            | Kind::Radio(_)
            | Kind::Select(_) => self.value.is_empty(),
        }
    }

    /// Answered by taking one of several.
    pub(crate) fn is_choice(&self) -> bool {
        matches!(self.kind, Kind::Radio(_) | Kind::Select(_) | Kind::Boxes(_))
    }

    /// What it holds, for a person to read.
    pub(crate) fn in_words(&self) -> String {
        let chosen = |choices: &[Choice]| {
            let found = choices.iter().find(|it| it.value == self.value);
            found.map_or_else(|| self.value.clone(), |it| it.label.clone())
        };
        match &self.kind {
            Kind::Radio(choices) => chosen(choices),
            Kind::Select(_) if self.value.is_empty() => String::new(),
            Kind::Select(choices) => chosen(choices),
            Kind::Boxes(boxes) => {
                let taken = boxes.iter().filter(|(_, on)| *on);
                let labels: Vec<_> = taken.map(|(choice, _)| choice.label.as_str()).collect();
                labels.join(", ")
            }
            Kind::Text
            | Kind::Email
            | Kind::Phone
            | Kind::Password
            | Kind::Code
            | Kind::Long
            | Kind::Number
            | Kind::Place
            | Kind::Day
            | Kind::Check(_) => self.value.clone(),
        }
    }

    /// What a browser would send of it, but for a secret.
    pub(crate) fn values(&self) -> Vec<&str> {
        match &self.kind {
            Kind::Password | Kind::Code => Vec::new(),
            Kind::Check(on) => Vec::from_iter(on.then_some("on")),
            Kind::Boxes(boxes) => {
                let taken = boxes.iter().filter(|(_, on)| *on);
                taken.map(|(choice, _)| choice.value.as_str()).collect()
            }
            Kind::Text
            | Kind::Email
            | Kind::Phone
            | Kind::Long
            | Kind::Number
            | Kind::Place
            | Kind::Day
            | Kind::Radio(_)
            | Kind::Select(_) => vec![&self.value],
        }
    }

    /// What an input element calls it.
    pub(crate) fn input_type(&self) -> &'static str {
        match self.kind {
            Kind::Email => "email",
            Kind::Phone => "tel",
            Kind::Password => "password",
            Kind::Day => "date",
            Kind::Check(_) | Kind::Boxes(_) => "checkbox",
            Kind::Radio(_) => "radio",
            Kind::Text | Kind::Code | Kind::Long | Kind::Number | Kind::Place | Kind::Select(_) => {
                "text"
            }
        }
    }

    pub(crate) fn is_code(&self) -> bool {
        self.kind == Kind::Code
    }

    pub(crate) fn is_place(&self) -> bool {
        self.kind == Kind::Place
    }

    pub(crate) fn is_password(&self) -> bool {
        self.kind == Kind::Password
    }

    /// The elements that describe the field, for screen readers.
    pub(crate) fn described_by(&self) -> Option<String> {
        let parts = [
            self.fault.as_ref().map(|_| "fel"),
            self.remark.as_ref().map(|_| "anm"),
            self.hint.as_ref().map(|_| "tips"),
        ];
        let ids: Vec<_> = parts
            .into_iter()
            .flatten()
            .map(|part| format!("{}-{part}", self.name))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_but_no_secret() {
        let sent = FormData::parse(b"name=Kim&password=hemligt&code=123456&news=on").unwrap();
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

    #[test]
    fn boxes_say_in_words_what_is_taken() {
        let sent = FormData::parse(b"x=b&x=c").unwrap();
        let boxes = ["a", "b", "c"].map(|it| (Choice::new(it, it.to_uppercase()), false));
        let field = Field::new("x", "", Kind::Boxes(boxes.to_vec())).filled(&sent);
        assert_eq!(field.in_words(), "B, C");
        assert!(!field.is_left_empty() && !field.required);
    }
}
