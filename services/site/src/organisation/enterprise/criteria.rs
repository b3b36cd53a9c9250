//! `/konto/foretag/kriterier`: how the enterprise meets the four criteria of
//! an ASF, each with a ground in its own words.

use std::iter;

use axum::response::Response;
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{AttestCriteriaRequest, Attestation, Criterion};
use tonic::Status;

use super::{
    criterion::{ALL, meaning, name, path, title},
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
    let grounds = ALL.map(|it| own.ground(it).to_owned());
    let fields = fields(request.lang, &own, &grounds);
    Ok(page(&request, &own).sheet(fields).show(&request))
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
    let typed = typed(sent);
    let before = ALL.map(|it| own.ground(it).to_owned());
    let fields = |grounds: &[String; 4]| fields(request.lang, own, grounds);
    let changed: Vec<_> = ALL
        .into_iter()
        .zip(&typed)
        .filter(|(criterion, ground)| own.ground(*criterion) != ground.as_str())
        .map(|(criterion, ground)| attestation(criterion, ground))
        .collect();
    let next = saving::onwards(own, Step::Criteria);
    if changed.is_empty() {
        let said = request.lang.texts().saved();
        return Ok(Some(saving::done(request, sent, (next, &page.base), said)));
    }
    if sent.text("base") != page.base {
        return Ok(Some(page.conflict(sent, fields(&typed), &fields(&before))));
    }
    match own.attest(request, changed.clone()).await {
        Ok(after) => {
            let said = saving::said(request, own, &after);
            let base = base(&OwnEnterprise::new(after));
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
    StepPage::new(request, own, Step::Criteria, base(own))
}

fn base(own: &OwnEnterprise) -> String {
    let attestations = ALL.map(|it| attestation(it, own.ground(it)));
    saving::base(&AttestCriteriaRequest {
        attestations: attestations.to_vec(),
        ..AttestCriteriaRequest::default()
    })
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
