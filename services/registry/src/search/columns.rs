//! The list as columns in memory: what filters, counts and orders read.
//!
//! A copy shares everything; a change copies only the sets that it touches.

pub(crate) mod days;
pub(crate) mod order;
pub(crate) mod tags;

use std::{cmp::Reverse, sync::Arc};

use kernel::{
    place::{counties, municipalities},
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
};
use swedish::words::sort_key;
use uuid::Uuid;

use crate::search::{
    bits::Bits,
    columns::{days::ByDay, order::Order, tags::Tags},
    geography::{county_index, municipality_index},
    listing::{Listing, ServiceArea},
    paged::{Keyed, Paged},
};

/// All columns.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    pub(crate) listings: Paged<Arc<Listing>>,
    pub(crate) tags: Paged<Tags>,
    /// The slots that hold a listing.
    pub(crate) live: Arc<Bits>,
    /// Slots in use are below this.
    pub(crate) slots: u32,
    pub(crate) by_id: Keyed<Uuid>,
    pub(crate) by_slug: Keyed<String>,
    /// By ten digits.
    pub(crate) by_org_number: Keyed<String>,
    /// By place of activity.
    pub(crate) counties: Vec<Arc<Bits>>,
    /// By place of activity, slots in order: most hold few.
    pub(crate) municipalities: Vec<Arc<Vec<u32>>>,
    pub(crate) industries: Vec<Arc<Bits>>,
    pub(crate) services: Vec<Arc<Bits>>,
    pub(crate) benefits: Vec<Arc<Bits>>,
    pub(crate) forms: Vec<Arc<Bits>>,
    /// By the last day of the certification.
    pub(crate) certified_until: ByDay,
    /// By the day on which the oldest of its capacities was confirmed.
    pub(crate) confirmed_on: ByDay,
    pub(crate) members: Arc<Bits>,
    pub(crate) serves: Serves,
    pub(crate) by_name_order: Order,
    /// Last listed first.
    pub(crate) newest: Order,
}

/// Who serves customers where.
#[derive(Clone, Debug)]
pub(crate) struct Serves {
    pub(crate) country: Arc<Bits>,
    pub(crate) counties: Vec<Arc<Bits>>,
    pub(crate) municipalities: Vec<Arc<Vec<u32>>>,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            listings: Paged::default(),
            tags: Paged::default(),
            live: Arc::default(),
            slots: 0,
            by_id: Keyed::default(),
            by_slug: Keyed::default(),
            by_org_number: Keyed::default(),
            counties: vec![Arc::default(); counties().len()],
            municipalities: vec![Arc::default(); municipalities().len()],
            industries: vec![Arc::default(); Industry::all().len()],
            services: vec![Arc::default(); IntegrationService::all().len()],
            benefits: vec![Arc::default(); BenefitArea::all().len()],
            forms: vec![Arc::default(); LegalForm::all().len()],
            certified_until: ByDay::default(),
            confirmed_on: ByDay::default(),
            members: Arc::default(),
            serves: Serves {
                country: Arc::default(),
                counties: vec![Arc::default(); counties().len()],
                municipalities: vec![Arc::default(); municipalities().len()],
            },
            by_name_order: Order::default(),
            newest: Order::default(),
        }
    }
}

impl Columns {
    /// Puts a listing at a slot, or empties it. The orders are left as they
    /// are until `reorder`.
    pub(crate) fn set(&mut self, slot: u32, listing: Option<Arc<Listing>>) {
        if let Some(old) = self.listings.set(slot, listing.clone()) {
            self.forget(slot, &old);
        }
        self.tags.set(slot, listing.as_deref().map(Tags::of));
        let live = Arc::make_mut(&mut self.live);
        match listing {
            Some(listing) => {
                live.insert(slot);
                self.slots = self.slots.max(slot + 1);
                self.remember(slot, &listing);
            }
            None => live.remove(slot),
        }
    }

