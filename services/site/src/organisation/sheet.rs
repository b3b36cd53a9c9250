//! A page that is made of parts: facts, rows with their buttons, and at most
//! one form. What destroys something has a page of its own to confirm it.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use tonic::Status;

use crate::{
    account::section::NavLink,
    early_response::EarlyResponse,
    faults::Faults,
    form::Form,
    form_data::FormData,
    frame::{Frame, Section},
    lang::Lang,
    local,
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/organisation/sheet.html")]
pub(crate) struct Page {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    heading: String,
    /// The steps of an application, where the page is one of them.
    steps: Vec<Step>,
    lead: Vec<String>,
    /// Whether it begins with links to its parts.
    contents: bool,
    notices: Vec<Notice>,
    search: Option<Search>,
    form: Option<Form>,
    parts: Vec<Part>,
    links: Vec<Link>,
}

#[derive(Default)]
pub(crate) struct Part {
    heading: String,
    /// How many there are of what it shows.
    count: Option<String>,
    lead: Vec<String>,
    /// How many of all are done, and the same in words.
    progress: Option<(u32, u32, String)>,
    facts: Vec<(String, String)>,
    changes: Vec<Change>,
    rows: Vec<Row>,
    buttons: Vec<Button>,
    links: Vec<Link>,
}

/// One of several things of a kind.
#[derive(Default)]
pub(crate) struct Row {
    title: String,
    href: Option<String>,
    hints: Vec<String>,
    tag: Option<String>,
    buttons: Vec<Button>,
    links: Vec<Link>,
}

/// What would be another: its name, and what stands there and would.
pub(crate) struct Change {
    pub(crate) name: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// One of several pages that make up a whole.
pub(crate) struct Step {
    pub(crate) href: String,
    pub(crate) label: String,
    /// How far it is, in a word.
    pub(crate) state: String,
    pub(crate) done: bool,
    pub(crate) here: bool,
}

/// Something to read before all else.
struct Notice {
    text: String,
    link: Option<Link>,
    bad: bool,
}

/// Does something that can be undone.
pub(crate) struct Button {
    action: String,
    label: String,
    /// What it is done to, for those who hear the page.
    about: String,
    hidden: Vec<(&'static str, String)>,
}

pub(crate) struct Link {
    href: String,
    label: String,
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
        nav: Vec<NavLink>,
        heading: impl Into<String>,
    ) -> Self {
        let heading = heading.into();
        Self {
            page: Frame::new(request, Section::Account, &heading, "").hidden_from_search_engines(),
            t: request.lang.texts(),
            nav,
            heading,
            steps: Vec::new(),
            lead: Vec::new(),
            contents: false,
            notices: Vec::new(),
            search: None,
            form: None,
            parts: Vec::new(),
            links: Vec::new(),
        }
    }

    pub(crate) fn lead(mut self, text: impl Into<String>) -> Self {
        self.lead.push(text.into());
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
        self.form = Some(form);
        self
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

impl Part {
    pub(crate) fn new(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            ..Self::default()
        }
    }

    pub(crate) fn lead(mut self, text: impl Into<String>) -> Self {
        self.lead.push(text.into());
        self
    }

    pub(crate) fn count(mut self, lang: Lang, count: u32) -> Self {
        self.count = Some(lang.number(count));
        self
    }

    /// A fact that is there.
    pub(crate) fn fact(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.facts.push((name.into(), value));
        }
        self
    }

    pub(crate) fn progress(mut self, done: u32, of: u32, words: String) -> Self {
        self.progress = Some((done, of, words));
        self
    }

    pub(crate) fn changes(mut self, changes: impl IntoIterator<Item = Change>) -> Self {
        self.changes.extend(changes);
        self
    }

    pub(crate) fn rows(mut self, rows: impl IntoIterator<Item = Row>) -> Self {
        self.rows.extend(rows);
        self
    }

    pub(crate) fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }

    pub(crate) fn link(mut self, lang: Lang, path: &str, label: impl Into<String>) -> Self {
        self.links.push(Link::new(lang, path, label));
        self
    }
}

impl Row {
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// `path` is without the language.
    pub(crate) fn to(mut self, lang: Lang, path: &str) -> Self {
        self.href = Some(local::localised(lang, path));
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        let hint = hint.into();
        if !hint.is_empty() {
            self.hints.push(hint);
        }
        self
    }

    pub(crate) fn tag(mut self, tag: Option<String>) -> Self {
        self.tag = tag;
        self
    }

    pub(crate) fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }

    /// Somewhere else than the title leads.
    pub(crate) fn link(mut self, lang: Lang, path: &str, label: impl Into<String>) -> Self {
        self.links.push(Link::new(lang, path, label));
        self
    }
}

impl Button {
    /// `path` is without the language.
    pub(crate) fn new(lang: Lang, path: &str, label: impl Into<String>) -> Self {
        Self {
            action: local::localised(lang, path),
            label: label.into(),
            about: String::new(),
            hidden: Vec::new(),
        }
    }

    pub(crate) fn about(mut self, about: &str) -> Self {
        about.clone_into(&mut self.about);
        self
    }

    pub(crate) fn hiding(mut self, name: &'static str, value: &str) -> Self {
        self.hidden.push((name, value.to_owned()));
        self
    }
}

impl Link {
    fn new(lang: Lang, path: &str, label: impl Into<String>) -> Self {
        Self {
            href: local::localised(lang, path),
            label: label.into(),
        }
    }
}

/// What the address asks for behind its question mark.
pub(crate) fn asked(request: &PageRequest) -> FormData {
    FormData::parse(request.query.as_bytes()).unwrap_or_default()
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
    match chassis::status::reason(status).as_deref() {
        Some("NOT_COMPLETE") => Ok(Faults::at("", "NOT_COMPLETE")),
        _ => Faults::of(request, status),
    }
}
