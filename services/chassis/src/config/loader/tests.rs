use std::{fs, os::unix::ffi::OsStringExt};

use rstest::rstest;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::{super::shared::*, *};

#[derive(Debug, Deserialize)]
struct Baker {
    ovens: u16,
    recipe: SecretString,
    street: Option<String>,
}

impl Settings for Baker {
    const SETTINGS: &'static [Setting] = &[
        Setting::with_default("ovens", "2", "How many ovens there are.")
            .allowed("a number up to 65535"),
        Setting::required("recipe", "flour", "How bread is made.").secret(),
        Setting::optional("street", "Where the bakery is."),
    ];
}

fn loader(variables: &[(&str, &str)]) -> Loader {
    let own = |(name, value): &(&str, &str)| (OsString::from(name), OsString::from(value));
    Loader::from_variables(variables.iter().map(own))
}

fn baker(variables: &[(&str, &str)]) -> Result<Baker, Faults> {
    let mut loader = loader(variables);
    let baker = loader.add("ASF_BAKER_");
    loader.finish(baker)
}

fn shared(variables: &[(&str, &str)]) -> Result<Shared, Faults> {
    let mut loader = loader(variables);
    let shared = loader.add("ASF_");
    loader.finish(shared)
}

fn fault(result: Result<impl std::fmt::Debug, Faults>) -> Fault {
    let Faults(mut faults) = result.unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.remove(0)
}

#[test]
fn what_is_not_set_has_its_default() {
    let baker = baker(&[("ASF_BAKER_RECIPE", "rye"), ("ASF_BAKER_STREET", "")]).unwrap();
    assert_eq!(baker.ovens, 2);
    assert_eq!(baker.street, None);
    assert_eq!(baker.recipe.expose_secret(), "rye");
}

#[test]
fn all_faults_of_all_sets_are_told_at_once() {
    let mut loader = loader(&[
        ("ASF_BAKER_OVENS", "many"),
        ("ASF_ENVIRONMENT", "moon"),
        ("ASF_PUBLIC_URL", "asf.example"),
    ]);
    let shared = loader.add::<Shared>("ASF_");
    let baker = loader.add::<Baker>("ASF_BAKER_");
    assert!(shared.is_none() && baker.is_none());
    let faults = loader.finish(shared.zip(baker)).unwrap_err();
    let expected = "the settings have faults:\
        \n  ASF_BAKER_OVENS is \"many\", which is not allowed; give a number up to 65535\
        \n  ASF_BAKER_RECIPE is not set\
        \n  ASF_ENVIRONMENT is \"moon\", which is not allowed; give development, test or production\
        \n  ASF_PUBLIC_URL is \"asf.example\", which is not allowed; give a URL such as https://asf.example";
    assert_eq!(faults.to_string(), expected);
}

#[test]
fn a_fault_of_one_set_is_a_fault_though_the_other_is_right() {
    let mut loader = loader(&[("ASF_LOG", "=")]);
    let baker = Some(());
    loader.add::<Shared>("ASF_");
    assert_eq!(fault(loader.finish(baker)).variable, "ASF_LOG");
}

#[test]
fn a_variable_that_is_not_utf8_is_a_fault_and_no_panic() {
    let bytes = OsString::from_vec(vec![0xff, 0xfe]);
    let variables = [
        (OsString::from("ASF_BAKER_RECIPE"), bytes.clone()),
        (OsString::from("UNRELATED"), bytes.clone()),
        (bytes, OsString::from("x")),
    ];
    let mut loader = Loader::from_variables(variables);
    let baker = loader.add::<Baker>("ASF_BAKER_");
    let told = Fault::new("ASF_BAKER_RECIPE", "is not UTF-8");
    assert_eq!(fault(loader.finish(baker)), told);
}

#[test]
fn a_set_that_is_read_twice_tells_its_faults_once() {
    let mut loader = loader(&[]);
    let first = loader.add::<Baker>("ASF_BAKER_");
    let second = loader.add::<Baker>("ASF_BAKER_");
    assert_eq!(
        fault(loader.finish(first.zip(second))).variable,
        "ASF_BAKER_RECIPE"
    );
}

#[test]
fn a_secret_comes_out_of_a_file_without_its_last_line_break() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recipe");
    for (text, secret) in [
        ("rye\n", "rye"),
        ("rye\r\n", "rye"),
        ("rye\n\n", "rye\n"),
        (" rye ", " rye "),
    ] {
        fs::write(&path, text).unwrap();
        let baker = baker(&[("ASF_BAKER_RECIPE_FILE", path.to_str().unwrap())]).unwrap();
        assert_eq!(baker.recipe.expose_secret(), secret);
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let fault = fault(baker(&[("ASF_BAKER_RECIPE_FILE", "/nowhere/recipe")]));
    assert_eq!(fault.variable, "ASF_BAKER_RECIPE_FILE");
    assert!(
        fault.message.starts_with("names /nowhere/recipe"),
        "{}",
        fault.message
    );
}

