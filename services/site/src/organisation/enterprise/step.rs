//! The steps of an application: where each is, what it lacks, and how far all
//! of them are.

use super::{criteria, own::Own};
use crate::page::{lang::Lang, local, page_request::PageRequest, part, texts::L10nLanguage};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Basics,
    Activities,
    Offer,
    Contact,
    Criteria,
    Submit,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
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
    pub(super) const ALL: [Self; 6] = [
        Self::Basics,
        Self::Activities,
        Self::Offer,
        Self::Contact,
        Self::Criteria,
        Self::Submit,
    ];

    /// Without the language.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Basics => "/konto/foretag/profil/uppgifter",
            Self::Activities => "/konto/foretag/verksamheter",
            Self::Offer => "/konto/foretag/profil/tjanster",
            Self::Contact => "/konto/foretag/profil/kontakt",
            Self::Criteria => "/konto/foretag/kriterier",
            Self::Submit => "/konto/foretag/lamna-in",
        }
    }

    /// A step whose form is a part of the profile, by the end of its path.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "uppgifter" => Some(Self::Basics),
            "tjanster" => Some(Self::Offer),
            "kontakt" => Some(Self::Contact),
            _ => None,
        }
    }

    pub(super) fn title(self, t: &L10nLanguage) -> String {
        match self {
            Self::Basics => t.step_basics(),
            Self::Activities => t.step_activities(),
            Self::Offer => t.step_offer(),
            Self::Contact => t.step_contact(),
            Self::Criteria => t.step_criteria(),
            Self::Submit => t.step_submit(),
        }
    }

    /// What the step is about, in a line.
    pub(super) fn about(self, t: &L10nLanguage) -> String {
        match self {
            Self::Basics => t.step_basics_about(),
            Self::Activities => t.step_activities_about(),
            Self::Offer => t.step_offer_about(),
            Self::Contact => t.step_contact_about(),
            Self::Criteria => t.step_criteria_about(),
            Self::Submit => t.step_submit_about(),
        }
    }

    /// Where a form leads when it is saved.
    pub(super) fn next(self) -> &'static str {
        let after = Self::ALL.iter().skip_while(|it| **it != self).nth(1);
        after.map_or(super::PATH, |step| step.path())
    }

    /// The step that has the field of this path; nothing for the whole.
    pub(super) fn of_field(path: &str) -> Option<Self> {
        let name = path.strip_prefix("profile.").unwrap_or(path);
        let name = name.split(['.', '[']).next().unwrap_or_default();
        match name {
            "name" | "org_number" | "legal_form" | "description" | "municipality_code" => {
                Some(Self::Basics)
            }
            "activities" => Some(Self::Activities),
            "services" | "social_benefit_areas" => Some(Self::Offer),
            "website" | "email" | "phone" => Some(Self::Contact),
            "attestations" => Some(Self::Criteria),
            _ => None,
        }
    }

    /// What the list needs and the step does not have yet, in words.
    pub(super) fn lacking(self, t: &L10nLanguage, own: &Own) -> Vec<String> {
        let it = &own.profile;
        let facts = match self {
            Self::Basics => vec![
                (it.org_number.is_empty(), t.org_number()),
                (it.legal_form.is_empty(), t.profile_legal_form()),
                (it.description.is_empty(), t.own_description()),
                (it.municipality_code.is_empty(), t.own_seat()),
            ],
            Self::Activities => vec![(it.activities.is_empty(), t.own_activities())],
            Self::Criteria => criteria::ALL
                .map(|one| (own.ground(one).is_empty(), criteria::title(t, one)))
                .to_vec(),
            Self::Offer | Self::Contact | Self::Submit => Vec::new(),
        };
        let lacks = facts
            .into_iter()
            .filter_map(|(lacks, name)| lacks.then_some(name));
        lacks.collect()
    }

    pub(super) fn standing(self, t: &L10nLanguage, own: &Own) -> Standing {
        let it = &own.profile;
        let is_empty = match self {
            Self::Submit => return Standing::Last,
            Self::Offer => it.services.is_empty() && it.social_benefit_areas.is_empty(),
            Self::Contact => it.website.is_empty() && it.email.is_empty() && it.phone.is_empty(),
            Self::Basics | Self::Activities | Self::Criteria => false,
        };
        let is_returned = own
            .reasons()
            .any(|it| Self::of_field(&it.field) == Some(self));
        if is_returned {
            Standing::Returned
        } else if !self.lacking(t, own).is_empty() {
            Standing::Lacks
        } else if is_empty {
            Standing::Free
        } else {
            Standing::Done
        }
    }
}

impl Standing {
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
pub(super) fn all(request: &PageRequest, own: &Own, here: Step) -> Vec<part::Step> {
    let (lang, t) = (request.lang, request.lang.texts());
    let shown = shown(own).into_iter();
    shown
        .map(|step| {
            let standing = step.standing(t, own);
            part::Step {
                href: local::localised(lang, step.path()),
                label: step.title(t),
                state: standing.word(t),
                done: standing == Standing::Done,
                here: step == here,
            }
        })
        .collect()
}

pub(super) fn shown(own: &Own) -> Vec<Step> {
    let all = Step::ALL.into_iter();
    all.filter(|it| *it != Step::Submit || own.is_written())
        .collect()
}

/// How many of the facts that an application needs are there, and of how many.
pub(super) fn progress(lang: Lang, own: &Own) -> (u32, u32) {
    let t = lang.texts();
    let lacking: usize = Step::ALL.iter().map(|it| it.lacking(t, own).len()).sum();
    let all = 5 + criteria::ALL.len();
    let count = |number: usize| u32::try_from(number).unwrap_or_default();
    (count(all - lacking), count(all))
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
    use proto::asf::registry::v1::Criterion;

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

    #[test]
    fn each_step_leads_to_the_next() {
        assert_eq!(Step::Basics.next(), Step::Activities.path());
        assert_eq!(Step::Criteria.next(), Step::Submit.path());
        assert_eq!(Step::Submit.next(), crate::organisation::enterprise::PATH);
    }

    #[test]
    fn nothing_but_a_name_is_no_progress() {
        let own = Own::new(proto::asf::registry::v1::Enterprise::default());
        assert_eq!(progress(Lang::Sv, &own), (0, 9));
        assert_eq!(own.ground(Criterion::Integration), "");
    }
}
