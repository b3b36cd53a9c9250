//! The whole list as a file, kept for some seconds: everybody may fetch it,
//! and the registry is asked once for all of them.

use std::{sync::Arc, time::Duration};

use bytes::{Bytes, BytesMut};
use proto::asf::registry::v1::{GetSnapshotRequest, history_service_client::HistoryServiceClient};
use tokio::{sync::Mutex, time::Instant};
use tonic::{Request, Status, transport::Channel};

use web::documents::Document;

/// How old a file may be.
const KEPT: Duration = Duration::from_secs(5);
/// For making and sending the file.
const LIMIT: Duration = Duration::from_secs(30);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Csv,
}

/// Fetches the files; clones share what is kept.
#[derive(Clone)]
pub(crate) struct OpenData {
    history: HistoryServiceClient<Channel>,
    json: Arc<Mutex<Option<Kept>>>,
    csv: Arc<Mutex<Option<Kept>>>,
}

struct Kept {
    since: Instant,
    body: Bytes,
    document: Document,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

impl OpenData {
    pub(crate) fn new(registry: Channel) -> Self {
        Self {
            history: HistoryServiceClient::new(registry),
            json: Arc::default(),
            csv: Arc::default(),
        }
    }

    /// The file with its entity tag, as an answer to a request.
    pub(crate) async fn document(&self, format: Format) -> Result<Document, Status> {
        Ok(self.kept(format).await?.1)
    }

    /// The bytes of the file.
    pub(crate) async fn body(&self, format: Format) -> Result<Bytes, Status> {
        Ok(self.kept(format).await?.0)
    }

    /// One asks the registry, others wait for the same answer.
    async fn kept(&self, format: Format) -> Result<(Bytes, Document), Status> {
        let place = match format {
            Format::Json => &self.json,
            Format::Csv => &self.csv,
        };
        let mut place = place.lock().await;
        if let Some(kept) = place.as_ref().filter(|it| it.since.elapsed() < KEPT) {
            return Ok((kept.body.clone(), kept.document.clone()));
        }
        let body = self.fetch(format).await?;
        // The tag is a hash over all of it: off the threads that answer.
        let hashed = body.clone();
        let made = tokio::task::spawn_blocking(move || Document::new(format.kind(), hashed));
        let document = made.await.map_err(|_| Status::internal("no entity tag"))?;
        *place = Some(Kept {
            since: Instant::now(),
            body: body.clone(),
            document: document.clone(),
        });
        Ok((body, document))
    }

    async fn fetch(&self, format: Format) -> Result<Bytes, Status> {
        let mut request = Request::new(GetSnapshotRequest {
            format: format.name().to_owned(),
        });
        chassis::client::outgoing(&mut request, None, LIMIT, None);
        let mut parts = self
            .history
            .clone()
            .get_snapshot(request)
            .await?
            .into_inner();
        let mut body = BytesMut::new();
        while let Some(part) = parts.message().await? {
            body.extend_from_slice(&part.data);
        }
        Ok(body.freeze())
    }
}
