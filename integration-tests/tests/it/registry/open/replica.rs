//! A copy of the list that knows nothing but the contract: the events of the
//! feed, and what `HistoryService.GetSnapshot` says of the file.

use std::collections::BTreeMap;

use anyhow::Context;
use integration_tests::{profiles, stack::Stack, until::until};
use serde_json::{Map, Value, json};

const TEXTS: [&str; 5] = [
    "name",
    "orgNumber",
    "countyCode",
    "municipalityCode",
    "pageUrl",
];
const LISTS: [&str; 3] = ["industries", "services", "socialBenefitAreas"];

/// An enterprise with the members of the file.
#[derive(Default)]
struct Row {
    members: Map<String, Value>,
    reports: BTreeMap<u64, Value>,
}

#[derive(Default)]
struct Replica {
    position: u64,
    rows: BTreeMap<String, Row>,
}

impl Row {
    fn summary(&mut self, data: &Value) {
        for name in TEXTS {
            let text = data.get(name).cloned().unwrap_or(json!(""));
            self.members.insert(name.to_owned(), text);
        }
        for name in LISTS {
            let list = data.get(name).cloned().unwrap_or(json!([]));
            self.members.insert(name.to_owned(), list);
        }
        let member = data.get("member").cloned().unwrap_or(json!(false));
        self.members.insert("member".to_owned(), member);
    }

    fn texts(&mut self, names: [&str; 2], data: &Value) {
        for name in names {
            let text = data.get(name).cloned().unwrap_or(json!(""));
            self.members.insert(name.to_owned(), text);
        }
    }

    fn report(&mut self, data: &Value) -> anyhow::Result<()> {
        let year = data["year"].as_u64().context("a year")?;
        self.reports.insert(year, data.clone());
        Ok(())
    }

    /// In the order of the file.
    fn written(&self) -> anyhow::Result<String> {
        const ORDER: [&str; 13] = [
            "enterpriseId",
            "name",
            "orgNumber",
            "countyCode",
            "municipalityCode",
            "industries",
            "services",
            "socialBenefitAreas",
            "pageUrl",
            "listedAt",
            "certifiedFrom",
            "certifiedUntil",
            "member",
        ];
        const REPORT: [&str; 8] = [
            "year",
            "employed",
            "employedTargetGroup",
            "participants",
            "hours",
            "movedToWork",
            "movedToStudies",
            "reportedAt",
        ];
        let members = ORDER
            .iter()
            .map(|name| Ok((*name, self.members.get(*name).context(*name)?)));
        let mut members = object(members.collect::<anyhow::Result<_>>()?);
        let reports = self.reports.values();
        let reports =
            reports.map(|it| object(REPORT.iter().map(|name| (*name, &it[*name])).collect()));
        let reports: Vec<_> = reports.collect();
        members.pop();
        Ok(format!(
            "{members},\"socialBenefit\":[{}]}}",
            reports.join(",")
        ))
    }
}

