//! What a person is at this moment: the roles that a token of the person
//! names.

use std::collections::BTreeSet;

use chassis::caller::Role;
use time::Date;
use uuid::Uuid;

use crate::{
    domain::values::{MemberRole, OrganisationKind},
    projection::{
        accounts::{AccountRow, Accounts},
        members::{Members, MembershipRow},
    },
};

/// A person's roles, and the organisation that the person acts for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) roles: BTreeSet<Role>,
    /// SCB codes of the counties of a process leader.
    pub(crate) counties: Vec<String>,
    pub(crate) organisation: Option<Uuid>,
}

/// Reads standings; clones share the pool.
#[derive(Clone)]
pub(crate) struct Standings {
    accounts: Accounts,
    members: Members,
}

impl Standings {
    pub(crate) fn new(accounts: Accounts, members: Members) -> Self {
        Self { accounts, members }
    }

    /// `wanted` is the organisation that the person chose to act for; without
    /// it, or when the person has left it, it is the first one. `today` is the
    /// day in Sweden. One who has no account has no role.
    ///
    /// # Errors
    /// The database fails.
    pub(crate) async fn of(
        &self,
        subject: Uuid,
        wanted: Option<Uuid>,
        today: Date,
    ) -> Result<Standing, sqlx::Error> {
        let (account, places) =
            tokio::try_join!(self.accounts.get(subject), self.members.of_subject(subject))?;
        Ok(match account.filter(|account| !account.erased) {
            None => Standing::default(),
            Some(account) => standing(&account, &places, wanted, today),
        })
    }
}

fn standing(
    account: &AccountRow,
    places: &[MembershipRow],
    wanted: Option<Uuid>,
    today: Date,
) -> Standing {
    let chosen = wanted.and_then(|id| places.iter().find(|place| place.organisation == id));
    let place = chosen.or(places.first());
    let mut roles = BTreeSet::from([Role::Account]);
    roles.extend(place.into_iter().flat_map(|it| roles_of(it, today)));
    if account.staff {
        roles.insert(Role::Staff);
    }
    if !account.counties.is_empty() {
        roles.insert(Role::ProcessLeader);
    }
    Standing {
        roles,
        counties: account.counties.clone(),
        organisation: place.map(|place| place.organisation),
    }
}

/// An organisation that waits for its check gives what an application needs:
/// an ASF's own draft is seen by nobody until it was reviewed. One that was
/// refused gives nothing.
fn roles_of(place: &MembershipRow, today: Date) -> Vec<Role> {
    let mut roles = match (place.kind, place.role) {
        _ if place.is_refused => return Vec::new(),
        (OrganisationKind::Asf, MemberRole::Editor) => vec![Role::AsfEditor],
        (OrganisationKind::Asf, MemberRole::Owner) => vec![Role::AsfEditor, Role::AsfOwner],
        _ if !place.is_verified => return Vec::new(),
        (OrganisationKind::PublicBody | OrganisationKind::Company, role)
            if role >= MemberRole::Editor =>
        {
            vec![Role::Buyer]
        }
        (
            OrganisationKind::PublicBody
            | OrganisationKind::Company
            | OrganisationKind::Asf
            | OrganisationKind::Skoopi,
            _,
        ) => Vec::new(),
    };
    if place.is_verified && place.skoopi.is_some_and(|period| period.covers(today)) {
        roles.push(Role::Member);
    }
    roles
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use time::macros::{date, datetime};

    use super::*;
    use crate::domain::values::{Language, MailPreferences, period::Period};

    const TODAY: Date = date!(2026 - 03 - 01);

    fn account() -> AccountRow {
        AccountRow {
            subject: Uuid::nil(),
            erased: false,
            email_verified: true,
            language: Language::Sv,
            mail: MailPreferences::default(),
            staff: false,
            counties: Vec::new(),
            has_password: true,
            has_totp: false,
            providers: Vec::new(),
            created_at: datetime!(2026-01-01 12:00 UTC),
        }
    }

    fn place(nth: u128, kind: OrganisationKind, role: MemberRole) -> MembershipRow {
        MembershipRow {
            organisation: Uuid::from_u128(nth),
            name: "Exempel".to_owned(),
            kind,
            is_verified: true,
            is_refused: false,
            role,
            since: datetime!(2026-01-01 12:00 UTC),
            skoopi: None,
        }
    }

    #[rstest]
    #[case(OrganisationKind::PublicBody, MemberRole::Editor, &[Role::Buyer])]
    #[case(OrganisationKind::Company, MemberRole::Owner, &[Role::Buyer])]
    #[case(OrganisationKind::Company, MemberRole::Viewer, &[])]
    #[case(OrganisationKind::Asf, MemberRole::Viewer, &[])]
    #[case(OrganisationKind::Asf, MemberRole::Editor, &[Role::AsfEditor])]
    #[case(OrganisationKind::Asf, MemberRole::Owner, &[Role::AsfEditor, Role::AsfOwner])]
    #[case(OrganisationKind::Skoopi, MemberRole::Owner, &[])]
    fn a_place_gives_its_roles_once_verified_and_an_asfs_before(
        #[case] kind: OrganisationKind,
        #[case] role: MemberRole,
        #[case] roles: &[Role],
    ) {
        let mut place = place(1, kind, role);
        assert_eq!(roles_of(&place, TODAY), roles);
        place.is_verified = false;
        place.skoopi = Period::new(TODAY, None).ok();
        let is_asf = kind == OrganisationKind::Asf;
        assert_eq!(roles_of(&place, TODAY), if is_asf { roles } else { &[] });
        place.is_refused = true;
        assert_eq!(roles_of(&place, TODAY), []);
    }

    #[test]
    fn every_member_is_one_on_the_days_of_the_membership() {
        let mut place = place(1, OrganisationKind::Asf, MemberRole::Viewer);
        place.skoopi = Period::new(TODAY, Some(TODAY)).ok();
        assert_eq!(roles_of(&place, TODAY), [Role::Member]);
        for day in [TODAY.previous_day(), TODAY.next_day()] {
            assert_eq!(roles_of(&place, day.unwrap()), []);
        }
        place.skoopi = Period::new(TODAY, None).ok();
        assert_eq!(roles_of(&place, date!(2030 - 01 - 01)), [Role::Member]);
    }

    #[test]
    fn a_person_acts_for_the_wanted_organisation_while_belonging_to_it() {
        let places = [
            place(1, OrganisationKind::Asf, MemberRole::Owner),
            place(2, OrganisationKind::Company, MemberRole::Owner),
        ];
        let acts_for = |wanted: Option<u128>| {
            let wanted = wanted.map(Uuid::from_u128);
            let standing = standing(&account(), &places, wanted, TODAY);
            standing.organisation.map(|id| id.as_u128())
        };
        assert_eq!(acts_for(Some(2)), Some(2));
        assert_eq!(acts_for(Some(3)), Some(1));
        assert_eq!(acts_for(None), Some(1));
        let alone = standing(&account(), &[], None, TODAY);
        assert_eq!(alone.organisation, None);
        assert_eq!(alone.roles, BTreeSet::from([Role::Account]));
    }

    #[test]
    fn staff_and_process_leaders_are_so_without_an_organisation() {
        let account = AccountRow {
            staff: true,
            counties: vec!["14".to_owned()],
            ..account()
        };
        let standing = standing(&account, &[], None, TODAY);
        let roles = [Role::Account, Role::ProcessLeader, Role::Staff];
        assert_eq!(standing.roles, BTreeSet::from(roles));
        assert_eq!(standing.counties, ["14"]);
    }
}
