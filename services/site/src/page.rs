//! A page that is made of parts: facts, rows with their buttons, and at most
//! one form. What destroys something has a page of its own to confirm it.

pub(crate) mod early_response;
pub(crate) mod error_page;
pub(crate) mod faults;
pub(crate) mod field;
pub(crate) mod flash;
pub(crate) mod form;
pub(crate) mod form_data;
pub(crate) mod form_page;
pub(crate) mod frame;
pub(crate) mod kept;
pub(crate) mod lang;
pub(crate) mod local;
pub(crate) mod navigation;
pub(crate) mod once;
pub(crate) mod onwards;
pub(crate) mod page_request;
pub(crate) mod part;
pub(crate) mod places;
mod refused;
pub(crate) mod respond;
pub(crate) mod texts;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::fault::ErrorReason;
use tonic::Status;

use self::{
    early_response::EarlyResponse,
    faults::Faults,
    form::Form,
    form_data::FormData,
    frame::{Frame, Section},
    navigation::{NavLink, Navigation},
    page_request::PageRequest,
    part::{Link, Part, Step},
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/parts.html")]
pub(crate) struct Page {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    heading: String,
    /// The steps of an application, where the page is one of them.
    steps: Vec<Step>,
    lead: Vec<String>,
    /// What will happen, one by one.
    ticks: Vec<String>,
    /// Whether it begins with links to its parts.
    contents: bool,
    notices: Vec<Notice>,
    search: Option<Search>,
    form: Option<Form>,
    /// What there is to know comes before what is decided.
    form_last: bool,
    parts: Vec<Part>,
    links: Vec<Link>,
}

/// Something to read before all else.
struct Notice {
    text: String,
    link: Option<Link>,
    bad: bool,
}

struct Search {
    action: String,
    label: String,
    hint: String,
    value: String,
}

impl Page {
    pub(crate) fn new(
        request: &PageRequest,
        section: impl Navigation,
        heading: impl Into<String>,
    ) -> Self {
        let heading = heading.into();
        Self {
            page: Frame::new(request, Section::Account, &heading, "").hidden_from_search_engines(),
            t: request.lang.texts(),
            nav: section.links(request),
            heading,
            steps: Vec::new(),
            lead: Vec::new(),
            ticks: Vec::new(),
            contents: false,
            notices: Vec::new(),
            search: None,
            form: None,
            form_last: false,
            parts: Vec::new(),
            links: Vec::new(),
        }
    }

    pub(crate) fn lead(mut self, text: impl Into<String>) -> Self {
        self.lead.push(text.into());
        self
    }

    pub(crate) fn tick(mut self, text: impl Into<String>) -> Self {
        self.ticks.push(text.into());
        self
    }

    /// Begins with links to its parts: for long pages.
    pub(crate) fn contents(mut self) -> Self {
        self.contents = true;
        self
    }

    pub(crate) fn steps(mut self, steps: Vec<Step>) -> Self {
        self.steps = steps;
        self
    }

    pub(crate) fn notice(mut self, text: impl Into<String>) -> Self {
        self.notices.push(Notice {
            text: text.into(),
            link: None,
            bad: false,
        });
        self
    }

    /// A notice that something is in the way, and where to go instead.
    pub(crate) fn warning(mut self, text: String, path: &str, label: String) -> Self {
        self.notices.push(Notice {
            text,
            link: Some(Link::new(self.page.lang, path, label)),
            bad: true,
        });
        self
    }

    /// A search by text; `path` is without the language.
    pub(crate) fn search(
        mut self,
        path: &str,
        (label, hint): (String, String),
        value: &str,
    ) -> Self {
        self.search = Some(Search {
            action: local::localised(self.page.lang, path),
            label,
            hint,
            value: value.to_owned(),
        });
        self
    }

    pub(crate) fn form(mut self, form: Form) -> Self {
        self.form = Some(form.once(&self.page.once));
        self
    }

    /// The form after the parts, for a decision that rests on them.
    pub(crate) fn form_last(mut self, form: Form) -> Self {
        self.form_last = true;
        self.form(form)
    }

    pub(crate) fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    pub(crate) fn maybe(mut self, part: Option<Part>) -> Self {
        self.parts.extend(part);
        self
    }

    pub(crate) fn link(mut self, path: &str, label: impl Into<String>) -> Self {
        self.links.push(Link::new(self.page.lang, path, label));
        self
    }

    /// A link to where one came from.
    pub(crate) fn link_back(mut self, path: &str, label: impl Into<String>) -> Self {
        self.links.push(Link {
            back: true,
            ..Link::new(self.page.lang, path, label)
        });
        self
    }

    /// A link to what has one address for all languages.
    pub(crate) fn link_to_file(mut self, href: &str, label: impl Into<String>) -> Self {
        self.links.push(Link {
            href: href.to_owned(),
            ..Link::new(self.page.lang, href, label)
        });
        self
    }

    /// Whether scripts save its form while it is filled in.
    fn saves(&self) -> bool {
        self.form.as_ref().is_some_and(Form::saves)
    }

    pub(crate) fn show(&self, request: &PageRequest) -> Response {
        respond::private(request, StatusCode::OK, self)
    }

    /// The page of something that did not go as asked.
    pub(crate) fn show_as(&self, request: &PageRequest, status: StatusCode) -> Response {
        respond::private(request, status, self)
    }

    /// The page again, with what a service refused shown in its form.
    pub(crate) fn refused(self, request: &PageRequest, status: &Status) -> Response {
        match faults(request, status) {
            Ok(faults) => self.faulty(request, faults),
            Err(stop) => stop.into_response(),
        }
    }

    /// What the form would say to be wrong, in one text.
    pub(crate) fn said(self, faults: Faults) -> String {
        let form = self.form.map(|form| form.judged(faults));
        form.map(|it| it.said().join(" ")).unwrap_or_default()
    }

    /// The page again, since somebody else has saved something else.
    pub(crate) fn conflicting(mut self, request: &PageRequest) -> Response {
        self.page.title = self.t.fault_title(&self.page.title);
        respond::private(request, StatusCode::CONFLICT, &self)
    }

    pub(crate) fn faulty(mut self, request: &PageRequest, faults: Faults) -> Response {
        self.form = self.form.map(|form| form.judged(faults));
        // Read out first when the page has loaded.
        self.page.title = self.t.fault_title(&self.page.title);
        respond::refused(request, &self)
    }
}

/// What the address asks for behind its question mark.
pub(crate) fn asked(request: &PageRequest) -> FormData {
    let query = FormData::parse(request.query.as_bytes()).unwrap_or_default();
    match request.kept() {
        // The address of a form that was sent may say less than that of its page.
        Some(kept) => query.filled_up(kept),
        None => query,
    }
}

/// After a button: back to its page, with what was done, or why it was not.
pub(crate) fn after<T>(
    request: &PageRequest,
    back: &str,
    answer: Result<T, Status>,
    said: String,
) -> Result<Response, EarlyResponse> {
    match answer {
        Ok(_) => Ok(respond::go(request, back, Some(said))),
        Err(status) => {
            let said = faults(request, &status)?.said(request.lang.texts());
            Ok(respond::go(request, back, Some(said)))
        }
    }
}

/// What a profile lacks is shown on its own page: a form that lacks these
/// fields says only that it is not complete.
fn faults(request: &PageRequest, status: &Status) -> Result<Faults, EarlyResponse> {
    match chassis::status::error_reason(status) {
        Some(ErrorReason::NotComplete) => Ok(Faults::at("", ErrorReason::NotComplete)),
        _ => Faults::of(request, status),
    }
}
