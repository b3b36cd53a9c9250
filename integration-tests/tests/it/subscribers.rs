//! The examples for subscribers in Rust, Python and Node hear of every new
//! ASF: live, after a restart, and after NATS lost its files.

use std::{
    fs::File,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use integration_tests::{
    ground::{PASSWORD, SUBSCRIBER},
    profiles,
    stack::{Stack, binary},
    tools,
    until::until,
};
use tempfile::TempDir;

/// One example, started as its README says.
struct Example {
    program: PathBuf,
    arguments: Vec<String>,
    url: String,
    folder: TempDir,
    child: Option<Child>,
}

impl Example {
    fn new(stack: &Stack, program: PathBuf, arguments: &[PathBuf]) -> anyhow::Result<Self> {
        let arguments = arguments.iter().map(|it| it.display().to_string());
        let mut example = Self {
            program,
            arguments: arguments.collect(),
            url: stack.ground.broker.url(),
            folder: tempfile::tempdir()?,
            child: None,
        };
        example.start()?;
        Ok(example)
    }

    fn start(&mut self) -> anyhow::Result<()> {
        let open = |name| {
            File::options()
                .create(true)
                .append(true)
                .open(self.folder.path().join(name))
        };
        let child = Command::new(&self.program)
            .args(&self.arguments)
            .env("NATS_URL", &self.url)
            .env("NATS_USER", SUBSCRIBER)
            .env("NATS_PASSWORD", PASSWORD)
            .stdin(Stdio::null())
            .stdout(open("out")?)
            .stderr(open("err")?)
            .spawn()?;
        self.child = Some(child);
        Ok(())
    }

    fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ended = child.kill();
            let _ended = child.wait();
        }
    }

    fn lines(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join("out")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    fn errors(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("err")).unwrap_or_default()
    }

    /// The names it has printed are these, in this order.
    async fn has_printed(&self, names: &[&str]) -> anyhow::Result<()> {
        let printed = until("the example prints", async || {
            Ok((self.lines().len() >= names.len()).then_some(()))
        });
        let printed = printed.await;
        let lines = self.lines();
        let found: Vec<&str> = lines
            .iter()
            .filter_map(|it| it.split('\t').next())
            .collect();
        anyhow::ensure!(found == names, "{found:?}: {printed:?} {}", self.errors());
        Ok(())
    }
}

impl Drop for Example {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What every example has to do.
async fn hears_of_every_new_asf(
    mut stack: Stack,
    program: PathBuf,
    arguments: &[PathBuf],
) -> anyhow::Result<()> {
    let mut example = Example::new(&stack, program, arguments)?;
    stack.listed(&profiles::complete("Ett", 1)).await?;
    example.has_printed(&["Ett"]).await?;

    let id = stack.listed(&profiles::complete("Två", 2)).await?;
    example.has_printed(&["Ett", "Två"]).await?;
    let fields: Vec<String> = example.lines()[1].split('\t').map(str::to_owned).collect();
    let page = stack
        .staff("GET", &format!("/api/v1/enterprises/{id}"))
        .send()
        .await?;
    let slug = page.expect(200)?.text("/slug")?;
    assert_eq!(fields[1..3], [profiles::org_number(2), "1480".to_owned()]);
    assert!(fields[3].ends_with(&format!("/asf/{slug}")), "{fields:?}");

    // It was away when the third came. What it printed but had not yet
    // acknowledged would come again by right.
    settled(&stack).await?;
    example.kill();
    stack.listed(&profiles::complete("Tre", 3)).await?;
    example.start()?;
    example.has_printed(&["Ett", "Två", "Tre"]).await?;

    // NATS loses everything, while the example runs, once it acknowledged.
    settled(&stack).await?;
    stack.ground.broker.kill();
    stack.ground.broker.wipe()?;
    stack.listed(&profiles::complete("Fyra", 4)).await?;
    stack.ground.broker.restart().await?;
    example.has_printed(&["Ett", "Två", "Tre", "Fyra"]).await?;
    stack.listed(&profiles::complete("Fem", 5)).await?;
    example
        .has_printed(&["Ett", "Två", "Tre", "Fyra", "Fem"])
        .await
}

/// Waits until the stream's consumers have acknowledged all.
async fn settled(stack: &Stack) -> anyhow::Result<()> {
    let context = async_nats::jetstream::new(stack.ground.broker.client().await?);
    until("all is acknowledged", async || {
        let stream = context.get_stream("ASF_REGISTRY").await?;
        let consumers: Vec<_> = futures::TryStreamExt::try_collect(stream.consumers()).await?;
        let open = consumers
            .iter()
            .map(|it| it.num_pending + it.num_ack_pending as u64);
        Ok((open.sum::<u64>() == 0).then_some(()))
    })
    .await
}

#[tokio::test]
async fn the_rust_example_hears_of_every_new_asf() -> anyhow::Result<()> {
    let program = binary("subscriber-example")?;
    hears_of_every_new_asf(Stack::start().await?, program, &[]).await
}

#[tokio::test]
async fn the_python_example_hears_of_every_new_asf() -> anyhow::Result<()> {
    let program = tools::python()?.join("python");
    let script = tools::folder("subscribers/python/new_asf.py");
    hears_of_every_new_asf(Stack::start().await?, program, &[script]).await
}

#[tokio::test]
async fn the_node_example_hears_of_every_new_asf() -> anyhow::Result<()> {
    let script = tools::node("subscribers/node")?.join("new-asf.js");
    hears_of_every_new_asf(Stack::start().await?, "node".into(), &[script]).await
}
