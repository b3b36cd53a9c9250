//! What is asked for, each request looked at once before it is counted.

use std::net::SocketAddr;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::{
    http::{Connection, request},
    load::Target,
};

/// Requests of one kind, asked for in turn.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) targets: Vec<Target>,
}

const INDUSTRIES: &[&str] = &[
    "catering",
    "cafe-restaurang",
    "second-hand",
    "tradgard",
    "stad",
];
const COUNTIES: &[&str] = &["01", "05", "12", "14"];
/// Goods, services and places as people write them, some inflected, some
/// compounds, three misspelt.
const TEXTS: &[&str] = &[
    "catering",
    "fika",
    "städning kontor",
    "hunddagis",
    "möbler",
    "trädgårdsskötsel",
    "grönyteskotsel",
    "cykelreparation",
    "smörgåstårta",
    "second hand kläder",
    "tvätt",
    "snickeri",
    "arbetsträning Stockholm",
    "catering Göteborg",
    "café",
    "flytthjälp",
    "målning",
    "odling",
    "återbruk",
    "cattering",
];
/// Words that many profiles have.
const COMMON: &[&str] = &["arbete", "kunder", "kommunen", "plats"];
/// All filters beside text, industry and county that samples have values for.
const ALL_FILTERS: &str = "service=arbetstraning&service=praktik\
    &benefit=arbete&benefit=miljo&benefit=halsa&benefit=gemenskap&fresh=true\
    &near=1480&radius_km=1600&serves=1480";
const LISTS: &str = "/api/v1/enterprises";
/// Profiles and pages that are asked for in turn.
const DIFFERENT: usize = 200;
/// Of a search's answers, so many percent have to find something.
const FINDING: usize = 60;
/// Bytes that a request's answers may differ by, such as a position.
const SLACK: usize = 64;

/// All cases on the list that is served at `address`; `ids` are on it.
pub(super) fn all(address: SocketAddr, ids: &[String]) -> anyhow::Result<Vec<Case>> {
    let asking = Asking { address };
    let facets: Vec<String> = pairs_of_all().collect();
    let pairs = [values("industry", INDUSTRIES), values("county", COUNTIES)];
    let all_filters: Vec<String> = COMMON
        .iter()
        .map(|word| format!("q={word}&{}&{ALL_FILTERS}", pairs.join("&")))
        .collect();
    let states: Vec<String> = COUNTIES
        .iter()
        .map(|county| format!("county={county}&certified=true&fresh=true"))
        .collect();
    let texts: Vec<String> = TEXTS
        .iter()
        .map(|text| format!("q={}", encoded(text)))
        .collect();
    let step = (ids.len() / DIFFERENT).max(1);
    let some = ids.iter().step_by(step).take(DIFFERENT);
    let profiles: Vec<String> = some.map(|id| format!("{LISTS}/{id}")).collect();
    let slugs = asking.slugs(&profiles)?;
    let json = |queries: &[String]| under(LISTS, queries);
    let html = |queries: &[String]| under("/asf-listan", queries);
    let first = [String::new()];
    Ok(vec![
        asking.searches("facet and area", &json(&facets))?,
        asking.searches("all filters", &json(&all_filters))?,
        asking.searches("certified and fresh", &json(&states))?,
        asking.searches("text", &json(&texts))?,
        asking.searches("first page", &json(&first))?,
        asking.case("profile", &profiles, "", "\"slug\"")?,
        asking.case("HTML list", &html(&first), "", "/asf/")?,
        asking.case("HTML list, facet and area", &html(&facets), "", "<main")?,
        asking.case("HTML list, text", &html(&texts), "", "<main")?,
        asking.case(
            "HTML list, gzip",
            &html(&first),
            "Accept-Encoding: gzip\r\n",
            "",
        )?,
        asking.case("HTML profile", &slugs, "", "ld+json")?,
    ])
}

/// All values of one filter.
fn values(filter: &str, values: &[&str]) -> String {
    let values = values.iter().map(|value| format!("{filter}={value}"));
    values.collect::<Vec<_>>().join("&")
}

/// Each industry in each county.
fn pairs_of_all() -> impl Iterator<Item = String> {
    INDUSTRIES.iter().flat_map(|industry| {
        let counties = COUNTIES.iter();
        counties.map(move |county| format!("industry={industry}&county={county}"))
    })
}

fn under(path: &str, queries: &[String]) -> Vec<String> {
    let paths = queries.iter().map(|query| match query.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{query}"),
    });
    paths.collect()
}

/// A value of a query.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

struct Asking {
    address: SocketAddr,
}

impl Asking {
    /// Searches of the JSON API; most of them find something.
    fn searches(&self, name: &str, paths: &[String]) -> anyhow::Result<Case> {
        let mut finding = 0;
        for path in paths {
            let answer = self.json(path)?;
            let total = answer.get("total_size").and_then(Value::as_u64);
            finding += usize::from(total.unwrap_or_default() > 0);
            if answer.get("facets").is_none() {
                bail!("{path} answers no facets");
            }
        }
        if finding * 100 < paths.len() * FINDING {
            bail!(
                "of {} searches ({name}) only {finding} find something",
                paths.len()
            );
        }
        self.case(name, paths, "", "\"facets\"")
    }

    /// Requests whose answers all have a word in them.
    fn case(&self, name: &str, paths: &[String], lines: &str, word: &str) -> anyhow::Result<Case> {
        let mut connection = Connection::open(self.address)?;
        let mut targets = Vec::with_capacity(paths.len());
        for path in paths {
            let request = request(path, lines);
            let answer = connection.send(&request)?;
            let body = connection.body();
            let text = String::from_utf8_lossy(&body);
            if answer.status != 200 || !text.contains(word) {
                bail!("{} {path}: {text:.500}", answer.status);
            }
            targets.push(Target {
                request,
                smallest: answer.size.saturating_sub(SLACK),
            });
        }
        Ok(Case {
            name: name.to_owned(),
            targets,
        })
    }

    /// The pages of profiles.
    fn slugs(&self, profiles: &[String]) -> anyhow::Result<Vec<String>> {
        let pages = profiles.iter().map(|path| {
            let profile = self.json(path)?;
            let slug = profile.get("slug").and_then(Value::as_str);
            Ok(format!(
                "/asf/{}",
                slug.with_context(|| format!("{path} has no slug"))?
            ))
        });
        pages.collect()
    }

    fn json(&self, path: &str) -> anyhow::Result<Value> {
        let mut connection = Connection::open(self.address)?;
        let answer = connection.get(path)?;
        let body = connection.body();
        if answer.status != 200 {
            bail!(
                "{} {path}: {}",
                answer.status,
                String::from_utf8_lossy(&body)
            );
        }
        serde_json::from_slice(&body).context("no JSON came")
    }
}
