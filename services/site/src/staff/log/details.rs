//! What an event says beside, in words. Ids are for programs and are left out.

use std::collections::HashMap;

use proto::asf::identity::v1::{MemberRole, OrganisationKind, SkoopiMembership};
use uuid::Uuid;

use crate::{
    organisation::words,
    page::{lang::Lang, places},
};

/// What is told in other words than its own, or is in the sentence already.
const TOLD: [&str; 14] = [
    "name",
    "kind",
    "org_number",
    "domain",
    "provider",
    "role",
    "county",
    "language",
    "by",
    "was_verified",
    "approved",
    "reason",
    "period.from",
    "period.to",
];
/// What can be told by mail.
const MAILS: [&str; 5] = [
    "mail.organisation",
    "mail.enterprise",
    "mail.marketplace",
    "mail.news",
    "mail.quiet_hours",
];

pub(super) fn of(lang: Lang, details: &HashMap<String, String>) -> Vec<String> {
    let t = lang.texts();
    let get = |name: &str| details.get(name).map(String::as_str);
    let said = |label: String, value: Option<String>| value.map(|it| t.staff_log_says(&label, it));
    let own = |name: &str| get(name).map(str::to_owned);
    let known = [
        said(t.org_name(), own("name")),
        said(t.org_kind_fact(), get("kind").map(|it| kind(lang, it))),
        said(t.org_number(), own("org_number")),
        said(t.staff_mail_domain(), own("domain")),
        said(t.staff_log_provider(), own("provider")),
        said(
            t.org_role(),
            get("role").map(|it| role(lang, it, get("county"))),
        ),
        said(
            t.staff_log_language(),
            get("language").map(|it| language(lang, it)),
        ),
        said(
            t.staff_log_mail(),
            get(MAILS[0]).map(|_| mail(lang, details)),
        ),
        get("by").map(|it| verified_by(lang, it)),
        get("was_verified")
            .filter(|it| *it == "true")
            .map(|_| t.staff_log_was_verified()),
        said(
            t.org_membership(),
            get("period.from").map(|from| period(lang, from, get("period.to"))),
        ),
        said(
            t.staff_reason(),
            get("reason").map(|it| words::rejection(lang, it)),
        ),
    ];
    known.into_iter().flatten().chain(others(details)).collect()
}

/// What this page knows no words for, without ids.
fn others(details: &HashMap<String, String>) -> Vec<String> {
    let mut others: Vec<String> = details
        .iter()
        .filter(|(name, _)| !TOLD.contains(&name.as_str()) && !MAILS.contains(&name.as_str()))
        .filter(|(_, value)| Uuid::parse_str(value).is_err())
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    others.sort_unstable();
    others
}

fn kind(lang: Lang, name: &str) -> String {
    let kind = match name {
        "asf" => OrganisationKind::Asf,
        "public_body" => OrganisationKind::PublicBody,
        "company" => OrganisationKind::Company,
        "skoopi" => OrganisationKind::Skoopi,
        other => return other.to_owned(),
    };
    words::kind(lang, kind)
}

/// A role in an organisation, or one that staff gave.
fn role(lang: Lang, name: &str, county: Option<&str>) -> String {
    let t = lang.texts();
    match name {
        "viewer" => words::role(lang, MemberRole::Viewer),
        "editor" => words::role(lang, MemberRole::Editor),
        "owner" => words::role(lang, MemberRole::Owner),
        "staff" => t.role_staff(),
        "process_leader" => t.role_process_leader(places::county_name(county.unwrap_or_default())),
        other => other.to_owned(),
    }
}

fn language(lang: Lang, code: &str) -> String {
    match code {
        "sv" => lang.texts().staff_log_swedish(),
        "en" => lang.texts().staff_log_english(),
        other => other.to_owned(),
    }
}

fn verified_by(lang: Lang, name: &str) -> String {
    match name {
        "domain" => lang.texts().staff_log_by_domain(),
        "staff" => lang.texts().staff_log_by_staff(),
        other => other.to_owned(),
    }
}

fn period(lang: Lang, from: &str, to: Option<&str>) -> String {
    let membership = SkoopiMembership {
        from: from.to_owned(),
        to: to.unwrap_or_default().to_owned(),
        ..SkoopiMembership::default()
    };
    words::membership(lang, Some(&membership))
}

/// What the person is told by mail.
fn mail(lang: Lang, details: &HashMap<String, String>) -> String {
    let t = lang.texts();
    let labels = [
        t.staff_log_mail_organisation(),
        t.staff_log_mail_enterprise(),
        t.staff_log_mail_marketplace(),
        t.staff_log_mail_news(),
        t.staff_log_mail_quiet(),
    ];
    let on = MAILS.into_iter().zip(labels).filter(|(name, _)| {
        let value = details.get(*name);
        value.is_some_and(|it| it == "true")
    });
    let on: Vec<_> = on.map(|(_, label)| label).collect();
    if on.is_empty() {
        t.staff_log_mail_none()
    } else {
        on.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lang: Lang, details: &[(&str, &str)]) -> Vec<String> {
        let details = details.iter();
        let details = details.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        of(lang, &details.collect())
    }

    #[test]
    fn codes_are_words() {
        for (details, said) in [
            (vec![("role", "editor")], "Roll: Redaktör"),
            (vec![("by", "domain")], "Genom sin e-postdomän"),
            (vec![("language", "en")], "Språk: engelska"),
            (
                vec![("kind", "public_body")],
                "Slag: Kommun, region eller myndighet",
            ),
            (
                vec![("role", "process_leader"), ("county", "14")],
                "Roll: Processledare, Västra Götalands län",
            ),
            (
                vec![("period.from", "2026-01-01"), ("period.to", "2026-12-31")],
                "Medlemskap i Skoopi: 2026-01-01 till 2026-12-31",
            ),
        ] {
            assert_eq!(told(Lang::Sv, &details), [said]);
        }
    }

    #[test]
    fn ids_are_left_out_and_unknown_words_are_kept() {
        let id = "0197f0a4-5c1e-7000-8000-0000000000bb";
        let details = [("enterprise", id), ("colour", "blue"), ("approved", "true")];
        assert_eq!(told(Lang::En, &details), ["colour: blue"]);
    }

    #[test]
    fn mail_preferences_are_those_that_are_on() {
        let details = [
            ("mail.organisation", "true"),
            ("mail.enterprise", "false"),
            ("mail.quiet_hours", "true"),
        ];
        let said = told(Lang::En, &details);
        assert_eq!(
            said,
            ["Mail: about the organisation, none in the evening or at week-ends"]
        );
        let said = told(Lang::En, &[("mail.organisation", "false")]);
        assert_eq!(said, ["Mail: only about the account itself"]);
    }
}
