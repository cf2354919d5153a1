//! What becomes ready at a time: a heap ordered by time, ties as [`Ties`] says.
//!
//! Here: [`Timers`] and [`TimerId`]. Not here: clocks ([`crate::clock`]) and turns ([`crate::turn`]).
//!
//! A timer lives in three places one after the other: in the heap, then (once due) with whoever runs due timers,
//! then nowhere. It can be cancelled in the first two. Jobs stay in a slab and the heap holds small copies of
//! `(when, sequence, slot)`, so sifting moves no jobs.
//!
//! Cancelled timers leave the heap lazily: when they reach its head, or all at once when they are more than half
//! of more than [`GARBAGE_FLOOR`] entries. With [`Ties::Heapq`] the latter waits for [`Timers::tidy`], because the
//! moment can be seen in the order of equal times.

use alloc::vec::Vec;

use crate::clock::LoopTime;
pub use crate::heap::Ties;
use crate::heap::{Entry, Heap};

/// A heap up to this size may consist of cancelled timers; above, at most half of it does.
pub const GARBAGE_FLOOR: usize = 100;

/// Names a timer until it has run or was cancelled and forgotten; an outdated id names nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimerId {
    slot: u32,
    generation: u32,
}

/// Timers with their jobs.
///
/// ```
/// use loopground_core::timers::Timers;
///
/// let mut timers = Timers::new();
/// timers.insert(20u64, "late");
/// let first = timers.insert(10, "first");
/// timers.insert(10, "second");
/// assert_eq!(timers.next_when(), Some(10));
/// assert_eq!(timers.cancel(first), Some("first"));
///
/// let due = timers.pop_due(10).unwrap();
/// assert_eq!(timers.take_due(due), Some("second"));
/// assert_eq!(timers.pop_due(10), None, "never early");
/// assert_eq!(timers.next_when(), Some(20));
/// ```
#[derive(Clone, Debug)]
pub struct Timers<J, T> {
    heap: Heap<T>,
    slots: Vec<Slot<J>>,
    free: Vec<u32>,
    /// Timers inserted so far; breaks ties between equal times.
    sequence: u64,
    /// Entries of `heap` whose timer was cancelled.
    cancelled: usize,
}

#[derive(Clone, Debug)]
struct Slot<J> {
    generation: u32,
    /// An entry of the heap points here.
    scheduled: bool,
    /// `None`: cancelled, or the slot is free.
    job: Option<J>,
}

impl<J, T: LoopTime> Default for Timers<J, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<J, T: LoopTime> Timers<J, T> {
    /// No timers; equal times become due in the order in which they were inserted.
    #[must_use]
    pub const fn new() -> Self {
        Self::with_ties(Ties::Inserted)
    }

    /// No timers, with another order of equal times.
    #[must_use]
    pub const fn with_ties(ties: Ties) -> Self {
        Self {
            heap: Heap::new(ties),
            slots: Vec::new(),
            free: Vec::new(),
            sequence: 0,
            cancelled: 0,
        }
    }

    /// Timers that wait for their time and were not cancelled.
    #[must_use]
    pub fn len(&self) -> usize {
        self.heap.len() - self.cancelled
    }

    /// Whether no timer waits for its time.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Cancelled timers that are still in the heap.
    #[must_use]
    pub fn garbage(&self) -> usize {
        self.cancelled
    }

