//! Organisations over the JSON API, for the tests about them.

use integration_tests::{
    profiles::org_number,
    stack::{Stack, answer::Answer, person::Person},
};
use serde_json::{Value, json};

/// A request with a body by this person's program.
pub(super) async fn sends(
    stack: &Stack,
    person: &Person,
    (method, path): (&str, &str),
    body: &Value,
) -> anyhow::Result<Answer> {
    let request = stack.by(person, method, &format!("/api/v1/{path}"));
    request.json(body).send().await
}

pub(super) async fn posts(
    stack: &Stack,
    person: &Person,
    path: &str,
    body: &Value,
) -> anyhow::Result<Answer> {
    sends(stack, person, ("POST", path), body).await
}

pub(super) async fn gets(stack: &Stack, person: &Person, path: &str) -> anyhow::Result<Answer> {
    let request = stack.by(person, "GET", &format!("/api/v1/{path}"));
    request.send().await
}

/// What a new organisation of this kind is asked for with; the number is the
/// org number's.
pub(super) fn draft(kind: &str, name: &str, number: u32) -> Value {
    json!({
        "kind": format!("ORGANISATION_KIND_{kind}"),
        "name": name,
        "org_number": org_number(number),
    })
}

/// Creates it; the person is its owner, and takes the token of one.
pub(super) async fn founds(
    stack: &Stack,
    person: &mut Person,
    draft: &Value,
) -> anyhow::Result<Value> {
    let made = posts(stack, person, "organisations", draft).await?;
    let made = made.expect_success()?.body["organisation"].clone();
    renew(stack, person).await?;
    Ok(made)
}

/// The same with an organisation that staff believe in.
pub(super) async fn believed(
    stack: &Stack,
    person: &mut Person,
    draft: &Value,
) -> anyhow::Result<Value> {
    let made = founds(stack, person, draft).await?;
    let verify = format!("/api/v1/{}:verify", path(&made));
    stack
        .staff("POST", &verify)
        .json(&json!({}))
        .send()
        .await?
        .expect(200)?;
    renew(stack, person).await?;
    Ok(gets(stack, person, &path(&made)).await?.expect(200)?.body)
}

/// Takes a token with the roles of now; those of before are refused.
pub(super) async fn renew(stack: &Stack, person: &mut Person) -> anyhow::Result<()> {
    person.token = stack.fresh_token(person).await?;
    Ok(())
}

/// The id of an organisation that was answered.
pub(super) fn id(organisation: &Value) -> String {
    organisation["id"].as_str().unwrap_or_default().to_owned()
}

pub(super) fn path(organisation: &Value) -> String {
    format!("organisations/{}", id(organisation))
}

/// The person's own subject id.
pub(super) async fn subject(stack: &Stack, person: &Person) -> anyhow::Result<String> {
    gets(stack, person, "accounts/me")
        .await?
        .expect(200)?
        .text("/id")
}
