//! The page of a single form: a heading, what to know before, the form, and
//! other ways to go.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use tonic::Status;

use crate::page::{
    faults::Faults,
    form::Form,
    frame::{Frame, Section},
    lang::Lang,
    navigation::{AccountSection, NavLink},
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/account/form.html")]
pub(super) struct FormPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    heading: String,
    /// Paragraphs before the form.
    lead: Vec<String>,
    /// What will happen, one by one.
    steps: Vec<String>,
    form: Option<Form>,
    links: Vec<Link>,
}

/// Another way to go.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) label: String,
    /// It leads to where one came from.
    pub(super) back: bool,
}

impl Link {
    /// `path` is without the language.
    pub(super) fn new(lang: Lang, path: &str, label: impl Into<String>) -> Self {
        Self {
            href: format!("{}{path}", lang.root()),
            label: label.into(),
            back: false,
        }
    }

    pub(super) fn back(lang: Lang, path: &str, label: impl Into<String>) -> Self {
        Self {
            back: true,
            ..Self::new(lang, path, label)
        }
    }
}

impl FormPage {
    pub(super) fn new(
        request: &PageRequest,
        section: AccountSection,
        heading: impl Into<String>,
    ) -> Self {
        let heading = heading.into();
        Self {
            page: Frame::new(request, Section::Account, &heading, "").hidden_from_search_engines(),
            t: request.lang.texts(),
            nav: section.nav(request.lang),
            heading,
            lead: Vec::new(),
            steps: Vec::new(),
            form: None,
            links: Vec::new(),
        }
    }

    pub(super) fn lead(mut self, text: impl Into<String>) -> Self {
        self.lead.push(text.into());
        self
    }

    pub(super) fn step(mut self, text: impl Into<String>) -> Self {
        self.steps.push(text.into());
        self
    }

    pub(super) fn form(mut self, form: Form) -> Self {
        self.form = Some(form);
        self
    }

    pub(super) fn link(mut self, link: Link) -> Self {
        self.links.push(link);
        self
    }

    pub(super) fn show(&self, request: &PageRequest) -> Response {
        respond::private(request, StatusCode::OK, self)
    }

    /// The page again, with what a service refused shown in its form.
    pub(super) fn refused(self, request: &PageRequest, status: &Status) -> Response {
        match Faults::of(request, status) {
            Ok(faults) => self.faulty(request, faults),
            Err(stop) => stop.into_response(),
        }
    }

    pub(super) fn faulty(mut self, request: &PageRequest, faults: Faults) -> Response {
        self.form = self.form.map(|form| form.judged(faults));
        // Read out first when the page has loaded.
        self.page.title = self.t.fault_title(&self.page.title);
        respond::refused(request, &self)
    }
}