    /// Schedules a job. Among equal times, jobs become due as [`Ties`] says.
    pub fn insert(&mut self, when: T, job: J) -> TimerId {
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None => {
                let slot = u32::try_from(self.slots.len()).expect("at most 2^32 timers at a time");
                self.slots.push(Slot {
                    generation: 0,
                    scheduled: false,
                    job: None,
                });
                slot
            }
        };
        let place = &mut self.slots[slot as usize];
        place.scheduled = true;
        place.job = Some(job);
        let generation = place.generation;
        self.heap.push(Entry {
            when,
            sequence: self.sequence,
            slot,
        });
        self.sequence += 1;
        TimerId { slot, generation }
    }

    /// Cancels a timer, waiting or due, and hands out its job, so that the caller decides when that is dropped.
    ///
    /// `None` when it was cancelled before, has run, or never existed.
    pub fn cancel(&mut self, id: TimerId) -> Option<J> {
        let slot = self.slots.get_mut(id.slot as usize)?;
        if slot.generation != id.generation {
            return None;
        }
        let job = slot.job.take()?;
        if slot.scheduled {
            self.cancelled += 1;
            if self.heap.ties() == Ties::Inserted {
                self.tidy();
            }
        }
        Some(job)
    }

    /// The job, unless the timer was cancelled or has run.
    #[must_use]
    pub fn get(&self, id: TimerId) -> Option<&J> {
        let slot = self.slots.get(id.slot as usize)?;
        if slot.generation == id.generation {
            slot.job.as_ref()
        } else {
            None
        }
    }

    /// When the next timer becomes due.
    pub fn next_when(&mut self) -> Option<T> {
        self.drop_cancelled_head();
        self.heap.peek().map(|entry| entry.when)
    }

    /// Takes the next timer off the heap if it is due (`when <= now`). It has yet to be run: see
    /// [`Timers::take_due`].
    pub fn pop_due(&mut self, now: T) -> Option<TimerId> {
        self.drop_cancelled_head();
        if self.heap.peek()?.when.order(&now).is_gt() {
            return None;
        }
        let slot = self.heap.pop()?.slot;
        let place = &mut self.slots[slot as usize];
        place.scheduled = false;
        Some(TimerId {
            slot,
            generation: place.generation,
        })
    }

    /// Ends the life of a due timer; `None` when it was cancelled since it became due.
    ///
    /// Must be called once for each id that [`Timers::pop_due`] gave.
    pub fn take_due(&mut self, id: TimerId) -> Option<J> {
        let slot = self.slots.get_mut(id.slot as usize)?;
        if slot.generation != id.generation || slot.scheduled {
            return None;
        }
        let job = slot.job.take();
        slot.generation = slot.generation.wrapping_add(1);
        self.free.push(id.slot);
        job
    }

    /// Waiting timers with their times, in the order in which the heap keeps them (not that in which they are due).
    pub fn iter(&self) -> impl Iterator<Item = (T, &J)> {
        self.heap
            .iter()
            .filter_map(|entry| Some((entry.when, self.slots[entry.slot as usize].job.as_ref()?)))
    }

    /// Forgets every timer and hands out the jobs of those that were neither run nor cancelled, in no particular
    /// order. Ids name nothing afterwards.
    pub fn clear(&mut self) -> Vec<J> {
        self.heap.clear();
        self.cancelled = 0;
        self.free.clear();
        let mut jobs = Vec::new();
        for (index, slot) in self.slots.iter_mut().enumerate().rev() {
            slot.generation = slot.generation.wrapping_add(1);
            slot.scheduled = false;
            jobs.extend(slot.job.take());
            self.free.push(index as u32);
        }
        jobs
    }

    fn drop_cancelled_head(&mut self) {
        while self.cancelled > 0 {
            let Some(entry) = self.heap.peek() else {
                return;
            };
            let slot = entry.slot;
            if self.slots[slot as usize].job.is_some() {
                return;
            }
            self.heap.pop();
            self.cancelled -= 1;
            self.release(slot);
        }
    }

    /// Lets cancelled timers go if they are more than half of more than [`GARBAGE_FLOOR`]. [`Timers::cancel`] does it
    /// itself, except with [`Ties::Heapq`].
    pub fn tidy(&mut self) {
        if self.heap.len() <= GARBAGE_FLOOR || self.cancelled * 2 <= self.heap.len() {
            return;
        }
        let (slots, free) = (&mut self.slots, &mut self.free);
        self.heap.retain(|entry| {
            let slot = &mut slots[entry.slot as usize];
            if slot.job.is_some() {
                return true;
            }
            slot.generation = slot.generation.wrapping_add(1);
            slot.scheduled = false;
            free.push(entry.slot);
            false
        });
        self.cancelled = 0;
    }

    fn release(&mut self, slot: u32) {
        let place = &mut self.slots[slot as usize];
        place.generation = place.generation.wrapping_add(1);
        place.scheduled = false;
        self.free.push(slot);
    }
}
