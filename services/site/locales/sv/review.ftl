### Granskning, certifiering och arbetslistan för personal och processledare.

review-title = Granskning
review-lead = De som har väntat längst står först. Öppna en rad för att se allt som behövs för beslutet.
review-none = Inget väntar på granskning. Alla har fått svar.
review-application = Ansökan om att stå på listan
review-changes = Ändring av uppgifter som granskas
# $days (Number) - whole days
review-waited = { $days ->
    [0] Kom in i dag
    [one] Har väntat i en dag
   *[other] Har väntat i { $days } dagar
}
review-doubled = Kan finnas redan
# $kind (String) - an application, or changes
# $since (String) - how long it has waited
review-case-lead = { $kind }. { $since }.
review-duplicates = Kan vara samma företag
review-duplicates-lead = Jämför innan du beslutar. Finns företaget redan kan det som sköter det göra anspråk på profilen i stället.
# $fields (String) - what is the same
review-duplicate-same = Samma { $fields }
review-same-number = organisationsnummer
review-same-name = namn
review-same-place = kommun
review-and = och
review-criteria = De fyra kriterierna
review-criteria-lead = Varje skäl är skrivet av företaget självt.
review-no-ground = Inget skäl är angivet.
review-no-value = Tomt
review-told = Uppgifter
review-told-lead = Företaget har inte varit godkänt förut. Så här ser hela profilen ut.
review-differences = Det som ändras
review-differences-lead = Till vänster det som godkändes senast, till höger det som företaget vill ha.
review-same = Inget har ändrats sedan det godkändes senast.
review-before = Godkänt
review-after = Nytt
review-unchanged = Oförändrat
# $field (String) - a field's name
review-remark = Be om rättelse av: { $field }
# $field (String) - a field's name
review-remark-label = Vad behöver rättas i fältet { $field }?
review-field-activities = Verksamheter
review-field-services = Arbetsintegrerande tjänster
review-field-benefits = Områden för samhällsnytta
review-missing = Det här saknas för listan
review-decision = Beslut
review-answer = Vad beslutar du?
review-list = Sätt på listan
review-return = Skicka tillbaka för rättelse
review-reject = Avslå: det är inget ASF
review-approve = Godkänn ändringarna
review-return-changes = Skicka tillbaka ändringarna. Det som är godkänt ligger kvar
review-reason = Skäl
review-reason-hint = Behövs vid avslag. Vid rättelse räcker det med en rad vid varje fält ovan. Företaget får läsa allt.
review-reason-hint-changes = Behövs när ändringarna skickas tillbaka, om du inte skriver en rad vid ett fält ovan. Företaget får läsa allt.
review-reason-needed = Skriv vad som behöver rättas, här eller vid ett fält.
review-reject-needed = Skriv varför. Företaget får läsa skälet.
review-open = Öppna granskningen
review-decide = Besluta
review-listed = Företaget står nu på listan och har fått ett mejl.
review-returned = Ansökan är tillbaka hos företaget med dina rader.
review-rejected = Ansökan är avslagen. Företaget får läsa skälet.
review-approved = Ändringarna är godkända och syns nu.
review-changes-returned = Ändringarna är tillbaka hos företaget. Det som var godkänt ligger kvar.
review-moved = Företaget har ändrat sina uppgifter medan du granskade. Här är de nya. Det du skrev är kvar. Läs igenom och besluta igen.
review-over-title = Redan avgjort
# $name (String) - an enterprise
review-over-lead = { $name } väntar inte på granskning.
# $name (String) - an enterprise
review-lost-lead = Någon hann före dig med { $name }. Ditt beslut är inte sparat.
review-over-what = Så här blev det
review-over-event = Hände
review-over-at = När
review-over-by = Av
review-over-reason = Skäl
review-by-you = Dig
review-full-profile = Hela profilen
review-back = Tillbaka till granskningen
review-history = Allt som har hänt

## Certifiering

