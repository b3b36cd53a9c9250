//! Questions to the registry, each with a time limit.

use std::time::Duration;

use proto::asf::registry::v1::{
    Enterprise, GetEnterpriseBySlugRequest, SearchEnterprisesRequest, SearchEnterprisesResponse,
};
use tonic::{Code, Request, Status};

use crate::{Site, profile::as_of};

/// Longer than this nobody waits for a page.
const LIMIT: Duration = Duration::from_secs(5);

impl Site {
    pub(crate) async fn search(
        &self,
        search: SearchEnterprisesRequest,
    ) -> Result<SearchEnterprisesResponse, Status> {
        let mut request = Request::new(search);
        chassis::client::outgoing(&mut request, None, LIMIT, None);
        let answer = self
            .clients
            .registry
            .clone()
            .search_enterprises(request)
            .await?;
        Ok(answer.into_inner())
    }

    /// The listed enterprise with this slug.
    pub(crate) async fn enterprise(&self, slug: &str) -> Result<Option<Enterprise>, Status> {
        self.enterprise_on(slug, "").await
    }

    /// The same as the list had it at the end of a day, `YYYY-MM-DD`; an empty
    /// text is now. A day that cannot be is a refusal of `as_of`.
    pub(crate) async fn enterprise_on(
        &self,
        slug: &str,
        as_of: &str,
    ) -> Result<Option<Enterprise>, Status> {
        let mut request = Request::new(GetEnterpriseBySlugRequest {
            slug: slug.to_owned(),
            as_of: as_of.to_owned(),
        });
        chassis::client::outgoing(&mut request, None, LIMIT, None);
        match self
            .clients
            .registry
            .clone()
            .get_enterprise_by_slug(request)
            .await
        {
            Ok(answer) => Ok(answer.into_inner().enterprise),
            Err(status) if !as_of.is_empty() && as_of::is_refused(&status) => Err(status),
            // A slug that breaks the rules for slugs is nobody's either.
            Err(status) if matches!(status.code(), Code::NotFound | Code::InvalidArgument) => {
                Ok(None)
            }
            Err(status) => Err(status),
        }
    }
}
