//! `/personal/foretag/<id>`: one enterprise, and what the review says of it.

use axum::{
    extract::{Path, State},
    response::Response,
};
use chassis::caller::Role;
use kernel::terms::Industry;
use proto::asf::registry::v1::{
    Enterprise, GetEnterpriseRequest, ListEnterpriseRequest, Profile, State as Stage,
    UnlistEnterpriseRequest,
};
use tonic::Status;

use super::{Desk, certification, decision, enterprises::PATH, review, reviewer};
use crate::site::{
    Site,
    faults::Faults,
    field::Choice,
    form::Form,
    lang::Lang,
    organisation::{
        enterprise::missing,
        sheet::{Part, Row, Sheet},
        words,
    },
    places, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

/// What the review can do with an enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    List,
    Unlist,
    /// Of one that left by its own wish.
    KeepOff,
}

impl Verdict {
    const ALL: [Self; 3] = [Self::List, Self::Unlist, Self::KeepOff];

    fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Unlist => "unlist",
            Self::KeepOff => "keep-off",
        }
    }

    fn label(self, lang: Lang) -> String {
        let t = lang.texts();
        match self {
            Self::List => t.staff_list(),
            Self::Unlist => t.staff_unlist(),
            Self::KeepOff => t.staff_keep_off(),
        }
    }

    /// Those that are possible now.
    fn of(visit: &Visit, enterprise: &Enterprise) -> Vec<Self> {
        let is_staff = visit.has(Role::Staff);
        match enterprise.state() {
            Stage::Unlisted if is_staff && enterprise.relists_at_once => {
                vec![Self::List, Self::KeepOff]
            }
            Stage::Unlisted => vec![Self::List],
            Stage::Listed if is_staff => vec![Self::Unlist],
            Stage::Listed
            | Stage::Submitted
            | Stage::Draft
            | Stage::Returned
            | Stage::Closed
            | Stage::Rejected
            | Stage::Unspecified => Vec::new(),
        }
    }
}

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let enterprise = enterprise(&site, &visit, id).await?;
    Ok(sheet(&visit, &enterprise, &Sent::default()).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    let enterprise = enterprise(&site, &visit, id).await?;
    let verdict = Verdict::ALL
        .into_iter()
        .find(|it| it.name() == sent.text("answer"));
    let Some(verdict) = verdict else {
        let faults = Faults::at("answer", "REQUIRED");
        return Ok(sheet(&visit, &enterprise, &sent).faulty(&visit, faults));
    };
    match carry_out(&site, &visit, &enterprise, (verdict, sent.text("reason"))).await {
        Ok(()) => {
            let said = visit.lang.texts().staff_decided();
            Ok(respond::go(&visit, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &enterprise, &sent).refused(&visit, &status)),
    }
}

async fn carry_out(
    site: &Site,
    visit: &Visit,
    enterprise: &Enterprise,
    (verdict, reason): (Verdict, &str),
) -> Result<(), Status> {
    let (id, etag) = (enterprise.id.clone(), String::new());
    let reason = reason.to_owned();
    let mut registry = site.clients.registry.clone();
    match verdict {
        Verdict::List => {
            let question = visit.asking(ListEnterpriseRequest { id, etag });
            registry.list_enterprise(question).await.map(|_| ())
        }
        Verdict::Unlist | Verdict::KeepOff => {
            let question = visit.asking(UnlistEnterpriseRequest { id, etag, reason });
            registry.unlist_enterprise(question).await.map(|_| ())
        }
    }
}

pub(super) async fn enterprise(site: &Site, visit: &Visit, id: String) -> Result<Enterprise, Stop> {
    reviewer(visit)?;
    let question = visit.asking(GetEnterpriseRequest {
        id,
        ..GetEnterpriseRequest::default()
    });
    match site.clients.registry.clone().get_enterprise(question).await {
        Ok(answer) => Ok(answer.into_inner().enterprise.unwrap_or_default()),
        Err(status) => Err(visit.failed(&status)),
    }
}

fn sheet(visit: &Visit, enterprise: &Enterprise, sent: &Sent) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let profile = enterprise.profile.clone().unwrap_or_default();
    let sheet = Sheet::new(visit, Desk::Enterprises.doors(visit), &profile.name)
        .lead(words::enterprise_state(lang, enterprise.state()));
    let verdicts = Verdict::of(visit, enterprise);
    let sheet = if verdicts.is_empty() {
        sheet
    } else {
        sheet.form(form(visit, enterprise, &verdicts, sent))
    };
    let sheet = sheet.maybe(waiting(visit, enterprise));
    let lacking = missing(t, &profile);
    let lacking = (!lacking.is_empty())
        .then(|| Part::new(t.staff_missing()).rows(lacking.into_iter().map(Row::new)));
    let sheet = sheet
        .maybe(lacking)
        .part(about(lang, enterprise, &profile))
        .part(standing(visit, enterprise));
    let sheet = if enterprise.state() == Stage::Listed {
        sheet.link(&format!("/asf/{}", enterprise.slug), t.own_public_page())
    } else {
        sheet
    };
    sheet
        .link(
            &format!("{PATH}/{}/historik", enterprise.id),
            t.happened_title(),
        )
        .link(PATH, t.staff_enterprises())
}

/// Where the one that waits is decided.
fn waiting(visit: &Visit, enterprise: &Enterprise) -> Option<Part> {
    let changes = enterprise.pending.as_ref();
    let changes = changes.is_some_and(|it| it.return_reasons.is_empty());
    let waits = enterprise.state() == Stage::Submitted || changes;
    let t = visit.lang.texts();
    let path = format!("{}/{}", review::PATH, enterprise.id);
    waits.then(|| Part::new(t.work_reviews()).link(visit.lang, &path, t.review_open()))
}

/// Certification, and for staff the way to change it.
fn standing(visit: &Visit, enterprise: &Enterprise) -> Part {
    let t = visit.lang.texts();
    let member = if enterprise.member {
        t.standing_yes()
    } else {
        t.standing_no()
    };
    let part = certification::facts(visit.lang, enterprise).fact(t.standing_member(), member);
    let is_open = !matches!(enterprise.state(), Stage::Closed | Stage::Unspecified);
    if !visit.has(Role::Staff) || !is_open {
        return part;
    }
    let path = format!("{PATH}/{}/certifiering", enterprise.id);
    part.link(visit.lang, &path, t.certify_change())
}

fn about(lang: Lang, enterprise: &Enterprise, profile: &Profile) -> Part {
    let t = lang.texts();
    let offers = profile.activities.iter().map(|it| {
        let industry = Industry::parse(&it.industry).ok();
        let name = industry.map_or(it.industry.as_str(), |it| lang.term(it.term()));
        Row::new(name).hint(&it.offer)
    });
    Part::new(t.own_profile())
        .lead(&profile.description)
        .fact(t.org_number(), &profile.org_number)
        .fact(
            t.own_seat(),
            places::municipality_name(&profile.municipality_code),
        )
        .fact(t.own_county(), places::county_name(&enterprise.county_code))
        .fact(t.profile_website(), &profile.website)
        .fact(t.profile_email(), &profile.email)
        .fact(t.profile_phone(), &profile.phone)
        .rows(offers)
}

fn form(visit: &Visit, enterprise: &Enterprise, verdicts: &[Verdict], sent: &Sent) -> Form {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let choices = verdicts.iter();
    let choices = choices.map(|it| Choice::new(it.name(), it.label(lang)));
    let asked = (t.staff_answer(), choices.collect());
    decision(visit, &format!("{PATH}/{}", enterprise.id), asked, sent)
}
