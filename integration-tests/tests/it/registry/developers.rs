//! The page for developers: what it tells people to copy is copied from it,
//! as it is, and run.

use std::{collections::BTreeMap, fs::File, path::Path, process::Stdio};

use anyhow::{Context, ensure};
use integration_tests::{
    limit, profiles,
    stack::{Stack, Wanted, process::free_address},
    until::until,
};
use regex::Regex;
use serde_json::json;
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// Programs of the page, by their names, as somebody would save them.
struct Page {
    folder: TempDir,
    examples: BTreeMap<String, String>,
}

/// Ends with the value.
struct Running {
    _child: Child,
    output: std::path::PathBuf,
}

impl Page {
    async fn read(stack: &Stack, path: &str) -> anyhow::Result<Self> {
        let page = stack.anonymous("GET", path).send().await?.expect(200)?.raw;
        let example = Regex::new(r#"(?s)<code [^>]*data-example="([^"]+)">(.*?)</code>"#)?;
        let examples = example.captures_iter(&page);
        let examples = examples.map(|it| (it[1].to_owned(), as_shown(&it[2])));
        Ok(Self {
            folder: tempfile::tempdir()?,
            examples: examples.collect(),
        })
    }

    /// By the program that its language needs.
    fn command(&self, name: &str) -> anyhow::Result<Command> {
        let code = self.examples.get(name);
        let code = code.with_context(|| format!("the page has no {name}"))?;
        let file = self.folder.path().join(name);
        std::fs::write(&file, code)?;
        let program = match Path::new(name).extension().and_then(|it| it.to_str()) {
            Some("curl") => "bash",
            Some("py") => "python3",
            Some("mjs") => "node",
            other => anyhow::bail!("nobody runs {other:?}"),
        };
        let mut command = Command::new(program);
        command.arg(file).current_dir(self.folder.path());
        command.stdin(Stdio::null());
        Ok(command)
    }

    /// What it prints, once it has ended well.
    async fn run(&self, name: &str) -> anyhow::Result<String> {
        let ended = limit::run(&mut self.command(name)?).await?;
        ensure!(ended.status.success(), "{name}: {}", ended.said());
        Ok(ended.stdout)
    }

    fn start(&self, name: &str, settings: &[(&str, &str)]) -> anyhow::Result<Running> {
        let output = self.folder.path().join(format!("{name}.out"));
        let log = File::create(&output)?;
        let mut command = self.command(name)?;
        command.envs(settings.iter().copied());
        command.stdout(log.try_clone()?).stderr(log);
        let child = command.kill_on_drop(true).spawn()?;
        Ok(Running {
            _child: child,
            output,
        })
    }
}

impl Running {
    async fn prints(&self, words: &str) -> anyhow::Result<()> {
        let printed = || std::fs::read_to_string(&self.output).unwrap_or_default();
        let seen = until(words, async || Ok(printed().contains(words).then_some(())));
        seen.await.with_context(printed)
    }
}

/// What a reader sees, and copies.
fn as_shown(html: &str) -> String {
    let mut text = html.to_owned();
    for (entity, letter) in [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, letter);
    }
    text + "\n"
}

async fn stack() -> anyhow::Result<Stack> {
    let stack = Stack::with(Wanted {
        registry: &[("ASF_REGISTRY_WEBHOOK_ALLOW", "127.0.0.1")],
        ..Wanted::default()
    })
    .await?;
    stack
        .listed(&profiles::complete("Köket & Kajen", 7500))
        .await?;
    Ok(stack)
}

