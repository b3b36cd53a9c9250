//! Between the wire and the rest of the service.

use chassis::times::timestamp;
use host::etag::etag;
use proto::asf::identity::v1;
use time::Date;

use crate::{
    address::shown_domain,
    domain::{
        organisation::action::Action,
        values::{
            MemberRole, OrganisationKind, VerifiedBy,
            period::{Period, day_text},
        },
    },
    projection::organisations::{ClaimRow, OrganisationRow, State},
};

/// `today` is the day in Sweden.
pub(in crate::grpc) fn organisation(
    row: OrganisationRow,
    own_role: Option<MemberRole>,
    today: Date,
) -> v1::Organisation {
    v1::Organisation {
        id: row.id.to_string(),
        kind: kind_out(row.kind).into(),
        name: row.name,
        org_number: row.org_number,
        domain: row.domain.map_or_else(String::new, |it| shown_domain(&it)),
        domain_shared: row.domain_shared,
        number_shared: row.number_shared,
        state: state_out(row.state).into(),
        verified_by: verified_by(row.verified_by).into(),
        reason: row.reason.unwrap_or_default(),
        enterprise_id: row.enterprise.map(|id| id.to_string()).unwrap_or_default(),
        claim: row.claim.map(claim),
        skoopi_membership: row.skoopi.and_then(|it| membership(it, today)),
        member_count: row.member_count,
        created_at: Some(timestamp(row.created_at)),
        etag: etag(row.version),
        own_role: own_role
            .map_or(v1::MemberRole::Unspecified, role_out)
            .into(),
        join_request_count: row.join_request_count,
        allowed_actions: Vec::new(),
    }
}

/// The same with what staff can decide of it, for staff.
pub(in crate::grpc) fn for_staff(
    row: OrganisationRow,
    own_role: Option<MemberRole>,
    today: Date,
) -> v1::Organisation {
    let belief = row.belief();
    let is_open = |action: &Action| belief.as_ref().is_some_and(|it| it.allows(*action));
    let actions = Action::ALL.into_iter().filter(is_open);
    v1::Organisation {
        allowed_actions: actions.map(|it| action_out(it).into()).collect(),
        ..organisation(row, own_role, today)
    }
}

fn action_out(action: Action) -> v1::OrganisationAction {
    match action {
        Action::Verify => v1::OrganisationAction::Verify,
        Action::Refuse => v1::OrganisationAction::Refuse,
        Action::Close => v1::OrganisationAction::Close,
    }
}

/// One that is over is none.
fn membership(period: Period, today: Date) -> Option<v1::SkoopiMembership> {
    if period.is_over(today) {
        return None;
    }
    Some(v1::SkoopiMembership {
        from: day_text(period.from()),
        to: period.to().map(day_text).unwrap_or_default(),
        valid: period.covers(today),
    })
}

fn claim(row: ClaimRow) -> v1::Claim {
    let state = match row.rejected {
        None => v1::ClaimState::Requested,
        Some(_) => v1::ClaimState::Rejected,
    };
    v1::Claim {
        enterprise_id: row.enterprise.to_string(),
        state: state.into(),
        reason: row.rejected.unwrap_or_default(),
        requested_at: row.requested_at.map(timestamp),
    }
}

pub(in crate::grpc) fn kind_out(kind: OrganisationKind) -> v1::OrganisationKind {
    match kind {
        OrganisationKind::Asf => v1::OrganisationKind::Asf,
        OrganisationKind::PublicBody => v1::OrganisationKind::PublicBody,
        OrganisationKind::Company => v1::OrganisationKind::Company,
        OrganisationKind::Skoopi => v1::OrganisationKind::Skoopi,
    }
}

/// Nothing for no kind.
pub(in crate::grpc) fn kind_in(kind: v1::OrganisationKind) -> Option<OrganisationKind> {
    match kind {
        v1::OrganisationKind::Unspecified => None,
        v1::OrganisationKind::Asf => Some(OrganisationKind::Asf),
        v1::OrganisationKind::PublicBody => Some(OrganisationKind::PublicBody),
        v1::OrganisationKind::Company => Some(OrganisationKind::Company),
        v1::OrganisationKind::Skoopi => Some(OrganisationKind::Skoopi),
    }
}

fn state_out(state: State) -> v1::OrganisationState {
    match state {
        State::Unverified => v1::OrganisationState::Unverified,
        State::Verified => v1::OrganisationState::Verified,
        State::Refused => v1::OrganisationState::Refused,
        State::Closed => v1::OrganisationState::Closed,
    }
}

/// Nothing for no state.
pub(in crate::grpc) fn state_in(state: v1::OrganisationState) -> Option<State> {
    match state {
        v1::OrganisationState::Unspecified => None,
        v1::OrganisationState::Unverified => Some(State::Unverified),
        v1::OrganisationState::Verified => Some(State::Verified),
        v1::OrganisationState::Refused => Some(State::Refused),
        v1::OrganisationState::Closed => Some(State::Closed),
    }
}

fn verified_by(by: Option<VerifiedBy>) -> v1::VerifiedBy {
    match by {
        None => v1::VerifiedBy::Unspecified,
        Some(VerifiedBy::Domain) => v1::VerifiedBy::Domain,
        Some(VerifiedBy::Staff) => v1::VerifiedBy::Staff,
    }
}

pub(in crate::grpc) fn role_out(role: MemberRole) -> v1::MemberRole {
    match role {
        MemberRole::Viewer => v1::MemberRole::Viewer,
        MemberRole::Editor => v1::MemberRole::Editor,
        MemberRole::Owner => v1::MemberRole::Owner,
    }
}

/// Nothing for no role.
pub(in crate::grpc) fn role_in(role: v1::MemberRole) -> Option<MemberRole> {
    match role {
        v1::MemberRole::Unspecified => None,
        v1::MemberRole::Viewer => Some(MemberRole::Viewer),
        v1::MemberRole::Editor => Some(MemberRole::Editor),
        v1::MemberRole::Owner => Some(MemberRole::Owner),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn each_name_is_its_own_on_the_wire() {
        for number in 0..=4 {
            let kind = v1::OrganisationKind::try_from(number).unwrap();
            assert_eq!(kind_in(kind).map(kind_out), (number > 0).then_some(kind));
            let state = v1::OrganisationState::try_from(number).unwrap();
            assert_eq!(
                state_in(state).map(state_out),
                (number > 0).then_some(state)
            );
        }
        for number in 0..=3 {
            let role = v1::MemberRole::try_from(number).unwrap();
            assert_eq!(role_in(role).map(role_out), (number > 0).then_some(role));
        }
    }

    #[test]
    fn a_membership_is_shown_until_it_is_over() {
        let period = Period::new(date!(2026 - 01 - 01), Some(date!(2026 - 06 - 30))).unwrap();
        let on = |today| membership(period, today).map(|it| it.valid);
        assert_eq!(on(date!(2025 - 12 - 31)), Some(false));
        assert_eq!(on(date!(2026 - 06 - 30)), Some(true));
        assert_eq!(on(date!(2026 - 07 - 01)), None);
    }
}
