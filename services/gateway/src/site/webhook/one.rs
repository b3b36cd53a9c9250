//! `/konto/webhooks/<id>`: a webhook, and what was sent to it.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{
    Delivery, DeliveryState, ListDeliveriesRequest, ListDeliveriesResponse, Webhook,
};

use super::{EXPLAINED, PATH, one, path_of, words};
use crate::site::{
    Site,
    account::room::Room,
    local,
    organisation::sheet::{Button, Part, Row, Sheet, asked},
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let webhook = one(&site, &visit, &id).await?;
    let question = visit.asking(ListDeliveriesRequest {
        id,
        page_size: 0,
        page_token: asked(&visit).text("sida").to_owned(),
    });
    let mut client = site.clients.webhooks.clone();
    let log = match client.list_deliveries(question).await {
        Ok(answer) => answer.into_inner(),
        Err(status) => return Err(visit.failed_for_one(&status)),
    };
    Ok(sheet(&visit, &webhook, &log).show(&visit))
}

fn sheet(visit: &Visit, webhook: &Webhook, log: &ListDeliveriesResponse) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let mut sheet = Sheet::new(visit, Room::Webhooks.doors(lang), t.hooks_one_title());
    if webhook.disabled {
        let why = words::disabled(t, webhook);
        sheet = sheet.warning(why, EXPLAINED, t.hooks_explained());
    }
    sheet
        .part(settings(visit, webhook))
        .part(deliveries(visit, webhook, log))
        .link(PATH, t.hooks_back())
}

fn settings(visit: &Visit, webhook: &Webhook) -> Part {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(&webhook.id);
    let moment = |at: Option<prost_types::Timestamp>| at.and_then(|at| lang.moment(&at));
    let last = moment(webhook.last_delivered_at);
    let mut part = Part::new(t.hooks_settings()).fact(t.hooks_url(), &webhook.url);
    for (name, value) in words::wanted(lang, webhook) {
        part = part.fact(name, value);
    }
    let until = moment(webhook.old_secret_until);
    let part = part
        .fact(t.hooks_last(), last.unwrap_or_else(|| t.hooks_never()))
        .fact(t.hooks_waiting(), lang.number(webhook.waiting))
        .fact(t.hooks_old_secret(), until.unwrap_or_default());
    let part = match webhook.disabled {
        true => part.button(Button::new(
            lang,
            &format!("{path}/sla-pa"),
            t.hooks_enable(),
        )),
        false => part.button(Button::new(lang, &format!("{path}/prova"), t.hooks_test())),
    };
    part.link(lang, &format!("{path}/andra"), t.hooks_edit())
        .link(lang, &format!("{path}/hemlighet"), t.hooks_new_secret())
        .link(lang, &format!("{path}/ta-bort"), t.hooks_delete())
}

fn deliveries(visit: &Visit, webhook: &Webhook, log: &ListDeliveriesResponse) -> Part {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let part = Part::new(t.deliveries_title());
    if log.deliveries.is_empty() {
        return part.lead(t.deliveries_empty());
    }
    let rows = log.deliveries.iter().map(|it| row(visit, webhook, it));
    let part = part.lead(t.deliveries_lead()).rows(rows);
    match log.next_page_token.as_str() {
        "" => part,
        token => {
            let older = format!("{}?sida={}", path_of(&webhook.id), local::encoded(token));
            part.link(lang, &older, t.deliveries_older())
        }
    }
}

fn row(visit: &Visit, webhook: &Webhook, delivery: &Delivery) -> Row {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let moment = |at: Option<prost_types::Timestamp>| at.and_then(|at| lang.moment(&at));
    let created = moment(delivery.created_at).unwrap_or_default();
    let next = moment(delivery.next_attempt_at).filter(|_| delivery.attempts > 0);
    let event = words::event(t, &delivery.event_type);
    let row = Row::new(event.as_str())
        .hint(created.as_str())
        .hint(words::fault(t, delivery))
        .hint(next.map(|at| t.delivery_next(at)).unwrap_or_default())
        .hint(match delivery.attempts {
            0 | 1 => String::new(),
            attempts => t.delivery_attempts(attempts),
        })
        .tag(Some(words::state(t, delivery)));
    let is_new = delivery.state() == DeliveryState::Waiting && delivery.attempts == 0;
    if webhook.disabled || is_new {
        return row;
    }
    let path = format!("{}/leveranser/{}", path_of(&webhook.id), delivery.id);
    let about = format!("{event}, {created}");
    row.button(Button::new(lang, &path, t.delivery_resend()).about(&about))
}
