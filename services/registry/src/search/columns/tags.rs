//! The filter values of one listing in a few bytes, so that a small number of
//! hits is counted by walking the hits and not the whole list.

use crate::search::{
    geography::{county_index, municipality_index},
    listing::Listing,
};

/// Most listings have no more places than this.
const PLACES: usize = 4;
const NO_PLACE: u16 = u16::MAX;

/// The filter values of one listing.
#[derive(Clone, Debug)]
pub(crate) struct Tags {
    /// One bit a county; the same for the lists below.
    pub(crate) counties: u32,
    pub(crate) industries: u32,
    pub(crate) services: u32,
    pub(crate) benefits: u32,
    /// Municipalities by index.
    places: [u16; PLACES],
    more_places: Option<Box<[u16]>>,
}

impl Tags {
    pub(crate) fn of(listing: &Listing) -> Self {
        let all = listing.places();
        let indexes: Vec<u16> = all
            .iter()
            .map(|place| municipality_index(*place) as u16)
            .collect();
        let mut places = [NO_PLACE; PLACES];
        for (place, index) in places.iter_mut().zip(&indexes) {
            *place = *index;
        }
        let more = indexes.get(PLACES..).filter(|more| !more.is_empty());
        Self {
            counties: mask(all.iter().map(|place| county_index(place.county()))),
            industries: mask(listing.industries().iter().map(|industry| industry.index())),
            services: mask(listing.services.iter().map(|service| service.index())),
            benefits: mask(listing.benefits.iter().map(|benefit| benefit.index())),
            places,
            more_places: more.map(Box::from),
        }
    }

    /// Municipalities by index, each once.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        let few = self.places.iter().take_while(|place| **place != NO_PLACE);
        let more = self.more_places.iter().flat_map(|more| more.iter());
        few.chain(more).map(|place| usize::from(*place))
    }
}

fn mask(places: impl Iterator<Item = usize>) -> u32 {
    places.fold(0, |mask, place| mask | 1 << place)
}
