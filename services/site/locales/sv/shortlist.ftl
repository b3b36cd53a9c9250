### Listor att spara ASF i, jämförelse av ASF, och listan på andras webbplatser.

## Listor

lists-title = Listor
lists-lead = Spara ASF som ni vill minnas, med en anteckning vid var och en. Alla i organisationen ser era listor.
lists-empty = Ni har inga listor än. Gör en här, eller tryck på ”Spara” vid ett ASF i ASF-listan.
lists-to-list = Till ASF-listan
lists-yours = Era listor
# $count (Number) - how many ASFs are on the list
lists-count = { $count ->
    [0] Inga ASF än
    [one] { $count } ASF
   *[other] { $count } ASF
  }
# $when (String) - day and time in words
lists-changed = Ändrad { $when }
lists-name = Namn
lists-name-hint = Till exempel ”Catering till höstens konferenser”.
lists-create = Gör listan
# $name (String) - the name of the list
lists-created = Listan ”{ $name }” finns nu.
lists-back-to-all = Alla listor
# $name (String) - the name of the list
lists-back-to-one = Tillbaka till ”{ $name }”
lists-no-organisation-heading = Listor hör till organisationer
lists-no-organisation = Listor delas av alla i en organisation. Välj vilken du arbetar för, eller gå med i en först.
lists-organisations = Dina organisationer
lists-read-only = Du kan läsa listorna. Redaktörer och ägare i en kontrollerad organisation kan ändra dem.

## En lista

lists-one-empty = Listan är tom. Tryck på ”Spara” vid ett ASF i ASF-listan, så hamnar det här.
lists-saved-heading = Sparade ASF
lists-rename = Byt namn
lists-rename-title = Byt namn på listan
lists-renamed = Listan har fått sitt nya namn.
lists-delete = Ta bort listan
# $name (String) - the name of the list
lists-delete-title = Ta bort ”{ $name }”?
# $count (Number) - how many ASFs are on the list
lists-delete-lead = { $count ->
    [0] Listan är tom.
    [one] På listan står { $count } ASF. Anteckningen försvinner för alla i organisationen.
   *[other] På listan står { $count } ASF. Anteckningarna försvinner för alla i organisationen.
  }
lists-delete-final = Det går inte att ångra.
# $name (String) - the name of the list
lists-deleted = Listan ”{ $name }” är borttagen.
lists-note = Anteckning
lists-note-hint = Alla i organisationen läser den. Skriv inget om enskilda personer: det som står här finns kvar i systemets logg, också sedan listan tagits bort.
lists-note-edit = Ändra anteckning
lists-note-add = Skriv anteckning
# $name (String) - the name of an ASF
lists-note-title = Anteckning om { $name }
lists-note-save = Spara anteckningen
lists-note-saved = Anteckningen är sparad.
# $date (String) - a date in words
lists-added = Sparat { $date }
lists-take-off = Ta bort
# $name (String) - the name of an ASF
lists-taken-off = { $name } är borttaget från listan.
lists-taken-off-notice = Ett ASF är borttaget från listan. Ångrar du dig kommer det tillbaka på sin plats, med sin anteckning.
lists-undo = Ångra
# $name (String) - the name of an ASF
lists-put-back = { $name } står på listan igen.
lists-left = Står inte längre på ASF-listan
lists-left-hint = Företaget har lämnat ASF-listan, så vi visar inte mer om det. Anteckningen är kvar.
lists-export = Hämta listan
lists-export-csv = CSV
lists-export-xlsx = Excel (XLSX)

## Spara

lists-save = Spara
# $name (String) - the name of an ASF
lists-save-title = Spara { $name }
lists-save-lead = Välj en av organisationens listor, eller gör en ny.
lists-save-which = Lista
# $name (String) - the name of the list
lists-save-there = { $name } (står där redan)
lists-save-new = En ny lista
lists-save-new-name = Namn på den nya listan
lists-save-new-name-hint = Behövs bara för en ny lista.
lists-save-first-name = Favoriter
# $name (String) - the name of an ASF
# $list (String) - the name of the list
lists-saved = { $name } är sparat i ”{ $list }”.

## Varför något inte gick

