### The error pages.

not-found-title = Page not found
not-found-heading = There is no such page
not-found-text = The link may be old or mistyped. Search the list, or start over from the start page.
broken-title = Something went wrong
broken-heading = Something went wrong on our side
broken-text = The fault has been noted. Try again in a while. If that does not help, another search may work.
busy-title = The list does not answer right now
busy-heading = The list does not answer right now
busy-text = This usually passes quickly. Wait a few seconds and load the page again.
too-many-title = Too much at once
too-many-heading = That was too much at once
too-many-text = More requests came from your address than we can take. Wait a few seconds and try again.
file-busy-title = The file cannot be fetched right now
file-busy-heading = The file cannot be fetched right now
file-busy-text = Many people are fetching files at the same time. Wait a few seconds and try again.
slow-text = It took too long for everything to arrive. Go back and send it again.
method-title = The page can only be read
method-heading = That page can only be read
method-text = The address takes nothing in. Open it as an ordinary link.
unreadable-title = The form could not be read
unreadable-heading = The form could not be read
too-large-text = That was too much text at once. Go back, shorten it and send it again.
wrong-kind-text = What was sent was no ordinary form. Go back and send it again.
broken-text-text = The text arrived damaged. Go back and send it again.
refused-already-invited = The address is invited already. Withdraw that invitation first if you want to send another one.

# Forms that outlive a session
signed-out-kept = You were logged out. Log in, and what you wrote will still be here.
signed-in-as-another = You are logged in with another account than when the page was opened, so nothing was saved. What you wrote is kept for two hours: log in with the right account and open this address again.
signed-out = You were logged out. Log in and do it again.
signed-out-script = You were logged out. Press the button, and what you wrote will be here when you have logged in again.
kept-form = What you wrote is still in the form. Check it and save.
error-again = Try again
error-home = To the start page
error-list = To the ASF list
