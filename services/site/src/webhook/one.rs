//! `/konto/webhooks/<id>`: a webhook, and what was sent to it.

use axum::{extract::Path, response::Response};
use proto::asf::registry::v1::{
    Delivery, DeliveryState, ListDeliveriesRequest, ListDeliveriesResponse, Webhook,
};

use super::{EXPLAINED, PATH, one, path_of, words};
use crate::page::{
    Page, asked,
    early_response::EarlyResponse,
    local,
    navigation::AccountSection,
    page_request::PageRequest,
    part::{Button, Part, Row},
};

pub(crate) async fn get(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let webhook = one(&request, &id).await?;
    let question = ListDeliveriesRequest {
        id,
        page_size: 0,
        page_token: asked(&request).text("sida").to_owned(),
    };
    let log = request
        .webhooks()
        .list_deliveries(question)
        .await
        .map_err(EarlyResponse::of_one)?
        .into_inner();
    Ok(sheet(&request, &webhook, &log).show(&request))
}

fn sheet(request: &PageRequest, webhook: &Webhook, log: &ListDeliveriesResponse) -> Page {
    let t = request.lang.texts();
    let mut sheet = Page::new(request, AccountSection::Webhooks, t.hooks_one_title());
    if webhook.disabled {
        let why = words::disabled(t, webhook);
        sheet = sheet.warning(why, EXPLAINED, t.hooks_explained());
    }
    sheet
        .part(settings(request, webhook))
        .part(deliveries(request, webhook, log))
        .link(PATH, t.hooks_back())
}

fn settings(request: &PageRequest, webhook: &Webhook) -> Part {
    let (lang, t) = (request.lang, request.lang.texts());
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

fn deliveries(request: &PageRequest, webhook: &Webhook, log: &ListDeliveriesResponse) -> Part {
    let (lang, t) = (request.lang, request.lang.texts());
    let part = Part::new(t.deliveries_title());
    if log.deliveries.is_empty() {
        return part.lead(t.deliveries_empty());
    }
    let rows = log.deliveries.iter().map(|it| row(request, webhook, it));
    let part = part.lead(t.deliveries_lead()).rows(rows);
    match log.next_page_token.as_str() {
        "" => part,
        token => {
            let older = format!("{}?sida={}", path_of(&webhook.id), local::encoded(token));
            part.link(lang, &older, t.deliveries_older())
        }
    }
}

fn row(request: &PageRequest, webhook: &Webhook, delivery: &Delivery) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
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
