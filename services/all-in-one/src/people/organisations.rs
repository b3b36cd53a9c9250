//! Founding organisations and letting people in. Each step looks first whether
//! it was done before.

use anyhow::{Context, Result};
use proto::asf::identity::v1::{
    AcceptInvitationRequest, CreateOrganisationRequest, FindAccountRequest, GrantRoleRequest,
    InviteMemberRequest, ListMyOrganisationsRequest, MemberRole, Organisation, OrganisationKind,
    OrganisationState, Person, SetSkoopiMembershipRequest, SkoopiMembership,
    VerifyOrganisationRequest,
};
use tonic::Code;

use crate::{
    asking::told,
    people::{LoggedIn, People, links},
};

/// An organisation that is to be founded.
#[derive(Clone, Debug)]
pub struct Founding {
    pub kind: OrganisationKind,
    pub name: String,
    pub org_number: String,
    /// The first day of its membership in Skoopi; without one it is none.
    pub member_from: Option<time::Date>,
}

impl People {
    /// The account of this address as staff see it, if there is one.
    ///
    /// # Errors
    /// The caller is not staff.
    pub async fn find(&self, staff: &LoggedIn, email: &str) -> Result<Option<Person>> {
        let request = FindAccountRequest {
            email: email.to_owned(),
        };
        let request = self.by(staff, request).await?;
        match self.staff.clone().find_account(request).await {
            Err(status) if status.code() == Code::NotFound => Ok(None),
            answer => Ok(told(answer)?.person),
        }
    }

    /// Makes somebody process leader of a county.
    ///
    /// # Errors
    /// There is no such account, or the caller is not staff.
    pub async fn lead(&self, staff: &LoggedIn, email: &str, county: &str) -> Result<()> {
        let person = self.find(staff, email).await?;
        let person = person.with_context(|| format!("{email} has no account"))?;
        if person.county_codes.iter().any(|code| code == county) {
            return Ok(());
        }
        let request = GrantRoleRequest {
            subject_id: person.subject_id,
            role: "process_leader".to_owned(),
            county_code: county.to_owned(),
        };
        told(
            self.staff
                .clone()
                .grant_role(self.by(staff, request).await?)
                .await,
        )?;
        Ok(())
    }

    /// The first organisation that somebody belongs to.
    ///
    /// # Errors
    /// The caller is not logged in.
    pub async fn organisation_of(&self, person: &LoggedIn) -> Result<Option<Organisation>> {
        let request = self.by(person, ListMyOrganisationsRequest {}).await?;
        let mine = self
            .organisations
            .clone()
            .list_my_organisations(request)
            .await;
        Ok(told(mine)?.organisations.into_iter().next())
    }

    /// Founds an organisation that staff believe in.
    ///
    /// # Errors
    /// A step is refused.
    pub async fn found(
        &self,
        staff: &LoggedIn,
        owner: &LoggedIn,
        wanted: &Founding,
    ) -> Result<Organisation> {
        let made = match self.organisation_of(owner).await? {
            Some(made) => made,
            None => self.create(owner, wanted).await?,
        };
        let made = match made.state() {
            OrganisationState::Verified => made,
            OrganisationState::Unspecified
            | OrganisationState::Unverified
            | OrganisationState::Refused
            | OrganisationState::Closed => self.verify(staff, made.id).await?,
        };
        match (wanted.member_from, &made.skoopi_membership) {
            (Some(from), None) => self.join_skoopi(staff, made.id, from).await,
            (Some(_), Some(_)) | (None, _) => Ok(made),
        }
        .with_context(|| format!("{} cannot be founded", wanted.name))
    }

    async fn create(&self, owner: &LoggedIn, wanted: &Founding) -> Result<Organisation> {
        let request = CreateOrganisationRequest {
            kind: wanted.kind.into(),
            name: wanted.name.clone(),
            org_number: wanted.org_number.clone(),
            domain: String::new(),
        };
        let request = self.by(owner, request).await?;
        let made = self
            .organisations
            .clone()
            .create_organisation(request)
            .await;
        let made = told(made).with_context(|| format!("{} is refused", wanted.name))?;
        made.organisation.context("an answer without organisation")
    }

    async fn verify(&self, staff: &LoggedIn, id: String) -> Result<Organisation> {
        let request = self.by(staff, VerifyOrganisationRequest { id }).await?;
        let verified = told(self.staff.clone().verify_organisation(request).await)?;
        verified
            .organisation
            .context("an answer without organisation")
    }

    async fn join_skoopi(
        &self,
        staff: &LoggedIn,
        id: String,
        from: time::Date,
    ) -> Result<Organisation> {
        let membership = SkoopiMembership {
            from: from.to_string(),
            ..SkoopiMembership::default()
        };
        let request = SetSkoopiMembershipRequest {
            id,
            membership: Some(membership),
        };
        let request = self.by(staff, request).await?;
        let set = told(self.staff.clone().set_skoopi_membership(request).await)?;
        set.organisation.context("an answer without organisation")
    }

    /// Lets somebody into an organisation, by a mail that is answered.
    ///
    /// # Errors
    /// A step is refused, or no mail comes.
    pub async fn let_in(
        &self,
        owner: &LoggedIn,
        organisation: &str,
        (email, guest): (&str, &LoggedIn),
        role: MemberRole,
    ) -> Result<()> {
        if self.organisation_of(guest).await?.is_some() {
            return Ok(());
        }
        let request = InviteMemberRequest {
            id: organisation.to_owned(),
            email: email.to_owned(),
            role: role.into(),
        };
        let request = self.by(owner, request).await?;
        let invited = self.organisations.clone().invite_member(request).await;
        match invited {
            // An earlier start was interrupted after its invitation.
            Err(status) if status.code() == Code::AlreadyExists => {}
            answer => drop(told(answer).with_context(|| format!("{email} is not invited"))?),
        }
        let token = links::wait_for(&self.mail, email, links::INVITATION).await?;
        let request = self.by(guest, AcceptInvitationRequest { token }).await?;
        let accepted = self.organisations.clone().accept_invitation(request).await;
        told(accepted).with_context(|| format!("{email} cannot join"))?;
        Ok(())
    }
}
