//! The mails about the enterprise on the list.

use time::{Date, format_description::well_known::Iso8601};

use crate::mail::{
    template::enterprise::EnterpriseMail,
    words::{Words, Writer},
};

impl Writer<'_> {
    pub(super) fn about_enterprise(&self, mail: &EnterpriseMail) -> Words {
        match mail {
            EnterpriseMail::EnterpriseListed { name, slug } => self.enterprise_listed(name, slug),
            EnterpriseMail::EnterpriseReturned { name, reasons } => {
                self.enterprise_returned(name, reasons)
            }
            EnterpriseMail::EnterpriseRejected { name, reason } => {
                self.enterprise_rejected(name, reason)
            }
            EnterpriseMail::EnterpriseUnlisted { name, reason } => {
                self.enterprise_unlisted(name, reason)
            }
            EnterpriseMail::ChangesApproved { name, slug } => self.changes_approved(name, slug),
            EnterpriseMail::ChangesReturned { name, reasons } => {
                self.changes_returned(name, reasons)
            }
            EnterpriseMail::EnterpriseCertified { name, slug, until } => {
                self.enterprise_certified(name, slug, until)
            }
            EnterpriseMail::CertificationSoon { name, until } => {
                self.certification_soon(name, until)
            }
            EnterpriseMail::CertificationLapsed { name } => self.certification_lapsed(name),
            EnterpriseMail::CertificationRevoked { name, reason } => {
                self.certification_revoked(name, reason)
            }
            EnterpriseMail::CapacityReminder { name } => self.capacity_reminder(name),
            EnterpriseMail::ClaimApproved { name, slug } => self.claim_approved(name, slug),
            EnterpriseMail::ClaimRejected { name, reason } => self.claim_rejected(name, reason),
            EnterpriseMail::WebhookDisabled { url, reason } => self.webhook_disabled(url, reason),
        }
    }

    fn enterprise_listed(&self, name: &str, slug: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.enterprise(slug));
        let text = texts.enterprise_listed_text(name);
        Words::new(texts.enterprise_listed_subject(name), text).action(texts.see_page_action(), url)
    }

    fn enterprise_returned(&self, name: &str, reasons: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.own_enterprise());
        let text = texts.enterprise_returned_text(name);
        Words::new(texts.enterprise_returned_subject(name), text)
            .quoting(reasons)
            .action(texts.enterprise_returned_action(), url)
    }

    fn enterprise_rejected(&self, name: &str, reason: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.own_enterprise());
        let text = texts.enterprise_rejected_text(name);
        Words::new(texts.enterprise_rejected_subject(name), text)
            .quoting(reason)
            .more(texts.enterprise_rejected_more())
            .action(texts.own_enterprise_action(), url)
    }

    fn enterprise_unlisted(&self, name: &str, reason: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.own_enterprise());
        let text = texts.enterprise_unlisted_text(name);
        Words::new(texts.enterprise_unlisted_subject(name), text)
            .quoting(reason)
            .action(texts.own_enterprise_action(), url)
    }

    fn changes_approved(&self, name: &str, slug: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.enterprise(slug));
        let text = texts.changes_approved_text(name);
        Words::new(texts.changes_approved_subject(name), text).action(texts.see_page_action(), url)
    }

    fn changes_returned(&self, name: &str, reasons: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.own_enterprise());
        let text = texts.changes_returned_text(name);
        Words::new(texts.changes_returned_subject(name), text)
            .quoting(reasons)
            .more(texts.changes_returned_more())
            .action(texts.changes_returned_action(), url)
    }

    fn enterprise_certified(&self, name: &str, slug: &str, until: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.enterprise(slug));
        let text = texts.enterprise_certified_text(name, self.day(until));
        Words::new(texts.enterprise_certified_subject(name), text)
            .action(texts.see_page_action(), url)
    }

    fn certification_soon(&self, name: &str, until: &str) -> Words {
        let (texts, url, until) = (self.texts, self.urls.own_enterprise(), self.day(until));
        let text = texts.certification_soon_text(name, &until);
        Words::new(texts.certification_soon_subject(name, &until), text)
            .action(texts.own_enterprise_action(), url)
    }

    fn certification_lapsed(&self, name: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.own_enterprise());
        let text = texts.certification_lapsed_text(name);
        Words::new(texts.certification_lapsed_subject(name), text)
            .action(texts.own_enterprise_action(), url)
    }

    fn certification_revoked(&self, name: &str, reason: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.own_enterprise());
        let text = texts.certification_revoked_text(name);
        Words::new(texts.certification_revoked_subject(name), text)
            .quoting(reason)
            .action(texts.own_enterprise_action(), url)
    }

    fn capacity_reminder(&self, name: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.capacity());
        let text = texts.capacity_reminder_text(name);
        Words::new(texts.capacity_reminder_subject(name), text)
            .action(texts.capacity_reminder_action(), url)
            .note(texts.capacity_reminder_note())
    }

    fn claim_approved(&self, name: &str, slug: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.enterprise(slug));
        let text = texts.claim_approved_text(name);
        Words::new(texts.claim_approved_subject(name), text).action(texts.see_page_action(), url)
    }

    fn claim_rejected(&self, name: &str, reason: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.organisations());
        let words = match name {
            "" => Words::new(
                texts.claim_rejected_subject_unnamed(),
                texts.claim_rejected_text_unnamed(),
            ),
            name => Words::new(
                texts.claim_rejected_subject(name),
                texts.claim_rejected_text(name),
            ),
        };
        let words = match reason {
            "NO_SUCH_ENTERPRISE" => words.then(texts.claim_rejected_missing()),
            "CLOSED" => words.then(texts.claim_rejected_closed()),
            "TIED" => words.then(texts.claim_rejected_tied()),
            "GIVEN_TO_ANOTHER" => words.then(texts.claim_rejected_given()),
            written => words.then(texts.claim_rejected_written()).quoting(written),
        };
        words.action(texts.claim_rejected_action(), url)
    }

    fn webhook_disabled(&self, address: &str, reason: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.webhooks());
        let words = Words::new(
            texts.webhook_disabled_subject(),
            texts.webhook_disabled_text(address),
        );
        let words = match reason {
            "GONE" => words.then(texts.webhook_disabled_gone()),
            "FAILING" => words.then(texts.webhook_disabled_failing()),
            written => words.quoting(written),
        };
        words
            .more(texts.webhook_disabled_more())
            .action(texts.webhook_disabled_action(), url)
    }

    /// A day in words; what is none stands for itself.
    fn day(&self, text: &str) -> String {
        match Date::parse(text, &Iso8601::DATE) {
            Ok(date) => {
                let (day, month) = (date.day(), u8::from(date.month()));
                self.texts.date(day, month, date.year().to_string())
            }
            Err(_) => text.to_owned(),
        }
    }
}
