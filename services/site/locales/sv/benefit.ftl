### Samhällsnytta: hela listans summor, ett företags rapporter, och hur de skrivs.

## Siffror

# $least (String) - the least that the sum can be
# $most (String) - the most that the sum can be
benefit-range = { $least }–{ $most }
benefit-fewer = <5
benefit-withheld = visas inte
benefit-enterprises = Företag som rapporterat
benefit-employed = Anställda
benefit-target-group = Varav ur målgruppen
benefit-participants = Deltagare
benefit-hours = Deltagarnas timmar
benefit-to-work = Gick vidare till arbete
benefit-to-studies = Gick vidare till studier
benefit-share-reached = Når 30 %
benefit-share = Målgruppens andel
# $percent (String) - whole percent
benefit-percent = { $percent } %
benefit-percent-from = minst 30 %
benefit-percent-below = under 30 %
benefit-year = År
benefit-period = Period
# $year (String) - four digits
benefit-whole-year = Hela { $year }
# $from (String) - a day, as digits
# $to (String) - a day, as digits
benefit-days = { $from } till { $to }
benefit-method = Så togs siffrorna fram
benefit-source = Här kan de kontrolleras
benefit-reported = Rapporterat

## Ett år

# $percent (String) - whole percent
benefit-reached = { $percent } % av de anställda kommer ur målgruppen. Det når gränsen på 30 % för reserverad upphandling.
benefit-reached-somehow = Målgruppen är minst 30 % av de anställda och når gränsen för reserverad upphandling. Exakt andel visas inte, för då skulle enskilda kunna kännas igen.
# $percent (String) - whole percent
benefit-not-reached = { $percent } % av de anställda kommer ur målgruppen. Det är under gränsen på 30 % för reserverad upphandling.
benefit-not-reached-somehow = Målgruppen är under 30 % av de anställda, gränsen för reserverad upphandling.
benefit-share-unknown = Siffrorna som visas räcker inte för att säga om målgruppen är 30 % av de anställda, gränsen för reserverad upphandling.
benefit-protection = ”<5” betyder färre än fem personer, även ingen. Där resten skulle bli färre än fem visas siffran inte.
benefit-sroi = Social avkastning (SROI)
benefit-sroi-lead = Företagets egen beräkning, med dess egna värden och källor. Belopp i kronor.
benefit-outcome = Resultat
benefit-quantity = Antal
benefit-value = Värde för en, kr
benefit-value-source = Källa till värdet
# $total (String) - kronor
# $investment (String) - kronor
# $ratio (String) - kronor for one krona
benefit-sroi-result = Tillsammans { $total } kr på en insats av { $investment } kr: varje krona gav { $ratio } kr tillbaka.

## På profilen

benefit-on-profile = Rapporterad samhällsnytta
benefit-on-profile-lead = Företagets egna siffror, år för år.
# $year (String) - four digits
benefit-latest = Senaste rapporten: { $year }
benefit-over-time = Utveckling
benefit-line = Strecket visar 30 %, gränsen för reserverad upphandling. Ljus del av en stapel: så långt siffran kan nå.
benefit-as-table = Alla år som tabell
benefit-all-together = Alla företags samhällsnytta tillsammans

## Hela listan

benefit-title = Samhällsnytta
# $group (String) - a county or an industry
benefit-title-of = Samhällsnytta: { $group }
# $industry (String) - an industry
# $county (String) - a county
benefit-title-of-both = Samhällsnytta: { $industry } i { $county }
benefit-description = Vad arbetsintegrerande sociala företag i Sverige gör tillsammans: anställda, deltagare, timmar och vägar vidare, per län och bransch.
benefit-lead = Vad företagen på ASF-listan gör tillsammans: hur många som har fått en anställning, hur många som deltar, och hur många som gått vidare till arbete och studier.
benefit-form = Välj län och bransch
benefit-all-counties = Hela landet
benefit-all-industries = Alla branscher
benefit-show = Visa
benefit-show-all = Hela landet, alla branscher
benefit-years = Välj år
# $values (String) - what was asked for
benefit-unknown = Vi känner inte igen ”{ $values }” och visar resten utan det.
# $year (String) - four digits
benefit-together = Tillsammans { $year }
# $reported (String) - how many enterprises reported
# $listed (String) - how many enterprises are on the list
# $year (String) - four digits
benefit-about = { $reported } av { $listed } företag har rapporterat { $year }.
benefit-ranges = Två tal, som 4 120–4 268, betyder att summan ligger någonstans mellan dem. Siffror som gäller färre än fem personer är dolda hos varje företag. Vi räknar dem först så lågt de kan vara, sedan så högt.
benefit-by-county = Län för län
benefit-by-industry = Bransch för bransch
# $part (String) - what the table is about
benefit-table = Tabell: { $part }
benefit-download = Ladda ner tabellerna
benefit-empty = Ingen har rapporterat än
benefit-empty-text = Här visas summorna så snart något företag på listan har rapporterat ett år.
benefit-empty-filtered = Inget företag i urvalet har rapporterat det här året. Prova ett annat år eller ett större område.
benefit-how = Så räknar vi
benefit-how-own = Siffrorna är företagens egna. Varje rapport säger hur de togs fram och var de kan kontrolleras.
benefit-how-hidden = Ingen enskild går att känna igen. Färre än fem personer visas som ”<5”, och en siffra visas inte alls om resten skulle bli färre än fem.
benefit-how-ranges = Summorna görs bara av det som alla får se. Därför går det inte att räkna ut dolda siffror genom att jämföra urval eller år.
benefit-how-industries = Ett företag räknas i varje bransch som det arbetar i, men bara en gång i länet och i landet.
benefit-how-share = ”Når 30 %” räknar företag där minst 30 % av de anställda kommer ur målgruppen, gränsen för reserverad upphandling (LOU 4 kap. 18 §).
benefit-report-yours = Rapportera ert företags samhällsnytta

