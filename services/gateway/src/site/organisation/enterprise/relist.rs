//! `/konto/foretag/kom-tillbaka`: back on the list by one's own wish.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::{RelistEnterpriseRequest, State as Stage};

use super::{PATH, own::Own, owns_an_asf};
use crate::site::{
    Site, account::room::Room, error_page, form::Form, local, organisation::sheet::Sheet, respond,
    stop::Stop, visit::Visit,
};

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let own = off_the_list(&site, &visit).await?;
    Ok(sheet(&visit, &own).show(&visit))
}

pub(crate) async fn post(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let own = off_the_list(&site, &visit).await?;
    let question = visit.asking(RelistEnterpriseRequest {
        id: own.enterprise.id.clone(),
        etag: String::new(),
    });
    let mut reviews = site.clients.reviews.clone();
    match reviews.relist_enterprise(question).await {
        Ok(answer) => {
            let t = visit.lang.texts();
            let enterprise = answer.into_inner().enterprise.unwrap_or_default();
            let said = match enterprise.state() {
                Stage::Listed => t.own_relisted(),
                Stage::Unspecified
                | Stage::Draft
                | Stage::Submitted
                | Stage::Returned
                | Stage::Unlisted
                | Stage::Closed
                | Stage::Rejected => t.own_relist_waits(),
            };
            Ok(respond::go(&visit, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &own).refused(&visit, &status)),
    }
}

async fn off_the_list(site: &Site, visit: &Visit) -> Result<Own, Stop> {
    let own = Own::to_edit(site, visit).await?;
    if !owns_an_asf(visit) {
        return Err(error_page::missing(visit).into());
    }
    if own.state() == Stage::Unlisted {
        return Ok(own);
    }
    Err(respond::go(visit, PATH, None).into())
}

fn sheet(visit: &Visit, own: &Own) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let action = local::localised(lang, "/konto/foretag/kom-tillbaka");
    let when = if own.enterprise.relists_at_once {
        t.own_relist_at_once()
    } else {
        t.own_relist_review()
    };
    Sheet::new(visit, Room::Enterprise.doors(lang), t.own_relist_title())
        .lead(t.own_relist_lead(&own.profile.name))
        .lead(when)
        .form(Form::new(lang, action, t.own_relist_button()))
        .link(PATH, t.own_back())
}
