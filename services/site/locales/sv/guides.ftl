### Sidorna för ASF, offentlig sektor och näringsliv, Aktuellt och Arkiv.

## För ASF

for-asf-title = För ASF
for-asf-description = Vad en plats på ASF-listan ger, vad som krävs och hur du skriver en presentation som leder till förfrågningar.
for-asf-heading = Bli hittad av den som vill köpa
for-asf-lead = På ASF-listan söker kommuner, regioner och företag efter leverantörer. Ditt företag står på listan för att ni själva vill, och ni kan lämna den när ni vill.
for-asf-gives = Det här ger listan
for-asf-gives-1 = En egen sida med en adress som går att dela, skriva ut och länka till.
for-asf-gives-2 = Träffar på det ni säljer, på orten och på den samhällsnytta ni arbetar för.
for-asf-gives-3 = En plats på kartan och i filen som inköpare laddar ner.
for-asf-gives-4 = Uppgifterna hämtas också av andra tjänster genom öppna data.
for-asf-who = Vem kan stå på listan?
for-asf-who-text = Företag som uppfyller de fyra kännetecknen för ett ASF. Var och ett granskas innan det visas.
for-asf-ready = Ha det här till hands
for-asf-ready-1 = organisationsnummer och företagsform
for-asf-ready-2 = kommunen där ni har ert säte
for-asf-ready-3 = en beskrivning av vilka ni är och varför ni finns
for-asf-ready-4 = minst en verksamhet: vad ni säljer och var ni tar uppdrag
for-asf-write = Skriv så att köparen hittar er
for-asf-write-1 = Använd köparens ord
for-asf-write-1-text = Den som behöver lunch till en konferens söker på catering, inte på meningsfull sysselsättning. Skriv vad ni säljer först och varför ni finns sedan.
for-asf-write-2 = En verksamhet för varje sak ni säljer
for-asf-write-2-text = Ett kafé som också tvättar bilar har två verksamheter. Då syns ni i båda branscherna, på rätt ort.
for-asf-write-3 = Berätta hur långt ni åker
for-asf-write-3-text = Köpare frågar efter dem som tar uppdrag i just deras kommun. Ange kommuner, län eller hela landet.
for-asf-write-4 = Håll kapaciteten färsk
for-asf-write-4-text = Hur många ni är, hur många timmar ni kan sälja och hur snabbt ni kan börja. Datumet för senaste bekräftelse visas.
for-asf-write-5 = Lämna ut rollen, inte personen
for-asf-write-5-text = Använd en adress som info@ och ett växelnummer. Skriv aldrig något som kan knytas till en enskild deltagare.
for-asf-today = Så går det till
for-asf-today-text = Ni gör ansökan själva här på webbplatsen. Den kostar ingenting.
for-asf-look = Se hur andra har skrivit
for-asf-apply = Ansök om plats på listan
for-asf-step-1 = Skapa ett konto
for-asf-step-1-text = Några minuter. Använd gärna en e-postadress med företagets egen domän.
for-asf-step-2 = Lägg till er organisation
for-asf-step-2-text = En minut. Namn och organisationsnummer räcker. De kontrolleras när ansökan granskas.
for-asf-step-3 = Skriv ansökan
for-asf-step-3-text = Ungefär 20 minuter. Allt sparas medan ni skriver, så det går att göra klart en annan dag.
for-asf-step-4 = Granskning
for-asf-step-4-text = Skoopi eller länets processledare läser ansökan och avgör om de fyra kännetecknen stämmer. De som har väntat längst läses först, så tiden beror på hur många som väntar. Ni får ett mejl med svaret, och med skälen om något behöver ändras.
for-asf-listed = Står ni redan på listan?
for-asf-listed-text = Många företag står på listan utan att någon därifrån sköter sidan. Sök upp er sida och säg att den är er, så behöver ni inte ansöka igen.
for-asf-listed-find = Sök efter ert företag

## För offentlig sektor

