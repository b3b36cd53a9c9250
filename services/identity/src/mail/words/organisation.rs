//! The mails about organisations and their members.

use uuid::Uuid;

use crate::{
    domain::values::MemberRole,
    mail::words::{Words, Writer},
};

impl Writer<'_> {
    pub(super) fn invitation(&self, organisation: &str, role: MemberRole, token: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.one_time("inbjudan", token));
        let text = texts.invitation_text(organisation, self.role(role));
        Words::new(texts.invitation_subject(organisation), text)
            .action(texts.invitation_action(), url)
            .note(texts.invitation_note())
    }

    pub(super) fn join_requested(&self, id: Uuid, organisation: &str) -> Words {
        let (texts, url) = (self.texts, self.urls.organisation(id));
        let text = texts.join_requested_text(organisation);
        Words::new(texts.join_requested_subject(organisation), text)
            .action(texts.join_requested_action(), url)
    }

    pub(super) fn join_approved(&self, id: Uuid, organisation: &str, role: MemberRole) -> Words {
        let texts = self.texts;
        let text = texts.join_approved_text(organisation, self.role(role));
        let words = Words::new(texts.join_approved_subject(organisation), text);
        self.with_organisation(words, id)
    }

    pub(super) fn join_rejected(&self, organisation: &str) -> Words {
        let texts = self.texts;
        Words::new(
            texts.join_rejected_subject(organisation),
            texts.join_rejected_text(organisation),
        )
    }

    pub(super) fn member_role_changed(
        &self,
        id: Uuid,
        organisation: &str,
        role: MemberRole,
    ) -> Words {
        let texts = self.texts;
        let text = texts.member_role_changed_text(organisation, self.role(role));
        let words = Words::new(texts.member_role_changed_subject(organisation), text);
        self.with_organisation(words, id)
    }

    pub(super) fn member_removed(&self, organisation: &str) -> Words {
        let texts = self.texts;
        Words::new(
            texts.member_removed_subject(organisation),
            texts.member_removed_text(organisation),
        )
    }

    pub(super) fn organisation_verified(&self, id: Uuid, organisation: &str) -> Words {
        let texts = self.texts;
        let text = texts.organisation_verified_text(organisation);
        let words = Words::new(texts.organisation_verified_subject(organisation), text);
        self.with_organisation(words, id)
    }

    pub(super) fn organisation_refused(&self, id: Uuid, organisation: &str, reason: &str) -> Words {
        let texts = self.texts;
        let text = texts.organisation_refused_text(organisation);
        let words = Words::new(texts.organisation_refused_subject(organisation), text)
            .quoting(reason)
            .more(texts.organisation_refused_more());
        self.with_organisation(words, id)
    }

    pub(super) fn organisation_closed(&self, organisation: &str, reason: &str) -> Words {
        let texts = self.texts;
        let text = texts.organisation_closed_text(organisation);
        Words::new(texts.organisation_closed_subject(organisation), text).quoting(reason)
    }

    fn with_organisation(&self, words: Words, id: Uuid) -> Words {
        words.action(self.texts.organisation_action(), self.urls.organisation(id))
    }
}
