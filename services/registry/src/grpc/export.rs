//! What a search finds, all pages of it, as a file: CSV or XLSX.

mod columns;
mod lines;
mod turns;
mod workbook;

use std::collections::BTreeSet;

use bytes::Bytes;
use futures::{StreamExt, stream};
use host::{
    call::{Answer, Read},
    failure::internal,
};
use kernel::fault::{ErrorReason, Faults};
use proto::{
    asf::registry::v1::{ExportEnterprisesRequest, SearchEnterprisesRequest},
    google::api::HttpBody,
};
use tonic::Request;
use uuid::Uuid;

use crate::{
    grpc::{
        Grpc, Stream,
        export::{
            columns::{Columns, Context},
            turns::{Turn, Turns},
        },
        file::{body, in_parts},
        search,
    },
    search::query::Hit,
};

const XLSX: &str = "xlsx";
/// Rows in one message of the stream.
const CHUNK: usize = 200;

/// A workbook is made in memory as a whole: one at a time, so that many who
/// ask at once cannot fill it.
static WORKBOOKS: Turns = Turns::new(1, 8);
/// Lines are made as they are sent; what takes long is to find them all.
static LINES: Turns = Turns::new(2, 16);

pub(super) async fn export(
    grpc: &Grpc,
    request: Request<ExportEnterprisesRequest>,
) -> Answer<Stream<HttpBody>> {
    let (read, (columns, ids, mut question)) = Read::parse(request, |message, faults| {
        let columns = Columns::chosen(&message.column, faults);
        let ids = ids(&message.id, faults);
        let question = search::question(grpc, &as_search(message.clone()), faults);
        Some((columns, ids, question))
    })?;
    question.query.limit = u32::MAX as usize;
    let is_workbook = read.message.format == XLSX;
    let turn = match is_workbook {
        true => WORKBOOKS.take().await?,
        false => LINES.take().await?,
    };
    let context = Context {
        site: grpc.site.clone(),
        today: question.query.today,
    };
    let finder = question.finder(grpc).await?;
    let found = tokio::task::spawn_blocking(move || finder.find(&question.query)).await;
    let mut hits = found.map_err(internal)?.hits;
    if !ids.is_empty() {
        hits.retain(|hit| ids.contains(&hit.listing.id));
    }
    if is_workbook {
        return workbook(turn, hits, columns, context).await;
    }
    Ok(lines(hits, columns, context))
}

/// Nothing for all of them.
fn ids(texts: &[String], faults: &mut Faults) -> BTreeSet<Uuid> {
    let mut ids = BTreeSet::new();
    for (nth, text) in texts.iter().enumerate() {
        match Uuid::parse_str(text) {
            Ok(id) => {
                ids.insert(id);
            }
            Err(_) => faults.add(
                format!("id[{nth}]"),
                ErrorReason::NotAUuid,
                "an id is a UUID",
            ),
        }
    }
    ids
}

/// Made and sent row by row.
fn lines(hits: Vec<Hit>, columns: Columns, context: Context) -> Stream<HttpBody> {
    let head = lines::head(&columns);
    let rows = stream::iter(chunks(hits)).map(move |hits| {
        let listings = hits.iter().map(|hit| hit.listing.as_ref());
        lines::rows(listings, &columns, &context)
    });
    let parts = stream::once(async { head }).chain(rows);
    parts
        .map(|part| body(lines::CONTENT_TYPE, Bytes::from(part)))
        .boxed()
}

fn chunks(hits: Vec<Hit>) -> impl Iterator<Item = Vec<Hit>> {
    let mut hits = hits.into_iter();
    std::iter::from_fn(move || {
        let chunk: Vec<Hit> = hits.by_ref().take(CHUNK).collect();
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// Made whole, then sent in parts.
async fn workbook(
    turn: Turn<'static>,
    hits: Vec<Hit>,
    columns: Columns,
    context: Context,
) -> Answer<Stream<HttpBody>> {
    let made = tokio::task::spawn_blocking(move || {
        // Held to the end, also where nobody waits for it any more.
        let _turn = turn;
        let listings = hits.iter().map(|hit| hit.listing.as_ref());
        workbook::of(listings, &columns, &context)
    });
    let made = made.await.map_err(internal)?.map_err(internal)?;
    Ok(in_parts(workbook::CONTENT_TYPE, Bytes::from(made)))
}

/// The same filters under the same names.
fn as_search(request: ExportEnterprisesRequest) -> SearchEnterprisesRequest {
    SearchEnterprisesRequest {
        q: request.q,
        county: request.county,
        municipality: request.municipality,
        industry: request.industry,
        service: request.service,
        benefit: request.benefit,
        certified: request.certified,
        member: request.member,
        fresh: request.fresh,
        as_of: request.as_of,
        sort: request.sort,
        near: request.near,
        radius_km: request.radius_km,
        serves: request.serves,
        ..SearchEnterprisesRequest::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_none_is_named_by_its_place() {
        let mut faults = Faults::default();
        let one = Uuid::from_u128(7).to_string();
        let ids = ids(&[one.clone(), "7".to_owned(), one], &mut faults);
        assert_eq!(ids.len(), 1);
        assert_eq!(faults.into_vec()[0].field, "id[1]");
    }
}
