### Mejlen om företaget på listan.

see-page-action = Se sidan
own-enterprise-action = Till ert företag
# $day (Number) - day of the month
# $month (Number) - 1 to 12
# $year (String) - four digits
date = { NUMBER($day) } { $month ->
    [1] januari
    [2] februari
    [3] mars
    [4] april
    [5] maj
    [6] juni
    [7] juli
    [8] augusti
    [9] september
    [10] oktober
    [11] november
   *[12] december
} { $year }

# $name (String) - the enterprise's name
enterprise-listed-subject = { $name } står nu på ASF-listan
# $name (String) - the enterprise's name
enterprise-listed-text = Grattis! { $name } syns nu för alla som söker en leverantör. Titta gärna igenom sidan, så att allt stämmer.

# $name (String) - the enterprise's name
enterprise-returned-subject = { $name } behöver kompletteras
# $name (String) - the enterprise's name
enterprise-returned-text = Vi har läst det ni skrivit om { $name }. Något behöver ändras innan företaget kan stå på listan:
enterprise-returned-action = Rätta uppgifterna

# $name (String) - the enterprise's name
enterprise-rejected-subject = { $name } kan inte stå på ASF-listan
# $name (String) - the enterprise's name
enterprise-rejected-text = Vi har läst er ansökan och kommit fram till att { $name } inte uppfyller kriterierna för ett arbetsintegrerande socialt företag. Så här skriver den som granskade:
enterprise-rejected-more = Har något blivit fel, eller ändras något som gör skillnad, så hör av er till Skoopi. Det ni har skrivit finns kvar.

# $name (String) - the enterprise's name
enterprise-unlisted-subject = { $name } står inte längre på ASF-listan
# $name (String) - the enterprise's name
enterprise-unlisted-text = { $name } visas inte längre på listan. Uppgifterna är kvar, och på sidan för ert företag ser ni vad som gäller och hur ni kan komma tillbaka.

# $name (String) - the enterprise's name
changes-approved-subject = Ändringarna för { $name } är godkända
# $name (String) - the enterprise's name
changes-approved-text = Det ni ändrade om { $name } är granskat och godkänt. Nu syns det på listan.

# $name (String) - the enterprise's name
changes-returned-subject = Ändringarna för { $name } behöver kompletteras
# $name (String) - the enterprise's name
changes-returned-text = Vi har läst ändringarna för { $name }. De kan inte börja gälla än. Så här skriver den som granskade:
changes-returned-more = Sidan på listan är som förut tills ändringarna är godkända. Rätta dem, eller dra tillbaka dem.
changes-returned-action = Se ändringarna

# $name (String) - the enterprise's name
enterprise-certified-subject = { $name } är certifierat
# $name (String) - the enterprise's name
# $until (String) - the last day, in words
enterprise-certified-text = Grattis! Skoopi har certifierat { $name }. Certifieringen gäller till och med { $until } och syns på listan.

# $name (String) - the enterprise's name
# $until (String) - the last day, in words
certification-soon-subject = Certifieringen för { $name } gäller till { $until }
# $name (String) - the enterprise's name
# $until (String) - the last day, in words
certification-soon-text = Certifieringen för { $name } går ut den { $until }. Hör av er till Skoopi i god tid, så kan den förnyas med två år från den dagen.

# $name (String) - the enterprise's name
certification-lapsed-subject = Certifieringen för { $name } har gått ut
# $name (String) - the enterprise's name
certification-lapsed-text = { $name } visas inte längre som certifierat. Platsen på listan har ni kvar. Vill ni bli certifierade igen, hör av er till Skoopi.

# $name (String) - the enterprise's name
certification-revoked-subject = Certifieringen för { $name } är återkallad
# $name (String) - the enterprise's name
certification-revoked-text = Skoopi har återkallat certifieringen för { $name }, och ni visas inte längre som certifierade. Platsen på listan har ni kvar. Skälet:

# $name (String) - the enterprise's name
capacity-reminder-subject = Stämmer kapaciteten för { $name } fortfarande?
# $name (String) - the enterprise's name
capacity-reminder-text = Det är ett tag sedan ni sa vad { $name } hinner ta emot. De som köper in ser hur gammal uppgiften är, och en färsk gör att fler frågar. Det tar en minut.
capacity-reminder-action = Titta och bekräfta
capacity-reminder-note = Stämmer allt räcker det med ett klick på sidan som öppnas. Annars ändrar ni där.

# $name (String) - the enterprise's name
claim-approved-subject = Ni sköter nu sidan för { $name }
# $name (String) - the enterprise's name
claim-approved-text = Er begäran är godkänd. Från och med nu är det ni som sköter sidan för { $name }.

# $name (String) - the enterprise's name
claim-rejected-subject = Er begäran om { $name }
# $name (String) - the enterprise's name
claim-rejected-text = Vi kunde inte godkänna att ni sköter sidan för { $name }.
claim-rejected-subject-unnamed = Er begäran om en sida på ASF-listan
claim-rejected-text-unnamed = Vi kunde inte godkänna er begäran om att sköta en sida på ASF-listan.
claim-rejected-missing = Det finns inget sådant företag på listan. Sök upp det igen, eller hör av er om det saknas.
claim-rejected-closed = Företaget är avslutat och går inte längre att sköta.
claim-rejected-tied = En annan organisation sköter redan sidan. Tala med dem, eller hör av er till oss om det inte stämmer.
claim-rejected-given = Flera bad om att få sköta sidan, och en annan organisation fick det. Hör av er till oss om det inte stämmer.
claim-rejected-written = Så här skriver den som granskade:
claim-rejected-action = Till era organisationer

webhook-disabled-subject = Vi når inte er webhook längre
# $url (String) - an address on the web
webhook-disabled-text = Vi har slutat skicka händelser från listan till { $url }.
webhook-disabled-gone = Servern svarade att adressen är borta för gott (410).
webhook-disabled-failing = I tre dagar har vi försökt utan att servern tog emot något.
webhook-disabled-more = När adressen fungerar igen slår ni på den på sidan för webhooks. Inget är förlorat: det som ni missade kan skickas igen, eller läsas i efterhand.
webhook-disabled-action = Till era webhooks
