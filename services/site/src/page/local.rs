//! Paths inside the site: whatever a request names as the page to go to is
//! followed only if it cannot lead elsewhere.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::page::lang::Lang;

const LONGEST: usize = 500;
/// What may stand unescaped in the value of a query parameter.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.');

/// The path, if it is one of ours and a page: begins with one slash, also after
/// its language, and no browser can read a host into it. Pages that log in or out are not for
/// coming back to.
pub(crate) fn path(text: &str) -> Option<&str> {
    let ours = text.starts_with('/') && !text.starts_with("//");
    let plain = text.len() <= LONGEST
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let bare = text.strip_prefix(Lang::En.root()).unwrap_or(text);
    let passage = ["/konto/logga-", "/konto/kod", "/konto/skapa", "/api/"];
    let stays = !bare.starts_with("//") && !passage.iter().any(|begin| bare.starts_with(begin));
    (ours && plain && stays).then_some(text)
}

pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

/// A path of the site in a language.
pub(crate) fn localised(lang: Lang, path: &str) -> String {
    match (lang, path) {
        (Lang::Sv, path) => path.to_owned(),
        (Lang::En, "/") => lang.root().to_owned(),
        (Lang::En, path) => format!("{}{path}", lang.root()),
    }
}

pub(crate) fn with_query(lang: Lang, path: &str, query: &str) -> String {
    let path = localised(lang, path);
    match query {
        "" => path,
        query => format!("{path}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("/konto/sakerhet", true)]
    #[case("/en/asf-listan?q=a%20b&county=14", true)]
    #[case("https://other.example/", false)]
    #[case("//other.example/", false)]
    #[case("/en//other.example", false)]
    #[case("/en/\\other.example", false)]
    #[case("/\\other.example/", false)]
    #[case("/\t/other.example", false)]
    #[case("javascript:alert(1)", false)]
    #[case("", false)]
    #[case("/en/konto/logga-ut", false)]
    #[case("/api/v1/accounts/me:export", false)]
    fn only_a_page_of_ours_is_gone_back_to(#[case] text: &str, #[case] followed: bool) {
        assert_eq!(path(text).is_some(), followed);
    }

    #[test]
    fn a_path_stays_one_parameter() {
        assert_eq!(encoded("/a?b=c&d"), "/a%3Fb%3Dc%26d");
    }
}
