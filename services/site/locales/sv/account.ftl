### Sidorna om det egna kontot.

## Fälten i formulären

field-email = E-postadress
field-new-email = Ny e-postadress
field-password = Lösenord
field-own-password = Ditt lösenord
field-new-password = Nytt lösenord
field-name = Namn
field-phone = Telefon
field-phone-hint = Till dig eller till arbetsplatsen. Visas bara för dem som du arbetar med här.
field-language = Språk i mejl från oss
field-code = Kod
field-optional = (kan vara tomt)
new-password-hint = Minst 12 tecken. Flera ord efter varandra är både säkert och lätt att minnas.
password-show = Visa
password-hide = Dölj
save = Spara
saved = Sparat.
remove = Ta bort

## Det som behöver rättas

form-faults = Det här behöver rättas
# $title (String) - a page title
fault-title = Fel: { $title }
# $label (String) - a field, in small letters
fault-required = Fyll i { $label }.
# $label (String) - a field, as it is labelled
fault-choose = Välj ett av alternativen under ”{ $label }”.
# $label (String) - a field, in small letters
fault-too-short = Skriv lite mer i { $label }.
fault-password-short = Lösenordet behöver minst 12 tecken.
# $label (String) - a field, in small letters
field-too-long = Det är för många tecken i { $label }.
fault-too-common = Det lösenordet är för lätt att gissa. Välj ett som ingen annan skulle komma på.
fault-email = Skriv e-postadressen så här: namn@exempel.se.
fault-same-email = Det är adressen som du redan har.
fault-phone = Skriv telefonnumret med siffror, till exempel 08-123 45 67.
# $label (String) - a field, in small letters
fault-form = Kontrollera { $label }: så kan det inte se ut.
# $label (String) - a field, in small letters
fault-other = Kontrollera vad du skrev i { $label }.
fault-unknown = Det gick inte. Ladda om sidan och prova en gång till.
fault-not-a-code = Det där är ingen kod. Appens kod har sex siffror, en reservkod har sexton bokstäver och siffror.
fault-login-not-recent = Ditt konto har inget lösenord, så vi behöver se att det är du: logga ut, logga in igen och gör om det här inom tio minuter.
fault-code = Koden stämmer inte. Vänta på nästa kod i appen och skriv den.
fault-password = Lösenordet stämmer inte.
fault-login = E-postadressen och lösenordet stämmer inte med varandra. Kontrollera stavningen, eller välj ett nytt lösenord.
fault-confirm = Kryssa i rutan om du är säker.
# $minutes (Number) - minutes to wait
fault-too-many = Det har blivit många försök. Vänta { $minutes ->
    [one] en minut
   *[other] { $minutes } minuter
} och prova igen.
fault-busy = Det är mycket att göra just nu. Prova igen om några sekunder.
fault-last-way-in = Det är ditt enda sätt att logga in. Skaffa ett annat sätt först.
fault-last-owner = Du är ensam ägare av en organisation som har fler medlemmar. Gör någon annan till ägare först.
fault-last-staff = Du är den sista som arbetar för Skoopi här. Ge rollen till någon annan först.
fault-totp-there = Du har redan kopplat en app. Ta bort den först om du vill byta.
fault-totp-not-started = Det tog för lång tid. Börja om med att koppla appen.
fault-totp-not-there = Det finns ingen app kopplad till kontot.
fault-not-linked = Tjänsten är inte kopplad till ditt konto.
fault-provider-away = Tjänsten svarar inte just nu. Prova igen, eller logga in på ett annat sätt.
fault-provider-refused = Inloggningen hos den andra tjänsten gick inte att använda. Börja om, eller logga in på ett annat sätt.
fault-provider-taken = Det kontot hos den andra tjänsten är redan kopplat till ett annat konto här.
fault-address-taken = Adressen har redan ett konto här. Logga in med lösenord och koppla tjänsten under Säkerhet.
fault-address-not-verified = Den andra tjänsten säger inte att din adress är bekräftad. Logga in på ett annat sätt.
fault-link = Länken har använts eller är för gammal. Be om en ny.
fault-not-verified = Bekräfta din e-postadress först, med länken i vårt mejl.
fault-already-open = Kontot är redan öppnat. Logga in.
fault-too-many-passkeys = Du har så många nycklar som ett konto kan ha. Ta bort en som du inte använder.
fault-passkey-refused = Nyckeln godtogs inte, eller så tog det för lång tid. Börja om.
fault-passkeys-unavailable = Nycklar går inte att använda här. Logga in på ett annat sätt.
fault-already-linked = Tjänsten är redan kopplad till ditt konto, med en annan inloggning. Ta bort den kopplingen först.
fault-staff-only = Det kan bara Skoopi välja. Välj något annat.
fault-domain = Skriv domänen så här: exempel.se.
fault-reach = Kommunerna eller länen passar inte med hur långt ni når. Välj på nytt.
fault-other-county = Kommunen ligger i ett annat län. Ändra kommunen eller länet.
# $label (String) - a field, in small letters
fault-too-few = Lägg till fler i { $label }.
# $label (String) - a field, in small letters
fault-too-many-entries = Det är för många i { $label }. Ta bort några.
# $label (String) - a field, in small letters
fault-too-small = Talet i { $label } är för litet. Skriv ett större.
# $label (String) - a field, in small letters
fault-not-applicable = Lämna { $label } tomt: det passar inte med det andra som du har valt.
# $label (String) - a field, in small letters
fault-twice = Samma sak står två gånger i { $label }. Ta bort den ena.

