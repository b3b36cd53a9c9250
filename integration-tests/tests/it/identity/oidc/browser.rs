//! What a browser does at a sign-in service: it follows, keeps cookies, and
//! sends the forms that it is shown.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use regex::Regex;
use reqwest::{
    Client, Response, Url,
    header::{COOKIE, LOCATION, SET_COOKIE},
    redirect::Policy,
};

/// More pages than a login has.
const MOST_PAGES: usize = 12;

const FORM: &str = r#"<form[^>]* action="([^"]+)""#;
const PROMPT: &str = r#"<input type="hidden" name="prompt" value="(\w+)""#;

/// Where the sign-in service sent the browser back to.
#[derive(Clone, Debug)]
pub(super) struct Return {
    pub(super) state: String,
    pub(super) code: String,
}

/// A browser with its cookies.
pub(super) struct Browser {
    client: Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(super) fn new() -> anyhow::Result<Self> {
        let client = Client::builder().redirect(Policy::none()).build()?;
        Ok(Self {
            client,
            cookies: BTreeMap::new(),
        })
    }

    /// Goes to the address as this person, until it is sent to our own site,
    /// which it does not open.
    pub(super) async fn log_in(&mut self, address: &str, person: &str) -> anyhow::Result<Return> {
        let start = Url::parse(address)?;
        let (mut url, mut answer) = (start.clone(), self.get(&start).await?);
        for _ in 0..MOST_PAGES {
            url = match answer.headers().get(LOCATION) {
                Some(location) => url.join(location.to_str()?)?,
                None => {
                    let (form, fields) = form(&url, &answer.text().await?, person)?;
                    answer = self.post(&form, &fields).await?;
                    url = form;
                    continue;
                }
            };
            if url.origin() != start.origin() {
                return came_back(&url);
            }
            answer = self.get(&url).await?;
        }
        bail!("the sign-in service leads on and on, to {url}")
    }

    async fn get(&mut self, url: &Url) -> anyhow::Result<Response> {
        let request = self.client.get(url.clone());
        let answer = request.header(COOKIE, self.cookies()).send().await?;
        self.keep(answer)
    }

    async fn post(&mut self, url: &Url, fields: &str) -> anyhow::Result<Response> {
        let request = self.client.post(url.clone());
        let request = request
            .header(COOKIE, self.cookies())
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = request.body(fields.to_owned()).send().await?;
        self.keep(answer)
    }

    fn cookies(&self) -> String {
        let pairs: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn keep(&mut self, answer: Response) -> anyhow::Result<Response> {
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').context("a cookie has a value")?;
            match value {
                "" => drop(self.cookies.remove(name)),
                value => drop(self.cookies.insert(name.to_owned(), value.to_owned())),
            }
        }
        Ok(answer)
    }
}

/// The form of a page, filled in: who it is, or that it may be told.
fn form(page: &Url, html: &str, person: &str) -> anyhow::Result<(Url, String)> {
    let found = |pattern: &str| {
        let found = Regex::new(pattern)?.captures(html);
        anyhow::Ok(found.map(|it| it[1].to_owned()))
    };
    let action = found(FORM)?.with_context(|| format!("{page} has no form: {html}"))?;
    let fields = match found(PROMPT)?.as_deref() {
        Some("login") => format!("prompt=login&login={person}&password=anything"),
        Some(prompt) => format!("prompt={prompt}"),
        None => bail!("{page} asks for something else: {html}"),
    };
    Ok((page.join(&action)?, fields))
}

fn came_back(url: &Url) -> anyhow::Result<Return> {
    let field = |name: &str| {
        let mut pairs = url.query_pairs();
        pairs
            .find(|(found, _)| found == name)
            .map(|(_, it)| it.into_owned())
    };
    Ok(Return {
        state: field("state").with_context(|| format!("{url} has no state"))?,
        code: field("code").with_context(|| format!("{url} has no code"))?,
    })
}
