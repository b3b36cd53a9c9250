### The mails about one's own account.

verify-email-subject = Confirm your e-mail address
verify-email-text = Welcome! One step is left: confirm that this address is yours, and your account is ready to use.
verify-email-action = Confirm the address
verify-email-note = The link works for one day. If you did not open an account, there is nothing you need to do.

asked-by = This was asked for on { $day } at { $clock }, under the name “{ $name }”. Is it not you? Then do not press the button, and nothing will happen.

already-registered-subject = You already have an account
already-registered-text = Somebody, perhaps you, wanted to open an account with this address. You have one already, and it is just as it was.
already-registered-more = Log in as usual. If you have forgotten your password, choose a new one from the login page.
already-registered-action = Go to the login
already-registered-note = Was it not you? Then there is nothing you need to do.

reset-password-subject = Choose a new password
reset-password-text = Here you choose a new password. When that is done you are logged out everywhere and log in again with the new one.
reset-password-action = Choose a new password
reset-password-note = The link works once, for one hour. If you did not ask for it, leave it: your password is unchanged.

confirm-email-subject = Confirm your new e-mail address
confirm-email-text = You want to use this address for your account. Confirm it, and we will change to it.
confirm-email-action = Change to this address
confirm-email-note = The link works for one day. If you did not ask for the change, there is nothing you need to do.

email-changed-subject = Your e-mail address has changed
email-changed-text = Your account now uses another address. This is the last mail to the old one.
email-changed-note = Was it not you? Get in touch with us as soon as you can, and we will help you get your account back.

security-action = Look over your login
security-note = Was it not you? Change your password at once and end the logins that you do not recognise.
password-changed-subject = Your password has changed
password-changed-text = The password of your account has been changed.
totp-added-subject = Codes from an app now protect your account
totp-added-text = From now on we ask for a code from your app when you log in. Keep the recovery codes where you can find them without your phone.
totp-removed-subject = The codes from the app are removed
totp-removed-text = We no longer ask for a code when you log in.
recovery-codes-renewed-subject = You have new recovery codes
recovery-codes-renewed-text = New recovery codes have been made. The old ones no longer work.
recovery-code-used-subject = A recovery code was used
recovery-code-used-text = { $left ->
    [0] Somebody logged in with one of your recovery codes. It was the last one: make new ones before you need them.
    [one] Somebody logged in with one of your recovery codes. One code is left.
   *[other] Somebody logged in with one of your recovery codes. { $left } codes are left.
}
passkey-added-subject = A passkey was added
passkey-added-text = You can now log in to your account with a new passkey.
passkey-removed-subject = A passkey was removed
passkey-removed-text = One of your passkeys was removed and no longer works.
provider-linked-subject = You can log in with { $name }
provider-linked-text = Your account is linked to { $name }. You can now log in that way too.
provider-unlinked-subject = The link to { $name } is removed
provider-unlinked-text = It is no longer possible to log in to your account with { $name }.

staff-granted-subject = You have been made staff
staff-granted-text = Your account now has the rights of Skoopi's staff.
staff-revoked-subject = You are no longer staff
staff-revoked-text = Your account no longer has the rights of Skoopi's staff. The account itself stays.
process-leader-granted-subject = You are process leader for { $county }
process-leader-granted-text = You can now review and support social enterprises in { $county }.
process-leader-revoked-subject = You are no longer process leader for { $county }
process-leader-revoked-text = Your assignment for { $county } has ended on the platform. Your account stays.
role-action = Go to your account
