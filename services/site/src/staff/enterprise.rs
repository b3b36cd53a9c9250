//! `/personal/foretag/<id>`: one enterprise, and what the review says of it.

use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::fault::ErrorReason;
use kernel::terms::Industry;
use proto::asf::registry::v1::{
    Action, Enterprise, GetEnterpriseRequest, ListEnterpriseRequest, Profile,
    UnlistEnterpriseRequest,
};
use tonic::Status;

use super::{StaffSection, certification, decision, enterprises::PATH, review, reviewer};
use crate::{
    Site,
    organisation::{enterprise::missing, states},
    page::{
        Page,
        early_response::EarlyResponse,
        faults::Faults,
        field::Choice,
        form::Form,
        form_data::FormData,
        lang::Lang,
        page_request::PageRequest,
        part::{Part, Row},
        places, respond,
    },
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

    /// Those that are possible now. An application is decided where it is
    /// reviewed.
    fn of(enterprise: &Enterprise) -> Vec<Self> {
        let may = |action| states::may(enterprise, action);
        let lists = may(Action::List) && !may(Action::Reject);
        let unlists = may(Action::Unlist).then_some(if enterprise.relists_at_once {
            Self::KeepOff
        } else {
            Self::Unlist
        });
        lists
            .then_some(Self::List)
            .into_iter()
            .chain(unlists)
            .collect()
    }
}

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let enterprise = enterprise(&site, &request, id).await?;
    Ok(sheet(&request, &enterprise, &FormData::default()).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let enterprise = enterprise(&site, &request, id).await?;
    let verdict = Verdict::ALL
        .into_iter()
        .find(|it| it.name() == sent.text("answer"));
    let Some(verdict) = verdict else {
        let faults = Faults::at("answer", ErrorReason::Required);
        return Ok(sheet(&request, &enterprise, &sent).faulty(&request, faults));
    };
    match carry_out(&site, &request, &enterprise, (verdict, sent.text("reason"))).await {
        Ok(()) => {
            let said = request.lang.texts().staff_decided();
            Ok(respond::go(&request, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&request, &enterprise, &sent).refused(&request, &status)),
    }
}

async fn carry_out(
    site: &Site,
    request: &PageRequest,
    enterprise: &Enterprise,
    (verdict, reason): (Verdict, &str),
) -> Result<(), Status> {
    let (id, etag) = (enterprise.id.clone(), String::new());
    let reason = reason.to_owned();
    let mut registry = site.clients.registry.clone();
    match verdict {
        Verdict::List => {
            let question = request.asking(ListEnterpriseRequest { id, etag });
            registry.list_enterprise(question).await.map(|_| ())
        }
        Verdict::Unlist | Verdict::KeepOff => {
            let question = request.asking(UnlistEnterpriseRequest { id, etag, reason });
            registry.unlist_enterprise(question).await.map(|_| ())
        }
    }
}

pub(super) async fn enterprise(
    site: &Site,
    request: &PageRequest,
    id: String,
) -> Result<Enterprise, EarlyResponse> {
    reviewer(request)?;
    let question = request.asking(GetEnterpriseRequest {
        id,
        ..GetEnterpriseRequest::default()
    });
    match site.clients.registry.clone().get_enterprise(question).await {
        Ok(answer) => Ok(answer.into_inner().enterprise.unwrap_or_default()),
        Err(status) => Err(request.failed(&status)),
    }
}

fn sheet(request: &PageRequest, enterprise: &Enterprise, sent: &FormData) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let profile = enterprise.profile.clone().unwrap_or_default();
    let sheet = Page::new(
        request,
        StaffSection::Enterprises.nav(request),
        &profile.name,
    )
    .lead(states::of_enterprise(lang, enterprise.state()));
    let verdicts = Verdict::of(enterprise);
    let sheet = if verdicts.is_empty() {
        sheet
    } else {
        sheet.form(form(request, &verdicts, sent))
    };
    let sheet = sheet.maybe(waiting(request, enterprise));
    let lacking = missing(t, enterprise);
    let lacking = (!lacking.is_empty())
        .then(|| Part::new(t.staff_missing()).rows(lacking.into_iter().map(Row::new)));
    let sheet = sheet
        .maybe(lacking)
        .part(about(lang, enterprise, &profile))
        .part(standing(request, enterprise));
    let sheet = if states::is_public(enterprise) {
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
fn waiting(request: &PageRequest, enterprise: &Enterprise) -> Option<Part> {
    let decides = [Action::Reject, Action::ApproveChanges];
    let waits = decides.iter().any(|it| states::may(enterprise, *it));
    let t = request.lang.texts();
    let path = format!("{}/{}", review::PATH, enterprise.id);
    waits.then(|| Part::new(t.work_reviews()).link(request.lang, &path, t.review_open()))
}

/// Certification, and for staff the way to change it.
fn standing(request: &PageRequest, enterprise: &Enterprise) -> Part {
    let t = request.lang.texts();
    let member = if enterprise.member {
        t.standing_yes()
    } else {
        t.standing_no()
    };
    let part = certification::facts(request.lang, enterprise).fact(t.standing_member(), member);
    let changes = [
        Action::Certify,
        Action::RenewCertification,
        Action::RevokeCertification,
    ];
    if !changes.iter().any(|it| states::may(enterprise, *it)) {
        return part;
    }
    let path = format!("{PATH}/{}/certifiering", enterprise.id);
    part.link(request.lang, &path, t.certify_change())
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

fn form(request: &PageRequest, verdicts: &[Verdict], sent: &FormData) -> Form {
    let (lang, t) = (request.lang, request.lang.texts());
    let choices = verdicts.iter();
    let choices = choices.map(|it| Choice::new(it.name(), it.label(lang)));
    let asked = (t.staff_answer(), choices.collect());
    decision(request, asked, Some(sent))
}
