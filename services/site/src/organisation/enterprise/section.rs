//! `/konto/foretag/profil/…`: a part of the profile with a form of its own.

use axum::{extract::Path, response::Response};
use kernel::fault::ErrorReason;

use super::{
    merging::{Base, merge},
    own::OwnEnterprise,
    profile_form::{Typed, changed},
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
    let typed = match request.kept() {
        Some(kept) => Typed::sent(step, kept, &own.profile),
        None => Typed::of(&own.profile),
    };
    let page = page(&request, &own, step).based_on(request.kept());
    let fields = fields(&request, &own, step, &typed);
    Ok(page.sheet(fields).show(&request))
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
    let fields = |typed: &Typed| fields(request, own, step, typed);
    let saved = fields(&Typed::of(&own.profile));
    let merged = merge(sent, &base(request, own, step), &saved, |form| {
        fields(&Typed::sent(step, form, &own.profile))
    });
    let typed = Typed::sent(step, &merged.form, &own.profile);
    if !typed.has_a_seat() {
        let faults = Faults::at("municipality_code", ErrorReason::UnknownValue);
        return Ok(Some(page.faulty(sent, fields(&typed), faults)));
    }
    let changed = changed(&own.profile, &typed.profile);
    let next = saving::onwards(own, step);
    if changed.is_empty() {
        let said = request.lang.texts().saved();
        let base = merged.base_after(base(request, own, step)).hidden();
        return Ok(Some(saving::done(request, sent, (next, &base), said)));
    }
    if merged.is_conflict {
        let both = page.conflict((sent, &merged), fields(&typed), &saved);
        return both.await.map(Some);
    }
    match own.save(request, typed.profile.clone(), &changed).await {
        Ok(after) => {
            let said = saving::said(request, own, &after);
            let after = base(request, &OwnEnterprise::new(after), step);
            let base = merged.base_after(after).hidden();
            Ok(Some(saving::done(request, sent, (next, &base), said)))
        }
        Err(status) if saving::is_stale(&status) => Ok(None),
        Err(status) => page.refused(sent, fields(&typed), &status).map(Some),
    }
}

fn page<'a>(request: &'a PageRequest, own: &'a OwnEnterprise, step: Step) -> StepPage<'a> {
    let base = base(request, own, step).hidden();
    StepPage::new(request, own, step, base)
}

fn base(request: &PageRequest, own: &OwnEnterprise, step: Step) -> Base {
    let saved = Typed::of(&own.profile).fields(step, request.lang);
    Base::of(own, 1, &saved)
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
