### Webhooks, och sidan för dem som bygger på listan.

## Händelser

event-listed = Ett ASF har kommit med på listan
event-profile-changed = Ett ASF har ändrat sin profil
event-unlisted = Ett ASF har lämnat listan
event-certified = Ett ASF har certifierats
event-certification-lapsed = En certifiering gäller inte längre
event-benefit-reported = Ett ASF har berättat om sin samhällsnytta
event-benefit-withdrawn = Ett ASF har tagit tillbaka en rapport om sin samhällsnytta
event-test = Provleverans

## Webhooks

hooks-title = Webhooks
hooks-lead = En webhook berättar för er egen server vad som händer på ASF-listan, i samma stund som det händer. Den som sköter era system vet hur det används.
hooks-empty = Ni har inga webhooks än. Lägg till en, så skickas nya händelser dit från och med då.
hooks-yours = Era webhooks
hooks-new = Lägg till en webhook
hooks-explained = Så tar en server emot en webhook
hooks-back = Alla webhooks
hooks-back-to-one = Tillbaka till webhooken
hooks-never-delivered = Ingenting har levererats än
# $when (String) - day and time in words
hooks-delivered = Levererade senast { $when }
hooks-off = Avstängd
# $count (Number) - how many deliveries wait
hooks-waiting-count = { $count ->
    [one] { $count } väntar
   *[other] { $count } väntar
  }
hooks-no-organisation-heading = Webhooks hör till organisationer
hooks-no-organisation = En webhook sköts tillsammans av alla i en organisation. Välj vilken du arbetar för, eller gå med i en först.
hooks-organisations = Dina organisationer

## En webhook

hooks-new-lead = Säg vart händelserna ska skickas. Väljer ni inget under händelser, län eller branscher skickas allt.
hooks-url = Adress
hooks-url-hint = Börjar med https:// och leder till en server på det öppna internet, till exempel https://er-server.example/asf.
hooks-events = Händelser
hooks-events-hint = Inget valt betyder alla, även sådana som kommer till senare.
hooks-all-events = Alla händelser
hooks-counties = Län
hooks-counties-hint = Bara ASF med sitt säte i något av länen. Inget valt betyder hela landet.
hooks-all-counties = Hela landet
hooks-industries = Branscher
hooks-industries-hint = Bara ASF som arbetar i någon av branscherna. Inget valt betyder alla.
hooks-all-industries = Alla branscher
hooks-create = Lägg till webhooken
hooks-edit = Ändra
hooks-edit-title = Ändra webhooken
hooks-edit-lead = Ändringen gäller händelser från och med nu. Det som redan väntar skickas till den nya adressen.
hooks-save = Spara
hooks-changed = Webhooken är ändrad.
hooks-one-title = Webhook
hooks-settings = Inställningar
hooks-last = Levererade senast
hooks-never = Aldrig
hooks-waiting = Väntar på att skickas
hooks-old-secret = Den gamla hemligheten gäller till
hooks-test = Skicka en provleverans
hooks-new-secret = Ny hemlighet
hooks-delete = Ta bort webhooken
hooks-delete-title = Ta bort webhooken?
# $url (String) - where it is sent
hooks-delete-lead = Ingenting mer skickas till { $url }, inte heller det som väntar. Loggen försvinner. Det går inte att ångra.
hooks-deleted = Webhooken är borttagen.
hooks-enable = Slå på webhooken
hooks-enabled = Webhooken är på. Det som väntade skickas nu, och det som har hänt under tiden.
hooks-disabled-gone = Webhooken är avstängd: servern svarade 410, att den inte vill ha fler leveranser.
hooks-disabled-failing = Webhooken är avstängd: servern tog inte emot någonting på tre dygn. Slå på den när servern fungerar, så skickas det som väntar.
hooks-sent = Levererad: servern tog emot den.
# $why (String) - a sentence
hooks-not-sent = Den kom inte fram. { $why }
hooks-under-way = Den är på väg. Ladda om sidan om en stund för att se hur det gick.

## Hemligheten

hooks-created-title = Webhooken är tillagd
hooks-rotate-title = Ny hemlighet
hooks-rotate-lead = Med hemligheten kan er server se att en leverans kommer från oss. I ett dygn efter bytet är varje leverans signerad med både den nya och den gamla, så att ni hinner byta utan avbrott.
hooks-rotate = Gör en ny hemlighet
hooks-rotated-title = Den nya hemligheten
hooks-secret-lead = Det här är hemligheten. Med den ser er server att en leverans kommer från oss.
hooks-secret-label = Hemligheten
hooks-secret-copy = Kopiera
hooks-secret-copied = Kopierat.
hooks-secret-once = Hemligheten visas bara nu. Tappar ni bort den gör ni en ny.
# $when (String) - day and time in words
hooks-secret-old = Den gamla hemligheten gäller till { $when }.
hooks-secret-step-1 = Kopiera hemligheten och lägg den där er server har sina lösenord, till exempel i miljövariabeln WEBHOOK_SECRET.
hooks-secret-step-2 = Kontrollera signaturen på varje leverans.
hooks-secret-example = Färdig kod för det finns här.
hooks-secret-step-3 = Gå vidare och skicka en provleverans.
hooks-secret-kept = Jag har sparat hemligheten

## Leveranser

