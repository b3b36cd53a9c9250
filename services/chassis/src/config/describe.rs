//! Shows settings to people: the values of a process, and the sample file.

use std::fmt::Write as _;

use super::{loader::Loader, setting::Setting, variables::Given};

const HIDDEN: &str = "(hidden)";

/// A setting as a `config` sub-command shows it.
pub(super) struct Shown {
    pub(super) variable: String,
    value: String,
    from: &'static str,
}

impl Shown {
    pub(super) fn of(variable: &str, setting: &Setting, given: Option<&Given>) -> Self {
        let (value, from) = match given {
            Some(given) if given.file => (given.value.as_str(), "file"),
            Some(given) => (given.value.as_str(), "environment"),
            None => (setting.default.unwrap_or_default(), "default"),
        };
        Self {
            variable: variable.to_owned(),
            value: match setting.secret && !value.is_empty() {
                true => HIDDEN.to_owned(),
                false => value.escape_debug().to_string(),
            },
            from,
        }
    }
}

impl Loader {
    /// All settings that were added, a line each with where the value comes
    /// from; secrets are hidden.
    pub fn describe(&self) -> String {
        let mut text = String::new();
        for Shown {
            variable,
            value,
            from,
        } in &self.shown
        {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{variable}={value}  # {from}");
        }
        text
    }
}

/// The text of a sample file with every setting: its meaning, what it allows
/// and its default. A set is a heading, a prefix and the settings.
pub fn sample(sets: &[(&str, &str, &[Setting])]) -> String {
    let mut text = String::new();
    for (heading, prefix, settings) in sets {
        let _ = writeln!(text, "## {heading}\n");
        for setting in *settings {
            text.push_str(&sample_of(prefix, setting));
        }
    }
    text
}

fn sample_of(prefix: &str, setting: &Setting) -> String {
    let mut text = format!("# {}\n", setting.doc);
    if !setting.allowed.is_empty() {
        let _ = writeln!(text, "# Give {}.", setting.allowed);
    }
    let variable = setting.variable(prefix);
    match (setting.required, setting.example) {
        (true, example) => text + &format!("{variable}={example}\n\n"),
        (false, example) => text + &format!("#{variable}={example}\n\n"),
    }
}
