//! The closed lists that enterprises are described by. A slug is what is
//! stored and stands in URLs; the names are for people.

use std::{fmt, sync::LazyLock};

use serde::{Deserialize, Serialize};

use crate::place::rows;

/// One entry of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    pub slug: &'static str,
    /// Swedish name.
    pub sv: &'static str,
    /// English name.
    pub en: &'static str,
    /// Codes of the Common Procurement Vocabulary; industries have them.
    pub cpv: Vec<&'static str>,
}

/// A slug that the list does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is no {list}; use one of: {known}")]
pub struct UnknownTerm {
    pub list: &'static str,
    pub value: String,
    /// The slugs that there are, separated by commas.
    pub known: String,
}

fn fixed(entries: &[(&'static str, &'static str, &'static str)]) -> Vec<Term> {
    entries
        .iter()
        .map(|&(slug, sv, en)| Term {
            slug,
            sv,
            en,
            cpv: Vec::new(),
        })
        .collect()
}

/// The industries, from our own mapping to CPV and SNI 2025.
static INDUSTRIES: LazyLock<Vec<Term>> = LazyLock::new(|| {
    rows(include_str!("../reference/industries.csv"))
        .map(|row| Term {
            slug: row[0],
            sv: row[1],
            en: row[2],
            cpv: row[3].split(';').collect(),
        })
        .collect()
});

static INTEGRATION_SERVICES: LazyLock<Vec<Term>> = LazyLock::new(|| {
    fixed(&[
        ("arbetstraning", "Arbetsträning", "Work training"),
        ("praktik", "Praktik", "Placement"),
        ("rehabilitering", "Rehabilitering", "Rehabilitation"),
        ("sysselsattning", "Sysselsättning", "Occupation"),
        ("daglig-verksamhet", "Daglig verksamhet", "Daily activity"),
    ])
});

/// Our own choice of ten areas in which ASFs say that they do good.
static BENEFIT_AREAS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    fixed(&[
        ("arbete", "Vägar till arbete", "Ways into work"),
        ("halsa", "Hälsa och återhämtning", "Health and recovery"),
        ("gemenskap", "Social gemenskap", "Social belonging"),
        (
            "sprak",
            "Språk och etablering",
            "Language and establishment",
        ),
        (
            "funktionsnedsattning",
            "Delaktighet vid funktionsnedsättning",
            "Participation with disability",
        ),
        (
            "unga",
            "Unga utanför arbete och studier",
            "Young people outside work and studies",
        ),
        (
            "kriminalitet",
            "Väg från missbruk och kriminalitet",
            "Ways out of addiction and crime",
        ),
        ("miljo", "Miljö och återbruk", "Environment and reuse"),
        ("landsbygd", "Levande landsbygd", "A living countryside"),
        ("kultur", "Kultur och fritid", "Culture and leisure"),
    ])
});

static LEGAL_FORMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    fixed(&[
        (
            "ekonomisk-forening",
            "Ekonomisk förening",
            "Economic association",
        ),
        (
            "ideell-forening",
            "Ideell förening",
            "Non-profit association",
        ),
        ("aktiebolag", "Aktiebolag", "Limited company"),
        (
            "aktiebolag-svb",
            "Aktiebolag med särskild vinstutdelningsbegränsning",
            "Limited company with profit restriction",
        ),
        ("stiftelse", "Stiftelse", "Foundation"),
    ])
});

macro_rules! list {
    ($(#[$doc:meta])* $name:ident, $table:ident, $label:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u8);

        impl $name {
            /// Reads a slug of the list.
            ///
            /// # Errors
            /// The list has no such slug.
            pub fn parse(slug: &str) -> Result<Self, UnknownTerm> {
                let slug = slug.trim();
                Self::all().find(|term| term.slug() == slug).ok_or_else(|| UnknownTerm {
                    list: $label,
                    value: slug.to_owned(),
                    known: Self::all().map(Self::slug).collect::<Vec<_>>().join(", "),
                })
            }

            /// The whole list, in its own order.
            pub fn all() -> impl ExactSizeIterator<Item = Self> {
                (0..$table.len()).map(|place| Self(u8::try_from(place).unwrap_or(u8::MAX)))
            }

            /// The place in the list, from 0.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }

            pub fn term(self) -> &'static Term {
                &$table[self.index()]
            }

            pub fn slug(self) -> &'static str {
                self.term().slug
            }

            /// Swedish name.
            pub fn sv(self) -> &'static str {
                self.term().sv
            }

            /// English name.
            pub fn en(self) -> &'static str {
                self.term().en
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}({})", stringify!($name), self.slug())
            }
        }

        impl TryFrom<String> for $name {
            type Error = UnknownTerm;

            fn try_from(slug: String) -> Result<Self, Self::Error> {
                Self::parse(&slug)
            }
        }

        impl From<$name> for String {
            fn from(term: $name) -> Self {
                term.slug().to_owned()
            }
        }
    };
}

list! {
    /// An industry (bransch).
    Industry, INDUSTRIES, "industry"
}
list! {
    /// A work-integration service that an ASF offers.
    IntegrationService, INTEGRATION_SERVICES, "work-integration service"
}
list! {
    /// An area of social benefit (samhällsnytta).
    BenefitArea, BENEFIT_AREAS, "social-benefit area"
}
list! {
    /// The legal form of an enterprise.
    LegalForm, LEGAL_FORMS, "legal form"
}

impl Industry {
    /// CPV codes with check digit, e.g. `55520000-1`.
    pub fn cpv(self) -> &'static [&'static str] {
        &self.term().cpv
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slug_reads_back_as_its_own_entry() {
        assert_eq!(Industry::all().len(), 24);
        for industry in Industry::all() {
            assert_eq!(Industry::parse(industry.slug()), Ok(industry));
            assert!(!industry.cpv().is_empty(), "{}", industry.slug());
        }
        assert_eq!(
            (IntegrationService::all().len(), BenefitArea::all().len()),
            (5, 10)
        );
    }

    #[test]
    fn an_unknown_slug_is_answered_with_the_known_ones() {
        let refusal = LegalForm::parse("handelsbolag").unwrap_err();
        assert_eq!(refusal.list, "legal form");
        assert!(refusal.to_string().contains("stiftelse"), "{refusal}");
    }
}
