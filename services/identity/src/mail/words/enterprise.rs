//! The mails about the enterprise on the list.

use crate::mail::words::{Words, Writer};

impl Writer<'_> {
    pub(super) fn enterprise_listed(&self, name: &str, slug: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.enterprise(slug));
        let text = texts.enterprise_listed_text(name);
        Words::new(texts.enterprise_listed_subject(name), text)
            .action(texts.enterprise_listed_action(), url)
    }

    pub(super) fn enterprise_returned(&self, name: &str, reasons: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.own_enterprise());
        let text = texts.enterprise_returned_text(name);
        Words::new(texts.enterprise_returned_subject(name), text)
            .quoting(reasons)
            .action(texts.enterprise_returned_action(), url)
    }

    pub(super) fn enterprise_unlisted(&self, name: &str, reason: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.own_enterprise());
        let text = texts.enterprise_unlisted_text(name);
        Words::new(texts.enterprise_unlisted_subject(name), text)
            .quoting(reason)
            .action(texts.enterprise_unlisted_action(), url)
    }

    pub(super) fn claim_approved(&self, name: &str, slug: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.enterprise(slug));
        let text = texts.claim_approved_text(name);
        Words::new(texts.claim_approved_subject(name), text)
            .action(texts.claim_approved_action(), url)
    }

    pub(super) fn claim_rejected(&self, name: &str, reason: &str) -> Words {
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
}
