//! Links in caught mails.

use std::path::Path;

use anyhow::Result;

use crate::{
    asking::until,
    mailbox::{self, Mail},
};

/// The part of a link's path that says what it is for.
pub(crate) const VERIFY_EMAIL: &str = "bekrafta-epost";
pub(crate) const INVITATION: &str = "inbjudan";

/// Waits for a mail to this address with a link of this kind; the token in
/// the newest.
///
/// # Errors
/// None comes, or the folder cannot be read.
pub(crate) async fn wait_for(folder: &Path, to: &str, kind: &str) -> Result<String> {
    let what = format!("a mail to {to} with a link {kind}");
    until(&what, async || {
        let mails = mailbox::read(folder)?;
        Ok(mails.iter().rev().find_map(|mail| token(mail, to, kind)))
    })
    .await
}

fn token(mail: &Mail, to: &str, kind: &str) -> Option<String> {
    let is_for = |address: &String| address.eq_ignore_ascii_case(to);
    mail.to.iter().any(is_for).then_some(())?;
    let path = format!("/konto/lank/{kind}/");
    let after = |link: &String| Some(link.split_once(&path)?.1.to_owned());
    mail.links.iter().find_map(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_found_by_its_kind_and_its_reader() {
        let mail = Mail {
            to: vec!["owner@asf.example".to_owned()],
            subject: String::new(),
            text: String::new(),
            html: String::new(),
            links: vec![
                "http://localhost:8080/".to_owned(),
                "http://localhost:8080/en/konto/lank/inbjudan/aB-3_x".to_owned(),
            ],
            message_id: String::new(),
            path: "1.eml".into(),
        };
        let found = |to, kind| token(&mail, to, kind);
        assert_eq!(
            found("Owner@asf.example", INVITATION).as_deref(),
            Some("aB-3_x")
        );
        assert_eq!(found("owner@asf.example", VERIFY_EMAIL), None);
        assert_eq!(found("other@asf.example", INVITATION), None);
    }
}
