//! The steps of an application: where each is, and what it is about.

use crate::page::texts::L10nLanguage;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Basics,
    Activities,
    Offer,
    Contact,
    Criteria,
    Submit,
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_leads_to_the_next() {
        assert_eq!(Step::Basics.next(), Step::Activities.path());
        assert_eq!(Step::Criteria.next(), Step::Submit.path());
        assert_eq!(Step::Submit.next(), crate::organisation::enterprise::PATH);
    }
}
