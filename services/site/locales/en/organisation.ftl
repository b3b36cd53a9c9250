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
org-domain-hint = What stands after @ in your addresses, such as kommun.example. If your enterprise is on the ASF list already, and your address has the same domain as its website or mail there, the organisation is checked at once.
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
org-create-lead = You become its owner and can invite your colleagues. Anybody can type a name and a number, so Skoopi checks that the organisation is what it says before it can act here.
org-create-for = First you add the organisation that runs { $name }. Then you ask to look after its page on the list.
org-create-to-apply = This is the first step to a place on the list: who you are. Then you write the application.
org-create-button = Add
org-created = The organisation is added. Skoopi checks it, and you get a mail when that is done.
org-created-verified = The organisation is added and checked.
org-find-title = Find your organisation
org-find-lead = Search for the organisation, and ask its owners to let you in. We search the enterprises on the ASF list too.
org-find-label = Name or registration number
org-find-hint = At least two characters.
org-found = Organisations that are here
org-found-lead = Choose your organisation, and ask to join it.
org-found-listed = Enterprises on the ASF list
org-found-listed-lead = Is one of them yours? Choose it, and ask to look after its page.
org-found-none = Nothing found
org-found-none-text = Check the spelling, or search by registration number. If it is neither among the organisations nor on the ASF list, you can add it.
org-join-title = Join { $name }
org-join-lead = The owners are told your name and e-mail address, and answer you.
org-join-message = Some words to the owners
org-join-message-hint = For example where you work and what you want to do here.
org-join-button = Ask to join
org-join-done = Your question is sent. You get a mail when somebody has answered.

## One organisation

org-about = About the organisation
org-back = Back
org-unverified-lead = Skoopi checks the organisation, and you get a mail when that is done. Meanwhile you can write your application and submit it, invite colleagues, and ask to look after an enterprise that is on the list already. Nobody sees any of it before it was reviewed.
org-refused-lead = Skoopi could not accept the organisation: { $reason } Correct the details, and we look again.
org-closed-lead = The organisation is closed.
org-edit-title = Change details
org-number-shared = Another organisation here gives the same registration number. Only one of them can be checked. If it is your own organisation, ask to join it instead.
org-edit-lead = Where you change the name or the domain, Skoopi checks the organisation again.
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
own-none-yet = You do not belong to an organisation yet. Find your organisation or the enterprise on the list, or add a new one.
own-back = Back to the enterprise
own-none-lead = The organisation that you work for looks after no enterprise on the list. An owner of a work-integration social enterprise begins an application.
own-none-owner = Here you look after your enterprise’s profile on the ASF list.
own-on-the-list = Is the enterprise on the list already?
own-on-the-list-lead = We found no enterprise on the list with your registration number. If it is there with another number, search for it. Skoopi or the county’s process leader approves, never a machine.
own-not-on-the-list = Is the enterprise not on the list yet?
own-not-on-the-list-lead = Begin with a draft. When it is complete you hand it over, and Skoopi or the county’s process leader decides.
own-state-draft = Draft
own-state-submitted = Waits for review
own-state-returned = Sent back
own-state-listed = On the list
own-state-unlisted = No longer on the list
own-state-closed = Closed
own-incomplete = This is needed before you can hand it over:
own-complete = All that is needed is there. Read it through once more, then hand it over. Skoopi or the county’s process leader reads the application.
own-complete-editor = All that is needed is there. An owner of your organisation can hand the application over.
own-submit = Hand over the application
own-submitted = The application is handed over. You get a mail when somebody has decided.
own-submitted-lead = Skoopi or the county’s process leader reads the application, and you get a mail when that is done. There is nothing for you to do now. If something comes to your mind, you can change it meanwhile.
own-listed-lead = Everybody can find your enterprise.
own-unlisted-lead = Nobody finds the enterprise on the list. All that you wrote is kept, and an owner can take it back to the list.
own-closed-lead = The enterprise is closed. Nothing can be changed any more.
own-reasons = This has to be put right
own-profile = The profile
own-public-page = Show the page that everybody sees
own-edit-title = Change the profile
own-edit-lead = Most of it shows at once when you save. Name, registration number, legal form, services and criteria are reviewed first, and meanwhile the page stays as it was.
own-description = Description
own-description-hint = What the enterprise is and does. Blank lines separate paragraphs.
own-seat = Municipality
own-seat-hint = Where the enterprise has its seat, such as Göteborg.
own-county = County
own-activities = At least one activity
own-choose = Choose
own-website-hint = Begins with https://
own-email-hint = A shared address such as info@, never a person’s own.
own-phone-hint = Switchboard or shared telephone.
own-register-title = Begin a draft
own-register-lead = Only you and those who review it see the draft. You fill in the rest of the profile afterwards.
own-register-button = Make the draft
own-registered = The draft is there. Fill in the rest of the profile.
own-unlist-title = Leave the list
own-unlist-lead = The enterprise cannot be found on the list any more. The profile is kept here, and you can come back whenever you like.
own-unlist-reason = Why?
own-unlist-reason-hint = Shown to nobody but Skoopi.
own-unlist-button = Yes, leave the list
own-unlisted = The enterprise is no longer on the list.
own-claim-title = Is { $name } your enterprise?
own-claim-lead = Tell us if { $organisation } is this enterprise. Skoopi or the county’s process leader decides, and you get a mail. It is quickest if you have an address with the enterprise’s own domain.
own-claim-numbers = Registration numbers
own-claim-button = Yes, it is our enterprise
own-claim-back = Back to the enterprise’s page
own-claim-done = The claim is sent. You get a mail when somebody has decided.
own-claim-link = This is our enterprise
own-claim-other = Add another organisation for the enterprise

