//! Entity tags: the version of an aggregate, as callers see it.

/// Stands for a tag that no version has: the log finds every version to be
/// another one.
const NO_VERSION: u64 = u64::MAX;

/// The entity tag of a version.
pub fn etag(version: u64) -> String {
    format!("\"{version}\"")
}

/// The version that a caller's entity tag asks for; `None` where the caller
/// does not say. `*` is any, as in `If-Match`.
pub fn expected_version(etag: &str) -> Option<u64> {
    match etag.trim() {
        "" | "*" => None,
        tag => {
            let version = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
            let version = version.and_then(|digits| digits.parse().ok());
            Some(version.unwrap_or(NO_VERSION))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_tag_leads_back_to_its_version() {
        assert_eq!(expected_version(&etag(7)), Some(7));
        for any in ["", " ", "*"] {
            assert_eq!(expected_version(any), None, "{any:?}");
        }
        for none in ["7", "W/\"7\"", "\"seven\"", "\"\""] {
            assert_eq!(expected_version(none), Some(NO_VERSION), "{none:?}");
        }
    }
}
