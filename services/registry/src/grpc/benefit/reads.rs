//! Reports as everybody sees them, as they were written, and summed up.

use chassis::check;
use host::call::{Answer, Read};
use kernel::{fault::Faults, place::CountyCode, terms::Industry};
use proto::asf::registry::v1::{
    BenefitSums, ListOwnReportsRequest, ListOwnReportsResponse, ListPublicReportsRequest,
    ListPublicReportsResponse, Sum, SumSocialBenefitRequest, SumSocialBenefitResponse,
};
use tonic::Request;

use crate::{
    domain::{
        enterprise::Stage,
        values::report::sums::{Filter, Group, Range, Sums, sum},
    },
    grpc::{
        Grpc,
        benefit::convert,
        refusal,
        rights::{self, Relation},
    },
};

/// Those who see a report as it was written.
const READ: [Relation; 2] = [Relation::Staff, Relation::Editor];

pub(super) async fn public(
    grpc: &Grpc,
    request: Request<ListPublicReportsRequest>,
) -> Answer<ListPublicReportsResponse> {
    let read = Read::open(request)?;
    let id = check::id(&read.message.id);
    let entry = grpc.directory.get(id).await?;
    let seen = entry.filter(|it| it.stage == Stage::Listed || rights::sees(&read.caller, it));
    seen.ok_or_else(refusal::not_found)?;
    let told = grpc.benefits.of(id).await?;
    Ok(ListPublicReportsResponse {
        reports: told.iter().map(convert::public).collect(),
    })
}

pub(super) async fn own(
    grpc: &Grpc,
    request: Request<ListOwnReportsRequest>,
) -> Answer<ListOwnReportsResponse> {
    let read = Read::open(request)?;
    grpc.admit(&read.caller, &read.message.id, &READ).await?;
    let told = grpc.benefits.of(check::id(&read.message.id)).await?;
    Ok(ListOwnReportsResponse {
        reports: told.iter().map(|it| convert::written(&it.report)).collect(),
    })
}

pub(super) async fn sum_up(
    grpc: &Grpc,
    request: Request<SumSocialBenefitRequest>,
) -> Answer<SumSocialBenefitResponse> {
    let (read, filter) = Read::parse(request, |message, faults| Some(filter(message, faults)))?;
    let year = u16::try_from(read.message.year).unwrap_or_default();
    let position = grpc.list.finder().position();
    let list = grpc.benefits.of_list(position).await?;
    let sums = sum(&list, (year > 0).then_some(year), &filter);
    Ok(answer(&sums))
}

fn filter(request: &SumSocialBenefitRequest, faults: &mut Faults) -> Filter {
    let counties = request.county.iter().map(String::as_str);
    let industries = request.industry.iter().map(String::as_str);
    Filter {
        counties: faults.all("county", counties, CountyCode::parse),
        industries: faults.all("industry", industries, Industry::parse),
    }
}

fn answer(sums: &Sums) -> SumSocialBenefitResponse {
    let by_county = sums.by_county.iter();
    let by_industry = sums.by_industry.iter();
    SumSocialBenefitResponse {
        year: sums.year.map(u32::from).unwrap_or_default(),
        years: sums.years.iter().copied().map(u32::from).collect(),
        all: Some(group(String::new(), &sums.all)),
        by_county: by_county
            .map(|(key, it)| group((*key).into(), it))
            .collect(),
        by_industry: by_industry
            .map(|(key, it)| group((*key).into(), it))
            .collect(),
        listed: sums.listed,
    }
}

fn group(name: String, sums: &Group) -> BenefitSums {
    let range = |range: Range| {
        Some(Sum {
            at_least: range.at_least,
            at_most: range.at_most,
        })
    };
    BenefitSums {
        group: name,
        enterprises: sums.enterprises,
        employed: range(sums.employed),
        employed_target_group: range(sums.employed_target_group),
        participants: range(sums.participants),
        hours: sums.hours,
        moved_to_work: range(sums.moved_to_work),
        moved_to_studies: range(sums.moved_to_studies),
        reserved_share_reached: sums.reserved_share_reached,
    }
}
