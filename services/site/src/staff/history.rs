//! `/personal/foretag/<id>/historik`: everything that happened to an
//! enterprise, the latest first.

use axum::{extract::Path, response::Response};
use proto::asf::registry::v1::{FieldChange, HistoryEntry, ListHistoryRequest};

use super::{
    StaffSection,
    enterprises::{enterprise, path_of},
    next_page,
    people::People,
    review::words,
};
use crate::page::{
    Page, asked,
    early_response::EarlyResponse,
    page_request::PageRequest,
    part::{Part, Row},
};

/// So much of a text tells what changed; the rest stands on the profile.
const SHOWN: usize = 160;
const NOTICE: &str = "NoticeRequested";

pub(crate) async fn get(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let enterprise = enterprise(&request, id.clone()).await?;
    let question = ListHistoryRequest {
        id,
        page_size: 0,
        page_token: asked(&request).text("page_token").to_owned(),
    };
    let page = request.history().list_history(question).await?.into_inner();
    let people = People::know(&request).await;
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(&enterprise.id);
    let mut part = Part::new(t.happened_title());
    if page.entries.is_empty() {
        part = part.lead(t.happened_none());
    }
    // That somebody was told follows from what happened.
    let entries = page.entries.iter().filter(|it| it.event != NOTICE);
    part = part.rows(entries.map(|it| row(&request, it, &people)));
    if !page.next_page_token.is_empty() {
        let next = next_page(&format!("{path}/historik"), &[], &page.next_page_token);
        part = part.link(lang, &next, t.happened_older());
    }
    let name = enterprise.profile.map(|it| it.name).unwrap_or_default();
    let nav = StaffSection::Enterprises;
    let sheet = Page::new(&request, nav, t.happened_of(&name))
        .lead(t.happened_lead())
        .part(part)
        .link(&path, t.staff_enterprise_page());
    Ok(sheet.show(&request))
}

fn row(request: &PageRequest, entry: &HistoryEntry, people: &People) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let at = entry.at.as_ref().and_then(|at| lang.moment(at));
    let who = people.name(request, &entry.actor);
    let row =
        Row::new(words::event(lang, &entry.event)).hint(t.happened_by(who, at.unwrap_or_default()));
    let row = match entry.reason.as_str() {
        "" => row,
        reason => row.hint(t.happened_reason(words::reason(lang, reason))),
    };
    let changes = entry.changes.iter();
    changes.fold(row, |row, change| row.hint(line(request, change)))
}

fn line(request: &PageRequest, change: &FieldChange) -> String {
    let t = request.lang.texts();
    let shown = |text: &str| match text {
        "" => t.happened_empty(),
        text => shortened(text),
    };
    let field = words::field(request.lang, &change.field);
    t.happened_change(field, shown(&change.before), shown(&change.after))
}

/// On one line, and no longer than one reads in passing.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        None => line,
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_by_its_beginning() {
        assert_eq!(shortened("Vi lagar\n\nmat."), "Vi lagar mat.");
        let long = shortened(&"å".repeat(500));
        assert_eq!(long.chars().count(), SHOWN + 1);
    }
}
