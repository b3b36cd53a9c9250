### The start page.

home-title = Find work-integration social enterprises
home-description = An open list of work-integration social enterprises in Sweden. Search by goods, service, place, industry and social benefit.
home-heading-1 = Buy what you need.
home-heading-2 = Open a door to work.
home-lead = Work-integration social enterprises, ASFs in Swedish, cook, tend parks, build, clean and repair. They exist so that more people find a place in working life. This is where you find them.
home-try = Try for instance
home-example-1 = catering Göteborg
home-example-2 = grönyteskötsel
home-example-3 = second hand Uppsala
home-numbers = The list in numbers
home-total = { $total ->
    [one] enterprise on the list
   *[other] enterprises on the list
}
home-counties = { $counties ->
    [one] county with at least one
   *[other] counties with at least one
}
home-industries = { $industries ->
    [one] industry to choose
   *[other] industries to choose from
}
home-by-county = Start with a county
home-by-industry = Start with an industry
home-by-industry-lead = The number tells how many enterprises on the list work in the industry.
home-latest = New on the list
home-latest-all = All enterprises, latest first
home-empty = The list has no enterprises yet.
home-ways = Three ways in
home-way-asf = Do you run an ASF?
home-way-asf-text = See what a place on the list gives, what it takes, and what a good presentation tells.
home-way-public = Do you buy for the public sector?
home-way-public-text = Find suppliers nearby, compare what they do, and prepare a question or a procurement.
home-way-business = Does your company buy?
home-way-business-text = Choose suppliers whose goods and services also do people good.
home-what = What is an ASF?
home-what-lead = A work-integration social enterprise runs a business so that people who find it hard to get or keep a job come into working life and society. Four things tell it apart:
home-mark-1 = Sells in order to integrate
home-mark-1-text = Goods and services are sold, and the aim is that people far from the labour market get to work.
home-mark-2 = Participation
home-mark-2-text = Those who work there take part in decisions by ownership, by agreement or in another documented way.
home-mark-3 = Profits stay
home-mark-3-text = A surplus mainly goes back into the enterprise, or into enterprises like it.
home-mark-4 = Independent
home-mark-4-text = The enterprise is organised independently of the public sector.
