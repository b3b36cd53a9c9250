//! Members, invitations and requests to join.

use super::*;

fn accept() -> Command {
    let (invitation, subject) = (INVITATION, OTHER);
    Command::AcceptInvitation {
        invitation,
        subject,
    }
}

fn invite() -> Command {
    let (invitation, role) = (INVITATION, MemberRole::Editor);
    Command::Invite { invitation, role }
}

fn remove(subject: Uuid) -> Command {
    Command::RemoveMember { subject }
}

fn change(subject: Uuid, role: MemberRole) -> Command {
    Command::ChangeMemberRole { subject, role }
}

fn decide(role: Option<MemberRole>) -> Command {
    let subject = OTHER;
    Command::DecideJoin { subject, role }
}

fn decided(approved: bool) -> Event {
    let subject = OTHER;
    Event::JoinDecided { subject, approved }
}

#[test]
fn the_last_owner_stays_one() {
    let editor = added(OTHER, MemberRole::Editor);
    owned(std::slice::from_ref(&editor))
        .when(remove(OWNER))
        .then_refused(Refusal::LastOwner);
    owned(std::slice::from_ref(&editor))
        .when(change(OWNER, MemberRole::Viewer))
        .then_refused(Refusal::LastOwner);
    owned(&[editor]).when(remove(OTHER)).then(&[removed(OTHER)]);
}

#[test]
fn with_another_owner_the_first_may_go() {
    let owner = added(OTHER, MemberRole::Owner);
    owned(std::slice::from_ref(&owner))
        .when(remove(OWNER))
        .then(&[removed(OWNER)]);
    let (subject, role) = (OWNER, MemberRole::Editor);
    owned(&[owner])
        .when(change(OWNER, MemberRole::Editor))
        .then(&[Event::MemberRoleChanged { subject, role }]);
}

#[test]
fn a_stranger_has_no_role_to_change() {
    owned(&[])
        .when(change(OTHER, MemberRole::Editor))
        .then_refused(Refusal::NoSuchMember);
    owned(&[])
        .when(remove(OTHER))
        .then_refused(Refusal::NoSuchMember);
    owned(&[]).when(change(OWNER, MemberRole::Owner)).then(&[]);
}

#[test]
fn an_invitation_is_accepted_once() {
    owned(&[])
        .when(invite())
        .then(&[invited(MemberRole::Editor)]);
    owned(&[invited(MemberRole::Editor)])
        .when(accept())
        .then(&[accepted(), added(OTHER, MemberRole::Editor)]);
    owned(&[invited(MemberRole::Editor), accepted()])
        .when(accept())
        .then_refused(Refusal::NoSuchInvitation);
}

#[test]
fn an_invitation_never_takes_a_role_away() {
    let (subject, role) = (OTHER, MemberRole::Owner);
    owned(&[added(OTHER, MemberRole::Owner), invited(MemberRole::Viewer)])
        .when(accept())
        .then(&[accepted()]);
    owned(&[added(OTHER, MemberRole::Viewer), invited(MemberRole::Owner)])
        .when(accept())
        .then(&[accepted(), Event::MemberRoleChanged { subject, role }]);
}

#[test]
fn a_withdrawn_invitation_is_void() {
    let invitation = INVITATION;
    let withdraw = Command::WithdrawInvitation { invitation };
    let withdrawn = Event::InvitationWithdrawn { invitation };
    owned(&[invited(MemberRole::Viewer)])
        .when(withdraw.clone())
        .then(std::slice::from_ref(&withdrawn));
    owned(&[invited(MemberRole::Viewer), withdrawn.clone()])
        .when(accept())
        .then_refused(Refusal::NoSuchInvitation);
    owned(&[])
        .when(withdraw)
        .then_refused(Refusal::NoSuchInvitation);
}

#[test]
fn mails_cannot_be_sent_without_end() {
    let invited = |nth: u128| Event::Invited {
        invitation: Uuid::from_u128(1000 + nth),
        role: MemberRole::Viewer,
    };
    let many: Vec<_> = (0..50).map(invited).collect();
    owned(&many)
        .when(invite())
        .then_refused(Refusal::TooManyInvitations);
    owned(&many[1..])
        .when(invite())
        .then(&[super::invited(MemberRole::Editor)]);
}

#[test]
fn one_who_asks_waits_for_an_owner() {
    let ask = Command::RequestToJoin { subject: OTHER };
    owned(&[]).when(ask.clone()).then(&[asks(OTHER)]);
    owned(&[asks(OTHER)]).when(ask.clone()).then(&[]);
    owned(&[added(OTHER, MemberRole::Viewer)])
        .when(ask)
        .then_refused(Refusal::AlreadyMember);
}

#[test]
fn an_owner_lets_in_or_does_not() {
    owned(&[asks(OTHER)])
        .when(decide(Some(MemberRole::Viewer)))
        .then(&[decided(true), added(OTHER, MemberRole::Viewer)]);
    owned(&[asks(OTHER)])
        .when(decide(None))
        .then(&[decided(false)]);
    owned(&[asks(OTHER), decided(false)])
        .when(decide(None))
        .then_refused(Refusal::NoSuchJoinRequest);
}

#[test]
fn nobody_is_drawn_into_what_is_not_believed() {
    let ask = Command::RequestToJoin { subject: OTHER };
    for command in [ask.clone(), invite()] {
        owned(&[refused(false)])
            .when(command)
            .then_refused(Refusal::NotBelieved);
    }
    owned(&[closed(false)])
        .when(ask)
        .then_refused(Refusal::Closed);
}

#[test]
fn whoever_is_forgotten_leaves_no_organisation_without_an_owner() {
    let forget = |subject| Command::Forget { subject };
    owned(&[added(OTHER, MemberRole::Editor)])
        .when(forget(OWNER))
        .then_refused(Refusal::LastOwner);
    let (reason, was_verified) = (None, false);
    let ended = Event::Closed {
        reason,
        was_verified,
    };
    owned(&[])
        .when(forget(OWNER))
        .then(&[ended, removed(OWNER)]);
    let subject = OTHER;
    owned(&[asks(OTHER)])
        .when(forget(OTHER))
        .then(&[Event::JoinWithdrawn { subject }]);
    owned(&[]).when(forget(OTHER)).then(&[]);
    owned(&[closed(false)])
        .when(forget(OWNER))
        .then(&[removed(OWNER)]);
}
