//! `/personal/granskning/<id>`: one that waits, with everything to decide it
//! by. What has to be put right is written beside the field that it is about.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{Duplicate, Enterprise, GetReviewRequest, Review, ReviewKind};
use tonic::Status;

use super::{
    PATH,
    decision::{self, Verdict, carry_out, is_overtaken},
    over,
    point::{self, Point},
    words,
};
use crate::{
    organisation::{enterprise::missing, states},
    page::{
        early_response::EarlyResponse,
        faults::Faults,
        field::{Choice, Field, Kind},
        form_data::FormData,
        frame::{Frame, Section},
        local,
        navigation::NavLink,
        page_request::PageRequest,
        places, respond,
        texts::L10nLanguage,
    },
    staff::{StaffSection, enterprises::path_of, reviewer},
};

#[derive(Template)]
#[template(path = "pages/staff/case.html")]
pub(super) struct Case {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    heading: String,
    lead: String,
    facts: Vec<(String, String)>,
    missing: Vec<String>,
    duplicates: Vec<Lookalike>,
    criteria: Vec<Point>,
    fields: Vec<Point>,
    /// It was approved before: there is something to compare with.
    compares: bool,
    action: String,
    etag: String,
    answer: Field,
    reason: Field,
    faults: Vec<(&'static str, String)>,
    /// The enterprise changed while it was looked at.
    moved: bool,
    links: Vec<(String, String)>,
}

struct Lookalike {
    href: String,
    name: String,
    about: String,
    same: String,
}

pub(crate) async fn get(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    reviewer(&request)?;
    match review(&request, &id).await? {
        Some(review) => {
            let kept = request.kept().cloned().unwrap_or_default();
            let case = Case::of(&request, &review, &kept);
            Ok(respond::private(&request, StatusCode::OK, &case))
        }
        None => over::look(&request, id).await,
    }
}

pub(crate) async fn post(
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    reviewer(&request)?;
    let Some(review) = review(&request, &id).await? else {
        return over::lose(&request, id).await;
    };
    let mut case = Case::of(&request, &review, &sent);
    let Some(verdict) = Verdict::parse(sent.text("answer")) else {
        let label = case.answer.label.clone();
        return Ok(case.faulty(&request, "answer", request.lang.texts().fault_choose(label)));
    };
    let points = case.criteria.iter().chain(&case.fields);
    let reasons = decision::reasons(points, &sent);
    if let Some(lack) = verdict.lacks(request.lang, &sent, &reasons) {
        return Ok(case.faulty(&request, "reason", lack));
    }
    match carry_out(&request, verdict, (id.clone(), &sent, reasons)).await {
        Ok(()) => Ok(respond::go(
            &request,
            PATH,
            Some(verdict.done(request.lang)),
        )),
        Err(status) if is_overtaken(&status) => again(&request, id, &sent).await,
        Err(status) => {
            let said = Faults::of(&request, &status)?.said(request.lang.texts());
            Ok(case.faulty(&request, "answer", said))
        }
    }
}

/// Somebody was quicker: what waits now, with what was typed, or what was
/// decided.
async fn again(
    request: &PageRequest,
    id: String,
    sent: &FormData,
) -> Result<Response, EarlyResponse> {
    let Some(review) = review(request, &id).await? else {
        return over::lose(request, id).await;
    };
    let mut case = Case::of(request, &review, sent);
    case.moved = true;
    Ok(respond::private(request, StatusCode::CONFLICT, &case))
}

/// Nothing for one that waits no longer.
async fn review(request: &PageRequest, id: &str) -> Result<Option<Review>, EarlyResponse> {
    let question = GetReviewRequest { id: id.to_owned() };
    match request.reviews().get_review(question).await {
        Ok(answer) => Ok(answer.into_inner().review),
        Err(status) if waits_not(&status) => Ok(None),
        Err(status) => Err(status.into()),
    }
}

fn waits_not(status: &Status) -> bool {
    chassis::status::error_reason(status) == Some(ErrorReason::NotWaiting)
}

impl Case {
    fn of(request: &PageRequest, review: &Review, sent: &FormData) -> Self {
        let (lang, t) = (request.lang, request.lang.texts());
        let summary = review.summary.clone().unwrap_or_default();
        let enterprise = review.enterprise.clone().unwrap_or_default();
        let kind = words::kind(lang, summary.kind());
        let title = format!("{} – {}", summary.name, t.review_title());
        let link = |path: &str, label: String| (local::localised(lang, path), label);
        let about = path_of(&summary.enterprise_id);
        let choices = Verdict::choices(lang, &enterprise);
        Self {
            page: Frame::new(request, Section::Account, title, "").hidden_from_search_engines(),
            t,
            nav: StaffSection::Review.nav(request),
            lead: t.review_case_lead(kind, t.review_waited(summary.days)),
            facts: facts(request, &enterprise),
            missing: missing(t, &enterprise),
            duplicates: review
                .duplicates
                .iter()
                .map(|it| lookalike(request, it))
                .collect(),
            criteria: point::criteria(lang, review, sent),
            fields: point::fields(lang, review, sent),
            compares: enterprise.listed_at.is_some(),
            action: local::localised(lang, &format!("{PATH}/{}", summary.enterprise_id)),
            etag: enterprise.etag,
            answer: answer(t, choices).filled(sent),
            reason: reason(t, summary.kind()).filled(sent),
            faults: Vec::new(),
            moved: false,
            links: vec![
                link(&about, t.review_full_profile()),
                link(&format!("{about}/historik"), t.review_history()),
                link(PATH, t.review_back()),
            ],
            heading: summary.name,
        }
    }

