//! One thing to look at in a case: a criterion with its ground, or a field
//! with what it said and says, and room for what has to be put right there.

use proto::asf::registry::v1::{Attestation, FieldChange, Review};

use super::words::{self, CRITERIA};
use crate::page::{form_data::FormData, lang::Lang};

pub(super) struct Point {
    /// The path of a reason that belongs here.
    pub(super) field: String,
    /// The name of its field in the form, and its id on the page.
    pub(super) name: String,
    pub(super) label: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) changed: bool,
    /// What was typed.
    pub(super) reason: String,
}

impl Point {
    fn new(lang: Lang, field: &str, sent: &FormData) -> Self {
        let name = format!("skal-{}", slug(field));
        Self {
            label: words::field(lang, field),
            reason: sent.raw(&name).to_owned(),
            field: field.to_owned(),
            name,
            before: String::new(),
            after: String::new(),
            changed: false,
        }
    }

    fn changing(mut self, change: &FieldChange) -> Self {
        change.before.clone_into(&mut self.before);
        change.after.clone_into(&mut self.after);
        self.changed = true;
        self
    }
}

/// A path as it may stand in an id.
fn slug(field: &str) -> String {
    let letters = field
        .chars()
        .map(|it| if it.is_ascii_alphanumeric() { it } else { '-' });
    letters.collect::<String>().trim_matches('-').to_owned()
}

/// All four, changed or not: they are what a decision goes by.
pub(super) fn criteria(lang: Lang, review: &Review, sent: &FormData) -> Vec<Point> {
    CRITERIA
        .iter()
        .map(|(criterion, name)| {
            let field = format!("attestations[{name}]");
            let point = Point::new(lang, &field, sent);
            match review.changes.iter().find(|it| it.field == field) {
                Some(change) => point.changing(change),
                None => Point {
                    after: ground(review, (*criterion).into()),
                    ..point
                },
            }
        })
        .collect()
}

fn ground(review: &Review, criterion: i32) -> String {
    let enterprise = review.enterprise.as_ref();
    let grounds = enterprise.map_or(&[][..], |it| it.attestations.as_slice());
    let is_it = |it: &&Attestation| it.criterion == criterion;
    grounds
        .iter()
        .find(is_it)
        .map(|it| it.ground.clone())
        .unwrap_or_default()
}

/// The other fields that changed.
pub(super) fn fields(lang: Lang, review: &Review, sent: &FormData) -> Vec<Point> {
    let changes = review.changes.iter();
    changes
        .filter(|it| !it.field.starts_with("attestations["))
        .map(|it| Point::new(lang, &it.field, sent).changing(it))
        .collect()
}

#[cfg(test)]
mod tests {
    use proto::asf::registry::v1::{Criterion, Enterprise};

    use super::*;

    fn review() -> Review {
        let change = |field: &str| FieldChange {
            field: field.to_owned(),
            before: "förr".to_owned(),
            after: "nu".to_owned(),
        };
        Review {
            changes: vec![change("name"), change("attestations[integration]")],
            enterprise: Some(Enterprise {
                attestations: vec![Attestation {
                    criterion: Criterion::Independence.into(),
                    ground: "Vi äger oss själva.".to_owned(),
                }],
                ..Enterprise::default()
            }),
            ..Review::default()
        }
    }

    #[test]
    fn every_criterion_is_shown_with_what_is_said_of_it() {
        let sent = FormData::parse(b"skal-attestations-integration=Hur%3F").unwrap();
        let points = criteria(Lang::Sv, &review(), &sent);
        let told: Vec<_> = points
            .iter()
            .map(|it| (it.before.as_str(), it.after.as_str(), it.reason.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("förr", "nu", "Hur?"),
                ("", "", ""),
                ("", "", ""),
                ("", "Vi äger oss själva.", ""),
            ]
        );
    }

    #[test]
    fn a_ground_is_no_field_of_the_profile() {
        let points = fields(Lang::Sv, &review(), &FormData::default());
        assert_eq!(points.len(), 1);
        assert_eq!(points[0].name, "skal-name");
    }
}
