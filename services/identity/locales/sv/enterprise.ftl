### Mejlen om företaget på listan.

# $name (String) - the enterprise's name
enterprise-listed-subject = { $name } står nu på ASF-listan
# $name (String) - the enterprise's name
enterprise-listed-text = Grattis! { $name } syns nu för alla som söker en leverantör. Titta gärna igenom sidan, så att allt stämmer.
enterprise-listed-action = Se sidan

# $name (String) - the enterprise's name
enterprise-returned-subject = { $name } behöver kompletteras
# $name (String) - the enterprise's name
enterprise-returned-text = Vi har läst det ni skrivit om { $name }. Något behöver ändras innan företaget kan stå på listan:
enterprise-returned-action = Rätta uppgifterna

# $name (String) - the enterprise's name
enterprise-unlisted-subject = { $name } står inte längre på ASF-listan
# $name (String) - the enterprise's name
enterprise-unlisted-text = { $name } visas inte längre på listan. Uppgifterna är kvar, och ni kan be om att komma tillbaka.
enterprise-unlisted-action = Till ert företag

# $name (String) - the enterprise's name
claim-approved-subject = Ni sköter nu sidan för { $name }
# $name (String) - the enterprise's name
claim-approved-text = Er begäran är godkänd. Från och med nu är det ni som sköter sidan för { $name }.
claim-approved-action = Se sidan

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
