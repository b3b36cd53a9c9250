//! `/asf/<slug>`: everything that an enterprise says of itself.

pub(super) mod activity;
pub(crate) mod as_of;
pub(super) mod contact;
mod json_ld;
pub(crate) mod missing;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::terms::{Industry, LegalForm};
use proto::asf::registry::v1::{Enterprise, Profile};
use time::OffsetDateTime;

use crate::{
    Site,
    benefit::on_profile::OnProfile,
    card::{self, Tag},
    organisation::{self, listed},
    page::{
        error_page,
        frame::{Frame, Section},
        lang::{Date, Lang},
        local,
        page_request::PageRequest,
        places, respond,
        texts::L10nLanguage,
    },
    profile::{activity::Offer, as_of::AsOf, contact::Contact},
};

#[derive(Template)]
#[template(path = "pages/profile.html")]
pub(crate) struct ProfilePage {
    page: Frame,
    t: &'static L10nLanguage,
    id: String,
    name: String,
    place: String,
    certified: bool,
    /// The first and the last day of the certification.
    certification: Option<(Date, Date)>,
    member: bool,
    paragraphs: Vec<String>,
    offers: Vec<Offer>,
    services: Vec<Tag>,
    benefits: Vec<Tag>,
    /// What it has told of its social benefit.
    benefit: Option<OnProfile>,
    contact: Contact,
    org_number: String,
    legal_form: Option<&'static str>,
    /// The list's county page: its name and address.
    county: Link,
    municipality: Link,
    listed: Option<Date>,
    updated: Option<Date>,
    more: Vec<Link>,
    /// Where somebody says that this one is their own.
    claim: Option<String>,
    as_of: AsOf,
    json_ld: String,
}

pub(crate) struct Link {
    label: String,
    href: String,
}

pub(crate) async fn get(
    State(site): State<Site>,
    Path(slug): Path<String>,
    request: PageRequest,
) -> Response {
    let (found, broken) = match site.enterprise_on(&slug, &as_of::asked(&request)).await {
        Err(status) if as_of::is_refused(&status) => (site.enterprise(&slug).await, true),
        found => (found, false),
    };
    match found {
        Ok(Some(enterprise)) => {
            let as_of = AsOf::new(&request, &enterprise.slug, broken, site.clock.now());
            // Nobody comes to look after the page of a past day.
            let claim = match as_of.shown {
                Some(_) => None,
                None => claim(&request, &enterprise).await,
            };
            // Reports are those of now: on a page of another day they would be
            // of another time than the rest.
            let benefit = match as_of.shown {
                Some(_) => None,
                None => OnProfile::of(&request, &enterprise.id).await,
            };
            let page = ProfilePage::new(&request, enterprise, claim, as_of);
            respond::page(&request, &ProfilePage { benefit, ..page })
        }
        Ok(None) => missing::answer(&site, &request, &slug).await,
        Err(status) => error_page::of(&request, &status),
    }
}

impl ProfilePage {
    fn new(
        request: &PageRequest,
        enterprise: Enterprise,
        claim: Option<String>,
        as_of: AsOf,
    ) -> Self {
        let lang = request.lang;
        let t = lang.texts();
        let profile = enterprise.profile.clone().unwrap_or_default();
        let place = card::place(lang, &profile.municipality_code, &enterprise.county_code);
        let description = t.profile_description(&profile.name, &place);
        let page = Frame::new(request, Section::List, profile.name.clone(), description);
        let page = as_of.frame(page);
        Self {
            json_ld: json_ld::script(&page, &enterprise, &profile),
            id: enterprise.id.clone(),
            page,
            t,
            place,
            certified: enterprise.certified,
            certification: certification(lang, &enterprise),
            member: enterprise.member,
            paragraphs: paragraphs(&profile.description),
            offers: offers(lang, &profile, as_of.moment),
            services: card::services(lang, &profile.services),
            benefits: card::benefits(lang, &profile.social_benefit_areas),
            benefit: None,
            contact: Contact::new(&profile),
            legal_form: legal_form(lang, &profile.legal_form),
            county: county_link(lang, &enterprise.county_code),
            municipality: municipality_link(lang, &profile.municipality_code),
            listed: enterprise.listed_at.and_then(|time| lang.date(&time)),
            updated: enterprise.updated_at.and_then(|time| lang.date(&time)),
            more: more(lang, &enterprise),
            claim,
            name: profile.name,
            org_number: profile.org_number,
            as_of,
        }
    }
}

/// Where anybody can say that it is theirs, while nobody looks after it. Those
/// who have one already are not asked; a question that fails costs only the link.
async fn claim(request: &PageRequest, enterprise: &Enterprise) -> Option<String> {
    if organisation::enterprise::owns_an_asf(request) {
        let own = organisation::enterprise::own(request).await;
        own.ok().filter(Option::is_none)?;
    }
    let number = &enterprise.profile.as_ref()?.org_number;
    let found = listed::by_number(request, number).await?;
    let is_free = !found.looked_after && found.enterprise_id == enterprise.id;
    is_free.then(|| local::localised(request.lang, &listed::claim_path(&enterprise.slug)))
}

fn certification(lang: Lang, enterprise: &Enterprise) -> Option<(Date, Date)> {
    let it = enterprise.certification.as_ref()?;
    Some((lang.day(&it.issued_on)?, lang.day(&it.expires_on)?))
}

fn offers(lang: Lang, profile: &Profile, now: OffsetDateTime) -> Vec<Offer> {
    let activities = profile.activities.iter();
    activities
        .map(|activity| Offer::new(lang, activity, &profile.municipality_code, now))
        .collect()
}

fn legal_form(lang: Lang, slug: &str) -> Option<&'static str> {
    LegalForm::parse(slug)
        .ok()
        .map(|form| lang.term(form.term()))
}

/// Blank lines separate paragraphs.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line);
            }
            Some(_) | None => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn county_link(lang: Lang, code: &str) -> Link {
    Link {
        label: places::county_name(code).to_owned(),
        href: format!("{}/asf-listan?county={code}", lang.root()),
    }
}

fn municipality_link(lang: Lang, code: &str) -> Link {
    Link {
        label: places::municipality_name(code).to_owned(),
        href: format!("{}/asf-listan?municipality={code}", lang.root()),
    }
}

/// The same industries in the same county.
fn more(lang: Lang, enterprise: &Enterprise) -> Vec<Link> {
    let county = &enterprise.county_code;
    let known = enterprise
        .industries
        .iter()
        .filter_map(|slug| Industry::parse(slug).ok());
    let link = |industry: Industry| Link {
        label: lang
            .texts()
            .profile_more_link(lang.term(industry.term()), places::county_name(county)),
        href: format!(
            "{}/asf-listan?industry={}&county={county}",
            lang.root(),
            industry.slug()
        ),
    };
    known.take(4).map(link).collect()
}
