use std::collections::HashSet;

use time::macros::datetime;

use super::*;
use crate::{
    domain::values::MemberRole,
    mail::template::{Asked, Change, enterprise::EnterpriseMail},
};

const ID: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

fn text(word: &str) -> String {
    word.to_owned()
}

fn about_accounts() -> Vec<Template> {
    let changes = [
        Change::PasswordChanged,
        Change::TotpAdded,
        Change::TotpRemoved,
        Change::RecoveryCodesRenewed,
        Change::RecoveryCodeUsed { left: 0 },
        Change::RecoveryCodeUsed { left: 1 },
        Change::RecoveryCodeUsed { left: 7 },
        Change::PasskeyAdded,
        Change::PasskeyRemoved,
        Change::ProviderLinked {
            name: text("Provider"),
        },
        Change::ProviderUnlinked {
            name: text("Provider"),
        },
    ];
    let changes = changes.map(|change| Template::SecurityChanged { change });
    let others = [
        Template::VerifyEmail {
            token: text("t0"),
            asked: asked(),
        },
        Template::AlreadyRegistered,
        Template::ResetPassword { token: text("t0") },
        Template::ConfirmEmail {
            token: text("t0"),
            asked: asked(),
        },
        Template::EmailChanged,
        Template::StaffGranted,
        Template::StaffRevoked,
        Template::ProcessLeaderGranted { county: text("14") },
        Template::ProcessLeaderRevoked { county: text("14") },
    ];
    others.into_iter().chain(changes).collect()
}

fn asked() -> Option<Asked> {
    Some(Asked {
        name: text("Kim Exempel"),
        at: datetime!(2026-03-04 10:00 UTC),
    })
}

fn about_organisations() -> Vec<Template> {
    let (organisation_id, organisation) = (ID, text("Org & Co"));
    let (role, reason) = (MemberRole::Editor, text("Numret\nstämmer inte."));
    let known = |organisation: &String| organisation.clone();
    vec![
        Template::Invitation {
            organisation: known(&organisation),
            role: MemberRole::Owner,
            token: text("t0"),
        },
        Template::JoinRequested {
            organisation_id,
            organisation: known(&organisation),
        },
        Template::JoinApproved {
            organisation_id,
            organisation: known(&organisation),
            role: MemberRole::Viewer,
        },
        Template::JoinRejected {
            organisation: known(&organisation),
        },
        Template::MemberRoleChanged {
            organisation_id,
            organisation: known(&organisation),
            role,
        },
        Template::MemberRemoved {
            organisation: known(&organisation),
        },
        Template::OrganisationVerified {
            organisation_id,
            organisation: known(&organisation),
        },
        Template::OrganisationRefused {
            organisation_id,
            organisation: known(&organisation),
            reason: reason.clone(),
        },
        Template::OrganisationClosed {
            organisation,
            reason,
        },
    ]
}

fn about_enterprises() -> Vec<Template> {
    let (name, slug) = (text("Kafé <Kajen>"), text("kafe-kajen"));
    let (reason, until) = (text("Fel nummer."), text("2028-03-03"));
    let n = || name.clone();
    let mails = [
        EnterpriseMail::EnterpriseListed {
            name: n(),
            slug: slug.clone(),
        },
        EnterpriseMail::EnterpriseReturned {
            name: n(),
            reasons: text("Beskriv vad ni säljer."),
        },
        EnterpriseMail::EnterpriseRejected {
            name: n(),
            reason: reason.clone(),
        },
        EnterpriseMail::EnterpriseUnlisted {
            name: n(),
            reason: String::new(),
        },
        EnterpriseMail::ChangesApproved {
            name: n(),
            slug: slug.clone(),
        },
        EnterpriseMail::ChangesReturned {
            name: n(),
            reasons: text("Numret är en annans."),
        },
        EnterpriseMail::EnterpriseCertified {
            name: n(),
            slug: slug.clone(),
            until: until.clone(),
        },
        EnterpriseMail::CertificationSoon { name: n(), until },
        EnterpriseMail::CertificationLapsed { name: n() },
        EnterpriseMail::CertificationRevoked {
            name: n(),
            reason: reason.clone(),
        },
        EnterpriseMail::CapacityReminder { name: n() },
        EnterpriseMail::ClaimApproved { name: n(), slug },
        EnterpriseMail::ClaimRejected {
            name: n(),
            reason: reason.clone(),
        },
        EnterpriseMail::WebhookDisabled {
            url: text("https://hooks.asf.example"),
            reason,
        },
    ];
    mails.map(Template::Enterprise).to_vec()
}

