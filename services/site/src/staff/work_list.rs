//! `/personal/lan`: what there is to do for the list, county by county.

use axum::response::Response;
use chassis::caller::Role;
use proto::asf::registry::v1::{GetWorkListRequest, GetWorkListResponse, Miss, WorkItem};

use super::{StaffSection, enterprises, review, reviewer};
use crate::{
    organisation::words,
    page::{
        Page, asked,
        early_response::EarlyResponse,
        lang::Lang,
        local,
        page_request::PageRequest,
        part::{Part, Row},
        places,
    },
};

const PATH: &str = "/personal/lan";

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let visitor = reviewer(&request)?;
    let asked = asked(&request);
    let seen = seen(&request, &visitor.caller.counties);
    // An address with a county of somebody else's shows one's own.
    let chosen = seen.iter().find(|it| **it == asked.text("county"));
    let question = GetWorkListRequest {
        county: chosen.iter().map(|&&it| it.to_owned()).collect(),
    };
    let list = request
        .reviews()
        .get_work_list(question)
        .await?
        .into_inner();
    Ok(sheet(&request, &list, &seen, chosen.copied()).show(&request))
}

/// The counties that one can choose from.
fn seen<'c>(request: &PageRequest, own: &'c [String]) -> Vec<&'c str> {
    if request.has(Role::Staff) {
        return places::counties().iter().map(|it| it.code).collect();
    }
    own.iter().map(String::as_str).collect()
}

fn sheet(
    request: &PageRequest,
    list: &GetWorkListResponse,
    seen: &[&str],
    chosen: Option<&str>,
) -> Page {
    let t = request.lang.texts();
    let lead = match chosen {
        Some(code) => t.work_lead(places::county_name(code)),
        None if request.has(Role::Staff) => t.work_lead_country(),
        None => {
            let names: Vec<_> = seen.iter().map(|code| places::county_name(code)).collect();
            t.work_lead(names.join(", "))
        }
    };
    Page::new(request, StaffSection::WorkList, t.work_title())
        .lead(lead)
        .contents()
        .part(in_short(request.lang, list))
        .part(reviews(request, list))
        .part(stale(request.lang, list))
        .part(expiring(request.lang, list))
        .part(unclaimed(request.lang, list))
        .part(misses(request.lang, list))
        .maybe(others(request, seen, chosen))
}

fn in_short(lang: Lang, list: &GetWorkListResponse) -> Part {
    let t = lang.texts();
    Part::new(t.work_in_short())
        .fact(t.work_listed(), lang.number(list.listed_total))
        .fact(t.work_certified(), lang.number(list.certified_total))
}

fn reviews(request: &PageRequest, list: &GetWorkListResponse) -> Part {
    let t = request.lang.texts();
    let part = Part::new(t.work_reviews()).count(request.lang, list.reviews_total);
    if list.reviews.is_empty() {
        return part.lead(t.work_reviews_none());
    }
    let part = part.rows(list.reviews.iter().map(|it| review::row(request, it)));
    first(request.lang, part, list.reviews.len(), list.reviews_total).link(
        request.lang,
        review::PATH,
        t.work_reviews_all(),
    )
}

fn stale(lang: Lang, list: &GetWorkListResponse) -> Part {
    let t = lang.texts();
    let at = |day: Option<String>| match day {
        Some(day) => t.work_stale_at(day),
        None => t.work_stale_never(),
    };
    let part = Part::new(t.work_stale());
    items(
        lang,
        part,
        (&list.stale, list.stale_total),
        t.work_stale_none(),
        at,
    )
}

fn expiring(lang: Lang, list: &GetWorkListResponse) -> Part {
    let t = lang.texts();
    let at = |day: Option<String>| day.map(|it| t.work_expiring_at(it)).unwrap_or_default();
    let part = Part::new(t.work_expiring());
    let found = (list.expiring.as_slice(), list.expiring_total);
    items(lang, part, found, t.work_expiring_none(), at)
}

fn unclaimed(lang: Lang, list: &GetWorkListResponse) -> Part {
    let t = lang.texts();
    let at = |day: Option<String>| day.map(|it| t.work_unclaimed_at(it)).unwrap_or_default();
    let part = Part::new(t.work_unclaimed());
    let found = (list.unclaimed.as_slice(), list.unclaimed_total);
    items(lang, part, found, t.work_unclaimed_none(), at)
}

/// A row for each, or that there is none.
fn items(
    lang: Lang,
    part: Part,
    (found, total): (&[WorkItem], u32),
    none: String,
    at: impl Fn(Option<String>) -> String,
) -> Part {
    let part = part.count(lang, total);
    if found.is_empty() {
        return part.lead(none);
    }
    let rows = found.iter().map(|it| {
        let day = it.at.as_ref().and_then(|at| words::day(lang, at));
        Row::new(&it.name)
            .to(lang, &enterprises::path_of(&it.enterprise_id))
            .hint(places::county_name(&it.county_code))
            .hint(at(day))
    });
    first(lang, part.rows(rows), found.len(), total)
}

/// Says that there are more than stand here.
fn first(lang: Lang, part: Part, shown: usize, total: u32) -> Part {
    let shown = u32::try_from(shown).unwrap_or(u32::MAX);
    if shown < total {
        part.lead(lang.texts().work_first(shown, total))
    } else {
        part
    }
}

fn misses(lang: Lang, list: &GetWorkListResponse) -> Part {
    let t = lang.texts();
    let count = u32::try_from(list.misses.len()).unwrap_or(u32::MAX);
    let part = Part::new(t.work_misses())
        .count(lang, count)
        .lead(t.work_misses_lead());
    if list.misses.is_empty() {
        return part.lead(t.work_misses_none());
    }
    part.rows(list.misses.iter().map(|it| miss(lang, it)))
}

fn miss(lang: Lang, miss: &Miss) -> Row {
    let day = miss.last_at.as_ref().and_then(|at| words::day(lang, at));
    let said = lang.texts().work_miss(miss.count, day.unwrap_or_default());
    let search = format!("/asf-listan?q={}", local::encoded(&miss.text));
    Row::new(&miss.text).to(lang, &search).hint(said)
}

/// Where there is something to choose from.
fn others(request: &PageRequest, seen: &[&str], chosen: Option<&str>) -> Option<Part> {
    let (lang, t) = (request.lang, request.lang.texts());
    let others = seen.iter().filter(|it| Some(**it) != chosen);
    let part = others.fold(Part::new(t.work_counties()), |part, code| {
        let path = format!("{PATH}?county={code}");
        part.link(lang, &path, places::county_name(code))
    });
    let part = match chosen {
        Some(_) if request.has(Role::Staff) => part.link(lang, PATH, t.work_all_counties()),
        Some(_) | None => part,
    };
    (seen.len() > 1).then_some(part)
}
