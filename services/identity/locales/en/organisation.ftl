### The mails about organisations and their members.

invitation-subject = You are invited to { $organisation }
invitation-text = { $organisation } would like to have you on ASF Lyfter, as { $role }. Open the invitation to accept it. If you have no account yet, you open one on the way.
invitation-action = Open the invitation
invitation-note = The invitation is valid for two weeks. If you would rather not, there is nothing you need to do.

join-requested-subject = Somebody asks to join { $organisation }
join-requested-text = A person has asked to join { $organisation }. As an owner you decide.
join-requested-action = See the request

join-approved-subject = You have joined { $organisation }
join-approved-text = Welcome! You now belong to { $organisation } as { $role }.

join-rejected-subject = Your request to { $organisation }
join-rejected-text = { $organisation } declined your request to join. If that is a mistake, it is best to talk to them directly.

member-role-changed-subject = Your role in { $organisation } has changed
member-role-changed-text = In { $organisation } you are now { $role }.

member-removed-subject = You no longer belong to { $organisation }
member-removed-text = You no longer belong to { $organisation } on the platform. Your account stays.

organisation-verified-subject = { $organisation } is approved
organisation-verified-text = We have checked what you told us about { $organisation }. Everything that comes with it is open to you now.

organisation-refused-subject = We could not approve { $organisation }
organisation-refused-text = We have been through what you told us about { $organisation } and could not approve it. The reviewer writes:
organisation-refused-more = Correct it, and we will look again.

organisation-closed-subject = { $organisation } has ended
organisation-closed-text = { $organisation } is no longer on the platform. Your account stays. The reason is:

organisation-action = Go to the organisation
