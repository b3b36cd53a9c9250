//! The stable reasons of problems, each with its HTTP status: what clients
//! decide by, and what `/api/docs#<REASON>` explains.

use http::StatusCode;

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reason {
    pub(crate) name: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) title: &'static str,
    /// A sentence for the documents, and for a problem that has none better.
    pub(crate) meaning: &'static str,
}

macro_rules! reasons {
    ($($name:ident $status:ident $title:literal $meaning:literal;)*) => {
        $(pub(crate) static $name: Reason = Reason {
            name: stringify!($name),
            status: StatusCode::$status,
            title: $title,
            meaning: $meaning,
        };)*

        /// All reasons, in the order of the documents.
        pub(crate) static ALL: &[&Reason] = &[$(&$name),*];
    };
}

reasons! {
    INVALID_FIELDS BAD_REQUEST "Invalid request"
        "Parts of the request break a rule; `errors` names each part and its rule.";
    WRONG_PAGE_TOKEN BAD_REQUEST "Page token of another search"
        "The page token does not belong to this search; begin again without one.";
    LOGIN_NEEDED UNAUTHORIZED "Login needed"
        "This needs a valid token: `Authorization: Bearer <token>`.";
    FORBIDDEN FORBIDDEN "Not allowed"
        "The account of this token may not do this.";
    CROSS_ORIGIN FORBIDDEN "Request from another site"
        "A browser sent this writing request from another site's page.";
    NOT_FOUND NOT_FOUND "Not found"
        "There is no such thing, or it is not public.";
    NO_SUCH_PATH NOT_FOUND "No such path"
        "The API has no such path; `/api/docs` lists those it has.";
    METHOD_NOT_ALLOWED METHOD_NOT_ALLOWED "Method not allowed"
        "The path does not know this method; the header `Allow` lists those it knows.";
    ORG_NUMBER_TAKEN CONFLICT "Registration number taken"
        "Another enterprise is registered with this registration number.";
    ALREADY_REGISTERED CONFLICT "Registered already"
        "An enterprise with this id is registered already.";
    WRONG_STATE CONFLICT "Not possible in this state"
        "The enterprise is in a state in which this cannot be done.";
    ALREADY_LISTED CONFLICT "Already listed"
        "The enterprise is on the list already.";
    CLOSED CONFLICT "Closed"
        "The enterprise is closed for good and cannot be changed.";
    CONFLICT CONFLICT "Conflict"
        "The request does not fit the present state; read it again and decide anew.";
    STALE_ETAG PRECONDITION_FAILED "Changed in the meantime"
        "The resource is no longer the one that `If-Match` names; read it again.";
    BODY_TOO_LARGE PAYLOAD_TOO_LARGE "Body too large"
        "The body is larger than 1 MiB.";
    UNSUPPORTED_MEDIA_TYPE UNSUPPORTED_MEDIA_TYPE "Not JSON"
        "The body has to be `application/json` in UTF-8, not compressed.";
    NOT_COMPLETE UNPROCESSABLE_ENTITY "Not complete"
        "The profile lacks what the list needs; `errors` names each part.";
    KEY_REUSED UNPROCESSABLE_ENTITY "Idempotency key used before"
        "The `Idempotency-Key` stands for another request already; take a new one.";
    TOO_MANY_REQUESTS TOO_MANY_REQUESTS "Too many requests"
        "This client writes too much; `Retry-After` says when to go on.";
    INTERNAL INTERNAL_SERVER_ERROR "Internal error"
        "Something failed on our side. It is logged under the id in `instance`.";
    NOT_IMPLEMENTED NOT_IMPLEMENTED "Not served yet"
        "The service behind does not know this request yet.";
    BUSY SERVICE_UNAVAILABLE "Busy"
        "There is more to do than can be done now; `Retry-After` says when to try again.";
    UNAVAILABLE SERVICE_UNAVAILABLE "Unavailable"
        "The service behind cannot be reached at the moment; try again shortly.";
    TIMEOUT GATEWAY_TIMEOUT "Took too long"
        "The answer did not come in time. A write may have been done: send it again with the same `Idempotency-Key`.";
    SLOW_REQUEST REQUEST_TIMEOUT "Request too slow"
        "The request did not arrive in time.";
}

pub(crate) fn find(name: &str) -> Option<&'static Reason> {
    ALL.iter().copied().find(|reason| reason.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_stands_once() {
        let mut names: Vec<_> = ALL.iter().map(|reason| reason.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }

    #[test]
    fn a_reason_is_found_by_its_name() {
        assert_eq!(find("STALE_ETAG"), Some(&STALE_ETAG));
        assert_eq!(find("SOMETHING_ELSE"), None);
    }
}
