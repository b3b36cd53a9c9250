//! What all forms of the own enterprise share: whether somebody else saved
//! meanwhile, and how a person and a script are answered.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::fault::ErrorReason;
use prost::Message;
use proto::asf::registry::v1::Enterprise;
use serde_json::json;
use tonic::Status;

use super::{
    PATH, is_changed_by_visitor_alone, merging::Merged, own::OwnEnterprise, progress, step::Step,
};
use crate::page::{
    Page, early_response::EarlyResponse, faults::Faults, field::Field, form::Form,
    form_data::FormData, local, navigation::AccountSection, page_request::PageRequest, respond,
};

/// How often a change of something else may come in between.
pub(super) const TRIES: u8 = 3;

/// A mark of what a form was made from: a form that brings an older one back
/// was changed by somebody else meanwhile.
pub(super) fn base(part: &impl Message) -> String {
    let hash = blake3::hash(&part.encode_to_vec()).to_hex();
    hash[..16].to_owned()
}

/// Somebody changed the enterprise between reading and saving.
pub(super) fn is_stale(status: &Status) -> bool {
    chassis::status::error_reason(status) == Some(ErrorReason::StaleEtag)
}

/// The page of a step with its form: what the review says stands by its field.
pub(super) struct StepPage<'a> {
    pub(super) request: &'a PageRequest,
    pub(super) own: &'a OwnEnterprise,
    pub(super) step: Step,
    /// The form's path, without the language.
    pub(super) path: String,
    pub(super) heading: String,
    pub(super) base: String,
    /// What the review says: of a field by its name, or of the whole.
    pub(super) remarks: Vec<(Option<String>, String)>,
    /// Scripts may save it, while nobody else sees it.
    pub(super) saves: bool,
    /// Where else it leads, by paths without the language.
    pub(super) links: Vec<(String, String)>,
}

impl<'a> StepPage<'a> {
    pub(super) fn new(
        request: &'a PageRequest,
        own: &'a OwnEnterprise,
        step: Step,
        base: String,
    ) -> Self {
        let of_step = own
            .reasons()
            .filter(|it| Step::of_field(&it.field) == Some(step));
        let remarks = of_step.map(|it| (progress::field_of(&it.field), it.reason.clone()));
        Self {
            request,
            own,
            step,
            path: step.path().to_owned(),
            heading: step.title(request.lang.texts()),
            base,
            remarks: remarks.collect(),
            saves: own.is_written(),
            links: Vec::new(),
        }
    }

    /// A form that was kept was made from what was saved then.
    pub(super) fn based_on(mut self, kept: Option<&FormData>) -> Self {
        if let Some(kept) = kept {
            kept.text("base").clone_into(&mut self.base);
        }
        self
    }

    pub(super) fn sheet(&self, fields: Vec<Field>) -> Page {
        let (request, t) = (self.request, self.request.lang.texts());
        let lang = request.lang;
        let button = if self.own.is_written() {
            t.own_save_next()
        } else {
            t.save()
        };
        let form = Form::new(lang, local::localised(lang, &self.path), button);
        let mut form = form.hiding("base", &self.base);
        if self.saves {
            form = form.saving();
        }
        let mut sheet = Page::new(request, AccountSection::Enterprise, &self.heading)
            .steps(progress::all(request, self.own, self.step));
        let names: Vec<_> = fields.iter().map(|it| it.name).collect();
        for (field, reason) in &self.remarks {
            let is_shown = field.as_deref().is_some_and(|it| names.contains(&it));
            if !is_shown {
                sheet = sheet.notice(t.own_reviewer_says(reason));
            }
        }
        let fields = fields.into_iter().map(|field| self.remarked(field));
        let sheet = sheet
            .lead(self.step.about(t))
            .form(fields.fold(form, Form::with));
        let links = self.links.iter();
        links
            .fold(sheet, |sheet, (path, label)| sheet.link(path, label))
            .link(PATH, t.own_back())
    }

    fn remarked(&self, field: Field) -> Field {
        let t = self.request.lang.texts();
        let own = |it: &&(Option<String>, String)| it.0.as_deref() == Some(field.name);
        let found: Vec<_> = self.remarks.iter().filter(own).collect();
        let said = found
            .into_iter()
            .map(|(_, reason)| t.own_reviewer_says(reason));
        said.fold(field, Field::remark)
    }

    /// Both versions: what was typed in the fields, and by each that differs
    /// what was saved meanwhile. Sending it again is the choice.
    pub(super) async fn conflict(
        &self,
        (sent, merged): (&FormData, &Merged),
        typed: Vec<Field>,
        saved: &[Field],
    ) -> Result<Response, EarlyResponse> {
        let (request, t) = (self.request, self.request.lang.texts());
        let is_own = match merged.since {
            Some(version) => is_changed_by_visitor_alone(request, version).await?,
            None => false,
        };
        let (whole, script) = match is_own {
            true => (t.own_conflict_self(), t.own_conflict_self_script()),
            false => (t.own_conflict(), t.own_conflict_script()),
        };
        if is_script(sent) {
            let said = json!({ "said": script });
            return Ok(answer_script(StatusCode::CONFLICT, &said));
        }
        let both = typed.into_iter().map(|field| {
            let other = saved.iter().find(|it| it.name == field.name);
            let other = other.map(Field::in_words).unwrap_or_default();
            if other == field.in_words() {
                return field;
            }
            let other = match other.as_str() {
                "" => t.change_nothing(),
                _ => other,
            };
            field.remark(match is_own {
                true => t.own_conflict_self_other(&other),
                false => t.own_conflict_other(&other),
            })
        });
        Ok(self
            .sheet(both.collect())
            .warning(whole, &self.path, t.own_conflict_keep())
            .conflicting(request))
    }

    /// The form again, with what has to be put right.
    pub(super) fn faulty(&self, sent: &FormData, fields: Vec<Field>, faults: Faults) -> Response {
        let sheet = self.sheet(fields);
        if is_script(sent) {
            let said = self.request.lang.texts().own_not_saved(sheet.said(faults));
            return answer_script(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "said": said }));
        }
        sheet.faulty(self.request, faults)
    }

    pub(super) fn refused(
        &self,
        sent: &FormData,
        fields: Vec<Field>,
        status: &Status,
    ) -> Result<Response, EarlyResponse> {
        let faults = Faults::of(self.request, status)?;
        Ok(self.faulty(sent, fields, faults))
    }
}

/// The form is saved: a person goes on, a script hears the new mark.
pub(super) fn done(
    request: &PageRequest,
    sent: &FormData,
    (next, base): (&str, &str),
    said: String,
) -> Response {
    if is_script(sent) {
        return answer_script(StatusCode::OK, &json!({ "base": base }));
    }
    respond::go(request, next, Some(said))
}

/// What saving meant: at once, or after a review.
pub(super) fn said(request: &PageRequest, before: &OwnEnterprise, after: &Enterprise) -> String {
    let t = request.lang.texts();
    let proposed = |it: &Enterprise| it.pending.as_ref().map(|it| it.proposed_at);
    if proposed(after) != proposed(&before.enterprise) {
        return if after.pending.is_some() {
            t.own_saved_waits()
        } else {
            t.own_saved_nothing_waits()
        };
    }
    t.saved()
}

/// Where a person goes on after saving a step.
pub(super) fn onwards(own: &OwnEnterprise, step: Step) -> &'static str {
    if own.is_written() { step.next() } else { PATH }
}

fn is_script(sent: &FormData) -> bool {
    sent.has("autosave")
}

fn answer_script(status: StatusCode, said: &serde_json::Value) -> Response {
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (status, headers, Json(said)).into_response()
}