deliveries-title = Leveranser
deliveries-lead = De senaste 30 dagarna, det nyaste först.
deliveries-empty = Ingenting är skickat än. Skicka en provleverans för att se att det fungerar.
deliveries-older = Äldre leveranser
delivery-delivered = Levererad
delivery-failed = Uppgiven
delivery-again = Försöker igen
delivery-waiting = På väg
# $status (String) - an HTTP status
delivery-status = Servern svarade { $status }.
delivery-no-address = Ingen server har det namnet.
delivery-not-allowed = Adressen leder inte till det öppna internet över https.
delivery-no-connection = Det gick inte att ansluta till servern.
delivery-too-slow = Servern svarade inte på 15 sekunder.
delivery-no-http = Servern talar inte HTTP.
delivery-no-secret = Hemligheten gick inte att läsa hos oss. Gör en ny.
# $when (String) - day and time in words
delivery-next = Nästa försök { $when }
# $count (Number) - how many times it was tried
delivery-attempts = { $count ->
    [one] { $count } försök
   *[other] { $count } försök
  }
delivery-resend = Skicka igen

## När något inte går

hooks-not-a-url = Skriv en hel adress, till exempel https://er-server.example/asf.
hooks-not-public = Adressen måste börja med https:// och leda till en server på det öppna internet, utan inloggning i adressen.
hooks-no-address = Ingen server har det namnet. Kontrollera stavningen.
hooks-too-many = Ni har så många webhooks som en organisation kan ha. Ta bort en först.
hooks-is-disabled = Webhooken är avstängd. Slå på den först.

## För utvecklare

developers-title = För utvecklare
developers-description = Öppna gränssnitt till ASF-listan: API, händelser, webhooks, öppna data och inbäddning, med exempel som går att köra.
developers-lead = Allt som står på ASF-listan får användas fritt, av människor och av program. Här är vägarna dit, med exempel som går att kopiera och köra som de är.
developers-ways = Vägarna
developers-start = Kom igång
developers-start-lead = Allt nås under samma adress:
developers-start-open = Att läsa kräver varken konto eller nyckel.
developers-start-events = Varje händelse på listan har ett nummer som aldrig ändras. Den som minns sitt senaste nummer missar ingenting.
developers-start-polite = Den som frågar för ofta får svaret 429 med en väntetid. Det som ni vill följa är bättre att få skickat.
developers-copy = Kopiera

developers-api = Sökning och profiler
developers-api-lead = Samma API som den här webbplatsen står på: JSON över HTTP, beskrivet i OpenAPI.
developers-api-filters = Filter på län, kommun, bransch, tjänst, nytta och certifiering, med antal för varje val.
developers-api-as-of = as_of=2026-05-01 visar listan som den var den dagen.
developers-api-errors = Fel kommer som problem enligt RFC 9457 med en stabil orsak och varje fel fält.
developers-api-docs = Dokumentation
developers-api-openapi = OpenAPI
developers-stream = Händelser medan de sker
developers-stream-lead = En ström av CloudEvents (Server-Sent Events) som börjar var ni vill och fortsätter så länge ni lyssnar.
developers-stream-resume = Bryts förbindelsen fortsätter ni med after= och ert senaste nummer, eller med Last-Event-ID som webbläsare gör av sig själva.
developers-stream-filters = county= och industry= begränsar. Ett ASF som flyttar ut ur urvalet följs till och med den händelsen.
developers-pull = Händelser när det passar
developers-pull-lead = Samma händelser, hämtade i omgångar: bra för jobb som körs en gång i timmen.
developers-pull-copy = En kopia av listan som byggs från nummer 0 blir exakt likadan som listan.
developers-feeds = Flöden för läsare
developers-feeds-lead = Nya ASF som Atom och JSON Feed, för nyhetsläsare och intranät.
developers-feeds-atom = Atom
developers-feeds-json = JSON Feed
developers-snapshot = Öppna data
developers-snapshot-lead = Hela listan i en fil, utan villkor (CC0). Ni behöver inte fråga och inte ange källan.
developers-snapshot-json = asf.json
developers-snapshot-csv = asf.csv
developers-webhooks = Webhooks
developers-webhooks-lead = Händelserna skickas till er egen server så fort de sker, signerade enligt Standard Webhooks. Innehållet är samma CloudEvent som i strömmen.
developers-webhooks-verify = Kontrollera signaturen över exakt de bytes som kom, innan ni läser dem. Exemplen nedan gör det.
developers-webhooks-answer = Svara med en status mellan 200 och 299 inom 15 sekunder, och arbeta sedan. Omdirigeringar följs inte.
developers-webhooks-twice = Samma händelse kan komma två gånger, och ordningen är inte säker. Känn igen den på webhook-id, och ordna efter sequence.
developers-webhooks-retry = Går det inte försöker vi tio gånger under tre dygn, med allt längre pauser. Retry-After respekteras.
developers-webhooks-off = Tar servern inte emot något på tre dygn, eller svarar den 410, stängs webhooken av och ni får ett mejl. Allt som väntade finns kvar när ni slår på den.
developers-webhooks-secret = Vid byte av hemlighet står två signaturer i samma rad i ett dygn. Ta emot den som stämmer.
developers-webhooks-own = Era webhooks
developers-webhooks-standard = Standard Webhooks
developers-nats = Händelser över NATS
developers-nats-lead = System som samarbetar nära med plattformen kan läsa händelserna ur NATS JetStream. AsyncAPI-dokumentet beskriver varje händelse och dess schema.
developers-nats-document = AsyncAPI
developers-embed = Listan på er webbplats
developers-embed-lead = En rad visar listan eller kartan på en annan webbplats, med de filter som ni väljer.
developers-embed-choose = Välj och kopiera