## Att komma in

login-title = Logga in
login-description = Logga in på ASF Lyfter.
login-button = Logga in
login-or = eller
login-new = Är du ny här?
log-out = Logga ut
logged-out = Du är utloggad.
code-title = Skriv koden från din app
code-lead = Ditt konto har ett andra lås. Öppna appen i telefonen och skriv koden som den visar nu.
code-hint = Sex siffror.
code-use-paper = Jag har tappat telefonen: skriv en reservkod
code-use-app = Skriv koden från appen i stället
code-paper-title = Skriv en reservkod
code-paper-lead = Du fick tio reservkoder när du kopplade appen. Varje kod går att använda en gång.
code-paper-hint = Sexton bokstäver och siffror.
code-back = Tillbaka till inloggningen
code-ended = Tiden för koden gick ut, eller så blev det för många försök. Logga in igen.
# $left (Number) - recovery codes that are left
code-recovery-used = Du kom in med en reservkod. { $left ->
    [0] Det var den sista: gör nya nu.
    [one] En kod är kvar.
   *[other] { $left } koder är kvar.
}
sign-up-title = Skapa konto
sign-up-lead = Kontot är ditt eget. När det finns kan du höra till en eller flera organisationer.
sign-up-email-hint = Helst den på arbetet: den kan visa att du hör till din organisation.
sign-up-privacy = Vi sparar bara det du skriver här, krypterat. Du kan hämta eller radera allt när du vill.
sign-up-button = Skapa konto
sign-up-have = Jag har redan ett konto
sign-up-sent-title = Kolla din e-post
sign-up-sent-lead = Vi har skickat ett mejl till adressen som du skrev. Öppna länken i mejlet så är kontot klart.
sign-up-sent-missing = Kommer det inget? Titta i skräpposten, eller få mejlet en gång till.
sign-up-again = Skicka mejlet igen
sign-up-again-done = Om adressen väntar på att bekräftas är ett nytt mejl på väg.
forgotten-title = Glömt lösenordet?
forgotten-lead = Skriv din e-postadress, så får du ett mejl med en länk där du väljer ett nytt lösenord.
forgotten-button = Skicka länken
forgotten-done = Om adressen har ett konto är ett mejl på väg. Länken gäller en kort tid.

## Länkarna i mejlen

link-verify-title = Bekräfta din e-postadress
link-verify-lead = Ett klick till, så är ditt konto klart att använda.
# $name (String) - as whoever asked wrote it
# $at (String) - day and time in words
link-asked = Det begärdes { $at }, under namnet ”{ $name }”. Är det inte du? Stäng då sidan: så länge ingen trycker på knappen händer ingenting.
link-verify-password = Lösenordet som du valde
link-verify-password-hint = Fler än en gång har någon velat skapa ett konto med din adress. Med lösenordet ser vi att den här gången var det du. Minns du det inte skapar du kontot en gång till.
link-verify-button = Bekräfta adressen
link-verified = Din adress är bekräftad.
link-confirm-title = Byt till den nya adressen
link-confirm-lead = Efter bytet loggar du in med den nya adressen, och dit går alla mejl.
link-confirm-button = Byt adress
link-confirmed = Din nya adress gäller nu.
link-reset-title = Välj ett nytt lösenord
link-reset-lead = När du har valt loggas alla dina enheter ut.
link-reset-button = Spara lösenordet
link-reset = Ditt nya lösenord gäller. Logga in med det.
link-invitation-title = Inbjudan
link-invitation-again = Prova en gång till.
link-invitation-button = Tacka ja
link-invitation-login = Logga in eller skapa ett konto först. Öppna sedan länken i mejlet igen.
# $name (String) - a name
link-invited = { $name } bjuder in dig
link-invited-owner = Som ägare bestämmer du över organisationen: medlemmar, uppgifter och vad som syns på listan.
link-invited-editor = Som redaktör skriver och svarar du för organisationen.
link-invited-viewer = Som läsare ser du det som organisationen ser.
# $name (String) - a name
link-joined = Välkommen till { $name }.
link-used-up-title = Länken fungerar inte längre
link-used-up-lead = En länk går att använda en gång, och bara en tid. Har du redan använt den är allt klart. Annars kan du få en ny.
link-used-up-invitation = Inbjudan är redan besvarad, tillbakatagen eller för gammal. Be den som bjöd in dig om en ny.