#[test]
fn a_value_and_a_file_for_one_setting_are_a_fault() {
    let both = [
        ("ASF_BAKER_RECIPE", "rye"),
        ("ASF_BAKER_RECIPE_FILE", "/nowhere/recipe"),
    ];
    assert_eq!(fault(baker(&both)).variable, "ASF_BAKER_RECIPE_FILE");
}

#[test]
fn a_fault_never_shows_a_secret() {
    let password = "mysql://asf:swordfish@db.example/asf";
    let fault = fault(shared(&[("ASF_DATABASE_URL", password)]));
    assert_eq!(fault.variable, "ASF_DATABASE_URL");
    assert!(!fault.message.contains("swordfish"), "{}", fault.message);
}

#[test]
fn a_description_shows_where_values_come_from_and_hides_secrets() {
    let mut loader = loader(&[("ASF_BAKER_RECIPE", "swordfish"), ("ASF_BAKER_OVENS", "7")]);
    loader.add::<Baker>("ASF_BAKER_");
    let expected = "ASF_BAKER_OVENS=7  # environment\
        \nASF_BAKER_RECIPE=(hidden)  # environment\
        \nASF_BAKER_STREET=  # default\n";
    assert_eq!(loader.describe(), expected);
}

#[test]
fn a_misspelt_variable_is_noticed_and_those_of_other_services_are_not() {
    let mut loader = loader(&[
        ("ASF_DATABSE_URL", "postgres://db.example/asf"),
        ("ASF_BAKER_OVEN", "2"),
        ("ASF_BAKER_RECIPE_FIL", "x"),
        ("ASF_SOMETHING_ELSE", "x"),
        ("ASF_LOG_FILE", ""),
        ("ASF_GATEWAY_HTTP_ADDR", "127.0.0.1:8080"),
        ("ASF_TEST_DATABASE_URL", "postgres://127.0.0.1/postgres"),
    ]);
    loader.add::<Shared>("ASF_");
    loader.add::<Baker>("ASF_BAKER_");
    let expected = [
        "ASF_BAKER_OVEN is no setting; is ASF_BAKER_OVENS meant?",
        "ASF_BAKER_RECIPE_FIL is no setting",
        "ASF_DATABSE_URL is no setting; is ASF_DATABASE_URL meant?",
        "ASF_SOMETHING_ELSE is no setting",
    ];
    assert_eq!(loader.warnings(), expected);
}

#[test]
fn the_shared_defaults_are_those_of_a_developer() {
    let shared = shared(&[]).unwrap();
    assert_eq!(shared.environment, Environment::Development);
    assert_eq!(shared.nats_url, "nats://127.0.0.1:4222");
    assert_eq!(shared.public_url, "http://127.0.0.1:8080");
    assert_eq!(shared.log, "info");
    assert_eq!(shared.tls, Switch::On);
    assert_eq!((shared.otlp_endpoint, shared.tls_cert), (None, None));
}

#[rstest]
#[case("ASF_OTLP_ENDPOINT", "collector:4317")]
#[case("ASF_TLS", "perhaps")]
#[case("ASF_TLS_CA", "MIIB")]
#[case("ASF_TLS_CERT", "-----BEGIN CERTIFICATE-----")]
#[case("ASF_TLS_KEY", "-----BEGIN PRIVATE KEY-----")]
#[case("ASF_ENVIRONMENT", "Production")]
#[case("ASF_LOG", "info,=,")]
#[case("ASF_PUBLIC_URL", "javascript:alert(1)")]
#[case("ASF_DATABASE_URL", "127.0.0.1:5432")]
fn a_shared_value_that_is_not_allowed_is_a_fault(#[case] variable: &str, #[case] value: &str) {
    let fault = fault(shared(&[(variable, value)]));
    assert_eq!(fault.variable, variable);
    assert!(fault.message.contains("; give "), "{}", fault.message);
}

#[test]
fn shared_values_that_are_allowed_are_taken() {
    let ca = crate::test_certs::Authority::new();
    let own = ca.issue("registry");
    let shared = shared(&[
        ("ASF_PUBLIC_URL", "https://asf.example/"),
        ("ASF_OTLP_ENDPOINT", "http://collector.example:4317"),
        ("ASF_TLS_CA", &ca.pem()),
        ("ASF_TLS_CERT", &own.cert),
        ("ASF_TLS_KEY", &own.key),
        ("ASF_LOG", "info,eventlog=debug"),
    ])
    .unwrap();
    assert_eq!(shared.public_url, "https://asf.example");
    assert!(shared.otlp_endpoint.is_some() && shared.tls_key.is_some());
}

#[test]
fn the_sample_file_names_every_setting_with_its_meaning() {
    let sample = super::super::sample(&[("Baker", "ASF_BAKER_", Baker::SETTINGS)]);
    let expected = "## Baker\
        \n\n# How many ovens there are.\n# Give a number up to 65535.\n#ASF_BAKER_OVENS=2\
        \n\n# How bread is made.\nASF_BAKER_RECIPE=flour\
        \n\n# Where the bakery is.\n#ASF_BAKER_STREET=\n\n";
    assert_eq!(sample, expected);
}
