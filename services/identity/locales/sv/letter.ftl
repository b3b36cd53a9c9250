### Det som alla mejl har.

# $name (String) - the person's name
hello = Hej { $name }!
hello-unnamed = Hej!
regards = Vänliga hälsningar,
sender = ASF Lyfter
link-trouble = Fungerar inte knappen? Kopiera adressen till webbläsaren:
why-account = Mejlet handlar om ditt konto och går därför inte att stänga av.
why-chosen = Du väljer själv vilka mejl du vill ha:
no-reply = Det går inte att svara på det här mejlet.
role-viewer = läsare
role-editor = redaktör
role-owner = ägare
