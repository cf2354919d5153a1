//! A meeting point for a fixed number of tasks.

/// What a barrier is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarrierState {
    /// Waiting for enough tasks.
    Filling,
    /// Enough came; they are leaving.
    Draining,
    /// It was reset while tasks waited; they are leaving with an error.
    Resetting,
    /// It was aborted.
    Broken,
}

/// Whether a task may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Not while others leave: wait for a change.
    Blocked,
    /// The barrier is broken: an error.
    Broken,
    /// Yes.
    Open,
}

/// What a task that came in does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It waits for the others. Its index.
    Waits(usize),
    /// It is the last: everybody may go, notify all. Its index.
    Last(usize),
}

/// The state of a barrier. Waiting is done with a [`super::Condition`] and its lock, held around all calls: "wait
/// for a change" means to wait for a notification and ask again.
///
/// A task: until [`Barrier::entry`] is not `Blocked`, wait; [`Barrier::arrive`]; if it is to wait, do so until
/// [`Barrier::released`] answers; at the end, however it ends, [`Barrier::leave`].
#[derive(Clone, Debug)]
pub struct Barrier {
    parties: usize,
    count: usize,
    state: BarrierState,
}

impl Barrier {
    /// A barrier for so many tasks; `None` for zero.
    #[must_use]
    pub const fn new(parties: usize) -> Option<Self> {
        if parties == 0 {
            return None;
        }
        Some(Self {
            parties,
            count: 0,
            state: BarrierState::Filling,
        })
    }

    /// How many tasks make the barrier open.
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// How many wait for the others.
    pub fn waiting(&self) -> usize {
        if self.state == BarrierState::Filling {
            self.count
        } else {
            0
        }
    }

    /// What it is about.
    pub fn state(&self) -> BarrierState {
        self.state
    }

    /// Whether a task may come in.
    pub fn entry(&self) -> Entry {
        match self.state {
            BarrierState::Draining | BarrierState::Resetting => Entry::Blocked,
            BarrierState::Broken => Entry::Broken,
            BarrierState::Filling => Entry::Open,
        }
    }

    /// A task comes in.
    pub fn arrive(&mut self) -> Arrival {
        let index = self.count;
        self.count += 1;
        if self.count == self.parties {
            self.state = BarrierState::Draining;
            return Arrival::Last(index);
        }
        Arrival::Waits(index)
    }

    /// Whether a waiting task may go: `Some(true)` well, `Some(false)` with an error, `None` not yet.
    pub fn released(&self) -> Option<bool> {
        match self.state {
            BarrierState::Filling => None,
            BarrierState::Draining => Some(true),
            BarrierState::Resetting | BarrierState::Broken => Some(false),
        }
    }

    /// A task that came in leaves. When it is the last one inside (`true`), notify all.
    pub fn leave(&mut self) -> bool {
        self.count -= 1;
        if self.count == 0 && matches!(self.state, BarrierState::Resetting | BarrierState::Draining)
        {
            self.state = BarrierState::Filling;
        }
        self.count == 0
    }

    /// Starts over; tasks that wait get an error. Notify all afterwards.
    pub fn reset(&mut self) {
        self.state = if self.count > 0 {
            BarrierState::Resetting
        } else {
            BarrierState::Filling
        };
    }

    /// Breaks the barrier: tasks that wait or come get an error until it is reset. Notify all afterwards.
    pub fn abort(&mut self) {
        self.state = BarrierState::Broken;
    }
}
