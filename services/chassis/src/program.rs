//! What every program of ours does before its sub-command and after it:
//! settings in, an exit code and one line for a person out.

use std::{
    error::Error,
    fmt::Display,
    io::{self, Write},
    process::ExitCode,
};

use crate::config::{EXIT_CODE, Faults, Loader};

/// A program whose settings make sense.
#[derive(Debug)]
pub struct Started<C> {
    pub config: C,
    /// All settings as they were read, for a person.
    pub settings: String,
}

/// Reads the settings of the process.
///
/// # Errors
/// They do not make sense: all faults were written to standard error, and the
/// program ends with this code.
pub fn start<C>(add_to: impl FnOnce(&mut Loader) -> Option<C>) -> Result<Started<C>, ExitCode> {
    let mut loader = Loader::new();
    let config = add_to(&mut loader);
    for warning in loader.warnings() {
        complain(&format!("warning: {warning}"));
    }
    let settings = loader.describe();
    match loader.finish(config) {
        Ok(config) => Ok(Started { config, settings }),
        Err(faults) => {
            complain(&faults.to_string());
            Err(ExitCode::from(EXIT_CODE))
        }
    }
}

/// The code of a program that did what it was asked, or says why not. Settings
/// that only show their faults when they are used end it like all others.
pub fn ended<E>(outcome: Result<ExitCode, E>) -> ExitCode
where
    E: Display + AsRef<dyn Error + 'static>,
{
    outcome.unwrap_or_else(|error| {
        complain(&format!("error: {error:#}"));
        match is_of_settings(error.as_ref()) {
            true => ExitCode::from(EXIT_CODE),
            false => ExitCode::FAILURE,
        }
    })
}

fn is_of_settings(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<Faults>() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Writes to standard output.
///
/// # Errors
/// Nobody reads it any more.
pub fn print(text: &str) -> io::Result<ExitCode> {
    io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// When standard error is gone, nobody is there to be told.
fn complain(words: &str) {
    let _gone = writeln!(io::stderr(), "{words}");
}
