//! `/arkiv`: the place for older material, as long as there is none.

use askama::Template;
use axum::response::Response;

use crate::page::{
    frame::{Frame, Section},
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/archive.html")]
struct ArchivePage {
    page: Frame,
    t: &'static L10nLanguage,
}

pub(crate) async fn get(request: PageRequest) -> Response {
    let t = request.lang.texts();
    let page = Frame::new(
        &request,
        Section::Archive,
        t.archive_title(),
        t.archive_description(),
    );
    respond::page(&request, &ArchivePage { page, t })
}

#[cfg(test)]
mod tests {
    use crate::testing::{get, text, without_registry};

    #[tokio::test]
    async fn the_page_needs_no_registry_and_speaks_both_languages() {
        for (url, words) in [
            ("/arkiv", "arkivet tomt"),
            ("/en/arkiv", "archive is empty"),
        ] {
            let answer = get(without_registry(), url).await;
            assert_eq!(answer.status(), 200, "{url}");
            assert!(text(answer).await.contains(words), "{url}");
        }
    }
}
