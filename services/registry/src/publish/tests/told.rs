//! What is said of claims, and what organisations are told.

use kernel::org_number::OrgNumber;

use super::*;
use crate::domain::{
    enterprise::{
        FieldReason,
        claim::{Claim, Rejection},
        notice::Notice,
    },
    values::text::Reason,
};

const OURS: Uuid = Uuid::from_u128(1);

fn words(text: &str) -> Reason {
    Reason::parse(text).unwrap()
}

fn told(notice: Notice) -> Event {
    Event::NoticeRequested {
        organisation: OURS,
        notice,
    }
}

/// The event's name in its subject, and its data.
fn said(events: &[Event]) -> (String, serde_json::Value) {
    let event = published(events).unwrap();
    let name = event.subject.strip_prefix("asf.registry.v1.enterprise.");
    let name = name.and_then(|it| it.strip_suffix(&format!(".{ID}")));
    (name.unwrap().to_owned(), event.data)
}

#[test]
fn an_approval_is_told_to_identity() {
    let approved = Event::ClaimApproved { organisation: OURS };
    let (name, data) = said(&[registered(), approved]);
    assert_eq!(name, "claim-approved");
    insta::assert_json_snapshot!("claim_approved", data);
}

#[test]
fn one_that_registered_itself_is_told_to_be_tied() {
    let Event::Registered {
        slug,
        profile,
        notes,
        ..
    } = registered()
    else {
        panic!("it is a registration");
    };
    let (name, data) = said(&[Event::Registered {
        slug,
        profile,
        notes,
        organisation: Some(OURS),
    }]);
    assert_eq!(name, "claim-approved");
    assert_eq!(data["organisationId"], OURS.to_string());
}

#[test]
fn a_rejection_says_why() {
    let rejected = |reason| Event::ClaimRejected {
        organisation: OURS,
        reason,
    };
    let by_somebody = rejected(Rejection::Words(words("Numret är ett annat.")));
    let (name, data) = said(&[registered(), by_somebody]);
    assert_eq!(name, "claim-rejected");
    insta::assert_json_snapshot!("claim_rejected", data);
    // Also where there is no enterprise.
    let (_, data) = said(&[rejected(Rejection::NoSuchEnterprise)]);
    assert_eq!(data["reason"], "NO_SUCH_ENTERPRISE");
}

#[test]
fn wishes_are_nobody_elses_business() {
    let asked = Event::ClaimRequested(Claim {
        organisation: OURS,
        name: Name::parse("Exempelköket").unwrap(),
        org_number: OrgNumber::parse("5560160680").unwrap(),
        requested_at: datetime!(2026-03-01 12:00 UTC),
    });
    let withdrawn = Event::ClaimWithdrawn { organisation: OURS };
    let released = Event::Released { organisation: OURS };
    for event in [asked, withdrawn, released] {
        assert_eq!(published(&[registered(), event]), None);
    }
}

#[test]
fn an_organisation_is_told_with_what_its_mail_shows() {
    let (name, data) = said(&[registered(), told(Notice::ClaimApproved)]);
    assert_eq!(name, "notice-requested");
    insta::assert_json_snapshot!("notice_requested", data);
}

/// The template of a notice, and one parameter with its text.
fn is_told(notice: Notice, template: &str, (parameter, text): (&str, &str)) {
    let returned = Event::Returned {
        reasons: ["Skriv vad ni säljer.", "Var?"]
            .map(|text| FieldReason {
                field: None,
                reason: words(text),
            })
            .to_vec(),
    };
    let (_, data) = said(&[registered(), returned, told(notice)]);
    assert_eq!(data["template"], template);
    assert_eq!(data["parameters"]["name"], "Café Exempel");
    assert_eq!(data["parameters"][parameter], text, "{template}");
}

#[test]
fn each_notice_has_its_template() {
    let slug = ("slug", "cafe-exempel");
    let rejected = Notice::ClaimRejected {
        reason: Rejection::Words(words("Numret är ett annat.")),
    };
    let unlisted = Notice::Unlisted {
        reason: Some(words("Inaktuell.")),
    };
    let turned_down = Notice::Rejected {
        reason: words("Inget ASF."),
    };
    let reasons = ("reasons", "Skriv vad ni säljer.\nVar?");
    is_told(Notice::Listed, "enterprise-listed", slug);
    is_told(Notice::Returned, "enterprise-returned", reasons);
    is_told(unlisted, "enterprise-unlisted", ("reason", "Inaktuell."));
    let why = ("reason", "Inget ASF.");
    is_told(turned_down, "enterprise-rejected", why);
    is_told(Notice::ChangesApproved, "changes-approved", slug);
    let why = ("reason", "Numret är ett annat.");
    is_told(rejected, "claim-rejected", why);
}

#[test]
fn each_notice_of_what_is_held_has_its_template() {
    let slug = ("slug", "cafe-exempel");
    let until = time::macros::date!(2028 - 03 - 01);
    let last_day = ("until", "2028-03-01");
    let reason = words("Inget ASF.");
    let revoked = Notice::CertificationRevoked { reason };
    let at = datetime!(2026-03-01 12:00 UTC);
    is_told(
        Notice::Certified { until },
        "enterprise-certified",
        last_day,
    );
    let soon = Notice::CertificationSoon { until };
    is_told(soon, "certification-soon", last_day);
    is_told(Notice::CertificationLapsed, "certification-lapsed", slug);
    is_told(revoked, "certification-revoked", ("reason", "Inget ASF."));
    let reminder = Notice::CapacityReminder { at };
    is_told(reminder, "capacity-reminder", slug);
}

#[test]
fn an_organisation_that_claimed_what_is_not_there_is_told_too() {
    let reason = Rejection::NoSuchEnterprise;
    let (_, data) = said(&[told(Notice::ClaimRejected { reason })]);
    assert_eq!(data["parameters"]["name"], "");
    assert_eq!(data["parameters"]["reason"], "NO_SUCH_ENTERPRISE");
}

#[test]
fn returned_changes_are_told_with_their_own_reasons() {
    let proposed = Event::ChangesProposed {
        changes: vec![Part::Name(Name::parse("Kök Exempel").unwrap())],
        attestations: vec![],
        at: datetime!(2026-03-01 12:00 UTC),
    };
    let returned = Event::ChangesReturned {
        reasons: vec![FieldReason {
            field: None,
            reason: words("Varför?"),
        }],
    };
    let notice = told(Notice::ChangesReturned);
    let (_, data) = said(&[registered(), proposed, returned, notice]);
    assert_eq!(data["template"], "changes-returned");
    assert_eq!(data["parameters"]["reasons"], "Varför?");
    assert_eq!(data["parameters"]["name"], "Café Exempel");
}
