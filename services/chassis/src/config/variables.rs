//! The environment's variables with our prefix, before anything is made of
//! them.

use std::{collections::BTreeMap, ffi::OsString, fs, io::ErrorKind, path::PathBuf};

use super::fault::Fault;

/// A variable's text can be given in a file, as Kubernetes mounts a secret.
const FILE: &str = "_FILE";
/// All our prefixes begin with it.
const OURS: &str = "ASF_";

pub(super) struct Variables(BTreeMap<String, OsString>);

/// A value and where it came from.
pub(super) struct Given {
    pub(super) value: String,
    pub(super) file: bool,
}

impl Variables {
    pub(super) fn of(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        let ours = variables.into_iter().filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            name.starts_with(OURS).then_some((name, value))
        });
        Self(ours.collect())
    }

    /// The value of a variable, or of the file that `<variable>_FILE` names.
    /// An empty one counts as not set: that is how a compose file passes on
    /// what is not there.
    pub(super) fn get(&self, variable: &str) -> Result<Option<Given>, Fault> {
        let from_file = format!("{variable}{FILE}");
        match (self.text(variable)?, self.text(&from_file)?) {
            (None, None) => Ok(None),
            (Some(value), None) => Ok(Some(Given { value, file: false })),
            (None, Some(path)) => match read(path) {
                Ok(value) => Ok(Some(Given { value, file: true })),
                Err(message) => Err(Fault::new(from_file, message)),
            },
            (Some(_), Some(_)) => {
                let message = format!("is set as well as {variable}; give only one of the two");
                Err(Fault::new(from_file, message))
            }
        }
    }

    /// The names that are set, each as the setting's own: without `_FILE`.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .keys()
            .map(|name| (name.as_str(), name.strip_suffix(FILE).unwrap_or(name)))
    }

    fn text(&self, variable: &str) -> Result<Option<String>, Fault> {
        match self.0.get(variable) {
            None => Ok(None),
            Some(value) => match value.to_str() {
                Some(text) => Ok((!text.is_empty()).then(|| text.to_owned())),
                None => Err(Fault::new(variable, "is not UTF-8")),
            },
        }
    }
}

fn read(path: String) -> Result<String, String> {
    let path = PathBuf::from(path);
    let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
        ErrorKind::InvalidData => format!("names {}, which is not UTF-8", path.display()),
        _ => format!("names {}, which cannot be read: {error}", path.display()),
    })?;
    // Editors and `echo` end a file with one; a second one would be meant.
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok(text.strip_suffix('\r').unwrap_or(text).to_owned())
}
