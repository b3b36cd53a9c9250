### Ramen runt varje sida, och det som flera sidor delar.

language-name = Svenska
site-name = ASF Lyfter
skip-to-content = Hoppa till innehållet
home-link = ASF Lyfter, till startsidan
menu = Meny
menu-close = Stäng
nav-label = Huvudmeny
nav-news = Aktuellt
nav-for-asf = För ASF
nav-for-public-sector = För offentlig sektor
nav-for-business = För näringsliv
nav-list = ASF-listan
nav-archive = Arkiv
nav-account = Mitt konto
nav-log-in = Logga in
switch-language = In English
breadcrumb-label = Du är här
breadcrumb-home = Start

footer-about = ASF-listan är en öppen lista över arbetsintegrerande sociala företag i Sverige. Ett företag står på listan för att det själv vill det.
footer-find = Hitta hit
footer-open = Öppna data
footer-api = API för utvecklare
footer-feed = Nya ASF som flöde
footer-csv = Hela listan som CSV
footer-promise = Ingen spårning. Kakor behövs bara för den som loggar in.

## Sökrutan

search-label = Vad söker du?
search-hint = Skriv en vara, en tjänst, ett företag eller en ort. Det går bra att blanda.
search-placeholder = catering Göteborg
search-button = Sök

## Ett företag i en lista

certified = Certifierat
# $date (String) - a date in words
listed-on = På listan sedan { $date }
# $km (String) - whole kilometres
distance = { $km } km bort
# $municipality (String) - a municipality
# $county (String) - its county
place = { $municipality }, { $county }
# $day (Number) - day of the month
# $month (Number) - month, 1 to 12
# $year (String) - four digits
date = { NUMBER($day) } { $month ->
    [1] januari
    [2] februari
    [3] mars
    [4] april
    [5] maj
    [6] juni
    [7] juli
    [8] augusti
    [9] september
    [10] oktober
    [11] november
   *[12] december
} { $year }
# $date (String) - a date in words
# $time (String) - hours and minutes
moment = { $date } kl. { $time }

## Kartorna

map-of-sweden = Karta: ASF i Sveriges län
# $county (String) - a county
map-of-county = Karta: ASF i kommunerna i { $county }
map-skip = Hoppa över kartan
map-source = Källa: SCB
# $name (String) - a county or municipality
# $shown (String) - a number
map-area = { $name }: { $shown } ASF
map-legend = Antal ASF
map-none = Inga
# $low (String) - a number
# $high (String) - a number
map-range = { $low }–{ $high }
# $low (String) - a number
map-range-top = { $low } eller fler
map-whole-country = Visa hela Sverige
map-as-list = Samma val som lista

## Flödet

feed-title = Nya företag på ASF-listan
