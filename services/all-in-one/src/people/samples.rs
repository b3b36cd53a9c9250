//! The sample accounts: one for each thing that somebody can be. Making them
//! again after an interruption goes on where it ended.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use futures::{StreamExt, TryStreamExt, future::try_join_all, stream};
use proto::asf::{
    identity::v1::{MemberRole, OrganisationKind},
    registry::v1::{Profile, registry_service_client::RegistryServiceClient},
};
use time::Date;
use tonic::transport::Channel;

use crate::{
    people::{LoggedIn, People, claims, organisations::Founding},
    samples::numbers,
};

pub const STAFF: &str = "staff";
pub const PROCESS_LEADER: &str = "process-leader";
pub const OWNER: &str = "owner";
pub const EDITOR: &str = "editor";
pub const NONMEMBER: &str = "nonmember";
pub const BUYER: &str = "buyer";
pub const COMPANY: &str = "company";

/// The county that the process leader works for.
pub const COUNTY: &str = "14";

/// A sample account: the part of its address before the `@`, what it is called,
/// and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    pub local: &'static str,
    pub name: &'static str,
    pub about: &'static str,
}

/// Named for what they are, since they are nobody.
pub const ACCOUNTS: [Account; 7] = [
    Account::new(STAFF, "Exempel Kansli", "staff of Skoopi"),
    Account::new(
        PROCESS_LEADER,
        "Exempel Processledare",
        "process leader of county 14",
    ),
    Account::new(
        OWNER,
        "Exempel Ägare",
        "owner of a listed ASF that is a member",
    ),
    Account::new(EDITOR, "Exempel Redaktör", "editor in the same ASF"),
    Account::new(
        NONMEMBER,
        "Exempel Grannägare",
        "owner of a listed ASF that is no member",
    ),
    Account::new(BUYER, "Exempel Inköpare", "a municipality's buyer"),
    Account::new(COMPANY, "Exempel Företagare", "a company's buyer"),
];

/// The numbers of the buyers come after those of the sample enterprises.
const MUNICIPALITY_NUMBER: usize = 90_001;
const COMPANY_NUMBER: usize = 90_002;

/// What the owner who is no member wants to offer from now on.
const NEW_SERVICES: [&str; 2] = ["arbetstraning", "sysselsattning"];

/// Identity hashes four passwords at once and turns the fifth away.
const AT_ONCE: usize = 3;

impl Account {
    const fn new(local: &'static str, name: &'static str, about: &'static str) -> Self {
        Self { local, name, about }
    }
}

/// The address of a sample account.
pub fn email(local: &str) -> String {
    format!("{local}@asf.example")
}

/// The password of a sample account.
pub fn password(local: &str) -> String {
    format!("sample-password-for-{local}")
}

/// The ASFs that `owner` and `nonmember` own, and since when the former is a
/// member of Skoopi.
pub struct Wanted<'a> {
    pub owners: &'a Profile,
    pub nonmembers: &'a Profile,
    pub member_from: Date,
}

/// Sample people who are logged in, by the first part of their addresses.
pub struct Samples {
    people: People,
    logged_in: BTreeMap<&'static str, LoggedIn>,
}

impl Samples {
    /// Makes all accounts, with their roles and organisations. Staff's account
    /// has to be there.
    ///
    /// # Errors
    /// A step is refused.
    pub async fn ensure(people: &People, wanted: &Wanted<'_>) -> Result<Self> {
        let staff = people.log_in(&email(STAFF), &password(STAFF)).await?;
        let others = ACCOUNTS.iter().filter(|it| it.local != STAFF);
        let mut logged_in: BTreeMap<_, _> = stream::iter(others)
            .map(|account| open(people, &staff, account))
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await?;
        people.lead(&staff, &email(PROCESS_LEADER), COUNTY).await?;
        logged_in.insert(STAFF, staff);
        let samples = Self {
            people: people.clone(),
            logged_in,
        };
        samples.found_all(wanted).await?;
        Ok(samples)
    }

