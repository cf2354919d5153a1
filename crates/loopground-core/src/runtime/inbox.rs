//! Wake-ups that come through a [`Waker`], from this thread or any other.
//!
//! Here: a lock-free list of woken tasks without a line of unsafe code. Not here: the loop's own wake-ups (timers,
//! queues, joins); those go straight to the ready queue.
//!
//! Each task has a [`WakeCell`]; a waker is a counted reference to one. Waking pushes the cell's *number* on a stack
//! whose links are numbers kept in the cells. Only the loop takes cells off, all at once, and turns the stack round,
//! so wake-ups are handled in the order in which they came. A cell is on the stack at most once.
//!
//! The loop sleeps only after it has said so (`awake = false`) and then found the stack empty; a waker pushes first
//! and then looks at `awake`. Whichever comes second sees the other, so no wake-up is lost.

use alloc::sync::Arc;
use alloc::task::Wake;
use alloc::vec::Vec;
use core::sync::atomic::Ordering::{Acquire, SeqCst};
use core::sync::atomic::{AtomicBool, AtomicU32, fence};
use core::task::Waker;

/// Called when something becomes ready while the loop is not being driven.
pub(super) type WakeHook = Arc<dyn Fn() + Send + Sync>;

/// The end of a list of cells.
const NOBODY: u32 = u32::MAX;

pub(super) struct Inbox {
    /// The cell that was woken last.
    last: AtomicU32,
    /// The loop is being driven, or was told to be.
    awake: AtomicBool,
    hook: Option<WakeHook>,
}

struct WakeCell {
    inbox: Arc<Inbox>,
    number: u32,
    /// On the stack.
    queued: AtomicBool,
    /// The cell that was woken before this one.
    before: AtomicU32,
}

impl Wake for WakeCell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.queued.swap(true, SeqCst) {
            return;
        }
        let mut last = self.inbox.last.load(SeqCst);
        loop {
            self.before.store(last, SeqCst);
            match self
                .inbox
                .last
                .compare_exchange_weak(last, self.number, SeqCst, SeqCst)
            {
                Ok(_) => break,
                Err(other) => last = other,
            }
        }
        self.inbox.rouse();
    }
}

impl Inbox {
    pub(super) fn new(hook: Option<WakeHook>) -> Self {
        Self {
            last: AtomicU32::new(NOBODY),
            awake: AtomicBool::new(false),
            hook,
        }
    }

    /// Sees to it that the loop is driven again.
    #[inline]
    pub(super) fn rouse(&self) {
        if !self.awake.load(SeqCst)
            && !self.awake.swap(true, SeqCst)
            && let Some(hook) = &self.hook
        {
            hook();
        }
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.last.load(SeqCst) == NOBODY
    }

    /// The loop is being driven from now on.
    pub(super) fn begin_drive(self: &Arc<Self>) -> Driving {
        self.awake.store(true, SeqCst);
        Driving {
            inbox: Some(self.clone()),
        }
    }
}

/// The time while the loop is being driven, and the hook need not be called.
pub(super) struct Driving {
    /// Absent once it is over.
    inbox: Option<Arc<Inbox>>,
}

impl Driving {
    /// The loop goes to sleep. `false` when something came in between the last look and now: that has not called the
    /// hook, so the loop is to be driven again at once.
    pub(super) fn end(mut self) -> bool {
        let Some(inbox) = self.inbox.take() else {
            return true;
        };
        inbox.awake.store(false, SeqCst);
        inbox.is_empty()
    }
}

impl Drop for Driving {
    /// Something panicked: the hook is called again for what becomes ready.
    fn drop(&mut self) {
        if let Some(inbox) = &self.inbox {
            inbox.awake.store(false, SeqCst);
        }
    }
}

/// All cells of a loop. `T` names a task.
pub(super) struct Cells<T> {
    cells: Vec<Slot<T>>,
    /// Cells nobody refers to.
    free: Vec<u32>,
    /// Cells of finished tasks whose wakers somebody still keeps.
    kept: Vec<u32>,
    /// How many `kept` there have to be before they are looked through again.
    look_at: usize,
}

struct Slot<T> {
    cell: Arc<WakeCell>,
    /// Absent while the task runs.
    waker: Option<Waker>,
    task: Option<T>,
}

impl<T: Copy> Cells<T> {
    pub(super) const fn new() -> Self {
        Self {
            cells: Vec::new(),
            free: Vec::new(),
            kept: Vec::new(),
            look_at: 64,
        }
    }

    /// Takes a cell that is free.
    pub(super) fn reserve(&mut self, inbox: &Arc<Inbox>) -> u32 {
        if self.free.is_empty() && self.kept.len() >= self.look_at {
            self.collect();
        }
        if let Some(number) = self.free.pop() {
            return number;
        }
        let number = u32::try_from(self.cells.len()).expect("at most 2^32 tasks at a time");
        let cell = Arc::new(WakeCell {
            inbox: inbox.clone(),
            number,
            queued: AtomicBool::new(false),
            before: AtomicU32::new(NOBODY),
        });
        let waker = Some(Waker::from(cell.clone()));
        self.cells.push(Slot {
            cell,
            waker,
            task: None,
        });
        number
    }

    pub(super) fn assign(&mut self, number: u32, task: T) {
        self.cells[number as usize].task = Some(task);
    }

    /// The waker, for the time of a step.
    #[inline]
    pub(super) fn lend(&mut self, number: u32) -> Waker {
        let slot = &mut self.cells[number as usize];
        slot.waker
            .take()
            .unwrap_or_else(|| Waker::from(slot.cell.clone()))
    }

    #[inline]
    pub(super) fn give_back(&mut self, number: u32, waker: Waker) {
        self.cells[number as usize].waker = Some(waker);
    }

    /// The task is over. The waker was given back.
    pub(super) fn release(&mut self, number: u32) {
        let slot = &mut self.cells[number as usize];
        slot.task = None;
        if slot.is_unshared() {
            self.free.push(number);
        } else {
            self.kept.push(number);
        }
    }

    fn collect(&mut self) {
        let (cells, free) = (&self.cells, &mut self.free);
        self.kept.retain(|number| {
            let unshared = cells[*number as usize].is_unshared();
            if unshared {
                free.push(*number);
            }
            !unshared
        });
        self.look_at = (self.kept.len() * 2).max(64);
    }

    /// Takes all cells off the stack, first woken first, and calls `woken` for those with a task.
    #[cold]
    pub(super) fn drain(&mut self, inbox: &Inbox, mut woken: impl FnMut(T)) {
        // Turn the stack round; the links of cells that were taken off belong to the loop.
        let mut number = inbox.last.swap(NOBODY, SeqCst);
        let mut first = NOBODY;
        while number != NOBODY {
            let before = self.cells[number as usize].cell.before.swap(first, SeqCst);
            first = number;
            number = before;
        }
        while first != NOBODY {
            let slot = &self.cells[first as usize];
            let next = slot.cell.before.load(SeqCst);
            slot.cell.queued.store(false, SeqCst);
            if let Some(task) = slot.task {
                woken(task);
            }
            first = next;
        }
    }
}

impl<T> Slot<T> {
    /// Nobody else has a waker of this cell, and it is not on the stack.
    fn is_unshared(&self) -> bool {
        if Arc::strong_count(&self.cell) != 2 {
            return false;
        }
        // Whoever let go last did so after its wake-ups: see those.
        fence(Acquire);
        !self.cell.queued.load(SeqCst)
    }
}
