//! A form of the site that is sent twice is done once, whichever replica it
//! comes to, and without a script; and what was typed outlives its session.

use integration_tests::{
    stack::{Stack, Wanted, person::Person},
    until::until,
};
use reqwest::{Client, header, redirect::Policy};
use serde_json::json;

/// What a browser was answered.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    status: u16,
    to: String,
    page: String,
    cookies: Vec<String>,
}

/// A browser without scripts, with the cookies that it has been told to bring.
struct Browser<'a> {
    stack: &'a Stack,
    client: Client,
    cookies: Vec<String>,
}

impl<'a> Browser<'a> {
    fn of(stack: &'a Stack, cookies: &[String]) -> anyhow::Result<Self> {
        Ok(Self {
            stack,
            client: Client::builder().redirect(Policy::none()).build()?,
            cookies: cookies.to_vec(),
        })
    }

    fn of_person(stack: &'a Stack, person: &Person) -> anyhow::Result<Self> {
        Self::of(stack, &[format!("__Host-session={}", person.session)])
    }

    async fn asks(&self, request: reqwest::RequestBuilder) -> anyhow::Result<Answer> {
        let request = request.header("sec-fetch-site", "same-origin");
        let answer = request
            .header("cookie", self.cookies.join("; "))
            .send()
            .await?;
        let headers = answer.headers();
        let text = |it: &header::HeaderValue| it.to_str().map(str::to_owned);
        let to = headers.get(header::LOCATION).map(text).transpose()?;
        let set = headers.get_all(header::SET_COOKIE).iter().map(text);
        Ok(Answer {
            status: answer.status().as_u16(),
            to: to.unwrap_or_default(),
            cookies: set.collect::<Result<_, _>>()?,
            page: answer.text().await?,
        })
    }

    async fn opens(&self, path: &str) -> anyhow::Result<Answer> {
        self.asks(self.client.get(format!("{}{path}", self.stack.url(0))))
            .await
    }

    async fn sends(&self, gateway: usize, path: &str, body: &str) -> anyhow::Result<Answer> {
        let url = format!("{}{path}", self.stack.url(gateway));
        let request = self.client.post(url).body(body.to_owned());
        self.asks(request.header("content-type", "application/x-www-form-urlencoded"))
            .await
    }

    /// The one-time key of the page's forms.
    async fn key(&self, path: &str) -> anyhow::Result<String> {
        let answer = self.opens(path).await?;
        let (_, rest) = answer
            .page
            .split_once("name=\"once\" value=\"")
            .unwrap_or_default();
        let key = rest.split('"').next().unwrap_or_default().to_owned();
        anyhow::ensure!(!key.is_empty(), "{path} has a key: {}", answer.page);
        Ok(key)
    }

    /// Sends the same three times, to two replicas.
    async fn repeats(&self, path: &str, fields: &str) -> anyhow::Result<[Answer; 3]> {
        let body = format!("once={}&{fields}", self.key(path).await?);
        let first = self.sends(0, path, &body).await?;
        let again = self.sends(0, path, &body).await?;
        Ok([first, again, self.sends(1, path, &body).await?])
    }
}

async fn stack() -> anyhow::Result<Stack> {
    Stack::with(Wanted {
        more: 1,
        registry: &[("ASF_REGISTRY_WEBHOOK_ALLOW", "127.0.0.1")],
        ..Wanted::default()
    })
    .await
}

