//! The list on another site: `browser/embed.test.js` opens a page of a server
//! of its own that has the frame and the script's tag in it.

use integration_tests::{profiles, stack::Stack};

#[tokio::test]
async fn only_the_frames_may_be_framed() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    stack.listed(&profiles::complete("Köket", 4100)).await?;
    for (path, framed) in [
        ("/inbaddat/lista?county=14", true),
        ("/en/inbaddat/karta", true),
        ("/inbaddat/lista?county=99", true),
        ("/asf-listan/badda-in", false),
        ("/asf-listan", false),
    ] {
        let answer = stack.anonymous("GET", path).send().await?;
        let policy = answer.header("content-security-policy");
        assert_eq!(policy.contains("frame-ancestors *"), framed, "{path}");
        assert!(
            framed || policy.contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
    let wrong = stack.anonymous("GET", "/inbaddat/lista?county=99");
    wrong.send().await?.expect(400)?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_stands_on_a_foreign_page() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for (number, name) in (4110..).zip(["Köket", "Trädgården", "Cykelboden"]) {
        stack.listed(&profiles::complete(name, number)).await?;
    }
    stack.passes("embed.test.js", &[]).await
}
