### The pages of Skoopi's staff and of process leaders.

staff-title = Staff
staff-leader-lead = You see what concerns { $counties }.
staff-waiting = Waiting for you
staff-wait = { $count ->
    [one] One waits
   *[other] { $count } wait
}
staff-count = { $count ->
    [one] One found
   *[other] { $count } found
}
staff-none-wait = Nothing waits
staff-next = Next page
staff-older = Older events
staff-other-states = Show others
staff-answer = Decision
staff-decide = Decide
staff-decided = The decision is saved.
staff-reason = Reason
staff-reason-hint = Needed when the answer is no. Those concerned can read it.

## Claims

staff-claims = Claims
staff-claims-lead = An organisation says that an enterprise is its own. Here is what speaks for it and against it. Open the claim to read all of it, and to decide.
staff-claims-none = No claim waits.
staff-claim-title = { $organisation } wants to look after { $enterprise }
staff-claim-answer = Is it the organisation’s enterprise?
staff-claim-approve = Yes, approve
staff-claim-reject = No, reject with a reason
staff-claim-approved = The claim is approved. The organisation looks after the profile now.
staff-claim-rejected = The claim is rejected. The organisation can read the reason.
staff-claim-lead = Read the evidence first, and decide last. If you say yes to an organisation that is not checked, your decision checks it. If in doubt, ring the enterprise at the number that stands on its page.

## What speaks for a claim and against it

evidence-title = Evidence
evidence-number = The registration numbers
evidence-number-unknown = Cannot be compared right now
evidence-number-different = Differ: find out why
evidence-number-typed = The same, but only typed: that proves nothing
evidence-number-verified = The same, and the organisation is checked
evidence-domain = The mail domain
evidence-domain-unknown = Cannot be compared right now
evidence-domain-different = Does not agree: no owner has a confirmed address with the profile’s domain
evidence-domain-public = Says nothing: the address is at a mail service for everybody
evidence-domain-nothing = Cannot be compared: the profile has neither website nor mail
evidence-domain-shared = The same, but other enterprises on the list have that domain too: it proves nothing
evidence-domain-same = Agrees: an owner has a confirmed address with the profile’s own domain
evidence-name = The names
evidence-name-same = The same, but anybody can type a name
evidence-name-different = Different
evidence-unverified = Not checked: name and number are only typed
evidence-typed-number = Number that the organisation gives
evidence-claimant-domains = Confirmed domains of its owners
evidence-enterprise-domains = Domains in the enterprise’s profile
evidence-enterprise-state = The enterprise’s state
evidence-no-domains = None

staff-organisation = Organisation
staff-enterprise = Enterprise on the list
staff-enterprise-number = The enterprise’s number
staff-enterprise-page = Show the enterprise

## Enterprises

staff-enterprises = Enterprises
staff-enterprises-waiting = Enterprises to review
staff-enterprises-none = No enterprise is in this state.
staff-changed = Changed { $date }
staff-missing = The list needs this too
staff-list = Put it on the list
staff-unlist = Take it off the list
staff-keep-off = Not back on the list without a review

## Organisations

staff-organisations = Organisations
staff-organisations-all = All organisations
staff-organisations-none = No organisation fits.
staff-to-verify = Organisations to check
staff-verify = It is what it says
staff-refuse = Do not accept it, with a reason
staff-mail-domain = Mail domain
staff-org-typed = Name and number are what the organisation typed. Look the number up in a register, and make sure that the person works there: ring a number that does not come from the person.
staff-org-number-shared = Another organisation here gives the same number. Only one can be checked.
staff-org-domain-shared = Another organisation here has the same mail domain.
staff-org-listed = On the ASF list with the same number
staff-org-not-listed = No enterprise
staff-org-own-domains = The enterprise’s own domains
staff-org-domain-same = Is the enterprise’s own, but typed by the organisation: see the members’ addresses
staff-org-domain-different = Is not the enterprise’s
staff-close-link = Close the organisation
staff-close-title = Close { $name } for good?
staff-close-lead = This cannot be undone. { $members ->
    [0] The organisation has no members.
    [one] The organisation’s only member loses what it gave.
   *[other] The organisation’s { $members } members lose what it gave them.
} The accounts remain.
staff-close-reason-hint = Those concerned can read it.
staff-close-button = Yes, close the organisation
staff-closed = The organisation is closed.
staff-register-title = Register an organisation
staff-register-lead = For an organisation that you know already. It counts as checked at once.
staff-register-domain-hint = What stands after @ in the organisation’s addresses, for example kommun.example.
staff-register-owner = The owner’s e-mail address
staff-register-owner-hint = The person gets an invitation by mail and becomes owner. Leave it empty to invite somebody later.
staff-register-button = Register
staff-registered = The organisation is registered.
staff-registered-invited = The organisation is registered, and its owner has been invited.
staff-refusal = The reason that we gave
staff-members = Members and invitations
staff-log-of = Events of the organisation
staff-membership-title = Membership of Skoopi
staff-membership-of = { $name }: { $membership }
staff-membership-from = First day
staff-membership-from-hint = Leave it empty to end the membership today.
staff-membership-to = Last day
staff-membership-to-hint = Leave it empty while no end is set.

