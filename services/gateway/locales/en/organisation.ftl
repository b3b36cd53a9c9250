### Organisations, their members, and the enterprise on the list.

## What an organisation is

org-kind = Kind of organisation
org-kind-fact = Kind
org-kind-asf = Work-integration social enterprise
org-kind-public = Municipality, region or authority
org-kind-company = Company or association
org-kind-skoopi = Skoopi
org-state = State
org-state-unverified = Waits for a check
org-state-verified = Checked
org-state-refused = Not accepted
org-state-closed = Closed
org-name = Name
org-number = Registration number
org-number-hint = Ten digits, such as 556016-0680. Never a personal number.
org-domain = Your e-mail domain
org-domain-hint = What stands after @ in your addresses, such as kommun.example. If your own address has the same domain and no other organisation uses it here, the organisation is accepted at once.
org-membership = Membership of Skoopi
org-membership-none = No membership
org-membership-from = From { $from }
org-membership-until = { $from } to { $to }
org-role = Role
org-role-viewer-may = Viewer: sees what the organisation may see
org-role-editor-may = Editor: also works for the organisation and edits the profile
org-role-owner-may = Owner: also decides on members and on the place on the list
org-person-erased = Removed user
org-you = This is you
org-since = Since { $date }

## Own organisations

org-mine-title = Organisations
org-mine-heading = You belong to
org-mine-empty = You do not belong to an organisation yet. If yours is here, ask to join it. If not, add it.
org-joins-waiting = { $count ->
    [one] One person wants to join
   *[other] { $count } people want to join
}
org-create-title = Add an organisation
org-create-lead = You become its owner and can invite your colleagues. We check that the organisation is what it says before it can act here.
org-create-button = Add
org-created = The organisation is added. Skoopi checks it, and you get a mail when that is done.
org-created-verified = The organisation is added and checked.
org-find-title = Find your organisation
org-find-lead = Search for the organisation, and ask its owners to let you in.
org-find-label = Name or registration number
org-find-hint = At least two characters.
org-found = This is what we found
org-found-none = Nothing found
org-found-none-text = Check the spelling, or search by registration number. If it is not here, you can add it.
org-join-title = Join { $name }
org-join-lead = The owners are told your name and e-mail address, and answer you.
org-join-message = Some words to the owners
org-join-message-hint = For example where you work and what you want to do here.
org-join-button = Ask to join
org-join-done = Your question is sent. You get a mail when somebody has answered.

## One organisation

org-about = About the organisation
org-back = Back
org-unverified-lead = Skoopi checks the organisation. Until that is done you can invite colleagues, but not claim an enterprise or publish anything. If one of the owners has an address with the organisation’s own domain, write the domain under details: it is done at once unless another organisation uses that domain here.
org-refused-lead = Skoopi could not accept the organisation: { $reason } Correct the details, and we look again.
org-closed-lead = The organisation is closed.
org-edit-title = Change details
org-edit-lead = With another domain the organisation may have to be checked again.
org-switch = Work for this organisation
org-members = Members
org-member-of = { $organisation } · { $email }
org-member-remove = Remove from the organisation
org-member-removed = The person is removed from the organisation.
org-remove-title = Remove { $name }?
org-remove-lead = The person can no longer see or do anything for { $organisation }. The account stays.
org-remove-button = Yes, remove
org-leave-link = Leave the organisation
org-leave-title = Leave { $organisation }?
org-leave-lead = You can no longer see or do anything for the organisation. Your account stays.
org-leave-button = Yes, leave
org-left = You have left the organisation.
org-invitations = Invitations
org-invitations-none = No invitation waits for an answer.
org-invited-until = Valid until { $date }
org-invitation-withdraw = Withdraw
org-invitation-withdrawn = The invitation is withdrawn. Its link no longer works.
org-invite-link = Invite somebody
org-invite-title = Invite to { $organisation }
org-invite-lead = The person gets a mail with a link. Somebody without an account can make one on the way.
org-invite-button = Send the invitation
org-invited = The invitation is sent.
org-requests = These want to join
org-requests-lead = Choose a person to answer.
org-join-asks = { $name } wants to join
org-join-says = “{ $message }”
org-join-answer = What do you answer?
org-join-as = Yes, as { $role }
org-join-no = No
org-join-decide = Answer
org-join-decided = The answer is sent.

## The enterprise on the list

org-enterprise = Your enterprise on the ASF list
org-enterprise-tied = You look after your enterprise’s profile on the list.
org-enterprise-none = No enterprise on the list is tied to the organisation yet.
org-claim-waits = You have said that an enterprise on the list is yours. Skoopi or the county’s process leader decides, and you get a mail.
org-claim-withdraw = Take the claim back
org-claim-withdrawn = The claim is taken back.
org-claim-rejected = The claim was not accepted: { $reason }
org-rejected-missing = There is no such enterprise.
org-rejected-closed = The enterprise is closed.
org-rejected-tied = Another organisation looks after the enterprise already. Tell Skoopi if that is wrong.
org-rejected-given = Another organisation claimed the same enterprise and got it.
org-release-title = Let go of the enterprise
org-release-lead = After that { $organisation } can no longer change the profile. The enterprise stays on the list if it is there today.
org-release-button = Yes, let go
org-released = The organisation looks after the enterprise no longer.