## Egna rapporter

benefit-own-title = Samhällsnytta
benefit-own-lead = Berätta år för år vad ert företag gör för människor och samhälle. Bara totaler: skriv aldrig om någon enskild.
benefit-own-none = Här rapporterar företag på ASF-listan sin samhällsnytta. Din organisation har inget företag på listan än.
benefit-own-editors = Ägare och redaktörer i din organisation rapporterar här.
benefit-own-unlisted = Rapporterna visas för alla när ni står på listan.
benefit-own-years = Era rapporter
benefit-own-empty = Ni har inte rapporterat något år än.
benefit-own-new = Rapportera ett år
# $employed (String) - a number
# $participants (String) - a number
benefit-own-numbers = Anställda: { $employed }. Deltagare: { $participants }.
# $year (String) - four digits
benefit-own-correct = Rätta rapporten för { $year }
# $year (String) - four digits
benefit-own-withdraw = Dra tillbaka rapporten för { $year }
# $year (String) - four digits
benefit-own-withdraw-lead = Rapporten för { $year } försvinner från er profil och ur summorna. Ni kan rapportera året igen, men behöver då skriva allt på nytt.
benefit-own-withdraw-button = Dra tillbaka
# $year (String) - four digits
benefit-own-withdrawn = Rapporten för { $year } är tillbakadragen.
# $year (String) - four digits
benefit-own-told = Rapporten för { $year } är klar och visas nu så som ni såg den.
benefit-own-back = Tillbaka till rapporterna
benefit-form-lead = Först visar vi hur rapporten kommer att se ut för alla. Inget blir offentligt förrän du har sett det.
benefit-form-begun = Här är det du skrev senast. Inget är skickat än.
benefit-form-again = Börja om
benefit-form-kept = Utkastet är sparat kl. …
benefit-form-unkept = Utkastet är inte sparat än. Gå vidare med knappen så sparas det.
benefit-to-preview = Förhandsgranska
# $year (String) - four digits
benefit-preview = Så här kommer { $year } att visas
benefit-preview-lead = Det här är allt som andra får se. Siffror under fem är redan dolda. Stämmer det?
benefit-preview-heading = Förhandsvisning
benefit-tell = Publicera rapporten
benefit-change = Ändra

## Formuläret

benefit-group-year = Vilket år
benefit-group-year-lead = Lämna dagarna tomma om siffrorna gäller hela året.
benefit-year-hint = Fyra siffror, till exempel 2025.
benefit-from = Från och med
benefit-to = Till och med
benefit-group-people = Anställda
benefit-group-people-lead = Alla som varit anställda någon gång under perioden. Skriv 0 om ingen var det.
benefit-employed-hint = Alla anställda, oavsett sysselsättningsgrad.
benefit-target-group-hint = De av dem som stod långt från arbetsmarknaden när de kom.
benefit-group-participants = Deltagare
benefit-group-participants-lead = Personer i arbetsträning, praktik, rehabilitering och liknande.
benefit-participants-hint = Räkna varje person en gång.
benefit-hours-hint = Timmar som deltagarna arbetat, sammanlagt.
benefit-to-work-hint = Deltagare som fick ett arbete hos er eller någon annan.
benefit-to-studies-hint = Den som både arbetar och studerar räknas på båda ställena.
benefit-group-source = Underlag
benefit-group-source-lead = Visas för alla, så att siffrorna går att lita på. Skriv inga namn.
benefit-method-hint = Till exempel: ur lönelistan och närvarolistan.
benefit-source-hint = Till exempel: årsredovisningen för 2025, sidan 12.
benefit-sroi-form = Frivilligt. Vi räknar bara med era egna värden och visar var de kommer ifrån. Lämna tomt om ni inte har någon beräkning.
benefit-investment = Insats, kr
benefit-investment-hint = Vad som satsades under perioden, till exempel 250 000 eller 1 250,50.
# $nth (Number) - counts from one
benefit-outcome-nth = Resultat { $nth }

## När något inte stämmer

benefit-fault-number = Skriv ett helt tal med siffror, till exempel 12.
benefit-fault-early = Året behöver vara 2000 eller senare.
benefit-fault-future = Det året har inte börjat än.
benefit-fault-told = Det året har ni redan rapporterat. Gå tillbaka och rätta den rapporten i stället.
benefit-fault-date = Skriv dagen så här: 2025-03-01.
benefit-fault-outside = Dagen behöver ligga inom rapportens år.
benefit-fault-backwards = Sista dagen ligger före den första.
benefit-fault-target = De ur målgruppen kan inte vara fler än alla anställda.
benefit-fault-moved = De kan inte vara fler än deltagarna.
benefit-fault-hours = Så många timmar hinner deltagarna inte arbeta på ett år.
benefit-fault-decimal = Skriv ett tal med högst två decimaler, till exempel 1250,50.
benefit-fault-positive = Talet behöver vara större än 0.
benefit-fault-few = Antalet behöver vara minst 5, så att ingen går att känna igen.
benefit-fault-large = Talet är för stort.
