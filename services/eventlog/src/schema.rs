//! The Postgres schema of one service, and the names in it.

use std::{fmt, sync::Arc};

/// A schema name that was checked, so that it may stand in a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema(Arc<str>);

/// The name cannot stand unquoted in a statement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no schema name: 1 to 40 of a-z, 0-9 and _, and a letter first")]
pub struct InvalidSchema(String);

/// Postgres cuts names at 63 bytes; tables of a rebuild add to theirs.
const LONGEST: usize = 40;

impl Schema {
    /// # Errors
    /// The name has other characters than a-z, 0-9 and `_`, or is too long.
    pub fn parse(name: &str) -> Result<Self, InvalidSchema> {
        if is_plain(name) && name.len() <= LONGEST {
            Ok(Self(name.into()))
        } else {
            Err(InvalidSchema(name.to_owned()))
        }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// The qualified name: `registry.feed` for `feed`.
    #[must_use]
    pub fn table(&self, table: &str) -> String {
        format!("{}.{table}", self.0)
    }

    /// The database role that the service's connections take on.
    #[must_use]
    pub fn role(&self) -> String {
        format!("asf_{}", self.0)
    }

    /// Writes the schema and the role into a statement's `{schema}` and `{role}`.
    pub(crate) fn fill(&self, template: &str) -> Arc<str> {
        template
            .replace("{schema}", &self.0)
            .replace("{role}", &self.role())
            .into()
    }
}

impl fmt::Display for Schema {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A name that needs no quotes in a statement.
pub(crate) fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_names_its_tables_and_its_role() {
        let schema = Schema::parse("registry").expect("a plain name");
        assert_eq!(schema.table("feed"), "registry.feed");
        assert_eq!(schema.role(), "asf_registry");
    }

    #[test]
    fn a_name_that_would_change_a_statement_is_refused() {
        for name in ["", "Registry", "a b", "a;DROP", "1a", "å", &"a".repeat(41)] {
            assert!(Schema::parse(name).is_err(), "{name}");
        }
    }
}
