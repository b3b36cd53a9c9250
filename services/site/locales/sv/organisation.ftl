### Organisationer, deras medlemmar, och företaget på listan.

## Vad en organisation är

org-kind = Slag av organisation
org-kind-fact = Slag
org-kind-asf = Arbetsintegrerande socialt företag
org-kind-public = Kommun, region eller myndighet
org-kind-company = Företag eller förening
org-kind-skoopi = Skoopi
org-state = Läge
org-state-unverified = Väntar på kontroll
org-state-verified = Kontrollerad
org-state-refused = Inte godtagen
org-state-closed = Avslutad
org-name = Namn
org-number = Organisationsnummer
org-number-hint = Tio siffror, till exempel 556016-0680. Aldrig ett personnummer.
org-domain = Er e-postdomän
org-domain-hint = Det som står efter @ i era adresser, till exempel kommun.example. Står ert företag redan på ASF-listan, och har din adress samma domän som företagets webbplats eller e-post där, kontrolleras organisationen direkt.
org-membership = Medlemskap i Skoopi
org-membership-none = Inget medlemskap
# $from (String) - first day, as digits
org-membership-from = Från { $from }
# $from (String) - first day, as digits
# $to (String) - last day, as digits
org-membership-until = { $from } till { $to }
org-role = Roll
org-role-viewer-may = Läsare: ser det som organisationen får se
org-role-editor-may = Redaktör: arbetar också för organisationen och ändrar profilen
org-role-owner-may = Ägare: bestämmer också om medlemmar och om platsen på listan
org-person-erased = Borttagen användare
org-you = Det är du
# $date (String) - a date in words
org-since = Sedan { $date }

## Egna organisationer

org-mine-title = Organisationer
org-mine-heading = Du är med i
org-mine-empty = Du är inte med i någon organisation än. Finns er redan här, be att få gå med. Annars lägger du till den.
# $count (Number) - requests to join
org-joins-waiting = { $count ->
    [one] En person vill gå med
   *[other] { $count } personer vill gå med
}
org-create-title = Lägg till en organisation
org-create-lead = Du blir ägare och kan bjuda in dina kollegor. Vem som helst kan skriva ett namn och ett nummer, så Skoopi kontrollerar att organisationen är vad den säger innan den kan handla här.
# $name (String) - an enterprise on the list
org-create-for = Först lägger du till organisationen som driver { $name }. Sedan ber ni att få sköta sidan på listan.
org-create-to-apply = Det här är första steget till en plats på listan: vilka ni är. Sedan skriver ni ansökan.
org-create-button = Lägg till
org-created = Organisationen är tillagd. Skoopi kontrollerar den, och du får ett mejl när det är klart.
org-created-verified = Organisationen är tillagd och kontrollerad.
org-find-title = Hitta din organisation
org-find-lead = Sök efter organisationen och be dess ägare att släppa in dig. Vi söker också bland företagen på ASF-listan.
org-find-label = Namn eller organisationsnummer
org-find-hint = Minst två tecken.
org-found = Organisationer som finns här
org-found-lead = Välj din organisation och be att få gå med.
org-found-listed = Företag på ASF-listan
org-found-listed-lead = Är ett av dem ert? Välj det och be att få sköta dess sida.
org-found-none = Ingen träff
org-found-none-text = Kontrollera stavningen eller sök på organisationsnumret. Finns den varken bland organisationerna eller på ASF-listan kan du lägga till den.
# $name (String) - an organisation
org-join-title = Gå med i { $name }
org-join-lead = Ägarna får veta vad du heter och din e-postadress, och svarar dig.
org-join-message = Några ord till ägarna
org-join-message-hint = Till exempel var du arbetar och vad du vill göra här.
org-join-button = Be att få gå med
org-join-done = Din fråga är skickad. Du får ett mejl när någon har svarat.

## En organisation

