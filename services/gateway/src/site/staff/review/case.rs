//! `/personal/granskning/<id>`: one that waits, with everything to decide it
//! by. What has to be put right is written beside the field that it is about.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use proto::asf::registry::v1::{Duplicate, Enterprise, GetReviewRequest, Review, ReviewKind};
use tonic::Status;

use super::{
    PATH,
    decision::{self, Verdict, carry_out, is_overtaken},
    over,
    point::{self, Point},
    words,
};
use crate::site::{
    Site,
    account::room::Door,
    faults::Faults,
    field::{Choice, Field, Kind},
    frame::{Frame, Section},
    local,
    organisation::{enterprise::missing, words as states},
    places, respond,
    sent::Sent,
    staff::{Desk, reviewer},
    stop::Stop,
    texts::L10nLanguage,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "pages/staff/case.html")]
pub(super) struct Case {
    page: Frame,
    t: &'static L10nLanguage,
    doors: Vec<Door>,
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
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    reviewer(&visit)?;
    match review(&site, &visit, &id).await? {
        Some(review) => {
            let case = Case::of(&visit, &review, &Sent::default());
            Ok(respond::private(&visit, StatusCode::OK, &case))
        }
        None => over::look(&site, &visit, id).await,
    }
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    reviewer(&visit)?;
    let Some(review) = review(&site, &visit, &id).await? else {
        return over::lose(&site, &visit, id).await;
    };
    let mut case = Case::of(&visit, &review, &sent);
    let Some(verdict) = Verdict::parse(sent.text("answer")) else {
        let label = case.answer.label.clone();
        return Ok(case.faulty(&visit, "answer", visit.lang.texts().fault_choose(label)));
    };
    let points = case.criteria.iter().chain(&case.fields);
    let reasons = decision::reasons(points, &sent);
    if let Some(lack) = verdict.lacks(visit.lang, &sent, &reasons) {
        return Ok(case.faulty(&visit, "reason", lack));
    }
    match carry_out(&site, &visit, verdict, (id.clone(), &sent, reasons)).await {
        Ok(()) => Ok(respond::go(&visit, PATH, Some(verdict.done(visit.lang)))),
        Err(status) if is_overtaken(&status) => again(&site, &visit, id, &sent).await,
        Err(status) => {
            let said = Faults::of(&visit, &status)?.said(visit.lang.texts());
            Ok(case.faulty(&visit, "answer", said))
        }
    }
}

/// Somebody was quicker: what waits now, with what was typed, or what was
/// decided.
async fn again(site: &Site, visit: &Visit, id: String, sent: &Sent) -> Result<Response, Stop> {
    let Some(review) = review(site, visit, &id).await? else {
        return over::lose(site, visit, id).await;
    };
    let mut case = Case::of(visit, &review, sent);
    case.moved = true;
    Ok(respond::private(visit, StatusCode::CONFLICT, &case))
}

/// Nothing for one that waits no longer.
async fn review(site: &Site, visit: &Visit, id: &str) -> Result<Option<Review>, Stop> {
    let question = visit.asking(GetReviewRequest { id: id.to_owned() });
    match site.clients.reviews.clone().get_review(question).await {
        Ok(answer) => Ok(answer.into_inner().review),
        Err(status) if waits_not(&status) => Ok(None),
        Err(status) => Err(visit.failed(&status)),
    }
}

fn waits_not(status: &Status) -> bool {
    chassis::status::reason(status).as_deref() == Some("NOT_WAITING")
}

impl Case {
    fn of(visit: &Visit, review: &Review, sent: &Sent) -> Self {
        let (lang, t) = (visit.lang, visit.lang.texts());
        let summary = review.summary.clone().unwrap_or_default();
        let enterprise = review.enterprise.clone().unwrap_or_default();
        let profile = enterprise.profile.clone().unwrap_or_default();
        let kind = words::kind(lang, summary.kind());
        let title = format!("{} – {}", summary.name, t.review_title());
        let link = |path: String, label: String| (local::localised(lang, &path), label);
        let choices = Verdict::choices(lang, summary.kind());
        Self {
            page: Frame::new(visit, Section::Account, title, "").hidden_from_search_engines(),
            t,
            doors: Desk::Review.doors(visit),
            lead: t.review_case_lead(kind, t.review_waited(summary.days)),
            facts: facts(visit, &enterprise),
            missing: missing(t, &profile),
            duplicates: review
                .duplicates
                .iter()
                .map(|it| lookalike(visit, it))
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
                link(
                    format!("/personal/foretag/{}", summary.enterprise_id),
                    t.review_full_profile(),
                ),
                link(
                    format!("/personal/foretag/{}/historik", summary.enterprise_id),
                    t.review_history(),
                ),
                link(PATH.to_owned(), t.review_back()),
            ],
            heading: summary.name,
        }
    }

    fn faulty(&mut self, visit: &Visit, field: &'static str, text: String) -> Response {
        let at = match field {
            "answer" => &mut self.answer,
            _ => &mut self.reason,
        };
        at.fault = Some(text.clone());
        self.faults.push((field, text));
        self.page.title = self.t.fault_title(&self.page.title);
        respond::refused(visit, self).into_response()
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

fn facts(visit: &Visit, enterprise: &Enterprise) -> Vec<(String, String)> {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let profile = enterprise.profile.clone().unwrap_or_default();
    let facts = [
        (
            t.org_state(),
            states::enterprise_state(lang, enterprise.state()),
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

fn lookalike(visit: &Visit, duplicate: &Duplicate) -> Lookalike {
    let (lang, t) = (visit.lang, visit.lang.texts());
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
        states::enterprise_state(lang, duplicate.state()),
        duplicate.org_number.clone(),
        places::municipality_name(&duplicate.municipality_code).to_owned(),
    ];
    let about = about.into_iter().filter(|it| !it.is_empty());
    let path = format!("/personal/foretag/{}", duplicate.enterprise_id);
    Lookalike {
        href: local::localised(lang, &path),
        name: duplicate.name.clone(),
        about: about.collect::<Vec<_>>().join(" · "),
        same: t.review_duplicate_same(same),
    }
}
