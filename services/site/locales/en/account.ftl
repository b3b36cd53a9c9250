### The pages of one's own account.

## The fields of forms

field-email = E-mail address
field-new-email = New e-mail address
field-password = Password
field-own-password = Your password
field-new-password = New password
field-name = Name
field-phone = Phone
field-phone-hint = Yours or that of your workplace. Shown only to those you work with here.
field-language = Language of mails from us
field-code = Code
field-optional = (may be empty)
new-password-hint = At least 12 characters. Several words in a row are both safe and easy to remember.
password-show = Show
password-hide = Hide
save = Save
saved = Saved.
remove = Remove

## What has to be put right

form-faults = This has to be put right
fault-title = Error: { $title }
fault-required = Fill in { $label }.
fault-choose = Choose one of the options under “{ $label }”.
fault-too-short = Type a little more for { $label }.
fault-password-short = The password needs at least 12 characters.
field-too-long = There are too many characters in { $label }.
fault-too-common = That password is too easy to guess. Choose one that nobody else would think of.
fault-email = Write the e-mail address like this: name@example.com.
fault-same-email = That is the address you already have.
fault-phone = Write the phone number in digits, such as 08-123 45 67.
fault-form = Check { $label }: it cannot look like that.
fault-other = Check what you typed for { $label }.
fault-unknown = That did not work. Load the page again and try once more.
fault-not-a-code = That is no code. The code of the app has six digits, a recovery code has sixteen letters and digits.
fault-login-not-recent = Your account has no password, so we need to see that it is you: log out, log in again, and do this once more within ten minutes.
fault-code = The code is not right. Wait for the next code in the app and type that one.
fault-password = The password is not right.
fault-login = The e-mail address and the password do not belong together. Check the spelling, or choose a new password.
fault-confirm = Tick the box if you are sure.
fault-too-many = There were many tries. Wait { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
} and try again.
fault-busy = There is a lot to do right now. Try again in a few seconds.
fault-last-way-in = That is your only way to log in. Add another way first.
fault-last-owner = You are the only owner of an organisation that has more members. Make somebody else an owner first.
fault-last-staff = You are the last one to work for Skoopi here. Give the role to somebody else first.
fault-totp-there = You have set up an app already. Remove it first if you want another one.
fault-totp-not-started = That took too long. Begin again with setting up the app.
fault-totp-not-there = No app is set up for the account.
fault-not-linked = The service is not linked with your account.
fault-provider-away = The service does not answer right now. Try again, or log in another way.
fault-provider-refused = The log-in at the other service could not be used. Begin again, or log in another way.
fault-provider-taken = That account at the other service is linked with another account here already.
fault-address-taken = The address has an account here already. Log in with your password and link the service under Security.
fault-address-not-verified = The other service does not say that your address is verified. Log in another way.
fault-link = The link has been used or is too old. Ask for a new one.
fault-not-verified = Confirm your e-mail address first, with the link in our e-mail.
fault-already-open = The account is open already. Log in.
fault-too-many-passkeys = You have as many passkeys as an account can have. Remove one that you do not use.
fault-passkey-refused = The passkey was not accepted, or it took too long. Begin again.
fault-passkeys-unavailable = Passkeys cannot be used here. Log in another way.
fault-already-linked = The service is linked with your account already, by another login. Remove that link first.
fault-staff-only = Only Skoopi can choose that. Choose something else.
fault-domain = Write the domain like this: example.com.
fault-reach = The municipalities or counties do not go with how far you reach. Choose again.
fault-other-county = The municipality lies in another county. Change the municipality or the county.
fault-too-few = Add more to { $label }.
fault-too-many-entries = There are too many in { $label }. Remove some.
fault-too-small = The number in { $label } is too small. Write a larger one.
fault-not-applicable = Leave { $label } empty: it does not go with what else you chose.
fault-twice = The same thing is in { $label } twice. Remove one of them.

## Coming in

