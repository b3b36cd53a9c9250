### Startsidan.

home-title = Hitta arbetsintegrerande sociala företag
home-description = En öppen lista över arbetsintegrerande sociala företag i Sverige. Sök på vara, tjänst, ort, bransch och samhällsnytta.
home-heading-1 = Köp det du behöver.
home-heading-2 = Öppna en dörr till arbete.
home-lead = Arbetsintegrerande sociala företag, ASF, lagar mat, sköter parker, bygger, städar och reparerar. De finns till för att fler ska få plats i arbetslivet. Här hittar du dem.
home-try = Prova till exempel
home-example-1 = catering Göteborg
home-example-2 = grönyteskötsel
home-example-3 = second hand Uppsala
home-numbers = Listan i siffror
# $total (Number) - listed enterprises
home-total = { $total ->
    [one] företag på listan
   *[other] företag på listan
}
# $counties (Number) - counties with a listed enterprise
home-counties = { $counties ->
    [one] län med minst ett företag
   *[other] län med minst ett företag
}
# $industries (Number) - industries with a listed enterprise
home-industries = { $industries ->
    [one] bransch att välja
   *[other] branscher att välja bland
}
home-by-county = Börja med ett län
home-by-industry = Börja med en bransch
home-by-industry-lead = Siffran är antalet företag på listan som arbetar i branschen.
home-latest = Nya på listan
home-latest-all = Alla företag, de senaste först
home-empty = Listan har inga företag ännu.
home-ways = Tre vägar in
home-way-asf = Driver du ett ASF?
home-way-asf-text = Se vad en plats på listan ger, vad som krävs och vad en bra presentation berättar.
home-way-public = Köper du in åt det offentliga?
home-way-public-text = Hitta leverantörer på orten, jämför vad de gör och förbered en fråga eller en upphandling.
home-way-business = Köper ditt företag in?
home-way-business-text = Välj leverantörer vars varor och tjänster också gör nytta för människor.
home-what = Vad är ett ASF?
home-what-lead = Ett arbetsintegrerande socialt företag driver näringsverksamhet för att människor som har svårt att få eller behålla ett arbete ska komma in i arbetsliv och samhälle. Fyra saker kännetecknar dem:
home-mark-1 = Säljer för att integrera
home-mark-1-text = Varor och tjänster säljs, och målet är att människor långt från arbetsmarknaden ska få arbeta.
home-mark-2 = Delaktighet
home-mark-2-text = Medarbetarna är med och påverkar genom ägande, avtal eller på annat dokumenterat sätt.
home-mark-3 = Vinsten stannar
home-mark-3-text = Överskott går i huvudsak tillbaka till verksamheten eller till liknande verksamheter.
home-mark-4 = Fristående
home-mark-4-text = Företaget är organisatoriskt fristående från offentlig verksamhet.
