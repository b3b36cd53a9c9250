//! The form of a report: its fields in groups, and what is wrong with them.

use askama::Template;
use kernel::fault::ErrorReason;
use tonic::Status;

use super::{
    edit::AGAIN,
    typed::{Broken, OutcomeNames, Typed},
};
use crate::page::{
    early_response::EarlyResponse,
    faults::Faults,
    field::{Field, Kind},
    frame::{Frame, Section},
    lang::Lang,
    local,
    navigation::{AccountSection, NavLink},
    page_request::PageRequest,
    texts::L10nLanguage,
};

use super::PATH;

#[derive(Template)]
#[template(path = "pages/organisation/report.html")]
pub(super) struct ReportPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    heading: String,
    action: String,
    back: String,
    groups: Vec<Group>,
    /// Where it begins again, when it was left half-way before.
    again: Option<String>,
    faults: Vec<Shown>,
}

/// Fields that belong together.
struct Group {
    heading: String,
    lead: String,
    fields: Vec<Field>,
    rows: Vec<Row>,
}

/// The fields of one outcome.
struct Row {
    heading: String,
    fields: Vec<Field>,
}

/// A line above the form, with the field that it leads to.
struct Shown {
    field: Option<&'static str>,
    text: String,
}

impl ReportPage {
    /// Without a `year` the form asks for it.
    pub(super) fn new(request: &PageRequest, path: &str, year: Option<u32>, typed: &Typed) -> Self {
        let (lang, t) = (request.lang, request.lang.texts());
        let heading = match year {
            Some(year) => t.benefit_own_correct(year.to_string()),
            None => t.benefit_own_new(),
        };
        Self {
            page: Frame::new(request, Section::Account, &heading, "").hidden_from_search_engines(),
            t,
            nav: AccountSection::Benefit.nav(lang),
            heading,
            action: local::localised(lang, path),
            back: local::localised(lang, PATH),
            groups: groups(lang, year, typed),
            again: None,
            faults: Vec::new(),
        }
    }

    /// With what was typed another time.
    pub(super) fn begun_before(mut self) -> Self {
        self.again = Some(format!("{}?{AGAIN}", self.action));
        self
    }

    /// With what cannot be read.
    pub(super) fn broken(mut self, broken: &[Broken]) -> Self {
        for (name, rule) in broken {
            self.fault(Some(*name), Some(*rule));
        }
        self.summed_up()
    }

    /// With a year that has its report.
    pub(super) fn reported_already(mut self) -> Self {
        let words = self.t.benefit_fault_told();
        if let Some(field) = self.fields().find(|it| it.name == "year") {
            field.fault = Some(words);
        }
        self.summed_up()
    }

    /// With what the registry refused; what nobody can put right here is a
    /// page of its own.
    pub(super) fn refused(
        mut self,
        request: &PageRequest,
        typed: &Typed,
        status: &Status,
    ) -> Result<Self, EarlyResponse> {
        let violations = chassis::status::violations(status);
        if violations.is_empty() {
            let said = Faults::of(request, status)?.said(self.t);
            self.faults.push(Shown {
                field: None,
                text: said,
            });
        }
        for violation in violations {
            let reason = ErrorReason::from_str_name(&violation.reason);
            self.fault(typed.name_of(&violation.field), reason);
        }
        Ok(self.summed_up())
    }

    /// Says it at the field; without one, above the form.
    fn fault(&mut self, name: Option<&'static str>, reason: Option<ErrorReason>) {
        let t = self.t;
        let field = self.fields().find(|it| Some(it.name) == name);
        match field {
            Some(field) => {
                let text = sentence(t, field, reason);
                field.fault.get_or_insert(text);
            }
            None => self.faults.push(Shown {
                field: None,
                text: t.fault_unknown(),
            }),
        }
    }

    fn summed_up(mut self) -> Self {
        let shown = |field: &mut Field| {
            let text = field.fault.clone()?;
            let field = Some(field.name);
            Some(Shown { field, text })
        };
        let at_fields: Vec<_> = self.fields().filter_map(shown).collect();
        self.faults.extend(at_fields);
        // Read out first when the page has loaded.
        self.page.title = self.t.fault_title(&self.page.title);
        self
    }

    fn fields(&mut self) -> impl Iterator<Item = &mut Field> {
        self.groups.iter_mut().flat_map(|group| {
            let rows = group.rows.iter_mut().flat_map(|row| &mut row.fields);
            group.fields.iter_mut().chain(rows)
        })
    }
}