login-title = Log in
login-description = Log in to ASF Lyfter.
login-button = Log in
login-or = or
login-new = New here?
log-out = Log out
logged-out = You are logged out.
code-title = Type the code of your app
code-lead = Your account has a second lock. Open the app on your phone and type the code that it shows now.
code-hint = Six digits.
code-use-paper = I have lost my phone: type a recovery code
code-use-app = Type the code of the app instead
code-paper-title = Type a recovery code
code-paper-lead = You got ten recovery codes when you set up the app. Each of them works once.
code-paper-hint = Sixteen letters and digits.
code-back = Back to the log-in page
code-ended = The time for the code ran out, or there were too many tries. Log in again.
code-recovery-used = You came in with a recovery code. { $left ->
    [0] It was the last one: make new ones now.
    [one] One code is left.
   *[other] { $left } codes are left.
}
sign-up-title = Create an account
sign-up-lead = The account is your own. Once it is there you can belong to one or more organisations.
sign-up-email-hint = Preferably the one at work: it can show that you belong to your organisation.
sign-up-privacy = We keep only what you type here, encrypted. You can fetch or erase all of it whenever you want.
sign-up-button = Create account
sign-up-have = I have an account already
sign-up-sent-title = Check your mail
sign-up-sent-lead = We have sent a mail to the address that you typed. Open the link in the mail, and the account is ready.
sign-up-sent-missing = Nothing there? Look among the junk mail, or get the mail once more.
sign-up-again = Send the mail again
sign-up-again-done = If the address waits to be verified, a new mail is on its way.
forgotten-title = Forgotten your password?
forgotten-lead = Type your e-mail address, and you get a mail with a link where you choose a new password.
forgotten-button = Send the link
forgotten-done = If the address has an account, a mail is on its way. The link works for a short time.

## The links of mails

link-verify-title = Verify your e-mail address
link-verify-lead = One more click, and your account is ready to use.
link-asked = It was asked for on { $at }, under the name “{ $name }”. Is it not you? Then close this page: as long as nobody presses the button, nothing happens.
link-verify-password = The password that you chose
link-verify-password-hint = Somebody wanted to open an account with your address more than once. The password tells us that this time it was you. If you do not remember it, open the account once more.
link-verify-button = Verify the address
link-verified = Your address is verified.
link-confirm-title = Change to the new address
link-confirm-lead = After the change you log in with the new address, and all mails go there.
link-confirm-button = Change address
link-confirmed = Your new address is in use now.
link-reset-title = Choose a new password
link-reset-lead = Once you have chosen, all your devices are logged out.
link-reset-button = Save the password
link-reset = Your new password is in use. Log in with it.
link-invitation-title = Invitation
link-invitation-again = Try once more.
link-invitation-button = Accept
link-invitation-login = Log in or create an account first. Then open the link in the mail again.
link-invited = { $name } invites you
link-invited-owner = As an owner you decide for the organisation: its members, its details and what the list shows.
link-invited-editor = As an editor you write and answer for the organisation.
link-invited-viewer = As a viewer you see what the organisation sees.
link-joined = Welcome to { $name }.
link-used-up-title = The link does not work any more
link-used-up-lead = A link can be used once, and only for a while. If you have used it already, all is done. Otherwise you can get a new one.
link-used-up-invitation = The invitation has been answered, withdrawn or has grown too old. Ask whoever invited you for a new one.

## The overview

account-nav = Your account
account-title = My account
account-hello = Hello { $name }
account-overview = Overview
account-details = Details
account-security = Security
account-mail = Notifications
account-data = Your data
account-logged-in-as = You are logged in as
next-heading = Good to do next
next-organisation = Find your organisation or add it
next-totp = Put a second lock on the account
next-codes = Make new recovery codes: { $left ->
    [0] none is left
    [one] one is left
   *[other] { $left } are left
}
next-name = Fill in your name
places-heading = Your organisations
places-lead = You work for one organisation at a time. Switch whenever you want.
places-empty = You do not belong to any organisation yet.
places-all = All your organisations
place-current = You work for it now
place-switch = Switch here
place-switch-to = Switch here: { $name }
place-alone = Work just as myself
place-unverified = waits to be approved
switched = You have switched.
role-owner = Owner
role-editor = Editor
role-viewer = Viewer
role-staff = Works for Skoopi
role-process-leader = Process leader, { $county }

## Details

details-email = Your e-mail address is { $email }.
back-to-details = Back to details
email-title = Change your e-mail address
email-lead = We send a mail to the new address. It is in use once you have opened the link in the mail.
email-button = Send the mail
email-done = A mail is on its way to the new address. Open the link in it.

## Notifications

mail-lead = Mails about your account and your security always come. You choose the rest here.
mail-organisation = Your organisation
mail-organisation-hint = When somebody wants to join, and when roles change.
mail-enterprise = Your enterprise on the ASF list
mail-enterprise-hint = When the enterprise is approved, changed or lacks something.
mail-marketplace = The marketplace
mail-marketplace-hint = When somebody asks you, and when somebody answers.
mail-news = News from Skoopi
mail-news-hint = A few times a year.
mail-quiet = Do not disturb
mail-quiet-hint = No mails in the evening, at night and at weekends. They come when the working day begins.

## Your data

