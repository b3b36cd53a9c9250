//! The variables that the services are configured by: those of the process,
//! with the addresses of our own servers put in.

use std::{collections::BTreeMap, ffi::OsString};

use chassis::config::{Setting, Settings, Shared};

use crate::settings::Launcher;

/// Variables that begin with this are ours.
const PREFIX: &str = "ASF_";
const FILE: &str = "_FILE";

/// Variables of a process, and those that the launcher sets.
#[derive(Clone)]
pub(crate) struct Variables {
    given: BTreeMap<OsString, OsString>,
    set: BTreeMap<&'static str, String>,
}

impl Variables {
    pub(crate) fn of_process() -> Self {
        Self::of(std::env::vars_os())
    }

    fn of(given: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        Self {
            given: given.into_iter().collect(),
            set: BTreeMap::new(),
        }
    }

    /// The value that the process was started with.
    pub(crate) fn given(&self, name: &str) -> Option<String> {
        let value = self.given.get(&OsString::from(name))?.to_str()?;
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// Sets a variable, whatever the process was started with.
    pub(crate) fn set(&mut self, name: &'static str, value: String) {
        self.set.insert(name, value);
    }

    /// Sets a variable that the process was not started with.
    pub(crate) fn set_default(&mut self, name: &'static str, value: String) {
        if self.given(name).is_none() && self.given(&format!("{name}{FILE}")).is_none() {
            self.set(name, value);
        }
    }

    /// Everything, for the loader of settings.
    pub(crate) fn all(&self) -> Vec<(OsString, OsString)> {
        let replaced = |name: &OsString| {
            let name = name.to_string_lossy();
            let bare = name.strip_suffix(FILE).unwrap_or(&name);
            let file = format!("{bare}{FILE}");
            self.set.contains_key(bare) || self.set.contains_key(file.as_str())
        };
        let kept = self.given.iter().filter(|(name, _)| !replaced(name));
        let kept = kept.map(|(name, value)| (name.clone(), value.clone()));
        let set = self
            .set
            .iter()
            .map(|(name, value)| (name.into(), value.into()));
        kept.chain(set).collect()
    }

    /// Lines for a shell to read, so that another program finds this stack.
    pub(crate) fn shell(&self) -> String {
        let lines = self.all().into_iter().filter_map(|(name, value)| {
            let (name, value) = (name.into_string().ok()?, value.into_string().ok()?);
            let quoted = value.replace('\'', r"'\''");
            is_of_services(&name).then(|| format!("{name}='{quoted}'\n"))
        });
        lines.collect()
    }
}

/// The launcher's own settings mean nothing to others, but for those that are
/// shared.
fn is_of_services(name: &str) -> bool {
    let names = |settings: &[Setting]| {
        let mut names = settings.iter().map(|it| it.name.to_ascii_uppercase());
        names.any(|own| name.strip_prefix(PREFIX) == Some(&own))
    };
    let ours = names(Launcher::SETTINGS) && !names(Shared::SETTINGS);
    name.starts_with(PREFIX) && !ours
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started_with(pairs: &[(&str, &str)]) -> Variables {
        Variables::of(
            pairs
                .iter()
                .map(|(name, value)| (name.into(), value.into())),
        )
    }

    #[test]
    fn what_the_launcher_sets_takes_the_place_of_what_was_given() {
        let given = [
            ("ASF_NATS_URL_FILE", "/secret"),
            ("ASF_LOG", "debug"),
            ("ASF_VAR_DIR", "/elsewhere"),
            ("PATH", "/bin"),
        ];
        let mut variables = started_with(&given);
        variables.set("ASF_NATS_URL", "nats://127.0.0.1:4222".to_owned());
        variables.set_default("ASF_LOG", "warn".to_owned());
        let expected = "ASF_LOG='debug'\nASF_NATS_URL='nats://127.0.0.1:4222'\n";
        assert_eq!(variables.shell(), expected);
    }

    #[test]
    fn a_shell_reads_back_what_was_set() {
        let mut variables = started_with(&[("PATH", "/bin")]);
        variables.set("ASF_LOG", "it's $HOME".to_owned());
        let script = format!("{}printf %s \"$ASF_LOG\"", variables.shell());
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .output();
        assert_eq!(output.unwrap().stdout, b"it's $HOME");
    }
}
