//! What the world hears of an enterprise's social benefit: protected numbers
//! alone.

use chassis::times::timestamp;
use eventlog::journal::PublicEvent;
use proto::asf::registry::v1::{SocialBenefitReported, SocialBenefitWithdrawn};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    domain::{enterprise::benefit::Told, values::report::protected::Protected},
    publish::{Kind, public},
};

pub(super) const REPORTED: Kind = Kind {
    r#type: "asf.registry.v1.SocialBenefitReported",
    name: "social-benefit-reported",
};
pub(super) const WITHDRAWN: Kind = Kind {
    r#type: "asf.registry.v1.SocialBenefitWithdrawn",
    name: "social-benefit-withdrawn",
};

pub(super) fn reported(id: Uuid, told: &Told) -> PublicEvent {
    public(&REPORTED, id, &message(id, told))
}

pub(super) fn withdrawn(id: Uuid, year: u16, at: OffsetDateTime) -> PublicEvent {
    let message = SocialBenefitWithdrawn {
        enterprise_id: id.to_string(),
        year: year.into(),
        withdrawn_at: Some(timestamp(at)),
    };
    public(&WITHDRAWN, id, &message)
}

/// Also of what was told before the enterprise came onto the list.
pub(super) fn message(id: Uuid, told: &Told) -> SocialBenefitReported {
    let shown = Protected::of(&told.report.totals);
    SocialBenefitReported {
        enterprise_id: id.to_string(),
        year: told.report.year.into(),
        employed: shown.employed.exact(),
        employed_target_group: shown.employed_target_group.exact(),
        participants: shown.participants.exact(),
        hours: shown.hours,
        moved_to_work: shown.moved_to_work.exact(),
        moved_to_studies: shown.moved_to_studies.exact(),
        reported_at: Some(timestamp(told.at)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::macros::datetime;

    use super::*;
    use crate::domain::values::{
        report::{Report, Totals},
        text::{Method, Source},
    };

    fn told(totals: Totals) -> Told {
        Told {
            report: Report {
                year: 2025,
                period: None,
                totals,
                method: Method::parse("Lönelistan").unwrap(),
                source: Source::parse("Bokslutet").unwrap(),
                social_return: None,
            },
            at: datetime!(2026-03-01 12:00 UTC),
        }
    }

    #[test]
    fn the_world_hears_protected_numbers_alone() {
        let event = reported(
            Uuid::nil(),
            &told(Totals {
                employed: 20,
                employed_target_group: 17,
                participants: 12,
                hours: 4120,
                moved_to_work: 4,
                moved_to_studies: 5,
            }),
        );
        assert_eq!(event.r#type, "asf.registry.v1.SocialBenefitReported");
        let data: Value = event.data;
        assert_eq!(
            data,
            json!({
                "enterpriseId": Uuid::nil().to_string(),
                "year": 2025,
                "employed": 20,
                "participants": 12,
                "hours": 4120,
                "movedToStudies": 5,
                "reportedAt": "2026-03-01T12:00:00Z",
            })
        );
    }

    #[test]
    fn the_hours_of_a_few_are_theirs_alone() {
        let few = told(Totals {
            participants: 4,
            hours: 4120,
            ..Totals::default()
        });
        let message = message(Uuid::nil(), &few);
        assert_eq!((message.participants, message.hours), (None, None));
    }

    #[test]
    fn a_report_that_is_taken_back_is_taken_back_everywhere() {
        let at = datetime!(2026-03-01 12:00 UTC);
        let event = withdrawn(Uuid::nil(), 2025, at);
        assert!(
            event
                .subject
                .contains("enterprise.social-benefit-withdrawn.")
        );
        let data: Value = event.data;
        assert_eq!(data["year"], 2025);
    }
}
