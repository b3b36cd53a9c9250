//! What a page of parts is made of.

use super::{lang::Lang, local};

#[derive(Default)]
pub(crate) struct Part {
    pub(super) heading: String,
    /// How many there are of what it shows.
    pub(super) count: Option<String>,
    pub(super) lead: Vec<String>,
    /// How many of all are done, and the same in words.
    pub(super) progress: Option<(u32, u32, String)>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) changes: Vec<Change>,
    pub(super) rows: Vec<Row>,
    pub(super) buttons: Vec<Button>,
    pub(super) links: Vec<Link>,
}

/// One of several things of a kind.
#[derive(Default)]
pub(crate) struct Row {
    pub(super) title: String,
    pub(super) href: Option<String>,
    pub(super) hints: Vec<String>,
    pub(super) tag: Option<String>,
    pub(super) buttons: Vec<Button>,
    pub(super) links: Vec<Link>,
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

/// Does something that can be undone.
pub(crate) struct Button {
    pub(super) action: String,
    pub(super) label: String,
    /// What it is done to, for those who hear the page.
    pub(super) about: String,
    pub(super) hidden: Vec<(&'static str, String)>,
}

pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) label: String,
    /// It leads to where one came from.
    pub(super) back: bool,
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
    /// `path` is without the language.
    pub(crate) fn new(lang: Lang, path: &str, label: impl Into<String>) -> Self {
        Self {
            href: local::localised(lang, path),
            label: label.into(),
            back: false,
        }
    }
}
