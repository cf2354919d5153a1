//! What can be watched of a running program: the core's events, with who and when.
//!
//! Here: [`Observed`], one event of one process, and [`Watch`], through which an interpreter tells its host. Not here:
//! what an event means (`loopground_core::event`), and what is done with it (logs, timelines).
//!
//! Invariant: with a host that does not watch, no event is made and nothing is counted.

use std::cell::Cell;
use std::fmt::Write as _;
use std::time::Duration;

use loopground_core::event::{Ending, Event, TaskId, ThreadId, WaitsFor};

use crate::processes::Pid;
use crate::vm::Vm;

/// One thing that happened in a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The program's clock: virtual when its time is.
    pub at: Duration,
    /// Which of the program's processes; the first is 1, so that the same run gives the same log.
    pub process: u32,
    pub event: Event,
    /// What the program calls a new task or thread; empty for everything else.
    pub name: String,
}

impl Observed {
    /// The number of the task, thread, job or worker it happened to; 0: to the loop.
    #[must_use]
    pub fn subject(&self) -> u64 {
        match self.event {
            Event::TurnBegan { .. } | Event::Idle { .. } => 0,
            Event::TaskCreated { task, .. }
            | Event::TaskResumed { task, .. }
            | Event::TaskSuspended { task, .. }
            | Event::TaskWoken { task, .. }
            | Event::TaskDone { task, .. }
            | Event::CancelRequested { task, .. } => task.0,
            Event::ThreadStarted { thread, .. }
            | Event::GilTaken { thread }
            | Event::GilReleased { thread, .. }
            | Event::ThreadEnded { thread } => thread.0,
            Event::JobSubmitted { job } | Event::JobDone { job, .. } => job.0,
            Event::JobStarted { job, .. } => job.0,
            Event::WorkerStarted { worker } | Event::WorkerEnded { worker, .. } => worker.0,
        }
    }

    /// The rest of it in words.
    #[must_use]
    pub fn detail(&self) -> String {
        let by = |task: Option<TaskId>| task.map_or(String::new(), |task| format!("by {task}"));
        match self.event {
            Event::TurnBegan { ready } => format!("{ready} ready"),
            Event::Idle { until } => until.map_or("for ever".to_owned(), |until| {
                format!("until {:.6}", until.as_secs_f64())
            }),
            Event::TaskCreated { .. } | Event::ThreadStarted { .. } => self.name.clone(),
            Event::TaskWoken { by: task, .. } | Event::CancelRequested { by: task, .. } => by(task),
            Event::TaskResumed { cancelled, .. } => word(cancelled, "with a cancellation"),
            Event::TaskSuspended { on, .. } => waits_for(on),
            Event::TaskDone { how, .. } | Event::JobDone { how, .. } => match how {
                Ending::Returned => "returned".to_owned(),
                Ending::Failed => "failed".to_owned(),
                Ending::Cancelled => "cancelled".to_owned(),
            },
            Event::GilReleased { preempted, .. } => word(preempted, "its time was over"),
            Event::JobStarted { worker, .. } => format!("by worker {}", worker.0),
            Event::WorkerEnded { crashed, .. } => word(crashed, "crashed"),
            Event::GilTaken { .. }
            | Event::ThreadEnded { .. }
            | Event::JobSubmitted { .. }
            | Event::WorkerStarted { .. } => String::new(),
        }
    }

    /// One line of an event log: a JSON object with the keys `at` (seconds), `process`, `what`, `subject`, `detail`.
    #[must_use]
    pub fn json_line(&self) -> String {
        let mut line = format!(
            "{{\"at\":{:.6},\"process\":{},\"what\":\"{}\",\"subject\":{},\"detail\":\"",
            self.at.as_secs_f64(),
            self.process,
            self.event.name(),
            self.subject()
        );
        for letter in self.detail().chars() {
            match letter {
                '"' | '\\' => line.extend(['\\', letter]),
                letter if u32::from(letter) < 0x20 => {
                    let _ = write!(line, "\\u{:04x}", u32::from(letter));
                }
                letter => line.push(letter),
            }
        }
        line.push_str("\"}\n");
        line
    }
}

/// Processes count on from the first one.
#[must_use]
pub fn number(process: Pid, first: Pid) -> u32 {
    process.wrapping_sub(first) + 1
}

fn word(holds: bool, word: &str) -> String {
    if holds {
        word.to_owned()
    } else {
        String::new()
    }
}

fn waits_for(on: WaitsFor) -> String {
    match on {
        WaitsFor::Nothing => "until its next turn".to_owned(),
        WaitsFor::Time => "for a time".to_owned(),
        WaitsFor::Task(task) => format!("for {task}"),
        WaitsFor::Tasks => "for several tasks".to_owned(),
        WaitsFor::Lock => "for a lock".to_owned(),
        WaitsFor::Event => "for an event".to_owned(),
        WaitsFor::Condition => "for a notification".to_owned(),
        WaitsFor::Semaphore => "for a semaphore".to_owned(),
        WaitsFor::Item => "for an item".to_owned(),
        WaitsFor::Room => "for room".to_owned(),
        WaitsFor::Join => "for all items".to_owned(),
        WaitsFor::Foreign => "for a future".to_owned(),
    }
}

/// An interpreter's side: whether anybody watches, and what was counted for that.
#[derive(Debug, Default)]
pub struct Watch {
    pub on: bool,
    tasks: Cell<u64>,
    /// The thread that has the GIL, or whose time was over and after which nobody else ran yet.
    holder: Cell<Option<u64>>,
}

impl Watch {
    #[must_use]
    pub fn new(on: bool) -> Self {
        Self {
            on,
            ..Self::default()
        }
    }
}

impl Vm {
    /// Tells the host, if it watches.
    #[inline]
    pub fn observe(&self, event: impl FnOnce() -> Event) {
        if self.watch.on {
            self.tell(event(), String::new());
        }
    }

    /// As [`Vm::observe`], of something that has a name in the program.
    #[inline]
    pub fn observe_named(&self, event: impl FnOnce() -> (Event, String)) {
        if self.watch.on {
            let (event, name) = event();
            self.tell(event, name);
        }
    }

    #[cold]
    fn tell(&self, event: Event, name: String) {
        self.host.observe(&Observed {
            at: self.monotonic(),
            process: number(self.seat.pid, self.host.process().0),
            event,
            name,
        });
    }

    /// The number of a new task; 0 when nobody watches.
    pub fn count_task(&self) -> u64 {
        if self.watch.on {
            self.watch.tasks.set(self.watch.tasks.get() + 1);
        }
        self.watch.tasks.get()
    }

    /// A thread begins to run. Another one that ran before and did not stop by itself was preempted.
    #[inline]
    pub fn observe_holder(&self, thread: u64) {
        if !self.watch.on || self.watch.holder.get() == Some(thread) {
            return;
        }
        if let Some(before) = self.watch.holder.replace(Some(thread)) {
            let thread = ThreadId(before);
            let preempted = true;
            self.tell(Event::GilReleased { thread, preempted }, String::new());
        }
        let thread = ThreadId(thread);
        self.tell(Event::GilTaken { thread }, String::new());
    }

    /// A thread stopped running, because it waits or is over.
    #[inline]
    pub fn observe_release(&self, thread: u64) {
        if self.watch.on {
            self.watch.holder.set(None);
            let (thread, preempted) = (ThreadId(thread), false);
            self.tell(Event::GilReleased { thread, preempted }, String::new());
        }
    }
}
