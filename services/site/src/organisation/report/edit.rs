//! Telling of a new year, and correcting one: the form, what everybody will
//! see, and only then the telling.

use askama::Template;
use axum::{
    Json,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use proto::asf::registry::v1::{
    BenefitReport, Enterprise, PublicReport, ReportSocialBenefitRequest,
    ReportSocialBenefitResponse,
};
use serde_json::json;
use tonic::Status;

use super::{PATH, form::ReportPage, of_year, own, path_of, typed::Typed};
use crate::{
    benefit::year::Year,
    page::{
        asked,
        early_response::EarlyResponse,
        form_data::FormData,
        frame::{Frame, Section},
        kept, local,
        navigation::{AccountSection, NavLink},
        page_request::PageRequest,
        respond,
        texts::L10nLanguage,
    },
};

/// Asks for a form without what was typed before.
pub(super) const AGAIN: &str = "borja-om";

/// What everybody will see, with what was typed on the way to be told.
#[derive(Template)]
#[template(path = "pages/organisation/report_preview.html")]
struct PreviewPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    heading: String,
    action: String,
    typed: Vec<(&'static str, String)>,
    year: Year,
}

/// A report on its way.
struct Draft {
    enterprise: Enterprise,
    /// Where its form is.
    path: String,
    /// The year that is corrected; a new report names its own.
    year: Option<u32>,
    typed: Typed,
}

pub(crate) async fn get_new(request: PageRequest) -> Result<Response, EarlyResponse> {
    own(&request).await?;
    let typed = Typed::sent(&FormData::default());
    Ok(begun(&request, (&new_path(), None), typed).await)
}

pub(crate) async fn post_new(
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let (enterprise, reports) = own(&request).await?;
    if sent.has("autosave") {
        return keep(&request, &new_path(), &sent).await;
    }
    keep_at_step(&request, &new_path(), &sent).await;
    let draft = Draft {
        enterprise,
        path: new_path(),
        year: None,
        typed: Typed::sent(&sent),
    };
    let told = |it: &BenefitReport| it.year.to_string() == draft.typed.get("year");
    if reports.iter().any(told) {
        let page = draft.form(&request).reported_already();
        return Ok(respond::refused(&request, &page));
    }
    draft.go_on(&request, sent.text("step")).await
}

pub(crate) async fn get(
    Path(year): Path<String>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let (_, reports) = own(&request).await?;
    let report = of_year(reports, &year)?;
    let path = path_of(report.year);
    Ok(begun(&request, (&path, Some(report.year)), Typed::of(&report)).await)
}

/// The form as it was left, or as `fresh` says: whoever asks for that by the
/// address begins again.
async fn begun(request: &PageRequest, (path, year): (&str, Option<u32>), fresh: Typed) -> Response {
    let again = asked(request).has(AGAIN);
    let kept = match request.kept() {
        Some(kept) => Some(kept.clone()),
        None if again => None,
        None => kept::unfinished(request, path).await,
    };
    let typed = kept.as_ref().map(Typed::sent);
    let page = ReportPage::new(request, path, year, typed.as_ref().unwrap_or(&fresh));
    let page = match kept {
        Some(_) => page.begun_before(),
        None => page,
    };
    respond::private(request, StatusCode::OK, &page)
}

pub(crate) async fn post(
    Path(year): Path<String>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let (enterprise, reports) = own(&request).await?;
    let year = of_year(reports, &year)?.year;
    if sent.has("autosave") {
        return keep(&request, &path_of(year), &sent).await;
    }
    keep_at_step(&request, &path_of(year), &sent).await;
    let mut typed = Typed::sent(&sent);
    typed.set("year", year.to_string());
    let draft = Draft {
        enterprise,
        path: path_of(year),
        year: Some(year),
        typed,
    };
    draft.go_on(&request, sent.text("step")).await
}

/// A script saves what is typed so far.
async fn keep(
    request: &PageRequest,
    path: &str,
    sent: &FormData,
) -> Result<Response, EarlyResponse> {
    kept::keep_unfinished(request, path, sent).await?;
    let headers = [(header::CACHE_CONTROL, "no-store")];
    Ok((headers, Json(json!({ "base": "kept" }))).into_response())
}

/// Without scripts it is kept whenever it is sent; what cannot be kept can be
/// told all the same.
async fn keep_at_step(request: &PageRequest, path: &str, sent: &FormData) {
    if let Err(status) = kept::keep_unfinished(request, path, sent).await {
        tracing::warn!(rpc.code = ?status.code(), "a report that is being written is not kept");
    }
}

fn new_path() -> String {
    format!("{PATH}/ny")
}

impl Draft {
    /// One step on: from the form to the preview, from there back or to the
    /// end.
    async fn go_on(self, request: &PageRequest, step: &str) -> Result<Response, EarlyResponse> {
        if step == "edit" {
            return Ok(respond::private(
                request,
                StatusCode::OK,
                &self.form(request),
            ));
        }
        let report = match self.typed.report() {
            Ok(report) => report,
            Err(broken) => return Ok(self.broken(request, &broken)),
        };
        let year = report.year.to_string();
        let telling = step == "tell";
        match self.ask(request, report, !telling).await {
            Ok(_) if telling => {
                kept::forget(request, &self.path).await;
                let said = request.lang.texts().benefit_own_told(year);
                Ok(respond::go(request, PATH, Some(said)))
            }
            Ok(answer) => {
                let seen = answer.public_report.unwrap_or_default();
                let page = self.preview(request, &seen);
                Ok(respond::private(request, StatusCode::OK, &page))
            }
            Err(status) => {
                let form = self.form(request).refused(request, &self.typed, &status)?;
                Ok(respond::refused(request, &form))
            }
        }
    }

    async fn ask(
        &self,
        request: &PageRequest,
        report: BenefitReport,
        validate_only: bool,
    ) -> Result<ReportSocialBenefitResponse, Status> {
        let tell = ReportSocialBenefitRequest {
            id: self.enterprise.id.clone(),
            etag: String::new(),
            report: Some(report),
            validate_only,
        };
        let answer = request.benefits().report_social_benefit(tell).await?;
        Ok(answer.into_inner())
    }

    fn form(&self, request: &PageRequest) -> ReportPage {
        ReportPage::new(request, &self.path, self.year, &self.typed)
    }

    fn broken(&self, request: &PageRequest, broken: &[super::typed::Broken]) -> Response {
        respond::refused(request, &self.form(request).broken(broken))
    }

    fn preview(&self, request: &PageRequest, seen: &PublicReport) -> PreviewPage {
        let (lang, t) = (request.lang, request.lang.texts());
        let heading = t.benefit_preview(seen.year.to_string());
        PreviewPage {
            page: Frame::new(request, Section::Account, &heading, "").hidden_from_search_engines(),
            t,
            nav: AccountSection::Benefit.nav(lang),
            heading,
            action: local::localised(lang, &self.path),
            typed: self.typed.all().to_vec(),
            year: Year::new(lang, seen),
        }
    }
}