org-about = Om organisationen
org-back = Tillbaka
org-unverified-lead = Skoopi kontrollerar organisationen, och ni får ett mejl när det är klart. Under tiden kan ni skriva er ansökan och lämna in den, bjuda in kollegor och be att få sköta ett företag som redan står på listan. Inget syns för andra förrän det är granskat.
# $reason (String) - why it was refused
org-refused-lead = Skoopi kunde inte godta organisationen: { $reason } Rätta uppgifterna, så tittar vi igen.
org-closed-lead = Organisationen är avslutad.
org-edit-title = Ändra uppgifter
org-number-shared = En annan organisation här har angett samma organisationsnummer. Bara en av dem kan bli kontrollerad. Är det er egen organisation, be att få gå med i den i stället.
org-edit-lead = Byter ni namn eller domän kontrollerar Skoopi organisationen igen.
org-switch = Arbeta för den här organisationen
org-members = Medlemmar
# $organisation (String) - its name
# $email (String) - the person's address
org-member-of = { $organisation } · { $email }
org-member-remove = Ta bort ur organisationen
org-member-removed = Personen är borttagen ur organisationen.
# $name (String) - a person
org-remove-title = Ta bort { $name }?
# $organisation (String) - its name
org-remove-lead = Personen kan inte längre se eller göra något för { $organisation }. Kontot finns kvar.
org-remove-button = Ja, ta bort
org-leave-link = Lämna organisationen
# $organisation (String) - its name
org-leave-title = Lämna { $organisation }?
org-leave-lead = Du kan inte längre se eller göra något för organisationen. Ditt konto finns kvar.
org-leave-button = Ja, lämna
org-left = Du har lämnat organisationen.
org-invitations = Inbjudningar
org-invitations-none = Ingen inbjudan väntar på svar.
# $date (String) - a date in words
org-invited-until = Gäller till { $date }
org-invitation-withdraw = Dra tillbaka
org-invitation-withdrawn = Inbjudan är tillbakadragen. Länken fungerar inte längre.
org-invite-link = Bjud in någon
# $organisation (String) - its name
org-invite-title = Bjud in till { $organisation }
org-invite-lead = Personen får ett mejl med en länk. Den som inte har något konto kan skaffa ett samtidigt.
org-invite-button = Skicka inbjudan
org-invited = Inbjudan är skickad.
org-requests = De här vill gå med
org-requests-lead = Välj en person för att svara.
# $name (String) - a person
org-join-asks = { $name } vill gå med
# $message (String) - the person's own words
org-join-says = ”{ $message }”
org-join-answer = Vad svarar du?
# $role (String) - a role in words
org-join-as = Ja, som { $role }
org-join-no = Nej
org-join-decide = Svara
org-join-decided = Svaret är skickat.

## Företaget på listan

org-enterprise = Ert företag på ASF-listan
org-enterprise-tied = Ni sköter ert företags profil på listan.
org-enterprise-none = Inget företag på listan är kopplat till organisationen än.
org-claim-waits = Ni har sagt att ett företag på listan är ert. Skoopi eller länets processledare avgör det, och ni får ett mejl.
org-claim-withdraw = Dra tillbaka anspråket
org-claim-withdrawn = Anspråket är tillbakadraget.
# $reason (String) - why it was rejected
org-claim-rejected = Anspråket godtogs inte: { $reason }
org-rejected-missing = Företaget finns inte.
org-rejected-closed = Företaget är avslutat.
org-rejected-tied = En annan organisation sköter redan företaget. Hör av er till Skoopi om det är fel.
org-rejected-given = En annan organisation gjorde anspråk på samma företag och fick det.
org-release-title = Släpp företaget
# $organisation (String) - its name
org-release-lead = Efter det kan { $organisation } inte ändra profilen längre. Företaget står kvar på listan om det står där i dag.
org-release-button = Ja, släpp företaget
org-released = Organisationen sköter inte företaget längre.

## Det egna företaget

