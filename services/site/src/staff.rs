//! `/personal`: what the staff of Skoopi decide, and process leaders for their
//! counties. A GET changes nothing.

mod certification;
mod claims;
mod close;
mod enterprise;
mod enterprises;
mod history;
mod log;
mod membership;
mod organisation;
mod organisations;
mod overview;
mod people;
mod register;
mod review;
mod roles;
#[cfg(test)]
mod tests;
mod work_list;

use axum::{
    Router,
    routing::{get, post},
};
use chassis::caller::Role;
use web::session::Visitor;

use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        error_page,
        field::{Choice, Field, Kind},
        form::Form,
        form_data::FormData,
        form_page::form_page,
        local,
        navigation::{NavLink, Navigation},
        page_request::PageRequest,
    },
};

pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/personal", get(overview::get))
        .route("/personal/ansprak", get(claims::get))
        .route(
            "/personal/ansprak/{enterprise}/{organisation}",
            form_page::<claims::Decide>(),
        )
        .merge(of_enterprises())
        .merge(of_organisations())
        .route("/personal/roller", form_page::<roles::Roles>())
        .route("/personal/roller/ge", post(roles::grant))
        .route(
            "/personal/roller/ta-bort",
            get(roles::before_revoking).post(roles::revoke),
        )
        .route("/personal/logg", get(log::get))
        .method_not_allowed_fallback(error_page::wrong_method)
}

fn of_enterprises() -> Router<Site> {
    Router::new()
        .route("/personal/granskning", get(review::get))
        .route(
            "/personal/granskning/{id}",
            get(review::case::get).post(review::case::post),
        )
        .route("/personal/lan", get(work_list::get))
        .route("/personal/foretag", get(enterprises::get))
        .route("/personal/foretag/{id}", form_page::<enterprise::Decide>())
        .route("/personal/foretag/{id}/historik", get(history::get))
        .route(
            "/personal/foretag/{id}/certifiering",
            form_page::<certification::Certify>(),
        )
}

fn of_organisations() -> Router<Site> {
    Router::new()
        .route("/personal/organisationer", get(organisations::get))
        .route(
            "/personal/organisationer/ny",
            form_page::<register::Register>(),
        )
        .route(
            "/personal/organisationer/{id}",
            form_page::<organisation::Verify>(),
        )
        .route(
            "/personal/organisationer/{id}/medlemskap",
            form_page::<membership::Membership>(),
        )
        .route(
            "/personal/organisationer/{id}/avsluta",
            form_page::<close::Close>(),
        )
}

/// A page of the staff's, for the navigation beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StaffSection {
    Overview,
    WorkList,
    Review,
    Claims,
    Enterprises,
    Organisations,
    Roles,
    Log,
}

impl Navigation for StaffSection {
    fn links(self, request: &PageRequest) -> Vec<NavLink> {
        self.nav(request)
    }
}

impl StaffSection {
    /// Process leaders see what concerns enterprises only.
    fn nav(self, request: &PageRequest) -> Vec<NavLink> {
        let t = request.lang.texts();
        let link = |section: Self, path: &str, label: String| NavLink {
            href: format!("{}{path}", request.lang.root()),
            label,
            here: self == section,
        };
        let mut nav = vec![
            link(Self::Overview, "/personal", t.staff_title()),
            link(Self::WorkList, "/personal/lan", t.work_title()),
            link(Self::Review, "/personal/granskning", t.review_title()),
            link(Self::Claims, "/personal/ansprak", t.staff_claims()),
            link(
                Self::Enterprises,
                "/personal/foretag",
                t.staff_enterprises(),
            ),
        ];
        if request.has(Role::Staff) {
            nav.extend([
                link(
                    Self::Organisations,
                    "/personal/organisationer",
                    t.staff_organisations(),
                ),
                link(Self::Roles, "/personal/roller", t.staff_roles()),
                link(Self::Log, "/personal/logg", t.staff_log()),
            ]);
        }
        nav
    }
}

/// Staff, or a process leader; to everybody else the page does not exist.
fn reviewer(request: &PageRequest) -> Result<&Visitor, EarlyResponse> {
    let visitor = request.required()?;
    if request.has(Role::Staff) || request.has(Role::ProcessLeader) {
        return Ok(visitor);
    }
    Err(EarlyResponse::MISSING)
}

/// Staff alone.
fn staff(request: &PageRequest) -> Result<(), EarlyResponse> {
    request.required()?;
    if request.has(Role::Staff) {
        return Ok(());
    }
    Err(EarlyResponse::MISSING)
}

/// Asks for a decision with these answers, and for the reason that some need.
fn decision(
    request: &PageRequest,
    (question, answers): (String, Vec<Choice>),
    typed: Option<&FormData>,
) -> Form {
    let t = request.lang.texts();
    let reason = Field::new("reason", t.staff_reason(), Kind::Long)
        .hint(t.staff_reason_hint())
        .at_most(1000)
        .optional();
    Form::here(request, t.staff_decide())
        .with(Field::new("answer", question, Kind::Radio(answers)).typed(typed))
        .with(reason.typed(typed))
}

/// The address of the next page of a list; `query` is what it was asked for.
fn next_page(path: &str, query: &[(&str, &str)], token: &str) -> String {
    let mut pairs: Vec<(&str, &str)> = query.to_vec();
    pairs.retain(|(_, value)| !value.is_empty());
    pairs.push(("page_token", token));
    let pairs = pairs.into_iter();
    let pairs = pairs.map(|(name, value)| format!("{name}={}", local::encoded(value)));
    format!("{path}?{}", pairs.collect::<Vec<_>>().join("&"))
}
