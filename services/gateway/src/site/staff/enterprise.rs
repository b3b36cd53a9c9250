//! `/personal/foretag/<id>`: one enterprise, and what the review says of it.

use axum::{
    extract::{Path, State},
    response::Response,
};
use chassis::caller::Role;
use kernel::terms::Industry;
use proto::asf::registry::v1::{
    Enterprise, FieldReason, GetEnterpriseRequest, ListEnterpriseRequest, Profile,
    ReturnEnterpriseRequest, State as Stage, UnlistEnterpriseRequest,
};
use tonic::Status;

use super::{Desk, decision, enterprises::PATH, reviewer};
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
    Return,
    Unlist,
}

impl Verdict {
    const ALL: [Self; 3] = [Self::List, Self::Return, Self::Unlist];

    fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Return => "return",
            Self::Unlist => "unlist",
        }
    }

    fn label(self, lang: Lang) -> String {
        let t = lang.texts();
        match self {
            Self::List => t.staff_list(),
            Self::Return => t.staff_return(),
            Self::Unlist => t.staff_unlist(),
        }
    }

    /// Those that are possible now.
    fn of(visit: &Visit, stage: Stage) -> Vec<Self> {
        match stage {
            Stage::Submitted => vec![Self::List, Self::Return],
            Stage::Unlisted => vec![Self::List],
            Stage::Listed if visit.has(Role::Staff) => vec![Self::Unlist],
            Stage::Listed | Stage::Draft | Stage::Returned | Stage::Closed | Stage::Unspecified => {
                Vec::new()
            }
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
        Verdict::Return => {
            let field = String::new();
            let reasons = vec![FieldReason { field, reason }];
            let question = visit.asking(ReturnEnterpriseRequest { id, etag, reasons });
            registry.return_enterprise(question).await.map(|_| ())
        }
        Verdict::Unlist => {
            let question = visit.asking(UnlistEnterpriseRequest { id, etag, reason });
            registry.unlist_enterprise(question).await.map(|_| ())
        }
    }
}

async fn enterprise(site: &Site, visit: &Visit, id: String) -> Result<Enterprise, Stop> {
    reviewer(visit)?;
    let question = visit.asking(GetEnterpriseRequest { id, read_after: 0 });
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
    let verdicts = Verdict::of(visit, enterprise.state());
    let sheet = if verdicts.is_empty() {
        sheet
    } else {
        sheet.form(form(visit, enterprise, &verdicts, sent))
    };
    let lacking = missing(t, &profile);
    let lacking = (!lacking.is_empty())
        .then(|| Part::new(t.staff_missing()).rows(lacking.into_iter().map(Row::new)));
    let sheet = sheet.maybe(lacking).part(about(lang, enterprise, &profile));
    let sheet = if enterprise.state() == Stage::Listed {
        sheet.link(&format!("/asf/{}", enterprise.slug), t.own_public_page())
    } else {
        sheet
    };
    sheet.link(PATH, t.staff_enterprises())
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
