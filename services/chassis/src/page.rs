//! Page tokens: opaque, and good for the search that they came from only.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use kernel::fault::ErrorReason;
use tonic::{Code, Status};

use crate::status::{self, FieldViolation};

/// What a token is bound to: the search without its paging.
#[derive(Clone, Copy)]
pub struct Search([u8; SEARCH]);

const SEARCH: usize = 16;
/// Pages have this many rows where the caller does not say.
const USUAL: u32 = 20;

impl Search {
    /// `request` is the request with all of its paging left out.
    pub fn of(request: &impl prost::Message) -> Self {
        let mut search = [0; SEARCH];
        let hash = blake3::hash(&request.encode_to_vec());
        search.copy_from_slice(&hash.as_bytes()[..SEARCH]);
        Self(search)
    }

    /// The token of a place in this search.
    pub fn token(&self, place: &[u8]) -> String {
        BASE64_URL_SAFE_NO_PAD.encode([&self.0, place].concat())
    }

    /// The place that a token stands for; nothing for a token of another
    /// search, and for a text that is no token.
    pub fn place<const N: usize>(&self, token: &str) -> Option<[u8; N]> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
        let place = bytes.strip_prefix(&self.0)?;
        place.try_into().ok()
    }
}

/// The token is none of this search.
pub fn wrong_token() -> Status {
    let (reason, sentence) = (
        ErrorReason::WrongPageToken,
        "The page token belongs to another search; start again without it.",
    );
    let field = FieldViolation::new("page_token", reason, sentence);
    status::with_fields(Code::InvalidArgument, reason, sentence, vec![field])
}

/// The rows of a page; the rules have refused more than a hundred.
pub fn size(wanted: u32) -> u32 {
    if wanted == 0 { USUAL } else { wanted }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proto::asf::registry::v1::SearchEnterprisesRequest;

    use super::*;

    fn search(q: &str) -> Search {
        Search::of(&SearchEnterprisesRequest {
            q: q.to_owned(),
            ..Default::default()
        })
    }

    #[test]
    fn a_token_leads_back_to_its_place() {
        let token = search("catering").token(&40_u32.to_be_bytes());
        assert_eq!(search("catering").place(&token), Some(40_u32.to_be_bytes()));
    }

    #[test]
    fn a_token_of_another_search_is_none() {
        let token = search("catering").token(&40_u32.to_be_bytes());
        assert_eq!(search("café").place::<4>(&token), None);
        assert_eq!(search("catering").place::<8>(&token), None);
    }

    proptest! {
        #[test]
        fn any_text_is_a_token_or_none(text in "\\PC{0,60}") {
            prop_assert_eq!(search("").place::<4>(&text), None);
        }
    }

    #[test]
    fn a_page_has_twenty_rows_unless_the_caller_wants_others() {
        assert_eq!((size(0), size(1), size(100)), (20, 1, 100));
    }
}