# $name (String) - an enterprise
certify-of = Certifiering av { $name }
certify-none = Företaget är inte certifierat.
# $date (String) - a day
certify-renewable = Kan förnyas från och med { $date }. De nya två åren räknas från det gamla slutet.
certify-first-day = Första dagen
certify-last-day = Sista dagen
certify-renewable-from = Kan förnyas från
certify-issue-lead = En certifiering gäller i två år från i dag. Företaget får ett mejl.
certify-issue = Certifiera i två år
certify-answer = Vad ska hända med certifieringen?
certify-renew = Förnya den i två år
certify-revoke = Återkalla den, med skäl
certify-revoke-hint = Behövs när den återkallas. Företaget får läsa skälet, och det visas inte för andra.
certify-revoke-lead = En återkallad certifiering slutar gälla genast. Företaget får ett mejl med skälet.
certify-change = Utfärda, förnya eller återkalla
standing-title = Certifiering och medlemskap
standing-member = Medlem i Skoopi
standing-yes = Ja
standing-no = Nej
certify-save = Spara
certify-revoke-button = Återkalla certifieringen
certify-issued = Företaget är certifierat i två år.
certify-renewed = Certifieringen är förnyad i två år.
certify-revoked = Certifieringen är återkallad.
certify-too-early = Den kan inte förnyas än.

## Historik

happened-title = Allt som har hänt
# $name (String) - an enterprise
happened-of = Allt som har hänt med { $name }
happened-lead = Det senaste står först. Loggen kan inte ändras.
happened-none = Inget har hänt än.
happened-older = Äldre händelser
# $who (String) - a person or the system
# $time (String) - day and time
happened-by = { $who }, { $time }
happened-system = Systemet
happened-somebody = Någon med konto
# $field (String) - a field's name
# $before (String) - what it said
# $after (String) - what it says
happened-change = { $field }: { $before } → { $after }
happened-empty = tomt
# $reason (String) - the words that were given
happened-reason = Skäl: { $reason }
happened-registered = Företaget lades upp
happened-profile-changed = Profilen ändrades
happened-attested = Kriterierna fick nya skäl
happened-proposed = Ändringar lämnades till granskning
happened-approved = Ändringarna godkändes
happened-changes-returned = Ändringarna skickades tillbaka
happened-withdrawn = Ändringarna togs tillbaka
happened-submitted = Ansökan lämnades in
happened-listed = Företaget sattes på listan
happened-unlisted = Företaget lämnade listan
happened-kept-off = Företaget, som hade lämnat listan, kommer tillbaka bara efter granskning
happened-returned = Ansökan skickades tillbaka
happened-rejected = Ansökan avslogs
happened-closed = Företaget avslutades
happened-capacity = Kapaciteten bekräftades
happened-certified = Företaget certifierades
happened-revoked = Certifieringen återkallades
happened-lapsed = Certifieringen gick ut
happened-membership-began = Medlemskapet i Skoopi började
happened-membership-ended = Medlemskapet i Skoopi slutade
happened-benefit-reported = Samhällsnyttan redovisades
happened-benefit-withdrawn = En redovisning av samhällsnytta togs bort
happened-claim-requested = En organisation gjorde anspråk på profilen
happened-claim-withdrawn = Ett anspråk drogs tillbaka
happened-claim-approved = Ett anspråk godkändes
happened-claim-rejected = Ett anspråk avslogs
happened-released = Organisationen släppte profilen

## Arbetslista

work-title = Arbetslista
work-lead-country = Hela landet. Välj ett län för att se bara det.
# $counties (String) - names of counties
work-lead = Det som finns att göra i { $counties }.
work-in-short = I korthet
work-listed = På listan
work-certified = Certifierade
work-reviews = Väntar på granskning
work-reviews-none = Inget väntar på granskning.
work-reviews-all = Hela kön
work-stale = Kapacitet som inte är bekräftad på ett halvår
work-stale-none = Alla som anger kapacitet har bekräftat den det senaste halvåret.
# $date (String) - a day
work-stale-at = Senast bekräftad { $date }
work-stale-never = Aldrig bekräftad
work-expiring = Certifieringar som går ut inom ett halvår
work-expiring-none = Ingen certifiering går ut inom ett halvår.
# $date (String) - a day
work-expiring-at = Gäller till och med { $date }
work-unclaimed = På listan utan någon som sköter profilen
work-unclaimed-none = Alla på listan har någon som sköter profilen.
# $date (String) - a day
work-unclaimed-at = På listan sedan { $date }
work-misses = Sökningar utan träff
work-misses-lead = Det som har sökts minst två gånger på 90 dagar utan att något hittades, här eller utan att en ort angavs. Vem som sökte sparas inte.
work-misses-none = Ingen sökning har blivit utan träff mer än en gång.
# $count (Number) - how often
# $date (String) - a day
work-miss = { $count } gånger, senast { $date }
# $shown (Number) - how many are shown
# $count (Number) - how many there are
work-first = De första { $shown } av { $count }
work-counties = Visa ett län
work-all-counties = Hela landet
