//! What a search finds, all pages of it, as a CSV file.

mod table;

use bytes::Bytes;
use chassis::check;
use futures::{StreamExt, stream};
use proto::{
    asf::registry::v1::{ExportEnterprisesRequest, SearchEnterprisesRequest},
    google::api::HttpBody,
};
use tonic::{Request, Response, Status};

use crate::{
    grpc::{Answer, Grpc, Stream, search},
    search::query::Hit,
};

const NAME: &str = "asf.registry.v1.ExportEnterprisesRequest";
/// Excel reads a file as UTF-8 only when it begins with this.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// Rows in one message of the stream.
const CHUNK: usize = 200;

pub(super) async fn export(
    grpc: &Grpc,
    request: Request<ExportEnterprisesRequest>,
) -> Answer<Stream<HttpBody>> {
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let mut query = search::query(&as_search(request), &mut faults);
    check::done(faults)?;
    query.limit = u32::MAX as usize;
    let list = grpc.list.clone();
    let found = tokio::task::spawn_blocking(move || list.finder().find(&query)).await;
    let hits = found.map_err(|_| chassis::status::internal())?.hits;
    let site = grpc.site.clone();
    let rows = stream::iter(chunks(hits)).map(move |hits| {
        let listings = hits.iter().map(|hit| hit.listing.as_ref());
        table::rows(listings, &site)
    });
    let head = stream::once(async { [BYTE_ORDER_MARK.as_bytes(), &table::header()].concat() });
    Ok(Response::new(head.chain(rows).map(body).boxed()))
}

fn chunks(hits: Vec<Hit>) -> impl Iterator<Item = Vec<Hit>> {
    let mut hits = hits.into_iter();
    std::iter::from_fn(move || {
        let chunk: Vec<Hit> = hits.by_ref().take(CHUNK).collect();
        (!chunk.is_empty()).then_some(chunk)
    })
}

fn body(data: Vec<u8>) -> Result<HttpBody, Status> {
    Ok(HttpBody {
        content_type: "text/csv; charset=utf-8".to_owned(),
        data: Bytes::from(data),
    })
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
        sort: request.sort,
        near: request.near,
        radius_km: request.radius_km,
        serves: request.serves,
        ..SearchEnterprisesRequest::default()
    }
}
