//! What an SMTP server answers to a command, and what it remembers between
//! two of them.

use super::reader::LONGEST_CONTENT;

/// RFC 5321, 4.5.3.1.8.
const MOST_RECIPIENTS: usize = 100;

/// The state of one connection.
#[derive(Debug, Default)]
pub(super) struct Dialogue {
    is_greeted: bool,
    from: Option<String>,
    to: Vec<String>,
}

/// What the server does next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    Say(&'static str),
    SayAndEnd(&'static str),
    /// Asks for the content of the mail.
    Content,
}

/// The extensions that the server has, the size being its limit.
const EXTENSIONS: &str =
    "250-mailbox.example\r\n250-PIPELINING\r\n250-SIZE 10485760\r\n250-8BITMIME\r\n250 SMTPUTF8";
const OUT_OF_ORDER: Next = Next::Say("503 not now");
const NO_PARAMETER: Next = Next::Say("501 something is missing or too much");

impl Dialogue {
    pub(super) fn hear(&mut self, line: &str) -> Next {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => self.greeted(rest, EXTENSIONS),
            "HELO" => self.greeted(rest, "250 mailbox.example"),
            "MAIL" => self.mail(rest),
            "RCPT" => self.rcpt(rest),
            "DATA" if !rest.is_empty() => NO_PARAMETER,
            "DATA" if self.to.is_empty() => OUT_OF_ORDER,
            "DATA" => Next::Content,
            "RSET" => {
                self.forget();
                Next::Say("250 forgotten")
            }
            "NOOP" => Next::Say("250 yes"),
            "VRFY" => Next::Say("252 everybody is taken"),
            "QUIT" => Next::SayAndEnd("221 goodbye"),
            "AUTH" | "STARTTLS" | "EXPN" | "HELP" | "TURN" => Next::Say("502 not here"),
            _ => Next::Say("500 no such command"),
        }
    }

    /// Sender and recipients of the mail that was taken; the next one has
    /// none yet.
    pub(super) fn envelope(&mut self) -> (String, Vec<String>) {
        let from = self.from.take().unwrap_or_default();
        (from, std::mem::take(&mut self.to))
    }

    fn greeted(&mut self, name: &str, answer: &'static str) -> Next {
        if name.is_empty() {
            return NO_PARAMETER;
        }
        self.is_greeted = true;
        self.forget();
        Next::Say(answer)
    }

    fn mail(&mut self, rest: &str) -> Next {
        if !self.is_greeted || self.from.is_some() {
            return OUT_OF_ORDER;
        }
        let Some((address, parameters)) = path(rest, "FROM:") else {
            return NO_PARAMETER;
        };
        for parameter in parameters.split_ascii_whitespace() {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            match (name.to_ascii_uppercase().as_str(), value.parse::<usize>()) {
                ("SIZE", Ok(size)) if size > LONGEST_CONTENT => {
                    return Next::Say("552 the mail is too long");
                }
                ("SIZE", Ok(_)) | ("BODY" | "SMTPUTF8", _) => {}
                _ => return Next::Say("555 no such parameter"),
            }
        }
        self.from = Some(address.to_owned());
        Next::Say("250 yes")
    }

    fn rcpt(&mut self, rest: &str) -> Next {
        if self.from.is_none() {
            return OUT_OF_ORDER;
        }
        match path(rest, "TO:") {
            Some((address, "")) if address.contains('@') => {
                if self.to.len() == MOST_RECIPIENTS {
                    return Next::Say("452 too many recipients");
                }
                self.to.push(address.to_owned());
                Next::Say("250 yes")
            }
            Some((_, "")) => Next::Say("553 no address"),
            Some(_) => Next::Say("555 no such parameter"),
            None => NO_PARAMETER,
        }
    }

    fn forget(&mut self) {
        self.from = None;
        self.to.clear();
    }
}

