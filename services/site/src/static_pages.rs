//! Pages that are made of texts alone, one line each.

use askama::Template;
use axum::{Router, routing::get};

use crate::{
    Site,
    page::{
        error_page,
        frame::{Frame, Section},
        page_request::PageRequest,
        respond,
        texts::L10nLanguage,
    },
};

macro_rules! static_pages {
    ($t:ident => $($address:literal: $section:ident, $template:tt, $title:expr, $description:expr;)+) => {
        pub(super) fn pages() -> Router<Site> {
            Router::new()$(.route($address, get(async |request: PageRequest| {
                #[derive(Template)]
                #[template(path = $template)]
                struct StaticPage {
                    page: Frame,
                    t: &'static L10nLanguage,
                }
                let $t = request.lang.texts();
                let page = Frame::new(&request, Section::$section, $title, $description);
                respond::page(&request, &StaticPage { page, t: $t })
            })))+
            .method_not_allowed_fallback(error_page::wrong_method)
        }
    };
}

static_pages! { t =>
    "/aktuellt": News, "pages/news.html", t.news_title(), t.news_description();
    "/arkiv": Archive, "pages/archive.html", t.archive_title(), t.archive_description();
    "/for-asf": ForAsf, "pages/for_asf.html", t.for_asf_title(), t.for_asf_description();
    "/for-offentlig-sektor": ForPublicSector, "pages/for_public_sector.html",
        t.for_public_sector_title(), t.for_public_sector_description();
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::testing::{get, text, without_registry};

    #[rstest]
    #[case("/aktuellt", "som flöde")]
    #[case("/en/aktuellt", "as a feed")]
    #[case("/arkiv", "arkivet tomt")]
    #[case("/en/arkiv", "archive is empty")]
    #[case("/for-asf", "Bli hittad")]
    #[case("/en/for-asf", "Be found")]
    #[case("/for-offentlig-sektor", "Levererar till")]
    #[case("/en/for-offentlig-sektor", "Delivers to")]
    #[case("/for-naringsliv", "Bra frågor")]
    #[case("/en/for-naringsliv", "Good questions")]
    #[tokio::test]
    async fn a_static_page_needs_no_registry_and_speaks_both_languages(
        #[case] url: &str,
        #[case] words: &str,
    ) {
        let answer = get(without_registry(), url).await;
        assert_eq!(answer.status(), 200);
        assert!(text(answer).await.contains(words));
    }

    #[rstest]
    #[case("", "Ansök om plats på listan", "Ungefär 20 minuter")]
    #[case("/en", "Apply for a place on the list", "About 20 minutes")]
    #[tokio::test]
    async fn the_page_for_asfs_leads_to_the_application(
        #[case] root: &str,
        #[case] button: &str,
        #[case] time: &str,
    ) {
        let page = text(get(without_registry(), &format!("{root}/for-asf")).await).await;
        let link = format!(
            "<a class=\"button\" href=\"{root}/konto/skapa?return_to={root}/konto/foretag/nytt\">{button}</a>"
        );
        assert!(page.contains(&link), "{page}");
        assert!(page.contains(time), "{page}");
        // And from every page: it stands in the footer.
        let other = text(get(without_registry(), &format!("{root}/arkiv")).await).await;
        assert!(other.contains(button), "{other}");
    }
}
