//! A mail as it goes over the wire: plain text first, and the same as HTML.

use askama::Template as _;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use lettre::{
    Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    domain::values::Language,
    mail::{
        template::{Category, Template},
        texts::{self, L10nLanguage},
        urls::Urls,
        words::{self, Words},
    },
};

/// Bytes of a text in one encoded word, which has 75 characters at most.
const PIECE: usize = 45;

/// To whom a mail goes, and what it says.
pub(super) struct Draft<'a> {
    pub(super) id: Uuid,
    pub(super) from: &'a Mailbox,
    pub(super) address: lettre::Address,
    pub(super) name: Option<String>,
    pub(super) language: Language,
    pub(super) template: &'a Template,
    pub(super) public_url: &'a str,
    pub(super) at: OffsetDateTime,
}

/// Why a mail cannot be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum DraftError {
    #[error("the template fails: {0}")]
    Template(#[from] askama::Error),
    #[error("the message cannot be built: {0}")]
    Message(#[from] lettre::error::Error),
}

#[derive(askama::Template)]
#[template(path = "mail/letter.txt")]
struct Text<'a> {
    parts: &'a Parts<'a>,
}

#[derive(askama::Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    parts: &'a Parts<'a>,
}

/// What both forms show.
struct Parts<'a> {
    lang: &'static str,
    texts: &'static L10nLanguage,
    hello: String,
    words: &'a Words,
    /// Where the person chooses; nothing for what is always told.
    preferences: Option<String>,
}

impl Draft<'_> {
    /// The message with its envelope. Its Message-ID is the row's, so that a
    /// mailbox would know the same mail again.
    ///
    /// # Errors
    /// It cannot be written, which is a fault of ours.
    pub(super) fn message(self) -> Result<Message, DraftError> {
        let urls = Urls::new(self.public_url, self.language);
        let words = words::of(self.template, self.language, &urls);
        let parts = self.parts(&words, &urls);
        let bodies = MultiPart::alternative_plain_html(
            Text { parts: &parts }.render()?,
            Html { parts: &parts }.render()?,
        );
        let host = self.from.email.domain();
        let subject = one_line(&words.subject);
        let name = self.name.as_deref().map(one_line);
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(name.clone(), self.address.clone()))
            .subject(subject.as_str())
            .date(self.at.into())
            .message_id(Some(format!("<{}@{host}>", self.id)))
            .multipart(bodies)?;
        literally(&mut message, "Subject", &subject, "");
        let address = format!(" <{}>", self.address);
        literally(&mut message, "To", &name.unwrap_or_default(), &address);
        // Nobody's absence notice shall answer this.
        message.headers_mut().insert_raw(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
        Ok(message)
    }

    fn parts<'a>(&self, words: &'a Words, urls: &Urls<'_>) -> Parts<'a> {
        let texts = texts::of(self.language);
        let is_chosen = match self.template.category() {
            Category::Account => false,
            Category::Organisation | Category::Enterprise => true,
        };
        Parts {
            lang: match self.language {
                Language::Sv => "sv",
                Language::En => "en",
            },
            texts,
            hello: match &self.name {
                Some(name) => texts.hello(one_line(name)),
                None => texts.hello_unnamed(),
            },
            words,
            preferences: is_chosen.then(|| urls.preferences()),
        }
    }
}

/// A reader decodes what looks like an encoded word, as a name in a subject may:
/// such a text is encoded itself, so that it is shown as it was typed.
fn literally(message: &mut Message, header: &'static str, text: &str, rest: &str) {
    if text.contains("=?") {
        let name = HeaderName::new_from_ascii_str(header);
        let encoded = format!("{}{rest}", encoded_words(text));
        let shown = format!("{text}{rest}");
        let value = HeaderValue::dangerous_new_pre_encoded(name, shown, encoded);
        message.headers_mut().insert_raw(value);
    }
}

/// The whole text as encoded words of RFC 2047, a line each.
fn encoded_words(text: &str) -> String {
    let mut words = Vec::new();
    let mut piece = String::new();
    for letter in text.chars() {
        if piece.len() + letter.len_utf8() > PIECE {
            words.push(std::mem::take(&mut piece));
        }
        piece.push(letter);
    }
    words.push(piece);
    let words = words
        .iter()
        .map(|it| format!("=?utf-8?b?{}?=", BASE64_STANDARD.encode(it)));
    words.collect::<Vec<_>>().join("\r\n ")
}

/// A name with a line break would end a header.
fn one_line(text: &str) -> String {
    text.split(|letter: char| letter.is_control() || letter.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