## Översikten

account-nav = Ditt konto
account-title = Mitt konto
# $name (String) - a name
account-hello = Hej { $name }
account-overview = Översikt
account-details = Uppgifter
account-security = Säkerhet
account-mail = Aviseringar
account-data = Dina data
account-logged-in-as = Du är inloggad som
next-heading = Bra att göra härnäst
next-organisation = Hitta din organisation eller lägg till den
next-totp = Sätt ett andra lås på kontot
# $left (Number) - recovery codes that are left
next-codes = Gör nya reservkoder: { $left ->
    [0] ingen är kvar
    [one] en är kvar
   *[other] { $left } är kvar
}
next-name = Skriv ditt namn
places-heading = Dina organisationer
places-lead = Du arbetar för en organisation i taget. Byt när du vill.
places-empty = Du hör inte till någon organisation än.
places-all = Alla dina organisationer
place-current = Du arbetar för den nu
place-switch = Byt hit
# $name (String) - a name
place-switch-to = Byt hit: { $name }
place-alone = Arbeta bara som mig själv
place-unverified = väntar på att godkännas
switched = Bytet är gjort.
role-owner = Ägare
role-editor = Redaktör
role-viewer = Läsare
role-staff = Arbetar för Skoopi
# $county (String) - a county
role-process-leader = Processledare, { $county }

## Uppgifter

# $email (String) - an e-mail address
details-email = Din e-postadress är { $email }.
back-to-details = Tillbaka till uppgifter
email-title = Byt e-postadress
email-lead = Vi skickar ett mejl till den nya adressen. Den börjar gälla när du har öppnat länken i mejlet.
email-button = Skicka mejlet
email-done = Ett mejl är på väg till den nya adressen. Öppna länken i det.

## Aviseringar

mail-lead = Mejl om ditt konto och din säkerhet får du alltid. Resten väljer du här.
mail-organisation = Din organisation
mail-organisation-hint = När någon vill vara med, och när roller ändras.
mail-enterprise = Ert företag på ASF-listan
mail-enterprise-hint = När något händer med platsen på listan, ändringar, certifieringen eller webhooks, och när kapaciteten behöver bekräftas.
mail-marketplace = Marknadsplatsen
mail-marketplace-hint = När någon frågar er, och när någon svarar.
mail-news = Nyheter från Skoopi
mail-news-hint = Några gånger om året.
mail-quiet = Stör inte
mail-quiet-hint = Inga mejl kvällar, nätter och helger. De kommer när arbetsdagen börjar.

## Dina data

data-lead = Det här är din information. Du kan ta den med dig, och du kan ta bort den.
data-export-lead = Filen innehåller allt som vi har sparat om dig, i formatet JSON.
data-export = Hämta dina data
data-erase = Radera kontot
erase-lead = Raderingen går inte att ångra. Så här går det till:
erase-step-1 = Namn, e-postadress, telefon och allt annat om dig blir oläsligt direkt, för alltid.
erase-step-2 = Du loggas ut överallt, och adressen blir ledig.
erase-step-3 = Du lämnar dina organisationer. Är du ensam i en organisation stängs den.
erase-step-4 = Det du har gjort för andra finns kvar, men där står ”Borttagen användare”.
erase-sure = Ja, radera mitt konto för alltid
erase-button = Radera kontot
erase-back = Nej, behåll kontot
erase-done = Ditt konto är raderat. Tack för den här tiden.

## Säkerhet

