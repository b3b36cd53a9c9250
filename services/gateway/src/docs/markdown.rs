//! The little Markdown that comments are written in: paragraphs, lists, code
//! and bold words.

/// The text as HTML.
pub(super) fn html(text: &str) -> String {
    let blocks = text.split("\n\n").map(str::trim);
    blocks
        .filter(|block| !block.is_empty())
        .map(block)
        .collect()
}

pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

fn block(block: &str) -> String {
    if !block.starts_with("- ") {
        return format!("<p>{}</p>\n", inline(block));
    }
    let items = block.lines().map(|line| {
        let item = line.strip_prefix("- ").unwrap_or(line);
        format!("<li>{}</li>\n", inline(item))
    });
    format!("<ul>\n{}</ul>\n", items.collect::<String>())
}

fn inline(text: &str) -> String {
    let code = between(&escape(text), "`", "code");
    between(&code, "**", "strong")
}

/// Puts what stands between two marks into an element.
fn between(text: &str, mark: &str, element: &str) -> String {
    let mut parts = text.split(mark);
    let mut out = parts.next().unwrap_or_default().to_owned();
    while let Some(marked) = parts.next() {
        match parts.next() {
            Some(after) => out += &format!("<{element}>{marked}</{element}>{after}"),
            None => out += &format!("{mark}{marked}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_become_paragraphs_lists_and_code() {
        let text = "Takes `a<b` and **more**.\n\n- one\n- two `x`";
        let expected = "<p>Takes <code>a&lt;b</code> and <strong>more</strong>.</p>\n\
            <ul>\n<li>one</li>\n<li>two <code>x</code></li>\n</ul>\n";
        assert_eq!(html(text), expected);
    }

    #[test]
    fn a_mark_without_an_end_stays() {
        assert_eq!(html("a ` b"), "<p>a ` b</p>\n");
    }
}