    /// # Errors
    /// There is no such sample.
    pub fn of(&self, local: &str) -> Result<&LoggedIn> {
        let found = self.logged_in.get(local);
        found.with_context(|| format!("{local} is no sample account"))
    }

    async fn found_all(&self, wanted: &Wanted<'_>) -> Result<()> {
        let staff = self.of(STAFF)?;
        let (owner, editor) = (self.of(OWNER)?, self.of(EDITOR)?);
        let foundings = [
            (owner, asf(wanted.owners, Some(wanted.member_from))),
            (self.of(NONMEMBER)?, asf(wanted.nonmembers, None)),
            (self.of(BUYER)?, municipality()?),
            (self.of(COMPANY)?, company()?),
        ];
        let founded = foundings
            .iter()
            .map(|(person, founding)| self.people.found(staff, person, founding));
        let founded = try_join_all(founded).await?;
        let own = founded.first().context("the owner's organisation")?;
        let guest = (email(EDITOR), editor);
        let guest = (guest.0.as_str(), guest.1);
        self.people
            .let_in(owner, &own.id, guest, MemberRole::Editor)
            .await
    }

    /// Ties the organisations of `owner` and `nonmember` to their enterprises
    /// on the list.
    ///
    /// # Errors
    /// They are not on the list, or a step is refused.
    pub async fn tie(&self, registry: Channel, wanted: &Wanted<'_>) -> Result<()> {
        let registry = RegistryServiceClient::new(registry);
        let ties = [(OWNER, wanted.owners), (NONMEMBER, wanted.nonmembers)];
        let ties = ties.map(|(local, profile)| self.tie_one(&registry, local, profile));
        try_join_all(ties).await.map(drop)
    }

    /// The owner who is no member wants to change what the criteria hang on: it
    /// waits for review.
    ///
    /// # Errors
    /// The change is refused.
    pub async fn propose(&self, registry: Channel) -> Result<()> {
        let registry = RegistryServiceClient::new(registry);
        let owner = self.of(NONMEMBER)?;
        self.people.propose(&registry, owner, NEW_SERVICES).await
    }

    async fn tie_one(
        &self,
        registry: &RegistryServiceClient<Channel>,
        local: &str,
        profile: &Profile,
    ) -> Result<()> {
        let (staff, owner) = (self.of(STAFF)?, self.of(local)?);
        let entry = claims::listed(registry, &profile.name, &profile.org_number).await?;
        self.people.tie(registry, staff, owner, &entry.id).await
    }
}

async fn open(
    people: &People,
    staff: &LoggedIn,
    account: &Account,
) -> Result<(&'static str, LoggedIn)> {
    let (email, password) = (email(account.local), password(account.local));
    if people.find(staff, &email).await?.is_none() {
        people.sign_up(&email, &password, account.name).await?;
    }
    Ok((account.local, people.log_in(&email, &password).await?))
}

fn asf(profile: &Profile, member_from: Option<Date>) -> Founding {
    Founding {
        kind: OrganisationKind::Asf,
        name: profile.name.clone(),
        org_number: profile.org_number.clone(),
        member_from,
    }
}

fn municipality() -> Result<Founding> {
    invented(
        OrganisationKind::PublicBody,
        "Exempelkommunen",
        MUNICIPALITY_NUMBER,
    )
}

fn company() -> Result<Founding> {
    invented(
        OrganisationKind::Company,
        "Exempelbolaget AB",
        COMPANY_NUMBER,
    )
}

fn invented(kind: OrganisationKind, name: &str, place: usize) -> Result<Founding> {
    let org_number = numbers::org_number(place).context("five digits make a number")?;
    Ok(Founding {
        kind,
        name: name.to_owned(),
        org_number: org_number.into(),
        member_from: None,
    })
}