own-title = Vårt företag
own-none-yet = Du är inte med i någon organisation än. Hitta din organisation eller företaget på listan, eller lägg till en ny.
own-back = Tillbaka till företaget
own-none-lead = Organisationen som du arbetar för sköter inget företag på listan. Det är en ägare i ett arbetsintegrerande socialt företag som börjar en ansökan.
own-none-owner = Här sköter ni ert företags profil på ASF-listan.
own-on-the-list = Står företaget redan på listan?
own-on-the-list-lead = Vi hittade inget företag på listan med ert organisationsnummer. Står det där med ett annat nummer, sök efter det. Skoopi eller länets processledare godkänner, aldrig någon automatik.
own-not-on-the-list = Står företaget inte på listan än?
own-not-on-the-list-lead = Börja med ett utkast. När det är komplett lämnar ni in det, och Skoopi eller länets processledare tar ställning.
own-state-draft = Utkast
own-state-submitted = Väntar på granskning
own-state-returned = Återsänt
own-state-listed = På listan
own-state-unlisted = Inte på listan längre
own-state-closed = Avslutat
own-incomplete = Det här behövs innan ni kan lämna in:
own-complete = Allt som behövs finns. Läs igenom en gång till och lämna sedan in. Skoopi eller länets processledare läser ansökan.
own-complete-editor = Allt som behövs finns. En ägare i er organisation kan lämna in ansökan.
own-submit = Lämna in ansökan
own-submitted = Ansökan är inlämnad. Ni får ett mejl när någon har tagit ställning.
own-submitted-lead = Skoopi eller länets processledare läser ansökan, och ni får ett mejl när det är klart. Ni behöver inte göra något nu. Kommer ni på något kan ni ändra det under tiden.
own-listed-lead = Alla kan hitta ert företag.
own-unlisted-lead = Ingen hittar företaget på listan. Allt ni har skrivit finns kvar, och en ägare kan ta företaget tillbaka till listan.
own-closed-lead = Företaget är avslutat. Inget kan ändras längre.
own-reasons = Det här behöver rättas
own-profile = Profilen
own-public-page = Visa sidan som alla ser
own-edit-title = Ändra profilen
own-edit-lead = Det mesta syns direkt när ni sparar. Namn, organisationsnummer, företagsform, tjänster och kriterier granskas först, och under tiden är sidan som förut.
own-description = Beskrivning
own-description-hint = Vad företaget är och gör. Tomma rader skiljer stycken åt.
own-seat = Kommun
own-seat-hint = Där företaget har sitt säte, till exempel Göteborg.
own-county = Län
own-activities = Minst en verksamhet
own-choose = Välj
own-website-hint = Börjar med https://
own-email-hint = En gemensam adress som info@, aldrig en persons egen.
own-phone-hint = Växel eller gemensam telefon.
own-register-title = Börja ett utkast
own-register-lead = Bara ni och de som granskar ser utkastet. Resten av profilen fyller ni i sedan.
own-register-button = Skapa utkastet
own-registered = Utkastet finns. Fyll i resten av profilen.
own-unlist-title = Lämna listan
own-unlist-lead = Företaget går inte längre att hitta på listan. Profilen finns kvar här, och ni kan komma tillbaka när ni vill.
own-unlist-reason = Varför?
own-unlist-reason-hint = Syns inte för andra än Skoopi.
own-unlist-button = Ja, lämna listan
own-unlisted = Företaget står inte på listan längre.
# $name (String) - an enterprise
own-claim-title = Är { $name } ert företag?
# $organisation (String) - the own organisation
own-claim-lead = Säg till om { $organisation } är det här företaget. Skoopi eller länets processledare avgör, och ni får ett mejl. Det går fortast om du har en e-postadress med företagets egen domän.
own-claim-numbers = Organisationsnummer
own-claim-button = Ja, det är vårt företag
own-claim-back = Tillbaka till företagets sida
own-claim-done = Anspråket är skickat. Ni får ett mejl när någon har tagit ställning.
own-claim-link = Det här är vårt företag
own-claim-other = Lägg till en annan organisation för företaget

## Företaget på listan med samma nummer

