//! Who may do what with whose enterprise.

use std::collections::BTreeSet;

use kernel::place::MunicipalityCode;
use rstest::rstest;
use time::OffsetDateTime;

use super::*;
use crate::domain::values::{
    profile::{Part, Profile},
    text::Name,
};

const OURS: Uuid = Uuid::from_u128(1);
const THEIRS: Uuid = Uuid::from_u128(2);

fn entry(stage: Stage, seat: Option<&str>) -> Entry {
    let seat = seat.and_then(|code| MunicipalityCode::parse(code).ok());
    let profile = Profile::named(Name::parse("Exempelköket").unwrap());
    let profile = profile.with(Part::Municipality(seat));
    let (id, at) = (Uuid::nil(), OffsetDateTime::UNIX_EPOCH);
    let slug = profile.slugs(id).remove(0);
    Entry {
        stage,
        organisation: Some(OURS),
        ..Entry::draft(id, slug, profile, at)
    }
}

fn caller(roles: &[Role]) -> Caller {
    Caller {
        subject: "somebody".to_owned(),
        roles: BTreeSet::from_iter(roles.iter().copied()),
        ..Caller::anonymous()
    }
}

fn leader(county: &str) -> Caller {
    Caller {
        counties: vec![county.to_owned()],
        ..caller(&[Role::ProcessLeader])
    }
}

fn owner(organisation: Uuid) -> Caller {
    Caller {
        organisation: Some(organisation),
        ..caller(&[Role::AsfEditor, Role::AsfOwner])
    }
}

fn editor(organisation: Uuid) -> Caller {
    Caller {
        organisation: Some(organisation),
        ..caller(&[Role::AsfEditor])
    }
}

const ALL: [Relation; 4] = [
    Relation::Staff,
    Relation::Leader,
    Relation::Editor,
    Relation::Owner,
];

#[rstest]
#[case(caller(&[Role::Staff]), &[Relation::Staff])]
#[case(leader("14"), &[Relation::Leader])]
#[case(leader("01"), &[])]
#[case(owner(OURS), &[Relation::Editor, Relation::Owner])]
#[case(owner(THEIRS), &[])]
#[case(editor(OURS), &[Relation::Editor])]
#[case(caller(&[Role::AsfEditor, Role::AsfOwner]), &[])]
#[case(Caller::anonymous(), &[])]
fn a_caller_is_to_an_enterprise(#[case] caller: Caller, #[case] expected: &[Relation]) {
    let entry = entry(Stage::Draft, Some("1480"));
    let relations = ALL
        .into_iter()
        .filter(|relation| has(&caller, &entry, *relation));
    assert_eq!(relations.collect::<Vec<_>>(), expected);
}

#[test]
fn an_enterprise_without_a_seat_has_no_leader() {
    let entry = entry(Stage::Draft, None);
    assert!(!sees(&leader("14"), &entry));
}

#[test]
fn one_that_belongs_to_nobody_is_nobodys_own() {
    let entry = Entry {
        organisation: None,
        ..entry(Stage::Draft, Some("1480"))
    };
    assert!(!is_own(&Caller::anonymous(), &entry));
    assert!(not_for_own(&Caller::anonymous(), None).is_ok());
}

fn refused(caller: &Caller, stage: Stage, relations: &[Relation]) -> Option<String> {
    let admitted = admit(caller, &entry(stage, Some("1480")), relations);
    admitted.err().and_then(|it| status::reason(&it))
}

#[test]
fn a_stranger_is_not_told_of_an_enterprise_off_the_list() {
    for stranger in [leader("01"), owner(THEIRS)] {
        let refused = |stage| refused(&stranger, stage, &ALL);
        assert_eq!(refused(Stage::Draft).as_deref(), Some("NOT_FOUND"));
        assert_eq!(refused(Stage::Unlisted).as_deref(), Some("NOT_FOUND"));
        assert_eq!(refused(Stage::Listed).as_deref(), Some("FORBIDDEN"));
    }
}

#[test]
fn those_who_see_it_are_told_that_they_may_not() {
    let refused = refused(&editor(OURS), Stage::Draft, &[Relation::Owner]);
    assert_eq!(refused.as_deref(), Some("FORBIDDEN"));
}

#[test]
fn nobody_reviews_the_own_enterprise() {
    let both = Caller {
        organisation: Some(OURS),
        ..caller(&[Role::Staff])
    };
    assert!(not_for_own(&both, Some(OURS)).is_err());
    assert!(not_for_own(&both, Some(THEIRS)).is_ok());
}

#[test]
fn a_leader_sees_the_lists_of_the_own_counties_only() {
    assert_eq!(counties(&caller(&[Role::Staff])), None);
    assert_eq!(counties(&leader("14")), Some(&["14".to_owned()][..]));
}

#[test]
fn what_those_who_review_say_of_others_needs_no_review() {
    let entry = entry(Stage::Listed, Some("1480"));
    let of_ours = |roles: &[Role]| Caller {
        organisation: Some(OURS),
        ..caller(roles)
    };
    for (caller, expected) in [
        (caller(&[Role::Staff]), true),
        (leader("14"), true),
        (leader("01"), false),
        (owner(OURS), false),
        (editor(OURS), false),
        (of_ours(&[Role::Staff, Role::AsfEditor]), false),
    ] {
        assert_eq!(reviews(&caller, &entry), expected, "{caller:?}");
    }
}
