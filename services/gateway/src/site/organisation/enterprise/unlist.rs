//! `/konto/foretag/lamna-listan`: leaving the list by one's own wish.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::UnlistEnterpriseRequest;

use super::{PATH, required};
use crate::site::{
    Site,
    account::room::Room,
    field::{Field, Kind},
    form::Form,
    local,
    organisation::sheet::Sheet,
    respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    required(&site, &visit).await?;
    Ok(sheet(&visit, &Sent::default()).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let enterprise = required(&site, &visit).await?;
    let question = visit.asking(UnlistEnterpriseRequest {
        id: enterprise.id,
        etag: String::new(),
        reason: sent.text("reason").to_owned(),
    });
    let mut registry = site.clients.registry.clone();
    match registry.unlist_enterprise(question).await {
        Ok(_) => {
            let said = visit.lang.texts().own_unlisted();
            Ok(respond::go(&visit, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &sent).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, sent: &Sent) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/lamna-listan"));
    let reason = Field::new("reason", t.own_unlist_reason(), Kind::Long)
        .hint(t.own_unlist_reason_hint())
        .at_most(1000)
        .optional()
        .filled(sent);
    Sheet::new(visit, Room::Enterprise.doors(lang), t.own_unlist_title())
        .lead(t.own_unlist_lead())
        .form(
            Form::new(lang, action, t.own_unlist_button())
                .with(reason)
                .grave(),
        )
        .link(PATH, t.own_back())
}
