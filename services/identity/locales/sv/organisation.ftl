### Mejlen om organisationer och deras medlemmar.

# $organisation (String) - the organisation's name
invitation-subject = Du är inbjuden till { $organisation }
# $organisation (String) - the organisation's name
# $role (String) - in the person's language
invitation-text = { $organisation } vill ha med dig på ASF Lyfter, som { $role }. Öppna inbjudan för att tacka ja. Har du inget konto än skapar du ett på vägen.
invitation-action = Öppna inbjudan
invitation-note = Inbjudan gäller i två veckor. Vill du inte vara med behöver du inte göra någonting.

# $organisation (String) - the organisation's name
join-requested-subject = Någon vill gå med i { $organisation }
# $organisation (String) - the organisation's name
join-requested-text = En person har bett om att få gå med i { $organisation }. Du som är ägare bestämmer.
join-requested-action = Se förfrågan

# $organisation (String) - the organisation's name
join-approved-subject = Du är med i { $organisation }
# $organisation (String) - the organisation's name
# $role (String) - in the person's language
join-approved-text = Välkommen! Du är nu med i { $organisation } som { $role }.

# $organisation (String) - the organisation's name
join-rejected-subject = Din förfrågan till { $organisation }
# $organisation (String) - the organisation's name
join-rejected-text = { $organisation } tackade nej till din förfrågan om att gå med. Blev det fel är det enklast att tala med dem direkt.

# $organisation (String) - the organisation's name
member-role-changed-subject = Din roll i { $organisation } är ändrad
# $organisation (String) - the organisation's name
# $role (String) - in the person's language
member-role-changed-text = I { $organisation } är du nu { $role }.

# $organisation (String) - the organisation's name
member-removed-subject = Du är inte längre med i { $organisation }
# $organisation (String) - the organisation's name
member-removed-text = Du är inte längre med i { $organisation } på plattformen. Ditt konto är kvar.

# $organisation (String) - the organisation's name
organisation-verified-subject = { $organisation } är godkänd
# $organisation (String) - the organisation's name
organisation-verified-text = Vi har kontrollerat uppgifterna om { $organisation }. Nu kan ni använda allt som hör till.

# $organisation (String) - the organisation's name
organisation-refused-subject = Vi kunde inte godkänna { $organisation }
# $organisation (String) - the organisation's name
organisation-refused-text = Vi har gått igenom uppgifterna om { $organisation } och kunde inte godkänna dem. Så här skriver den som granskade:
organisation-refused-more = Rätta uppgifterna, så tittar vi igen.

# $organisation (String) - the organisation's name
organisation-closed-subject = { $organisation } är avslutad
# $organisation (String) - the organisation's name
organisation-closed-text = { $organisation } finns inte längre på plattformen. Ditt konto är kvar. Skälet är:

organisation-action = Till organisationen