#[tokio::test(flavor = "multi_thread")]
async fn examples_that_read_the_list_work_as_they_are() -> anyhow::Result<()> {
    let stack = stack().await?;
    for path in ["/utvecklare", "/en/utvecklare"] {
        let page = Page::read(&stack, path).await?;
        for name in [
            "list.curl",
            "list.py",
            "list.mjs",
            "feed.curl",
            "snapshot.py",
            "snapshot.mjs",
        ] {
            let printed = page.run(name).await?;
            let words = if name == "feed.curl" {
                "Kajen"
            } else {
                "Köket & Kajen"
            };
            ensure!(printed.contains(words), "{name}: {printed}");
        }
        page.run("snapshot.curl").await?;
        for file in ["asf.csv", "asf.json"] {
            let saved = std::fs::read_to_string(page.folder.path().join(file))?;
            ensure!(saved.contains("Köket & Kajen"), "{file}: {saved}");
        }
        let document = page.run("nats.curl").await?;
        ensure!(document.contains("asf.registry.v1.enterprise.listed"));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn examples_that_follow_events_go_on_where_they_were() -> anyhow::Result<()> {
    const LISTED: &str = "asf.registry.v1.EnterpriseListed enterprises/";
    let stack = stack().await?;
    let page = Page::read(&stack, "/utvecklare").await?;
    ensure!(page.run("pull.curl").await?.contains("EnterpriseListed"));
    let place = page.folder.path().join("asf-place.txt");
    for name in ["pull.py", "pull.mjs"] {
        let _absent = std::fs::remove_file(&place);
        let first = page.run(name).await?;
        ensure!(first.contains(LISTED), "{name}: {first}");
        let second = page.run(name).await?;
        ensure!(second.is_empty(), "{name} again: {second}");
    }
    for (name, words) in [
        ("stream.curl", "EnterpriseListed"),
        ("stream.py", LISTED),
        ("stream.mjs", LISTED),
    ] {
        let _absent = std::fs::remove_file(&place);
        page.start(name, &[])?.prints(words).await?;
    }
    let number = 7501;
    let resumed = page.start("stream.mjs", &[])?;
    let id = stack
        .listed(&profiles::complete("Trädgården", number))
        .await?;
    resumed.prints(&format!("{LISTED}{id}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn examples_that_receive_webhooks_check_signatures() -> anyhow::Result<()> {
    let stack = stack().await?;
    let page = Page::read(&stack, "/utvecklare").await?;
    let buyer = stack.sample("buyer").await?;
    for name in ["webhook.py", "webhook.mjs"] {
        let address = free_address();
        let url = format!("http://{address}/asf");
        let mut making = page.command("webhook.curl")?;
        making
            .env("TOKEN", stack.fresh_token(&buyer).await?)
            .env("WEBHOOK_URL", &url);
        let made = limit::run(&mut making).await?;
        let made: serde_json::Value = serde_json::from_str(&made.stdout)?;
        let secret = made["secret"].as_str().context("a secret")?;
        let (id, port) = (&made["webhook"]["id"], address.port().to_string());
        let settings = [("WEBHOOK_SECRET", secret), ("PORT", port.as_str())];
        let receiver = page.start(name, &settings)?;
        until("it listens", async || {
            Ok(std::net::TcpStream::connect(address).is_ok().then_some(()))
        })
        .await?;
        let id = id.as_str().context("an id")?;
        let test = format!("/api/v1/webhooks/{id}:test");
        let sent = stack
            .by(&buyer, "POST", &test)
            .json(&json!({}))
            .send()
            .await?;
        let sent = sent.expect(200)?;
        assert_eq!(
            sent.text("/delivery/state")?,
            "DELIVERY_STATE_DELIVERED",
            "{name}"
        );
        receiver
            .prints("asf.registry.v1.WebhookTest webhooks/")
            .await?;
        // Somebody else has no secret.
        let forged = reqwest::Client::new().post(&url).body("{}");
        let forged = forged
            .header("webhook-id", "a")
            .header("webhook-timestamp", "1");
        assert_eq!(forged.send().await?.status(), 401, "{name}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_work_in_a_browser() -> anyhow::Result<()> {
    let stack = stack().await?;
    stack.passes("webhooks.test.js", &[]).await
}
