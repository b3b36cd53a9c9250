//! `/konto/data`: what is kept of a person, to take along or to be erased.

use axum::{extract::State, response::Response};

use super::{
    form_page::{FormPage, Link},
    own,
    room::Room,
};
use crate::site::{Site, stop::Stop, visit::Visit};

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    own(&site, &visit).await?;
    let t = visit.lang.texts();
    let export = Link {
        href: "/api/v1/accounts/me:export".to_owned(),
        label: t.data_export(),
        back: false,
    };
    let page = FormPage::new(&visit, Room::Data, t.account_data())
        .lead(t.data_lead())
        .lead(t.data_export_lead())
        .link(export)
        .link(Link::new(visit.lang, "/konto/data/radera", t.data_erase()));
    Ok(page.show(&visit))
}
