//! A form as it is shown: where it goes, its fields, and above them what has
//! to be put right.

use askama::Template;

use super::{
    faults::Faults,
    field::{Field, Kind},
    lang::Lang,
    local,
    page_request::PageRequest,
    places,
    texts::L10nLanguage,
};

/// Rendered into a page with `{{ form|safe }}`.
#[derive(Template)]
#[template(path = "components/form.html")]
pub(crate) struct Form {
    t: &'static L10nLanguage,
    action: String,
    fields: Vec<Field>,
    hidden: Vec<(&'static str, String)>,
    button: String,
    /// Whose password is asked for, so that what keeps passwords knows which
    /// of them it is.
    username: Option<String>,
    /// The button undoes or destroys something.
    grave: bool,
    /// Its one-time key, from the page that it stands in.
    once: String,
    /// Scripts save the form whenever a field is left.
    saves: bool,
    faults: Vec<Shown>,
}

/// A line above the form, with the field that it leads to.
struct Shown {
    field: Option<&'static str>,
    text: String,
}

impl Form {
    /// `action` is a path as the browser needs it, with its language.
    pub(crate) fn new(lang: Lang, action: impl Into<String>, button: impl Into<String>) -> Self {
        Self {
            t: lang.texts(),
            action: action.into(),
            fields: Vec::new(),
            hidden: Vec::new(),
            button: button.into(),
            username: None,
            grave: false,
            once: String::new(),
            saves: false,
            faults: Vec::new(),
        }
    }

    /// A form that is sent to the address of its own page.
    pub(crate) fn here(request: &PageRequest, button: impl Into<String>) -> Self {
        let action = local::localised(request.lang, &request.path);
        Self::new(request.lang, action, button)
    }

    pub(crate) fn with(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    pub(crate) fn hiding(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    pub(crate) fn of_account(mut self, email: &str) -> Self {
        self.username = Some(email.to_owned());
        self
    }

    pub(crate) fn grave(mut self) -> Self {
        self.grave = true;
        self
    }

    /// Scripts may send it while it is being filled in, marked with `autosave`.
    pub(crate) fn saving(mut self) -> Self {
        self.saves = true;
        self
    }

    /// What it asks for is done once, however often it is sent.
    pub(crate) fn once(mut self, key: &str) -> Self {
        key.clone_into(&mut self.once);
        self
    }

    pub(crate) fn saves(&self) -> bool {
        self.saves
    }

    /// The lines above the form, in its order.
    pub(crate) fn said(&self) -> Vec<&str> {
        self.faults.iter().map(|it| it.text.as_str()).collect()
    }

    fn suggests_places(&self) -> bool {
        self.fields.iter().any(Field::is_place)
    }

    fn places(&self) -> &'static str {
        places::suggestions()
    }

    /// Shows each fault above the form, in the order of its fields, and by its
    /// field where it has one. One at a time for each field: the next may be
    /// gone with it.
    pub(crate) fn judged(mut self, faults: Faults) -> Self {
        for fault in faults.all {
            let named = fault.field.as_deref();
            let field = self
                .fields
                .iter_mut()
                .find(|field| named == Some(field.name));
            match field {
                None => self.faults.push(Shown {
                    field: None,
                    text: fault.sentence(self.t, ""),
                }),
                Some(field) => {
                    let text = fault.at_field(self.t, field);
                    field.fault.get_or_insert(text);
                }
            }
        }
        let at_fields = self.fields.iter().filter_map(|field| {
            let text = field.fault.clone()?;
            let field = Some(field.name);
            Some(Shown { field, text })
        });
        self.faults.extend(at_fields);
        self
    }
}
