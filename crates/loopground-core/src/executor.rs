//! Pools of workers: threads or processes that do jobs.
//!
//! Here: which job goes to which worker, when a new worker is started, what shutting down and a crash mean. Not here: the
//! workers ([`crate::host::Host`]) and results: these come back to the loop as calls queued with
//! [`EventLoop::call_soon`](crate::EventLoop::call_soon).
//!
//! As in Python, a job goes to an idle worker if there is one; a new worker is started only while there are fewer than the
//! maximum; otherwise the job waits. Jobs begin in the order in which they were submitted.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use crate::event::{JobId, WorkerId};

/// Why a pool takes no job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It was shut down.
    ShutDown,
    /// A worker crashed.
    Broken,
}

/// What to do after a job was submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// Start this worker; when it is up it asks for a job.
    Start(WorkerId),
    /// Tell this idle worker to ask for a job.
    Tell(WorkerId),
    /// Nothing: a worker that is busy now, or starting, will ask.
    Queued,
}

/// What a worker that asks for a job is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assignment<J> {
    /// Do this.
    Run(JobId, J),
    /// Wait to be told.
    Idle,
    /// The pool was shut down and there is nothing left: end.
    Exit,
}

/// A pool of at most so many workers.
///
/// ```
/// use loopground_core::event::WorkerId;
/// use loopground_core::executor::{Assignment, Pool, Submitted};
///
/// let mut pool = Pool::new(1);
/// let (first, what) = pool.submit("first").unwrap();
/// let worker = WorkerId(1);
/// assert_eq!(what, Submitted::Start(worker));
/// let (second, what) = pool.submit("second").unwrap();
/// assert_eq!(what, Submitted::Queued);
///
/// assert_eq!(pool.next_job(worker), Assignment::Run(first, "first"));
/// assert_eq!(pool.cancel(first), None, "too late");
/// assert_eq!(pool.cancel(second), Some("second"));
/// assert_eq!(pool.next_job(worker), Assignment::Idle, "asking means that the job before is done");
/// let (third, what) = pool.submit("third").unwrap();
/// assert_eq!(what, Submitted::Tell(worker));
/// ```
#[derive(Clone, Debug)]
pub struct Pool<J> {
    max_workers: usize,
    workers: BTreeMap<WorkerId, Worker>,
    /// Jobs that no worker has, oldest first; cancelled ones leave at once.
    pending: VecDeque<(JobId, J)>,
    /// Idle workers; the one that became idle last is told first.
    idle: Vec<WorkerId>,
    jobs: u64,
    started: u64,
    closed: Option<Refused>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Worker {
    Starting,
    Busy(JobId),
    Idle,
    /// It was told to ask.
    Told,
}

impl<J> Pool<J> {
    /// A pool of at most `max_workers`, and at least one.
    #[must_use]
    pub fn new(max_workers: usize) -> Self {
        Self {
            max_workers: max_workers.max(1),
            workers: BTreeMap::new(),
            pending: VecDeque::new(),
            idle: Vec::new(),
            jobs: 0,
            started: 0,
            closed: None,
        }
    }

    /// Workers that were started and have not ended.
    #[must_use]
    pub fn workers(&self) -> usize {
        self.workers.len()
    }

    /// Jobs that no worker has begun.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// Whether the pool takes no more jobs, and why.
    #[must_use]
    pub fn closed(&self) -> Option<Refused> {
        self.closed
    }

    /// Takes a job.
    ///
    /// # Errors
    /// When the pool takes no more, with the job.
    pub fn submit(&mut self, job: J) -> Result<(JobId, Submitted), (Refused, J)> {
        if let Some(why) = self.closed {
            return Err((why, job));
        }
        self.jobs += 1;
        let id = JobId(self.jobs);
        self.pending.push_back((id, job));
        if let Some(worker) = self.idle.pop() {
            self.workers.insert(worker, Worker::Told);
            return Ok((id, Submitted::Tell(worker)));
        }
        if self.workers.len() < self.max_workers {
            self.started += 1;
            let worker = WorkerId(self.started);
            self.workers.insert(worker, Worker::Starting);
            return Ok((id, Submitted::Start(worker)));
        }
        Ok((id, Submitted::Queued))
    }

    /// Takes back a job that no worker has begun.
    pub fn cancel(&mut self, job: JobId) -> Option<J> {
        let place = self
            .pending
            .binary_search_by_key(&job, |(id, _)| *id)
            .ok()?;
        self.pending.remove(place).map(|(_, job)| job)
    }

    /// A worker is free: it has started, was told, or has done its job.
    pub fn next_job(&mut self, worker: WorkerId) -> Assignment<J> {
        if !self.workers.contains_key(&worker) {
            return Assignment::Exit;
        }
        if let Some((id, job)) = self.pending.pop_front() {
            self.workers.insert(worker, Worker::Busy(id));
            return Assignment::Run(id, job);
        }
        if self.closed.is_some() {
            self.workers.remove(&worker);
            return Assignment::Exit;
        }
        self.workers.insert(worker, Worker::Idle);
        if !self.idle.contains(&worker) {
            self.idle.push(worker);
        }
        Assignment::Idle
    }

    /// Shuts the pool down: it takes no more jobs. Those that wait are still done, unless `cancel_pending`: then they
    /// are handed out. Also answers which idle workers to tell; they will be told to exit.
    pub fn shut_down(&mut self, cancel_pending: bool) -> (Vec<(JobId, J)>, Vec<WorkerId>) {
        self.closed.get_or_insert(Refused::ShutDown);
        let cancelled = if cancel_pending {
            self.pending.drain(..).collect()
        } else {
            Vec::new()
        };
        (cancelled, core::mem::take(&mut self.idle))
    }

    /// Whether the pool was shut down and all workers have ended.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.closed.is_some() && self.workers.is_empty()
    }

    /// A worker has ended without being told to. The pool is broken: answers the jobs that will never be done, in the
    /// order in which they were submitted, and the workers to be ended. Nothing when the worker was not known any more.
    pub fn worker_lost(&mut self, worker: WorkerId) -> (Vec<JobId>, Vec<WorkerId>) {
        if !self.workers.contains_key(&worker) {
            return (Vec::new(), Vec::new());
        }
        self.closed = Some(Refused::Broken);
        self.idle.clear();
        let workers = core::mem::take(&mut self.workers);
        let mut jobs: Vec<_> = workers
            .values()
            .filter_map(|state| {
                if let Worker::Busy(job) = state {
                    Some(*job)
                } else {
                    None
                }
            })
            .chain(self.pending.drain(..).map(|(id, _)| id))
            .collect();
        jobs.sort_unstable();
        (
            jobs,
            workers
                .into_keys()
                .filter(|other| *other != worker)
                .collect(),
        )
    }
}
