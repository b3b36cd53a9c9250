//! What the world hears of a certification: its days, and that it ended.

use chassis::times::timestamp;
use eventlog::journal::PublicEvent;
use proto::asf::registry::v1::{CertificationLapsed, EnterpriseCertified, LapseCause};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Kind, public};
use crate::domain::values::certification::Certification;

pub(super) const CERTIFIED: Kind = Kind {
    r#type: "asf.registry.v1.EnterpriseCertified",
    name: "certified",
};
pub(super) const LAPSED: Kind = Kind {
    r#type: "asf.registry.v1.CertificationLapsed",
    name: "certification-lapsed",
};

pub(super) fn certified(
    id: Uuid,
    held: Certification,
    renewal: bool,
    at: OffsetDateTime,
) -> PublicEvent {
    let message = EnterpriseCertified {
        enterprise_id: id.to_string(),
        certified_from: held.issued_on.to_string(),
        certified_until: held.expires_on.to_string(),
        renewal,
        certified_at: Some(timestamp(at)),
    };
    public(&CERTIFIED, id, &message)
}

/// Why it was taken back is between Skoopi and the enterprise.
pub(super) fn lapsed(id: Uuid, cause: LapseCause, at: OffsetDateTime) -> PublicEvent {
    let message = CertificationLapsed {
        enterprise_id: id.to_string(),
        cause: cause.into(),
        lapsed_at: Some(timestamp(at)),
    };
    public(&LAPSED, id, &message)
}

/// `YYYY-MM-DD`; empty for none.
pub(super) fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
