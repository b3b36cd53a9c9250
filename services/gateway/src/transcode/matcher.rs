//! Finds the operation of a request: a tree of path segments, literals before
//! variables, and at its leaves the verbs and methods.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use http::Method;
use percent_encoding::percent_decode_str;

use super::template::{Segment, Template, split_verb};

/// Which path leads to which operation; operations are numbers.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    literals: HashMap<String, Node>,
    variable: Option<Box<Node>>,
    /// By verb; the empty verb is the plain path.
    leaves: HashMap<String, Leaf>,
}

type Leaf = BTreeMap<&'static str, usize>;

/// The same path and method stand in two operations.
#[derive(Debug, thiserror::Error)]
#[error("{method} {template} is served by two RPCs")]
pub(crate) struct Ambiguous {
    method: Method,
    template: String,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Match<'p> {
    /// The operation, and the still encoded segments of its variables.
    Operation(usize, Vec<&'p str>),
    /// The path exists, with these methods only.
    OtherMethods(Vec<&'static str>),
    Nothing,
}

impl Matcher {
    pub(crate) fn add(
        &mut self,
        method: &Method,
        template: &Template,
        operation: usize,
    ) -> Result<(), Ambiguous> {
        let mut node = &mut self.root;
        for segment in &template.segments {
            node = match segment {
                Segment::Literal(word) => node.literals.entry(word.clone()).or_default(),
                Segment::Variable(_) => node.variable.get_or_insert_default(),
            };
        }
        let verb = template.verb.clone().unwrap_or_default();
        let before = node
            .leaves
            .entry(verb)
            .or_default()
            .insert(canonical(method), operation);
        match before {
            None => Ok(()),
            Some(_) => Err(Ambiguous {
                method: method.clone(),
                template: template.to_string(),
            }),
        }
    }

    /// HEAD is answered by what answers GET.
    pub(crate) fn find<'p>(&self, method: &Method, path: &'p str) -> Match<'p> {
        let (path, verb) = split_verb(path);
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let mut variables = Vec::new();
        let leaf = self
            .root
            .descend(&segments, verb.unwrap_or_default(), &mut variables);
        let Some(leaf) = leaf else {
            return Match::Nothing;
        };
        match leaf.get(canonical(method)) {
            Some(operation) => Match::Operation(*operation, variables),
            None => Match::OtherMethods(allowed(leaf)),
        }
    }
}

impl Node {
    fn descend<'p>(
        &self,
        segments: &[&'p str],
        verb: &str,
        variables: &mut Vec<&'p str>,
    ) -> Option<&Leaf> {
        let Some((&first, rest)) = segments.split_first() else {
            return self.leaves.get(verb);
        };
        let literal = self.literals.get(decoded(first).as_ref());
        if let Some(leaf) = literal.and_then(|node| node.descend(rest, verb, variables)) {
            return Some(leaf);
        }
        let variable = self.variable.as_ref().filter(|_| !first.is_empty())?;
        variables.push(first);
        let leaf = variable.descend(rest, verb, variables);
        if leaf.is_none() {
            variables.pop();
        }
        leaf
    }
}

fn decoded(segment: &str) -> Cow<'_, str> {
    percent_decode_str(segment).decode_utf8_lossy()
}

fn allowed(leaf: &Leaf) -> Vec<&'static str> {
    let mut methods: Vec<_> = leaf.keys().copied().collect();
    if leaf.contains_key("GET") {
        methods.push("HEAD");
    }
    methods.push("OPTIONS");
    methods
}

/// The name under which a method is filed; one that no RPC can have is filed
/// nowhere.
fn canonical(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" | "HEAD" => "GET",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const ROUTES: &[(Method, &str)] = &[
        (Method::GET, "/api/v1/enterprises"),
        (Method::POST, "/api/v1/enterprises"),
        (Method::GET, "/api/v1/enterprises:export"),
        (Method::GET, "/api/v1/enterprises/{id}"),
        (Method::PATCH, "/api/v1/enterprises/{id}"),
        (Method::POST, "/api/v1/enterprises/{id}:submit"),
        (Method::GET, "/api/v1/enterprises/newest/row"),
        (Method::GET, "/api/v1/enterprises/{id}/history"),
    ];

    fn matcher() -> Matcher {
        let mut matcher = Matcher::default();
        for (number, (method, template)) in ROUTES.iter().enumerate() {
            let template = Template::parse(template).unwrap();
            matcher.add(method, &template, number).unwrap();
        }
        matcher
    }

    #[rstest]
    #[case(Method::GET, "/api/v1/enterprises", 0, &[])]
    #[case(Method::HEAD, "/api/v1/enterprises", 0, &[])]
    #[case(Method::POST, "/api/v1/enterprises", 1, &[])]
    #[case(Method::GET, "/api/v1/enterprises:export", 2, &[])]
    #[case(Method::GET, "/api/v1/enterprises/7", 3, &["7"])]
    #[case(Method::GET, "/api/v1/enterprises/a%3Ab", 3, &["a%3Ab"])]
    #[case(Method::PATCH, "/api/v1/enterprises/7", 4, &["7"])]
    #[case(Method::POST, "/api/v1/enterprises/7:submit", 5, &["7"])]
    #[case(Method::GET, "/api/v1/enterprises/newest/row", 6, &[])]
    #[case(Method::GET, "/api/v1/enterprises/newest/history", 7, &["newest"])]
    fn a_path_finds_its_operation(
        #[case] method: Method,
        #[case] path: &str,
        #[case] operation: usize,
        #[case] variables: &[&str],
    ) {
        let expected = Match::Operation(operation, variables.to_vec());
        assert_eq!(matcher().find(&method, path), expected);
    }

    #[rstest]
    #[case("/api/v1/enterprises/")]
    #[case("/api/v1/enterprises/7/")]
    #[case("/api/v1/enterprises/7:unknown")]
    #[case("/api/v1/enterprise")]
    #[case("/api/v1//enterprises")]
    #[case("/")]
    #[case("")]
    fn other_paths_find_nothing(#[case] path: &str) {
        assert_eq!(matcher().find(&Method::GET, path), Match::Nothing);
    }

    #[test]
    fn a_wrong_method_learns_the_right_ones() {
        let found = matcher().find(&Method::DELETE, "/api/v1/enterprises/7");
        let expected = vec!["GET", "PATCH", "HEAD", "OPTIONS"];
        assert_eq!(found, Match::OtherMethods(expected));
    }

    #[test]
    fn a_path_that_two_rpcs_serve_is_refused() {
        let mut matcher = matcher();
        let template = Template::parse("/api/v1/enterprises/{other}").unwrap();
        assert!(matcher.add(&Method::GET, &template, 9).is_err());
    }
}
