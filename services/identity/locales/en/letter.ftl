### What every mail has.

hello = Hello { $name },
hello-unnamed = Hello,
regards = Kind regards,
sender = ASF Lyfter
link-trouble = Does the button not work? Copy this address into your browser:
why-account = This mail is about your account, so it cannot be turned off.
why-chosen = You choose which mails you want:
no-reply = Replies to this mail are not read.
role-viewer = viewer
role-editor = editor
role-owner = owner
