//! `/for-asf`: for ASFs: what a place on the list gives, and how to write a presentation.

use askama::Template;
use axum::response::Response;

use crate::page::{
    frame::{Frame, Section},
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/for_asf.html")]
struct ForAsfPage {
    page: Frame,
    t: &'static L10nLanguage,
}

pub(crate) async fn get(request: PageRequest) -> Response {
    let t = request.lang.texts();
    let page = Frame::new(
        &request,
        Section::ForAsf,
        t.for_asf_title(),
        t.for_asf_description(),
    );
    respond::page(&request, &ForAsfPage { page, t })
}

#[cfg(test)]
mod tests {
    use crate::testing::{get, text, without_registry};

    #[tokio::test]
    async fn the_page_needs_no_registry_and_speaks_both_languages() {
        for (url, words) in [("/for-asf", "Bli hittad"), ("/en/for-asf", "Be found")] {
            let answer = get(without_registry(), url).await;
            assert_eq!(answer.status(), 200, "{url}");
            assert!(text(answer).await.contains(words), "{url}");
        }
    }
}
