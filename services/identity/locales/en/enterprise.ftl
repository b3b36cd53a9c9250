### The mails about the enterprise on the list.

see-page-action = See the page
own-enterprise-action = Go to your enterprise
date = { NUMBER($day) } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }

enterprise-listed-subject = { $name } is now on the ASF list
enterprise-listed-text = Congratulations! { $name } can now be found by everybody who looks for a supplier. Do look through the page to see that all is right.

enterprise-returned-subject = { $name } needs a few changes
enterprise-returned-text = We have read what you wrote about { $name }. Something has to change before it can be on the list:
enterprise-returned-action = Correct it

enterprise-rejected-subject = { $name } cannot be on the ASF list
enterprise-rejected-text = We have read your application and found that { $name } does not meet the criteria of a work-integration social enterprise. The reviewer writes:
enterprise-rejected-more = If something went wrong, or changes in a way that matters, do get in touch with Skoopi. What you wrote is kept.

enterprise-unlisted-subject = { $name } is no longer on the ASF list
enterprise-unlisted-text = { $name } is not shown on the list any more. What you wrote is kept, and the page of your enterprise says what applies and how you can come back.

changes-approved-subject = The changes of { $name } are approved
changes-approved-text = What you changed about { $name } has been reviewed and approved. It can now be seen on the list.

changes-returned-subject = The changes of { $name } need something more
changes-returned-text = We have read the changes of { $name }. They cannot apply yet. The reviewer writes:
changes-returned-more = The page on the list stays as it was until the changes are approved. Correct them, or take them back.
changes-returned-action = See the changes

enterprise-certified-subject = { $name } is certified
enterprise-certified-text = Congratulations! Skoopi has certified { $name }. The certification is valid until { $until } and shows on the list.

certification-soon-subject = The certification of { $name } is valid until { $until }
certification-soon-text = The certification of { $name } ends on { $until }. Get in touch with Skoopi in good time, and it can be renewed for two years from that day.

certification-lapsed-subject = The certification of { $name } has ended
certification-lapsed-text = { $name } is not shown as certified any more. You keep your place on the list. Would you like to be certified again? Get in touch with Skoopi.

certification-revoked-subject = The certification of { $name } has been revoked
certification-revoked-text = Skoopi has revoked the certification of { $name }, and you are not shown as certified any more. You keep your place on the list. The reason:

capacity-reminder-subject = Is the capacity of { $name } still right?
capacity-reminder-text = It is a while since you said how much { $name } can take on. Buyers see how old that is, and more of them ask when it is fresh. It takes a minute.
capacity-reminder-action = Look and confirm
capacity-reminder-note = If all is right, one click on the page that opens is enough. If not, you change it there.

claim-approved-subject = You now look after the page of { $name }
claim-approved-text = Your request is approved. From now on you look after the page of { $name }.

claim-rejected-subject = Your request for { $name }
claim-rejected-text = We could not approve that you look after the page of { $name }.
claim-rejected-subject-unnamed = Your request for a page on the ASF list
claim-rejected-text-unnamed = We could not approve your request to look after a page on the ASF list.
claim-rejected-missing = There is no such enterprise on the list. Search for it again, or get in touch if it is missing.
claim-rejected-closed = The enterprise has ended and cannot be looked after any more.
claim-rejected-tied = Another organisation looks after the page already. Talk to them, or get in touch with us if that is wrong.
claim-rejected-given = Several asked to look after the page, and another organisation got it. Get in touch with us if that is wrong.
claim-rejected-written = The reviewer writes:
claim-rejected-action = Go to your organisations

webhook-disabled-subject = We cannot reach your webhook any more
webhook-disabled-text = We have stopped sending events of the list to { $url }.
webhook-disabled-gone = The server answered that the address is gone for good (410).
webhook-disabled-failing = For three days we have tried, and the server took nothing.
webhook-disabled-more = When the address works again, turn it on from the page of webhooks. Nothing is lost: what you missed can be sent again, or read afterwards.
webhook-disabled-action = Go to your webhooks
