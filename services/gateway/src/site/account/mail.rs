//! `/konto/aviseringar`: what is told by mail, and when it is not.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{Account, MailPreferences, UpdateAccountRequest};

use super::{form_page::FormPage, own, room::Room};
use crate::site::{
    Site,
    field::{Field, Kind},
    form::Form,
    local, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

const PATH: &str = "/konto/aviseringar";

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    let mail = account.mail.unwrap_or_default();
    Ok(page(&visit, &mail).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    visit.required()?;
    let mail = MailPreferences {
        organisation: sent.has("organisation"),
        enterprise: sent.has("enterprise"),
        marketplace: sent.has("marketplace"),
        news: sent.has("news"),
        quiet_hours: sent.has("quiet_hours"),
    };
    let question = visit.asking(UpdateAccountRequest {
        account: Some(Account {
            mail: Some(mail),
            ..Account::default()
        }),
        update_mask: Some(prost_types::FieldMask {
            paths: vec!["mail".to_owned()],
        }),
    });
    match site.clients.accounts.clone().update_account(question).await {
        Ok(_) => Ok(respond::go(&visit, PATH, Some(visit.lang.texts().saved()))),
        Err(status) => Ok(page(&visit, &mail).refused(&visit, &status)),
    }
}

fn page(visit: &Visit, mail: &MailPreferences) -> FormPage {
    let t = visit.lang.texts();
    let check =
        |name, on, label: String, hint: String| Field::new(name, label, Kind::Check(on)).hint(hint);
    let action = local::localised(visit.lang, PATH);
    let form = Form::new(visit.lang, action, t.save())
        .with(check(
            "organisation",
            mail.organisation,
            t.mail_organisation(),
            t.mail_organisation_hint(),
        ))
        .with(check(
            "enterprise",
            mail.enterprise,
            t.mail_enterprise(),
            t.mail_enterprise_hint(),
        ))
        .with(check(
            "marketplace",
            mail.marketplace,
            t.mail_marketplace(),
            t.mail_marketplace_hint(),
        ))
        .with(check("news", mail.news, t.mail_news(), t.mail_news_hint()))
        .with(check(
            "quiet_hours",
            mail.quiet_hours,
            t.mail_quiet(),
            t.mail_quiet_hint(),
        ));
    FormPage::new(visit, Room::Mail, t.account_mail())
        .lead(t.mail_lead())
        .form(form)
}
