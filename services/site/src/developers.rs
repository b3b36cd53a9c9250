//! `/utvecklare`: how programs read the list and hear of what happens on it.
//! The examples can be copied as they are; a test of the platform does that.

mod example;

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    Site,
    developers::example::{Example, Topic},
    page::{
        frame::{Frame, Section},
        page_request::PageRequest,
        respond,
        texts::L10nLanguage,
    },
};

#[derive(Template)]
#[template(path = "pages/developers.html")]
struct DevelopersPage {
    page: Frame,
    t: &'static L10nLanguage,
    base: String,
    parts: Vec<Part>,
}

/// One way to get at what there is.
struct Part {
    id: &'static str,
    heading: String,
    lead: Vec<String>,
    points: Vec<String>,
    links: Vec<(String, String)>,
    examples: Vec<Example>,
}

pub(crate) async fn get(State(site): State<Site>, request: PageRequest) -> Response {
    let t = request.lang.texts();
    let title = t.developers_title();
    let page = Frame::new(
        &request,
        Section::Outside,
        title,
        t.developers_description(),
    );
    let root = request.lang.root();
    let parts = [
        api(t),
        stream(t),
        pull(t),
        feeds(t),
        snapshot(t),
        webhooks(t, root),
        nats(t),
        embed(t, root),
    ];
    let parts = parts.into_iter().map(|(topic, part)| Part {
        examples: example::of(topic, &site.public_url),
        ..part
    });
    let page = DevelopersPage {
        page,
        t,
        base: site.public_url.to_string(),
        parts: parts.collect(),
    };
    respond::page(&request, &page)
}

impl Part {
    fn new(id: &'static str, heading: String) -> Self {
        Self {
            id,
            heading,
            lead: Vec::new(),
            points: Vec::new(),
            links: Vec::new(),
            examples: Vec::new(),
        }
    }

    fn lead(mut self, text: String) -> Self {
        self.lead.push(text);
        self
    }

    fn point(mut self, text: String) -> Self {
        self.points.push(text);
        self
    }

    fn link(mut self, href: impl Into<String>, label: String) -> Self {
        self.links.push((href.into(), label));
        self
    }
}

fn api(t: &L10nLanguage) -> (Topic, Part) {
    let part = Part::new("api", t.developers_api())
        .lead(t.developers_api_lead())
        .point(t.developers_api_filters())
        .point(t.developers_api_as_of())
        .point(t.developers_api_errors())
        .link("/api/docs", t.developers_api_docs())
        .link("/api/v1/openapi.json", t.developers_api_openapi());
    (Topic::List, part)
}

fn stream(t: &L10nLanguage) -> (Topic, Part) {
    let part = Part::new("strom", t.developers_stream())
        .lead(t.developers_stream_lead())
        .point(t.developers_stream_resume())
        .point(t.developers_stream_filters());
    (Topic::Stream, part)
}

fn pull(t: &L10nLanguage) -> (Topic, Part) {
    let part = Part::new("hamta", t.developers_pull())
        .lead(t.developers_pull_lead())
        .point(t.developers_pull_copy());
    (Topic::Pull, part)
}

fn feeds(t: &L10nLanguage) -> (Topic, Part) {
    let part = Part::new("floden", t.developers_feeds())
        .lead(t.developers_feeds_lead())
        .link("/feeds/nya-asf.atom", t.developers_feeds_atom())
        .link("/feeds/nya-asf.json", t.developers_feeds_json());
    (Topic::Feed, part)
}

fn snapshot(t: &L10nLanguage) -> (Topic, Part) {
    let part = Part::new("oppna-data", t.developers_snapshot())
        .lead(t.developers_snapshot_lead())
        .link("/data/asf.json", t.developers_snapshot_json())
        .link("/data/asf.csv", t.developers_snapshot_csv());
    (Topic::Snapshot, part)
}

fn webhooks(t: &L10nLanguage, root: &str) -> (Topic, Part) {
    let part = Part::new("webhooks", t.developers_webhooks())
        .lead(t.developers_webhooks_lead())
        .point(t.developers_webhooks_verify())
        .point(t.developers_webhooks_answer())
        .point(t.developers_webhooks_twice())
        .point(t.developers_webhooks_retry())
        .point(t.developers_webhooks_off())
        .point(t.developers_webhooks_secret())
        .link(
            format!("{root}/konto/webhooks"),
            t.developers_webhooks_own(),
        )
        .link(
            "https://www.standardwebhooks.com",
            t.developers_webhooks_standard(),
        );
    (Topic::Webhook, part)
}

fn nats(t: &L10nLanguage) -> (Topic, Part) {
    let part = Part::new("nats", t.developers_nats())
        .lead(t.developers_nats_lead())
        .link("/asyncapi.json", t.developers_nats_document());
    (Topic::Nats, part)
}

fn embed(t: &L10nLanguage, root: &str) -> (Topic, Part) {
    let part = Part::new("badda-in", t.developers_embed())
        .lead(t.developers_embed_lead())
        .link(
            format!("{root}/asf-listan/badda-in"),
            t.developers_embed_choose(),
        );
    (Topic::Embed, part)
}

#[cfg(test)]
mod tests {
    use crate::testing::{get, text, without_registry};

    #[tokio::test]
    async fn the_examples_name_the_site_that_they_stand_on() {
        for (url, words) in [
            ("/utvecklare", "Kom igång"),
            ("/en/utvecklare", "Get started"),
        ] {
            let answer = get(without_registry(), url).await;
            assert_eq!(answer.status(), 200, "{url}");
            let page = text(answer).await;
            assert!(page.contains(words), "{url}");
            assert!(page.contains("data-example=\"webhook.py\""), "{url}");
            assert!(page.contains("https://asf.example/api/v1/enterprises"));
        }
    }
}
