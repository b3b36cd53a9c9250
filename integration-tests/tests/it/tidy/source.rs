//! Rust text taken apart just far enough for the rules: code without comments
//! and without the insides of strings, the strings, and where tests begin.

/// A string literal of a file.
#[derive(Debug)]
pub(super) struct Literal {
    /// The line it begins on, from 1.
    pub(super) line: usize,
    pub(super) text: String,
    at: usize,
}

/// A Rust file without what the rules do not look at.
#[derive(Debug)]
pub(super) struct Source {
    /// As long as the file: comments, strings and tests are blanks.
    pub(super) code: String,
    /// The strings outside of tests.
    pub(super) literals: Vec<Literal>,
    /// Modules in files of their own that are compiled for tests only.
    pub(super) test_modules: Vec<String>,
    test_lines: usize,
}

const TEST_MARK: &str = "#[cfg(test)]";

impl Source {
    pub(super) fn of(text: &str) -> Self {
        let (mut code, mut literals) = scan(text);
        let mut test_modules = Vec::new();
        let mut test_lines = 0;
        while let Some(start) = find(&code, TEST_MARK) {
            let end = end_of_item(&code, start + TEST_MARK.len());
            let item: String = code[start..end].iter().collect();
            if let Some(name) = declared_module(&item) {
                test_modules.push(name);
            }
            test_lines += item.matches('\n').count();
            literals.retain(|literal| literal.at < start || literal.at >= end);
            blank(&mut code[start..end]);
        }
        Self {
            code: code.into_iter().collect(),
            literals,
            test_modules,
            test_lines,
        }
    }

    /// How many lines are no tests.
    pub(super) fn lines(&self) -> usize {
        self.code.lines().count() - self.test_lines
    }

    /// The lines, from 1, on which the code has this word.
    pub(super) fn lines_with(&self, word: &str) -> Vec<usize> {
        let lines = self.code.lines().enumerate();
        lines
            .filter(|(_, line)| has_word(line, word))
            .map(|(number, _)| number + 1)
            .collect()
    }
}

/// The word stands there by itself: `now` is in `x::now` but not in `now_utc`.
/// A word with `::` begins a path: `a::` is not in `x::a::b`.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let inside = word.contains("::") && before == Some(':');
        let goes_on = word.ends_with(part) && after.is_some_and(part);
        !inside && !before.is_some_and(part) && !goes_on
    })
}

fn blank(code: &mut [char]) {
    for c in code.iter_mut().filter(|c| **c != '\n') {
        *c = ' ';
    }
}

fn find(code: &[char], word: &str) -> Option<usize> {
    let word: Vec<char> = word.chars().collect();
    code.windows(word.len()).position(|window| window == word)
}

/// Behind the `;` or the closing brace of the item that begins here.
fn end_of_item(code: &[char], from: usize) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.iter().enumerate().skip(from) {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

fn declared_module(item: &str) -> Option<String> {
    let declaration = item.strip_suffix(';')?;
    let (_, name) = declaration.rsplit_once("mod ")?;
    Some(name.trim().to_owned())
}

/// Blanks comments and the insides of strings, and collects the strings.
fn scan(text: &str) -> (Vec<char>, Vec<Literal>) {
    let mut code: Vec<char> = text.chars().collect();
    let mut literals = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let rest = &code[at..];
        let end = at
            + match rest {
                ['/', '/', ..] => line_end(rest),
                ['/', '*', ..] => comment_end(rest),
                ['r', '"' | '#', ..] if !follows_word(&code, at) => raw_end(rest),
                ['"', ..] => string_end(rest),
                ['\'', ..] => char_end(rest),
                _ => 0,
            };
        if end == at {
            at += 1;
            continue;
        }
        if code[at] == '"' || code[at] == 'r' {
            literals.push(Literal {
                line: code[..at].iter().filter(|c| **c == '\n').count() + 1,
                text: code[at..end].iter().collect(),
                at,
            });
        }
        blank(&mut code[at..end]);
        at = end;
    }
    (code, literals)
}

fn follows_word(code: &[char], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| code.get(before))
        .is_some_and(|c| *c != 'b' && (c.is_alphanumeric() || *c == '_'))
}

fn line_end(rest: &[char]) -> usize {
    let end = rest.iter().position(|c| *c == '\n');
    end.unwrap_or(rest.len())
}

fn comment_end(rest: &[char]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => {
                depth += 1;
                at += 2;
            }
            ['*', '/', ..] => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    rest.len()
}

/// Behind `r#"…"#`, or 0 where it is a raw identifier.
fn raw_end(rest: &[char]) -> usize {
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return 0;
    }
    let close: Vec<char> = std::iter::once('"')
        .chain(std::iter::repeat_n('#', hashes))
        .collect();
    let body = hashes + 2;
    let found = rest[body..]
        .windows(close.len())
        .position(|window| window == close);
    found.map_or(rest.len(), |end| body + end + close.len())
}

fn string_end(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Behind a character literal, or 0 at a lifetime.
fn char_end(rest: &[char]) -> usize {
    match rest {
        ['\'', '\\', ..] => {
            let close = rest.iter().skip(3).position(|c| *c == '\'');
            close.map_or(0, |at| at + 4)
        }
        ['\'', _, '\'', ..] => 3,
        _ => 0,
    }
}

#[test]
fn code_is_what_is_no_comment_no_string_and_no_test() {
    let text = r####"// sqlx::query
fn one<'a>(x: &'a str) -> char { let s = "a \" {"; let r = r#"b " {"#; '"' }
/* rand /* nested */ */
#[cfg(test)]
mod tests { fn two() { "c"; } }
#[cfg(test)]
mod other;
fn three() {}
"####;
    let source = Source::of(text);
    assert!(source.code.contains("fn one<'a>") && source.code.contains("fn three"));
    for gone in ["sqlx", "rand", "nested", "two", "other"] {
        assert!(!source.code.contains(gone), "{gone}");
    }
    let strings: Vec<&str> = source.literals.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(strings, [r#""a \" {""#, r###"r#"b " {"#"###]);
    assert_eq!(source.literals[0].line, 2);
    assert_eq!(source.test_modules, ["other"]);
    assert_eq!(source.lines_with("three"), [8]);
}

#[test]
fn a_word_stands_by_itself() {
    assert!(has_word("use rand::Rng;", "rand::"));
    assert!(!has_word("operand::x", "rand::"));
    assert!(!has_word("kernel::time::now", "time::"));
    assert!(has_word("Clock::now_utc()", "now_utc"));
    assert!(!has_word("now_utc_offset", "now_utc"));
}
