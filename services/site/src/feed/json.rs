//! The feed as JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>.

use proto::asf::registry::v1::EnterpriseSummary;
use serde_json::{Value, json};

use crate::{card, feed::Latest, page::lang::Lang};

pub(super) const KIND: &str = "application/feed+json; charset=utf-8";

pub(super) fn write(latest: Latest<'_>) -> String {
    let t = Lang::Sv.texts();
    let base = latest.base;
    let items: Vec<Value> = latest
        .enterprises
        .iter()
        .map(|one| item(base, one))
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": t.feed_title(),
        "home_page_url": super::list(&latest),
        "feed_url": format!("{base}/feeds/nya-asf.json{}", latest.query),
        "language": Lang::Sv.code(),
        "items": items,
    });
    feed.to_string()
}

fn item(base: &str, enterprise: &EnterpriseSummary) -> Value {
    let industries = card::industries(Lang::Sv, &enterprise.industries);
    let tags: Vec<&str> = industries.iter().map(|tag| tag.name).collect();
    json!({
        "id": format!("urn:uuid:{}", enterprise.id),
        "url": format!("{base}/asf/{}", enterprise.slug),
        "title": enterprise.name,
        "content_text": enterprise.excerpt,
        "date_published": super::moment(enterprise.listed_at),
        "tags": tags,
    })
}
