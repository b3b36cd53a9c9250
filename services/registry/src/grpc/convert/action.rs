//! What a caller may do with an enterprise, and what that takes.

use chassis::{caller::Caller, status::sentence};
use proto::asf::registry::v1 as wire;
use time::OffsetDateTime;

use crate::{
    domain::enterprise::{action::Action, refusal::Missing},
    grpc::rights,
    projection::directory::Entry,
};

/// What an enterprise answers for one caller.
pub(super) struct Possible {
    pub(super) allowed_actions: Vec<i32>,
    pub(super) missing_fields: Vec<wire::FieldReason>,
    pub(super) needed_field_count: u32,
    pub(super) reviewed_fields: Vec<String>,
}

impl Possible {
    pub(super) fn of(entry: &Entry, caller: &Caller, now: OffsetDateTime) -> Self {
        let known = entry.known();
        let own = rights::is_own(caller, entry);
        let actions = Action::ALL.into_iter().filter(|action| {
            rights::permit(caller, entry, *action).is_ok() && known.allows(*action, own, now)
        });
        let missing = known.missing(own).into_iter();
        Self {
            allowed_actions: actions.map(|it| on_the_wire(it).into()).collect(),
            missing_fields: missing.map(reason).collect(),
            needed_field_count: u32::try_from(Missing::most(own)).unwrap_or(u32::MAX),
            reviewed_fields: known.reviewed_fields(rights::reviews(caller, entry)),
        }
    }
}

fn reason(missing: Missing) -> wire::FieldReason {
    wire::FieldReason {
        field: missing.name(),
        reason: sentence(missing.needed_because()),
    }
}

fn on_the_wire(action: Action) -> wire::Action {
    match action {
        Action::UpdateProfile => wire::Action::UpdateProfile,
        Action::AttestCriteria => wire::Action::AttestCriteria,
        Action::Submit => wire::Action::Submit,
        Action::List => wire::Action::List,
        Action::Unlist => wire::Action::Unlist,
        Action::Relist => wire::Action::Relist,
        Action::Return => wire::Action::Return,
        Action::Reject => wire::Action::Reject,
        Action::ApproveChanges => wire::Action::ApproveChanges,
        Action::ReturnChanges => wire::Action::ReturnChanges,
        Action::WithdrawChanges => wire::Action::WithdrawChanges,
        Action::ConfirmCapacity => wire::Action::ConfirmCapacity,
        Action::Certify => wire::Action::Certify,
        Action::RenewCertification => wire::Action::RenewCertification,
        Action::RevokeCertification => wire::Action::RevokeCertification,
        Action::Close => wire::Action::Close,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chassis::caller::Role;
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        enterprise::Stage,
        values::{profile::Profile, text::Name},
    };

    const NOW: OffsetDateTime = datetime!(2026-11-24 12:00 UTC);
    const OURS: Uuid = Uuid::from_u128(1);

    fn entry(stage: Stage) -> Entry {
        let profile = Profile::named(Name::parse("Exempelköket").unwrap());
        let slug = profile.slugs(OURS).remove(0);
        Entry {
            stage,
            organisation: Some(OURS),
            ..Entry::draft(OURS, slug, profile, NOW)
        }
    }

    fn caller(organisation: Option<Uuid>, roles: &[Role]) -> Caller {
        Caller {
            subject: "somebody".to_owned(),
            roles: BTreeSet::from_iter(roles.iter().copied()),
            organisation,
            ..Caller::anonymous()
        }
    }

    fn possible(stage: Stage, caller: &Caller) -> Possible {
        Possible::of(&entry(stage), caller, NOW)
    }

    fn actions(stage: Stage, caller: &Caller) -> Vec<wire::Action> {
        let actions = possible(stage, caller).allowed_actions.into_iter();
        actions.map(|it| it.try_into().unwrap()).collect()
    }

    #[test]
    fn each_caller_is_offered_what_is_theirs_to_do() {
        use wire::Action as Allowed;
        let owner = caller(Some(OURS), &[Role::AsfEditor, Role::AsfOwner]);
        let editor = caller(Some(OURS), &[Role::AsfEditor]);
        let staff = caller(None, &[Role::Staff]);
        let writes = [Allowed::UpdateProfile, Allowed::AttestCriteria];
        let with = |more: &[Allowed]| [&writes[..], more].concat();
        assert_eq!(actions(Stage::Draft, &owner), with(&[Allowed::Submit]));
        assert_eq!(actions(Stage::Draft, &editor), writes);
        assert_eq!(actions(Stage::Listed, &owner), with(&[Allowed::Unlist]));
        assert_eq!(actions(Stage::Unlisted, &owner), with(&[Allowed::Relist]));
        assert_eq!(actions(Stage::Rejected, &owner), []);
        assert_eq!(actions(Stage::Closed, &staff), []);
        let decides = [Allowed::List, Allowed::Return, Allowed::Reject];
        let holds = [Allowed::Certify, Allowed::Close];
        assert_eq!(
            actions(Stage::Submitted, &staff),
            with(&[&decides[..], &holds].concat())
        );
    }

    #[test]
    fn who_asks_for_itself_needs_the_criteria_too() {
        let owner = caller(Some(OURS), &[Role::AsfOwner]);
        let own = possible(Stage::Draft, &owner);
        let fields = own.missing_fields.iter().map(|it| it.field.as_str());
        let fields: Vec<_> = fields.collect();
        assert_eq!(
            (fields[0], fields[8]),
            ("org_number", "attestations[independence]")
        );
        assert_eq!((fields.len(), own.needed_field_count), (9, 9));
        let staff = possible(Stage::Draft, &caller(None, &[Role::Staff]));
        assert_eq!(
            (staff.missing_fields.len(), staff.needed_field_count),
            (5, 5)
        );
        assert_eq!(
            staff.missing_fields[3].reason,
            "The list is searched by place."
        );
    }

    #[test]
    fn what_waits_for_review_is_named_only_while_it_does() {
        let editor = caller(Some(OURS), &[Role::AsfEditor]);
        let reviewed = possible(Stage::Listed, &editor).reviewed_fields;
        assert_eq!(reviewed.len(), 8);
        assert_eq!(reviewed[..2], ["name", "org_number"]);
        assert_eq!(reviewed[4], "attestations[integration]");
        let staff = caller(None, &[Role::Staff]);
        for nothing in [
            possible(Stage::Listed, &staff),
            possible(Stage::Draft, &editor),
        ] {
            assert!(nothing.reviewed_fields.is_empty());
        }
    }
}
