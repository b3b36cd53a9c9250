//! `/konto/foretag/lamna-in`: looking through all of it once more, and handing
//! it over.

use axum::{extract::State, response::Response};
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::SubmitEnterpriseRequest;

use super::{
    PATH, activities, criteria,
    own::OwnEnterprise,
    owns_an_asf,
    profile_field::ProfileField,
    profile_form::Typed,
    step::{self, Step},
};
use crate::{
    Site,
    page::{
        Page,
        early_response::EarlyResponse,
        faults::Faults,
        form::Form,
        form_data::FormData,
        lang::Lang,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        part::{Part, Row},
        respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let own = OwnEnterprise::to_edit(&site, &request).await?;
    if !own.is_written() {
        return Ok(respond::go(&request, PATH, None));
    }
    Ok(sheet(&request, &own).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let own = OwnEnterprise::to_edit(&site, &request).await?;
    // What is handed over is what was looked at.
    if sent.text("etag") != own.enterprise.etag {
        let faults = Faults::at("", ErrorReason::StaleEtag);
        return Ok(sheet(&request, &own).faulty(&request, faults));
    }
    let question = request.asking(SubmitEnterpriseRequest {
        id: own.enterprise.id.clone(),
        etag: own.enterprise.etag.clone(),
    });
    let mut registry = site.clients.registry.clone();
    match registry.submit_enterprise(question).await {
        Ok(_) => {
            let said = request.lang.texts().own_submitted();
            Ok(respond::go(&request, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&request, &own).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, own: &OwnEnterprise) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let sheet = Page::new(
        request,
        AccountSection::Enterprise.nav(lang),
        t.step_submit(),
    )
    .steps(step::all(request, own, Step::Submit));
    let lacking: Vec<_> = Step::ALL
        .into_iter()
        .flat_map(|step| step.lacking(t, own).into_iter().map(move |it| (step, it)))
        .collect();
    let sheet = if !lacking.is_empty() {
        let rows = lacking.into_iter();
        let rows = rows.map(|(step, name)| {
            Row::new(name)
                .hint(step.title(t))
                .link(lang, step.path(), t.own_fill_in())
        });
        let part = Part::new(t.own_incomplete_heading()).lead(t.own_incomplete());
        sheet.part(part.rows(rows))
    } else if owns_an_asf(request) {
        let action = local::localised(lang, Step::Submit.path());
        let form = Form::new(lang, action, t.own_submit()).hiding("etag", &own.enterprise.etag);
        sheet.lead(t.own_complete()).form(form)
    } else {
        sheet.notice(t.own_complete_editor())
    };
    summary(lang, own)
        .into_iter()
        .fold(sheet, Page::part)
        .link(PATH, t.own_back())
}

/// All that is handed over, step by step.
fn summary(lang: Lang, own: &OwnEnterprise) -> Vec<Part> {
    let t = lang.texts();
    let it = &own.profile;
    let part = |step: Step| Part::new(step.title(t)).link(lang, step.path(), t.own_change());
    let rows = it.activities.iter();
    let rows = rows.map(|it| Row::new(activities::name(lang, &it.industry)).hint(&it.offer));
    let grounds = criteria::ALL.into_iter();
    let grounds = grounds.fold(part(Step::Criteria), |part, one| {
        part.fact(criteria::title(t, one), own.ground(one))
    });
    let typed = Typed::of(it);
    let fields = |step: Step| {
        let fields = ProfileField::of_step(step);
        fields.fold(part(step), |part, it| {
            part.fact(it.label(t), typed.in_words(lang, it))
        })
    };
    vec![
        fields(Step::Basics),
        part(Step::Activities).rows(rows),
        fields(Step::Offer),
        fields(Step::Contact),
        grounds,
    ]
}
