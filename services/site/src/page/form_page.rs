//! A form on a page of its own: shown, sent, and shown again with what has to
//! be put right. A page says only what is its own.

use axum::{
    extract::Path,
    response::Response,
    routing::{MethodRouter, get},
};
use serde::de::DeserializeOwned;
use tonic::Status;

use super::{
    Page, early_response::EarlyResponse, faults::Faults, form_data::FormData,
    page_request::PageRequest,
};
use crate::Site;

/// What such a page is made of, as it was read.
pub(crate) trait FormPage: Sized + Send + Sync + 'static {
    /// What the address names: `()`, a text, or several.
    type Path: DeserializeOwned + Send + 'static;

    /// For those who may see the page.
    fn load(
        request: &PageRequest,
        path: Self::Path,
    ) -> impl Future<Output = Result<Self, EarlyResponse>> + Send;

    /// `typed` is what was sent, where the page is shown again.
    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page;

    /// Does what was asked for; the answer is mostly `respond::go`.
    fn send(
        &self,
        request: &PageRequest,
        form: &FormData,
    ) -> impl Future<Output = Result<Response, Refusal>> + Send;
}

/// Why a form was not accepted.
pub(crate) enum Refusal {
    /// By a service.
    Status(Box<Status>),
    /// By the page itself.
    Faults(Faults),
    /// In a way that its page cannot show.
    Early(EarlyResponse),
}

impl From<Status> for Refusal {
    fn from(status: Status) -> Self {
        Self::Status(Box::new(status))
    }
}

impl From<Faults> for Refusal {
    fn from(faults: Faults) -> Self {
        Self::Faults(faults)
    }
}

impl From<EarlyResponse> for Refusal {
    fn from(early: EarlyResponse) -> Self {
        Self::Early(early)
    }
}

/// Shows the page by GET and takes its form by POST.
pub(crate) fn form_page<P: FormPage>() -> MethodRouter<Site> {
    get(show::<P>).post(send::<P>)
}

async fn show<P: FormPage>(
    request: PageRequest,
    Path(path): Path<P::Path>,
) -> Result<Response, EarlyResponse> {
    let read = P::load(&request, path).await?;
    Ok(read.page(&request, request.kept()).show(&request))
}

/// The POST alone, where another page shows the form.
pub(crate) async fn send<P: FormPage>(
    request: PageRequest,
    Path(path): Path<P::Path>,
    form: FormData,
) -> Result<Response, EarlyResponse> {
    let read = P::load(&request, path).await?;
    let refusal = match read.send(&request, &form).await {
        Ok(response) => return Ok(response),
        Err(refusal) => refusal,
    };
    match refusal {
        Refusal::Early(early) => Err(early),
        Refusal::Status(status) => {
            let page = read.page(&request, Some(&form));
            Ok(page.refused(&request, &status))
        }
        Refusal::Faults(faults) => {
            let page = read.page(&request, Some(&form));
            Ok(page.faulty(&request, faults))
        }
    }
}
