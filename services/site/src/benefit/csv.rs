//! `/samhallsnytta.csv`: the tables of the page as a file, both ends of every
//! sum in a column of their own.

use std::fmt::Write;

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kernel::terms::Industry;
use proto::asf::registry::v1::{BenefitSums, Sum, SumSocialBenefitResponse};

use super::{filters::Filters, sums};
use crate::page::{error_page, page_request::PageRequest, places};

const KIND: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8");
const NAME: HeaderValue = HeaderValue::from_static("attachment; filename=\"samhallsnytta.csv\"");
/// Programs read these: they are the names of the API, in both languages.
const COLUMNS: &str = "year,level,group,name,enterprises,employed_at_least,employed_at_most,\
    target_group_at_least,target_group_at_most,participants_at_least,participants_at_most,hours,\
    moved_to_work_at_least,moved_to_work_at_most,moved_to_studies_at_least,\
    moved_to_studies_at_most,reserved_share_reached\r\n";

pub(super) async fn get(request: PageRequest) -> Response {
    let filters = Filters::of(&request);
    match sums(&request, filters.question()).await {
        Ok(sums) => {
            let kept = HeaderValue::from_static("no-cache");
            let headers = [
                (header::CONTENT_TYPE, KIND),
                (header::CONTENT_DISPOSITION, NAME),
                (header::CACHE_CONTROL, kept),
            ];
            (headers, file(&request, &sums)).into_response()
        }
        Err(status) => error_page::of(&request, &status),
    }
}

/// The byte order mark tells spreadsheets that it is UTF-8.
fn file(request: &PageRequest, sums: &SumSocialBenefitResponse) -> String {
    let mut text = format!("\u{feff}{COLUMNS}");
    let industry = |slug: &str| {
        let known = Industry::parse(slug).ok();
        known.map_or("", |it| request.lang.term(it.term()))
    };
    if let Some(all) = &sums.all {
        line(&mut text, sums.year, ("all", ""), all);
    }
    for group in &sums.by_county {
        let name = places::county_name(&group.group);
        line(&mut text, sums.year, ("county", name), group);
    }
    for group in &sums.by_industry {
        line(
            &mut text,
            sums.year,
            ("industry", industry(&group.group)),
            group,
        );
    }
    text
}

fn line(text: &mut String, year: u32, (level, name): (&str, &str), it: &BenefitSums) {
    let ends = |sum: &Option<Sum>| {
        let sum = sum.unwrap_or_default();
        format!("{},{}", sum.at_least, sum.at_most)
    };
    // The names are the platform's own, and none has a quotation mark.
    let _ = write!(
        text,
        "{year},{level},{},\"{name}\",{},{},{},{},{},{},{},{}\r\n",
        it.group,
        it.enterprises,
        ends(&it.employed),
        ends(&it.employed_target_group),
        ends(&it.participants),
        it.hours,
        ends(&it.moved_to_work),
        ends(&it.moved_to_studies),
        it.reserved_share_reached,
    );
}
