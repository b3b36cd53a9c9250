//! Values that break a rule.

use integration_tests::{profiles, stack::Stack};
use serde_json::{Value, json};

use super::{assert_names, assert_problem, draft, drafts, nothing, verb};

/// Which field is named, which one is given a bad value, and the value.
fn bad_values() -> Vec<(&'static str, &'static str, Value)> {
    let long = "å".repeat(10_000);
    let activity = |change: (&str, Value)| {
        let mut activity = json!({"industry": "catering"});
        activity[change.0] = change.1;
        json!([activity])
    };
    vec![
        ("org_number", "org_number", json!("556016-0681")),
        ("org_number", "org_number", json!("811228-9874")),
        ("org_number", "org_number", json!("55601606")),
        ("name", "name", json!(long)),
        ("name", "name", json!("")),
        ("legal_form", "legal_form", json!("handelsbolag")),
        ("municipality_code", "municipality_code", json!("9999")),
        ("services[0]", "services", json!(["trolleri"])),
        (
            "social_benefit_areas[0]",
            "social_benefit_areas",
            json!(["trolleri"]),
        ),
        (
            "activities[0].industry",
            "activities",
            json!([{"industry": "trolleri"}]),
        ),
        (
            "activities[0].service_area.county_codes[0]",
            "activities",
            activity((
                "service_area",
                json!({"reach": "REACH_COUNTIES", "county_codes": ["99"]}),
            )),
        ),
        (
            "activities[0].service_area.municipality_codes[0]",
            "activities",
            activity((
                "service_area",
                json!({"reach": "REACH_MUNICIPALITIES", "municipality_codes": ["1"]}),
            )),
        ),
        (
            "activities[0].capacity.people",
            "activities",
            activity(("capacity", json!({"people": 100_001}))),
        ),
        (
            "activities[0].capacity.people",
            "activities",
            activity(("capacity", json!({"people": -1}))),
        ),
        ("website", "website", json!("javascript:alert(1)")),
        ("email", "email", json!("no address")),
        ("surprise", "surprise", json!(1)),
    ]
}

#[tokio::test]
async fn a_bad_profile_is_refused_by_field_and_rule() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for (number, (named, key, value)) in bad_values().into_iter().enumerate() {
        let mut profile = profiles::complete("Fel", u32::try_from(number)?);
        profile[key] = value;
        let answer = stack
            .staff("POST", "/api/v1/enterprises")
            .json(&profile)
            .send()
            .await?;
        assert_problem(&answer, 400, "INVALID_FIELDS");
        assert_names(&answer, named);
    }
    assert_eq!(drafts(&stack).await?, 0, "nothing is half done");
    Ok(())
}

#[tokio::test]
async fn all_faults_of_a_profile_are_told_at_once() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let profile = json!({
        "name": "Fel",
        "org_number": "556016-0681",
        "municipality_code": "9999",
        "activities": [{"industry": "catering"}, {"industry": "trolleri"}],
    });
    let answer = stack
        .staff("POST", "/api/v1/enterprises")
        .json(&profile)
        .send()
        .await?;
    assert_problem(&answer, 400, "INVALID_FIELDS");
    for field in ["org_number", "municipality_code", "activities[1].industry"] {
        assert_names(&answer, field);
    }
    Ok(())
}

