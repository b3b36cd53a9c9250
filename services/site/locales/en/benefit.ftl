### Social benefit: the sums of the whole list, an enterprise's reports, and how they are written.

## Numbers

benefit-range = { $least }–{ $most }
benefit-fewer = <5
benefit-withheld = not shown
benefit-enterprises = Enterprises that reported
benefit-employed = Employed
benefit-target-group = Of these from the target group
benefit-participants = Participants
benefit-hours = Hours worked by participants
benefit-to-work = Went on to work
benefit-to-studies = Went on to studies
benefit-share-reached = Reach 30%
benefit-share = Share of the target group
benefit-percent = { $percent }%
benefit-percent-from = at least 30%
benefit-percent-below = below 30%
benefit-year = Year
benefit-period = Period
benefit-whole-year = All of { $year }
benefit-days = { $from } to { $to }
benefit-method = How the figures were found
benefit-source = Where they can be checked
benefit-reported = Reported

## One year

benefit-reached = { $percent }% of the employed come from the target group. That reaches the 30% of reserved procurement.
benefit-reached-somehow = The target group is at least 30% of the employed and reaches the line of reserved procurement. The exact share is not shown, as people could be recognised by it.
benefit-not-reached = { $percent }% of the employed come from the target group. That is below the 30% of reserved procurement.
benefit-not-reached-somehow = The target group is below 30% of the employed, the line of reserved procurement.
benefit-share-unknown = The figures that are shown do not tell whether the target group is 30% of the employed, the line of reserved procurement.
benefit-protection = “<5” means fewer than five people, or none. Where the rest would be fewer than five, the figure is not shown.
benefit-sroi = Social return on investment (SROI)
benefit-sroi-lead = The enterprise’s own calculation, with its own values and sources. Amounts in Swedish kronor.
benefit-outcome = Outcome
benefit-quantity = Quantity
benefit-value = Value of one, SEK
benefit-value-source = Source of the value
benefit-sroi-result = SEK { $total } in all for an investment of SEK { $investment }: each krona returned SEK { $ratio }.

## On the profile

benefit-on-profile = Reported social benefit
benefit-on-profile-lead = The enterprise’s own figures, year by year.
benefit-latest = Latest report: { $year }
benefit-over-time = Over time
benefit-line = The line marks 30%, the share of reserved procurement. The light part of a bar: as far as the figure can reach.
benefit-as-table = All years as a table
benefit-all-together = The social benefit of all enterprises together

## The whole list

benefit-title = Social benefit
benefit-title-of = Social benefit: { $group }
benefit-title-of-both = Social benefit: { $industry } in { $county }
benefit-description = What work-integration social enterprises in Sweden do together: employed people, participants, hours and ways onward, by county and industry.
benefit-lead = What the enterprises of the ASF list do together: how many people have a job there, how many take part, and how many went on to work and studies.
benefit-form = Choose county and industry
benefit-all-counties = All of Sweden
benefit-all-industries = All industries
benefit-show = Show
benefit-show-all = All of Sweden, all industries
benefit-years = Choose a year
benefit-unknown = We do not know “{ $values }” and show the rest without it.
benefit-together = Together in { $year }
benefit-about = { $reported } of { $listed } enterprises have reported { $year }.
benefit-ranges = Two numbers, such as 4,120–4,268, mean that the sum lies somewhere between them. Figures about fewer than five people are hidden at each enterprise. We count them once as low as they can be, and once as high.
benefit-by-county = County by county
benefit-by-industry = Industry by industry
benefit-table = Table: { $part }
benefit-download = Download the tables
benefit-empty = Nobody has reported yet
benefit-empty-text = The sums will be here as soon as an enterprise on the list has reported a year.
benefit-empty-filtered = No enterprise of this selection has reported this year. Try another year or a larger area.
benefit-how = How we count
benefit-how-own = The figures are the enterprises’ own. Each report says how they were found and where they can be checked.
benefit-how-hidden = Nobody can be recognised. Fewer than five people are shown as “<5”, and a figure is not shown at all where the rest would be fewer than five.
benefit-how-ranges = The sums are made of what everybody may see. So hidden figures cannot be worked out by comparing selections or years.
benefit-how-industries = An enterprise counts in every industry that it works in, but once in its county and once in the country.
benefit-how-share = “Reach 30%” counts enterprises where at least 30% of the employed come from the target group, the line of reserved procurement (LOU chapter 4, section 18).
benefit-report-yours = Report the social benefit of your enterprise

