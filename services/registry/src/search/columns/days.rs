//! Slots by a day, so that what is true today is decided when somebody asks.

use std::{collections::BTreeMap, sync::Arc};

use time::Date;

use crate::search::{bits::Bits, columns::Mark};

/// The slots of each day that any has.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByDay(Arc<BTreeMap<Date, Arc<Vec<u32>>>>);

impl ByDay {
    /// Puts a slot under its day, or takes it from there.
    pub(super) fn mark(&mut self, day: Option<Date>, mark: Mark) {
        let Some(day) = day else { return };
        let days = Arc::make_mut(&mut self.0);
        let slots = days.entry(day).or_default();
        mark.on(slots);
        if slots.is_empty() {
            days.remove(&day);
        }
    }

    /// The slots of this day and all later ones.
    pub(crate) fn since(&self, first: Date, room: u32) -> Bits {
        let mut set = Bits::with_room(room as usize);
        for slots in self.0.range(first..).map(|(_, slots)| slots) {
            set.extend(slots.iter().copied());
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_slot_counts_from_its_day_on_until_it_is_taken() {
        let (one, other) = (Some(date!(2026 - 03 - 01)), Some(date!(2026 - 03 - 02)));
        let mut days = ByDay::default();
        days.mark(one, Mark::Put(4));
        days.mark(other, Mark::Put(7));
        days.mark(None, Mark::Put(9));
        let since = |days: &ByDay, day| days.since(day, 10).iter().collect::<Vec<_>>();
        assert_eq!(since(&days, date!(2026 - 03 - 01)), [4, 7]);
        assert_eq!(since(&days, date!(2026 - 03 - 02)), [7]);
        days.mark(other, Mark::Take(7));
        assert_eq!(since(&days, date!(2026 - 03 - 02)), [0; 0]);
    }
}
