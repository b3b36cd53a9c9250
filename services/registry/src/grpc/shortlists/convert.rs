//! A shortlist as the wire has it.

use chassis::times::timestamp;
use host::etag::etag;
use kernel::stockholm;
use proto::asf::registry::v1;

use crate::{
    domain::shortlist::Item,
    grpc::{Grpc, convert::enterprise::summary},
    projection::shortlists::{Overview, Row},
};

/// With each enterprise as the list shows it today.
pub(super) fn whole(grpc: &Grpc, row: Row) -> v1::Shortlist {
    let finder = grpc.list.finder();
    let today = stockholm::today(grpc.clock.now());
    let items = row.items.0.into_iter();
    let items = items.map(|it| v1::ShortlistItem {
        enterprise: finder
            .get(it.enterprise)
            .map(|it| summary(&it, None, today)),
        ..item(it)
    });
    let items: Vec<_> = items.collect();
    v1::Shortlist {
        id: row.id.to_string(),
        name: row.name,
        item_count: u32::try_from(items.len()).unwrap_or(u32::MAX),
        items,
        updated_at: Some(timestamp(row.updated_at)),
        etag: etag(row.version.unsigned_abs()),
    }
}

pub(super) fn overview(row: Overview) -> v1::Shortlist {
    v1::Shortlist {
        id: row.id.to_string(),
        name: row.name,
        items: row.item.map(|it| item(it.0)).into_iter().collect(),
        updated_at: Some(timestamp(row.updated_at)),
        etag: etag(row.version.unsigned_abs()),
        item_count: row.item_count.unsigned_abs(),
    }
}

fn item(item: Item) -> v1::ShortlistItem {
    v1::ShortlistItem {
        enterprise_id: item.enterprise.to_string(),
        enterprise: None,
        note: item
            .note
            .map(|note| note.as_str().to_owned())
            .unwrap_or_default(),
        added_at: Some(timestamp(item.added_at)),
        name: item.name.as_str().to_owned(),
    }
}
