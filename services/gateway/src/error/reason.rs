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
    WRONG_CODE BAD_REQUEST "Wrong code"
        "The code is not the one that the authenticator app shows, or was used before.";
    WRONG_LINK BAD_REQUEST "Link does not work"
        "The link of the mail was used, has expired or was never given; ask for a new one.";
    PROVIDER_REFUSED BAD_REQUEST "Refused by the sign-in service"
        "What the sign-in service sent back does not hold, or came too late; begin again.";
    PASSKEY_REFUSED BAD_REQUEST "Passkey refused"
        "The passkey is not known here, or its answer does not hold; begin again.";
    LOGIN_NEEDED UNAUTHORIZED "Login needed"
        "This needs a valid token: `Authorization: Bearer <token>`.";
    WRONG_LOGIN UNAUTHORIZED "Wrong address or password"
        "No account has this address together with this password, or the address is not verified yet.";
    CHALLENGE_ENDED UNAUTHORIZED "Challenge ended"
        "The challenge was answered, has expired or had too many wrong answers; log in again.";
    FORBIDDEN FORBIDDEN "Not allowed"
        "The account of this token may not do this.";
    PEER_NOT_ALLOWED INTERNAL_SERVER_ERROR "Not for this service"
        "The service behind does not serve the gateway: a fault of the set-up.";
    CROSS_ORIGIN FORBIDDEN "Request from another site"
        "A browser sent this writing request from another site's page.";
    NOT_FOUND NOT_FOUND "Not found"
        "There is no such thing, or it is not public.";
    NO_SUCH_PATH NOT_FOUND "No such path"
        "The API has no such path; `/api/docs` lists those it has.";
    PROVIDER_UNKNOWN NOT_FOUND "No such sign-in service"
        "No sign-in service with this id is set up.";
    NO_SUCH_REPORT NOT_FOUND "No such report"
        "The enterprise has no report of social benefit for this year.";
    NO_SUCH_MEMBER NOT_FOUND "No such member"
        "The organisation has no such member.";
    NO_SUCH_INVITATION NOT_FOUND "No such invitation"
        "The invitation was answered, was withdrawn or was never sent.";
    NO_SUCH_JOIN_REQUEST NOT_FOUND "No such request to join"
        "The request to join was decided, or was never made.";
    METHOD_NOT_ALLOWED METHOD_NOT_ALLOWED "Method not allowed"
        "The path does not know this method; the header `Allow` lists those it knows.";
    ORG_NUMBER_TAKEN CONFLICT "Registration number taken"
        "Another enterprise is registered with this registration number.";
    ALREADY_REGISTERED CONFLICT "Registered already"
        "An enterprise with this id is registered already.";
    NOT_WAITING CONFLICT "Not waiting for review"
        "The enterprise does not wait for review, or not any more.";
    WRONG_STATE CONFLICT "Not possible in this state"
        "The enterprise is in a state in which this cannot be done.";
    ALREADY_LISTED CONFLICT "Already listed"
        "The enterprise is on the list already.";
    CLOSED CONFLICT "Closed"
        "The enterprise or organisation is closed for good and cannot be changed.";
    NOT_VERIFIED CONFLICT "Not verified yet"
        "The address, or the organisation, has to be verified first.";
    LAST_WAY_IN CONFLICT "The only way in"
        "Without it nobody could log in to the account any more; add another way first.";
    LAST_OWNER CONFLICT "The only owner"
        "The organisation would be without an owner; make another member owner first.";
    LAST_STAFF CONFLICT "The only one of staff"
        "Nobody would be left to look after the platform.";
    ALREADY_OPEN CONFLICT "Account open already"
        "The account was opened before.";
    ROLE_NOT_HELD CONFLICT "Role not held"
        "The account does not have the role that is to be taken away.";
    ALREADY_CREATED CONFLICT "Created already"
        "An organisation with this id was created before.";
    NOT_BELIEVED CONFLICT "Not believed"
        "Staff did not believe the organisation; it has to be looked at again first.";
    ORGANISATION_NOT_VERIFIED CONFLICT "Organisation not verified"
        "The organisation has to be verified first.";
    NOT_AN_ASF CONFLICT "Not an ASF"
        "Only a work-integration social enterprise can do this.";
    ALREADY_MEMBER CONFLICT "Member already"
        "The person is a member of the organisation already.";
    TOO_MANY_INVITATIONS CONFLICT "Too many invitations"
        "The organisation has as many open invitations as it may; withdraw one first.";
    ALREADY_TIED CONFLICT "Tied already"
        "The organisation is tied to an enterprise already.";
    CLAIM_PENDING CONFLICT "Claim waits already"
        "A claim of the organisation waits for a decision; withdraw it first.";
    NO_CLAIM CONFLICT "No claim"
        "The organisation has no claim that waits for a decision.";
    NO_SUCH_CLAIM CONFLICT "No such claim"
        "The organisation does not claim this enterprise any more.";
    ORGANISATION_TIED CONFLICT "Has an enterprise"
        "The organisation looks after another enterprise already.";
    NOT_TIED CONFLICT "Not tied"
        "The organisation is not tied to an enterprise.";
    TOTP_THERE CONFLICT "Authenticator app set up already"
        "The account has an authenticator app; remove it before setting up another one.";
    TOTP_NOT_STARTED CONFLICT "Set-up not begun"
        "Begin to set the authenticator app up, then confirm it within the time that it has.";
    TOTP_NOT_THERE CONFLICT "No authenticator app"
        "The account has no authenticator app.";
    TOO_MANY_PASSKEYS CONFLICT "Too many passkeys"
        "The account has as many passkeys as it may; remove one first.";
    ADDRESS_NOT_VERIFIED CONFLICT "Address not verified"
        "The sign-in service does not say that it has verified the address.";
    ADDRESS_TAKEN CONFLICT "Address has an account"
        "The address has an account; log in to it and link the sign-in service there.";
    PROVIDER_TAKEN CONFLICT "Linked with another account"
        "This person of the sign-in service is linked with another account.";
    ALREADY_LINKED CONFLICT "Linked already"
        "The sign-in service leads to the account already, by another person of it.";
    NOT_LINKED CONFLICT "Not linked"
        "The sign-in service is not linked with the account.";
    NAME_TAKEN CONFLICT "Name taken"
        "Another one of the organisation has this name.";
    SHORTLIST_FULL CONFLICT "Shortlist full"
        "The shortlist holds as many enterprises as it may.";
    TOO_MANY_SHORTLISTS CONFLICT "Too many shortlists"
        "The organisation has as many shortlists as it may; delete one first.";
    NOT_LISTED CONFLICT "Not on the list"
        "The enterprise is not on the list.";
    TOO_MANY_WEBHOOKS CONFLICT "Too many webhooks"
        "The organisation has as many webhooks as it may; delete one first.";
    WEBHOOK_DISABLED CONFLICT "Webhook disabled"
        "The webhook is disabled; enable it first.";
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
    KEYS_AWAY SERVICE_UNAVAILABLE "Keys not here yet"
        "The keys that tokens are checked with are not here at the moment; try again shortly.";
    PROVIDER_AWAY SERVICE_UNAVAILABLE "Sign-in service away"
        "The sign-in service does not answer at the moment.";
    PASSKEYS_AWAY NOT_IMPLEMENTED "No passkeys here"
        "Passkeys need a host name, and the platform is reached by an IP address.";
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
