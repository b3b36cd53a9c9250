//! `deploy/env.sample` lists every setting, as the structs have them.

use std::{fs, path::Path};

use all_in_one::settings::Launcher;
use chassis::config::{Setting, Settings, Shared, sample};
use integration_tests::{limit, stack::binary};
use tokio::process::Command;

fn wanted() -> String {
    let about = "# Every setting of every service, with its default. Written by\n\
                 # `UPDATE=1 cargo test -p integration-tests settings`.\n\
                 # <NAME>_FILE reads the value from a file, such as a mounted secret.\n\n";
    let is_shared = |it: &Setting| Shared::SETTINGS.iter().any(|shared| shared.name == it.name);
    let launcher: Vec<Setting> = Launcher::SETTINGS
        .iter()
        .copied()
        .filter(|it| !is_shared(it))
        .collect();
    let sets = sample(&[
        ("Shared by all", "ASF_", Shared::SETTINGS),
        (
            "registry",
            registry::config::PREFIX,
            registry::config::Registry::SETTINGS,
        ),
        (
            "identity",
            identity::config::PREFIX,
            identity::config::Identity::SETTINGS,
        ),
        (
            "gateway",
            gateway::config::PREFIX,
            gateway::config::Gateway::SETTINGS,
        ),
        (
            "all-in-one, which starts everything on one machine",
            "ASF_",
            &launcher,
        ),
    ]);
    format!("{about}{}\n", sets.trim_end())
}

#[test]
fn the_sample_file_lists_every_setting() -> anyhow::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/env.sample");
    let wanted = wanted();
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(&path, &wanted)?;
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, wanted, "run it with UPDATE=1 to write the file");
    Ok(())
}

#[tokio::test]
async fn all_faults_of_all_settings_are_told_at_once() -> anyhow::Result<()> {
    for program in ["registry", "identity", "gateway"] {
        let mut serve = Command::new(binary(program)?);
        serve
            .arg("serve")
            .env("ASF_DATABASE_URL", "mysql://nowhere")
            .env("ASF_LOG", "registry=loudly")
            .env("ASF_REGISTRY_GRPC_ADDR", "somewhere")
            .env("ASF_IDENTITY_GRPC_ADDR", "somewhere")
            .env("ASF_GATEWAY_HTTP_ADDR", "somewhere");
        let ended = limit::run(&mut serve).await?;
        let text = ended.stderr;
        assert_eq!(ended.status.code(), Some(78), "{program}: {text}");
        let own = match program {
            "registry" => "ASF_REGISTRY_GRPC_ADDR",
            "identity" => "ASF_IDENTITY_GRPC_ADDR",
            _ => "ASF_GATEWAY_HTTP_ADDR",
        };
        for variable in ["ASF_DATABASE_URL", "ASF_LOG", own] {
            assert!(
                text.contains(variable),
                "{program} does not name {variable}: {text}"
            );
        }
        assert!(
            !text.contains("mysql://nowhere"),
            "a secret is shown: {text}"
        );
    }
    Ok(())
}
