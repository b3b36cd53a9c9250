//! Somebody's browser, as far as forms need one.

use anyhow::Context;
use integration_tests::stack::{Stack, person::Person};

/// Somebody's browser, with scripts turned off.
pub(super) struct Browser<'a> {
    stack: &'a Stack,
    person: &'a Person,
    client: reqwest::Client,
}

/// What came back from a form.
pub(super) struct Sent {
    pub(super) status: u16,
    pub(super) to: String,
    pub(super) page: String,
}

impl<'a> Browser<'a> {
    pub(super) fn of(stack: &'a Stack, person: &'a Person) -> anyhow::Result<Self> {
        let no_redirect = reqwest::redirect::Policy::none();
        let client = reqwest::Client::builder().redirect(no_redirect).build()?;
        Ok(Self {
            stack,
            person,
            client,
        })
    }

    pub(super) async fn page(&self, path: &str) -> anyhow::Result<String> {
        let answer = self
            .stack
            .in_browser(self.person, "GET", path)
            .send()
            .await?;
        Ok(answer.expect(200).with_context(|| path.to_owned())?.raw)
    }

    /// Opens the form's page, and sends the form with what it hides.
    pub(super) async fn fills(&self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Sent> {
        let page = self.page(path).await?;
        let hidden = ["base", "etag"].map(|name| (name, hidden(&page, name)));
        let hidden = hidden
            .iter()
            .filter_map(|(name, value)| Some((*name, value.as_deref()?)));
        let all: Vec<_> = hidden.chain(fields.iter().copied()).collect();
        self.sends(path, &all).await
    }

    pub(super) async fn sends(&self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Sent> {
        let pairs = fields.iter();
        let pairs = pairs.map(|(name, value)| format!("{name}={}", encoded(value)));
        let answer = self
            .client
            .post(format!("{}{path}", self.stack.url(0)))
            .header("cookie", format!("__Host-session={}", self.person.session))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(pairs.collect::<Vec<_>>().join("&"))
            .send()
            .await?;
        let to = answer
            .headers()
            .get("location")
            .and_then(|it| it.to_str().ok());
        Ok(Sent {
            status: answer.status().as_u16(),
            to: to.unwrap_or_default().to_owned(),
            page: answer.text().await?,
        })
    }

    /// It is saved, and leads on.
    pub(super) async fn saves(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        to: &str,
    ) -> anyhow::Result<()> {
        let sent = self.fills(path, fields).await?;
        assert_eq!(
            (sent.status, sent.to.as_str()),
            (303, to),
            "{path}: {}",
            sent.page
        );
        Ok(())
    }
}

pub(super) fn hidden(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    Some(rest.split_once('"')?.0.replace("&#34;", "\""))
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
