//! The mails about the account itself.

use kernel::stockholm;

use crate::mail::{
    template::{Asked, Change},
    words::{Words, Writer, county},
};

impl Writer<'_> {
    pub(super) fn verify_email(&self, token: &str, asked: Option<&Asked>) -> Words {
        let (texts, url) = (self.texts, self.urls.one_time("bekrafta-epost", token));
        let words = Words::new(texts.verify_email_subject(), texts.verify_email_text());
        self.asked_by(words, asked)
            .action(texts.verify_email_action(), url)
            .note(texts.verify_email_note())
    }

    pub(super) fn already_registered(&self) -> Words {
        let texts = self.texts;
        let words = Words::new(
            texts.already_registered_subject(),
            texts.already_registered_text(),
        );
        words
            .then(texts.already_registered_more())
            .action(texts.already_registered_action(), self.urls.log_in())
            .note(texts.already_registered_note())
    }

    pub(super) fn reset_password(&self, token: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.one_time("aterstall", token));
        Words::new(texts.reset_password_subject(), texts.reset_password_text())
            .action(texts.reset_password_action(), url)
            .note(texts.reset_password_note())
    }

    /// Only whoever asked knows whether it was they.
    fn asked_by(&self, words: Words, asked: Option<&Asked>) -> Words {
        let Some(Asked { name, at }) = asked else {
            return words;
        };
        let (at, name) = (stockholm::local(*at), unlinked(name));
        let (day, month) = (at.day(), u8::from(at.month()));
        let day = self.texts.date(day, month, at.year().to_string());
        let clock = format!("{:02}:{:02}", at.hour(), at.minute());
        words.then(self.texts.asked_by(day, clock, name))
    }

    pub(super) fn confirm_email(&self, token: &str, asked: Option<&Asked>) -> Words {
        let (texts, url) = (self.texts, self.urls.one_time("ny-epost", token));
        let words = Words::new(texts.confirm_email_subject(), texts.confirm_email_text());
        self.asked_by(words, asked)
            .action(texts.confirm_email_action(), url)
            .note(texts.confirm_email_note())
    }

    pub(super) fn email_changed(&self) -> Words {
        let texts = self.texts;
        Words::new(texts.email_changed_subject(), texts.email_changed_text())
            .note(texts.email_changed_note())
    }

    pub(super) fn security_changed(&self, change: &Change) -> Words {
        let (subject, text) = self.what_changed(change);
        Words::new(subject, text)
            .action(self.texts.security_action(), self.urls.security())
            .note(self.texts.security_note())
    }

    fn what_changed(&self, change: &Change) -> (String, String) {
        let texts = self.texts;
        match change {
            Change::PasswordChanged => (
                texts.password_changed_subject(),
                texts.password_changed_text(),
            ),
            Change::TotpAdded => (texts.totp_added_subject(), texts.totp_added_text()),
            Change::TotpRemoved => (texts.totp_removed_subject(), texts.totp_removed_text()),
            Change::RecoveryCodesRenewed => (
                texts.recovery_codes_renewed_subject(),
                texts.recovery_codes_renewed_text(),
            ),
            Change::RecoveryCodeUsed { left } => (
                texts.recovery_code_used_subject(),
                texts.recovery_code_used_text(*left),
            ),
            Change::PasskeyAdded => (texts.passkey_added_subject(), texts.passkey_added_text()),
            Change::PasskeyRemoved => (
                texts.passkey_removed_subject(),
                texts.passkey_removed_text(),
            ),
            Change::ProviderLinked { name } => (
                texts.provider_linked_subject(name),
                texts.provider_linked_text(name),
            ),
            Change::ProviderUnlinked { name } => (
                texts.provider_unlinked_subject(name),
                texts.provider_unlinked_text(name),
            ),
        }
    }

    pub(super) fn staff_granted(&self) -> Words {
        let texts = self.texts;
        self.assignment(texts.staff_granted_subject(), texts.staff_granted_text())
    }

    pub(super) fn staff_revoked(&self) -> Words {
        let texts = self.texts;
        self.assignment(texts.staff_revoked_subject(), texts.staff_revoked_text())
    }

    pub(super) fn process_leader_granted(&self, code: &str) -> Words {
        let (texts, county) = (self.texts, county(code));
        self.assignment(
            texts.process_leader_granted_subject(county),
            texts.process_leader_granted_text(county),
        )
    }

    pub(super) fn process_leader_revoked(&self, code: &str) -> Words {
        let (texts, county) = (self.texts, county(code));
        self.assignment(
            texts.process_leader_revoked_subject(county),
            texts.process_leader_revoked_text(county),
        )
    }

    fn assignment(&self, subject: String, text: String) -> Words {
        Words::new(subject, text).action(self.texts.role_action(), self.urls.account())
    }
}

/// A stranger chose the name. Mail programs make links of addresses, so that
/// anything might be advertised in our mails: a space after each mark that an
/// address needs keeps it from being one.
fn unlinked(name: &str) -> String {
    let mut shown = String::new();
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        shown.push(letter);
        let goes_on = letters.peek().is_some_and(|next| !next.is_whitespace());
        if goes_on && matches!(letter, '.' | ':' | '/' | '@') {
            shown.push(' ');
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_link() {
        assert_eq!(unlinked("Kim A. Exempel"), "Kim A. Exempel");
        assert_eq!(unlinked("https://x.example"), "https: / / x. example");
        assert_eq!(unlinked("info@x.example"), "info@ x. example");
    }
}
