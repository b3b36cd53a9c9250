//! `/konto/aviseringar`: what is told by mail, and when it is not.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{Account, MailPreferences, UpdateAccountRequest};

use super::{form_page::FormPage, own};
use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

const PATH: &str = "/konto/aviseringar";

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    let mail = account.mail.unwrap_or_default();
    Ok(page(&request, &mail).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let mail = MailPreferences {
        organisation: sent.has("organisation"),
        enterprise: sent.has("enterprise"),
        marketplace: sent.has("marketplace"),
        news: sent.has("news"),
        quiet_hours: sent.has("quiet_hours"),
    };
    let question = request.asking(UpdateAccountRequest {
        account: Some(Account {
            mail: Some(mail),
            ..Account::default()
        }),
        update_mask: Some(prost_types::FieldMask {
            paths: vec!["mail".to_owned()],
        }),
    });
    match site.clients.accounts.clone().update_account(question).await {
        Ok(_) => Ok(respond::go(
            &request,
            PATH,
            Some(request.lang.texts().saved()),
        )),
        Err(status) => Ok(page(&request, &mail).refused(&request, &status)),
    }
}

fn page(request: &PageRequest, mail: &MailPreferences) -> FormPage {
    let t = request.lang.texts();
    let check =
        |name, on, label: String, hint: String| Field::new(name, label, Kind::Check(on)).hint(hint);
    let action = local::localised(request.lang, PATH);
    let form = Form::new(request.lang, action, t.save())
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
    FormPage::new(request, AccountSection::Mail, t.account_mail())
        .lead(t.mail_lead())
        .form(form)
}
