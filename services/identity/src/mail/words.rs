//! Puts a template into words.

mod account;
mod enterprise;
mod organisation;

use kernel::place;

use crate::{
    domain::values::{Language, MemberRole},
    mail::{
        template::Template,
        texts::{self, L10nLanguage},
        urls::Urls,
    },
};

/// A mail's own part, between the greeting and the regards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) subject: String,
    pub(super) paragraphs: Vec<String>,
    /// What somebody else wrote, shown as a quotation.
    pub(super) quotation: Option<String>,
    /// Below the quotation.
    pub(super) more: Option<String>,
    pub(super) action: Option<Action>,
    pub(super) note: Option<String>,
}

/// The one thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Action {
    pub(super) label: String,
    pub(super) url: String,
}

/// What a template needs to be put into words.
struct Writer<'a> {
    texts: &'static L10nLanguage,
    urls: &'a Urls<'a>,
}

/// The words of a template.
pub(super) fn of(template: &Template, language: Language, urls: &Urls<'_>) -> Words {
    let texts = texts::of(language);
    let writer = Writer { texts, urls };
    match template {
        Template::VerifyEmail { token, asked } => writer.verify_email(token, asked.as_ref()),
        Template::AlreadyRegistered => writer.already_registered(),
        Template::ResetPassword { token } => writer.reset_password(token),
        Template::ConfirmEmail { token, asked } => writer.confirm_email(token, asked.as_ref()),
        Template::EmailChanged => writer.email_changed(),
        Template::SecurityChanged { change } => writer.security_changed(change),
        Template::StaffGranted => writer.staff_granted(),
        Template::StaffRevoked => writer.staff_revoked(),
        Template::ProcessLeaderGranted { county } => writer.process_leader_granted(county),
        Template::ProcessLeaderRevoked { county } => writer.process_leader_revoked(county),
        Template::Invitation {
            organisation,
            role,
            token,
        } => writer.invitation(organisation, *role, token),
        Template::JoinRequested {
            organisation_id: id,
            organisation,
        } => writer.join_requested(*id, organisation),
        Template::JoinApproved {
            organisation_id: id,
            organisation,
            role,
        } => writer.join_approved(*id, organisation, *role),
        Template::JoinRejected { organisation } => writer.join_rejected(organisation),
        Template::MemberRoleChanged {
            organisation_id: id,
            organisation,
            role,
        } => writer.member_role_changed(*id, organisation, *role),
        Template::MemberRemoved { organisation } => writer.member_removed(organisation),
        Template::OrganisationVerified {
            organisation_id: id,
            organisation,
        } => writer.organisation_verified(*id, organisation),
        Template::OrganisationRefused {
            organisation_id: id,
            organisation,
            reason,
        } => writer.organisation_refused(*id, organisation, reason),
        Template::OrganisationClosed {
            organisation,
            reason,
        } => writer.organisation_closed(organisation, reason),
        Template::Enterprise(mail) => writer.about_enterprise(mail),
    }
}

impl Words {
    fn new(subject: String, text: String) -> Self {
        Self {
            subject,
            paragraphs: vec![text],
            ..Self::default()
        }
    }

    fn then(mut self, text: String) -> Self {
        self.paragraphs.push(text);
        self
    }

    fn quoting(self, text: &str) -> Self {
        let text = text.trim();
        Self {
            quotation: (!text.is_empty()).then(|| text.to_owned()),
            ..self
        }
    }

    fn more(self, text: String) -> Self {
        Self {
            more: Some(text),
            ..self
        }
    }

    fn action(self, label: String, url: String) -> Self {
        Self {
            action: Some(Action { label, url }),
            ..self
        }
    }

    fn note(self, text: String) -> Self {
        Self {
            note: Some(text),
            ..self
        }
    }
}

impl Writer<'_> {
    fn role(&self, role: MemberRole) -> String {
        match role {
            MemberRole::Viewer => self.texts.role_viewer(),
            MemberRole::Editor => self.texts.role_editor(),
            MemberRole::Owner => self.texts.role_owner(),
        }
    }
}

/// A county by its SCB code; a code that is none stands for itself.
fn county(code: &str) -> &str {
    place::county(code).map_or(code, |it| it.name)
}
