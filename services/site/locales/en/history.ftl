### What has been: the history of a profile, the list on another day, open data.

history-title = History of { $name }
history-description = Everything that has changed on the ASF list about { $name }, day by day.
history-crumb = History
history-lead = Here is everything that has changed on the profile since the enterprise joined the list, the latest first. What is quoted is in Swedish.
history-none = Changes of the profile will stand here as soon as there are any.
history-then = See the profile of that day
history-before = Before:
history-after = After:
history-removed = This was taken away.
history-older = Older changes
history-latest = The latest changes
history-profile = To the profile
history-ways = More history
history-changed = The profile changed
history-listed = Joined the ASF list
history-unlisted = Left the ASF list
history-closed = The enterprise ended
history-certified = Was certified by Skoopi
history-certification-lapsed = The certification ended
history-membership-began = Became a member of Skoopi
history-membership-ended = The membership of Skoopi ended
history-benefit-reported = Reported its social benefit for { $year }
history-benefit-withdrawn = Took the report of social benefit for { $year } back
history-capacity-confirmed = Confirmed its capacity
history-field-name = Name
history-field-description = Presentation
history-field-activities = Activities

## The profile and the list on another day

as-of-profile = This is the profile as it was on { $date }.
as-of-now = Show the profile as it is now
as-of-broken = That day cannot be shown. Choose a day that has been, written like 2026-05-01. This is the profile as it is now.
as-of-another = See the profile on another day
as-of-show = Show
as-of-missing = The enterprise was not on the ASF list on { $date }.
as-of-history = Everything that has changed

## Search from the browser

opensearch-name = ASF list
opensearch-about = Search for work-integration social enterprises

## Open data

open-data = The whole list as open data
open-data-text = A JSON file without copyright (CC0), equal to a copy made of the events. Also at /data/asf.csv.
