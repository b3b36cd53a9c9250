//! Three versions of a form meet: what it was made from, what was typed in it,
//! and what is saved by now. Fields that only one side changed are both kept;
//! a field that both changed is for a person to decide.

use std::collections::BTreeMap;

use super::own::OwnEnterprise;
use crate::page::{field::Field, form_data::FormData};

/// Earlier versions that a form tells of; the rest is left unread.
const MOST_EARLIER: usize = 8;

/// What a form was made from: the version of the enterprise, which one it is
/// and how many things of the form's kind it had, and a mark of each field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Base {
    version: u64,
    thing: String,
    marks: BTreeMap<String, String>,
}

impl Base {
    /// `count` tells whether the form of one of several still means the same
    /// one.
    pub(super) fn of(own: &OwnEnterprise, count: usize, fields: &[Field]) -> Self {
        let marks = fields.iter().map(|it| (it.name.to_owned(), mark(it)));
        Self {
            version: own.version(),
            thing: format!("{}.{count}", own.enterprise.id),
            marks: marks.collect(),
        }
    }

    /// As a form hides it.
    pub(super) fn hidden(&self) -> String {
        let marks = self
            .marks
            .iter()
            .map(|(name, mark)| format!(" {name}={mark}"));
        format!(
            "{}/{}{}",
            self.version,
            self.thing,
            marks.collect::<String>()
        )
    }

    fn read(hidden: &str) -> Option<Self> {
        let (head, marks) = hidden.split_once(' ').unwrap_or((hidden, ""));
        let (version, thing) = head.split_once('/')?;
        let marks = marks.split(' ').filter_map(|it| it.split_once('='));
        Some(Self {
            version: version.parse().ok()?,
            thing: thing.to_owned(),
            marks: marks
                .map(|(name, mark)| (name.to_owned(), mark.to_owned()))
                .collect(),
        })
    }

    fn is(&self, field: &Field) -> bool {
        self.marks
            .get(field.name)
            .is_some_and(|it| *it == mark(field))
    }
}

/// What is to be saved.
pub(super) struct Merged {
    /// As it was sent, with what others saved in the fields that it left alone.
    pub(super) form: FormData,
    /// The version that the form was made from, if it says so.
    pub(super) since: Option<u64>,
    /// Both sides changed a field.
    pub(super) is_conflict: bool,
    /// What the form still shows of the fields that it left alone.
    left_alone: BTreeMap<String, String>,
}

impl Merged {
    /// The base of the form that stays on the screen after it was saved. What
    /// others saved is not on that screen, and must not count as seen.
    pub(super) fn base_after(&self, mut after: Base) -> Base {
        after.marks.extend(self.left_alone.clone());
        after
    }
}

/// `fields` makes the fields of a form that was sent. Values that this very
/// form sent before and got no answer to (`was`) are nobody else's.
pub(super) fn merge(
    sent: &FormData,
    now: &Base,
    saved: &[Field],
    fields: impl Fn(&FormData) -> Vec<Field>,
) -> Merged {
    let base = Base::read(sent.text("base"));
    let mut merged = Merged {
        form: sent.clone(),
        since: base.as_ref().map(|it| it.version),
        is_conflict: false,
        left_alone: BTreeMap::new(),
    };
    // The form may be of another thing than it was made for.
    let base = base.filter(|it| it.thing == now.thing);
    let earlier = sent.all("was").take(MOST_EARLIER);
    let earlier: Vec<_> = earlier
        .filter_map(|it| FormData::parse(it.as_bytes()))
        .flat_map(|it| fields(&it))
        .map(|it| (it.name, mark(&it)))
        .collect();
    for typed in fields(sent) {
        let Some(saved) = saved.iter().find(|it| it.name == typed.name) else {
            continue;
        };
        if mark(&typed) == mark(saved) {
            continue;
        }
        let is_left_alone = base.as_ref().is_some_and(|it| it.is(&typed));
        if is_left_alone {
            merged.form.put(typed.name, &saved.values());
            let shown = (typed.name.to_owned(), mark(&typed));
            merged.left_alone.extend([shown]);
            continue;
        }
        let is_known = base.as_ref().is_some_and(|it| it.is(saved));
        let is_own = base.is_some() && earlier.contains(&(saved.name, mark(saved)));
        merged.is_conflict |= !is_known && !is_own;
    }
    merged
}

