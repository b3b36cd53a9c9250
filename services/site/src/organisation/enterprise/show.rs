//! `/konto/foretag`: where the own enterprise stands, what happens next, and
//! what can be done.

use axum::response::Response;
use proto::asf::{
    identity::v1::ClaimState,
    registry::v1::{Action, Certification},
};

use super::{
    PATH, capacity, own as own_enterprise,
    own::OwnEnterprise,
    owns_an_asf,
    pending::{self, reason},
    progress::{self, StepStatus},
    step::Step,
};
use crate::{
    freshness,
    organisation::{listed, organisation, path_of, states},
    page::{
        Page,
        early_response::EarlyResponse,
        lang::Lang,
        navigation::AccountSection,
        page_request::PageRequest,
        part::{Part, Row},
    },
};

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let sheet = match own_enterprise(&request).await? {
        Some(enterprise) => sheet(&request, &OwnEnterprise::new(enterprise)),
        None => none(&request).await?,
    };
    Ok(sheet.show(&request))
}

/// What to do without one. The enterprise on the list with the organisation's
/// number is most likely its own.
async fn none(request: &PageRequest) -> Result<Page, EarlyResponse> {
    let (lang, t) = (request.lang, request.lang.texts());
    let sheet = Page::new(request, AccountSection::Enterprise, t.own_title());
    let Some(id) = request.required()?.caller.organisation else {
        return Ok(sheet
            .lead(t.own_none_yet())
            .link("/konto/organisationer/sok", t.org_find_title())
            .link("/konto/organisationer/ny", t.org_create_title()));
    };
    let of = organisation(request, &id.to_string()).await?;
    let claims = of
        .claim
        .as_ref()
        .is_some_and(|it| it.state() == ClaimState::Requested);
    if claims {
        return Ok(sheet
            .lead(t.org_claim_waits())
            .link(&path_of(&of.id), of.name));
    }
    if let Some(found) = listed::of_organisation(request, &of).await {
        return Ok(sheet.part(listed::question(request, &of, &found)));
    }
    if !owns_an_asf(request) {
        return Ok(sheet
            .lead(t.own_none_lead())
            .link(&path_of(&of.id), of.name)
            .link("/konto/organisationer", t.org_mine_title()));
    }
    Ok(sheet
        .lead(t.own_none_owner())
        .part(
            Part::new(t.own_on_the_list())
                .lead(t.own_on_the_list_lead())
                .link(lang, "/asf-listan", t.nav_list()),
        )
        .part(
            Part::new(t.own_not_on_the_list())
                .lead(t.own_not_on_the_list_lead())
                .link(lang, &format!("{PATH}/nytt"), t.own_register_title()),
        ))
}

fn sheet(request: &PageRequest, own: &OwnEnterprise) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let name = own.enterprise.profile.as_ref().map(|it| it.name.clone());
    let mut sheet = Page::new(
        request,
        AccountSection::Enterprise,
        name.unwrap_or_default(),
    )
    .part(state(request, own))
    .maybe(reasons(request, own))
    .maybe(pending_part(request, own))
    .maybe(steps(request, own))
    .maybe(capacity_part(request, own))
    .maybe(standing(lang, own));
    if own.is_listed() {
        let page = format!("/asf/{}", own.enterprise.slug);
        sheet = sheet.link(&page, t.own_public_page());
    }
    if own.may(Action::Unlist) {
        sheet = sheet.link(&format!("{PATH}/lamna-listan"), t.own_unlist_title());
    }
    sheet
}

/// Where it stands, what happens next, and the one thing to do.
fn state(request: &PageRequest, own: &OwnEnterprise) -> Part {
    let (lang, t) = (request.lang, request.lang.texts());
    let state = own.enterprise.state();
    let mut part =
        Part::new(states::of_enterprise(lang, state)).lead(states::to_its_people(t, state));
    if own.is_written() {
        let (done, of) = progress::of(own);
        part = part.progress(done, of, t.own_progress(done, of));
        if own.may(Action::UpdateProfile) {
            part = part.link(lang, Step::Submit.path(), t.step_submit());
        }
    }
    if own.may(Action::Relist) {
        part = part.link(lang, &format!("{PATH}/kom-tillbaka"), t.own_relist_title());
    }
    match own.enterprise.rejection_reason.as_str() {
        "" => part,
        reason => part.rows([Row::new(reason)]).lead(t.own_rejected_next()),
    }
}

