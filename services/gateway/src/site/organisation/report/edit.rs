//! Telling of a new year, and correcting one: the form, what everybody will
//! see, and only then the telling.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use proto::asf::registry::v1::{
    BenefitReport, Enterprise, PublicReport, ReportSocialBenefitRequest,
    ReportSocialBenefitResponse,
};
use tonic::Status;

use super::{PATH, form::FormPage, of_year, own, path_of, typed::Typed};
use crate::site::{
    Site,
    account::room::{Door, Room},
    benefit::year::Year,
    frame::{Frame, Section},
    local, respond,
    sent::Sent,
    stop::Stop,
    texts::L10nLanguage,
    visit::Visit,
};

/// What everybody will see, with what was typed on the way to be told.
#[derive(Template)]
#[template(path = "pages/organisation/report_preview.html")]
struct PreviewPage {
    page: Frame,
    t: &'static L10nLanguage,
    doors: Vec<Door>,
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

pub(crate) async fn get_new(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    own(&site, &visit).await?;
    let typed = Typed::sent(&Sent::default());
    let page = FormPage::new(&visit, &new_path(), None, &typed);
    Ok(respond::private(&visit, StatusCode::OK, &page))
}

pub(crate) async fn post_new(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let (enterprise, reports) = own(&site, &visit).await?;
    let draft = Draft {
        enterprise,
        path: new_path(),
        year: None,
        typed: Typed::sent(&sent),
    };
    let told = |it: &BenefitReport| it.year.to_string() == draft.typed.get("year");
    if reports.iter().any(told) {
        return Ok(draft.broken(&visit, &[("year", "YEAR_TOLD")]));
    }
    draft.go_on(&site, &visit, sent.text("step")).await
}

pub(crate) async fn get(
    State(site): State<Site>,
    Path(year): Path<String>,
    visit: Visit,
) -> Result<Response, Stop> {
    let (_, reports) = own(&site, &visit).await?;
    let report = of_year(&visit, &reports, &year)?;
    let (path, typed) = (path_of(report.year), Typed::of(&report));
    let page = FormPage::new(&visit, &path, Some(report.year), &typed);
    Ok(respond::private(&visit, StatusCode::OK, &page))
}

pub(crate) async fn post(
    State(site): State<Site>,
    Path(year): Path<String>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let (enterprise, reports) = own(&site, &visit).await?;
    let year = of_year(&visit, &reports, &year)?.year;
    let mut typed = Typed::sent(&sent);
    typed.set("year", year.to_string());
    let draft = Draft {
        enterprise,
        path: path_of(year),
        year: Some(year),
        typed,
    };
    draft.go_on(&site, &visit, sent.text("step")).await
}

fn new_path() -> String {
    format!("{PATH}/ny")
}

impl Draft {
    /// One step on: from the form to the preview, from there back or to the
    /// end.
    async fn go_on(self, site: &Site, visit: &Visit, step: &str) -> Result<Response, Stop> {
        if step == "edit" {
            return Ok(respond::private(visit, StatusCode::OK, &self.form(visit)));
        }
        let report = match self.typed.report() {
            Ok(report) => report,
            Err(broken) => return Ok(self.broken(visit, &broken)),
        };
        let year = report.year.to_string();
        let telling = step == "tell";
        match self.ask(site, visit, report, !telling).await {
            Ok(_) if telling => {
                let said = visit.lang.texts().benefit_own_told(year);
                Ok(respond::go(visit, PATH, Some(said)))
            }
            Ok(answer) => {
                let seen = answer.public_report.unwrap_or_default();
                let page = self.preview(visit, &seen);
                Ok(respond::private(visit, StatusCode::OK, &page))
            }
            Err(status) => {
                let form = self.form(visit).refused(visit, &self.typed, &status)?;
                Ok(respond::refused(visit, &form))
            }
        }
    }

    async fn ask(
        &self,
        site: &Site,
        visit: &Visit,
        report: BenefitReport,
        validate_only: bool,
    ) -> Result<ReportSocialBenefitResponse, Status> {
        let question = visit.asking(ReportSocialBenefitRequest {
            id: self.enterprise.id.clone(),
            etag: String::new(),
            report: Some(report),
            validate_only,
        });
        let mut benefits = site.clients.benefits.clone();
        let answer = benefits.report_social_benefit(question).await?;
        Ok(answer.into_inner())
    }

    fn form(&self, visit: &Visit) -> FormPage {
        FormPage::new(visit, &self.path, self.year, &self.typed)
    }

    fn broken(&self, visit: &Visit, broken: &[super::typed::Broken]) -> Response {
        respond::refused(visit, &self.form(visit).broken(broken))
    }

    fn preview(&self, visit: &Visit, seen: &PublicReport) -> PreviewPage {
        let (lang, t) = (visit.lang, visit.lang.texts());
        let heading = t.benefit_preview(seen.year.to_string());
        PreviewPage {
            page: Frame::new(visit, Section::Account, &heading, "").hidden_from_search_engines(),
            t,
            doors: Room::Benefit.doors(lang),
            heading,
            action: local::localised(lang, &self.path),
            typed: self.typed.all().to_vec(),
            year: Year::new(lang, seen),
        }
    }
}
