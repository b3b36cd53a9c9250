//! `/opensearch.xml`: lets a browser search the list from its address bar.
//! <https://github.com/dewitt/opensearch>

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use web::documents::Document;

use crate::{Site, page::lang::Lang};

const KIND: &str = "application/opensearchdescription+xml; charset=utf-8";
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=86400");

pub(crate) async fn get(State(site): State<Site>, headers: HeaderMap) -> Response {
    let mut answer = Document::new(KIND, description(&site.public_url)).answer(&headers);
    answer.headers_mut().insert(header::CACHE_CONTROL, KEPT);
    answer
}

/// Our own words and addresses: none of them needs escaping.
fn description(base: &str) -> String {
    let t = Lang::Sv.texts();
    let (name, about) = (t.opensearch_name(), t.opensearch_about());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{name}</ShortName>\n\
         <Description>{about}</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Language>sv</Language>\n\
         <Url type=\"text/html\" template=\"{base}/asf-listan?q={{searchTerms}}\"/>\n\
         <Url type=\"application/json\" template=\"{base}/api/v1/enterprises?q={{searchTerms}}\"/>\n\
         <Url type=\"application/opensearchdescription+xml\" rel=\"self\" \
         template=\"{base}/opensearch.xml\"/>\n\
         </OpenSearchDescription>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{get, text, without_registry};

    #[tokio::test]
    async fn a_browser_learns_where_to_search() {
        let answer = get(without_registry(), "/opensearch.xml").await;
        assert_eq!(answer.headers()[header::CONTENT_TYPE], KIND);
        let xml = text(answer).await;
        let template = "template=\"https://asf.example/asf-listan?q={searchTerms}\"";
        assert!(xml.contains(template), "{xml}");
        let page = text(get(without_registry(), "/arkiv").await).await;
        assert!(page.contains("rel=\"search\""), "{page}");
    }
}
