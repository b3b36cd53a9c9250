//! The feed as Atom (RFC 4287).

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Text};
use prost_types::Timestamp;
use proto::asf::registry::v1::EnterpriseSummary;

use crate::{card, feed::Latest, page::lang::Lang};

pub(super) const KIND: &str = "application/atom+xml; charset=utf-8";

pub(super) fn write(latest: Latest<'_>) -> String {
    let t = Lang::Sv.texts();
    let base = latest.base;
    let own = format!("{base}/feeds/nya-asf.atom{}", latest.query);
    let newest = latest.enterprises.first().and_then(|one| one.listed_at);
    let feed = Feed {
        title: Text::plain(t.feed_title()),
        id: own.clone(),
        updated: moment(newest),
        lang: Some(Lang::Sv.code().to_owned()),
        generator: Some(Generator {
            value: t.site_name(),
            ..Generator::default()
        }),
        links: vec![link("alternate", super::list(&latest)), link("self", own)],
        entries: latest
            .enterprises
            .into_iter()
            .map(|one| entry(base, one))
            .collect(),
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(base: &str, enterprise: EnterpriseSummary) -> Entry {
    let industries = card::industries(Lang::Sv, &enterprise.industries);
    let category = |tag: card::Tag| Category {
        term: tag.slug.to_owned(),
        label: Some(tag.name.to_owned()),
        ..Category::default()
    };
    Entry {
        title: Text::plain(printable(&enterprise.name)),
        id: format!("urn:uuid:{}", enterprise.id),
        updated: moment(enterprise.listed_at),
        published: Some(moment(enterprise.listed_at)),
        links: vec![link("alternate", format!("{base}/asf/{}", enterprise.slug))],
        summary: Some(Text::plain(printable(&enterprise.excerpt))),
        categories: industries.into_iter().map(category).collect(),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String) -> Link {
    Link {
        rel: rel.to_owned(),
        href,
        ..Link::default()
    }
}

/// XML has no way to write most control characters.
fn printable(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn moment(time: Option<Timestamp>) -> FixedDateTime {
    super::moment(time).parse().unwrap_or_default()
}
