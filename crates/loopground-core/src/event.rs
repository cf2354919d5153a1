//! Everything of a loop that can be watched.
//!
//! Here: [`Event`], a closed enum with stable numbers, and [`Observer`], which receives events. Not here: what to do
//! with them (timelines, logs, lints).
//!
//! Events carry small copies only. Same program, same inputs: same events, in the same order.

use core::fmt;
use core::time::Duration;

/// A task; counted from 1 in the order of creation, never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId(pub u64);

/// A thread of a machine; the main thread is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub u64);

/// A job given to a pool; counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

/// A worker of a pool, or a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkerId(pub u64);

impl fmt::Display for TaskId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "task {}", self.0)
    }
}

macro_rules! events {
    ($($(#[$doc:meta])* $number:literal $name:literal $variant:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })?),* $(,)?) => {
        /// What happened. Closed: an observer may match on all of it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Event {
            $($(#[$doc])* $variant $({ $($(#[$field_doc])* $field: $type),* })?),*
        }

        impl Event {
            /// The number of the kind of event; never changes and is never used again for another kind.
            #[must_use]
            pub const fn number(&self) -> u8 {
                match self { $(Self::$variant { .. } => $number),* }
            }

            /// The name of the kind of event, as stable as its number.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $name),* }
            }

            /// All kinds, by number and name.
            pub const KINDS: &[(u8, &str)] = &[$(($number, $name)),*];
        }
    };
}

events! {
    /// A turn begins with so many ready entries.
    1 "turn-began" TurnBegan {
        /// Entries that belong to the turn.
        ready: usize,
    },
    /// Nothing is ready: the loop goes to sleep, until this time if there is one.
    2 "idle" Idle {
        /// The earliest timer.
        until: Option<Duration>,
    },
    /// A task was made.
    3 "task-created" TaskCreated {
        /// The new task.
        task: TaskId,
        /// The task that made it.
        by: Option<TaskId>,
    },
    /// A task's step begins.
    4 "task-resumed" TaskResumed {
        /// The task.
        task: TaskId,
        /// A cancellation is thrown into it.
        cancelled: bool,
    },
    /// A task's step ended, and the task is not done.
    5 "task-suspended" TaskSuspended {
        /// The task.
        task: TaskId,
        /// What for.
        on: WaitsFor,
    },
    /// A task's next step was queued because what it waits for has happened.
    6 "task-woken" TaskWoken {
        /// The task.
        task: TaskId,
        /// The task that did it, when one runs.
        by: Option<TaskId>,
    },
    /// A task is done.
    7 "task-done" TaskDone {
        /// The task.
        task: TaskId,
        /// How it ended.
        how: Ending,
    },
    /// Somebody asked a task to cancel itself.
    8 "cancel-requested" CancelRequested {
        /// The task.
        task: TaskId,
        /// The task that asked.
        by: Option<TaskId>,
    },
    /// A thread was started.
    20 "thread-started" ThreadStarted {
        /// The new thread.
        thread: ThreadId,
        /// The thread that started it.
        by: Option<ThreadId>,
    },
    /// A thread took the GIL.
    21 "gil-taken" GilTaken {
        /// The thread.
        thread: ThreadId,
    },
    /// A thread gave the GIL up.
    22 "gil-released" GilReleased {
        /// The thread.
        thread: ThreadId,
        /// Because its time was over; else because it waits.
        preempted: bool,
    },
    /// A thread is over.
    23 "thread-ended" ThreadEnded {
        /// The thread.
        thread: ThreadId,
    },
    /// A job was given to a pool.
    30 "job-submitted" JobSubmitted {
        /// The job.
        job: JobId,
    },
    /// A worker began a job.
    31 "job-started" JobStarted {
        /// The job.
        job: JobId,
        /// The worker.
        worker: WorkerId,
    },
    /// A job is over.
    32 "job-done" JobDone {
        /// The job.
        job: JobId,
        /// How it ended.
        how: Ending,
    },
    /// A process or a worker was started.
    33 "worker-started" WorkerStarted {
        /// The worker.
        worker: WorkerId,
    },
    /// A process or a worker is over.
    34 "worker-ended" WorkerEnded {
        /// The worker.
        worker: WorkerId,
        /// It was not asked to.
        crashed: bool,
    },
}

/// What a suspended task waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaitsFor {
    /// Only its next turn.
    Nothing,
    /// A time.
    Time,
    /// Another task.
    Task(TaskId),
    /// Several tasks.
    Tasks,
    /// A lock.
    Lock,
    /// An event.
    Event,
    /// A notification.
    Condition,
    /// A place of a semaphore.
    Semaphore,
    /// An item of a queue.
    Item,
    /// Room in a queue.
    Room,
    /// All items of a queue to be done.
    Join,
    /// Something the loop knows nothing about.
    Foreign,
}

/// How a task or a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// With a value.
    Returned,
    /// With an error.
    Failed,
    /// It was cancelled.
    Cancelled,
}

/// Receives events while they happen.
///
/// A loop is generic over its observer; with `()` no event is even made. An observer must not call back into the loop.
///
/// ```
/// use core::{cell::RefCell, time::Duration};
/// use loopground_core::event::{Event, Observer};
///
/// /// Counts tasks.
/// #[derive(Default)]
/// struct Counter(RefCell<usize>);
///
/// impl Observer for Counter {
///     fn event(&self, _at: Duration, event: Event) {
///         if let Event::TaskCreated { .. } = event {
///             *self.0.borrow_mut() += 1;
///         }
///     }
/// }
/// ```
pub trait Observer: 'static {
    /// Whether events are made at all.
    const ENABLED: bool = true;

    /// Something happened at this time of the loop's clock.
    fn event(&self, at: Duration, event: Event);
}

impl Observer for () {
    const ENABLED: bool = false;
    fn event(&self, _at: Duration, _event: Event) {}
}

impl<O: Observer> Observer for alloc::rc::Rc<O> {
    const ENABLED: bool = O::ENABLED;
    fn event(&self, at: Duration, event: Event) {
        (**self).event(at, event);
    }
}
