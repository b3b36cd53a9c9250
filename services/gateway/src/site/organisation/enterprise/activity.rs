//! `/konto/foretag/verksamheter/<n>`: one thing that the enterprise sells,
//! where, for whom and how much; counted from one, `ny` for one more.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{Activity, Profile};

use super::{
    activities::{name, nth_of},
    activity_form::Typed,
    own::Own,
    saving::{self, FormPage, TRIES},
    step::{Step, field_of},
};
use crate::site::{
    Site, account::room::Room, error_page, faults::Faults, form::Form, local,
    organisation::sheet::Sheet, respond, sent::Sent, stop::Stop, visit::Visit,
};

/// What a path calls an activity that is not there yet.
const NEW: &str = "ny";

/// Which activity.
#[derive(Clone, Copy)]
enum Place {
    At(usize),
    New,
}

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(which): Path<String>,
) -> Result<Response, Stop> {
    let own = Own::to_edit(&site, &visit).await?;
    let (place, activity) = activity(&visit, &own, &which)?;
    let fields = Typed::of(&activity).fields(visit.lang);
    Ok(page(&visit, &own, (place, &activity))
        .sheet(fields)
        .show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(which): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    let fault = |own: &Own| {
        let (place, activity) = activity(&visit, own, &which)?;
        let fields = Typed::sent(&sent, &activity).fields(visit.lang);
        let faults = Faults::at("", "STALE_ETAG");
        Ok(page(&visit, own, (place, &activity)).faulty(&sent, fields, faults))
    };
    for _ in 0..TRIES {
        let own = Own::to_edit(&site, &visit).await?;
        let (place, activity) = activity(&visit, &own, &which)?;
        let page = page(&visit, &own, (place, &activity));
        if let Some(answer) = save((&site, &page), (place, &activity), &sent).await? {
            return Ok(answer);
        }
    }
    fault(&Own::to_edit(&site, &visit).await?)
}

/// Nothing where something else of the enterprise was changed at the same time.
async fn save(
    (site, page): (&Site, &FormPage<'_>),
    (place, before): (Place, &Activity),
    sent: &Sent,
) -> Result<Option<Response>, Stop> {
    let (visit, own) = (page.visit, page.own);
    let typed = Typed::sent(sent, before);
    let fields = || typed.fields(visit.lang);
    if let Some(faults) = typed.faults() {
        return Ok(Some(page.faulty(sent, fields(), faults)));
    }
    let next = Step::Activities.path();
    let is_there = matches!(place, Place::At(_));
    if is_there && typed.activity == *before {
        let said = visit.lang.texts().saved();
        return Ok(Some(saving::done(visit, sent, (next, &page.base), said)));
    }
    if is_there && sent.text("base") != page.base {
        let saved = Typed::of(before).fields(visit.lang);
        return Ok(Some(page.conflict(sent, fields(), &saved)));
    }
    let mut profile = own.profile.clone();
    match place {
        Place::At(nth) => profile.activities[nth] = typed.activity.clone(),
        Place::New => profile.activities.push(typed.activity.clone()),
    }
    match own.save((site, visit), profile, &["activities"]).await {
        Ok(after) => {
            let said = saving::said(visit, own, &after);
            let base = after_base(&Own::new(after).profile, place);
            Ok(Some(saving::done(visit, sent, (next, &base), said)))
        }
        Err(status) if saving::is_stale(&status) => Ok(None),
        Err(status) => page.refused(sent, fields(), &status).map(Some),
    }
}

fn after_base(after: &Profile, place: Place) -> String {
    match place {
        Place::At(nth) => after.activities.get(nth).map(saving::base),
        Place::New => after.activities.last().map(saving::base),
    }
    .unwrap_or_default()
}

/// The page to confirm on.
pub(crate) async fn before_removal(
    State(site): State<Site>,
    visit: Visit,
    Path(which): Path<String>,
) -> Result<Response, Stop> {
    let own = Own::to_edit(&site, &visit).await?;
    let (_, activity) = activity(&visit, &own, &which)?;
    Ok(removal(&visit, &which, &activity).show(&visit))
}

pub(crate) async fn remove(
    State(site): State<Site>,
    visit: Visit,
    Path(which): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    let own = Own::to_edit(&site, &visit).await?;
    let (place, activity) = activity(&visit, &own, &which)?;
    let sheet = removal(&visit, &which, &activity);
    // Another activity may stand there by now.
    if sent.text("base") != saving::base(&activity) {
        return Ok(sheet.faulty(&visit, Faults::at("", "STALE_ETAG")));
    }
    let mut profile = own.profile.clone();
    if let Place::At(nth) = place {
        profile.activities.remove(nth);
    }
    match own.save((&site, &visit), profile, &["activities"]).await {
        Ok(_) => {
            let said = visit.lang.texts().own_activity_removed();
            Ok(respond::go(&visit, Step::Activities.path(), Some(said)))
        }
        Err(status) => Ok(sheet.refused(&visit, &status)),
    }
}

fn activity(visit: &Visit, own: &Own, which: &str) -> Result<(Place, Activity), Stop> {
    if which == NEW {
        return Ok((Place::New, Activity::default()));
    }
    let nth = which.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    let found =
        nth.and_then(|nth| Some((Place::At(nth), own.profile.activities.get(nth)?.clone())));
    found.ok_or_else(|| error_page::missing(visit).into())
}

fn page<'a>(visit: &'a Visit, own: &'a Own, (place, it): (Place, &Activity)) -> FormPage<'a> {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let page = FormPage::new(visit, own, Step::Activities, saving::base(it));
    let path = Step::Activities.path();
    match place {
        // Saved twice, it would be two.
        Place::New => FormPage {
            path: format!("{path}/{NEW}"),
            heading: t.own_activity_add(),
            remarks: Vec::new(),
            saves: false,
            ..page
        },
        Place::At(nth) => {
            let here = own.reasons().filter(|it| nth_of(&it.field) == Some(nth));
            let remarks = here.map(|it| (field_of(&it.field), it.reason.clone()));
            FormPage {
                path: format!("{path}/{}", nth + 1),
                heading: name(lang, &it.industry),
                remarks: remarks.collect(),
                links: vec![(
                    format!("{path}/{}/ta-bort", nth + 1),
                    t.own_activity_remove(),
                )],
                ..page
            }
        }
    }
}

fn removal(visit: &Visit, which: &str, activity: &Activity) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = format!("{}/{which}", Step::Activities.path());
    let action = local::localised(lang, &format!("{path}/ta-bort"));
    let form = Form::new(lang, action, t.own_activity_remove_button())
        .hiding("base", saving::base(activity))
        .grave();
    let heading = t.own_activity_remove_title(name(lang, &activity.industry));
    Sheet::new(visit, Room::Enterprise.doors(lang), heading)
        .lead(&activity.offer)
        .form(form)
        .link(&path, t.own_activity_keep())
}
