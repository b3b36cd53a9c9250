### The pages for ASFs, the public sector and business, News and Archive.

## For ASFs

for-asf-title = For ASFs
for-asf-description = What a place on the ASF list gives, what it takes, and how to write a presentation that leads to enquiries.
for-asf-heading = Be found by those who want to buy
for-asf-lead = Municipalities, regions and companies look for suppliers on the ASF list. Your enterprise is on it because you want it to be, and you may leave it when you like.
for-asf-gives = What the list gives
for-asf-gives-1 = A page of your own with an address to share, print and link to.
for-asf-gives-2 = Hits on what you sell, on the place, and on the social benefit you work for.
for-asf-gives-3 = A place on the map, and in the file that buyers download.
for-asf-gives-4 = Other services read the same entries as open data.
for-asf-who = Who can be on the list?
for-asf-who-text = Enterprises that show the four marks of an ASF. Each is reviewed before it is shown.
for-asf-ready = Have this at hand
for-asf-ready-1 = registration number and legal form
for-asf-ready-2 = the municipality of your seat
for-asf-ready-3 = a description of who you are and why you exist
for-asf-ready-4 = at least one activity: what you sell, and where you take work
for-asf-write = Write so that buyers find you
for-asf-write-1 = Use the buyer’s words
for-asf-write-1-text = Someone who needs lunch for a conference searches for catering, not for meaningful occupation. Write what you sell first, and why you exist after that.
for-asf-write-2 = One activity for each thing you sell
for-asf-write-2-text = A café that also washes cars has two activities. You are then seen in both industries, in the right place.
for-asf-write-3 = Tell how far you travel
for-asf-write-3-text = Buyers ask for those who take work in their own municipality. State municipalities, counties or the whole country.
for-asf-write-4 = Keep the capacity fresh
for-asf-write-4-text = How many you are, how many hours you can sell and how soon you can start. The date of the last confirmation is shown.
for-asf-write-5 = Give the role, not the person
for-asf-write-5-text = Use an address such as info@ and a switchboard number. Never write anything that can be tied to a single participant.
for-asf-today = How it is done
for-asf-today-text = You apply here on the website. It costs nothing.
for-asf-look = See how others have written
for-asf-apply = Apply for a place on the list
for-asf-step-1 = Create an account
for-asf-step-1-text = A few minutes. Preferably use an address with the enterprise’s own domain.
for-asf-step-2 = Add your organisation
for-asf-step-2-text = One minute. A name and a registration number are enough. They are checked when the application is reviewed.
for-asf-step-3 = Write the application
for-asf-step-3-text = About 20 minutes. Everything is saved while you write, so you can finish it another day.
for-asf-step-4 = Review
for-asf-step-4-text = Skoopi or the county’s process leader reads the application and decides whether it shows the four marks. Those that have waited longest are read first, so how long it takes depends on how many wait. You get a mail with the answer, and with the reasons if something has to change.
for-asf-listed = Are you on the list already?
for-asf-listed-text = Many enterprises are on the list without anybody of theirs looking after the page. Find your page and say that it is yours, and you need not apply again.
for-asf-listed-find = Search for your enterprise

## For the public sector

for-public-sector-title = For the public sector
for-public-sector-description = How municipalities, regions and authorities find work-integration social enterprises before a purchase.
for-public-sector-heading = Find suppliers who do more than deliver
for-public-sector-lead = Municipalities, regions and authorities buy food, cleaning, gardening and much else. Here you see which ASFs can deliver to you.
for-public-sector-how = Before a purchase
for-public-sector-how-1 = Search for the need
for-public-sector-how-1-text = Type the goods or the service in Swedish. The list understands inflections, compounds and common misspellings.
for-public-sector-how-2 = Give your municipality under Delivers to
for-public-sector-how-2-text = That shows those who say that they take work with you, even when their seat is elsewhere.
for-public-sector-how-3 = Read about those who fit
for-public-sector-how-3-text = The page of each enterprise says what it sells, how much it can take on, and when that was last confirmed.
for-public-sector-how-4 = Take the material along
for-public-sector-how-4-text = Download the results as a CSV file, or print the list. The same search has the same address, so it can be saved and shared.
for-public-sector-reserved = Reserved procurement
for-public-sector-reserved-text = The Swedish Public Procurement Act, LOU, makes it possible to reserve a procurement for suppliers whose main purpose is to integrate people who find it hard to enter the labour market. That is chapter 4, section 18, which also requires a certain share of the employees to belong to the target group.
for-public-sector-reserved-check = A place on the list does not by itself show that a supplier meets the requirements. Ask the enterprise about its share and how it is counted.
for-public-sector-advice = This is not legal advice. Read the act, follow your own purchasing policy, and ask your lawyer or see the guidance of the National Agency for Public Procurement.
for-public-sector-start = Search in your municipality

## For business

for-business-title = For business
for-business-description = How companies find suppliers whose goods and services also open ways into work.
for-business-heading = An ordinary purchase with an unusual effect
for-business-lead = The fruit basket, the conference, the packing and the window cleaning will be bought anyway. From an ASF the same krona also becomes work for someone who has been left outside.
for-business-what = What companies buy
for-business-what-text = Choose an industry to see who there is:
for-business-ask = Good questions to ask
for-business-ask-1 = How much can you deliver a week, and how soon can you start?
for-business-ask-2 = Who answers for the quality, and whom do we call if something goes wrong?
for-business-ask-3 = How do those who work with you take part in decisions?
for-business-ask-4 = Which figures on your social benefit may we use in our sustainability report?
for-business-report = When you tell about the purchase
for-business-report-text = Use the enterprise’s own figures and name the source. Never ask for details of single co-workers, and promise no more than a purchase can give.
for-business-start = Search for suppliers

## News

news-title = News
news-description = What happens on the ASF list.
news-heading = News
news-lead = News is not published here yet. What happens on the list can already be followed.
news-latest = Latest additions
news-latest-text = The list in the order in which the enterprises came to it.
news-feed = New ASFs as a feed
news-feed-text = An Atom address for your news reader, so that you notice every new enterprise.
news-api = Events for systems
news-api-text = Every new and every changed presentation in order, for those who build a service of their own.

## Archive

archive-title = Archive
archive-description = The place for older news, guides and reports.
archive-heading = Archive
archive-lead = Older news, guides and reports will be gathered here when there are any. The archive is empty for now.
archive-data = What can be fetched today
archive-data-csv = The whole list as a CSV file
archive-data-csv-text = For spreadsheets and registers of your own.
archive-data-api = API and documentation
archive-data-api-text = The same entries that the website shows, for those who build something of their own.