fn all() -> Vec<Template> {
    [about_accounts(), about_organisations(), about_enterprises()].concat()
}

fn draft<'a>(template: &'a Template, language: Language, from: &'a Mailbox) -> Draft<'a> {
    Draft {
        id: ID,
        from,
        address: "owner@asf.example".parse().unwrap(),
        name: Some(text("Ägare")),
        language,
        template,
        public_url: "http://127.0.0.1:8080/",
        at: datetime!(2026-03-04 12:00 UTC),
    }
}

fn from() -> Mailbox {
    "ASF Lyfter <no-reply@asf.example>".parse().unwrap()
}

fn plain(template: &Template, language: Language) -> String {
    let from = from();
    let draft = draft(template, language, &from);
    let urls = Urls::new(draft.public_url, language);
    let words = words::of(template, language, &urls);
    let parts = draft.parts(&words, &urls);
    Text { parts: &parts }.render().unwrap()
}

#[test]
fn every_mail_can_be_written_in_both_languages() {
    for language in [Language::Sv, Language::En] {
        let urls = Urls::new("http://127.0.0.1:8080", language);
        let mut subjects = HashSet::new();
        for template in all() {
            let words = words::of(&template, language, &urls);
            assert!(!words.subject.is_empty() && !words.subject.contains('\n'));
            subjects.insert(words.subject);
            let from = from();
            let message = draft(&template, language, &from).message().unwrap();
            assert!(message.formatted().is_ascii(), "{template:?}");
        }
        // Recovery codes have one subject for any number that is left.
        assert_eq!(subjects.len(), all().len() - 2, "{language:?}");
    }
}

#[test]
fn a_mail_reads_well_as_plain_text() {
    let verify = Template::VerifyEmail {
        token: text("t0"),
        asked: asked(),
    };
    insta::assert_snapshot!("verify_email_sv", plain(&verify, Language::Sv));
    insta::assert_snapshot!("verify_email_en", plain(&verify, Language::En));
    let refused = &about_organisations()[7];
    insta::assert_snapshot!("organisation_refused_sv", plain(refused, Language::Sv));
}

fn about(template: &str, parameters: &[(&str, &str)], language: Language) -> String {
    let mut mail = serde_json::Map::new();
    for (name, value) in [("template", template)].iter().chain(parameters) {
        mail.insert((*name).to_owned(), (*value).into());
    }
    plain(&serde_json::from_value(mail.into()).unwrap(), language)
}

#[test]
fn a_notice_of_the_registry_reads_well() {
    let certified = [
        ("name", "Kajen"),
        ("slug", "kajen"),
        ("until", "2028-03-03"),
    ];
    let sv = about("enterprise-certified", &certified, Language::Sv);
    insta::assert_snapshot!("enterprise_certified_sv", sv);
    let returned = [
        ("name", "Kajen"),
        ("slug", "kajen"),
        ("reasons", "Varför nytt nummer?\nSkriv mer om vinsten."),
    ];
    let en = about("changes-returned", &returned, Language::En);
    insta::assert_snapshot!("changes_returned_en", en);
    let hook = [("url", "https://hooks.asf.example"), ("reason", "FAILING")];
    let sv = about("webhook-disabled", &hook, Language::Sv);
    insta::assert_snapshot!("webhook_disabled_sv", sv);
}

#[test]
fn the_reminder_leads_to_the_page_with_the_button() {
    let mail = about("capacity-reminder", &[("name", "Kajen")], Language::Sv);
    assert!(
        mail.contains("http://127.0.0.1:8080/konto/foretag/kapacitet\n"),
        "{mail}"
    );
    let mail = about("capacity-reminder", &[("name", "Kajen")], Language::En);
    assert!(mail.contains("/en/konto/foretag/kapacitet\n"), "{mail}");
}

#[test]
fn a_letter_is_kept_under_the_names_that_notices_use() {
    for template in about_enterprises() {
        let kept = serde_json::to_value(&template).unwrap();
        assert_eq!(kept["template"], template.name());
        assert!(serde_json::from_value::<Template>(kept).unwrap() == template);
    }
}