## The own enterprise

own-title = Our enterprise
own-back = Back to the enterprise
own-none-lead = The organisation that you work for looks after no enterprise on the list. An owner of a checked work-integration social enterprise can tie it.
own-none-owner = Here you look after your enterprise’s profile on the ASF list.
own-on-the-list = The enterprise is on the list
own-on-the-list-lead = Open the enterprise’s page on the list and choose “This is our enterprise”. Skoopi or the county’s process leader approves, never a machine.
own-not-on-the-list = The enterprise is not on the list
own-not-on-the-list-lead = Begin with a draft. When it is complete you hand it over, and Skoopi or the county’s process leader decides.
own-state-draft = Draft
own-state-submitted = Waits for review
own-state-returned = Sent back
own-state-listed = On the list
own-state-unlisted = No longer on the list
own-state-closed = Closed
own-incomplete = This is needed before you can hand the profile over:
own-complete = The profile is complete. Hand it over when you are content.
own-complete-editor = The profile is complete. An owner can hand it over.
own-submit = Hand over for review
own-submitted = The profile is handed over. You get a mail when somebody has decided.
own-submitted-lead = Skoopi or the county’s process leader looks at the profile. You get a mail when that is done.
own-listed-lead = Everybody can find your enterprise. Changes show at once.
own-unlisted-lead = Nobody finds the enterprise on the list. Tell Skoopi when you want to come back.
own-closed-lead = The enterprise is closed. Nothing can be changed any more.
own-reasons = This has to be put right
own-profile = The profile
own-public-page = Show the page that everybody sees
own-edit-title = Change the profile
own-edit-lead = Write so that a buyer understands what you do. Nothing about persons belongs here.
own-description = Description
own-description-hint = What the enterprise is and does. Blank lines separate paragraphs.
own-seat = Municipality
own-seat-hint = Where the enterprise has its seat, such as Göteborg.
own-county = County
own-activities = At least one activity
own-industry = Activity { $number }: industry
own-offer = Activity { $number }: goods and services
own-choose = Choose
own-service = We offer: { $name }
own-benefit = Social benefit: { $name }
own-website-hint = Begins with https://
own-email-hint = A shared address such as info@, never a person’s own.
own-phone-hint = Switchboard or shared telephone.
own-register-title = Begin a draft
own-register-lead = Only you and those who review it see the draft. You fill in the rest of the profile afterwards.
own-register-button = Make the draft
own-registered = The draft is there. Fill in the rest of the profile.
own-unlist-title = Leave the list
own-unlist-lead = The enterprise can no longer be found on the list. The profile stays here.
own-unlist-reason = Why?
own-unlist-reason-hint = Shown to nobody but Skoopi.
own-unlist-button = Yes, leave the list
own-unlisted = The enterprise is no longer on the list.
own-claim-title = Is { $name } your enterprise?
own-claim-lead = Tell us if { $organisation } is this enterprise. Skoopi or the county’s process leader decides, and you get a mail. With the same registration number it is quick.
own-claim-numbers = Registration numbers
own-claim-button = Yes, it is our enterprise
own-claim-back = Back to the enterprise’s page
own-claim-done = The claim is sent. You get a mail when somebody has decided.
own-claim-link = This is our enterprise

## Why it was not possible

refused-org-number-taken = There is an organisation or enterprise with that number already. Search for it, and ask to join.
refused-ten-digits = A registration number has ten digits, such as 556016-0680.
refused-personal-number = That looks like a personal number. It must not stand here.
refused-check-digit = The last digit is not right. Check the registration number.
refused-website = Write the whole address, such as https://www.example.com.
refused-not-believed = Skoopi has not accepted the organisation. Put right what is needed first.
refused-not-verified = The organisation has to be checked first.
refused-not-an-asf = Only work-integration social enterprises can be on the list.
refused-already-member = You belong to the organisation already.
refused-gone = Somebody else was quicker. Load the page again to see how it is now.
refused-too-many-invitations = Many invitations wait already. Withdraw some first.
refused-already-tied = The organisation looks after an enterprise on the list already.
refused-claim-pending = The organisation waits for an answer about another enterprise. Take that claim back first.
refused-not-complete = The profile is not complete yet.
refused-wrong-state = That is not possible in the enterprise’s present state. Load the page again.
refused-stale = Somebody else has changed it since you opened the page. Open it again and repeat your change.
refused-closed = It is closed, and nothing can be changed any more.
refused-no-account = There is no account with that address.