#[tokio::test]
async fn what_is_no_json_is_refused() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let broken_text: &[u8] = b"{\"name\": \"Caf\xe9\"}";
    for body in [
        broken_text,
        b"{\"name\":",
        b"[]",
        b"",
        b"{\"name\": \"a\", \"name\": \"b\"}",
    ] {
        let answer = stack
            .staff("POST", "/api/v1/enterprises")
            .raw(body)
            .send()
            .await?;
        assert_problem(&answer, 400, "INVALID_FIELDS");
    }
    let nested = "[".repeat(100_000);
    let answer = stack
        .staff("POST", "/api/v1/enterprises")
        .raw(nested)
        .send()
        .await?;
    assert_problem(&answer, 400, "INVALID_FIELDS");
    let large = format!("{{\"name\": \"{}\"}}", "a".repeat(2 << 20));
    let answer = stack
        .staff("POST", "/api/v1/enterprises")
        .raw(large)
        .send()
        .await?;
    assert_problem(&answer, 413, "BODY_TOO_LARGE");
    assert_eq!(drafts(&stack).await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_bad_search_is_refused_by_field_and_rule() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let long = "a".repeat(201);
    for (field, value) in [
        ("county[0]", "99"),
        ("county[0]", "Halland"),
        ("municipality[0]", "0001"),
        ("industry[0]", "trolleri"),
        ("service[0]", "trolleri"),
        ("benefit[0]", "trolleri"),
        ("near", "9999"),
        ("serves", "9999"),
        ("sort", "SORT_BY_LUCK"),
        ("certified", "perhaps"),
        ("page_size", "101"),
        ("page_size", "-1"),
        ("page_size", "many"),
        ("q", &long),
        ("surprise", "1"),
    ] {
        let name = field.trim_end_matches("[0]");
        let request = stack
            .anonymous("GET", "/api/v1/enterprises")
            .query(&[(name, value)]);
        let answer = request.send().await?;
        assert_problem(&answer, 400, "INVALID_FIELDS");
        assert_names(&answer, field);
    }
    for path in [
        "/api/v1/enterprises?q=%FF",
        "/api/v1/enterprises?county=%C3",
    ] {
        let answer = stack.anonymous("GET", path).send().await?;
        assert_problem(&answer, 400, "INVALID_FIELDS");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_not_there_is_told_apart() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let path = "/api/v1/enterprises/01900000-0000-7000-8000-00000000ffff";
    assert_problem(
        &stack.anonymous("GET", path).send().await?,
        404,
        "NOT_FOUND",
    );
    let answer = stack
        .anonymous("GET", "/api/v1/enterprises/not-an-id")
        .send()
        .await?;
    assert_problem(&answer, 400, "INVALID_FIELDS");
    assert_names(&answer, "id");
    let answer = stack.anonymous("GET", "/api/v1/nothing").send().await?;
    assert_problem(&answer, 404, "NO_SUCH_PATH");
    let answer = stack.staff("DELETE", path).send().await?;
    assert_problem(&answer, 405, "METHOD_NOT_ALLOWED");
    assert!(
        answer.header("allow").contains("PATCH"),
        "{}",
        answer.header("allow")
    );
    Ok(())
}

#[tokio::test]
async fn a_caller_without_the_role_is_refused() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let profile = profiles::complete("Nytt", 1);
    let post = |token: Option<&str>| {
        let request = stack
            .anonymous("POST", "/api/v1/enterprises")
            .json(&profile);
        match token {
            Some(token) => request.header("authorization", token),
            None => request,
        }
    };
    assert_problem(&post(None).send().await?, 401, "LOGIN_NEEDED");
    let forged = format!("Bearer {}x", stack.token());
    for token in ["Bearer nonsense", "Basic c3RhZmY6c3RhZmY=", &forged] {
        assert_problem(&post(Some(token)).send().await?, 401, "LOGIN_NEEDED");
    }
    assert_eq!(drafts(&stack).await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_draft_is_no_ones_but_staffs() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (id, _) = draft(&stack, &profiles::complete("Utkast", 1)).await?;
    let path = format!("/api/v1/enterprises/{id}");
    assert_problem(
        &stack.anonymous("GET", &path).send().await?,
        404,
        "NOT_FOUND",
    );
    stack.staff("GET", &path).send().await?.expect(200)?;
    Ok(())
}

#[tokio::test]
async fn an_incomplete_draft_is_told_what_it_lacks() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (id, _) = draft(&stack, &json!({"name": "Bara ett namn"})).await?;
    let answer = stack
        .staff("POST", &verb(&id, "submit"))
        .json(&nothing())
        .send()
        .await?;
    assert_problem(&answer, 422, "NOT_COMPLETE");
    for field in [
        "profile.org_number",
        "profile.legal_form",
        "profile.municipality_code",
        "profile.description",
        "profile.activities",
    ] {
        assert_names(&answer, field);
    }
    Ok(())
}

#[tokio::test]
async fn a_step_out_of_turn_and_a_taken_number_are_conflicts() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let profile = profiles::complete("Först", 7);
    let (id, _) = draft(&stack, &profile).await?;
    let answer = stack
        .staff("POST", &verb(&id, "list"))
        .json(&nothing())
        .send()
        .await?;
    assert_problem(&answer, 409, "WRONG_STATE");
    let answer = stack
        .staff("POST", "/api/v1/enterprises")
        .json(&profile)
        .send()
        .await?;
    assert_problem(&answer, 409, "ORG_NUMBER_TAKEN");
    assert_eq!(drafts(&stack).await?, 1);
    Ok(())
}