#[test]
fn a_code_of_the_registry_becomes_a_sentence() {
    for reason in ["GONE", "FAILING"] {
        let hook = [("url", "https://hooks.asf.example"), ("reason", reason)];
        let mail = about("webhook-disabled", &hook, Language::En);
        assert!(!mail.contains(reason) && !mail.contains("\n> "), "{mail}");
    }
    for reason in ["NO_SUCH_ENTERPRISE", "CLOSED", "TIED", "GIVEN_TO_ANOTHER"] {
        for name in ["Kajen", ""] {
            let (name, reason) = (text(name), text(reason));
            let mail = plain(
                &Template::Enterprise(EnterpriseMail::ClaimRejected {
                    name,
                    reason: reason.clone(),
                }),
                Language::Sv,
            );
            assert!(!mail.contains(&reason) && !mail.contains("\n> "), "{mail}");
        }
    }
}

#[test]
fn an_english_mail_leads_to_english_pages() {
    let verify = Template::VerifyEmail {
        token: text("t0"),
        asked: asked(),
    };
    let link = "http://127.0.0.1:8080/en/konto/lank/bekrafta-epost/t0\n";
    assert!(plain(&verify, Language::En).contains(link));
    assert!(!plain(&verify, Language::Sv).contains("/en/"));
}

#[test]
fn only_what_can_be_chosen_away_says_where() {
    for template in all() {
        let is_chosen = template.category() != Category::Account;
        let says_where = plain(&template, Language::Sv).contains("/konto/aviseringar");
        assert_eq!(says_where, is_chosen, "{template:?}");
    }
}

#[test]
fn names_cannot_change_the_mail() {
    let template = Template::JoinRejected {
        organisation: text("Org\r\nBcc: other@asf.example\r\n\r\n<script>x</script>"),
    };
    let from = from();
    let draft = Draft {
        name: Some(text("Ägare\r\nBcc: other@asf.example")),
        ..draft(&template, Language::Sv, &from)
    };
    let message = String::from_utf8(draft.message().unwrap().formatted()).unwrap();
    let (head, _) = message.split_once("\r\n\r\n").unwrap();
    assert!(!head.contains("\nBcc:"), "{head}");
    let (_, html) = message.split_once("text/html").unwrap();
    assert!(!html.contains("<script>"), "{html}");
}

#[test]
fn a_mail_is_known_by_its_row() {
    let from = from();
    let message = draft(&Template::StaffGranted, Language::Sv, &from).message();
    let message = String::from_utf8(message.unwrap().formatted()).unwrap();
    for header in [
        format!("Message-ID: <{ID}@asf.example>"),
        text("Auto-Submitted: auto-generated"),
        text("Date: Wed, 04 Mar 2026 12:00:00 +0000"),
        text("From: \"ASF Lyfter\" <no-reply@asf.example>"),
    ] {
        assert!(
            message.contains(&format!("{header}\r\n")),
            "{header}: {message}"
        );
    }
}

#[test]
fn what_looks_encoded_is_shown_as_it_was_typed() {
    const NAME: &str = "=?utf-8?q?Hej=0d=0aBcc:_evil@x.example?=";
    let from = from();
    let template = Template::Invitation {
        organisation: text(NAME),
        role: MemberRole::Owner,
        token: text("t0"),
    };
    let draft = Draft {
        name: Some(text(NAME)),
        ..draft(&template, Language::Sv, &from)
    };
    let message = draft.message().unwrap();
    let encoded = String::from_utf8(message.formatted()).unwrap();
    let (head, _) = encoded.split_once("\r\n\r\n").unwrap();
    assert!(!head.contains("=?utf-8?q?Hej"), "{head}");
    let decoded = |header: &str| {
        let lines = head.replace("\r\n ", " ");
        let line = lines.lines().find_map(|line| line.strip_prefix(header));
        let words = line.unwrap().split(' ').filter_map(|word| {
            let coded = word.strip_prefix("=?utf-8?b?")?.strip_suffix("?=")?;
            Some(BASE64_STANDARD.decode(coded).unwrap())
        });
        String::from_utf8(words.flatten().collect()).unwrap()
    };
    assert_eq!(decoded("To: "), NAME);
    assert!(decoded("Subject: ").contains(NAME), "{head}");
}