listed-question = Är det här ert företag?
# $name (String) - an enterprise on the list
listed-same-number = Vi hittade { $name } på ASF-listan med samma organisationsnummer. Är det ert?
listed-decided = Skoopi eller länets processledare tittar på begäran innan ni kan ändra sidan. Ni får ett mejl.
listed-yes = Ja, be att få sköta profilen
listed-owner-asks = En ägare i organisationen kan be att få sköta profilen.
# $name (String) - an enterprise on the list
listed-looked-after = { $name } på ASF-listan sköts redan av en annan organisation. Sök efter den och be att få gå med. Är det fel organisation, skriv till Skoopi.
listed-profile = Visa sidan på listan
listed-already = Företaget står redan på listan. Ni behöver inte skriva om det, utan kan be att få sköta sidan.

## Varför det inte gick

refused-org-number-taken = Det finns redan en organisation eller ett företag med det numret. Sök efter det och be att få gå med. Hittar ni det inte, skriv till Skoopi.
refused-ten-digits = Ett organisationsnummer har tio siffror, till exempel 556016-0680.
refused-personal-number = Det ser ut som ett personnummer. Det får inte stå här.
refused-check-digit = Den sista siffran stämmer inte. Kontrollera organisationsnumret.
refused-website = Skriv hela adressen, till exempel https://www.exempel.se.
refused-not-believed = Skoopi har inte godtagit organisationen. Rätta det som behövs först.
refused-not-verified = Organisationen är inte kontrollerad, och den har ett annat organisationsnummer än företaget. Kontrollera organisationen först, eller avslå anspråket.
refused-not-an-asf = Bara arbetsintegrerande sociala företag kan stå på listan.
refused-already-member = Du är redan med i organisationen.
refused-gone = Någon annan hann före. Läs in sidan igen för att se hur det är nu.
refused-too-many-invitations = Det väntar redan många inbjudningar. Dra tillbaka några först.
refused-already-tied = Organisationen sköter redan ett företag på listan.
refused-claim-pending = Organisationen väntar redan på svar om ett annat företag. Dra tillbaka det anspråket först.
refused-not-complete = Profilen är inte komplett än.
refused-wrong-state = Det går inte i det läge som företaget är i nu. Läs in sidan igen.
refused-stale = Någon annan har ändrat sedan du öppnade sidan. Öppna den igen och gör om ändringen.
refused-closed = Det är avslutat, och inget kan ändras längre.
refused-domain-taken = En annan organisation har redan kontrollerats genom den domänen. Be Skoopi att kontrollera er på ett annat sätt.
refused-already-created = Det är redan gjort. Läs in sidan igen för att se det.
refused-no-account = Det finns inget konto med den adressen.

## Att fylla i steg för steg, och det som väntar

steps-label = Stegen i ansökan
contents-label = Sidans delar
saving = Sparar …
saved-at = Sparat kl. …
not-saved = Inte sparat än. Tryck på knappen så sparas det.
change-before = Nu:
change-after = Blir:
change-nothing = (inget)

