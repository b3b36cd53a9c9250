//! `/konto/skapa`: a new account. Whether the address has one already is
//! told by mail alone.

use axum::response::Response;
use proto::asf::identity::v1::{Language, ResendVerificationRequest, SignUpRequest};

use super::outside;
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    lang::Lang,
    local,
    navigation::AccountSection,
    onwards,
    page_request::PageRequest,
    respond,
};

const SENT: &str = "/konto/skapa/klart";

pub(crate) async fn get(request: PageRequest) -> Response {
    if request.visitor.is_some() {
        return outside::in_at(&request, outside::return_to(&request).as_deref());
    }
    page(&request, None).show(&request)
}

pub(crate) async fn post(request: PageRequest, sent: FormData) -> Response {
    let sign_up = SignUpRequest {
        email: sent.text("email").to_owned(),
        password: sent.raw("password").to_owned(),
        name: sent.text("name").to_owned(),
        language: language(request.lang).into(),
        client_address: request.client.address.to_string(),
    };
    match request.accounts().sign_up(sign_up).await {
        Ok(_) => {
            let mut response = respond::go(&request, SENT, None);
            respond::add_cookie(&mut response, onwards::keep(sent.text("return_to")));
            response
        }
        Err(status) => page(&request, Some(&sent)).refused(&request, &status),
    }
}

fn page(request: &PageRequest, typed: Option<&FormData>) -> Page {
    let t = request.lang.texts();
    let return_to = match typed {
        Some(sent) => local::path(sent.text("return_to")).map(str::to_owned),
        None => outside::return_to(request),
    };
    let login = outside::with_return("/konto/logga-in", return_to.as_deref());
    let form = Form::here(request, t.sign_up_button())
        .hiding("return_to", return_to.unwrap_or_default())
        .with(
            Field::new("name", t.field_name(), Kind::Text)
                .autofill("name")
                .at_most(100)
                .typed(typed),
        )
        .with(
            Field::new("email", t.field_email(), Kind::Email)
                .hint(t.sign_up_email_hint())
                .typed(typed),
        )
        .with(Field::new_password("password", t.field_password()).hint(t.new_password_hint()));
    Page::new(request, AccountSection::Outside, t.sign_up_title())
        .lead(t.sign_up_lead())
        .form(form)
        .lead(t.sign_up_privacy())
        .link(&login, t.sign_up_have())
}

/// The language that mails are written in from now on.
pub(super) fn language(lang: Lang) -> Language {
    match lang {
        Lang::Sv => Language::Sv,
        Lang::En => Language::En,
    }
}

/// What to do now: the mail, and how to get it again.
pub(crate) struct Sent;

impl FormPage for Sent {
    type Path = ();

    async fn load(_: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self)
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let email = Field::new("email", t.field_email(), Kind::Email).typed(typed);
        Page::new(request, AccountSection::Outside, t.sign_up_sent_title())
            .lead(t.sign_up_sent_lead())
            .lead(t.sign_up_sent_missing())
            .form(Form::here(request, t.sign_up_again()).with(email))
            .link_back("/konto/logga-in", t.code_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let resend = ResendVerificationRequest {
            email: form.text("email").to_owned(),
            client_address: request.client.address.to_string(),
        };
        request.accounts().resend_verification(resend).await?;
        let done = request.lang.texts().sign_up_again_done();
        Ok(respond::go(request, SENT, Some(done)))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, header};
    use proto::asf::identity::v1::{
        ReadEmailLinkRequest, ReadEmailLinkResponse, SignUpResponse, VerifyEmailRequest,
        VerifyEmailResponse,
    };
    use rstest::rstest;
    use stubs::Stub;

    use crate::testing::{get, send, text, with_identity};

    use super::*;

    fn accounts() -> Stub {
        let rpc = |method: &str| format!("asf.identity.v1.AccountService/{method}");
        Stub::default()
            .answers::<SignUpRequest, _>(&rpc("SignUp"), Ok(SignUpResponse {}))
            .answers::<ReadEmailLinkRequest, _>(
                &rpc("ReadEmailLink"),
                Ok(ReadEmailLinkResponse::default()),
            )
            .answers::<VerifyEmailRequest, _>(&rpc("VerifyEmail"), Ok(VerifyEmailResponse {}))
    }

    #[rstest]
    #[case("/konto/foretag/nytt", "/konto/logga-in?return_to=/konto/foretag/nytt")]
    #[case("/asf/kok?a=b", "/konto/logga-in?return_to=/asf/kok%3Fa%3Db")]
    #[case("https://evil.example/", "/konto/logga-in")]
    #[tokio::test]
    async fn a_new_account_leads_on_to_where_one_was_going(
        #[case] going: &str,
        #[case] expected: &str,
    ) {
        let (channel, _) = accounts().start().await;
        let site = with_identity(channel);
        let encoded = local::encoded(going);
        let url = format!("/konto/skapa?return_to={encoded}");
        let form = text(get(site.clone(), &url).await).await;
        let kept = format!("name=\"return_to\" value=\"{going}\"");
        assert_eq!(form.contains(&kept), going.starts_with('/'), "{form}");
        let body = format!("name=Kim&email=kim%40kok.example&password=x&return_to={encoded}");
        let sent = send(site.clone(), "/konto/skapa", &body, &[]).await;
        let cookie = sent.headers().get(header::SET_COOKIE);
        let cookie = cookie.and_then(|it| it.to_str().ok()?.split(';').next());
        let cookie = HeaderValue::from_str(cookie.unwrap_or_default()).unwrap();

        // The mail's link knows nothing of it.
        let url = "/konto/lank/bekrafta-epost/t0ken";
        let confirmed = send(site, url, "", &[(header::COOKIE, cookie)]).await;
        assert_eq!(confirmed.headers()[header::LOCATION], expected);
    }
}
