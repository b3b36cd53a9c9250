### Felsidorna.

not-found-title = Sidan finns inte
not-found-heading = Den sidan finns inte
not-found-text = Länken kan vara gammal eller felskriven. Sök på listan, eller börja om från startsidan.
broken-title = Något gick fel
broken-heading = Något gick fel hos oss
broken-text = Felet är noterat. Prova igen om en stund. Hjälper inte det kan en annan sökning fungera.
busy-title = Listan svarar inte just nu
busy-heading = Listan svarar inte just nu
busy-text = Det brukar gå över snabbt. Vänta några sekunder och ladda om sidan.
too-many-title = För mycket på en gång
too-many-heading = Det kom för mycket på en gång
too-many-text = Från er adress kom fler förfrågningar än vi hinner med. Vänta några sekunder och försök igen.
file-busy-title = Filen kan inte hämtas just nu
file-busy-heading = Filen kan inte hämtas just nu
file-busy-text = Många hämtar filer samtidigt. Vänta några sekunder och försök igen.
slow-text = Det tog för lång tid innan allt kom fram. Gå tillbaka och skicka igen.
method-title = Sidan kan bara läsas
method-heading = Den sidan kan bara läsas
method-text = Adressen tar inte emot något. Öppna den som en vanlig länk.
unreadable-title = Formuläret kunde inte läsas
unreadable-heading = Formuläret kunde inte läsas
too-large-text = Det var för mycket text på en gång. Gå tillbaka, korta ned och skicka igen.
wrong-kind-text = Det som skickades var inget vanligt formulär. Gå tillbaka och skicka igen.
broken-text-text = Texten kom fram trasig. Gå tillbaka och skicka igen.
refused-already-invited = Adressen är redan inbjuden. Dra tillbaka inbjudan först om du vill skicka en ny.

# Forms that outlive a session
signed-out-kept = Du blev utloggad. Logga in så finns det du skrev kvar.
signed-in-as-another = Du är inloggad med ett annat konto än när sidan öppnades, så inget har sparats. Det du skrev finns kvar i två timmar: logga in med rätt konto och öppna den här adressen igen.
signed-out = Du blev utloggad. Logga in och gör om det.
signed-out-script = Du blev utloggad. Tryck på knappen, så finns det du skrev kvar när du har loggat in igen.
kept-form = Det du skrev finns kvar i formuläret. Kontrollera det och spara.
error-again = Försök igen
error-home = Till startsidan
error-list = Till ASF-listan
