//! Addresses as they may stand in a log: the links of mails hold a secret.

const LINKS: &str = "/konto/lank/";

/// The path up to the secret that it holds.
pub fn path(path: &str) -> &str {
    let Some(at) = path.find(LINKS) else {
        return path;
    };
    let kind = at + LINKS.len();
    match path[kind..].find('/') {
        Some(end) => &path[..kind + end],
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_of_a_link_is_left_out() {
        assert_eq!(
            path("/en/konto/lank/inbjudan/t0ken"),
            "/en/konto/lank/inbjudan"
        );
        assert_eq!(path("/konto/lank/aterstall"), "/konto/lank/aterstall");
        assert_eq!(path("/asf/kok-ab"), "/asf/kok-ab");
    }
}
