//! A report as it was typed: texts by the names of the form's fields, which
//! become a report only once all of them can be read.

use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{BenefitReport, SocialReturn, ValuedOutcome};

use crate::page::form_data::FormData;

/// The names of the fields of one outcome.
pub(super) struct OutcomeNames {
    pub(super) outcome: &'static str,
    pub(super) quantity: &'static str,
    pub(super) value: &'static str,
    pub(super) source: &'static str,
}

macro_rules! outcomes {
    ($($number:literal)*) => {
        [$(OutcomeNames {
            outcome: concat!("outcome_", $number),
            quantity: concat!("quantity_", $number),
            value: concat!("value_", $number),
            source: concat!("value_source_", $number),
        }),*]
    };
}

/// As many as a report may have.
pub(super) static OUTCOMES: [OutcomeNames; 20] =
    outcomes!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20);

/// The whole numbers, all of which have to be there.
pub(super) const COUNTS: [&str; 6] = [
    "employed",
    "employed_target_group",
    "participants",
    "hours",
    "moved_to_work",
    "moved_to_studies",
];

/// Beside the whole numbers and the outcomes.
const TEXTS: [&str; 6] = [
    "year",
    "period_from",
    "period_to",
    "method",
    "source",
    "investment",
];

/// A field by name, and the rule that it breaks.
pub(super) type Broken = (&'static str, ErrorReason);

/// Those fields that are not empty.
pub(super) struct Typed(Vec<(&'static str, String)>);

impl Typed {
    pub(super) fn sent(sent: &FormData) -> Self {
        let names = TEXTS.into_iter().chain(COUNTS).chain(outcome_names());
        let typed = names.map(|name| (name, sent.text(name).to_owned()));
        Self(typed.filter(|(_, text)| !text.is_empty()).collect())
    }

    /// For correcting it.
    pub(super) fn of(report: &BenefitReport) -> Self {
        let counts = [
            report.employed,
            report.employed_target_group,
            report.participants,
            report.hours,
            report.moved_to_work,
            report.moved_to_studies,
        ];
        let mut typed: Vec<_> = COUNTS
            .into_iter()
            .zip(counts.map(|it| it.to_string()))
            .collect();
        typed.extend([
            ("year", report.year.to_string()),
            ("period_from", report.period_from.clone()),
            ("period_to", report.period_to.clone()),
            ("method", report.method.clone()),
            ("source", report.source.clone()),
        ]);
        if let Some(social_return) = &report.social_return {
            typed.push(("investment", social_return.investment.clone()));
            for (names, it) in OUTCOMES.iter().zip(&social_return.outcomes) {
                typed.extend([
                    (names.outcome, it.outcome.clone()),
                    (names.quantity, it.quantity.clone()),
                    (names.value, it.value.clone()),
                    (names.source, it.source.clone()),
                ]);
            }
        }
        typed.retain(|(_, text)| !text.is_empty());
        Self(typed)
    }

    /// Empty where nothing was typed.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(there, _)| *there == name);
        found.map_or("", |(_, text)| text.as_str())
    }

    pub(super) fn set(&mut self, name: &'static str, text: String) {
        self.0.retain(|(there, _)| *there != name);
        self.0.push((name, text));
    }

    /// All of it, to be sent along from page to page.
    pub(super) fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// The outcomes that are shown: those that are filled in, and room for two
    /// more, three at least.
    pub(super) fn outcomes(&self) -> &'static [OutcomeNames] {
        let filled = OUTCOMES.iter().rposition(|names| self.is_filled(names));
        let shown = filled.map_or(3, |last| (last + 3).min(OUTCOMES.len()));
        &OUTCOMES[..shown]
    }

    /// # Errors
    /// All fields that cannot be read.
    pub(super) fn report(&self) -> Result<BenefitReport, Vec<Broken>> {
        let mut broken = Vec::new();
        let mut number = |name: &'static str| match whole(self.get(name)) {
            Ok(number) => number,
            Err(rule) => {
                broken.push((name, rule));
                0
            }
        };
        let report = BenefitReport {
            year: number("year"),
            employed: number("employed"),
            employed_target_group: number("employed_target_group"),
            participants: number("participants"),
            hours: number("hours"),
            moved_to_work: number("moved_to_work"),
            moved_to_studies: number("moved_to_studies"),
            period_from: self.get("period_from").to_owned(),
            period_to: self.get("period_to").to_owned(),
            method: self.get("method").to_owned(),
            source: self.get("source").to_owned(),
            social_return: self.social_return(),
        };
        let needed = ["method", "source"].into_iter();
        broken.extend(
            needed
                .filter(|it| self.get(it).is_empty())
                .map(|it| (it, ErrorReason::Required)),
        );
        if broken.is_empty() {
            Ok(report)
        } else {
            Err(broken)
        }
    }

    /// The form's name of a field of the report.
    pub(super) fn name_of(&self, path: &str) -> Option<&'static str> {
        let path = path.strip_prefix("report.").unwrap_or(path);
        let names = TEXTS.into_iter().chain(COUNTS);
        if let Some(rest) = path.strip_prefix("social_return.outcomes") {
            let Some((nth, field)) = rest.strip_prefix('[').and_then(|it| it.split_once("]."))
            else {
                return Some(OUTCOMES[0].outcome);
            };
            let filled = OUTCOMES.iter().filter(|names| self.is_filled(names));
            let names = filled.into_iter().nth(nth.parse().ok()?)?;
            return match field {
                "outcome" => Some(names.outcome),
                "quantity" => Some(names.quantity),
                "value" => Some(names.value),
                "source" => Some(names.source),
                _ => None,
            };
        }
        let field = path.strip_prefix("social_return.").unwrap_or(path);
        names.into_iter().find(|name| *name == field)
    }

    /// Nothing where no field of it is filled in.
    fn social_return(&self) -> Option<SocialReturn> {
        let filled = OUTCOMES.iter().filter(|names| self.is_filled(names));
        let outcomes: Vec<_> = filled
            .map(|names| ValuedOutcome {
                outcome: self.get(names.outcome).to_owned(),
                quantity: decimal(self.get(names.quantity)),
                value: decimal(self.get(names.value)),
                source: self.get(names.source).to_owned(),
            })
            .collect();
        let investment = decimal(self.get("investment"));
        (!investment.is_empty() || !outcomes.is_empty()).then_some(SocialReturn {
            investment,
            outcomes,
        })
    }

    fn is_filled(&self, names: &OutcomeNames) -> bool {
        let all = [names.outcome, names.quantity, names.value, names.source];
        all.into_iter().any(|name| !self.get(name).is_empty())
    }
}

fn outcome_names() -> impl Iterator<Item = &'static str> {
    let names = |it: &'static OutcomeNames| [it.outcome, it.quantity, it.value, it.source];
    OUTCOMES.iter().flat_map(names)
}

/// A whole number, with or without spaces between its thousands.
fn whole(text: &str) -> Result<u32, ErrorReason> {
    match text {
        "" => Err(ErrorReason::Required),
        text => unspaced(text).parse().map_err(|_| ErrorReason::WrongType),
    }
}

/// As the registry reads it: Swedes type `1 250,50`.
fn decimal(text: &str) -> String {
    unspaced(text).replace(',', ".")
}

fn unspaced(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}
