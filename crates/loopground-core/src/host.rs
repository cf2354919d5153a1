//! What a loop may ask of the world.
//!
//! Here: the trait [`Host`]. Not here: any host. A browser has one, a native program another, a test a third.
//!
//! Invariant: nothing answers from inside a call. What a host does later comes back as a call of the embedder's, which
//! queues it: so a program cannot tell how fast its host is, and replays are exact.

use core::time::Duration;

use crate::event::{JobId, WorkerId};

/// The host cannot do this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsupported;

/// The world around a loop: where it is driven from, and where work goes that it does not do itself.
///
/// All methods return at once.
pub trait Host {
    /// Work to be done elsewhere.
    type Job;
    /// What a new process is to run.
    type Process;

    /// Drive the loop again as soon as the host has looked at its other work. Several calls before that count as one.
    fn wake_soon(&self);

    /// Drive the loop again at this time of its clock, and not before because of an earlier request. `None`: there is
    /// nothing to wait for.
    fn wake_at(&self, when: Option<Duration>);

    /// Do a job elsewhere, and report its result under this number.
    ///
    /// # Errors
    /// When the host cannot; the job is to be done in the loop's own thread, or refused.
    fn offload(&self, id: JobId, job: Self::Job) -> Result<(), Unsupported>;

    /// Start a process under this number. That it is up, its messages and its end are reported later.
    ///
    /// # Errors
    /// When the host has no processes.
    fn spawn_process(&self, id: WorkerId, process: Self::Process) -> Result<(), Unsupported>;

    /// End a process, whatever it does. Its end is reported like any other.
    fn terminate(&self, id: WorkerId);
}
