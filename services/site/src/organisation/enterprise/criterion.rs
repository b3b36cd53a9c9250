//! The four criteria of an ASF: what each is called, in paths and in words.

use proto::asf::registry::v1::Criterion;

use crate::page::texts::L10nLanguage;

pub(super) const ALL: [Criterion; 4] = [
    Criterion::Integration,
    Criterion::Participation,
    Criterion::Reinvestment,
    Criterion::Independence,
];

/// As paths call it, and the form's field.
pub(super) fn name(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Unspecified => "",
        Criterion::Integration => "integration",
        Criterion::Participation => "participation",
        Criterion::Reinvestment => "reinvestment",
        Criterion::Independence => "independence",
    }
}

/// As the registry names its ground beside the profile's fields.
pub(super) fn path(criterion: Criterion) -> String {
    format!("attestations[{}]", name(criterion))
}

pub(super) fn title(t: &L10nLanguage, criterion: Criterion) -> String {
    match criterion {
        Criterion::Unspecified => String::new(),
        Criterion::Integration => t.criterion_integration(),
        Criterion::Participation => t.criterion_participation(),
        Criterion::Reinvestment => t.criterion_reinvestment(),
        Criterion::Independence => t.criterion_independence(),
    }
}

/// What is meant by it, and what a reviewer looks for.
pub(super) fn meaning(t: &L10nLanguage, criterion: Criterion) -> String {
    match criterion {
        Criterion::Unspecified => String::new(),
        Criterion::Integration => t.criterion_integration_text(),
        Criterion::Participation => t.criterion_participation_text(),
        Criterion::Reinvestment => t.criterion_reinvestment_text(),
        Criterion::Independence => t.criterion_independence_text(),
    }
}
