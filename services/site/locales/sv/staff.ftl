### Sidorna för Skoopis personal och för processledare.

staff-title = Personal
# $counties (String) - names of counties
staff-leader-lead = Du ser det som gäller { $counties }.
staff-waiting = Väntar på dig
# $count (Number) - how many
staff-wait = { $count ->
    [one] En väntar
   *[other] { $count } väntar
}
# $count (Number) - how many
staff-count = { $count ->
    [one] En träff
   *[other] { $count } träffar
}
staff-none-wait = Inget väntar
staff-next = Nästa sida
staff-older = Äldre händelser
staff-other-states = Visa andra
staff-answer = Beslut
staff-decide = Besluta
staff-decided = Beslutet är sparat.
staff-reason = Skäl
staff-reason-hint = Behövs när svaret är nej. De som det gäller får läsa det.

## Anspråk

staff-claims = Anspråk
staff-claims-lead = En organisation säger att ett företag är dess eget. Här står vad som talar för och emot. Öppna anspråket för att läsa allt och besluta.
staff-claims-none = Inget anspråk väntar.
# $organisation (String) - who claims
# $enterprise (String) - what is claimed
staff-claim-title = { $organisation } vill sköta { $enterprise }
staff-claim-answer = Är det organisationens företag?
staff-claim-approve = Ja, godkänn
staff-claim-reject = Nej, avslå med skäl
staff-claim-approved = Anspråket är godkänt. Organisationen sköter nu profilen.
staff-claim-rejected = Anspråket är avslaget. Organisationen får läsa skälet.
staff-claim-lead = Läs underlaget först, och besluta sist. Säger du ja till en organisation som inte är kontrollerad blir den kontrollerad genom ditt beslut. Är du osäker, ring företaget på det nummer som står på dess sida.

## Vad som talar för och emot ett anspråk

evidence-title = Underlag
evidence-number = Organisationsnumren
evidence-number-unknown = Går inte att jämföra just nu
evidence-number-different = Skiljer sig: ta reda på varför
evidence-number-typed = Lika, men bara inskrivet: det bevisar inget
evidence-number-verified = Lika, och organisationen är kontrollerad
evidence-domain = E-postdomänen
evidence-domain-unknown = Går inte att jämföra just nu
evidence-domain-different = Stämmer inte: ingen ägare har en bekräftad adress med profilens domän
evidence-domain-public = Säger inget: adressen är hos en e-posttjänst för alla
evidence-domain-nothing = Går inte att jämföra: profilen har varken webbplats eller e-post
evidence-domain-shared = Lika, men andra företag på listan har samma domän: det bevisar inget
evidence-domain-same = Stämmer: en ägare har en bekräftad adress med profilens egen domän
evidence-name = Namnen
evidence-name-same = Lika, men vem som helst kan skriva ett namn
evidence-name-different = Olika
evidence-unverified = Inte kontrollerad: namn och nummer är bara inskrivna
evidence-typed-number = Nummer som organisationen har angett
evidence-claimant-domains = Bekräftade domäner hos dess ägare
evidence-enterprise-domains = Domäner i företagets profil
evidence-enterprise-state = Företagets läge
evidence-no-domains = Inga

staff-organisation = Organisation
staff-enterprise = Företag på listan
staff-enterprise-number = Företagets nummer
staff-enterprise-page = Visa företaget

## Företag

staff-enterprises = Företag
staff-enterprises-waiting = Företag att granska
staff-enterprises-none = Inget företag är i det här läget.
# $date (String) - a date in words
staff-changed = Ändrat { $date }
staff-missing = Det här saknas för listan
staff-list = Sätt på listan
staff-unlist = Ta bort från listan
staff-keep-off = Inte tillbaka på listan utan granskning

## Organisationer

staff-organisations = Organisationer
staff-organisations-all = Alla organisationer
staff-organisations-none = Ingen organisation passar.
staff-to-verify = Organisationer att kontrollera
staff-verify = Den är vad den säger
staff-refuse = Godta den inte, med skäl
staff-mail-domain = E-postdomän
staff-org-typed = Namn och nummer är det som organisationen har skrivit. Kontrollera numret i ett register, och att personen arbetar där: ring på ett nummer som inte kommer från personen själv.
staff-org-number-shared = En annan organisation här har angett samma nummer. Bara en kan bli kontrollerad.
staff-org-domain-shared = En annan organisation här har samma e-postdomän.
staff-org-listed = På ASF-listan med samma nummer
staff-org-not-listed = Inget företag
staff-org-own-domains = Företagets egna domäner
staff-org-domain-same = Är företagets egen, men skriven av organisationen: se medlemmarnas adresser
staff-org-domain-different = Är inte företagets
staff-close-link = Avsluta organisationen
# $name (String) - an organisation
staff-close-title = Avsluta { $name } för gott?
# $members (Number) - people in it
staff-close-lead = Det går inte att ångra. { $members ->
    [0] Organisationen har inga medlemmar.
    [one] Organisationens enda medlem förlorar det som den gav.
   *[other] Organisationens { $members } medlemmar förlorar det som den gav.
} Kontona finns kvar.
staff-close-reason-hint = De som det gäller får läsa det.
staff-close-button = Ja, avsluta organisationen
staff-closed = Organisationen är avslutad.
staff-register-title = Registrera en organisation
staff-register-lead = För en organisation som ni redan känner. Den räknas som kontrollerad direkt.
staff-register-domain-hint = Det som står efter @ i organisationens adresser, till exempel kommun.example.
staff-register-owner = Ägarens e-postadress
staff-register-owner-hint = Personen får en inbjudan per mejl och blir ägare. Lämna tomt om ni vill bjuda in någon senare.
staff-register-button = Registrera
staff-registered = Organisationen är registrerad.
staff-registered-invited = Organisationen är registrerad, och ägaren har fått en inbjudan.
staff-refusal = Skälet vi gav
staff-members = Medlemmar och inbjudningar
staff-log-of = Händelser i organisationen
staff-membership-title = Medlemskap i Skoopi
# $name (String) - an organisation
# $membership (String) - from when to when
staff-membership-of = { $name }: { $membership }
staff-membership-from = Första dagen
staff-membership-from-hint = Lämna tomt för att avsluta medlemskapet i dag.
staff-membership-to = Sista dagen
staff-membership-to-hint = Lämna tomt när inget slut är bestämt.

