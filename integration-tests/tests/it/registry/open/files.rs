//! The list for other programs: open data, feeds, sitemap, and what a profile
//! says to search engines.

use integration_tests::{profiles, stack::Stack, until::until};
use serde_json::Value;

#[tokio::test]
async fn the_list_is_open_data_with_its_licence() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut profile = profiles::complete("=1+1", 1);
    profile["municipality_code"] = "0180".into();
    stack.listed(&profile).await?;
    for (path, kind) in [
        ("/data/asf.json", "application/json"),
        ("/data/asf.csv", "text/csv; charset=utf-8"),
    ] {
        let file = until("the file has it", async || {
            let file = stack.anonymous("GET", path).send().await?.expect(200)?;
            Ok(file.raw.contains("=1+1").then_some(file))
        })
        .await?;
        assert_eq!(file.header("content-type"), kind);
        assert!(
            file.header("link").contains("publicdomain/zero/1.0"),
            "{path}"
        );
        assert_eq!(file.header("access-control-allow-origin"), "*");
        let again = stack.anonymous("GET", path);
        let again = again.header("if-none-match", file.header("etag"));
        assert_eq!(again.send().await?.status, 304, "{path}");
    }
    let csv = stack.anonymous("GET", "/data/asf.csv").send().await?.raw;
    assert!(csv.contains(",'=1+1,"), "{csv}");
    Ok(())
}

#[tokio::test]
async fn feeds_follow_a_county_and_the_sitemap_has_all() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    stack.listed(&profiles::complete("I Göteborg", 1)).await?;
    let mut other = profiles::complete("I Stockholm", 2);
    other["municipality_code"] = "0180".into();
    stack.listed(&other).await?;
    for path in ["/feeds/nya-asf.atom", "/feeds/nya-asf.json"] {
        let feed = stack.anonymous("GET", path).query(&[("county", "01")]);
        let feed = feed.send().await?.expect(200)?.raw;
        assert!(
            feed.contains("I Stockholm") && !feed.contains("I Göteborg"),
            "{feed}"
        );
        let wrong = stack.anonymous("GET", path).query(&[("county", "99")]);
        assert_eq!(wrong.send().await?.status, 400, "{path}");
    }
    until("the sitemap has both", async || {
        let map = stack
            .anonymous("GET", "/sitemap.xml")
            .send()
            .await?
            .expect(200)?
            .raw;
        let pages = [
            "/asf/i-goteborg<",
            "/asf/i-stockholm<",
            "/en/asf/i-stockholm<",
        ];
        Ok(pages.iter().all(|page| map.contains(page)).then_some(()))
    })
    .await?;
    let search = stack
        .anonymous("GET", "/opensearch.xml")
        .send()
        .await?
        .expect(200)?;
    assert!(search.raw.contains("{searchTerms}"), "{}", search.raw);
    Ok(())
}

#[tokio::test]
async fn a_profile_tells_search_engines_of_its_certification() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let id = stack.listed(&profiles::complete("Kök", 1)).await?;
    let path = format!("/api/v1/enterprises/{id}:certify");
    stack
        .staff("POST", &path)
        .json(&serde_json::json!({}))
        .send()
        .await?
        .expect(200)?;
    let page = stack
        .anonymous("GET", "/asf/kok")
        .send()
        .await?
        .expect(200)?
        .raw;
    let (_, rest) = page.split_once("ld+json\">").unwrap_or_default();
    let (data, _) = rest.split_once("</script>").unwrap_or_default();
    let data: Value = serde_json::from_str(data)?;
    assert_eq!(data["hasCertification"]["@type"], "Certification");
    assert_eq!(data["hasCertification"]["issuedBy"]["name"], "Skoopi");
    assert_eq!(data["areaServed"][0]["name"], "Göteborg");
    Ok(())
}
