//! `/konto/foretag/verksamheter`: all that the enterprise sells, and where.

use axum::response::Response;
use kernel::terms::Industry;
use proto::asf::registry::v1::Activity;

use super::{PATH, own::OwnEnterprise, progress, saving, step::Step};
use crate::{
    freshness,
    page::{
        Page,
        early_response::EarlyResponse,
        lang::Lang,
        navigation::AccountSection,
        page_request::PageRequest,
        part::{Part, Row},
    },
    profile::activity::Offer,
};

/// As many as the registry takes.
const MOST: usize = 20;

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let own = OwnEnterprise::to_edit(&request).await?;
    Ok(sheet(&request, &own).show(&request))
}

fn sheet(request: &PageRequest, own: &OwnEnterprise) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = Step::Activities.path();
    let activities = &own.profile.activities;
    let mut sheet = Page::new(request, AccountSection::Enterprise, t.step_activities())
        .steps(progress::all(request, own, Step::Activities))
        .lead(t.step_activities_about());
    for it in own.reasons() {
        let is_here = Step::of_field(&it.field) == Some(Step::Activities);
        if is_here && nth_of(&it.field).is_none() {
            sheet = sheet.notice(t.own_reviewer_says(&it.reason));
        }
    }
    let rows = activities.iter().enumerate();
    let rows = rows.map(|(nth, it)| row(request, own, (nth, it)));
    let part = Part::new(t.own_activities_yours());
    let part = if activities.is_empty() {
        part.lead(t.own_activities_none())
    } else {
        part.rows(rows)
    };
    let part = if activities.len() < MOST {
        part.link(lang, &format!("{path}/ny"), t.own_activity_add())
    } else {
        part.lead(t.own_activities_full())
    };
    let sheet = sheet.part(part);
    if own.is_written() && !activities.is_empty() {
        sheet.link(saving::onwards(own, Step::Activities), t.own_next_step())
    } else {
        sheet.link(PATH, t.own_back())
    }
}

fn row(request: &PageRequest, own: &OwnEnterprise, (nth, it): (usize, &Activity)) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let now = request.site.clock.now();
    let offer = Offer::new(lang, it, &own.profile.municipality_code, now);
    let path = format!("{}/{}", Step::Activities.path(), nth + 1);
    let mut row = Row::new(name(lang, &it.industry))
        .to(lang, &path)
        .hint(offer.text)
        .hint(t.own_activity_where(&offer.place, &offer.area))
        .hint(offer.capacity.join(", "));
    if let Some(capacity) = &it.capacity {
        let words = freshness::words(lang, capacity.confirmed_at.as_ref(), now);
        row = row.hint(t.own_capacity_is(&words));
    }
    let here = own.reasons().filter(|it| nth_of(&it.field) == Some(nth));
    here.fold(row, |row, it| row.hint(t.own_reviewer_says(&it.reason)))
}

/// The industry in words.
pub(super) fn name(lang: Lang, slug: &str) -> String {
    match Industry::parse(slug) {
        Ok(industry) => lang.term(industry.term()).to_owned(),
        Err(_) => slug.to_owned(),
    }
}

/// Which activity a reason is about, counted from zero.
pub(super) fn nth_of(path: &str) -> Option<usize> {
    let rest = path.strip_prefix("activities[")?;
    rest.split(']').next()?.parse().ok()
}