## The enterprise on the list with the same number

listed-question = Is this your enterprise?
listed-same-number = We found { $name } on the ASF list with the same registration number. Is it yours?
listed-decided = Skoopi or the county’s process leader looks at what you ask for before you can change the page. You get a mail.
listed-yes = Yes, ask to look after the profile
listed-owner-asks = An owner of the organisation can ask to look after the profile.
listed-looked-after = Another organisation looks after { $name } on the ASF list already. Search for it, and ask to join. If that is the wrong organisation, write to Skoopi.
listed-profile = Show the page on the list
listed-already = The enterprise is on the list already. You need not write it down again, but can ask to look after its page.

## Why it was not possible

refused-org-number-taken = There is an organisation or enterprise with that number already. Search for it, and ask to join. If you do not find it, write to Skoopi.
refused-ten-digits = A registration number has ten digits, such as 556016-0680.
refused-personal-number = That looks like a personal number. It must not stand here.
refused-check-digit = The last digit is not right. Check the registration number.
refused-website = Write the whole address, such as https://www.example.com.
refused-not-believed = Skoopi has not accepted the organisation. Put right what is needed first.
refused-not-verified = The organisation is not checked, and has another registration number than the enterprise. Check the organisation first, or reject the claim.
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
refused-domain-taken = Another organisation has been checked by that domain already. Ask Skoopi to check yours in another way.
refused-already-created = That is done already. Load the page again to see it.
refused-no-account = There is no account with that address.

## Filling in step by step, and what waits

steps-label = The steps of the application
contents-label = The parts of the page
saving = Saving …
saved-at = Saved at …
not-saved = Not saved yet. Press the button to save.
change-before = Now:
change-after = Will be:
change-nothing = (nothing)

step-basics = Basic facts
step-basics-about = Who you are and what you do, so that a buyer understands at once.
step-activities = Activities
step-activities-about = Add an activity for each thing you sell: where it is, where you go, and how much you can take on.
step-offer = Services and social benefit
step-offer-about = What you offer people on their way to work, and where you do good.
step-contact = Contact
step-contact-about = How to reach you. Only shared addresses and numbers, never a person’s own.
step-criteria = The four criteria
step-criteria-about = Say in your own words how you meet what makes an enterprise a work-integration social enterprise. A few sentences are enough for each. Only reviewers read them.
step-submit = Check and hand over
step-submit-about = Read through all of it once more.
step-done = Done
step-lacks = Something is missing
step-returned = To be corrected
step-free = Optional
own-save-next = Save and continue
own-next-step = Continue to the next step
own-steps = The steps
own-progress = { NUMBER($done) } of { NUMBER($all) } facts done
own-lacks = Missing: { $names }
own-draft-next = Fill in the steps in any order. All is saved while you write, and nobody but you sees it until you hand it over.
own-returned-next = The reviewer wants something changed before you can be on the list. Correct it and hand it over again. What you wrote is kept.
own-rejected-lead = The reviewer found that the enterprise does not meet the criteria of a work-integration social enterprise:
own-rejected-next = Did something go wrong, or have you changed something that matters? Get in touch with Skoopi, who can open the application again. What you wrote is kept.
own-state-rejected = Turned down
own-fill-in = Fill in
own-change = Change
own-incomplete-heading = This is missing
own-reviewer-says = The reviewer writes: { $reason }
own-reason-open = Correct it
own-reason-whole = About the whole
own-reviewed-hint = A change here is reviewed before it shows.
own-saved-waits = Saved. The change waits for review, and the page on the list stays as it was until it is approved.
own-saved-nothing-waits = Saved. No changes wait for review any more.
own-not-saved = Not saved yet. { $said }
own-conflict = Somebody else has saved here while you were writing. What you wrote is in the fields, and by each that differs stands what the other one saved. Save again to keep yours, or take the other’s.
own-conflict-keep = Take what is saved instead
own-conflict-other = Somebody else has saved: { $other }
own-conflict-script = Somebody else has saved here while you were writing. Press the button to see both.
own-conflict-self = You have changed this in another tab. What you wrote in this tab is in the fields, and by each that differs stands what you saved in the other one. Save again to keep what you see in the fields, or take what is saved.
own-conflict-self-script = You have changed this in another tab. Press the button to see both.
own-conflict-self-other = Saved in another tab: { $other }

