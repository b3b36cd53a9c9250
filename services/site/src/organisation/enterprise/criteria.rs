//! `/konto/foretag/kriterier`: how the enterprise meets the four criteria of
//! an ASF, each with a ground in its own words.

use std::iter;

use axum::response::Response;
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{Attestation, Criterion};
use tonic::Status;

use super::{
    criterion::{ALL, meaning, name, path, title},
    merging::{Base, merge},
    own::OwnEnterprise,
    saving::{self, StepPage, TRIES},
    step::Step,
};
use crate::page::{
    early_response::EarlyResponse,
    faults::Faults,
    field::{Field, Kind},
    form_data::FormData,
    lang::Lang,
    page_request::PageRequest,
};

/// The longest ground.
const LONGEST: u16 = 2000;

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let own = OwnEnterprise::to_edit(&request).await?;
    let saved = || ALL.map(|it| own.ground(it).to_owned());
    let grounds = request.kept().map_or_else(saved, typed);
    let fields = fields(request.lang, &own, &grounds);
    let page = page(&request, &own).based_on(request.kept());
    Ok(page.sheet(fields).show(&request))
}

pub(crate) async fn post(request: PageRequest, sent: FormData) -> Result<Response, EarlyResponse> {
    for _ in 0..TRIES {
        let own = OwnEnterprise::to_edit(&request).await?;
        if let Some(answer) = save(&request, &own, &sent).await? {
            return Ok(answer);
        }
    }
    let own = OwnEnterprise::to_edit(&request).await?;
    let fields = fields(request.lang, &own, &typed(&sent));
    let faults = Faults::at("", ErrorReason::StaleEtag);
    Ok(page(&request, &own).faulty(&sent, fields, faults))
}

/// Nothing where something else of the enterprise was changed at the same time.
async fn save(
    request: &PageRequest,
    own: &OwnEnterprise,
    sent: &FormData,
) -> Result<Option<Response>, EarlyResponse> {
    let page = page(request, own);
    let fields = |grounds: &[String; 4]| fields(request.lang, own, grounds);
    let saved = fields(&ALL.map(|it| own.ground(it).to_owned()));
    let merged = merge(sent, &base(request, own), &saved, |form| {
        fields(&typed(form))
    });
    let typed = typed(&merged.form);
    let changed: Vec<_> = ALL
        .into_iter()
        .zip(&typed)
        .filter(|(criterion, ground)| own.ground(*criterion) != ground.as_str())
        .map(|(criterion, ground)| attestation(criterion, ground))
        .collect();
    let next = saving::onwards(own, Step::Criteria);
    if changed.is_empty() {
        let said = request.lang.texts().saved();
        let base = merged.base_after(base(request, own)).hidden();
        return Ok(Some(saving::done(request, sent, (next, &base), said)));
    }
    if merged.is_conflict {
        let both = page.conflict((sent, &merged), fields(&typed), &saved);
        return both.await.map(Some);
    }
    match own.attest(request, changed.clone()).await {
        Ok(after) => {
            let said = saving::said(request, own, &after);
            let after = base(request, &OwnEnterprise::new(after));
            let base = merged.base_after(after).hidden();
            Ok(Some(saving::done(request, sent, (next, &base), said)))
        }
        Err(status) if saving::is_stale(&status) => Ok(None),
        Err(status) => {
            let faults = by_criterion(Faults::of(request, &status)?, &status, &changed);
            Ok(Some(page.faulty(sent, fields(&typed), faults)))
        }
    }
}

fn page<'a>(request: &'a PageRequest, own: &'a OwnEnterprise) -> StepPage<'a> {
    StepPage::new(request, own, Step::Criteria, base(request, own).hidden())
}

fn base(request: &PageRequest, own: &OwnEnterprise) -> Base {
    let grounds = ALL.map(|it| own.ground(it).to_owned());
    Base::of(own, 1, &fields(request.lang, own, &grounds))
}

fn attestation(criterion: Criterion, ground: &str) -> Attestation {
    Attestation {
        criterion: criterion.into(),
        ground: ground.to_owned(),
    }
}

fn typed(sent: &FormData) -> [String; 4] {
    ALL.map(|it| sent.text(name(it)).to_owned())
}

fn fields(lang: Lang, own: &OwnEnterprise, grounds: &[String; 4]) -> Vec<Field> {
    let t = lang.texts();
    let field = |(criterion, ground): (Criterion, &String)| {
        let hint = meaning(t, criterion);
        let hint = if own.is_reviewed(&path(criterion)) {
            format!("{hint} {}", t.own_reviewed_hint())
        } else {
            hint
        };
        Field::new(name(criterion), title(t, criterion), Kind::Long)
            .hint(hint)
            .at_most(LONGEST)
            .valued(ground)
    };
    ALL.into_iter().zip(grounds).map(field).collect()
}

/// `attestations[1].ground` of the question is the form's field of the second
/// criterion that was sent.
fn by_criterion(faults: Faults, status: &Status, asked: &[Attestation]) -> Faults {
    let violations = chassis::status::violations(status).into_iter();
    let all = faults
        .all
        .into_iter()
        .zip(violations.map(Some).chain(iter::repeat_with(|| None)));
    let named = all.map(|(fault, violation)| {
        let field = violation.and_then(|it| {
            let rest = it.field.strip_prefix("attestations[")?;
            let nth: usize = rest.split(']').next()?.parse().ok()?;
            Some(name(asked.get(nth)?.criterion()).to_owned())
        });
        match field {
            Some(field) => fault.at(field),
            None => fault,
        }
    });
    Faults {
        all: named.collect(),
    }
}
