//! Questions to the registry, each with a time limit.

use std::time::Duration;

use proto::asf::registry::v1::{
    Enterprise, GetEnterpriseBySlugRequest, SearchEnterprisesRequest, SearchEnterprisesResponse,
};
use tonic::{Code, Request, Status};

use crate::site::Site;

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
        let mut request = Request::new(GetEnterpriseBySlugRequest {
            slug: slug.to_owned(),
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
            // A slug that breaks the rules for slugs is nobody's either.
            Err(status) if matches!(status.code(), Code::NotFound | Code::InvalidArgument) => {
                Ok(None)
            }
            Err(status) => Err(status),
        }
    }
}
