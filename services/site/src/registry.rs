//! Questions to the registry in nobody's name.

use proto::asf::registry::v1::{
    Enterprise, GetEnterpriseBySlugRequest, SearchEnterprisesRequest, SearchEnterprisesResponse,
};
use tonic::{Code, Status};

use crate::{Site, profile::as_of};

impl Site {
    pub(crate) async fn search(
        &self,
        search: SearchEnterprisesRequest,
    ) -> Result<SearchEnterprisesResponse, Status> {
        let answer = self.registry().search_enterprises(search).await?;
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
        let question = GetEnterpriseBySlugRequest {
            slug: slug.to_owned(),
            as_of: as_of.to_owned(),
        };
        match self.registry().get_enterprise_by_slug(question).await {
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