## The activities

own-activities-yours = Your activities
own-activities-none = You have not added an activity yet. At least one is needed.
own-activities-full = There is room for twenty activities. Join some that are alike.
own-activity-add = Add an activity
own-activity-where = { $place }. Takes work in { $area }.
own-activity-remove = Remove the activity
own-activity-remove-title = Remove { $name }?
own-activity-remove-button = Yes, remove
own-activity-removed = The activity is removed.
own-activity-keep = No, keep it
own-industry = Industry
own-offer = Goods and services
own-offer-hint = In the words that a buyer searches for.
own-activity-place = Where the activity is
own-activity-place-hint = A municipality, such as Göteborg. Leave it empty if that is where the enterprise has its seat.
own-activity-municipalities = Which municipalities?
own-activity-municipalities-hint = If you chose some municipalities: write them with commas between.
own-activity-counties = Which counties?
own-activity-counties-hint = If you chose whole counties.
reach-own = Only in the own municipality
reach-municipalities = Some municipalities
reach-counties = Whole counties
reach-country = The whole country
own-capacity-people = How many people work with it?
own-capacity-people-hint = About. Leave it empty if you would rather not say.
own-capacity-hours = How many hours a week can you sell?
own-capacity-hours-hint = About, so that a buyer sees whether it is enough.
own-capacity-days = How many days from order to start?
own-capacity-days-hint = About.
own-services-hint = Tick what you offer.
own-benefits-hint = Tick what you can show that you contribute to.

## Capacity

own-capacity = Capacity
own-capacity-is = The capacity is { $words }.
own-capacity-open = Look and confirm
own-capacity-lead = Buyers see how long ago you said how much you can take on. If all below is right, pressing the button is enough.
own-capacity-button = Still right
own-capacity-confirmed = Thank you! Everybody now sees that the capacity is right today.
own-capacity-none = You have not said how much you can take on. Write it with an activity, so that buyers know whether you can help them.
own-capacity-fill-in = Fill in capacity
own-capacity-yours = What you have said

## The four criteria

criterion-integration = Sells so that more people get work
criterion-integration-text = The enterprise sells goods or services, and does so to bring people who find it hard to get or keep a job into work. Say what you sell and how it leads to work.
criterion-participation = Those who work there take part
criterion-participation-text = The people who work in the enterprise have a say, by owning it, by agreement or in another way that can be shown. Say how, and where it is written down.
criterion-reinvestment = Profit stays in the enterprise
criterion-reinvestment-text = A surplus goes mainly back into this or a similar enterprise. Say what the statutes say, and what a surplus has been used for.
criterion-independence = Independent of the public sector
criterion-independence-text = No municipality, region or state owns or decides over the enterprise. They may well be customers. Say who owns and who decides.

## Changes that wait

own-changes-wait = Changes that wait for review
own-changes-wait-lead = The page on the list stays as it was until Skoopi or the county’s process leader has approved. You get a mail.
own-changes-since = Changed { $when }.
own-changes-returned = The changes have to be corrected
own-changes-returned-lead = The reviewer wants something changed. Correct and save it to have it reviewed again, or take the changes back. The page on the list stays as it was.
own-changes-withdraw = Take the changes back
own-changes-withdraw-lead = What waits is removed, and the enterprise stays on the list as it was approved last.
own-changes-withdraw-button = Yes, take them back
own-changes-withdrawn = The changes are taken back.
own-changes-keep = No, let them wait

## Member, certified, and the way back

own-standing = Membership and certification
own-member = Member of Skoopi
own-member-yes = Yes
own-member-no = No
own-certified = Certified by Skoopi
own-certified-no = No
own-certified-until = Yes, from { $from } until { $until }
own-renewable = Renewal
own-renewable-from = Can be renewed from { $from }. Get in touch with Skoopi.
own-relist-title = Come back to the list
own-relist-lead = Do you want { $name } to be found on the list again?
own-relist-at-once = The enterprise shows at once, since name, registration number, legal form, services and criteria are as when you left the list yourselves.
own-relist-review = Somebody reviews it first, since Skoopi took the enterprise off, or something that the criteria hang on has changed. You get a mail with the answer.
own-relist-button = Yes, come back
own-relisted = Welcome back! The enterprise is on the list again.
own-relist-waits = Somebody reviews it first. You get a mail with the answer.
refused-no-changes = No changes wait. Load the page again.
refused-no-capacity = You have not stated any capacity yet. Write it with an activity first.
