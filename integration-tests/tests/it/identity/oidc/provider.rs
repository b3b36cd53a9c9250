//! A real sign-in service as a process: `oidc-provider/server.js`.

use std::process::Stdio;

use anyhow::Context;
use integration_tests::tools;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

const SECRET: &str = "a-secret-of-the-tests";

/// Ends with the value.
pub(in crate::identity) struct SignInService {
    pub(in crate::identity) issuer: String,
    _process: Child,
}

impl SignInService {
    /// `people` are their claims by the name that they log in with; browsers
    /// come back to our site for each of these ids.
    pub(in crate::identity) async fn start(people: &Value, ids: &[&str]) -> anyhow::Result<Self> {
        let script = tools::node("oidc-provider")?.join("server.js");
        let redirects: Vec<_> = ids
            .iter()
            .map(|id| format!("http://localhost/konto/logga-in/{id}"))
            .collect();
        let mut process = Command::new("node")
            .arg(script)
            .env("CLIENT_SECRET", SECRET)
            .env("PEOPLE", people.to_string())
            .env("REDIRECTS", json!(redirects).to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let output = process.stdout.take().context("its output is a pipe")?;
        let mut lines = BufReader::new(output).lines();
        let issuer = lines.next_line().await?.context("it did not start")?;
        Ok(Self {
            issuer,
            _process: process,
        })
    }

    /// The setting ASF_IDENTITY_PROVIDERS that names it under these ids.
    pub(in crate::identity) fn setting(&self, ids: &[&str]) -> String {
        let providers = ids.iter().map(|id| {
            json!({
                "id": id,
                "name": format!("The service {id}"),
                "issuer": self.issuer,
                "client_id": "asf",
                "client_secret": SECRET,
            })
        });
        Value::Array(providers.collect()).to_string()
    }
}