/// Why it was sent back, each with its field.
fn reasons(request: &PageRequest, own: &OwnEnterprise) -> Option<Part> {
    let reasons = &own.enterprise.return_reasons;
    let rows = reasons.iter();
    let rows = rows.map(|it| reason(request, &it.field, &it.reason));
    (!reasons.is_empty()).then(|| Part::new(request.lang.texts().own_reasons()).rows(rows))
}

fn pending_part(request: &PageRequest, own: &OwnEnterprise) -> Option<Part> {
    let part = pending::part(request, own)?;
    if !own.may(Action::WithdrawChanges) {
        return Some(part);
    }
    let withdraw = request.lang.texts().own_changes_withdraw();
    Some(part.link(request.lang, "/konto/foretag/andringar", withdraw))
}

/// The parts of the profile, each with how far it is.
fn steps(request: &PageRequest, own: &OwnEnterprise) -> Option<Part> {
    let (lang, t) = (request.lang, request.lang.texts());
    if !own.may(Action::UpdateProfile) {
        return None;
    }
    let heading = if own.is_written() {
        t.own_steps()
    } else {
        t.own_edit_title()
    };
    let shown = progress::shown(own).into_iter();
    let shown = shown.filter(|it| *it != Step::Submit);
    let rows = shown.map(|step| {
        let status = step.status(own);
        let lacking = step.lacking(t, own).join(", ");
        let lacks = match status {
            StepStatus::Lacks => t.own_lacks(lacking),
            StepStatus::Done | StepStatus::Returned | StepStatus::Free | StepStatus::Last => {
                String::new()
            }
        };
        Row::new(step.title(t))
            .to(lang, step.path())
            .hint(step.about(t))
            .hint(lacks)
            .tag(Some(status.word(t)))
    });
    let part = Part::new(heading);
    let part = if own.is_listed() {
        part.lead(t.own_edit_lead())
    } else {
        part
    };
    Some(part.rows(rows))
}

/// How fresh the capacity is that buyers see.
fn capacity_part(request: &PageRequest, own: &OwnEnterprise) -> Option<Part> {
    let (lang, t) = (request.lang, request.lang.texts());
    let oldest = freshness::oldest(&own.profile)?;
    if !own.is_listed() {
        return None;
    }
    let words = freshness::words(lang, oldest.as_ref(), request.site.clock.now());
    let part = Part::new(t.own_capacity()).lead(t.own_capacity_is(words));
    if !own.may(Action::ConfirmCapacity) {
        return Some(part);
    }
    Some(part.link(lang, capacity::HERE, t.own_capacity_open()))
}

/// Membership and certification, which do not hang on the list.
fn standing(lang: Lang, own: &OwnEnterprise) -> Option<Part> {
    let t = lang.texts();
    if !states::says_what_it_holds(&own.enterprise) {
        return None;
    }
    let member = if own.enterprise.member {
        t.own_member_yes()
    } else {
        t.own_member_no()
    };
    let certified = match &own.enterprise.certification {
        None => t.own_certified_no(),
        Some(Certification {
            issued_on,
            expires_on,
            ..
        }) => t.own_certified_until(day(lang, issued_on), day(lang, expires_on)),
    };
    let part = Part::new(t.own_standing())
        .fact(t.own_member(), member)
        .fact(t.own_certified(), certified);
    let renewable = own.enterprise.certification.as_ref();
    let renewable = renewable.map(|it| day(lang, &it.renewable_from));
    Some(match renewable {
        Some(from) => part.fact(t.own_renewable(), t.own_renewable_from(from)),
        None => part,
    })
}

fn day(lang: Lang, text: &str) -> String {
    lang.day(text)
        .map_or_else(|| text.to_owned(), |it| it.words)
}
