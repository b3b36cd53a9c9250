### The frame around every page, and what several pages share.

language-name = English
site-name = ASF Lyfter
skip-to-content = Skip to the content
home-link = ASF Lyfter, to the start page
menu = Menu
menu-close = Close
nav-label = Main menu
nav-news = News
nav-for-asf = For ASFs
nav-for-public-sector = For the public sector
nav-for-business = For business
nav-list = The ASF list
nav-archive = Archive
nav-account = My account
nav-log-in = Log in
switch-language = På svenska
breadcrumb-label = You are here
breadcrumb-home = Start

footer-about = The ASF list is an open list of work-integration social enterprises in Sweden. An enterprise is on the list because it wants to be.
footer-find = Find your way
footer-open = Open data
footer-api = API for developers
footer-feed = New ASFs as a feed
footer-csv = The whole list as CSV
footer-promise = No tracking. Cookies are only for those who log in.

## The search box

search-label = What are you looking for?
search-hint = Type goods, a service, an enterprise or a place, in Swedish. Mixing them is fine.
search-placeholder = catering Göteborg
search-button = Search

## An enterprise in a list

certified = Certified
listed-on = On the list since { $date }
distance = { $km } km away
place = { $municipality }, { $county }
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
moment = { $date } at { $time }

## The maps

map-of-sweden = Map: ASFs in the counties of Sweden
map-of-county = Map: ASFs in the municipalities of { $county }
map-skip = Skip the map
map-source = Source: SCB
map-area = { $name }: { $shown } ASFs
map-legend = Number of ASFs
map-none = None
map-range = { $low }–{ $high }
map-range-top = { $low } or more
map-whole-country = Show all of Sweden
map-as-list = The same choices as a list

## The feed

feed-title = New enterprises on the ASF list
