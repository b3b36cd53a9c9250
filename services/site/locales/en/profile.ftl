### An enterprise's own page, and the page for one that is not there.

profile-description = { $name } is a work-integration social enterprise in { $place }.
profile-kind = Work-integration social enterprise
profile-offers = What we sell
profile-offers-about = About the enterprise
profile-at = Place
profile-area = Takes work in
area-country = the whole country
profile-capacity = Capacity
capacity-people = { $people ->
    [one] { $shown } person at work
   *[other] { $shown } people at work
}
capacity-hours = { $hours ->
    [one] { $shown } hour a week for sale
   *[other] { $shown } hours a week for sale
}
capacity-lead = { $days ->
    [one] starts { $shown } day after the order
   *[other] starts { $shown } days after the order
}
profile-services = Work-integration services
profile-services-lead = What the enterprise offers those who need a way into work.
profile-benefits = Social benefit
profile-benefits-lead = Areas in which the enterprise says that it does good.
profile-contact = Contact
profile-website = Website
profile-email = E-mail
profile-phone = Phone
profile-no-contact = The enterprise has left no contact details.
profile-facts = Facts
profile-org-number = Registration number
profile-legal-form = Legal form
profile-seat = Seat
profile-listed = On the list since
profile-updated = Last changed
profile-certified-days = By Skoopi, from { $from } until { $until }
profile-member = Member of Skoopi
profile-membership = Membership
profile-certified-text = Certified by Skoopi
profile-more = More like this
profile-more-link = { $industry } in { $county }
profile-print-source = Taken from
profile-own-words = The presentation is the enterprise’s own, in Swedish.

missing-title = The enterprise is not on the list
missing-heading = There is no enterprise here
missing-text = The enterprise may have left the list, or the address went wrong. Search, and you will find it if it is still there.
missing-suggestions = Did you mean one of these?

## How fresh the capacity is

fresh-never = not confirmed yet – ask first
fresh-lately = confirmed within the last month
fresh-months = { $months ->
    [one] confirmed { $months } month ago
   *[other] confirmed { $months } months ago
}
fresh-stale = not confirmed for more than 6 months – ask first

## An enterprise that nobody looks after

profile-nobody = Nobody from the enterprise looks after this page yet. Tell us, and you can change it once Skoopi or the county’s process leader has said yes.
