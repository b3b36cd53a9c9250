### The list.

list-title = The ASF list
list-description = Search work-integration social enterprises in all of Sweden: by goods and services, county and municipality, industry and social benefit.
list-heading = The ASF list
list-lead = Search for what you need and where, or choose among the filters and on the map.
list-form = Search and filter
list-filters = Filters
list-filters-chosen = Filters ({ $chosen })
list-map = Map
list-apply = Show results
list-close = Close
list-hits = Results

filter-county = County
filter-municipality = Municipality
filter-industry = Industry
filter-service = Work-integration service
filter-benefit = Social benefit
filter-certified = Certification
filter-certified-only = Only certified
filter-states = Certification, membership and freshness
filter-member-only = Only members of Skoopi
filter-fresh-only = Capacity confirmed in the last three months
filter-as-of = The list on another day
filter-as-of-label = Day
filter-as-of-hint = Shows the list as it was when the day had ended.
filter-near = Near
filter-near-label = Municipality to measure from
filter-near-hint = The distance is measured in a straight line from the middle of the municipality.
filter-radius = At most this many km away
filter-serves = Delivers to
filter-serves-label = Your municipality
filter-serves-hint = Shows those who say that they take work there.
filter-place-placeholder = e.g. Göteborg

chips-label = Chosen filters
chip-remove = Remove { $filter }
chips-clear = Clear all
chip-near = Within { $km } km of { $place }
chip-serves = Delivers to { $place }

chip-as-of = The list on { $day }

sort-label = Order
sort-relevance = Best match first
sort-name = Name, A–Ö
sort-newest = Latest additions
sort-distance = Nearest first

list-total = { $total ->
    [0] No ASFs found
    [one] { $shown } ASF
   *[other] { $shown } ASFs
}
list-total-for = for “{ $text }”
list-read-as = We read the search as { $reading }.
read-county = { $name }
read-municipality = the municipality { $name }
read-industry = the industry { $name }
read-service = the service { $name }
read-certified = only certified ones
read-text = the words “{ $text }”
read-and = and
list-correction = You typed “{ $from }”. We show results for “{ $to }”.
list-stale = The list is being updated. A change may be missing.
list-partial = No enterprise has all the words. Here are those that have most of them.
list-past = This is the list as it was on { $day }.
list-past-now = Show the list as it is now

list-next = Next page
list-first = To the first page
list-pages = Pages
list-export = Download the results
list-export-csv = CSV file
list-export-api = JSON (API)
list-export-xlsx = Excel file
export-choose = Choose columns and format
export-columns = Columns in the file
export-columns-hint = Choose none, and all are in it.
export-format = Format
export-format-xlsx = Excel (XLSX)
export-format-csv = CSV
export-go = Download
column-name = Name
column-org-number = Registration number
column-legal-form = Legal form
column-municipality = Municipality
column-county = County
column-municipality-code = Municipality code
column-county-code = County code
column-industries = Industries
column-offers = Goods and services
column-services = Work-integration services
column-benefits = Social benefit
column-description = Presentation
column-website = Website
column-email = E-mail
column-phone = Phone
column-certified = Certified
column-certified-until = Certified until
column-member = Member of Skoopi
column-confirmed = Capacity confirmed
column-listed = On the list since
column-page = Link to the profile
column-id = Id

card-certified-until = Certified until { $day }
card-member = Member of Skoopi
card-fresh = Capacity confirmed in the last three months
card-aging = Capacity confirmed more than three months ago
card-stale = Capacity not confirmed for half a year – ask first

empty-heading = No enterprise fits all of this
empty-repairs = These find something:
repair-without = Without { $what }
repair-word = Without the word “{ $word }”
repair-text = Without the search text
repair-total = { $total ->
    [one] { $shown } ASF
   *[other] { $shown } ASFs
}
empty-hint = Try a broader word, a wider distance, or a county instead of a municipality.
empty-all = Show the whole list

fault-heading = Something in the search needs to be put right
fault-lead = Nothing is lost: what you typed is still here.
fault-too-long = The text may have at most { $max } characters. Yours has { $length }.
fault-broken = The text has characters that cannot be read. Type it again.
fault-county = There is no county with the code “{ $value }”. Choose from the list.
fault-municipality = There is no municipality with the code “{ $value }”. Choose from the list.
fault-industry = There is no industry “{ $value }”. Choose from the list.
fault-service = There is no service “{ $value }”. Choose from the list.
fault-benefit = There is no area “{ $value }”. Choose from the list.
fault-certified = “{ $value }” cannot be understood. Tick the box or leave it empty.
fault-sort = There is no order “{ $value }”. Choose from the list.
fault-place = There is no municipality “{ $value }”. Type the name of one of Sweden’s municipalities.
fault-radius = Type a whole number of kilometres, from 1 to { $max }.
fault-as-of = Choose a day that has been, written as 2026-05-01.
fault-page = The page belongs to another search. Go to the first page of this one.
fault-refused = The value is not accepted.
