### The mails about the enterprise on the list.

enterprise-listed-subject = { $name } is now on the ASF list
enterprise-listed-text = Congratulations! { $name } can now be found by everybody who looks for a supplier. Do look through the page to see that all is right.
enterprise-listed-action = See the page

enterprise-returned-subject = { $name } needs a few changes
enterprise-returned-text = We have read what you wrote about { $name }. Something has to change before it can be on the list:
enterprise-returned-action = Correct it

enterprise-unlisted-subject = { $name } is no longer on the ASF list
enterprise-unlisted-text = { $name } is not shown on the list any more. What you wrote is kept, and you can ask to come back.
enterprise-unlisted-action = Go to your enterprise

claim-approved-subject = You now look after the page of { $name }
claim-approved-text = Your request is approved. From now on you look after the page of { $name }.
claim-approved-action = See the page

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