/// What is wrong, in words that help: of what is a part, and of the fewest that
/// may be counted, with more than the reason says elsewhere.
fn sentence(t: &L10nLanguage, field: &Field, reason: Option<ErrorReason>) -> String {
    match reason {
        Some(ErrorReason::MoreThanTotal) if field.name == "employed_target_group" => {
            t.benefit_fault_target()
        }
        Some(ErrorReason::TooFew) if !field.is_left_empty() => t.benefit_fault_few(),
        reason => {
            let faults = Faults::at(field.name, reason);
            let said = faults.all.iter().map(|it| it.at_field(t, field));
            said.collect()
        }
    }
}

fn groups(lang: Lang, year: Option<u32>, typed: &Typed) -> Vec<Group> {
    let t = lang.texts();
    let group = |heading: String, lead: String, fields: Vec<Field>| Group {
        heading,
        lead,
        fields: fields.into_iter().map(|it| filled(it, typed)).collect(),
        rows: Vec::new(),
    };
    let outcomes = typed.outcomes().iter().zip(1_u32..);
    let mut sroi = group(t.benefit_sroi(), t.benefit_sroi_form(), vec![investment(t)]);
    sroi.rows = outcomes
        .map(|(names, nth)| row(t, names, nth, typed))
        .collect();
    vec![
        group(
            t.benefit_group_year(),
            t.benefit_group_year_lead(),
            when(t, year),
        ),
        group(
            t.benefit_group_people(),
            t.benefit_group_people_lead(),
            employed(t),
        ),
        group(
            t.benefit_group_participants(),
            t.benefit_group_participants_lead(),
            participants(t),
        ),
        group(
            t.benefit_group_source(),
            t.benefit_group_source_lead(),
            sources(t),
        ),
        sroi,
    ]
}

fn when(t: &L10nLanguage, year: Option<u32>) -> Vec<Field> {
    let mut fields = Vec::new();
    if year.is_none() {
        let field = Field::new("year", t.benefit_year(), Kind::Number);
        fields.push(field.hint(t.benefit_year_hint()));
    }
    fields.push(Field::new("period_from", t.benefit_from(), Kind::Day).optional());
    fields.push(Field::new("period_to", t.benefit_to(), Kind::Day).optional());
    fields
}

fn employed(t: &L10nLanguage) -> Vec<Field> {
    vec![
        Field::new("employed", t.benefit_employed(), Kind::Number).hint(t.benefit_employed_hint()),
        Field::new(
            "employed_target_group",
            t.benefit_target_group(),
            Kind::Number,
        )
        .hint(t.benefit_target_group_hint()),
    ]
}

fn participants(t: &L10nLanguage) -> Vec<Field> {
    vec![
        Field::new("participants", t.benefit_participants(), Kind::Number)
            .hint(t.benefit_participants_hint()),
        Field::new("hours", t.benefit_hours(), Kind::Number).hint(t.benefit_hours_hint()),
        Field::new("moved_to_work", t.benefit_to_work(), Kind::Number)
            .hint(t.benefit_to_work_hint()),
        Field::new("moved_to_studies", t.benefit_to_studies(), Kind::Number)
            .hint(t.benefit_to_studies_hint()),
    ]
}

fn sources(t: &L10nLanguage) -> Vec<Field> {
    vec![
        Field::new("method", t.benefit_method(), Kind::Long)
            .hint(t.benefit_method_hint())
            .at_most(1000),
        Field::new("source", t.benefit_source(), Kind::Long)
            .hint(t.benefit_source_hint())
            .at_most(500),
    ]
}

fn investment(t: &L10nLanguage) -> Field {
    Field::new("investment", t.benefit_investment(), Kind::Text)
        .hint(t.benefit_investment_hint())
        .at_most(20)
        .optional()
}

fn row(t: &L10nLanguage, names: &'static OutcomeNames, nth: u32, typed: &Typed) -> Row {
    let fields = [
        Field::new(names.outcome, t.benefit_outcome(), Kind::Text).at_most(200),
        Field::new(names.quantity, t.benefit_quantity(), Kind::Text).at_most(20),
        Field::new(names.value, t.benefit_value(), Kind::Text).at_most(20),
        Field::new(names.source, t.benefit_value_source(), Kind::Text).at_most(500),
    ];
    Row {
        heading: t.benefit_outcome_nth(nth),
        fields: fields
            .into_iter()
            .map(|it| filled(it.optional(), typed))
            .collect(),
    }
}

fn filled(field: Field, typed: &Typed) -> Field {
    let value = typed.get(field.name).to_owned();
    field.valued(value)
}
