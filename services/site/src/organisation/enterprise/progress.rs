//! How far an application is: what each step lacks, and how far all of them
//! are.

use super::{
    own::OwnEnterprise,
    profile_field::{ProfileField, label},
    step::Step,
};
use crate::page::{local, page_request::PageRequest, part, texts::L10nLanguage};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepStatus {
    Done,
    Lacks,
    /// The review wants something else.
    Returned,
    /// Nothing is there, and nothing has to be.
    Free,
    /// It comes after the others.
    Last,
}

impl Step {
    /// The step that has the field of this path; nothing for the whole.
    pub(super) fn of_field(path: &str) -> Option<Self> {
        let name = path.strip_prefix("profile.").unwrap_or(path);
        let name = name.split(['.', '[']).next().unwrap_or_default();
        match name {
            "attestations" => Some(Self::Criteria),
            name => ProfileField::named(name).map(|it| it.step),
        }
    }

    /// What the list needs and the step does not have yet, in words.
    pub(super) fn lacking(self, t: &L10nLanguage, own: &OwnEnterprise) -> Vec<String> {
        let missing = own.enterprise.missing_fields.iter();
        let here = missing.filter(|it| Self::of_field(&it.field) == Some(self));
        here.map(|it| label(t, &it.field)).collect()
    }

    pub(super) fn status(self, own: &OwnEnterprise) -> StepStatus {
        let mut missing = own.enterprise.missing_fields.iter();
        let is_empty = match self {
            Self::Submit => return StepStatus::Last,
            Self::Criteria => false,
            Self::Basics | Self::Activities | Self::Offer | Self::Contact => {
                ProfileField::of_step(self).all(|it| it.is_empty(&own.profile))
            }
        };
        let is_returned = own
            .reasons()
            .any(|it| Self::of_field(&it.field) == Some(self));
        if is_returned {
            StepStatus::Returned
        } else if missing.any(|it| Self::of_field(&it.field) == Some(self)) {
            StepStatus::Lacks
        } else if is_empty {
            StepStatus::Free
        } else {
            StepStatus::Done
        }
    }
}

impl StepStatus {
    pub(super) fn word(self, t: &L10nLanguage) -> String {
        match self {
            Self::Done => t.step_done(),
            Self::Lacks => t.step_lacks(),
            Self::Returned => t.step_returned(),
            Self::Free => t.step_free(),
            Self::Last => String::new(),
        }
    }
}

/// The steps that a page shows above its own form; handing over is one only
/// before the enterprise is on the list.
pub(super) fn all(request: &PageRequest, own: &OwnEnterprise, here: Step) -> Vec<part::Step> {
    let (lang, t) = (request.lang, request.lang.texts());
    let shown = shown(own).into_iter();
    shown
        .map(|step| {
            let status = step.status(own);
            part::Step {
                href: local::localised(lang, step.path()),
                label: step.title(t),
                state: status.word(t),
                done: status == StepStatus::Done,
                here: step == here,
            }
        })
        .collect()
}

pub(super) fn shown(own: &OwnEnterprise) -> Vec<Step> {
    let all = Step::ALL.into_iter();
    all.filter(|it| *it != Step::Submit || own.is_written())
        .collect()
}

/// How many of the fields that an application needs are there, and of how many.
pub(super) fn of(own: &OwnEnterprise) -> (u32, u32) {
    let all = own.enterprise.needed_field_count;
    let missing = u32::try_from(own.enterprise.missing_fields.len()).unwrap_or(all);
    (all.saturating_sub(missing), all)
}

/// The step's field that a reason is about; nothing where it is about more.
pub(super) fn field_of(path: &str) -> Option<String> {
    if let Some(name) = path.strip_prefix("attestations[") {
        return name.strip_suffix(']').map(str::to_owned);
    }
    let last = path.rsplit('.').next().unwrap_or(path);
    let name = last.split('[').next().unwrap_or(last);
    (!name.is_empty() && name != "activities").then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_finds_its_step_and_field() {
        for (path, step, field) in [
            ("description", Some(Step::Basics), Some("description")),
            ("activities[0].offer", Some(Step::Activities), Some("offer")),
            ("activities[1]", Some(Step::Activities), None),
            ("services[0]", Some(Step::Offer), Some("services")),
            (
                "attestations[integration]",
                Some(Step::Criteria),
                Some("integration"),
            ),
            ("", None, None),
        ] {
            assert_eq!(Step::of_field(path), step, "{path}");
            assert_eq!(field_of(path).as_deref(), field, "{path}");
        }
    }
}