step-basics = Grunduppgifter
step-basics-about = Vilka ni är och vad ni gör, så att en inköpare förstår det direkt.
step-activities = Verksamheter
step-activities-about = Lägg till en verksamhet för varje sak ni säljer, var den finns, vart ni åker och hur mycket ni hinner ta emot.
step-offer = Tjänster och samhällsnytta
step-offer-about = Vad ni erbjuder människor på väg till arbete, och var ni gör nytta.
step-contact = Kontakt
step-contact-about = Så når man er. Skriv bara gemensamma adresser och nummer, aldrig en persons egna.
step-criteria = De fyra kriterierna
step-criteria-about = Berätta med egna ord hur ni uppfyller det som gör ett företag till ett arbetsintegrerande socialt företag. Några meningar räcker för varje. Bara de som granskar läser dem.
step-submit = Kontrollera och lämna in
step-submit-about = Läs igenom allt en gång till.
step-done = Klart
step-lacks = Något saknas
step-returned = Behöver rättas
step-free = Valfritt
own-save-next = Spara och fortsätt
own-next-step = Fortsätt till nästa steg
own-steps = Stegen
# $done (Number) - facts that are there
# $all (Number) - facts that are needed
own-progress = { NUMBER($done) } av { NUMBER($all) } uppgifter klara
# $names (String) - what is not there
own-lacks = Saknas: { $names }
own-draft-next = Fyll i stegen i den ordning ni vill. Allt sparas medan ni skriver, och ingen annan än ni ser det förrän ni lämnar in.
own-returned-next = Den som granskade vill att något ändras innan ni kan stå på listan. Rätta det och lämna in igen. Det ni redan har skrivit finns kvar.
own-rejected-lead = Den som granskade kom fram till att företaget inte uppfyller kriterierna för ett arbetsintegrerande socialt företag:
own-rejected-next = Har något blivit fel, eller har ni ändrat något som gör skillnad? Hör av er till Skoopi, som kan öppna ansökan igen. Det ni har skrivit finns kvar.
own-state-rejected = Avslaget
own-fill-in = Fyll i
own-change = Ändra
own-incomplete-heading = Det här saknas
# $reason (String) - the reviewer's own words
own-reviewer-says = Den som granskade skriver: { $reason }
own-reason-open = Rätta det
own-reason-whole = Gäller helheten
own-reviewed-hint = En ändring här granskas innan den syns.
own-saved-waits = Sparat. Ändringen väntar på granskning, och sidan på listan är som förut tills den är godkänd.
own-saved-nothing-waits = Sparat. Nu väntar inga ändringar på granskning längre.
# $said (String) - what has to be put right
own-not-saved = Inte sparat än. { $said }
own-conflict = Någon annan har sparat här medan du skrev. Det du skrev står i fälten, och vid varje fält som skiljer sig står vad den andra har sparat. Spara igen för att behålla ditt, eller ta den andras.
own-conflict-keep = Ta det som är sparat i stället
# $other (String) - what somebody else saved
own-conflict-other = Någon annan har sparat: { $other }
own-conflict-script = Någon annan har sparat här medan du skrev. Tryck på knappen så får du se båda.
own-conflict-self = Du har ändrat det här i en annan flik. Det du skrev i den här fliken står i fälten, och vid varje fält som skiljer sig står vad du har sparat i den andra. Spara igen för att behålla det du ser i fälten, eller ta det som är sparat.
own-conflict-self-script = Du har ändrat det här i en annan flik. Tryck på knappen så får du se båda.
# $other (String) - what the same person saved in another tab
own-conflict-self-other = Sparat i en annan flik: { $other }

## Verksamheterna

own-activities-yours = Era verksamheter
own-activities-none = Ni har inte lagt till någon verksamhet än. Minst en behövs.
own-activities-full = Fler än tjugo verksamheter får inte plats. Slå ihop några som liknar varandra.
own-activity-add = Lägg till en verksamhet
# $place (String) - where it is
# $area (String) - where customers are served
own-activity-where = { $place }. Tar uppdrag i { $area }.
own-activity-remove = Ta bort verksamheten
# $name (String) - the industry
own-activity-remove-title = Ta bort { $name }?
own-activity-remove-button = Ja, ta bort
own-activity-removed = Verksamheten är borttagen.
own-activity-keep = Nej, behåll den
own-industry = Bransch
own-offer = Varor och tjänster
own-offer-hint = Med de ord som en inköpare söker på.
own-activity-place = Var verksamheten finns
own-activity-place-hint = En kommun, till exempel Göteborg. Lämna tomt om det är där företaget har sitt säte.
own-activity-municipalities = Vilka kommuner?
own-activity-municipalities-hint = Om ni valde vissa kommuner: skriv dem med komma emellan.
own-activity-counties = Vilka län?
own-activity-counties-hint = Om ni valde hela län.
reach-own = Bara i den egna kommunen
reach-municipalities = Vissa kommuner
reach-counties = Hela län
reach-country = Hela landet
own-capacity-people = Hur många arbetar med det?
own-capacity-people-hint = Ungefär. Lämna tomt om ni inte vill säga det.
own-capacity-hours = Hur många timmar i veckan kan ni sälja?
own-capacity-hours-hint = Ungefär, så att en inköpare ser om det räcker.
own-capacity-days = Hur många dagar från beställning till start?
own-capacity-days-hint = Ungefär.
own-services-hint = Kryssa för det ni erbjuder.
own-benefits-hint = Kryssa för det ni kan visa att ni bidrar till.

