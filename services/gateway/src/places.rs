//! How much each client has open at the same time. A client that is slow, or
//! that is many, costs itself: where its places are taken, what it has kept us
//! waiting for longest is given up, and what is at work goes on.

mod table;

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use table::Table;

/// So many at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Most {
    pub(crate) of_all: usize,
    pub(crate) of_a_client: usize,
}

/// Everything that has a place is at work, so that there is none to give up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Full {
    /// The client itself has too much at work.
    Client,
    /// All clients together have.
    All,
}

pub(crate) struct Places {
    most: Most,
    table: Mutex<Table>,
    freed: Notify,
}

impl Places {
    pub(crate) fn new(most: Most) -> Arc<Self> {
        Arc::new(Self {
            most,
            table: Mutex::default(),
            freed: Notify::new(),
        })
    }

    /// For connections, or for requests, of clients that are told apart.
    pub(crate) fn of(of_all: NonZeroUsize, of_a_client: NonZeroUsize) -> Arc<Self> {
        Self::new(Most {
            of_all: of_all.get(),
            of_a_client: of_a_client.get(),
        })
    }

    /// A place for this address, which at first waits for the client.
    pub(crate) fn take(self: &Arc<Self>, address: IpAddr) -> Result<Place, Full> {
        let given_up = CancellationToken::new();
        let number = self.table().add(client(address), &given_up, self.most)?;
        Ok(Place {
            places: Arc::clone(self),
            number,
            given_up,
        })
    }

    /// Gives up what has kept us waiting longest, but not this one.
    pub(crate) fn give_up_another(&self, than: &Place) {
        self.table().give_up_oldest(Some(than.number));
    }

    /// Ends when a place is free again.
    pub(crate) async fn freed(&self) {
        self.freed.notified().await;
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        // Whoever panicked has left no half of a change behind.
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One connection, or one request; frees its place when it is dropped.
pub(crate) struct Place {
    places: Arc<Places>,
    number: u64,
    given_up: CancellationToken,
}

impl Place {
    /// The client has sent what was waited for.
    pub(crate) fn works(&self) {
        self.places.table().works(self.number);
    }

    /// The client has its answer, and is waited for from now on.
    pub(crate) fn waits(&self) {
        self.places.table().waits(self.number);
        // What waits can be given up.
        self.places.freed.notify_one();
    }

    /// Ends when the place is wanted for somebody else.
    pub(crate) async fn given_up(&self) {
        self.given_up.cancelled().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.table().remove(self.number);
        self.places.freed.notify_one();
    }
}

/// A household has a whole /64 of IPv6 addresses, and is one client.
pub(crate) fn client(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let bits = address.to_bits() >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from_bits(bits))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "192.0.2.1";
    const OTHER: &str = "192.0.2.2";

    fn places(of_all: usize, of_a_client: usize) -> Arc<Places> {
        Places::new(Most {
            of_all,
            of_a_client,
        })
    }

    fn take(places: &Arc<Places>, address: &str) -> Result<Place, Full> {
        places.take(address.parse().unwrap())
    }

    fn is_given_up(place: &Place) -> bool {
        place.given_up.is_cancelled()
    }

    #[test]
    fn a_household_is_one_client() {
        let same = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"];
        let [first, second] = same.map(|address| client(address.parse().unwrap()));
        assert_eq!(first, second);
        assert_ne!(first, client("2001:db8:1:3::1".parse().unwrap()));
    }

    #[test]
    fn who_has_too_many_loses_the_oldest_that_waits_and_nobody_else_any() {
        let places = places(100, 2);
        let other = take(&places, OTHER).unwrap();
        let (working, waiting) = (take(&places, ONE).unwrap(), take(&places, ONE).unwrap());
        working.works();
        let third = take(&places, ONE).unwrap();
        let given_up = [&other, &working, &waiting, &third].map(is_given_up);
        assert_eq!(given_up, [false, false, true, false]);
    }

    #[test]
    fn who_has_too_many_at_work_is_refused_until_one_ends() {
        let places = places(100, 2);
        let working = [0; 2].map(|_| take(&places, ONE).unwrap());
        working.iter().for_each(Place::works);
        assert_eq!(take(&places, ONE).err(), Some(Full::Client));
        assert!(take(&places, OTHER).is_ok());
        drop(working);
        assert!(take(&places, ONE).is_ok());
    }

    #[test]
    fn of_all_clients_the_one_that_waits_longest_makes_room() {
        let places = places(2, 2);
        let (first, second) = (take(&places, ONE).unwrap(), take(&places, OTHER).unwrap());
        // It has had an answer since, so that the other one waits longer.
        first.works();
        first.waits();
        let third = take(&places, ONE).unwrap();
        assert_eq!([&first, &second].map(is_given_up), [false, true]);
        [&first, &third].into_iter().for_each(|it| it.works());
        assert_eq!(take(&places, OTHER).err(), Some(Full::All));
    }

    #[test]
    fn what_was_given_up_does_not_count_and_does_not_come_back() {
        let places = places(100, 1);
        let first = take(&places, ONE).unwrap();
        let second = take(&places, ONE).unwrap();
        first.works();
        first.waits();
        drop(first);
        second.works();
        assert_eq!(take(&places, ONE).err(), Some(Full::Client));
    }

    #[tokio::test]
    async fn a_place_that_is_free_again_is_told() {
        let places = places(1, 1);
        let place = take(&places, ONE).unwrap();
        place.works();
        drop(place);
        places.freed().await;
        assert!(take(&places, ONE).is_ok());
    }
}