for-public-sector-title = För offentlig sektor
for-public-sector-description = Så hittar kommuner, regioner och myndigheter arbetsintegrerande sociala företag inför ett köp.
for-public-sector-heading = Hitta leverantörer som gör mer än att leverera
for-public-sector-lead = Kommuner, regioner och myndigheter köper mat, städning, trädgårdsskötsel och mycket annat. Här ser ni vilka ASF som kan leverera till er.
for-public-sector-how = Inför ett köp
for-public-sector-how-1 = Sök på behovet
for-public-sector-how-1-text = Skriv varan eller tjänsten. Listan förstår böjningar, sammansatta ord och vanliga felstavningar.
for-public-sector-how-2 = Ange er kommun under Levererar till
for-public-sector-how-2-text = Då visas de som säger att de tar uppdrag hos er, även när de har sitt säte någon annanstans.
for-public-sector-how-3 = Läs hos dem som passar
for-public-sector-how-3-text = På varje företags sida står vad det säljer, hur mycket det kan ta på sig och när det senast bekräftades.
for-public-sector-how-4 = Ta med underlaget
for-public-sector-how-4-text = Ladda ner träffarna som CSV-fil, eller skriv ut listan. Samma sökning ger samma adress, så den går att spara och dela.
for-public-sector-reserved = Reserverad upphandling
for-public-sector-reserved-text = Lagen om offentlig upphandling, LOU, gör det möjligt att reservera en upphandling för leverantörer vars huvudsakliga syfte är att integrera människor som har svårt att komma in på arbetsmarknaden. Det står i 4 kap. 18 §, som också ställer krav på hur stor andel av de anställda som hör till målgruppen.
for-public-sector-reserved-check = En plats på listan visar inte i sig att en leverantör uppfyller kraven. Fråga företaget om dess andel och hur den är räknad.
for-public-sector-advice = Det här är inte juridisk rådgivning. Läs lagen, följ er egen inköpspolicy och ta hjälp av er jurist eller av Upphandlingsmyndighetens vägledning.
for-public-sector-start = Sök i er kommun

## För näringsliv

for-business-title = För näringsliv
for-business-description = Så hittar företag leverantörer vars varor och tjänster också öppnar vägar till arbete.
for-business-heading = Ett vanligt inköp med en ovanlig effekt
for-business-lead = Fruktkorgen, konferensen, packningen och fönsterputsen ska ändå köpas. Hos ett ASF blir samma krona också arbete för någon som har stått utanför.
for-business-what = Det här köper företag
for-business-what-text = Välj en bransch för att se vilka som finns:
for-business-ask = Bra frågor att ställa
for-business-ask-1 = Hur mycket kan ni leverera i veckan, och hur snart kan ni börja?
for-business-ask-2 = Vem ansvarar för kvaliteten, och vem ringer vi om något blir fel?
for-business-ask-3 = Hur är de som arbetar hos er delaktiga i besluten?
for-business-ask-4 = Vilka siffror om er samhällsnytta får vi använda i vår hållbarhetsrapport?
for-business-report = När ni berättar om köpet
for-business-report-text = Använd företagets egna siffror och nämn källan. Fråga aldrig efter uppgifter om enskilda medarbetare, och lova inte mer än ett köp kan ge.
for-business-start = Sök leverantörer

## Aktuellt

news-title = Aktuellt
news-description = Vad som händer på ASF-listan.
news-heading = Aktuellt
news-lead = Nyheter publiceras inte här ännu. Det som händer på listan går att följa redan nu.
news-latest = Senast tillkomna företag
news-latest-text = Listan i den ordning som företagen kom till.
news-feed = Nya ASF som flöde
news-feed-text = En Atom-adress för din nyhetsläsare, så märker du varje nytt företag.
news-api = Händelser för system
news-api-text = Varje ny och ändrad presentation i ordning, för den som bygger en egen tjänst.

## Arkiv

archive-title = Arkiv
archive-description = Platsen för äldre nyheter, guider och rapporter.
archive-heading = Arkiv
archive-lead = Här samlas äldre nyheter, guider och rapporter när de finns. Just nu är arkivet tomt.
archive-data = Det som går att hämta i dag
archive-data-csv = Hela listan som CSV-fil
archive-data-csv-text = För kalkylprogram och egna register.
archive-data-api = API och dokumentation
archive-data-api-text = Samma uppgifter som webbplatsen visar, för den som bygger något eget.