data-lead = This is your information. You can take it along, and you can remove it.
data-export-lead = The file holds everything that we keep of you, in the format JSON.
data-export = Download your data
data-erase = Erase the account
erase-lead = Erasing cannot be undone. This is what happens:
erase-step-1 = Your name, e-mail address, phone and everything else about you cannot be read any more, at once and for good.
erase-step-2 = You are logged out everywhere, and the address becomes free.
erase-step-3 = You leave your organisations. One that has nobody but you is closed.
erase-step-4 = What you have done for others stays, but it says “Removed user” there.
erase-sure = Yes, erase my account for good
erase-button = Erase the account
erase-back = No, keep the account
erase-done = Your account is erased. Thank you for the time with us.

## Security

back-to-security = Back to security
security-password = You have a password.
security-no-password = You have no password, but log in in other ways.
password-title = Change your password
password-lead = Once the password is changed, all other devices are logged out.
password-button = Change password
password-done = The password is changed, and all other devices are logged out.
totp-heading = A second lock
security-totp = An app on your phone is your second lock.
security-codes = { $left ->
    [0] You have no recovery codes left.
    [one] You have one recovery code left.
   *[other] You have { $left } recovery codes left.
}
security-no-totp = With an app on your phone nobody comes in with your password alone.
totp-title = Set up an app
totp-lead = You need an app for one-time codes on your phone, any one will do. It takes a few minutes.
totp-begin = Begin
totp-step-one = Open the app
totp-step-one-text = None yet? Search for “authenticator” where you get your apps.
totp-step-two = Scan the pattern
totp-step-two-text = Choose “add” in the app and point the camera at the pattern.
totp-qr = QR code for the app. The same stands as text below.
totp-by-hand = Does it not work? Type this key into the app:
totp-open = Open the app on this device
totp-step-three = Type the code that the app shows
totp-code-hint = Six digits. The code changes every half minute.
totp-confirm = Set up the app
totp-again = The app has read the pattern already. Type the code that it shows now.
totp-restart = Begin again
totp-done-title = Done! Keep your recovery codes
totp-remove-title = Remove the app
totp-remove-lead = After that the password is enough to come in, and the recovery codes stop working. You can set up an app again whenever you want.
totp-remove = Remove the app
totp-removed = The app is removed.
codes-title = New recovery codes
codes-lead = You have { $left ->
    [0] no codes
    [one] one code
   *[other] { $left } codes
} left. If you make new ones, the old ones stop working.
codes-button = Make new codes
codes-shown-lead = With one of these codes you come in if you lose your phone. Each code works once.
codes-warning = The codes are shown only now. Keep them where only you can get at them, preferably on paper.
codes-copy = Copy
codes-copied = Copied.
codes-print = Print
codes-kept = I have kept the codes
passkeys-heading = Passkeys
passkeys-lead = With a passkey you log in with your fingerprint, your face or your device’s code, without a password.
passkeys-empty = You have no passkeys yet.
passkeys-need-script = Adding a passkey needs JavaScript, which is off in your browser.
passkey-unnamed = Passkey
passkey-created = Added on { $date }
last-used = Last used on { $date }
passkey-name = What is the passkey to be called?
passkey-add = Add a passkey
passkey-add-failed = The passkey could not be added. Try again.
passkey-removed = The passkey is removed. Remove it on the device as well.
passkey-login = Log in with a passkey
passkey-failed = Logging in with the passkey did not work. Try again, or use your password.
providers-heading = Other services
providers-lead = Link a service, and you can log in with it instead.
provider-login = Log in with { $name }
provider-is-linked = Linked with your account
provider-is-not-linked = Not linked
provider-link-title = Link { $name }
provider-link-lead = Once { $name } is linked, you can log in there instead of with your password. We ask for your password so that nobody else adds a way into your account.
provider-link-button = Go on to the service
provider-link = Link
provider-unlink = Unlink
provider-linked = The service is linked with your account.
provider-unlinked = The service is unlinked.
provider-onwards = On the way to the other service
provider-onwards-lead = You log in there and then come back here.
provider-onwards-link = Go on
provider-broken-off = Logging in at the other service was broken off. Begin again, or log in another way.
sessions-heading = Where you are logged in
sessions-lead = Is there something you do not know? End it and change your password.
session-on = { $browser } on { $system }
session-unknown = Unknown program
session-current = This device
session-end = Log out
session-ended = The device is logged out.
sessions-end-others = Log out all others
sessions-ended = { $ended ->
    [0] There were no others to log out.
    [one] One other device is logged out.
   *[other] { $ended } other devices are logged out.
}