## Roller

staff-roles = Roller
staff-roles-lead = Skriv e-postadressen till den som ska få en roll. Välj en person nedan för att ta tillbaka en.
staff-role-find = Hitta kontot
staff-role-find-hint = Hela adressen, så som personen loggar in.
staff-people = Arbetar för Skoopi
staff-leaders = Processledare
staff-leaders-none = Ingen processledare är utsedd än.
staff-role-staff = Personal: ser och bestämmer allt på de här sidorna
staff-role-leader = Processledare: granskar företag i ett län
staff-county-hint = Bara för processledare.
# $name (String) - a person
staff-grant-title = Ge { $name } en roll
# $email (String) - the person's address
staff-grant-lead = Kontot { $email } får rollen direkt och får ett mejl om det.
staff-grant-button = Ge rollen
staff-granted = Rollen är given.
# $name (String) - a person
staff-revoke-title = Ta tillbaka rollen från { $name }?
# $role (String) - a role in words
staff-revoke-lead = Personen förlorar rollen inom några sekunder: { $role }.
staff-revoke-button = Ja, ta tillbaka rollen
staff-revoked = Rollen är tillbakatagen.

## Händelser

staff-log = Händelser
staff-log-all = Alla händelser
staff-log-filtered = Utvalda händelser
staff-log-none = Inga händelser.
# $actor (String) - who did it
# $time (String) - day and time
staff-log-by = { $actor }, { $time }
staff-log-system = Systemet
staff-log-anonymous = Någon som inte var inloggad
staff-log-lead = Vem som gjorde vad med konton och organisationer. Välj en rad för att komma till organisationen, eller för att se allt om kontot.
# $event (String) - what happened
# $target (String) - to whom or what
staff-log-row = { $event } – { $target }
staff-log-unnamed = Organisation utan namn
staff-log-of-person = Visa personens händelser
# $label (String) - what is told
# $value (String) - what it is
staff-log-says = { $label }: { $value }
staff-log-provider = Tjänst
staff-log-language = Språk
staff-log-swedish = svenska
staff-log-english = engelska
staff-log-by-domain = Genom sin e-postdomän
staff-log-by-staff = Av Skoopis personal
staff-log-was-verified = Var godtagen innan
staff-log-mail = Mejl
staff-log-mail-none = bara om kontot
staff-log-mail-organisation = om organisationen
staff-log-mail-enterprise = om företaget
staff-log-mail-marketplace = om marknadsplatsen
staff-log-mail-news = nyheter
staff-log-mail-quiet = inga kvällar, nätter och helger

## Händelser med konton

event-opened = Kontot skapades
event-email-verified = E-postadressen bekräftades
event-email-changed = E-postadressen byttes
event-password-set = Ett nytt lösenord valdes
event-totp-added = En app för koder kopplades
event-totp-removed = Appen för koder kopplades bort
event-recovery-codes-renewed = Nya reservkoder gjordes
event-recovery-code-used = En reservkod användes
event-passkey-added = En nyckel lades till
event-passkey-removed = En nyckel togs bort
event-provider-linked = Inloggning med en annan tjänst kopplades
event-provider-unlinked = Inloggning med en annan tjänst kopplades bort
event-preferences-changed = Språk eller aviseringar ändrades
event-details-changed = Namn eller telefonnummer ändrades
event-role-granted = En roll gavs
event-role-revoked = En roll togs tillbaka
event-erased = Kontot raderades

## Händelser med organisationer

event-created = Organisationen lades till
event-verified = Organisationen godtogs
event-verification-asked = Organisationen behöver kontrolleras igen
event-refused = Organisationen godtogs inte
event-renamed = Organisationen bytte namn
event-domain-changed = E-postdomänen ändrades
event-domain-removed = E-postdomänen togs bort
event-member-added = En medlem kom med
event-member-role-changed = En medlem fick en annan roll
event-member-removed = En medlem togs bort
event-invited = Någon bjöds in
event-invitation-accepted = En inbjudan togs emot
event-invitation-withdrawn = En inbjudan drogs tillbaka eller blev för gammal
event-join-requested = Någon bad att få gå med
event-join-withdrawn = Någon tog tillbaka sin fråga om att gå med
event-join-approved = En fråga om att gå med fick ja
event-join-declined = En fråga om att gå med fick nej
event-claim-requested = Organisationen gjorde anspråk på ett företag
event-claim-withdrawn = Anspråket på ett företag drogs tillbaka
event-claim-rejected = Anspråket på ett företag avslogs
event-enterprise-tied = Ett företag kopplades till organisationen
event-enterprise-released = Organisationen släppte sitt företag
event-membership-set = Medlemskapet i Skoopi ändrades
event-membership-ended = Medlemskapet i Skoopi togs bort
event-closed = Organisationen avslutades
event-closed-empty = Organisationen avslutades när den inte hade någon medlem kvar
