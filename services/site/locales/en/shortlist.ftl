### Lists to save ASFs in, comparing ASFs, and the list on other websites.

## Lists

lists-title = Lists
lists-lead = Save ASFs that you want to remember, with a note on each. Everybody in the organisation sees your lists.
lists-empty = You have no lists yet. Make one here, or press “Save” at an ASF in the ASF list.
lists-to-list = To the ASF list
lists-yours = Your lists
lists-count = { $count ->
    [0] No ASFs yet
    [one] { $count } ASF
   *[other] { $count } ASFs
  }
lists-changed = Changed { $when }
lists-name = Name
lists-name-hint = For example “Catering for the autumn conferences”.
lists-create = Make the list
lists-created = The list “{ $name }” is there now.
lists-back-to-all = All lists
lists-back-to-one = Back to “{ $name }”
lists-no-organisation-heading = Lists belong to organisations
lists-no-organisation = Lists are shared by everybody in an organisation. Choose which one you work for, or join one first.
lists-organisations = Your organisations
lists-read-only = You can read the lists. Editors and owners of a checked organisation can change them.

## One list

lists-one-empty = The list is empty. Press “Save” at an ASF in the ASF list, and it comes here.
lists-saved-heading = Saved ASFs
lists-rename = Rename
lists-rename-title = Rename the list
lists-renamed = The list has its new name.
lists-delete = Delete the list
lists-delete-title = Delete “{ $name }”?
lists-delete-lead = { $count ->
    [0] The list is empty.
    [one] There is { $count } ASF on the list. Its note disappears for everybody in the organisation.
   *[other] There are { $count } ASFs on the list. Their notes disappear for everybody in the organisation.
  }
lists-delete-final = This cannot be undone.
lists-deleted = The list “{ $name }” is deleted.
lists-note = Note
lists-note-hint = Everybody in the organisation reads it. Write nothing about single people: what stands here stays in the system's log, also after the list is deleted.
lists-note-edit = Change note
lists-note-add = Write a note
lists-note-title = Note on { $name }
lists-note-save = Save the note
lists-note-saved = The note is saved.
lists-added = Saved { $date }
lists-take-off = Remove
lists-taken-off = { $name } is removed from the list.
lists-taken-off-notice = An ASF is removed from the list. If you change your mind, it comes back to its place, with its note.
lists-undo = Undo
lists-put-back = { $name } is on the list again.
lists-left = Not on the ASF list any more
lists-left-hint = The enterprise has left the ASF list, so we show no more of it. The note is still there.
lists-export = Download the list
lists-export-csv = CSV
lists-export-xlsx = Excel (XLSX)

## Saving

lists-save = Save
lists-save-title = Save { $name }
lists-save-lead = Choose one of your organisation's lists, or make a new one.
lists-save-which = List
lists-save-there = { $name } (is there already)
lists-save-new = A new list
lists-save-new-name = Name of the new list
lists-save-new-name-hint = Needed for a new list only.
lists-save-first-name = Favourites
lists-saved = { $name } is saved in “{ $list }”.

## Why something did not work

lists-name-taken = You have a list with that name already. Choose another one.
lists-full = The list has 200 ASFs, and there is no room for more. Remove one or make another list.
lists-too-many = You have 50 lists, which is as many as there can be. Delete one first.
lists-not-listed = The enterprise is not on the ASF list and cannot be saved.

## Comparing

compare-title = Compare ASFs
compare-description = Up to four work-integration social enterprises side by side: what they sell, where, how much they can take on and how to reach them.
compare-lead = Up to four ASFs side by side. The address of the page can be saved and passed on.
compare-empty = Nothing is chosen to compare. Tick “Compare” at two to four ASFs in the ASF list and press “Compare chosen”.
compare-one = One ASF is chosen. Choose at least one more in the ASF list to compare.
compare-too-many = You have chosen { $count } ASFs. Four can be compared at a time; here are the first four.
compare-unknown = { $count ->
    [one] One of the chosen ASFs is not on the ASF list. It may have left.
   *[other] { $count } of the chosen ASFs are not on the ASF list. They may have left.
  }
compare-choose = Compare
compare-choose-one = Compare { $name }
compare-go = Compare chosen
compare-go-hint = Tick “Compare” at two to four ASFs.
compare-chosen = { $count ->
    [one] { $count } chosen
   *[other] { $count } chosen
  }
compare-fact = Fact
compare-remove = Remove
compare-remove-one = Remove { $name } from the comparison
compare-add = Add an ASF
compare-add-lead = Choose more in the ASF list, or type a part of the name:
compare-add-search = Search
compare-add-found = Add to the comparison
compare-add-none = No other ASF was found.
compare-print = The page can be printed as it is.
compare-sells = Sells
compare-place = Located in
compare-area = Works in
compare-capacity = Capacity
compare-services = Services for people far from work
compare-benefits = Social benefit
compare-report = Report for { $year }
compare-certified = Certified
compare-certified-until = until { $date }
compare-not-certified = Not certified
compare-member = Member of Skoopi
compare-yes = Yes
compare-no = No
compare-contact = Contact
compare-unsaid = Not stated

## On other websites

embed-title = Show the ASF list on your website
embed-description = Ready-made code to show the ASF list or the map on your own website: for a county, an industry, or the whole country.
embed-lead = Choose what to show, copy the code and paste it into your page. The list there is always the same as here. It costs nothing, and no cookies are used.
embed-choose = Choose
embed-view = Show
embed-view-list = List
embed-view-map = Map
embed-county = County
embed-county-all = The whole country
embed-industry = Industry
embed-industry-all = All industries
embed-language = Language
embed-update = Show the code
embed-code-frame = Without script
embed-code-frame-lead = Plain HTML that works wherever a frame may stand. Change the height if you need another one.
embed-code-script = With a script
embed-code-script-lead = The script puts the frame where the tag stands, and makes it as high as its content.
embed-preview = What it looks like
embed-frame-title = The ASF list
embed-frame-map-title = Map of ASFs
embed-list-heading = Work-integration social enterprises
embed-map-heading = Where there are ASFs
embed-whole-list = See the whole list at ASF Lyfter
embed-empty = No ASFs were found for this choice.
embed-next = More
embed-first = From the beginning
embed-filters-fault = The address of this frame has a choice that does not exist. Get new code.
embed-filters-fault-link = To the page with the code
embed-away = The list cannot be shown at the moment. Try again in a while.
embed-opens = opens in a new tab
embed-list-link = Show the list on your website
