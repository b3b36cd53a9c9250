//! `/konto/foretag/andringar`: changes that wait for review, before and after,
//! and taking them back.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::{PendingChanges, Profile, WithdrawChangesRequest};

use super::{
    PATH, criteria,
    own::{OwnEnterprise, ground},
    profile_field::{ProfileField, label},
    profile_form::Typed,
    step::Step,
};
use crate::{
    Site,
    page::{
        Page,
        early_response::EarlyResponse,
        form::Form,
        lang::Lang,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        part::{Change, Part, Row},
        respond,
    },
};

/// The page to confirm on.
pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let own = OwnEnterprise::to_edit(&site, &request).await?;
    match part(&request, &own) {
        Some(part) => Ok(sheet(&request, Some(part)).show(&request)),
        None => Err(respond::go(&request, PATH, None).into()),
    }
}

pub(crate) async fn withdraw(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let own = OwnEnterprise::to_edit(&site, &request).await?;
    let question = request.asking(WithdrawChangesRequest {
        id: own.enterprise.id.clone(),
        etag: String::new(),
    });
    let mut reviews = site.clients.reviews.clone();
    match reviews.withdraw_changes(question).await {
        Ok(_) => {
            let said = request.lang.texts().own_changes_withdrawn();
            Ok(respond::go(&request, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&request, part(&request, &own)).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, part: Option<Part>) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let action = local::localised(lang, "/konto/foretag/andringar/dra-tillbaka");
    let form = Form::new(lang, action, t.own_changes_withdraw_button()).grave();
    Page::new(
        request,
        AccountSection::Enterprise.nav(lang),
        t.own_changes_withdraw(),
    )
    .lead(t.own_changes_withdraw_lead())
    .form(form)
    .maybe(part)
    .link(PATH, t.own_changes_keep())
}

/// What waits, or came back; nothing without either.
pub(super) fn part(request: &PageRequest, own: &OwnEnterprise) -> Option<Part> {
    let (lang, t) = (request.lang, request.lang.texts());
    let pending = own.pending()?;
    let changes = changes(lang, own, pending);
    if pending.return_reasons.is_empty() {
        let since = pending.proposed_at.and_then(|at| lang.moment(&at));
        let part = Part::new(t.own_changes_wait()).lead(t.own_changes_wait_lead());
        let part = match since {
            Some(since) => part.lead(t.own_changes_since(since)),
            None => part,
        };
        return Some(part.changes(changes));
    }
    let reasons = pending.return_reasons.iter();
    let rows = reasons.map(|it| reason(request, &it.field, &it.reason));
    Some(
        Part::new(t.own_changes_returned())
            .lead(t.own_changes_returned_lead())
            .rows(rows)
            .changes(changes),
    )
}

/// A reason as a row that leads to the field it is about.
pub(super) fn reason(request: &PageRequest, field: &str, reason: &str) -> Row {
    let t = request.lang.texts();
    let row = Row::new(reason);
    match Step::of_field(field) {
        Some(step) => row
            .hint(step.title(t))
            .link(request.lang, step.path(), t.own_reason_open()),
        None => row.hint(t.own_reason_whole()),
    }
}

fn changes(lang: Lang, own: &OwnEnterprise, pending: &PendingChanges) -> Vec<Change> {
    let t = lang.texts();
    let shown = |of: &Option<Profile>| Typed::of(&of.clone().unwrap_or_default());
    let (before, after) = (shown(&own.enterprise.profile), shown(&pending.profile));
    let in_words = |typed: &Typed, field: &str| {
        let field = ProfileField::named(field);
        field.map_or_else(String::new, |it| typed.in_words(lang, it))
    };
    let fields = pending.fields.iter();
    let fields = fields.map(|field| Change {
        name: label(t, field),
        before: in_words(&before, field),
        after: in_words(&after, field),
    });
    let grounds = pending.attestations.iter();
    let grounds = grounds.map(|it| Change {
        name: criteria::title(t, it.criterion()),
        before: ground(&own.enterprise.attestations, it.criterion()).to_owned(),
        after: it.ground.clone(),
    });
    fields.chain(grounds).collect()
}
