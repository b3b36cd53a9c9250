//! A browser's long name in a few words. The words need not be right, only
//! good enough for a person to know the own devices.

use crate::page::lang::Lang;

/// Each names itself after those that it wants to be taken for, so that the
/// special ones come first.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
];

pub(super) fn name(lang: Lang, user_agent: &str) -> String {
    let t = lang.texts();
    let known = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(mark, _)| user_agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => t.session_on(browser, system),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => {
            let first = user_agent.split(['/', ' ']).next().unwrap_or_default();
            match first {
                "" => t.session_unknown(),
                first => first.to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0",
        "Edge on Windows"
    )]
    #[case(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1",
        "Safari on iPhone"
    )]
    #[case(
        "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
        "Firefox on Linux"
    )]
    #[case("curl/8.5.0", "curl")]
    #[case("", "Unknown program")]
    fn a_person_knows_the_own_browser(#[case] long: &str, #[case] short: &str) {
        assert_eq!(name(Lang::En, long), short);
    }
}
