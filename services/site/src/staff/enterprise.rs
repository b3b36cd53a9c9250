//! `/personal/foretag/<id>`: one enterprise, and what the review says of it.

use axum::response::Response;
use kernel::fault::ErrorReason;
use kernel::terms::Industry;
use proto::asf::registry::v1::{
    Action, Enterprise, ListEnterpriseRequest, Profile, UnlistEnterpriseRequest,
};

use super::{
    StaffSection, certification, decision,
    enterprises::{PATH, enterprise, path_of},
    review,
};
use crate::{
    organisation::{enterprise::missing, states},
    page::{
        Page,
        early_response::EarlyResponse,
        faults::Faults,
        field::Choice,
        form_data::FormData,
        form_page::{FormPage, Refusal},
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

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

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

pub(crate) struct Decide(Enterprise);

impl FormPage for Decide {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(enterprise(request, id).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (Self(of), lang, t) = (self, request.lang, request.lang.texts());
        let profile = of.profile.clone().unwrap_or_default();
        let mut page = Page::new(request, StaffSection::Enterprises, &profile.name)
            .lead(states::of_enterprise(lang, of.state()))
            .maybe(waiting(request, of))
            .maybe(lacking(lang, of))
            .part(about(lang, of, &profile))
            .part(standing(request, of));
        let verdicts = Verdict::of(of).into_iter();
        let answers: Vec<_> = verdicts
            .map(|it| Choice::new(it.name(), it.label(lang)))
            .collect();
        if !answers.is_empty() {
            page = page.form(decision(request, (t.staff_answer(), answers), typed));
        }
        if states::is_public(of) {
            page = page.link(&format!("/asf/{}", of.slug), t.own_public_page());
        }
        let history = format!("{}/historik", path_of(&of.id));
        page.link(&history, t.happened_title())
            .link(PATH, t.staff_enterprises())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let Some(verdict) = Verdict::parse(form.text("answer")) else {
            return Err(Faults::at("answer", ErrorReason::Required).into());
        };
        let (id, etag) = (self.0.id.clone(), String::new());
        match verdict {
            Verdict::List => {
                let list = ListEnterpriseRequest { id, etag };
                request.registry().list_enterprise(list).await?;
            }
            Verdict::Unlist | Verdict::KeepOff => {
                let reason = form.text("reason").to_owned();
                let unlist = UnlistEnterpriseRequest { id, etag, reason };
                request.registry().unlist_enterprise(unlist).await?;
            }
        }
        let done = request.lang.texts().staff_decided();
        Ok(respond::go(request, PATH, Some(done)))
    }
}

fn lacking(lang: Lang, enterprise: &Enterprise) -> Option<Part> {
    let t = lang.texts();
    let lacking = missing(t, enterprise);
    (!lacking.is_empty())
        .then(|| Part::new(t.staff_missing()).rows(lacking.into_iter().map(Row::new)))
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
    let path = format!("{}/certifiering", path_of(&enterprise.id));
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
