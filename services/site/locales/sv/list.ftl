### ASF-listan.

list-title = ASF-listan
list-description = Sök bland arbetsintegrerande sociala företag i hela Sverige: efter vara och tjänst, län och kommun, bransch och samhällsnytta.
list-heading = ASF-listan
list-lead = Sök på det du behöver och på orten, eller välj i filtren och på kartan.
list-form = Sök och filtrera
list-filters = Filter
# $chosen (String) - a number
list-filters-chosen = Filter ({ $chosen })
list-map = Karta
list-apply = Visa träffar
list-close = Stäng
list-hits = Träffar

filter-county = Län
filter-municipality = Kommun
filter-industry = Bransch
filter-service = Arbetsintegrerande tjänst
filter-benefit = Samhällsnytta
filter-certified = Certifiering
filter-certified-only = Bara certifierade
filter-states = Certifiering, medlemskap och aktualitet
filter-member-only = Bara medlemmar i Skoopi
filter-fresh-only = Bekräftad kapacitet de senaste tre månaderna
filter-as-of = Listan en annan dag
filter-as-of-label = Dag
filter-as-of-hint = Visar listan som den såg ut när dagen var slut.
filter-near = Nära
filter-near-label = Kommun att räkna från
filter-near-hint = Avståndet räknas fågelvägen från mitten av kommunen.
filter-radius = Högst så här många km bort
filter-serves = Levererar till
filter-serves-label = Din kommun
filter-serves-hint = Visar dem som säger att de tar uppdrag där.
filter-place-placeholder = t.ex. Göteborg

chips-label = Valda filter
# $filter (String) - what the filter says
chip-remove = Ta bort { $filter }
chips-clear = Rensa alla
# $place (String) - a municipality
# $km (String) - kilometres
chip-near = Inom { $km } km från { $place }
# $place (String) - a municipality
chip-serves = Levererar till { $place }

# $day (String) - a day in words
chip-as-of = Listan den { $day }

sort-label = Ordning
sort-relevance = Bäst träff först
sort-name = Namn, A–Ö
sort-newest = Senast tillkomna
sort-distance = Närmast först

# $total (Number) - enterprises found
# $shown (String) - the same, for people
list-total = { $total ->
    [0] Inga ASF hittades
    [one] { $shown } ASF
   *[other] { $shown } ASF
}
# $text (String) - what was typed
list-total-for = för ”{ $text }”
# $reading (String) - the parts, joined
list-read-as = Vi läste sökningen som { $reading }.
# $name (String) - a county
read-county = { $name }
# $name (String) - a municipality
read-municipality = kommunen { $name }
# $name (String) - an industry
read-industry = branschen { $name }
# $name (String) - a service
read-service = tjänsten { $name }
read-certified = bara certifierade
# $text (String) - the words left
read-text = orden ”{ $text }”
read-and = och
# $from (String) - as typed
# $to (String) - as searched for
list-correction = Du skrev ”{ $from }”. Vi visar träffar för ”{ $to }”.
list-stale = Listan uppdateras just nu. Någon ändring kan saknas.
list-partial = Inget företag har med alla orden. Här är de som har de flesta av dem.
# $day (String) - a day in words
list-past = Så här såg listan ut den { $day }.
list-past-now = Visa listan som den är nu

list-next = Nästa sida
list-first = Till första sidan
list-pages = Sidor
list-export = Ladda ner träffarna
list-export-csv = CSV-fil
list-export-api = JSON (API)
list-export-xlsx = Excelfil
export-choose = Välj kolumner och format
export-columns = Kolumner i filen
export-columns-hint = Väljer du ingen kommer alla med.
export-format = Format
export-format-xlsx = Excel (XLSX)
export-format-csv = CSV
export-go = Ladda ner
column-name = Namn
column-org-number = Organisationsnummer
column-legal-form = Juridisk form
column-municipality = Kommun
column-county = Län
column-municipality-code = Kommunkod
column-county-code = Länskod
column-industries = Branscher
column-offers = Varor och tjänster
column-services = Arbetsintegrerande tjänster
column-benefits = Samhällsnytta
column-description = Presentation
column-website = Webbplats
column-email = E-post
column-phone = Telefon
column-certified = Certifierad
column-certified-until = Certifierad till och med
column-member = Medlem i Skoopi
column-confirmed = Kapaciteten bekräftad
column-listed = Med på listan sedan
column-page = Länk till profilen
column-id = Id

# $day (String) - a day in words
card-certified-until = Certifierad till { $day }
card-member = Medlem i Skoopi
card-fresh = Kapaciteten är bekräftad de senaste tre månaderna
card-aging = Kapaciteten bekräftades för mer än tre månader sedan
card-stale = Kapaciteten är inte bekräftad på ett halvår – fråga först

empty-heading = Inget företag passar på allt det här
empty-repairs = Det här ger träffar:
# $what (String) - the filter's value
repair-without = Utan { $what }
# $word (String) - a word of the text
repair-word = Utan ordet ”{ $word }”
repair-text = Utan söktexten
# $total (Number) - what it would find
# $shown (String) - the same, for people
repair-total = { $total ->
    [one] { $shown } ASF
   *[other] { $shown } ASF
}
empty-hint = Prova ett bredare ord, en större omkrets eller ett län i stället för en kommun.
empty-all = Visa hela listan

fault-heading = Något i sökningen behöver rättas
fault-lead = Inget har gått förlorat: det du skrev står kvar.
# $max (String) - a number
# $length (String) - a number
fault-too-long = Texten får ha högst { $max } tecken. Din har { $length }.
fault-broken = Texten innehåller tecken som inte går att läsa. Skriv den igen.
# $value (String) - as given
fault-county = Det finns inget län med koden ”{ $value }”. Välj i listan.
# $value (String) - as given
fault-municipality = Det finns ingen kommun med koden ”{ $value }”. Välj i listan.
# $value (String) - as given
fault-industry = Branschen ”{ $value }” finns inte. Välj i listan.
# $value (String) - as given
fault-service = Tjänsten ”{ $value }” finns inte. Välj i listan.
# $value (String) - as given
fault-benefit = Området ”{ $value }” finns inte. Välj i listan.
# $value (String) - as given
fault-certified = ”{ $value }” går inte att tolka. Kryssa i rutan eller låt den vara tom.
# $value (String) - as given
fault-sort = Ordningen ”{ $value }” finns inte. Välj i listan.
# $value (String) - as given
fault-place = Kommunen ”{ $value }” finns inte. Skriv namnet på en av Sveriges kommuner.
# $max (String) - a number
fault-radius = Skriv ett helt antal kilometer, från 1 till { $max }.
fault-as-of = Välj en dag som har varit, skriven som 2026-05-01.
fault-page = Sidan hör till en annan sökning. Gå till första sidan av den här.
fault-refused = Värdet godtas inte.
