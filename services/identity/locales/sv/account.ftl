### Mejlen om det egna kontot.

verify-email-subject = Bekräfta din e-postadress
verify-email-text = Välkommen! Ett steg återstår: bekräfta att adressen är din, så är kontot klart att använda.
verify-email-action = Bekräfta adressen
verify-email-note = Länken gäller i ett dygn. Har du inte skapat något konto behöver du inte göra någonting.

# $name (String) - as whoever asked wrote it
# $day (String) - a date in words
# $clock (String) - hours and minutes
asked-by = Det här begärdes den { $day } klockan { $clock }, under namnet ”{ $name }”. Är det inte du? Tryck då inte på knappen: då händer ingenting.

already-registered-subject = Du har redan ett konto
already-registered-text = Någon, kanske du, ville skapa ett konto med den här adressen. Du har redan ett, och det är kvar precis som förut.
already-registered-more = Logga in som vanligt. Har du glömt lösenordet väljer du ett nytt från inloggningssidan.
already-registered-action = Till inloggningen
already-registered-note = Var det inte du? Då behöver du inte göra någonting.

reset-password-subject = Välj ett nytt lösenord
reset-password-text = Här väljer du ett nytt lösenord. När det är klart loggas du ut överallt och loggar in igen med det nya.
reset-password-action = Välj nytt lösenord
reset-password-note = Länken gäller i en timme och fungerar en gång. Har du inte bett om den låter du det vara: lösenordet är oförändrat.

confirm-email-subject = Bekräfta din nya e-postadress
confirm-email-text = Du vill använda den här adressen för ditt konto. Bekräfta den, så byter vi.
confirm-email-action = Byt till den här adressen
confirm-email-note = Länken gäller i ett dygn. Har du inte bett om bytet behöver du inte göra någonting.

email-changed-subject = Din e-postadress är ändrad
email-changed-text = Ditt konto använder nu en annan adress. Det här är det sista mejlet till den gamla.
email-changed-note = Var det inte du? Hör av dig till oss så snart du kan, så hjälper vi dig att få tillbaka kontot.

security-action = Se över inloggningen
security-note = Var det inte du? Byt lösenord genast och avsluta de inloggningar som du inte känner igen.
password-changed-subject = Ditt lösenord är ändrat
password-changed-text = Lösenordet till ditt konto har ändrats.
totp-added-subject = Koder från en app skyddar nu ditt konto
totp-added-text = Från och med nu frågar vi efter en kod från din app när du loggar in. Förvara reservkoderna där du hittar dem även utan telefonen.
totp-removed-subject = Koderna från appen är borttagna
totp-removed-text = Vi frågar inte längre efter en kod när du loggar in.
recovery-codes-renewed-subject = Du har fått nya reservkoder
recovery-codes-renewed-text = Nya reservkoder är skapade. De gamla fungerar inte längre.
recovery-code-used-subject = En reservkod har använts
# $left (Number) - how many codes are left
recovery-code-used-text = { $left ->
    [0] Någon loggade in med en av dina reservkoder. Det var den sista: skapa nya innan du behöver dem.
    [one] Någon loggade in med en av dina reservkoder. En kod är kvar.
   *[other] Någon loggade in med en av dina reservkoder. { $left } koder är kvar.
}
passkey-added-subject = En passkey är tillagd
passkey-added-text = Du kan nu logga in på ditt konto med en ny passkey.
passkey-removed-subject = En passkey är borttagen
passkey-removed-text = En av dina passkeys är borttagen och fungerar inte längre.
# $name (String) - the sign-in service
provider-linked-subject = Du kan logga in med { $name }
# $name (String) - the sign-in service
provider-linked-text = Ditt konto är kopplat till { $name }. Nu kan du logga in den vägen också.
# $name (String) - the sign-in service
provider-unlinked-subject = Kopplingen till { $name } är borttagen
# $name (String) - the sign-in service
provider-unlinked-text = Det går inte längre att logga in på ditt konto med { $name }.

staff-granted-subject = Du har fått behörighet som personal
staff-granted-text = Ditt konto har nu behörighet som personal på Skoopi.
staff-revoked-subject = Din behörighet som personal har upphört
staff-revoked-text = Ditt konto har inte längre behörighet som personal på Skoopi. Kontot är kvar.
# $county (String) - the county's name
process-leader-granted-subject = Du är processledare för { $county }
# $county (String) - the county's name
process-leader-granted-text = Du kan nu granska och stötta sociala företag i { $county }.
# $county (String) - the county's name
process-leader-revoked-subject = Du är inte längre processledare för { $county }
# $county (String) - the county's name
process-leader-revoked-text = Ditt uppdrag för { $county } är avslutat på plattformen. Kontot är kvar.
role-action = Till ditt konto
