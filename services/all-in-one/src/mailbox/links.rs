//! The links of a plain text.

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Link(&'a str),
}

/// All links, in their order.
pub(super) fn of(text: &str) -> Vec<String> {
    let pieces = pieces(text).into_iter();
    let links = pieces.filter_map(|piece| match piece {
        Piece::Link(link) => Some(link.to_owned()),
        Piece::Text(_) => None,
    });
    links.collect()
}

/// The text cut where links begin and end.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(begin) = begin(rest) {
        let (before, from) = rest.split_at(begin);
        let (link, after) = from.split_at(length(from));
        pieces.extend([Piece::Text(before), Piece::Link(link)]);
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

fn begin(text: &str) -> Option<usize> {
    let found = ["http://", "https://"].into_iter();
    found.filter_map(|scheme| text.find(scheme)).min()
}

/// Punctuation at the end belongs to the sentence.
fn length(link: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"');
    let whole = &link[..link.find(ends).unwrap_or(link.len())];
    whole
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')'])
        .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_links() {
        let text = "Öppna http://a.example/x?y=1, eller\n(https://b.example/ö).";
        assert_eq!(
            pieces(text),
            [
                Piece::Text("Öppna "),
                Piece::Link("http://a.example/x?y=1"),
                Piece::Text(", eller\n("),
                Piece::Link("https://b.example/ö"),
                Piece::Text(")."),
            ]
        );
        assert_eq!(of(text), ["http://a.example/x?y=1", "https://b.example/ö"]);
    }

    #[test]
    fn a_text_without_links_is_one_piece() {
        assert_eq!(
            pieces("httpd is no link"),
            [Piece::Text("httpd is no link")]
        );
        assert_eq!(pieces(""), []);
    }
}
