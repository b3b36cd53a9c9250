//! What is wrong with the settings, one line a fault.

use std::fmt;

/// One fault, with the variable to repair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub variable: String,
    /// What is wrong and what is allowed; never a secret.
    pub message: String,
}

impl Fault {
    pub(crate) fn new(variable: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            variable: variable.into(),
            message: message.into(),
        }
    }
}

/// All faults of all settings that were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl std::error::Error for Faults {}

impl fmt::Display for Faults {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the settings have faults:")?;
        for Fault { variable, message } in &self.0 {
            write!(out, "\n  {variable} {message}")?;
        }
        Ok(())
    }
}