back-to-security = Tillbaka till säkerhet
security-password = Du har ett lösenord.
security-no-password = Du har inget lösenord, utan loggar in på andra sätt.
password-title = Byt lösenord
password-lead = När lösenordet är bytt loggas alla andra enheter ut.
password-button = Byt lösenord
password-done = Lösenordet är bytt, och alla andra enheter är utloggade.
totp-heading = Ett andra lås
security-totp = En app i telefonen är ditt andra lås.
# $left (Number) - recovery codes that are left
security-codes = { $left ->
    [0] Du har inga reservkoder kvar.
    [one] Du har en reservkod kvar.
   *[other] Du har { $left } reservkoder kvar.
}
security-no-totp = Med en app i telefonen kommer ingen in med bara ditt lösenord.
totp-title = Koppla en app
totp-lead = Du behöver en app för engångskoder i telefonen, vilken som helst. Det tar ett par minuter.
totp-begin = Börja
totp-step-one = Öppna appen
totp-step-one-text = Har du ingen? Sök efter ”authenticator” där du hämtar appar.
totp-step-two = Läs av rutmönstret
totp-step-two-text = Välj ”lägg till” i appen och rikta kameran mot mönstret.
totp-qr = QR-kod för appen. Samma sak står som text härunder.
totp-by-hand = Går det inte? Skriv in den här nyckeln i appen:
totp-open = Öppna appen på den här enheten
totp-step-three = Skriv koden som appen visar
totp-code-hint = Sex siffror. Koden byts varje halvminut.
totp-confirm = Koppla appen
totp-again = Appen är redan inläst. Skriv koden som den visar nu.
totp-restart = Börja om från början
totp-done-title = Klart! Spara dina reservkoder
totp-remove-title = Ta bort appen
totp-remove-lead = Efter det räcker lösenordet för att komma in, och reservkoderna slutar gälla. Du kan koppla en app igen när du vill.
totp-remove = Ta bort appen
totp-removed = Appen är borttagen.
codes-title = Nya reservkoder
# $left (Number) - recovery codes that are left
codes-lead = Du har { $left ->
    [0] inga koder
    [one] en kod
   *[other] { $left } koder
} kvar. Gör du nya slutar de gamla att gälla.
codes-button = Gör nya koder
codes-shown-lead = Med en av de här koderna kommer du in om du tappar telefonen. Varje kod fungerar en gång.
codes-warning = Koderna visas bara nu. Spara dem där bara du kommer åt dem, gärna på papper.
codes-copy = Kopiera
codes-copied = Kopierat.
codes-print = Skriv ut
codes-kept = Jag har sparat koderna
passkeys-heading = Nycklar
passkeys-lead = Med en nyckel loggar du in med fingeravtryck, ansikte eller enhetens kod, utan lösenord.
passkeys-empty = Du har inga nycklar än.
passkeys-need-script = En nyckel läggs till med JavaScript, som är avstängt i din webbläsare.
passkey-unnamed = Nyckel
# $date (String) - a date in words
passkey-created = Tillagd { $date }
# $date (String) - a date in words
last-used = Senast använd { $date }
passkey-name = Vad ska nyckeln heta?
passkey-add = Lägg till nyckel
passkey-add-failed = Nyckeln kunde inte läggas till. Prova igen.
passkey-removed = Nyckeln är borttagen. Ta bort den på enheten också.
passkey-login = Logga in med en nyckel
passkey-failed = Det gick inte att logga in med nyckeln. Prova igen, eller använd lösenordet.
providers-heading = Andra tjänster
providers-lead = Koppla en tjänst så kan du logga in med den i stället.
# $name (String) - a name
provider-login = Logga in med { $name }
provider-is-linked = Kopplad till ditt konto
provider-is-not-linked = Inte kopplad
# $name (String) - the name of a sign-in service
provider-link-title = Koppla { $name }
# $name (String) - the name of a sign-in service
provider-link-lead = När { $name } är kopplad kan du logga in där i stället för med ditt lösenord. Vi frågar efter lösenordet, så att ingen annan lägger till en väg in i kontot.
provider-link-button = Fortsätt till tjänsten
provider-link = Koppla
provider-unlink = Koppla bort
provider-linked = Tjänsten är kopplad till ditt konto.
provider-unlinked = Tjänsten är bortkopplad.
provider-onwards = På väg till den andra tjänsten
provider-onwards-lead = Du loggar in där och kommer sedan tillbaka hit.
provider-onwards-link = Fortsätt
provider-broken-off = Inloggningen hos den andra tjänsten avbröts. Börja om, eller logga in på ett annat sätt.
sessions-heading = Här är du inloggad
sessions-lead = Känner du inte igen något? Avsluta det och byt lösenord.
# $browser (String) - a browser
# $system (String) - a system
session-on = { $browser } på { $system }
session-unknown = Okänt program
session-current = Den här enheten
session-end = Logga ut
session-ended = Enheten är utloggad.
sessions-end-others = Logga ut alla andra
# $ended (Number) - sessions
sessions-ended = { $ended ->
    [0] Det fanns inga andra att logga ut.
    [one] En annan enhet är utloggad.
   *[other] { $ended } andra enheter är utloggade.
}
