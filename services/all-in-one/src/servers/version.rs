//! Version numbers as the servers print them.

/// The first dotted number in a text, as numbers: `nats-server: v2.15.1`
/// becomes `[2, 15, 1]`.
pub(crate) fn parse(text: &str) -> Option<Vec<u32>> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let number = text[start..]
        .split(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .next()?;
    let parts: Result<Vec<u32>, _> = number
        .split('.')
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect();
    parts.ok().filter(|parts| !parts.is_empty())
}

/// `15.18` and the like.
pub(crate) fn show(version: &[u32]) -> String {
    let parts: Vec<_> = version.iter().map(u32::to_string).collect();
    parts.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", &[15, 18])]
    #[case("postgres (PostgreSQL) 18beta1", &[18])]
    #[case("nats-server: v2.15.1", &[2, 15, 1])]
    #[case("nats-server: v2.12.0-RC.2\n", &[2, 12, 0])]
    fn a_version_is_read(#[case] text: &str, #[case] expected: &[u32]) {
        assert_eq!(parse(text).unwrap(), expected);
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(parse("v2.9.25").unwrap() < vec![2, 12]);
        assert!(parse("v2.12.0").unwrap() >= vec![2, 12]);
        assert_eq!(parse("no number"), None);
        assert_eq!(parse("99999999999999"), None);
    }
}
