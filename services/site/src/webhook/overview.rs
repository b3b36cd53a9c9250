//! `/konto/webhooks`: the organisation's webhooks.

use axum::response::Response;
use proto::asf::registry::v1::Webhook;

use super::{EXPLAINED, PATH, all, path_of, words};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    navigation::AccountSection,
    page_request::PageRequest,
    part::{Part, Row},
};

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let webhooks = all(&request).await?;
    let t = request.lang.texts();
    let sheet = Page::new(&request, AccountSection::Webhooks, t.hooks_title());
    let sheet = sheet.lead(t.hooks_lead());
    let sheet = if webhooks.is_empty() {
        sheet.lead(t.hooks_empty())
    } else {
        let rows = webhooks.iter().map(|it| row(&request, it));
        sheet.part(Part::new(t.hooks_yours()).rows(rows))
    };
    let sheet = sheet
        .link(&format!("{PATH}/ny"), t.hooks_new())
        .link(EXPLAINED, t.hooks_explained());
    Ok(sheet.show(&request))
}

fn row(request: &PageRequest, webhook: &Webhook) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let last = webhook.last_delivered_at.and_then(|at| lang.moment(&at));
    let last = last.map_or_else(|| t.hooks_never_delivered(), |at| t.hooks_delivered(at));
    let tag = match (webhook.disabled, webhook.waiting) {
        (true, _) => Some(t.hooks_off()),
        (false, 0) => None,
        (false, waiting) => Some(t.hooks_waiting_count(waiting)),
    };
    let [(_, events), ..] = words::wanted(lang, webhook);
    Row::new(&webhook.url)
        .to(lang, &path_of(&webhook.id))
        .hint(events)
        .hint(last)
        .tag(tag)
}
