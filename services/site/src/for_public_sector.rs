//! `/for-offentlig-sektor`: for the public sector: finding suppliers before a purchase.

use askama::Template;
use axum::response::Response;

use crate::page::{
    frame::{Frame, Section},
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/for_public_sector.html")]
struct ForPublicSectorPage {
    page: Frame,
    t: &'static L10nLanguage,
}

pub(crate) async fn get(request: PageRequest) -> Response {
    let t = request.lang.texts();
    let page = Frame::new(
        &request,
        Section::ForPublicSector,
        t.for_public_sector_title(),
        t.for_public_sector_description(),
    );
    respond::page(&request, &ForPublicSectorPage { page, t })
}

#[cfg(test)]
mod tests {
    use crate::testing::{get, text, without_registry};

    #[tokio::test]
    async fn the_page_needs_no_registry_and_speaks_both_languages() {
        for (url, words) in [
            ("/for-offentlig-sektor", "Levererar till"),
            ("/en/for-offentlig-sektor", "Delivers to"),
        ] {
            let answer = get(without_registry(), url).await;
            assert_eq!(answer.status(), 200, "{url}");
            assert!(text(answer).await.contains(words), "{url}");
        }
    }
}