fn object(members: Vec<(&str, &Value)>) -> String {
    let members = members
        .iter()
        .map(|(name, value)| format!("\"{name}\":{value}"));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

impl Replica {
    /// Everything that there is now, in pages of a size.
    async fn pull(&mut self, stack: &Stack, limit: &str) -> anyhow::Result<()> {
        loop {
            let after = self.position.to_string();
            let request = stack.anonymous("GET", "/api/v1/events:pull");
            let request = request.query(&[("after", &after), ("limit", limit)]);
            let page = request.send().await?.expect(200)?.body;
            for event in page["events"].as_array().context("events")? {
                self.take(event)?;
            }
            self.position = page["position"].as_str().context("a position")?.parse()?;
            if page["more"] != true {
                return Ok(());
            }
        }
    }

    fn take(&mut self, event: &Value) -> anyhow::Result<()> {
        let kind = event["type"].as_str().context("a type")?;
        let data = &event["data"];
        let id = data["enterpriseId"].as_str().context("an id")?.to_owned();
        match kind.rsplit('.').next().unwrap_or_default() {
            "EnterpriseListed" => {
                let mut row = Row::default();
                row.summary(data);
                row.texts(["enterpriseId", "listedAt"], data);
                row.texts(["certifiedFrom", "certifiedUntil"], data);
                for report in data["socialBenefit"].as_array().into_iter().flatten() {
                    row.report(report)?;
                }
                self.rows.insert(id, row);
            }
            "EnterpriseUnlisted" => drop(self.rows.remove(&id)),
            name => {
                let row = self.rows.get_mut(&id).context("it is listed")?;
                match name {
                    "EnterpriseProfileChanged" => row.summary(data),
                    "EnterpriseCertified" => row.texts(["certifiedFrom", "certifiedUntil"], data),
                    "CertificationLapsed" => {
                        row.texts(["certifiedFrom", "certifiedUntil"], &Value::Null);
                    }
                    "SocialBenefitReported" => row.report(data)?,
                    "SocialBenefitWithdrawn" => {
                        let year = data["year"].as_u64().context("a year")?;
                        row.reports.remove(&year);
                    }
                    other => anyhow::bail!("{other} is no event of the contract"),
                }
            }
        }
        Ok(())
    }

    fn file(&self) -> anyhow::Result<String> {
        let rows = self.rows.values().map(Row::written);
        let rows: Vec<_> = rows.collect::<anyhow::Result<_>>()?;
        Ok(format!(
            "{{\"position\":{},\"licence\":\"CC0-1.0\",\"enterprises\":[{}]}}",
            self.position,
            rows.join(",")
        ))
    }
}

fn report(year: u32, people: u32) -> Value {
    json!({"report": {"year": year, "employed": people * 3, "employed_target_group": people,
        "participants": people, "hours": people * 100, "moved_to_work": people.min(1),
        "method": "Lönelistan.", "source": "Årsredovisningen."}})
}

/// What may happen to the enterprise of a number, one thing after the other.
fn steps(number: u32) -> Vec<(&'static str, &'static str, Value)> {
    let moved = json!({"municipality_code": "0180", "services": [], "website": ""});
    let named = json!({"name": format!("\"Nytt\" <namn> \\ 𝄞 {number} =1")});
    let none = || json!({});
    let revoked = json!({"reason": "Villkoren följs inte."});
    let all = [
        ("PATCH", "", moved),
        ("POST", ":certify", none()),
        ("POST", ":reportBenefit", report(2024, number)),
        ("PATCH", "", named),
        ("POST", ":reportBenefit", report(2023, number * 2)),
        ("POST", ":reportBenefit", report(2024, number + 1)),
        ("POST", ":unlist", none()),
        ("POST", ":reportBenefit", report(2025, number)),
        ("POST", ":list", none()),
        ("POST", ":withdrawBenefit", json!({"year": 2023})),
        ("POST", ":revokeCertification", revoked),
        ("POST", ":close", none()),
    ];
    all.into_iter().take(3 + number as usize).collect()
}

#[tokio::test]
async fn a_copy_of_the_feed_alone_is_the_file_byte_by_byte() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut replica = Replica::default();
    let owner = stack.sample("owner").await?;
    for number in 0..10 {
        let name = format!("Företag {number}");
        let id = stack.listed(&profiles::complete(&name, number)).await?;
        for (method, verb, body) in steps(number) {
            let request = stack.staff(method, &format!("/api/v1/enterprises/{id}{verb}"));
            let answer = request.json(&body).send().await?.expect(200);
            answer.with_context(|| format!("{verb} of {number}"))?;
        }
        if number == 4 {
            // Its claim is between the services alone, and has a position.
            let own = profiles::complete("Eget", 100);
            let request = stack.by(&owner, "POST", "/api/v1/enterprises").json(&own);
            request.send().await?.expect_success()?;
        }
        replica.pull(&stack, "7").await?;
        let file = stack.anonymous("GET", "/api/v1/enterprises:snapshot");
        let file = file.send().await?.expect(200)?.raw;
        assert_eq!(replica.file()?, file, "after {number}");
    }
    let mut again = Replica::default();
    again.pull(&stack, "1000").await?;
    assert_eq!(again.file()?, replica.file()?);
    until("the site's file is as new", async || {
        let file = stack
            .anonymous("GET", "/data/asf.json")
            .send()
            .await?
            .expect(200)?;
        Ok((file.raw == replica.file()?).then_some(()))
    })
    .await
}
