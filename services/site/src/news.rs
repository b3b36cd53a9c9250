//! `/aktuellt`: what happens on the list, as long as no news is published here.

use askama::Template;
use axum::response::Response;

use crate::page::{
    frame::{Frame, Section},
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/news.html")]
struct NewsPage {
    page: Frame,
    t: &'static L10nLanguage,
}

pub(crate) async fn get(request: PageRequest) -> Response {
    let t = request.lang.texts();
    let page = Frame::new(
        &request,
        Section::News,
        t.news_title(),
        t.news_description(),
    );
    respond::page(&request, &NewsPage { page, t })
}

#[cfg(test)]
mod tests {
    use crate::testing::{get, text, without_registry};

    #[tokio::test]
    async fn the_page_needs_no_registry_and_speaks_both_languages() {
        for (url, words) in [("/aktuellt", "som flöde"), ("/en/aktuellt", "as a feed")] {
            let answer = get(without_registry(), url).await;
            assert_eq!(answer.status(), 200, "{url}");
            assert!(text(answer).await.contains(words), "{url}");
        }
    }
}