    /// Brings the orders up to date with changed slots.
    pub(crate) fn reorder(&mut self, changed: &Bits) {
        let put: Vec<u32> = changed.common(&self.live).iter().collect();
        let listings = &self.listings;
        self.by_name_order.change(changed, put.clone(), |slot| {
            let listing = listings.get(slot);
            listing.map(|listing| (sort_key(&listing.name), listing.id))
        });
        self.newest.change(changed, put, |slot| {
            let listing = listings.get(slot);
            listing.map(|listing| (Reverse(listing.listed_at), listing.id))
        });
    }

    fn remember(&mut self, slot: u32, listing: &Listing) {
        self.by_id.insert(listing.id, slot);
        self.by_slug.insert(listing.slug.clone(), slot);
        self.by_org_number.insert(listing.org_number.digits(), slot);
        self.mark(listing, Mark::Put(slot));
    }

    fn forget(&mut self, slot: u32, listing: &Listing) {
        self.by_id.remove(&listing.id, slot);
        self.by_slug.remove(&listing.slug, slot);
        let org_number = listing.org_number.digits();
        self.by_org_number.remove(&org_number, slot);
        self.mark(listing, Mark::Take(slot));
    }

    /// Changes every set that the listing belongs to.
    fn mark(&mut self, listing: &Listing, mark: Mark) {
        for place in listing.places() {
            mark.on(&mut self.counties[county_index(place.county())]);
            let index = municipality_index(place);
            mark.on(&mut self.municipalities[index]);
        }
        for industry in listing.industries() {
            mark.on(&mut self.industries[industry.index()]);
        }
        for service in &listing.services {
            mark.on(&mut self.services[service.index()]);
        }
        for benefit in &listing.benefits {
            mark.on(&mut self.benefits[benefit.index()]);
        }
        mark.on(&mut self.forms[listing.legal_form.index()]);
        if listing.member {
            mark.on(&mut self.members);
        }
        self.certified_until.mark(listing.certified_until, mark);
        self.confirmed_on.mark(listing.confirmed_on(), mark);
        self.serves.mark(listing, mark);
    }
}

impl Serves {
    fn mark(&mut self, listing: &Listing, mark: Mark) {
        for activity in &listing.activities {
            match &activity.service_area {
                ServiceArea::OwnMunicipality => {
                    let own = activity.municipality.unwrap_or(listing.municipality);
                    let index = municipality_index(own);
                    mark.on(&mut self.municipalities[index]);
                }
                ServiceArea::Municipalities(places) => {
                    for place in places {
                        let index = municipality_index(*place);
                        mark.on(&mut self.municipalities[index]);
                    }
                }
                ServiceArea::Counties(places) => {
                    for place in places {
                        mark.on(&mut self.counties[county_index(*place)]);
                    }
                }
                ServiceArea::Country => mark.on(&mut self.country),
            }
        }
    }
}

/// What happens to a slot in each set that its listing belongs to.
#[derive(Clone, Copy)]
enum Mark {
    Put(u32),
    Take(u32),
}

impl Mark {
    /// The set is copied first where a snapshot has it too.
    fn on<S: SlotSet + Clone>(self, set: &mut Arc<S>) {
        let set = Arc::make_mut(set);
        match self {
            Self::Put(slot) => set.insert(slot),
            Self::Take(slot) => set.remove(slot),
        }
    }
}

/// A set of slots in either form.
trait SlotSet {
    fn insert(&mut self, slot: u32);
    fn remove(&mut self, slot: u32);
}

impl SlotSet for Bits {
    fn insert(&mut self, slot: u32) {
        Bits::insert(self, slot);
    }

    fn remove(&mut self, slot: u32) {
        Bits::remove(self, slot);
    }
}

impl SlotSet for Vec<u32> {
    fn insert(&mut self, slot: u32) {
        if let Err(at) = self.binary_search(&slot) {
            Vec::insert(self, at, slot);
        }
    }

    fn remove(&mut self, slot: u32) {
        if let Ok(at) = self.binary_search(&slot) {
            Vec::remove(self, at);
        }
    }
}
