//! `/konto/foretag/andringar`: changes that wait for review, before and after,
//! and taking them back.

use axum::response::Response;
use proto::asf::registry::v1::{PendingChanges, Profile, WithdrawChangesRequest};

use super::{
    PATH, criterion,
    own::{OwnEnterprise, ground},
    profile_field::{ProfileField, label},
    profile_form::Typed,
    step::Step,
};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    lang::Lang,
    local,
    navigation::AccountSection,
    page_request::PageRequest,
    part::{Change, Part, Row},
    respond,
};

/// The page to confirm on.
pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let withdraw = Withdraw::load(&request, ()).await?;
    if withdraw.0.pending().is_none() {
        return Ok(respond::go(&request, PATH, None));
    }
    Ok(withdraw.page(&request, None).show(&request))
}

pub(crate) struct Withdraw(OwnEnterprise);

impl FormPage for Withdraw {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(OwnEnterprise::to_edit(request).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let (lang, t) = (request.lang, request.lang.texts());
        let action = local::localised(lang, "/konto/foretag/andringar/dra-tillbaka");
        let form = Form::new(lang, action, t.own_changes_withdraw_button()).grave();
        let title = t.own_changes_withdraw();
        Page::new(request, AccountSection::Enterprise, title)
            .lead(t.own_changes_withdraw_lead())
            .form(form)
            .maybe(part(request, &self.0))
            .link(PATH, t.own_changes_keep())
    }

    async fn send(&self, request: &PageRequest, _: &FormData) -> Result<Response, Refusal> {
        let withdraw = WithdrawChangesRequest {
            id: self.0.enterprise.id.clone(),
            etag: String::new(),
        };
        request.reviews().withdraw_changes(withdraw).await?;
        let done = request.lang.texts().own_changes_withdrawn();
        Ok(respond::go(request, PATH, Some(done)))
    }
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
        name: criterion::title(t, it.criterion()),
        before: ground(&own.enterprise.attestations, it.criterion()).to_owned(),
        after: it.ground.clone(),
    });
    fields.chain(grounds).collect()
}
