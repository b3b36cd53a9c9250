//! Filters, counts and pages against a scan of all enterprises.

use std::{cmp::Reverse, collections::BTreeSet, sync::LazyLock};

use kernel::{
    place::{CountyCode, MunicipalityCode},
    terms::{BenefitArea, Industry, IntegrationService},
};
use proptest::{prelude::*, sample::select};
use swedish::words::sort_key;
use uuid::Uuid;

use crate::search::{
    Finder,
    engine::Engine,
    geography::{neighbours, whole_km},
    listing::{FRESH_DAYS, Listing, ServiceArea},
    query::{Filter, Found, Near, Query, Sort},
    tests::fixture::{TODAY, engine_of, mixed},
};

const COUNT: usize = 240;

static LISTINGS: LazyLock<Vec<Listing>> = LazyLock::new(|| mixed(COUNT));
static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine_of(&LISTINGS));

/// What each filter lets through, by a scan.
fn passes(query: &Query, filter: Filter, listing: &Listing) -> bool {
    let any = |asked: usize, found: bool| asked == 0 || found;
    let places = listing.places();
    match filter {
        Filter::Text => true,
        Filter::County => any(query.counties.len(), {
            places
                .iter()
                .any(|place| query.counties.contains(&place.county()))
        }),
        Filter::Municipality => any(query.municipalities.len(), {
            places
                .iter()
                .any(|place| query.municipalities.contains(place))
        }),
        Filter::Industry => any(query.industries.len(), {
            let industries = listing.industries();
            industries
                .iter()
                .any(|industry| query.industries.contains(industry))
        }),
        Filter::Service => any(query.services.len(), {
            listing
                .services
                .iter()
                .any(|service| query.services.contains(service))
        }),
        Filter::Benefit => any(query.benefits.len(), {
            listing
                .benefits
                .iter()
                .any(|benefit| query.benefits.contains(benefit))
        }),
        Filter::Certified => !query.certified || listing.is_certified_on(TODAY),
        Filter::Member => !query.member || listing.member,
        Filter::Fresh => !query.fresh || is_fresh(listing),
        Filter::Near => query.near.is_none_or(|near| {
            let km = distance(near.municipality, listing);
            km <= near.radius_km as f32
        }),
        Filter::Serves => query
            .serves
            .is_none_or(|customer| serves(listing, customer)),
    }
}

fn is_fresh(listing: &Listing) -> bool {
    let confirmed = listing.confirmed_on();
    confirmed.is_some_and(|day| (TODAY - day).whole_days() <= FRESH_DAYS)
}

fn distance(from: MunicipalityCode, listing: &Listing) -> f32 {
    let around = neighbours(from).iter();
    let mut inside = around.filter(|(_, index)| {
        let code = kernel::place::municipalities()[usize::from(*index)].code;
        listing.places().iter().any(|place| place.as_str() == code)
    });
    inside.next().unwrap().0
}

fn serves(listing: &Listing, customer: MunicipalityCode) -> bool {
    listing
        .activities
        .iter()
        .any(|activity| match &activity.service_area {
            ServiceArea::OwnMunicipality => {
                activity.municipality.unwrap_or(listing.municipality) == customer
            }
            ServiceArea::Municipalities(places) => places.contains(&customer),
            ServiceArea::Counties(counties) => counties.contains(&customer.county()),
            ServiceArea::Country => true,
        })
}

const FILTERS: [Filter; 10] = [
    Filter::County,
    Filter::Municipality,
    Filter::Industry,
    Filter::Service,
    Filter::Benefit,
    Filter::Certified,
    Filter::Member,
    Filter::Fresh,
    Filter::Near,
    Filter::Serves,
];

/// The ids of those that all filters but one let through.
fn scan(query: &Query, texts: &BTreeSet<Uuid>, left_out: Option<Filter>) -> Vec<&'static Listing> {
    let filters = FILTERS.iter().filter(|filter| Some(**filter) != left_out);
    let filters: Vec<Filter> = filters.copied().collect();
    let found = LISTINGS.iter().filter(|listing| {
        let passes = |filter: &Filter| passes(query, *filter, listing);
        texts.contains(&listing.id) && filters.iter().all(passes)
    });
    found.collect()
}