## Roles

staff-roles = Roles
staff-roles-lead = Write the address of whoever is to get a role. Choose a person below to take one back.
staff-role-find = Find the account
staff-role-find-hint = The whole address, as the person logs in.
staff-people = Work for Skoopi
staff-leaders = Process leaders
staff-leaders-none = No process leader is named yet.
staff-role-staff = Staff: sees and decides everything on these pages
staff-role-leader = Process leader: reviews enterprises in a county
staff-county-hint = For process leaders only.
staff-grant-title = Give { $name } a role
staff-grant-lead = The account { $email } gets the role at once, and a mail about it.
staff-grant-button = Give the role
staff-granted = The role is given.
staff-revoke-title = Take the role back from { $name }?
staff-revoke-lead = The person loses the role within seconds: { $role }.
staff-revoke-button = Yes, take the role back
staff-revoked = The role is taken back.

## Events

staff-log = Events
staff-log-all = All events
staff-log-filtered = Chosen events
staff-log-none = No events.
staff-log-by = { $actor }, { $time }
staff-log-system = The system
staff-log-anonymous = Somebody who was not logged in
staff-log-lead = Who did what with accounts and organisations. Choose a row to come to the organisation, or to see everything about the account.
staff-log-row = { $event } – { $target }
staff-log-unnamed = Organisation without a name
staff-log-of-person = Show the person’s events
staff-log-says = { $label }: { $value }
staff-log-provider = Service
staff-log-language = Language
staff-log-swedish = Swedish
staff-log-english = English
staff-log-by-domain = Through its mail domain
staff-log-by-staff = By Skoopi’s staff
staff-log-was-verified = Was accepted before
staff-log-mail = Mail
staff-log-mail-none = only about the account itself
staff-log-mail-organisation = about the organisation
staff-log-mail-enterprise = about the enterprise
staff-log-mail-marketplace = about the marketplace
staff-log-mail-news = news
staff-log-mail-quiet = none in the evening or at week-ends

## Events of accounts

event-opened = The account was opened
event-email-verified = The e-mail address was confirmed
event-email-changed = The e-mail address was changed
event-password-set = A new password was chosen
event-totp-added = An app for codes was set up
event-totp-removed = The app for codes was removed
event-recovery-codes-renewed = New recovery codes were made
event-recovery-code-used = A recovery code was used
event-passkey-added = A passkey was added
event-passkey-removed = A passkey was removed
event-provider-linked = Log-in with another service was linked
event-provider-unlinked = Log-in with another service was unlinked
event-preferences-changed = Language or notices were changed
event-details-changed = Name or telephone number was changed
event-role-granted = A role was given
event-role-revoked = A role was taken back
event-erased = The account was erased

## Events of organisations

event-created = The organisation was added
event-verified = The organisation was accepted
event-verification-asked = The organisation has to be checked again
event-refused = The organisation was not accepted
event-renamed = The organisation changed its name
event-domain-changed = The mail domain was changed
event-domain-removed = The mail domain was removed
event-member-added = A member came in
event-member-role-changed = A member got another role
event-member-removed = A member was removed
event-invited = Somebody was invited
event-invitation-accepted = An invitation was accepted
event-invitation-withdrawn = An invitation was withdrawn or became too old
event-join-requested = Somebody asked to join
event-join-withdrawn = Somebody took a request to join back
event-join-approved = A request to join was approved
event-join-declined = A request to join was declined
event-claim-requested = The organisation claimed an enterprise
event-claim-withdrawn = The claim on an enterprise was withdrawn
event-claim-rejected = The claim on an enterprise was rejected
event-enterprise-tied = An enterprise was tied to the organisation
event-enterprise-released = The organisation let go of its enterprise
event-membership-set = The membership of Skoopi was changed
event-membership-ended = The membership of Skoopi was removed
event-closed = The organisation was closed
event-closed-empty = The organisation was closed when it had no member left
