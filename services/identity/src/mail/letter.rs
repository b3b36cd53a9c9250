//! A mail before it is written: to whom, about what, and in which language.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{domain::values::Language, mail::template::Template};

/// One mail for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(super) to: To,
    pub(super) template: Template,
    pub(super) dedupe: String,
    pub(super) language: Option<Language>,
}

/// Where a mail goes. Addresses are looked up when it is sent, except for one
/// that the vault does not keep.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum To {
    /// The person's proven address, or the one of a sign-up.
    Subject(Uuid),
    /// The address that waits for a proof.
    PendingEmail(Uuid),
    /// An address that the person had, which the mail is the last to use.
    Address { subject: Uuid, address: String },
}

impl Letter {
    /// `dedupe` names what the mail is about: a person gets one mail for it,
    /// however often it is asked for.
    pub(crate) fn new(to: To, template: Template, dedupe: impl Into<String>) -> Self {
        Self {
            to,
            template,
            dedupe: dedupe.into(),
            language: None,
        }
    }

    /// For somebody who has no account that says a language.
    pub(crate) fn in_language(self, language: Language) -> Self {
        Self {
            language: Some(language),
            ..self
        }
    }

    pub(super) fn sealed_part(&self) -> Sealed {
        Sealed {
            to: match &self.to {
                To::Subject(_) => Address::Proven,
                To::PendingEmail(_) => Address::Pending,
                To::Address { address, .. } => Address::Given(address.clone()),
            },
            template: self.template.clone(),
            language: self.language,
        }
    }
}

impl To {
    /// Whose mail it is.
    pub(super) fn subject(&self) -> Uuid {
        match self {
            To::Subject(subject) | To::PendingEmail(subject) | To::Address { subject, .. } => {
                *subject
            }
        }
    }
}

/// What the row keeps, sealed by the person's key.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
pub(super) struct Sealed {
    pub(super) to: Address,
    pub(super) template: Template,
    pub(super) language: Option<Language>,
}

/// Which of the person's addresses.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
pub(super) enum Address {
    Proven,
    Pending,
    Given(String),
}

impl std::fmt::Debug for To {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "To({})", self.subject())
    }
}
