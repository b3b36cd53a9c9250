//! `/konto/foretag/profil/…`: a part of the profile with a form of its own.

use axum::{extract::Path, response::Response};
use kernel::fault::ErrorReason;

use super::{
    own::OwnEnterprise,
    profile_form::{Typed, changed, part},
    saving::{self, StepPage, TRIES},
    step::Step,
};
use crate::page::{
    early_response::EarlyResponse, faults::Faults, field::Field, form_data::FormData,
    page_request::PageRequest,
};

pub(crate) async fn get(
    request: PageRequest,
    Path(name): Path<String>,
) -> Result<Response, EarlyResponse> {
    let step = Step::named(&name).ok_or(EarlyResponse::MISSING)?;
    let own = OwnEnterprise::to_edit(&request).await?;
    let fields = fields(&request, &own, step, &Typed::of(&own.profile));
    Ok(page(&request, &own, step).sheet(fields).show(&request))
}

pub(crate) async fn post(
    request: PageRequest,
    Path(name): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let step = Step::named(&name).ok_or(EarlyResponse::MISSING)?;
    for _ in 0..TRIES {
        let own = OwnEnterprise::to_edit(&request).await?;
        if let Some(answer) = save(&request, &own, (step, &sent)).await? {
            return Ok(answer);
        }
    }
    let own = OwnEnterprise::to_edit(&request).await?;
    let fields = fields(
        &request,
        &own,
        step,
        &Typed::sent(step, &sent, &own.profile),
    );
    let faults = Faults::at("", ErrorReason::StaleEtag);
    Ok(page(&request, &own, step).faulty(&sent, fields, faults))
}

/// Nothing where something else of the enterprise was changed at the same time.
async fn save(
    request: &PageRequest,
    own: &OwnEnterprise,
    (step, sent): (Step, &FormData),
) -> Result<Option<Response>, EarlyResponse> {
    let page = page(request, own, step);
    let typed = Typed::sent(step, sent, &own.profile);
    let fields = |typed: &Typed| fields(request, own, step, typed);
    if !typed.has_a_seat() {
        let faults = Faults::at("municipality_code", ErrorReason::UnknownValue);
        return Ok(Some(page.faulty(sent, fields(&typed), faults)));
    }
    let changed = changed(&own.profile, &typed.profile);
    let next = saving::onwards(own, step);
    if changed.is_empty() {
        let said = request.lang.texts().saved();
        return Ok(Some(saving::done(request, sent, (next, &page.base), said)));
    }
    if sent.text("base") != page.base {
        let saved = fields(&Typed::of(&own.profile));
        return Ok(Some(page.conflict(sent, fields(&typed), &saved)));
    }
    match own.save(request, typed.profile.clone(), &changed).await {
        Ok(after) => {
            let said = saving::said(request, own, &after);
            let base = saving::base(&part(step, &OwnEnterprise::new(after).profile));
            Ok(Some(saving::done(request, sent, (next, &base), said)))
        }
        Err(status) if saving::is_stale(&status) => Ok(None),
        Err(status) => page.refused(sent, fields(&typed), &status).map(Some),
    }
}

fn page<'a>(request: &'a PageRequest, own: &'a OwnEnterprise, step: Step) -> StepPage<'a> {
    let base = saving::base(&part(step, &own.profile));
    StepPage::new(request, own, step, base)
}

/// What is reviewed first says so before it is saved.
fn fields(request: &PageRequest, own: &OwnEnterprise, step: Step, typed: &Typed) -> Vec<Field> {
    let fields = typed.fields(step, request.lang).into_iter();
    fields.map(|field| reviewed(request, own, field)).collect()
}

fn reviewed(request: &PageRequest, own: &OwnEnterprise, field: Field) -> Field {
    if !own.is_reviewed(field.name) {
        return field;
    }
    let reviewed = request.lang.texts().own_reviewed_hint();
    match field.hint.clone() {
        None => field.hint(reviewed),
        Some(hint) => field.hint(format!("{hint} {reviewed}")),
    }
}