/// The address of `FROM:<a@b> X=Y`, and what follows it.
fn path<'a>(text: &'a str, label: &str) -> Option<(&'a str, &'a str)> {
    let (found, rest) = text.split_at_checked(label.len())?;
    let rest = rest.trim_start().strip_prefix('<')?;
    let (address, parameters) = rest.split_once('>')?;
    let is_right = found.eq_ignore_ascii_case(label) && !address.contains(char::is_whitespace);
    is_right.then(|| (address, parameters.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first word of each answer.
    fn codes(lines: &[&str]) -> Vec<&'static str> {
        let mut dialogue = Dialogue::default();
        let answers = lines.iter().map(|line| match dialogue.hear(line) {
            Next::Say(answer) | Next::SayAndEnd(answer) => &answer[..3],
            Next::Content => "354",
        });
        answers.collect()
    }

    #[test]
    fn a_mail_is_taken_step_by_step() {
        let mail = [
            "ehlo x",
            "mail from:<a@asf.example> size=100 BODY=8BITMIME",
            "RCPT TO:<b@asf.example>",
            "RCPT TO: <c@asf.example>",
            "DATA",
        ];
        assert_eq!(codes(&mail), ["250", "250", "250", "250", "354"]);
        let mut dialogue = Dialogue::default();
        for line in mail {
            dialogue.hear(line);
        }
        let to = ["b@asf.example", "c@asf.example"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(dialogue.envelope(), ("a@asf.example".to_owned(), to));
        assert_eq!(dialogue.envelope(), (String::new(), Vec::new()));
    }

    #[test]
    fn steps_out_of_order_are_refused() {
        for lines in [
            &["MAIL FROM:<a@asf.example>"][..],
            &["EHLO x", "RCPT TO:<a@asf.example>"],
            &["EHLO x", "DATA"],
            &["EHLO x", "MAIL FROM:<>", "DATA"],
            &["EHLO x", "MAIL FROM:<>", "MAIL FROM:<>"],
            &["EHLO x", "MAIL FROM:<>", "RSET", "RCPT TO:<a@asf.example>"],
            &[
                "EHLO x",
                "MAIL FROM:<>",
                "HELO x",
                "RCPT TO:<a@asf.example>",
            ],
        ] {
            assert_eq!(codes(lines).last(), Some(&"503"), "{lines:?}");
        }
    }

    #[test]
    fn what_cannot_be_taken_says_why() {
        for (line, code) in [
            ("EHLO", "501"),
            ("MAIL FROM:a@asf.example", "501"),
            ("MAIL TO:<a@asf.example>", "501"),
            ("MAIL FROM:<a@asf.example> SIZE=99999999", "552"),
            ("MAIL FROM:<a@asf.example> SIZE=x", "555"),
            ("MAIL FROM:<a@asf.example> RET=FULL", "555"),
            ("AUTH PLAIN", "502"),
            ("STARTTLS", "502"),
            ("VRFY a", "252"),
            ("NOOP", "250"),
            ("", "500"),
            ("GET / HTTP/1.1", "500"),
            ("QUIT", "221"),
        ] {
            assert_eq!(codes(&["EHLO x", line])[1], code, "{line}");
        }
        let rcpt = |line| codes(&["EHLO x", "MAIL FROM:<>", line])[2];
        assert_eq!(rcpt("RCPT TO:<nobody>"), "553");
        assert_eq!(rcpt("RCPT TO:<a@asf.example> NOTIFY=NEVER"), "555");
        assert_eq!(rcpt("RCPT TO:a@asf.example"), "501");
    }

    #[test]
    fn one_mail_has_a_hundred_recipients_at_most() {
        let mut lines = vec!["EHLO x", "MAIL FROM:<>"];
        lines.extend(["RCPT TO:<a@asf.example>"; MOST_RECIPIENTS + 1]);
        assert_eq!(codes(&lines)[MOST_RECIPIENTS + 1..], ["250", "452"]);
    }

    #[test]
    fn the_size_that_is_told_is_the_one_that_is_kept() {
        assert!(EXTENSIONS.contains(&format!("SIZE {LONGEST_CONTENT}\r\n")));
    }
}
