//! `/asf/<slug>/historik`: what changed on a profile, the latest first.

mod entry;

use askama::Template;
use axum::{extract::Path, response::Response};
use proto::asf::registry::v1::{ListRevisionsRequest, ListRevisionsResponse};
use tonic::Status;

use crate::{
    history::entry::Entry,
    page::{
        self, error_page,
        frame::{Frame, Section},
        local,
        page_request::PageRequest,
        respond,
        texts::L10nLanguage,
    },
    profile::missing,
};

const AT_ONCE: u32 = 20;

#[derive(Template)]
#[template(path = "pages/history.html")]
struct HistoryPage {
    page: Frame,
    t: &'static L10nLanguage,
    name: String,
    /// The profile as it is now.
    profile: String,
    entries: Vec<Entry>,
    /// This is not the first page.
    later: bool,
    older: Option<String>,
}

pub(crate) async fn get(Path(slug): Path<String>, request: PageRequest) -> Response {
    let enterprise = match request.site.enterprise(&slug).await {
        Ok(Some(enterprise)) => enterprise,
        Ok(None) => return missing::answer(&request.site, &request, &slug).await,
        Err(status) => return error_page::of(&request, &status),
    };
    let token = page::asked(&request).raw("page_token").to_owned();
    let name = enterprise.profile.unwrap_or_default().name;
    match revisions(&request, enterprise.id, token.clone()).await {
        Ok(found) => {
            let page =
                HistoryPage::new(&request, (&enterprise.slug, name), found, !token.is_empty());
            respond::page(&request, &page)
        }
        Err(status) => error_page::of(&request, &status),
    }
}

async fn revisions(
    request: &PageRequest,
    id: String,
    page_token: String,
) -> Result<ListRevisionsResponse, Status> {
    let question = ListRevisionsRequest {
        id,
        page_size: AT_ONCE,
        page_token,
    };
    let answer = request.history().list_revisions(question).await?;
    Ok(answer.into_inner())
}

impl HistoryPage {
    fn new(
        request: &PageRequest,
        (slug, name): (&str, String),
        found: ListRevisionsResponse,
        later: bool,
    ) -> Self {
        let t = request.lang.texts();
        let profile = local::localised(request.lang, &format!("/asf/{slug}"));
        let older = (!found.next_page_token.is_empty()).then(|| {
            let token = local::encoded(&found.next_page_token);
            format!("{profile}/historik?page_token={token}")
        });
        let frame = Frame::new(
            request,
            Section::List,
            t.history_title(&name),
            t.history_description(&name),
        );
        Self {
            page: if later {
                frame.hidden_from_search_engines()
            } else {
                frame
            },
            t,
            name,
            entries: found
                .revisions
                .into_iter()
                .map(|it| Entry::new(request.lang, &profile, it))
                .collect(),
            profile,
            later,
            older,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use prost_types::Timestamp;
    use proto::asf::registry::v1::{
        FieldChange, GetEnterpriseBySlugRequest, GetEnterpriseBySlugResponse, Revision,
        RevisionKind,
    };

    use super::*;
    use crate::Site;
    use crate::testing::{enterprise, get, text, with_services, without_registry};
    use stubs::{Asked, Stub, nowhere};

    const REVISIONS: &str = "asf.registry.v1.HistoryService/ListRevisions";

    fn revision(kind: RevisionKind, changes: &[(&str, &str, &str)]) -> Revision {
        let change = |(field, before, after): &(&str, &str, &str)| FieldChange {
            field: (*field).to_owned(),
            before: (*before).to_owned(),
            after: (*after).to_owned(),
        };
        Revision {
            at: Some(Timestamp {
                seconds: 1_795_500_000,
                nanos: 0,
            }),
            kind: kind.into(),
            changes: changes.iter().map(change).collect(),
            version: 4,
        }
    }

    async fn site(found: ListRevisionsResponse) -> (Site, Asked) {
        let one = GetEnterpriseBySlugResponse {
            enterprise: Some(enterprise("Kök")),
        };
        let (registry, asked) = Stub::default()
            .answers::<GetEnterpriseBySlugRequest, _>(
                "asf.registry.v1.RegistryService/GetEnterpriseBySlug",
                Ok(one),
            )
            .answers::<ListRevisionsRequest, _>(REVISIONS, Ok(found))
            .start()
            .await;
        (with_services(registry, nowhere()), asked)
    }

    fn found() -> ListRevisionsResponse {
        let changes = [
            ("description", "Vi lagar <mat>.", "Vi lagar lunch."),
            ("website", "", "https://kok.example"),
        ];
        ListRevisionsResponse {
            revisions: vec![
                revision(RevisionKind::Changed, &changes),
                revision(RevisionKind::BenefitReported, &[("benefit", "", "2025")]),
                revision(RevisionKind::Listed, &[]),
            ],
            next_page_token: "a+b".to_owned(),
        }
    }

    #[tokio::test]
    async fn the_page_says_what_changed_in_plain_words() {
        let body = text(get(site(found()).await.0, "/asf/kok/historik").await).await;
        for part in [
            "Profilen ändrades",
            "Redovisade samhällsnyttan för 2025",
            "Kom med på ASF-listan",
            "24 november 2026",
            "Vi lagar &#60;mat&#62;.",
            "Vi lagar lunch.",
            "Webbplats",
            "href=\"/asf/kok?as_of=2026-11-24\"",
            "href=\"/asf/kok/historik?page_token=a%2Bb\"",
        ] {
            assert!(body.contains(part), "{part} is not in {body}");
        }
    }

    #[tokio::test]
    async fn the_next_page_is_asked_for_by_its_token() {
        let (site, asked) = site(found()).await;
        let body = text(get(site, "/en/asf/kok/historik?page_token=a%2Bb").await).await;
        let question: ListRevisionsRequest = asked.last(REVISIONS);
        assert_eq!(question.page_token, "a+b");
        assert!(
            body.contains("noindex") && body.contains("Joined the ASF list"),
            "{body}"
        );
    }

    #[tokio::test]
    async fn without_a_change_the_page_says_so() {
        let (site, _) = site(ListRevisionsResponse::default()).await;
        let body = text(get(site, "/asf/kok/historik").await).await;
        assert!(body.contains("Här står ändringar"), "{body}");
    }

    #[tokio::test]
    async fn without_the_registry_the_page_is_a_503() {
        let answer = get(without_registry(), "/asf/kok/historik").await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
