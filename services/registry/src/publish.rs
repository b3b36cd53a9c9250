//! From private events to public ones, each named. What stands here is the
//! registry's word to the world: the log may change its shape, this may not.

mod benefit;
mod certification;
mod claims;
#[cfg(test)]
mod tests;
pub(crate) mod webhooks;

use chassis::json;
use eventlog::journal::{PublicEvent, Recorded};
use proto::asf::registry::v1::{
    EnterpriseListed, EnterpriseProfileChanged, EnterpriseUnlisted, LapseCause, UnlistedCause,
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::{
    enterprise::{Enterprise, Known, Stage, event::Event},
    values::profile::Profile,
};

/// A public event by the contract's names.
struct Kind {
    /// The message's full name, which is the CloudEvents type too.
    r#type: &'static str,
    /// The event in the NATS subject.
    name: &'static str,
}

const LISTED: Kind = Kind {
    r#type: "asf.registry.v1.EnterpriseListed",
    name: "listed",
};
const PROFILE_CHANGED: Kind = Kind {
    r#type: "asf.registry.v1.EnterpriseProfileChanged",
    name: "profile-changed",
};
const UNLISTED: Kind = Kind {
    r#type: "asf.registry.v1.EnterpriseUnlisted",
    name: "unlisted",
};

/// The site as others see it.
#[derive(Clone)]
pub(crate) struct Site {
    public_url: String,
}

impl Site {
    /// `public_url` is where people find the site.
    pub(crate) fn new(public_url: &str) -> Self {
        Self {
            public_url: public_url.trim_end_matches('/').to_owned(),
        }
    }

    /// The profile page of an enterprise.
    pub(crate) fn page_url(&self, slug: &str) -> String {
        format!("{}/asf/{slug}", self.public_url)
    }
}

/// The public event, or nothing: what happens before the list and after it is
/// nobody else's business.
pub(crate) fn publish(
    site: &Site,
    recorded: &Recorded<Event>,
    after: &Enterprise,
) -> Option<PublicEvent> {
    let (id, at) = (recorded.stream, recorded.metadata.at);
    let known = match after {
        Enterprise::Known(known) => Some(known.as_ref()),
        // Only claims of it are answered.
        Enterprise::Unknown => None,
    };
    let on_list = known.filter(|it| it.stage == Stage::Listed);
    match &recorded.event {
        Event::Registered { organisation, .. } => {
            organisation.map(|organisation| claims::approved(id, organisation, None, at))
        }
        Event::ClaimApproved { organisation } => {
            let number = known.and_then(|it| it.profile.org_number);
            Some(claims::approved(id, *organisation, number, at))
        }
        Event::ClaimRejected {
            organisation,
            reason,
        } => Some(claims::rejected(id, *organisation, reason, at)),
        Event::NoticeRequested {
            organisation,
            notice,
        } => Some(claims::notice(id, *organisation, (notice, known), at)),
        // Identity asked for these, and knows.
        Event::ClaimRequested(_) | Event::ClaimWithdrawn { .. } | Event::Released { .. } => None,
        Event::Submitted
        | Event::KeptOff { .. }
        | Event::Returned { .. }
        | Event::Rejected { .. }
        | Event::CriteriaAttested { .. }
        | Event::ChangesProposed { .. }
        | Event::ChangesReturned { .. }
        | Event::ChangesWithdrawn => None,
        Event::Listed => Some(listed(site, id, known?, at)),
        Event::ProfileChanged { .. }
        | Event::ChangesApproved { .. }
        | Event::CapacityConfirmed { .. }
        | Event::MembershipBegan
        | Event::MembershipEnded => Some(profile_changed(site, id, on_list?, at)),
        Event::Certified { renewal, .. } => {
            let held = on_list?.certification?;
            Some(certification::certified(id, held, *renewal, at))
        }
        Event::CertificationLapsed => {
            on_list.map(|_| certification::lapsed(id, LapseCause::Expired, at))
        }
        Event::CertificationRevoked { .. } => {
            on_list.map(|_| certification::lapsed(id, LapseCause::Revoked, at))
        }
        Event::SocialBenefitReported(told) => on_list.map(|_| benefit::reported(id, told)),
        Event::SocialBenefitWithdrawn { year } => {
            on_list.map(|_| benefit::withdrawn(id, *year, at))
        }
        Event::Unlisted { .. } => Some(unlisted(id, at, UnlistedCause::Unlisted)),
        Event::Closed { was_listed, .. } => {
            was_listed.then(|| unlisted(id, at, UnlistedCause::Closed))
        }
    }
}

fn listed(site: &Site, id: Uuid, known: &Known, at: OffsetDateTime) -> PublicEvent {
    let reports = known.reports.values();
    let summary = Summary::of(&known.profile);
    let message = EnterpriseListed {
        enterprise_id: id.to_string(),
        name: summary.name,
        org_number: summary.org_number,
        county_code: summary.county_code,
        municipality_code: summary.municipality_code,
        industries: summary.industries,
        services: summary.services,
        social_benefit_areas: summary.social_benefit_areas,
        page_url: site.page_url(known.slug.as_str()),
        listed_at: Some(chassis::times::timestamp(at)),
        certified_from: certification::day(known.certification.map(|it| it.issued_on)),
        certified_until: certification::day(known.certification.map(|it| it.expires_on)),
        member: known.member,
        social_benefit: reports.map(|told| benefit::message(id, told)).collect(),
    };
    public(&LISTED, id, &message)
}

fn profile_changed(site: &Site, id: Uuid, known: &Known, at: OffsetDateTime) -> PublicEvent {
    let summary = Summary::of(&known.profile);
    let message = EnterpriseProfileChanged {
        enterprise_id: id.to_string(),
        name: summary.name,
        org_number: summary.org_number,
        county_code: summary.county_code,
        municipality_code: summary.municipality_code,
        industries: summary.industries,
        services: summary.services,
        social_benefit_areas: summary.social_benefit_areas,
        page_url: site.page_url(known.slug.as_str()),
        changed_at: Some(chassis::times::timestamp(at)),
        member: known.member,
    };
    public(&PROFILE_CHANGED, id, &message)
}

fn unlisted(id: Uuid, at: OffsetDateTime, cause: UnlistedCause) -> PublicEvent {
    let message = EnterpriseUnlisted {
        enterprise_id: id.to_string(),
        unlisted_at: Some(chassis::times::timestamp(at)),
        cause: cause.into(),
    };
    public(&UNLISTED, id, &message)
}

fn public(kind: &Kind, id: Uuid, message: &impl prost::Message) -> PublicEvent {
    PublicEvent {
        r#type: kind.r#type,
        subject: format!("asf.registry.v1.enterprise.{}.{id}", kind.name),
        resource: format!("enterprises/{id}"),
        data: json::canonical(kind.r#type, message),
    }
}

/// The enterprise that a public event is about.
pub(crate) fn id_of(resource: &str) -> Option<Uuid> {
    Uuid::parse_str(resource.strip_prefix("enterprises/")?).ok()
}

/// What the public events say of a profile.
struct Summary {
    name: String,
    org_number: String,
    county_code: String,
    municipality_code: String,
    industries: Vec<String>,
    services: Vec<String>,
    social_benefit_areas: Vec<String>,
}

impl Summary {
    fn of(profile: &Profile) -> Self {
        let seat = profile.municipality;
        Self {
            name: profile.name.as_str().to_owned(),
            org_number: profile.org_number.map(String::from).unwrap_or_default(),
            county_code: seat.map(|code| code.county().into()).unwrap_or_default(),
            municipality_code: seat.map(String::from).unwrap_or_default(),
            industries: profile.industries().into_iter().map(Into::into).collect(),
            services: profile.services.iter().map(|&it| it.into()).collect(),
            social_benefit_areas: profile.benefits.iter().map(|&it| it.into()).collect(),
        }
    }
}
