//! `/konto/foretag/kapacitet`: saying with one button that the capacity is
//! still true. Mails lead here; opening the page changes nothing.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::{Activity, ConfirmCapacityRequest};

use super::{PATH, activities, own::OwnEnterprise, step::Step};
use crate::{
    Site, freshness,
    page::{
        Page,
        early_response::EarlyResponse,
        form::Form,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        part::{Part, Row},
        respond,
    },
    profile::activity::Offer,
};

pub(super) const HERE: &str = "/konto/foretag/kapacitet";

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let own = OwnEnterprise::to_edit(&site, &request).await?;
    Ok(sheet(&site, &request, &own).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let own = OwnEnterprise::to_edit(&site, &request).await?;
    let question = request.asking(ConfirmCapacityRequest {
        id: own.enterprise.id.clone(),
        etag: String::new(),
    });
    let mut registry = site.clients.registry.clone();
    match registry.confirm_capacity(question).await {
        Ok(_) => {
            let said = request.lang.texts().own_capacity_confirmed();
            Ok(respond::go(&request, HERE, Some(said)))
        }
        Err(status) => Ok(sheet(&site, &request, &own).refused(&request, &status)),
    }
}

fn sheet(site: &Site, request: &PageRequest, own: &OwnEnterprise) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let sheet = Page::new(
        request,
        AccountSection::Enterprise.nav(lang),
        t.own_capacity(),
    );
    let stated = own.profile.activities.iter().enumerate();
    let stated: Vec<_> = stated.filter(|(_, it)| it.capacity.is_some()).collect();
    if stated.is_empty() {
        return sheet
            .lead(t.own_capacity_none())
            .link(Step::Activities.path(), t.own_capacity_fill_in())
            .link(PATH, t.own_back());
    }
    let form = Form::new(lang, local::localised(lang, HERE), t.own_capacity_button());
    let rows = stated.into_iter();
    let rows = rows.map(|(nth, it)| row(site, request, own, (nth, it)));
    sheet
        .lead(t.own_capacity_lead())
        .form(form)
        .part(Part::new(t.own_capacity_yours()).rows(rows))
        .link(PATH, t.own_back())
}

fn row(
    site: &Site,
    request: &PageRequest,
    own: &OwnEnterprise,
    (nth, it): (usize, &Activity),
) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let now = site.clock.now();
    let offer = Offer::new(lang, it, &own.profile.municipality_code, now);
    let confirmed = it.capacity.as_ref().and_then(|it| it.confirmed_at.as_ref());
    let path = format!("{}/{}", Step::Activities.path(), nth + 1);
    Row::new(activities::name(lang, &it.industry))
        .hint(offer.capacity.join(", "))
        .hint(t.own_capacity_is(freshness::words(lang, confirmed, now)))
        .link(lang, &path, t.own_change())
}
