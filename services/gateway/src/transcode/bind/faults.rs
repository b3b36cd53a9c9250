//! What is wrong with a request. A request that was made to be wrong may have
//! any number of faults, and nobody mends more than a few at once: the first
//! are named, the others only counted, so that a refusal costs no more than
//! reading the request.

use proto::asf::errors::v1::ErrorReason;

use crate::error::FieldFault;

/// So many are named.
const MOST: usize = 30;
/// So many of them for names that no field has.
const MOST_UNKNOWN: usize = 10;
/// As much of a path is told; what was made to be wrong may be of any length.
const LONGEST_PATH: usize = 200;

#[derive(Debug, Default)]
pub(super) struct Faults {
    named: Vec<FieldFault>,
    unknown: usize,
    more: usize,
    /// Not all of the request was looked at.
    skipped: bool,
}

impl Faults {
    pub(super) fn add(&mut self, fault: FieldFault) {
        match self.is_full() {
            true => self.more += 1,
            false => self.named.push(cut(fault)),
        }
    }

    /// A name that no field has. The fault is made only where it is told.
    pub(super) fn add_unknown(&mut self, fault: impl FnOnce() -> FieldFault) {
        if self.unknown == MOST_UNKNOWN || self.is_full() {
            self.more += 1;
        } else {
            self.unknown += 1;
            self.named.push(cut(fault()));
        }
    }

    /// Whether to look no further, since no more faults would be named.
    pub(super) fn are_enough(&mut self) -> bool {
        self.skipped |= self.is_full();
        self.skipped
    }

    fn is_full(&self) -> bool {
        self.named.len() >= MOST
    }

    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// Whether the field is at fault already.
    pub(super) fn has(&self, field: &str) -> bool {
        self.named.iter().any(|fault| fault.field == field)
    }

    pub(super) fn into_vec(mut self) -> Vec<FieldFault> {
        let rule = match (self.skipped, self.more) {
            (true, _) => "has more faults, or parts that were not looked at.".to_owned(),
            (false, 0) => return self.named,
            (false, more) => format!("has {more} more faults, which are not named."),
        };
        let last = FieldFault::new("request", ErrorReason::MoreFaults, rule);
        self.named.push(last);
        self.named
    }
}

fn cut(mut fault: FieldFault) -> FieldFault {
    if let Some((end, _)) = fault.field.char_indices().nth(LONGEST_PATH) {
        fault.field.truncate(end);
    }
    fault
}
