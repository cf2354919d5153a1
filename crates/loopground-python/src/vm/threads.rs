//! All threads of an interpreter: who can run, in which order, and who waits for what.
//!
//! A thread that is woken goes behind those that can run already, as one that wants CPython's global lock. Not here:
//! when a slice is over (`switching`), and what a trap means (`run`).

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use super::Outcome;
use super::thread::{Blocked, Thread, ThreadId};
use crate::embed::Input;
use crate::object::Value;

/// The one that runs is in none of the tables.
#[derive(Default)]
pub struct Threads {
    /// Those that can run, first come first.
    pub ready: VecDeque<Thread>,
    blocked: BTreeMap<ThreadId, Thread>,
    /// Who waits on a key, first come first.
    parked: BTreeMap<(u64, u64), ThreadId>,
    /// Who is woken when, ties in order of arrival.
    deadlines: BTreeMap<(Duration, u64), ThreadId>,
    /// Those that never run again, with all that they hold: daemons when the program ends.
    hung: Vec<Thread>,
    pub current: Option<ThreadId>,
    pub next_id: ThreadId,
    blockings: u64,
    /// Keys of [`super::Trap::Park`] that were unparked while nobody waited.
    woken: Vec<u64>,
    next_key: u64,
    /// A line of input that arrived.
    pub input: VecDeque<Input>,
}

impl Threads {
    /// A key nobody else parks on.
    pub fn new_key(&mut self) -> u64 {
        self.next_key += 1;
        self.next_key
    }

    /// All that do not run just now, those that can run first.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Thread> {
        self.ready.iter_mut().chain(self.blocked.values_mut())
    }

    /// Those that wait, oldest first.
    pub fn waiting(&self) -> impl Iterator<Item = &Thread> {
        self.blocked.values()
    }

    /// Whether nothing can run any more, now or later.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.ready.is_empty() && self.blocked.is_empty()
    }

    /// The next moment at which a wait ends by itself.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        self.deadlines.first_key_value().map(|((when, _), _)| *when)
    }

    /// Puts a thread among those that wait for what [`Thread::blocked`] says, or that can run.
    pub fn put(&mut self, mut thread: Thread) {
        if matches!(thread.blocked, Blocked::No) {
            self.ready.push_back(thread);
            return;
        }
        self.blockings += 1;
        thread.since = self.blockings;
        if let Blocked::Park { key, .. } = &thread.blocked {
            self.parked.insert((*key, thread.since), thread.id);
        }
        if let Some(deadline) = deadline(&thread.blocked) {
            self.deadlines.insert((deadline, thread.since), thread.id);
        }
        self.blocked.insert(thread.id, thread);
    }

    /// Takes a thread out of the table that it is in. What it waits for stays written in it.
    pub fn take(&mut self, id: ThreadId) -> Option<Thread> {
        if let Some(thread) = self.blocked.remove(&id) {
            if let Blocked::Park { key, .. } = &thread.blocked {
                self.parked.remove(&(*key, thread.since));
            }
            if let Some(deadline) = deadline(&thread.blocked) {
                self.deadlines.remove(&(deadline, thread.since));
            }
            return Some(thread);
        }
        let place = self.ready.iter().position(|thread| thread.id == id)?;
        self.ready.remove(place)
    }

    /// Ends a thread's wait.
    pub fn wake(&mut self, id: ThreadId, outcome: Outcome) {
        if let Some(mut thread) = self.take(id) {
            wake(&mut thread, outcome);
            self.ready.push_back(thread);
        }
    }

    /// Wakes the first that is parked on a key; `false`: nobody is.
    pub fn unpark(&mut self, key: u64) -> bool {
        let first = self.parked.range((key, 0)..=(key, u64::MAX)).next();
        let Some(id) = first.map(|(_, id)| *id) else {
            return false;
        };
        self.wake(id, Outcome::Return(Value::bool(true)));
        true
    }

    /// The next one that parks on this key goes through at once.
    pub fn note_woken(&mut self, key: u64) {
        if !self.woken.contains(&key) {
            self.woken.push(key);
        }
    }

    /// Whether a key was unparked while nobody waited; that is over with this.
    pub fn take_woken(&mut self, key: u64) -> bool {
        let place = self.woken.iter().position(|woken| *woken == key);
        place.map(|place| self.woken.swap_remove(place)).is_some()
    }

    /// Wakes those whose time has come.
    pub fn wake_due(&mut self, now: Duration) {
        while let Some(((when, _), id)) = self.deadlines.first_key_value() {
            if *when > now {
                return;
            }
            let id = *id;
            let parked = self
                .blocked
                .get(&id)
                .is_some_and(|thread| matches!(thread.blocked, Blocked::Park { .. }));
            let outcome = if parked {
                Value::bool(false)
            } else {
                Value::none()
            };
            self.wake(id, Outcome::Return(outcome));
        }
    }

    /// The oldest thread that is not over.
    #[must_use]
    pub fn oldest(&self) -> Option<ThreadId> {
        let ready = self.ready.iter().map(|thread| thread.id);
        ready.chain(self.blocked.keys().copied()).min()
    }

    /// No thread but the one that runs goes on, and nothing that they hold goes either.
    pub fn hang(&mut self) {
        self.hung.extend(std::mem::take(&mut self.ready));
        self.hung
            .extend(std::mem::take(&mut self.blocked).into_values());
        self.parked.clear();
        self.deadlines.clear();
    }
}

fn deadline(blocked: &Blocked) -> Option<Duration> {
    match blocked {
        Blocked::Sleep(until) => Some(*until),
        Blocked::Park { deadline, .. } => *deadline,
        _ => None,
    }
}

/// What a thread that waited goes on with.
pub fn wake(thread: &mut Thread, outcome: Outcome) {
    thread.blocked = Blocked::No;
    if let Some((result, _)) = &mut thread.wake_with {
        *result = outcome;
    }
}
