### Ett företags egen sida, och sidan för ett som inte finns.

# $name (String) - the enterprise
# $place (String) - its municipality and county
profile-description = { $name } är ett arbetsintegrerande socialt företag i { $place }.
profile-kind = Arbetsintegrerande socialt företag
profile-offers = Det här säljer vi
profile-offers-about = Om företaget
profile-at = Plats
profile-area = Tar uppdrag i
area-country = hela landet
profile-capacity = Kapacitet
# $people (Number) - people at work
# $shown (String) - the same, for people
capacity-people = { $people ->
    [one] { $shown } person i arbetet
   *[other] { $shown } personer i arbetet
}
# $hours (Number) - hours a week
# $shown (String) - the same, for people
capacity-hours = { $hours ->
    [one] { $shown } timme i veckan att sälja
   *[other] { $shown } timmar i veckan att sälja
}
# $days (Number) - days from order to start
# $shown (String) - the same, for people
capacity-lead = { $days ->
    [one] start { $shown } dag efter beställning
   *[other] start { $shown } dagar efter beställning
}
profile-services = Arbetsintegrerande tjänster
profile-services-lead = Det här erbjuder företaget den som behöver en väg till arbete.
profile-benefits = Samhällsnytta
profile-benefits-lead = Områden där företaget säger att det gör nytta.
profile-contact = Kontakt
profile-website = Webbplats
profile-email = E-post
profile-phone = Telefon
profile-no-contact = Företaget har inte lämnat några kontaktuppgifter.
profile-facts = Uppgifter
profile-org-number = Organisationsnummer
profile-legal-form = Företagsform
profile-seat = Säte
profile-listed = På listan sedan
profile-updated = Senast ändrad
# $from (String) - first day, in words
# $until (String) - last day, in words
profile-certified-days = Av Skoopi, från { $from } till och med { $until }
profile-member = Medlem i Skoopi
profile-membership = Medlemskap
profile-certified-text = Certifierat av Skoopi
profile-more = Fler liknande
# $industry (String) - an industry
# $county (String) - a county
profile-more-link = { $industry } i { $county }
profile-print-source = Hämtat från
profile-own-words = Presentationen är företagets egen.

missing-title = Företaget finns inte på listan
missing-heading = Här finns inget företag
missing-text = Företaget har kanske lämnat listan, eller så blev adressen fel. Sök så hittar du det om det finns kvar.
missing-suggestions = Menade du något av de här?

## Hur färsk uppgiften om kapacitet är

fresh-never = inte bekräftad än – fråga först
fresh-lately = bekräftad den senaste månaden
# $months (Number) - whole months
fresh-months = { $months ->
    [one] bekräftad för { $months } månad sedan
   *[other] bekräftad för { $months } månader sedan
}
fresh-stale = inte bekräftad på över 6 månader – fråga först

## Ett företag som ingen sköter

profile-nobody = Ingen från företaget sköter den här sidan än. Säg till, så kan ni ändra den när Skoopi eller länets processledare har sagt ja.
