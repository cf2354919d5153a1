//! What the recognizer remembers: the results of rules at places.

use super::node::NodeId;

const NONE: u32 = u32::MAX;

/// The result of a rule: where it ended and its value, or that it did not fit.
pub(super) type Outcome = Option<(u32, NodeId)>;

struct Entry {
    key: u32,
    outcome: Outcome,
    /// The entry before it at the same place.
    next: u32,
}

/// Results by place, each place with a chain of few.
#[derive(Default)]
pub(super) struct Memory {
    newest: Vec<u32>,
    entries: Vec<Entry>,
}

impl Memory {
    pub(super) fn clear(&mut self) {
        self.newest.clear();
        self.entries.clear();
    }

    pub(super) fn get(&self, place: u32, key: u32) -> Option<Outcome> {
        let mut at = *self.newest.get(place as usize)?;
        while at != NONE {
            let entry = &self.entries[at as usize];
            if entry.key == key {
                return Some(entry.outcome);
            }
            at = entry.next;
        }
        None
    }

    pub(super) fn insert(&mut self, place: u32, key: u32, outcome: Outcome) {
        let place = place as usize;
        if self.newest.len() <= place {
            self.newest.resize(place + 1, NONE);
        }
        self.entries.push(Entry {
            key,
            outcome,
            next: self.newest[place],
        });
        self.newest[place] = self.entries.len() as u32 - 1;
    }
}
