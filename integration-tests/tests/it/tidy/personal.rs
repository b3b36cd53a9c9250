//! Never 8: personal data is in no event, no log line, no span.

use super::{
    source::has_word,
    tree::{Breach, File, Tree},
};

/// Names that only a person's data has.
const OF_A_PERSON: &[&str] = &[
    "first_name",
    "last_name",
    "given_name",
    "family_name",
    "surname",
    "full_name",
    "person",
    "person_name",
    "contact_name",
    "contact_person",
    "personal_number",
    "personnummer",
    "ssn",
    "birth_date",
    "birthdate",
    "date_of_birth",
    "gender",
    "home_address",
    "mobile",
    "ip_address",
    "password",
    "subject_name",
];
/// Role addresses stand in a profile and so in private events, but public
/// events, logs and spans need none.
const ADDRESSES: &[&str] = &["email", "mail", "phone", "telephone", "author", "contact"];

/// Macros and attributes whose arguments are written to logs and spans.
const LOGS: &[&str] = &[
    "tracing::trace!(",
    "tracing::debug!(",
    "tracing::info!(",
    "tracing::warn!(",
    "tracing::error!(",
    "tracing::info_span!(",
    "tracing::debug_span!(",
    "tracing::instrument(",
    "info!(",
    "warn!(",
    "error!(",
    "debug!(",
    "info_span!(",
    "span!(",
];

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let private = tree
        .product()
        .filter(|file| file.is_in("domain") && file.path.ends_with("event.rs"));
    let logs = tree
        .product()
        .filter(|file| file.path.starts_with("services/"));
    public_events(tree)
        .into_iter()
        .chain(private.flat_map(private_events))
        .chain(logs.flat_map(logged))
        .collect()
}

fn public_events(tree: &Tree) -> Vec<Breach> {
    let fields = tree
        .events
        .iter()
        .flat_map(|it| it.fields.iter().map(move |field| (it, field)));
    fields
        .filter(|(_, field)| {
            let name = field.name.as_str();
            field.personal || OF_A_PERSON.contains(&name) || ADDRESSES.contains(&name)
        })
        .map(|(event, field)| {
            Breach::of(
                event.name.clone(),
                format!("carries the personal field {}", field.name),
            )
        })
        .collect()
}

fn private_events(file: &File) -> Vec<Breach> {
    let source = file.source();
    let fields = OF_A_PERSON.iter().map(|name| (name, format!("{name}:")));
    fields
        .flat_map(|(name, field)| {
            let lines = source.lines_with(&field);
            lines.into_iter().map(move |line| (name, line))
        })
        .map(|(name, line)| {
            Breach::at(
                file,
                line,
                format!("an event keeps the personal field {name}"),
            )
        })
        .collect()
}

fn logged(file: &File) -> Vec<Breach> {
    let source = file.source();
    let mut found = Vec::new();
    for (at, start) in LOGS.iter().flat_map(|log| source.code.match_indices(log)) {
        let arguments = parenthesis(&source.code[at + start.len()..]);
        for name in OF_A_PERSON.iter().chain(ADDRESSES) {
            if arguments.lines().any(|line| has_word(line, name)) {
                let line = source.code[..at].matches('\n').count() + 1;
                let breach = Breach::at(file, line, format!("writes {name} into a log or a span"));
                if !found.contains(&breach) {
                    found.push(breach);
                }
            }
        }
    }
    found
}

/// Up to the closing parenthesis of what has just been opened.
fn parenthesis(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{super::tree::*, *};

    fn event(name: &str, personal: bool) -> Tree {
        let field = EventField {
            name: name.to_owned(),
            personal,
        };
        let event = EventMessage {
            name: "asf.x.v1.Made".to_owned(),
            fields: vec![field],
        };
        Tree {
            events: vec![event],
            ..Tree::default()
        }
    }

    #[test]
    fn a_public_event_with_a_personal_field_is_found() {
        assert_eq!(breaches(&event("org_number", false)), []);
        for (name, personal) in [("first_name", false), ("email", false), ("note", true)] {
            assert_eq!(breaches(&event(name, personal)).len(), 1, "{name}");
        }
    }

    #[test]
    fn a_private_event_with_a_personal_field_is_found() {
        let tree = |field: &str| {
            let text = format!("pub struct Registered {{\n    pub {field}: String,\n}}");
            Tree::with_files(&[("services/registry/src/domain/enterprise/event.rs", &text)])
        };
        assert_eq!(breaches(&tree("email")), []);
        assert_eq!(breaches(&tree("personal_number")).len(), 1);
        assert_eq!(breaches(&tree("contact_person")).len(), 1);
    }

    #[test]
    fn a_log_line_with_an_address_is_found() {
        let tree = |text: &str| Tree::with_files(&[("services/registry/src/grpc.rs", text)]);
        assert_eq!(
            breaches(&tree(
                r#"tracing::info!(enterprise.id = %id, "the email went out")"#
            )),
            []
        );
        for fault in [
            r#"tracing::info!(%email, "sent")"#,
            "#[tracing::instrument(skip_all, fields(user = form.email))]",
            "tracing::warn!(\n    phone = profile.phone,\n    \"x\"\n)",
        ] {
            assert!(!breaches(&tree(fault)).is_empty(), "{fault}");
        }
    }
}
