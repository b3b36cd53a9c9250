//! `/konto/aviseringar`: what is told by mail, and when it is not.

use axum::response::Response;
use proto::asf::identity::v1::{Account, MailPreferences, UpdateAccountRequest};

use super::own;
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Mail(MailPreferences);

impl FormPage for Mail {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(own(request).await?.mail.unwrap_or_default()))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (Self(mail), t) = (self, request.lang.texts());
        let check = |name, on, label: String, hint: String| {
            Field::new(name, label, Kind::Check(on))
                .hint(hint)
                .typed(typed)
        };
        let form = Form::here(request, t.save())
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
        Page::new(request, AccountSection::Mail, t.account_mail())
            .lead(t.mail_lead())
            .form(form)
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let mail = MailPreferences {
            organisation: form.has("organisation"),
            enterprise: form.has("enterprise"),
            marketplace: form.has("marketplace"),
            news: form.has("news"),
            quiet_hours: form.has("quiet_hours"),
        };
        let update = UpdateAccountRequest {
            account: Some(Account {
                mail: Some(mail),
                ..Account::default()
            }),
            update_mask: Some(prost_types::FieldMask {
                paths: vec!["mail".to_owned()],
            }),
        };
        request.accounts().update_account(update).await?;
        let done = request.lang.texts().saved();
        Ok(respond::go(request, "/konto/aviseringar", Some(done)))
    }
}