## Own reports

benefit-own-title = Social benefit
benefit-own-lead = Tell year by year what your enterprise does for people and society. Totals only: never write about one person.
benefit-own-none = Enterprises on the ASF list report their social benefit here. Your organisation has no enterprise on the list yet.
benefit-own-editors = Owners and editors of your organisation report here.
benefit-own-unlisted = The reports are shown to everybody once you are on the list.
benefit-own-years = Your reports
benefit-own-empty = You have not reported a year yet.
benefit-own-new = Report a year
benefit-own-numbers = Employed: { $employed }. Participants: { $participants }.
benefit-own-correct = Correct the report of { $year }
benefit-own-withdraw = Take back the report of { $year }
benefit-own-withdraw-lead = The report of { $year } disappears from your profile and from the sums. You can report the year again, but have to write everything anew.
benefit-own-withdraw-button = Take back
benefit-own-withdrawn = The report of { $year } has been taken back.
benefit-own-told = The report of { $year } is done and is now shown as you saw it.
benefit-own-back = Back to the reports
benefit-form-lead = First we show how everybody will see the report. Nothing becomes public before you have seen it.
benefit-form-begun = Here is what you wrote last time. Nothing is sent yet.
benefit-form-again = Start again
benefit-form-kept = Draft saved at …
benefit-form-unkept = The draft is not saved yet. Go on with the button to save it.
benefit-to-preview = Preview
benefit-preview = How { $year } will be shown
benefit-preview-lead = This is all that others get to see. Figures below five are hidden already. Is it right?
benefit-preview-heading = Preview
benefit-tell = Publish the report
benefit-change = Change it

## The form

benefit-group-year = Which year
benefit-group-year-lead = Leave the days empty if the figures are for the whole year.
benefit-year-hint = Four digits, such as 2025.
benefit-from = First day
benefit-to = Last day
benefit-group-people = Employed
benefit-group-people-lead = Everybody who was employed at some time in the period. Write 0 if nobody was.
benefit-employed-hint = All who were employed, however many hours.
benefit-target-group-hint = Those of them who were far from the labour market when they came.
benefit-group-participants = Participants
benefit-group-participants-lead = People in work training, placement, rehabilitation and the like.
benefit-participants-hint = Count each person once.
benefit-hours-hint = Hours that participants worked, all together.
benefit-to-work-hint = Participants who got a job, with you or with somebody else.
benefit-to-studies-hint = Whoever both works and studies counts in both places.
benefit-group-source = Basis
benefit-group-source-lead = Shown to everybody, so that the figures can be trusted. Write no names.
benefit-method-hint = For example: from payroll and the attendance list.
benefit-source-hint = For example: the annual report of 2025, page 12.
benefit-sroi-form = Optional. We calculate with your own values alone and show where they are from. Leave it empty if you have no calculation.
benefit-investment = Investment, SEK
benefit-investment-hint = What was put in during the period, for example 250 000 or 1250.50.
benefit-outcome-nth = Outcome { $nth }

## When something is wrong

benefit-fault-number = Write a whole number in digits, such as 12.
benefit-fault-early = The year has to be 2000 or later.
benefit-fault-future = That year has not begun yet.
benefit-fault-told = You have reported that year already. Go back and correct that report instead.
benefit-fault-date = Write the day like this: 2025-03-01.
benefit-fault-outside = The day has to lie within the year of the report.
benefit-fault-backwards = The last day lies before the first.
benefit-fault-target = Those from the target group cannot be more than all employed.
benefit-fault-moved = They cannot be more than the participants.
benefit-fault-hours = So many hours the participants cannot have worked in a year.
benefit-fault-decimal = Write a number with at most two decimals, such as 1250.50.
benefit-fault-positive = The number has to be more than 0.
benefit-fault-few = The quantity has to be at least 5, so that nobody can be recognised.
benefit-fault-large = The number is too large.
