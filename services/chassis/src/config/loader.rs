//! Reads several sets of settings and collects the faults of all of them.

use std::{collections::BTreeSet, ffi::OsString};

use serde::de::DeserializeOwned;

use super::{
    describe::Shown,
    fault::{Fault, Faults},
    setting::{Setting, Settings},
    spelling,
    variables::{Given, Variables},
};

/// Reads sets of settings: [`Loader::add`] each, then [`Loader::finish`].
///
/// ```
/// # use chassis::config::{Loader, Shared};
/// let mut loader = Loader::from_variables([]);
/// let shared = loader.add::<Shared>("ASF_");
/// let shared = loader.finish(shared)?;
/// # Ok::<_, chassis::config::Faults>(())
/// ```
pub struct Loader {
    variables: Variables,
    faults: BTreeSet<Fault>,
    pub(super) shown: Vec<Shown>,
    prefixes: Vec<String>,
}

impl Loader {
    /// Reads the process's environment.
    pub fn new() -> Self {
        Self::from_variables(std::env::vars_os())
    }

    /// Reads these variables instead of the environment's.
    pub fn from_variables(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        Self {
            variables: Variables::of(variables),
            faults: BTreeSet::new(),
            shown: Vec::new(),
            prefixes: Vec::new(),
        }
    }

    /// Reads one set; none if it has a fault, which [`Loader::finish`] tells.
    pub fn add<T: Settings + DeserializeOwned>(&mut self, prefix: &str) -> Option<T> {
        self.prefixes.push(prefix.to_owned());
        let mut values = Some(Vec::new());
        for setting in T::SETTINGS {
            match (self.value::<T>(prefix, setting), &mut values) {
                (Ok(Some(value)), Some(values)) => values.push((setting.name.to_owned(), value)),
                (Ok(_), _) => {}
                (Err(fault), _) => {
                    values = None;
                    self.faults.insert(fault);
                }
            }
        }
        // Each setting was tried on its own: only a field that the list does
        // not name can still be missing.
        envy::from_iter(values?)
            .map_err(|error| {
                let message = format!("cannot be read: {error}");
                self.faults.insert(Fault::new(prefix, message));
            })
            .ok()
    }

    /// Adds the fault of a setting that does not go together with another one.
    pub fn refuse(&mut self, variable: &str, message: &str) {
        self.faults.insert(Fault::new(variable, message));
    }

    /// Hands out what was read, or all faults of all sets.
    pub fn finish<T>(self, settings: Option<T>) -> Result<T, Faults> {
        match settings {
            Some(settings) if self.faults.is_empty() => Ok(settings),
            Some(_) | None => Err(Faults(self.faults.into_iter().collect())),
        }
    }

    /// Variables that are set and mean nothing, each with the name that was
    /// probably meant. Ask after all sets are added.
    pub fn warnings(&self) -> Vec<String> {
        let known: Vec<_> = self.shown.iter().map(|it| it.variable.as_str()).collect();
        self.variables
            .names()
            .filter(|(_, setting)| spelling::is_ours(setting, &self.prefixes))
            .filter(|(name, setting)| !known.contains(name) && !known.contains(setting))
            .map(|(name, setting)| match spelling::nearest(setting, &known) {
                Some(near) => format!("{name} is no setting; is {near} meant?"),
                None => format!("{name} is no setting"),
            })
            .collect()
    }

    /// The value of a setting; none for one that may be left out.
    fn value<T: Settings + DeserializeOwned>(
        &mut self,
        prefix: &str,
        setting: &'static Setting,
    ) -> Result<Option<String>, Fault> {
        let variable = setting.variable(prefix);
        let given = self.variables.get(&variable)?;
        self.show(&variable, setting, given.as_ref());
        match given {
            Some(Given { value, .. }) => match try_out::<T>(setting, &value) {
                Ok(()) => Ok(Some(value)),
                Err(error) => Err(Fault::new(variable, refused(setting, &value, &error))),
            },
            None if setting.required => Err(Fault::new(variable, not_set(setting))),
            None => Ok(setting.default.map(str::to_owned)),
        }
    }

    fn show(&mut self, variable: &str, setting: &'static Setting, given: Option<&Given>) {
        if self.shown.iter().all(|it| it.variable != variable) {
            self.shown.push(Shown::of(variable, setting, given));
        }
    }
}

impl Default for Loader {
    fn default() -> Self {
        Self::new()
    }
}

/// Reads the whole set with this value and examples for all others: serde ends
/// at the first fault and does not say whose it is, this says it for each.
fn try_out<T: Settings + DeserializeOwned>(setting: &Setting, value: &str) -> envy::Result<()> {
    let values = T::SETTINGS.iter().filter_map(|other| {
        let value = match other.name == setting.name {
            true => value,
            false if other.example.is_empty() => return None,
            false => other.example,
        };
        Some((other.name.to_owned(), value.to_owned()))
    });
    envy::from_iter::<_, T>(values).map(drop)
}

fn refused(setting: &Setting, value: &str, error: &envy::Error) -> String {
    let what = match setting.secret {
        true => "has a value that is not allowed".to_owned(),
        false => format!("is {value:?}, which is not allowed"),
    };
    match (setting.allowed, setting.secret) {
        ("", true) => what,
        ("", false) => format!("{what}: {error}"),
        (allowed, _) => format!("{what}; give {allowed}"),
    }
}

fn not_set(setting: &Setting) -> String {
    let example = setting.example;
    match (setting.allowed, setting.secret) {
        ("", true) => "is not set".to_owned(),
        ("", false) => format!("is not set; give a value such as {example}"),
        (allowed, _) => format!("is not set; give {allowed}"),
    }
}

#[cfg(test)]
mod tests;