/// Two values have the same mark only if they are the same.
fn mark(field: &Field) -> String {
    let mut hasher = blake3::Hasher::new();
    for value in field.values() {
        hasher.update(value.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::field::Kind;

    fn fields(form: &FormData) -> Vec<Field> {
        let field = |name| Field::new(name, "", Kind::Text).filled(form);
        vec![field("name"), field("email")]
    }

    fn form(body: &str) -> FormData {
        FormData::parse(body.as_bytes()).unwrap()
    }

    fn base(body: &str) -> Base {
        let marks = fields(&form(body));
        let marks = marks.iter().map(|it| (it.name.to_owned(), mark(it)));
        Base {
            version: 3,
            thing: "a.1".to_owned(),
            marks: marks.collect(),
        }
    }

    fn with_base(typed: &str, base: &Base) -> FormData {
        let mut form = form(typed);
        form.put("base", &[&base.hidden()]);
        form
    }

    fn merged(sent: &FormData, saved: &str) -> Merged {
        merge(sent, &base(saved), &fields(&form(saved)), fields)
    }

    /// A form that was made from `before`, sent when `saved` is saved.
    fn sent(before: &str, saved: &str, typed: &str) -> Merged {
        merged(&with_base(typed, &base(before)), saved)
    }

    #[test]
    fn different_fields_are_both_kept() {
        let merged = sent("name=a&email=a", "name=a&email=b", "name=b&email=a");
        assert!(!merged.is_conflict);
        assert_eq!(merged.form.text("name"), "b");
        assert_eq!(merged.form.text("email"), "b");
    }

    #[test]
    fn one_field_that_both_changed_is_a_conflict() {
        let merged = sent("name=a&email=a", "name=b&email=a", "name=c&email=a");
        assert!(merged.is_conflict);
        assert_eq!(merged.form.text("name"), "c");
        assert_eq!(merged.since, Some(3));
        let same = sent("name=a&email=a", "name=b&email=a", "name=b&email=a");
        assert!(!same.is_conflict);
    }

    #[test]
    fn what_the_form_itself_saved_unanswered_is_nobody_elses() {
        let was = "was=name%3Db%26email%3Da";
        let merged = sent(
            "name=a&email=a",
            "name=b&email=a",
            &format!("name=c&email=a&{was}"),
        );
        assert!(!merged.is_conflict);
        assert_eq!(merged.form.text("name"), "c");
        let other = sent(
            "name=a&email=a",
            "name=d&email=a",
            &format!("name=c&email=a&{was}"),
        );
        assert!(other.is_conflict);
    }

    #[test]
    fn what_another_saved_is_not_undone_by_the_next_save() {
        let first = sent("name=a&email=a", "name=a&email=b", "name=b&email=a");
        let next = first.base_after(base("name=b&email=b"));
        let again = merged(&with_base("name=b&email=a", &next), "name=b&email=b");
        assert_eq!(again.form.text("email"), "b");
        assert!(!again.is_conflict);
    }

    #[test]
    fn the_form_of_another_thing_is_never_mixed_with_it() {
        let other = Base {
            thing: "a.2".to_owned(),
            ..base("name=a&email=a")
        };
        assert!(merged(&with_base("name=b&email=a", &other), "name=x&email=a").is_conflict);
    }

    #[test]
    fn a_form_that_does_not_say_what_it_was_made_from_overwrites_nothing() {
        for base in ["", "base=older&", "base=x/1&"] {
            let sent = form(&format!("{base}name=b&email=a"));
            assert!(merged(&sent, "name=a&email=a").is_conflict, "{base}");
        }
    }
}
