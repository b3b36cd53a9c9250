//! What a setting is called, means and allows.

/// A struct of settings, one for each of its fields.
pub trait Settings {
    const SETTINGS: &'static [Setting];
}

/// One setting. Its variable is the prefix of its set and its name in upper
/// case; `<variable>_FILE` names a file to read it from instead.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The field's name.
    pub name: &'static str,
    /// One sentence for operators.
    pub doc: &'static str,
    pub default: Option<&'static str>,
    /// What a value has to be, to go after "give"; empty where the type of the
    /// field says it.
    pub allowed: &'static str,
    /// Never shown.
    pub secret: bool,
    pub(super) required: bool,
    pub(super) example: &'static str,
}

impl Setting {
    const fn new(name: &'static str, doc: &'static str) -> Self {
        Self {
            name,
            doc,
            default: None,
            allowed: "",
            secret: false,
            required: false,
            example: "",
        }
    }

    /// A setting that is `default` when it is not set.
    pub const fn with_default(
        name: &'static str,
        default: &'static str,
        doc: &'static str,
    ) -> Self {
        Self {
            default: Some(default),
            example: default,
            ..Self::new(name, doc)
        }
    }

    /// A setting whose field is an `Option`, and `None` when it is not set.
    pub const fn optional(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, doc)
    }

    /// A setting without which the process does not start. The example is a
    /// value that is allowed.
    pub const fn required(name: &'static str, example: &'static str, doc: &'static str) -> Self {
        Self {
            required: true,
            example,
            ..Self::new(name, doc)
        }
    }

    /// What a value has to be, e.g. `a number from 1 to 100`.
    pub const fn allowed(mut self, allowed: &'static str) -> Self {
        self.allowed = allowed;
        self
    }

    /// Its value is shown nowhere.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    pub(super) fn variable(&self, prefix: &str) -> String {
        format!("{prefix}{}", self.name.to_ascii_uppercase())
    }
}