    fn faulty(&mut self, request: &PageRequest, field: &'static str, text: String) -> Response {
        let at = match field {
            "answer" => &mut self.answer,
            _ => &mut self.reason,
        };
        at.fault = Some(text.clone());
        self.faults.push((field, text));
        self.page.title = self.t.fault_title(&self.page.title);
        respond::refused(request, self).into_response()
    }
}

fn answer(t: &L10nLanguage, choices: Vec<Choice>) -> Field {
    Field::new("answer", t.review_answer(), Kind::Radio(choices))
}

fn reason(t: &L10nLanguage, kind: ReviewKind) -> Field {
    let hint = match kind {
        ReviewKind::Changes => t.review_reason_hint_changes(),
        ReviewKind::Application | ReviewKind::Unspecified => t.review_reason_hint(),
    };
    Field::new("reason", t.review_reason(), Kind::Long)
        .hint(hint)
        .at_most(1000)
        .optional()
}

fn facts(request: &PageRequest, enterprise: &Enterprise) -> Vec<(String, String)> {
    let (lang, t) = (request.lang, request.lang.texts());
    let profile = enterprise.profile.clone().unwrap_or_default();
    let facts = [
        (
            t.org_state(),
            states::of_enterprise(lang, enterprise.state()),
        ),
        (t.org_number(), profile.org_number),
        (
            t.own_seat(),
            places::municipality_name(&profile.municipality_code).to_owned(),
        ),
        (
            t.own_county(),
            places::county_name(&enterprise.county_code).to_owned(),
        ),
    ];
    facts.into_iter().filter(|it| !it.1.is_empty()).collect()
}

fn lookalike(request: &PageRequest, duplicate: &Duplicate) -> Lookalike {
    let (lang, t) = (request.lang, request.lang.texts());
    let same = duplicate.same.iter().map(|field| match field.as_str() {
        "org_number" => t.review_same_number(),
        "name" => t.review_same_name(),
        "municipality_code" => t.review_same_place(),
        other => words::field(lang, other),
    });
    let same = same
        .collect::<Vec<_>>()
        .join(&format!(" {} ", t.review_and()));
    let about = [
        states::of_enterprise(lang, duplicate.state()),
        duplicate.org_number.clone(),
        places::municipality_name(&duplicate.municipality_code).to_owned(),
    ];
    let about = about.into_iter().filter(|it| !it.is_empty());
    Lookalike {
        href: local::localised(lang, &path_of(&duplicate.enterprise_id)),
        name: duplicate.name.clone(),
        about: about.collect::<Vec<_>>().join(" · "),
        same: t.review_duplicate_same(same),
    }
}
