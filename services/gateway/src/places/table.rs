//! Who has which place, and which of them wait for their client.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;

use tokio_util::sync::CancellationToken;

use super::{Full, Most};

#[derive(Default)]
pub(super) struct Table {
    /// Numbers places, and tells what has waited longer.
    next: u64,
    taken: HashMap<u64, Taken>,
    clients: HashMap<IpAddr, Client>,
    /// Places by the moment since which they wait.
    waiting: BTreeMap<u64, u64>,
}

pub(super) struct Taken {
    client: IpAddr,
    waits_since: Option<u64>,
    given_up: CancellationToken,
}

#[derive(Default)]
struct Client {
    places: usize,
    /// The moments since which its places wait.
    waiting: BTreeSet<u64>,
}

impl Table {
    pub(super) fn add(
        &mut self,
        client: IpAddr,
        given_up: &CancellationToken,
        most: Most,
    ) -> Result<u64, Full> {
        self.make_room(client, most)?;
        let number = self.next();
        let taken = Taken {
            client,
            waits_since: None,
            given_up: given_up.clone(),
        };
        self.taken.insert(number, taken);
        self.clients.entry(client).or_default().places += 1;
        self.waits(number);
        Ok(number)
    }

    fn make_room(&mut self, client: IpAddr, most: Most) -> Result<(), Full> {
        if let Some(own) = self.clients.get(&client)
            && own.places >= most.of_a_client
        {
            let oldest = own.waiting.first().ok_or(Full::Client)?;
            let number = self.waiting.get(oldest).copied();
            self.give_up(number);
        }
        let is_full = self.taken.len() >= most.of_all;
        match is_full && !self.give_up_oldest(None) {
            true => Err(Full::All),
            false => Ok(()),
        }
    }

    /// Whether one could be given up.
    pub(super) fn give_up_oldest(&mut self, but: Option<u64>) -> bool {
        let mut waiting = self.waiting.values().copied();
        let oldest = waiting.find(|number| Some(*number) != but);
        self.give_up(oldest);
        oldest.is_some()
    }

    fn give_up(&mut self, number: Option<u64>) {
        if let Some(taken) = number.and_then(|number| self.remove(number)) {
            taken.given_up.cancel();
        }
    }

    pub(super) fn works(&mut self, number: u64) {
        let Some(taken) = self.taken.get_mut(&number) else {
            return;
        };
        if let Some(since) = taken.waits_since.take() {
            self.waiting.remove(&since);
            if let Some(client) = self.clients.get_mut(&taken.client) {
                client.waiting.remove(&since);
            }
        }
    }

    pub(super) fn waits(&mut self, number: u64) {
        self.works(number);
        let now = self.next();
        let Some(taken) = self.taken.get_mut(&number) else {
            return;
        };
        taken.waits_since = Some(now);
        self.waiting.insert(now, number);
        if let Some(client) = self.clients.get_mut(&taken.client) {
            client.waiting.insert(now);
        }
    }

    pub(super) fn remove(&mut self, number: u64) -> Option<Taken> {
        self.works(number);
        let taken = self.taken.remove(&number)?;
        if let Some(client) = self.clients.get_mut(&taken.client) {
            client.places -= 1;
            if client.places == 0 {
                self.clients.remove(&taken.client);
            }
        }
        Some(taken)
    }

    fn next(&mut self) -> u64 {
        self.next += 1;
        self.next
    }
}
