//! Path templates of `google.api.http`: literal segments, `{field}` for one
//! segment, and a `:verb` at the end. Longer variables (`{name=a/*}`) are not
//! used in this project and are refused at start.

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    Literal(String),
    /// The request field that the segment fills.
    Variable(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) segments: Vec<Segment>,
    pub(crate) verb: Option<String>,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is no path template that the gateway can serve")]
pub(crate) struct WrongTemplate(String);

impl Template {
    pub(crate) fn parse(text: &str) -> Result<Self, WrongTemplate> {
        let wrong = || WrongTemplate(text.to_owned());
        let path = text.strip_prefix('/').ok_or_else(wrong)?;
        let (path, verb) = split_verb(path);
        let segments: Vec<Segment> = path.split('/').map(segment).collect();
        let fits = segments.iter().all(Segment::is_well_formed);
        let verb_fits = verb.is_none_or(is_word);
        (fits && verb_fits)
            .then(|| Self {
                segments,
                verb: verb.map(str::to_owned),
            })
            .ok_or_else(wrong)
    }

    /// The fields that the path fills, in their order.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Variable(name) => Some(name.as_str()),
        })
    }

    /// The last fixed word of the path: what its resources are called.
    pub(crate) fn collection(&self) -> &str {
        let literals = self.segments.iter().rev();
        literals
            .filter_map(|segment| match segment {
                Segment::Literal(word) => Some(word.as_str()),
                Segment::Variable(_) => None,
            })
            .next()
            .unwrap_or_default()
    }

    /// The template of one resource of this collection.
    pub(crate) fn child(&self, field: &str) -> Self {
        let mut child = self.clone();
        child.segments.push(Segment::Variable(field.to_owned()));
        child
    }
}

impl Segment {
    fn is_well_formed(&self) -> bool {
        match self {
            Self::Literal(word) | Self::Variable(word) => is_word(word),
        }
    }
}

impl fmt::Display for Template {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.segments {
            match segment {
                Segment::Literal(word) => write!(out, "/{word}")?,
                Segment::Variable(name) => write!(out, "/{{{name}}}")?,
            }
        }
        match &self.verb {
            Some(verb) => write!(out, ":{verb}"),
            None => Ok(()),
        }
    }
}

/// Takes the verb off a path: what follows the last colon of its last segment.
pub(crate) fn split_verb(path: &str) -> (&str, Option<&str>) {
    match path.rsplit_once(':') {
        Some((path, verb)) if !verb.contains('/') => (path, Some(verb)),
        _ => (path, None),
    }
}

fn segment(text: &str) -> Segment {
    match text.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
        Some(name) => Segment::Variable(name.to_owned()),
        None => Segment::Literal(text.to_owned()),
    }
}

fn is_word(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    !text.is_empty() && text.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_written_as_it_was_read() {
        for text in [
            "/api/v1/enterprises",
            "/api/v1/enterprises/{id}",
            "/api/v1/enterprises/{id}:submit",
            "/api/v1/enterprises:export",
            "/api/v1/enterprises/{id}/revisions/{number}",
        ] {
            assert_eq!(Template::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn variables_come_in_the_order_of_the_path() {
        let template = Template::parse("/a/{first}/b/{second}:do").unwrap();
        assert_eq!(
            template.variables().collect::<Vec<_>>(),
            ["first", "second"]
        );
        assert_eq!(template.collection(), "b");
    }

    #[test]
    fn templates_that_cannot_be_served_are_refused() {
        for text in [
            "",
            "a",
            "/a//b",
            "/a/{}",
            "/a/*",
            "/a/{b=c/*}",
            "/a:",
            "/{id",
        ] {
            assert!(Template::parse(text).is_err(), "{text}");
        }
    }
}