fn has_value(listing: &Listing, filter: Filter, value: &str) -> bool {
    let places = listing.places();
    match filter {
        Filter::County => places.iter().any(|place| place.county().as_str() == value),
        Filter::Municipality => places.iter().any(|place| place.as_str() == value),
        Filter::Industry => listing
            .industries()
            .iter()
            .any(|entry| entry.slug() == value),
        Filter::Service => listing.services.iter().any(|entry| entry.slug() == value),
        Filter::Benefit => listing.benefits.iter().any(|entry| entry.slug() == value),
        Filter::Certified => listing.is_certified_on(TODAY) && value == "true",
        Filter::Member => listing.member && value == "true",
        Filter::Fresh => is_fresh(listing) && value == "true",
        Filter::Text | Filter::Near | Filter::Serves => panic!("{filter:?} has no facet"),
    }
}

fn ids(found: &Found) -> Vec<Uuid> {
    found.hits.iter().map(|hit| hit.listing.id).collect()
}

fn place() -> impl Strategy<Value = MunicipalityCode> {
    let places: BTreeSet<_> = LISTINGS.iter().flat_map(Listing::places).collect();
    select(places.into_iter().collect::<Vec<_>>())
}

/// Few values of a list, mostly none.
fn few<T: Clone + std::fmt::Debug + 'static>(all: Vec<T>) -> impl Strategy<Value = Vec<T>> {
    prop_oneof![
        3 => Just(Vec::new()),
        2 => proptest::collection::vec(select(all), 1..4),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let counties = ["12", "13", "14", "06", "21", "03", "25"];
    let counties = counties.map(|code| CountyCode::parse(code).unwrap());
    let texts = [
        "",
        "",
        "",
        "catering",
        "trä",
        "arbetsträning",
        "Skåne",
        "stad",
        "och i",
        "cykel hund",
    ];
    let sorts = [Sort::Relevance, Sort::Name, Sort::Newest, Sort::Distance];
    let near = (place(), select(vec![0, 10, 60, 250]));
    let lists = (
        few(counties.to_vec()),
        proptest::collection::vec(place(), 0..3),
        few(Industry::all().collect()),
        few(IntegrationService::all().collect()),
        few(BenefitArea::all().collect()),
    );
    let rest = (
        select(texts.to_vec()),
        [0.2; 3].map(proptest::bool::weighted),
        proptest::option::weighted(0.3, near),
        proptest::option::weighted(0.3, place()),
        proptest::option::of(select(sorts.to_vec())),
    );
    (lists, rest).prop_map(|(lists, (text, switches, near, serves, sort))| Query {
        today: TODAY,
        text: text.to_owned(),
        counties: lists.0,
        municipalities: lists.1,
        industries: lists.2,
        services: lists.3,
        benefits: lists.4,
        certified: switches[0],
        member: switches[1],
        fresh: switches[2],
        near: near.map(|(municipality, radius_km)| Near {
            municipality,
            radius_km,
        }),
        serves,
        sort,
        offset: 0,
        limit: COUNT,
        facets: true,
    })
}

