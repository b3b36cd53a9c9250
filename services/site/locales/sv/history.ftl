### Vad som har hänt: profilens historik, listan en annan dag, öppna data.

# $name (String) - the enterprise
history-title = Historik för { $name }
# $name (String) - the enterprise
history-description = Allt som har ändrats på ASF-listan om { $name }, dag för dag.
history-crumb = Historik
history-lead = Här ser du allt som har ändrats på profilen sedan företaget kom med på listan. Det senaste står först.
history-none = Här står ändringar på profilen, så snart det finns någon.
history-then = Se profilen från den dagen
history-before = Före:
history-after = Efter:
history-removed = Uppgiften togs bort.
history-older = Äldre ändringar
history-latest = De senaste ändringarna
history-profile = Till profilen
history-ways = Mer historik
history-changed = Profilen ändrades
history-listed = Kom med på ASF-listan
history-unlisted = Lämnade ASF-listan
history-closed = Verksamheten upphörde
history-certified = Certifierades av Skoopi
history-certification-lapsed = Certifieringen upphörde
history-membership-began = Blev medlem i Skoopi
history-membership-ended = Medlemskapet i Skoopi upphörde
# $year (String) - a year
history-benefit-reported = Redovisade samhällsnyttan för { $year }
# $year (String) - a year
history-benefit-withdrawn = Tog tillbaka redovisningen av samhällsnyttan för { $year }
history-capacity-confirmed = Bekräftade sin kapacitet
history-field-name = Namn
history-field-description = Presentation
history-field-activities = Verksamheter

## Profilen och listan en annan dag

# $date (String) - a date in words
as-of-profile = Så här såg profilen ut den { $date }.
as-of-now = Visa profilen som den är nu
as-of-broken = Den dagen går inte att visa. Välj en dag som har varit, skriven som 2026-05-01. Här är profilen som den är nu.
as-of-another = Se profilen en annan dag
as-of-show = Visa
# $date (String) - a date in words
as-of-missing = Företaget fanns inte på ASF-listan den { $date }.
as-of-history = Allt som har ändrats

## Sökning från webbläsaren

opensearch-name = ASF-listan
opensearch-about = Sök bland arbetsintegrerande sociala företag

## Öppna data

open-data = Hela listan som öppna data
open-data-text = En fil i JSON utan upphovsrätt (CC0), som är lika med en kopia av händelserna. Finns också som /data/asf.csv.
