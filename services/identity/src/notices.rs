//! What other services want people to be told: an event of theirs becomes a
//! letter to each person that it is for.

use std::collections::BTreeMap;

use chassis::clock::Clock;
use eventlog::{
    feed::FeedRow,
    projector::{ApplyError, Subscription},
};
use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::Value;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    mail::{
        letter::{Letter, To},
        outbox::{Outbox, OutboxError},
        template::{Category, Template},
    },
    projection::members::Members,
};

/// The name of the event, of whatever service.
const NAME: &str = "NoticeRequested";
/// What happened longer ago is no news: a service that was away for weeks, or
/// events that are read again, shall not wake anybody.
const NEWS: Duration = Duration::days(7);

/// Follows a service's notices.
pub(crate) struct Notices {
    pub(crate) clock: Clock,
    pub(crate) outbox: Outbox,
    pub(crate) members: Members,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Notice {
    #[serde(default)]
    subject_id: Option<Uuid>,
    #[serde(default)]
    organisation_id: Option<Uuid>,
    template: String,
    #[serde(default)]
    parameters: BTreeMap<String, String>,
    #[serde(with = "time::serde::rfc3339")]
    requested_at: OffsetDateTime,
}

impl Subscription for Notices {
    fn projection(&self) -> &'static str {
        "notices"
    }

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        event: &'a FeedRow,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            if event.r#type.rsplit('.').next() != Some(NAME) {
                return Ok(());
            }
            let notice: Notice = serde_json::from_str(&event.data).map_err(poison)?;
            if notice.requested_at < self.clock.now() - NEWS {
                return Ok(());
            }
            let template = template(&notice)?;
            for subject in self.told(tx, &notice).await? {
                let to = To::Subject(subject);
                let letter = Letter::new(to, template.clone(), event.event_id);
                self.outbox.send_in(tx, letter).await.map_err(failed)?;
            }
            Ok(())
        })
    }
}

impl Notices {
    async fn told(&self, tx: &mut PgConnection, notice: &Notice) -> Result<Vec<Uuid>, ApplyError> {
        match (notice.subject_id, notice.organisation_id) {
            (Some(subject), None) => Ok(vec![subject]),
            (None, Some(organisation)) => Ok(self.members.tellable_in(tx, organisation).await?),
            (Some(_), Some(_)) | (None, None) => {
                Err(poison("it is for one person or for one organisation"))
            }
        }
    }
}

/// The template by the service's words. What is about accounts only identity
/// says.
fn template(notice: &Notice) -> Result<Template, ApplyError> {
    let mut values: serde_json::Map<String, Value> = notice
        .parameters
        .iter()
        .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
        .collect();
    values.insert("template".to_owned(), notice.template.as_str().into());
    let template: Template = serde_json::from_value(values.into()).map_err(poison)?;
    match template.category() {
        Category::Enterprise => Ok(template),
        Category::Account | Category::Organisation => {
            Err(poison("only identity itself sends such a mail"))
        }
    }
}

fn poison(reason: impl ToString) -> ApplyError {
    ApplyError::Poison(reason.to_string())
}

fn failed(error: OutboxError) -> ApplyError {
    match error {
        OutboxError::Database(error) => ApplyError::Database(error),
        OutboxError::Vault(_) | OutboxError::Json(_) => poison(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::template::enterprise::EnterpriseMail;

    fn notice(template: &str, parameters: &[(&str, &str)]) -> Notice {
        let parameters = parameters.iter();
        let parameters: BTreeMap<_, _> = parameters.copied().collect();
        let json = serde_json::json!({
            "enterpriseId": "a", "organisationId": Uuid::nil(), "template": template,
            "parameters": parameters, "requestedAt": "2026-03-04T12:00:00Z",
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_service_names_the_template_and_what_it_shows() {
        let listed = notice("enterprise-listed", &[("name", "Kajen"), ("slug", "kajen")]);
        let expected = EnterpriseMail::EnterpriseListed {
            name: "Kajen".to_owned(),
            slug: "kajen".to_owned(),
        };
        assert_eq!(template(&listed).unwrap(), Template::Enterprise(expected));
    }

    #[test]
    fn what_cannot_be_shown_is_poison() {
        for (name, parameters) in [
            ("enterprise-listed", &[("name", "Kajen")][..]),
            ("enterprise-sold", &[]),
            ("", &[]),
        ] {
            let refused = template(&notice(name, parameters));
            assert!(matches!(refused, Err(ApplyError::Poison(_))), "{name}");
        }
    }

    #[test]
    fn nobody_else_sends_mails_about_accounts_and_members() {
        for (name, parameters) in [
            ("verify-email", &[("token", "t0")][..]),
            ("staff-granted", &[]),
            ("member-removed", &[("organisation", "Org")]),
            (
                "enterprise-unlisted",
                &[("name", "x"), ("template", "staff-granted")],
            ),
        ] {
            let made = template(&notice(name, parameters));
            let is_harmless = made.is_ok_and(|it| it.category() == Category::Enterprise);
            assert_eq!(is_harmless, name == "enterprise-unlisted", "{name}");
        }
    }
}
