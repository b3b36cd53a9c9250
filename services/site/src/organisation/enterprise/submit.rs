//! `/konto/foretag/lamna-in`: looking through all of it once more, and handing
//! it over.

use axum::response::Response;
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::SubmitEnterpriseRequest;

use super::{
    PATH, activities, criterion, own::OwnEnterprise, owns_an_asf, profile_field::ProfileField,
    profile_form::Typed, progress, step::Step,
};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    faults::Faults,
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    lang::Lang,
    navigation::AccountSection,
    page_request::PageRequest,
    part::{Part, Row},
    respond,
};

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let submit = Submit::load(&request, ()).await?;
    if !submit.0.is_written() {
        return Ok(respond::go(&request, PATH, None));
    }
    Ok(submit.page(&request, None).show(&request))
}

pub(crate) struct Submit(OwnEnterprise);

impl FormPage for Submit {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(OwnEnterprise::to_edit(request).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let (lang, t) = (request.lang, request.lang.texts());
        let Self(own) = self;
        let page = Page::new(request, AccountSection::Enterprise, t.step_submit())
            .steps(progress::all(request, own, Step::Submit));
        let page = if let Some(lacking) = lacking(lang, own) {
            page.part(lacking)
        } else if owns_an_asf(request) {
            let form = Form::here(request, t.own_submit()).hiding("etag", &own.enterprise.etag);
            page.lead(t.own_complete()).form(form)
        } else {
            page.notice(t.own_complete_editor())
        };
        summary(lang, own)
            .into_iter()
            .fold(page, Page::part)
            .link(PATH, t.own_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let Self(own) = self;
        // What is handed over is what was looked at.
        if form.text("etag") != own.enterprise.etag {
            return Err(Faults::at("", ErrorReason::StaleEtag).into());
        }
        let submit = SubmitEnterpriseRequest {
            id: own.enterprise.id.clone(),
            etag: own.enterprise.etag.clone(),
        };
        request.registry().submit_enterprise(submit).await?;
        let done = request.lang.texts().own_submitted();
        Ok(respond::go(request, PATH, Some(done)))
    }
}

/// What has to be filled in first, each with its step; nothing where all is
/// there.
fn lacking(lang: Lang, own: &OwnEnterprise) -> Option<Part> {
    let t = lang.texts();
    let rows: Vec<_> = Step::ALL
        .into_iter()
        .flat_map(|step| {
            let lacking = step.lacking(t, own).into_iter();
            lacking.map(move |name| {
                Row::new(name)
                    .hint(step.title(t))
                    .link(lang, step.path(), t.own_fill_in())
            })
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let part = Part::new(t.own_incomplete_heading()).lead(t.own_incomplete());
    Some(part.rows(rows))
}

/// All that is handed over, step by step.
fn summary(lang: Lang, own: &OwnEnterprise) -> Vec<Part> {
    let t = lang.texts();
    let it = &own.profile;
    let part = |step: Step| Part::new(step.title(t)).link(lang, step.path(), t.own_change());
    let rows = it.activities.iter();
    let rows = rows.map(|it| Row::new(activities::name(lang, &it.industry)).hint(&it.offer));
    let grounds = criterion::ALL.into_iter();
    let grounds = grounds.fold(part(Step::Criteria), |part, one| {
        part.fact(criterion::title(t, one), own.ground(one))
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