lists-name-taken = Ni har redan en lista med det namnet. Välj ett annat.
lists-full = Listan har 200 ASF, och fler ryms inte. Ta bort något eller gör en lista till.
lists-too-many = Ni har 50 listor, och fler går inte att ha. Ta bort någon först.
lists-not-listed = Företaget står inte på ASF-listan och kan inte sparas.

## Jämföra

compare-title = Jämför ASF
compare-description = Upp till fyra arbetsintegrerande sociala företag bredvid varandra: vad de säljer, var, hur mycket de kan ta emot och hur de nås.
compare-lead = Upp till fyra ASF bredvid varandra. Adressen till sidan kan sparas och skickas vidare.
compare-empty = Inget är valt att jämföra. Kryssa för ”Jämför” vid två till fyra ASF i ASF-listan och tryck på ”Jämför valda”.
compare-one = Ett ASF är valt. Välj minst ett till i ASF-listan för att jämföra.
# $count (Number) - how many were chosen
compare-too-many = Du har valt { $count } ASF. Fyra går att jämföra åt gången; här är de fyra första.
# $count (Number) - how many are not on the list
compare-unknown = { $count ->
    [one] Ett av de valda ASF:en står inte på ASF-listan. Det kan ha lämnat den.
   *[other] { $count } av de valda ASF:en står inte på ASF-listan. De kan ha lämnat den.
  }
compare-choose = Jämför
# $name (String) - the name of an ASF
compare-choose-one = Jämför { $name }
compare-go = Jämför valda
compare-go-hint = Kryssa för ”Jämför” vid två till fyra ASF.
# $count (Number) - how many are chosen
compare-chosen = { $count ->
    [one] { $count } vald
   *[other] { $count } valda
  }
compare-fact = Uppgift
compare-remove = Ta bort
# $name (String) - the name of an ASF
compare-remove-one = Ta bort { $name } ur jämförelsen
compare-add = Lägg till ett ASF
compare-add-lead = Välj fler i ASF-listan, eller skriv en del av namnet:
compare-add-search = Sök
compare-add-found = Lägg till i jämförelsen
compare-add-none = Inget annat ASF hittades.
compare-print = Sidan går att skriva ut som den är.
compare-sells = Säljer
compare-place = Finns i
compare-area = Arbetar i
compare-capacity = Kapacitet
compare-services = Tjänster för den som står långt från arbete
compare-benefits = Samhällsnytta
# $year (String) - a year
compare-report = Rapport för { $year }
compare-certified = Certifierad
# $date (String) - a date in words
compare-certified-until = till och med { $date }
compare-not-certified = Inte certifierad
compare-member = Medlem i Skoopi
compare-yes = Ja
compare-no = Nej
compare-contact = Kontakt
compare-unsaid = Inte angivet

## På andras webbplatser

embed-title = Visa ASF-listan på er webbplats
embed-description = Färdig kod för att visa ASF-listan eller kartan på en egen webbplats: för en kommun, en bransch, eller hela landet.
embed-lead = Välj vad som ska visas, kopiera koden och klistra in den på er sida. Listan där är alltid densamma som här. Det kostar inget, och inga kakor används.
embed-choose = Välj
embed-view = Visa
embed-view-list = Lista
embed-view-map = Karta
embed-county = Län
embed-county-all = Hela landet
embed-industry = Bransch
embed-industry-all = Alla branscher
embed-language = Språk
embed-update = Visa kod
embed-code-frame = Utan skript
embed-code-frame-lead = Ren HTML som fungerar överallt där en ram får stå. Ändra höjden om den behöver vara en annan.
embed-code-script = Med ett skript
embed-code-script-lead = Skriptet sätter in ramen där taggen står, och ger den den höjd som innehållet har.
embed-preview = Så här ser det ut
embed-frame-title = ASF-listan
embed-frame-map-title = Karta över ASF
embed-list-heading = Arbetsintegrerande sociala företag
embed-map-heading = Var det finns ASF
embed-whole-list = Se hela listan på ASF Lyfter
embed-empty = Inga ASF hittades för det här valet.
embed-next = Fler
embed-first = Från början
embed-filters-fault = Adressen till den här ramen har ett val som inte finns. Hämta ny kod.
embed-filters-fault-link = Till sidan med koden
embed-away = Listan kan inte visas just nu. Försök igen om en stund.
embed-opens = öppnas i ny flik
embed-list-link = Visa listan på er webbplats
