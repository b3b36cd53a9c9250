//! The examples: files that can be run, with the site's own address in them.

/// What an example is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    List,
    Stream,
    Pull,
    Feed,
    Snapshot,
    Webhook,
    Nats,
    Embed,
}

/// A piece of code to copy.
pub(super) struct Example {
    /// Names it, and says by its end how it is run.
    pub(super) file: &'static str,
    /// The language, for a person.
    pub(super) language: &'static str,
    pub(super) code: String,
}

/// Stands in the files where the site's address comes.
const BASE: &str = "https://asf.example";

macro_rules! examples {
    ($($topic:ident $language:literal $file:literal),* $(,)?) => {
        &[$((
            Topic::$topic,
            $language,
            $file,
            include_str!(concat!("examples/", $file)),
        )),*]
    };
}

static EXAMPLES: &[(Topic, &str, &str, &str)] = examples![
    List "curl" "list.curl",
    List "Python" "list.py",
    List "Node" "list.mjs",
    Stream "curl" "stream.curl",
    Stream "Python" "stream.py",
    Stream "Node" "stream.mjs",
    Pull "curl" "pull.curl",
    Pull "Python" "pull.py",
    Pull "Node" "pull.mjs",
    Feed "curl" "feed.curl",
    Snapshot "curl" "snapshot.curl",
    Snapshot "Python" "snapshot.py",
    Snapshot "Node" "snapshot.mjs",
    Webhook "curl" "webhook.curl",
    Webhook "Python" "webhook.py",
    Webhook "Node" "webhook.mjs",
    Nats "curl" "nats.curl",
    Embed "HTML" "embed.html",
];

/// `base` is the site's address without a slash at its end.
pub(super) fn of(topic: Topic, base: &str) -> Vec<Example> {
    let examples = EXAMPLES.iter().filter(|(about, ..)| *about == topic);
    let examples = examples.map(|(_, language, file, code)| Example {
        file,
        language,
        code: code.trim_end().replace(BASE, base),
    });
    examples.collect()
}
