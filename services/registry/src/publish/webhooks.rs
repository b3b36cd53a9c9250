//! That a webhook is disabled: a mail to its organisation.

use std::collections::HashMap;

use chassis::{json, times::timestamp};
use eventlog::journal::{PublicEvent, Recorded};
use proto::asf::registry::v1::NoticeRequested;

use super::claims::NOTICE_REQUESTED;
use crate::domain::webhook::Event;

const TEMPLATE: &str = "webhook-disabled";

pub(crate) fn told(recorded: &Recorded<Event>) -> PublicEvent {
    let Event::DisabledTold {
        organisation,
        url,
        reason,
        disabled_at,
    } = &recorded.event;
    let parameters = [("url", url), ("reason", reason)];
    let parameters = parameters.map(|(name, value)| (name.to_owned(), value.clone()));
    let message = NoticeRequested {
        // It is about no enterprise.
        enterprise_id: String::new(),
        subject_id: String::new(),
        organisation_id: organisation.to_string(),
        template: TEMPLATE.to_owned(),
        parameters: HashMap::from(parameters),
        requested_at: Some(timestamp(*disabled_at)),
    };
    let id = recorded.stream;
    PublicEvent {
        r#type: NOTICE_REQUESTED.r#type,
        subject: format!("asf.registry.v1.enterprise.{}.{id}", NOTICE_REQUESTED.name),
        resource: format!("webhooks/{id}"),
        data: json::canonical(NOTICE_REQUESTED.r#type, &message),
    }
}
