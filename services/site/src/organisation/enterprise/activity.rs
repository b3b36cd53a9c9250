//! `/konto/foretag/verksamheter/<n>`: one thing that the enterprise sells,
//! where, for whom and how much; counted from one, `ny` for one more.

use axum::{extract::Path, response::Response};
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::Activity;
use tonic::Status;

use super::{
    activities::{name, nth_of},
    activity_form::Typed,
    merging::{Base, merge},
    own::OwnEnterprise,
    progress::field_of,
    saving::{self, StepPage, TRIES},
    step::Step,
};
use crate::page::{
    early_response::EarlyResponse, faults::Faults, form_data::FormData, page_request::PageRequest,
};

/// What a path calls an activity that is not there yet.
const NEW: &str = "ny";

/// Which activity.
#[derive(Clone, Copy)]
pub(super) enum Place {
    At(usize),
    New,
}

impl Place {
    /// The path of its form, without the language.
    pub(super) fn path(self) -> String {
        let path = Step::Activities.path();
        match self {
            Self::At(nth) => format!("{path}/{}", nth + 1),
            Self::New => format!("{path}/{NEW}"),
        }
    }
}

pub(crate) async fn get(
    request: PageRequest,
    Path(which): Path<String>,
) -> Result<Response, EarlyResponse> {
    let own = OwnEnterprise::to_edit(&request).await?;
    let (place, activity) = activity(&own, &which)?;
    let typed = match request.kept() {
        Some(kept) => Typed::sent(kept, &activity),
        None => Typed::of(&activity),
    };
    let page = page(&request, &own, (place, &activity)).based_on(request.kept());
    Ok(page.sheet(typed.fields(request.lang)).show(&request))
}

pub(crate) async fn post(
    request: PageRequest,
    Path(which): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let fault = |own: &OwnEnterprise| {
        let (place, activity) = activity(own, &which)?;
        let fields = Typed::sent(&sent, &activity).fields(request.lang);
        let faults = Faults::at("", ErrorReason::StaleEtag);
        Ok(page(&request, own, (place, &activity)).faulty(&sent, fields, faults))
    };
    for _ in 0..TRIES {
        let own = OwnEnterprise::to_edit(&request).await?;
        let (place, activity) = activity(&own, &which)?;
        let page = page(&request, &own, (place, &activity));
        if let Some(answer) = save(&page, (place, &activity), &sent).await? {
            return Ok(answer);
        }
    }
    fault(&OwnEnterprise::to_edit(&request).await?)
}

/// Nothing where something else of the enterprise was changed at the same time.
async fn save(
    page: &StepPage<'_>,
    (place, before): (Place, &Activity),
    sent: &FormData,
) -> Result<Option<Response>, EarlyResponse> {
    let (request, own) = (page.request, page.own);
    let fields = |typed: &Typed| typed.fields(request.lang);
    let saved = fields(&Typed::of(before));
    let now = base(request, own, before);
    let merged = merge(sent, &now, &saved, |form| {
        fields(&Typed::sent(form, before))
    });
    let is_there = matches!(place, Place::At(_));
    let typed = Typed::sent(if is_there { &merged.form } else { sent }, before);
    if let Some(faults) = typed.faults() {
        return Ok(Some(page.faulty(sent, fields(&typed), faults)));
    }
    let next = Step::Activities.path();
    if is_there && typed.activity == *before {
        let said = request.lang.texts().saved();
        let base = merged.base_after(now).hidden();
        return Ok(Some(saving::done(request, sent, (next, &base), said)));
    }
    if is_there && merged.is_conflict {
        let both = page.conflict((sent, &merged), fields(&typed), &saved);
        return both.await.map(Some);
    }
    let mut profile = own.profile.clone();
    match place {
        Place::At(nth) => profile.activities[nth] = typed.activity.clone(),
        Place::New => profile.activities.push(typed.activity.clone()),
    }
    match own.save(request, profile, &["activities"]).await {
        Ok(after) => {
            let said = saving::said(request, own, &after);
            let after = after_base(request, &OwnEnterprise::new(after), place);
            let base = merged.base_after(after).hidden();
            Ok(Some(saving::done(request, sent, (next, &base), said)))
        }
        // The same form has added it already, and the list is longer by it.
        Err(status) if is_added(&status) => {
            let said = request.lang.texts().saved();
            Ok(Some(saving::done(request, sent, (next, &page.base), said)))
        }
        Err(status) if saving::is_stale(&status) => Ok(None),
        Err(status) => page.refused(sent, fields(&typed), &status).map(Some),
    }
}

fn is_added(status: &Status) -> bool {
    chassis::status::error_reason(status) == Some(ErrorReason::KeyReused)
}

fn base(request: &PageRequest, own: &OwnEnterprise, activity: &Activity) -> Base {
    let saved = Typed::of(activity).fields(request.lang);
    Base::of(own, own.profile.activities.len(), &saved)
}

fn after_base(request: &PageRequest, after: &OwnEnterprise, place: Place) -> Base {
    let activity = match place {
        Place::At(nth) => after.profile.activities.get(nth),
        Place::New => after.profile.activities.last(),
    };
    base(request, after, activity.unwrap_or(&Activity::default()))
}

/// The activity that an address names.
pub(super) fn activity(
    own: &OwnEnterprise,
    which: &str,
) -> Result<(Place, Activity), EarlyResponse> {
    if which == NEW {
        return Ok((Place::New, Activity::default()));
    }
    let nth = which.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    let found =
        nth.and_then(|nth| Some((Place::At(nth), own.profile.activities.get(nth)?.clone())));
    found.ok_or(EarlyResponse::MISSING)
}

fn page<'a>(
    request: &'a PageRequest,
    own: &'a OwnEnterprise,
    (place, it): (Place, &Activity),
) -> StepPage<'a> {
    let (lang, t) = (request.lang, request.lang.texts());
    let base = base(request, own, it).hidden();
    let page = StepPage::new(request, own, Step::Activities, base);
    let path = place.path();
    match place {
        // Saved twice, it would be two.
        Place::New => StepPage {
            path,
            heading: t.own_activity_add(),
            remarks: Vec::new(),
            saves: false,
            ..page
        },
        Place::At(nth) => {
            let here = own.reasons().filter(|it| nth_of(&it.field) == Some(nth));
            let remarks = here.map(|it| (field_of(&it.field), it.reason.clone()));
            StepPage {
                heading: name(lang, &it.industry),
                remarks: remarks.collect(),
                links: vec![(format!("{path}/ta-bort"), t.own_activity_remove())],
                path,
                ..page
            }
        }
    }
}