/// The path of the organisation that the person looks at first.
async fn organisation(browser: &Browser<'_>) -> anyhow::Result<String> {
    let page = browser.opens("/konto/organisationer").await?.page;
    let begin = "/konto/organisationer/0";
    let (_, rest) = page
        .split_once(&format!("href=\"{begin}"))
        .unwrap_or_default();
    let id = rest.split('"').next().unwrap_or_default();
    anyhow::ensure!(!id.is_empty(), "{page}");
    Ok(format!("{begin}{id}"))
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_done_once_on_every_replica() -> anyhow::Result<()> {
    let stack = stack().await?;
    let owner = stack.sample("owner").await?;
    let browser = Browser::of_person(&stack, &owner)?;

    let [first, again, elsewhere] = browser.repeats("/konto/listor", "name=Lunch").await?;
    assert_eq!((first.status, &first), (303, &again));
    assert_eq!((first.status, &first.to), (elsewhere.status, &elsewhere.to));
    let lists = stack.by(&owner, "GET", "/api/v1/shortlists").send().await?;
    let lists = lists.expect(200)?.body["shortlists"].clone();
    assert_eq!(lists.as_array().map(Vec::len), Some(1), "{lists}");

    let invite = format!("{}/bjud-in", organisation(&browser).await?);
    let fields = "email=kok%40kajen.example&role=MEMBER_ROLE_VIEWER";
    let [first, again, elsewhere] = browser.repeats(&invite, fields).await?;
    assert_eq!((first.status, &first), (303, &again), "{}", first.page);
    assert_eq!((first.status, &first.to), (elsewhere.status, &elsewhere.to));
    let mails = || -> anyhow::Result<usize> {
        let mails = stack.ground.mails()?.into_iter();
        Ok(mails.filter(|it| it.to == ["kok@kajen.example"]).count())
    };
    until("the mail has come", async || {
        Ok((mails()? > 0).then_some(()))
    })
    .await?;
    // Another form, with a key of its own, is told that there is one already.
    let body = format!("once={}&{fields}", browser.key(&invite).await?);
    let other = browser.sends(0, &invite, &body).await?;
    assert_eq!(other.status, 422);
    assert!(other.page.contains("redan inbjuden"), "{}", other.page);
    assert_eq!(mails()?, 1);

    let fields = "url=http%3A%2F%2F127.0.0.1%3A9%2Fin";
    let [first, again, elsewhere] = browser.repeats("/konto/webhooks/ny", fields).await?;
    assert!(first.status < 400, "{}", first.page);
    assert_eq!((first.status, &first.page), (again.status, &again.page));
    assert_eq!(first.status, elsewhere.status);
    let hooks = stack.by(&owner, "GET", "/api/v1/webhooks").send().await?;
    let hooks = hooks.expect(200)?.body["webhooks"].clone();
    assert_eq!(hooks.as_array().map(Vec::len), Some(1), "{hooks}");
    Ok(())
}

#[tokio::test]
async fn what_was_typed_outlives_its_session_for_its_account_alone() -> anyhow::Result<()> {
    let stack = stack().await?;
    let owner = stack.sample("owner").await?;
    let browser = Browser::of_person(&stack, &owner)?;
    let path = "/konto/listor";
    let key = browser.key(path).await?;
    let without = Browser::of(&stack, &[])?;
    let sent = without
        .sends(
            0,
            path,
            &format!("once={key}&name=Sommarens+fest&password=hemligt"),
        )
        .await?;
    assert_eq!(sent.status, 303);
    let back = sent.to.strip_prefix("/konto/logga-in?return_to=");
    let back = back
        .unwrap_or_default()
        .replace("%3F", "?")
        .replace("%3D", "=");
    assert!(back.starts_with("/konto/listor?kvar="), "{}", sent.to);
    let kept = sent
        .cookies
        .iter()
        .find(|it| it.starts_with("__Host-kept="));
    let kept = kept.and_then(|it| it.split(';').next()).unwrap_or_default();

    let with_both = |person: &Person| {
        let session = format!("__Host-session={}", person.session);
        Browser::of(&stack, &[session, kept.to_owned()])
    };
    let page = with_both(&owner)?.opens(&back).await?.page;
    assert!(page.contains("value=\"Sommarens fest\""), "{page}");
    assert!(!page.contains("hemligt"));
    let lists = stack.by(&owner, "GET", "/api/v1/shortlists").send().await?;
    assert_eq!(
        lists.expect(200)?.body["shortlists"]
            .as_array()
            .map_or(0, Vec::len),
        0
    );

    let elsewhere = browser.opens(&back).await?.page;
    assert!(!elsewhere.contains("Sommarens fest"), "another browser");
    let buyer = stack.sample("buyer").await?;
    let other = with_both(&buyer)?.opens(&back).await?.page;
    assert!(!other.contains("Sommarens fest"), "another account");

    // Nobody knows whose form it is that does not say so.
    let nobody = without.sends(0, path, "once=k&name=Sommarens+fest").await?;
    assert_eq!(
        (
            nobody.status,
            nobody.cookies.iter().any(|it| it.contains("kept"))
        ),
        (303, false)
    );
    Ok(())
}

#[tokio::test]
async fn the_own_enterprise_says_who_changed_it_since() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let register = json!({"name": "Köket", "municipality_code": "1480"});
    let made = stack
        .by(&owner, "POST", "/api/v1/enterprises")
        .json(&register);
    let made = made.send().await?.expect_success()?;
    let path = format!("/api/v1/enterprises/{}", made.text("/enterprise/id")?);
    let browser = Browser::of_person(&stack, &owner)?;
    let basics = "/konto/foretag/profil/uppgifter";
    let page = browser.opens(basics).await?.page;
    let (_, rest) = page
        .split_once("name=\"base\" value=\"")
        .unwrap_or_default();
    let base: String = rest.split('"').next().unwrap_or_default().to_owned();
    let base = base
        .replace('/', "%2F")
        .replace(' ', "+")
        .replace('=', "%3D");
    let staff = stack.sample("staff").await?;
    for (by, said) in [(&owner, "i en annan flik"), (&staff, "Någon annan")] {
        let text = json!({ "description": format!("Av {}", by.email) });
        let patch = stack.by(by, "PATCH", &path).json(&text);
        patch.send().await?.expect(200)?;
        let body =
            format!("base={base}&name=K%C3%B6ket&municipality_code=G%C3%B6teborg&description=Mitt");
        let sent = browser.sends(0, basics, &body).await?;
        assert_eq!(sent.status, 409, "{}", sent.page);
        assert!(sent.page.contains(said), "{said}: {}", sent.page);
    }
    Ok(())
}