/// What the text of a query finds without any filter.
fn by_text(query: &Query) -> BTreeSet<Uuid> {
    let found = ENGINE.find(&Query {
        text: query.text.clone(),
        limit: COUNT,
        ..Query::on(TODAY)
    });
    ids(&found).into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn filters_and_counts_are_those_of_a_scan(query in query()) {
        let found = ENGINE.find(&query);
        let texts = by_text(&query);
        let mut wanted: Vec<Uuid> = scan(&query, &texts, None).iter().map(|listing| listing.id).collect();
        let mut got = ids(&found);
        wanted.sort_unstable();
        got.sort_unstable();
        prop_assert_eq!(found.total, wanted.len());
        prop_assert_eq!(got, wanted);
        prop_assert_eq!(found.facets.len(), 8);
        for facet in &found.facets {
            let others = scan(&query, &texts, Some(facet.filter));
            for value in &facet.values {
                let count = others.iter().filter(|listing| has_value(listing, facet.filter, value.value)).count();
                prop_assert_eq!(value.count as usize, count, "{:?} {}", facet.filter, value.value);
            }
        }
    }

    #[test]
    fn pages_cover_everything_once_and_in_order(query in query(), limit in 1usize..40) {
        let all = ids(&ENGINE.find(&query));
        let mut paged = Vec::new();
        loop {
            let page = ENGINE.find(&Query { offset: paged.len(), limit, ..query.clone() });
            prop_assert_eq!(page.total, all.len());
            prop_assert!(page.hits.len() <= limit);
            if page.hits.is_empty() {
                break;
            }
            paged.extend(ids(&page));
        }
        prop_assert_eq!(paged, all);
    }

    #[test]
    fn every_order_is_kept(query in query()) {
        let found = ENGINE.find(&query);
        let hits: Vec<&Listing> = found.hits.iter().map(|hit| &*hit.listing).collect();
        match query.sort {
            Some(Sort::Name) => {
                prop_assert!(hits.is_sorted_by_key(|listing| (sort_key(&listing.name), listing.id)));
            }
            Some(Sort::Newest) => {
                prop_assert!(hits.is_sorted_by_key(|listing| (Reverse(listing.listed_at), listing.id)));
            }
            Some(Sort::Distance) => if let Some(near) = query.near {
                let km = |listing: &&Listing| distance(near.municipality, listing);
                prop_assert!(hits.is_sorted_by(|a, b| km(a) <= km(b)));
            },
            None | Some(Sort::Relevance) => {}
        }
    }

    #[test]
    fn every_repair_finds_what_it_says(query in query()) {
        let found = ENGINE.find(&query);
        prop_assert!(found.total == 0 || found.repairs.is_empty());
        for repair in &found.repairs {
            let mut repaired = query.clone();
            match repair.without {
                Filter::Text => {
                    let rest = if repair.value.is_empty() { String::new() } else { query.text.replace(&repair.value, "") };
                    repaired.text = rest;
                }
                Filter::County => repaired.counties.clear(),
                Filter::Municipality => repaired.municipalities.clear(),
                Filter::Industry => repaired.industries.clear(),
                Filter::Service => repaired.services.clear(),
                Filter::Benefit => repaired.benefits.clear(),
                Filter::Certified => repaired.certified = false,
                Filter::Member => repaired.member = false,
                Filter::Fresh => repaired.fresh = false,
                Filter::Near => repaired.near = None,
                Filter::Serves => repaired.serves = None,
            }
            prop_assert!(repair.total > 0);
            prop_assert_eq!(ENGINE.find(&repaired).total, repair.total, "{:?}", repair);
        }
    }
}

#[test]
fn a_hit_tells_its_distance_in_whole_km() {
    let near = MunicipalityCode::parse("1480").unwrap();
    let found = ENGINE.find(&Query {
        near: Some(Near {
            municipality: near,
            radius_km: 100,
        }),
        sort: Some(Sort::Distance),
        limit: COUNT,
        ..Query::on(TODAY)
    });
    assert!(found.total > 10);
    assert_eq!(found.hits[0].distance_km, Some(0));
    for hit in &found.hits {
        let nearest = hit
            .listing
            .places()
            .into_iter()
            .map(|place| whole_km(near, place))
            .min();
        assert_eq!(hit.distance_km, nearest);
    }
    assert!(
        ENGINE
            .find(&Query {
                limit: 1,
                ..Query::on(TODAY)
            })
            .hits[0]
            .distance_km
            .is_none()
    );
}

#[test]
fn a_chosen_value_is_marked_in_its_facet() {
    let catering = Industry::parse("catering").unwrap();
    let found = ENGINE.find(&Query {
        industries: vec![catering],
        certified: true,
        facets: true,
        ..Query::on(TODAY)
    });
    let chosen: Vec<&str> = found
        .facets
        .iter()
        .flat_map(|facet| &facet.values)
        .filter(|value| value.selected)
        .map(|value| value.value)
        .collect();
    assert_eq!(chosen, ["catering", "true"]);
    let lengths: Vec<usize> = found
        .facets
        .iter()
        .map(|facet| facet.values.len())
        .collect();
    assert_eq!(lengths, [21, 290, 24, 5, 10, 1, 1, 1]);
}