## Kapacitet

own-capacity = Kapacitet
# $words (String) - how fresh it is
own-capacity-is = Kapaciteten är { $words }.
own-capacity-open = Titta och bekräfta
own-capacity-lead = Inköpare ser hur länge sedan ni sa vad ni hinner. Stämmer allt nedan räcker det att trycka på knappen.
own-capacity-button = Stämmer fortfarande
own-capacity-confirmed = Tack! Nu ser alla att kapaciteten stämmer i dag.
own-capacity-none = Ni har inte sagt hur mycket ni hinner ta emot. Skriv det på en verksamhet, så vet inköpare om ni kan hjälpa dem.
own-capacity-fill-in = Fyll i kapacitet
own-capacity-yours = Det ni har sagt

## De fyra kriterierna

criterion-integration = Säljer för att fler ska få arbete
criterion-integration-text = Företaget säljer varor eller tjänster, och gör det för att människor som har svårt att få eller behålla ett arbete ska komma in i arbetslivet. Berätta vad ni säljer och hur det leder till arbete.
criterion-participation = Medarbetarna är delaktiga
criterion-participation-text = De som arbetar i företaget är med och påverkar, genom ägande, avtal eller på ett annat sätt som går att visa. Berätta hur det går till och var det är nedskrivet.
criterion-reinvestment = Vinsten stannar i verksamheten
criterion-reinvestment-text = Överskott går i huvudsak tillbaka till den egna eller en liknande verksamhet. Berätta vad stadgarna eller bolagsordningen säger, och vad ett överskott har gått till.
criterion-independence = Fristående från offentlig sektor
criterion-independence-text = Kommun, region eller stat äger inte företaget och bestämmer inte över det. Att ha dem som kunder går bra. Berätta vem som äger och vem som bestämmer.

## Ändringar som väntar

own-changes-wait = Ändringar som väntar på granskning
own-changes-wait-lead = Sidan på listan är som förut tills Skoopi eller länets processledare har godkänt. Ni får ett mejl.
# $when (String) - day and time
own-changes-since = Ändrat { $when }.
own-changes-returned = Ändringarna behöver rättas
own-changes-returned-lead = Den som granskade vill ha något ändrat. Rätta och spara, så granskas det igen, eller dra tillbaka ändringarna. Sidan på listan är som förut.
own-changes-withdraw = Dra tillbaka ändringarna
own-changes-withdraw-lead = Det som väntar tas bort, och företaget är kvar på listan så som det senast godkändes.
own-changes-withdraw-button = Ja, dra tillbaka
own-changes-withdrawn = Ändringarna är tillbakadragna.
own-changes-keep = Nej, låt dem vänta

## Medlem, certifierad, och vägen tillbaka

own-standing = Medlemskap och certifiering
own-member = Medlem i Skoopi
own-member-yes = Ja
own-member-no = Nej
own-certified = Certifierade av Skoopi
own-certified-no = Nej
# $from (String) - first day, in words
# $until (String) - last day, in words
own-certified-until = Ja, från { $from } till och med { $until }
own-renewable = Förnyelse
# $from (String) - a day, in words
own-renewable-from = Kan förnyas från { $from }. Hör av er till Skoopi.
own-relist-title = Kom tillbaka till listan
# $name (String) - the enterprise
own-relist-lead = Vill ni att { $name } går att hitta på listan igen?
own-relist-at-once = Företaget syns direkt, eftersom namn, organisationsnummer, företagsform, tjänster och kriterier är som när ni själva lämnade listan.
own-relist-review = Någon granskar först, eftersom Skoopi tog bort företaget eller något som kriterierna hänger på har ändrats. Ni får ett mejl med svaret.
own-relist-button = Ja, kom tillbaka
own-relisted = Välkomna tillbaka! Företaget står på listan igen.
own-relist-waits = Någon granskar först. Ni får ett mejl med svaret.
refused-no-changes = Det finns inga ändringar som väntar. Läs in sidan igen.
refused-no-capacity = Ni har inte sagt någon kapacitet än. Skriv den på en verksamhet först.
