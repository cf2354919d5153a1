//! Several tasks at once: gathering, waiting, timeouts and task groups as states without tasks.
//!
//! Here: what follows when a member of a set is done, when a deadline passes, when a block ends. Not here: the members and
//! their results (the embedder's), and who waits ([`crate::sync`] has no part in this: each set has one waiting future).
//!
//! A member that is done runs a done callback, which is a call of its own in the ready queue; that call asks here. So
//! between the end of a member and the step of the task that waits lie two places in the queue.

/// How a member ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberEnd {
    /// With a value.
    Value,
    /// It was cancelled.
    Cancelled,
    /// With an error.
    Error,
    /// With an error that must not be swallowed (Python's `KeyboardInterrupt` and `SystemExit`).
    FatalError,
}

/// Collecting results (`gather`). The collecting future is the embedder's.
///
/// ```
/// use loopground_core::group::{Gather, GatherNext, MemberEnd};
///
/// let mut gather = Gather::new(2, false);
/// assert_eq!(gather.member_done(false, MemberEnd::Value), GatherNext::Nothing);
/// assert_eq!(gather.member_done(false, MemberEnd::Value), GatherNext::Finish);
///
/// let mut gather = Gather::new(2, false);
/// assert_eq!(gather.member_done(false, MemberEnd::Error), GatherNext::FailLikeMember);
/// assert_eq!(gather.member_done(true, MemberEnd::Error), GatherNext::Forget);
/// ```
#[derive(Clone, Debug)]
pub struct Gather {
    left: usize,
    errors_are_results: bool,
    cancel_requested: bool,
}

/// What a collecting future does when a member is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GatherNext {
    /// Wait for more.
    Nothing,
    /// The collecting future is done already: the member's error, if any, counts as retrieved.
    Forget,
    /// Fail with the member's error, or its cancellation.
    FailLikeMember,
    /// All are done, but cancelling was asked for: fail with the cancellation of the last member.
    FailCancelled,
    /// Finish with the results, in the order of the members; errors and cancellations among them are results.
    Finish,
}

impl Gather {
    /// So many distinct members; `errors_are_results` is Python's `return_exceptions`.
    #[must_use]
    pub const fn new(members: usize, errors_are_results: bool) -> Self {
        Self {
            left: members,
            errors_are_results,
            cancel_requested: false,
        }
    }

    /// Members that are not done.
    #[must_use]
    pub fn left(&self) -> usize {
        self.left
    }

    /// All members were asked to cancel themselves, and `taken` says whether any of them was not done. Answers the same:
    /// whether the collecting future counts as being cancelled.
    pub fn cancelled(&mut self, taken: bool) -> bool {
        self.cancel_requested |= taken;
        taken
    }

    /// A member is done. `done` says whether the collecting future is.
    pub fn member_done(&mut self, done: bool, end: MemberEnd) -> GatherNext {
        self.left = self.left.saturating_sub(1);
        if done {
            return GatherNext::Forget;
        }
        if !self.errors_are_results && end != MemberEnd::Value {
            return GatherNext::FailLikeMember;
        }
        match self.left {
            0 if self.cancel_requested => GatherNext::FailCancelled,
            0 => GatherNext::Finish,
            _ => GatherNext::Nothing,
        }
    }
}

/// When waiting for a set (`wait`) is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnWhen {
    /// One member is done.
    FirstCompleted,
    /// One member has failed, or all are done.
    FirstException,
    /// All members are done.
    AllCompleted,
}

/// Waiting for a set of members (`wait`).
#[derive(Clone, Debug)]
pub struct WaitSet {
    left: usize,
    until: ReturnWhen,
}

impl WaitSet {
    /// So many members.
    #[must_use]
    pub const fn new(members: usize, until: ReturnWhen) -> Self {
        Self {
            left: members,
            until,
        }
    }

    /// A member is done; `true` when the wait is over.
    pub fn member_done(&mut self, end: MemberEnd) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left == 0
            || match self.until {
                ReturnWhen::FirstCompleted => true,
                ReturnWhen::FirstException => {
                    matches!(end, MemberEnd::Error | MemberEnd::FatalError)
                }
                ReturnWhen::AllCompleted => false,
            }
    }
}

/// Where a [`Timeout`] is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeoutState {
    /// Not entered.
    Created,
    /// Its block runs.
    Active,
    /// The time is over and the task was cancelled; the block still runs.
    Expiring,
    /// The block is over, after the time was.
    Expired,
    /// The block is over, before the time was.
    Finished,
}

/// A block of code with a deadline (`timeout`). The timer is the embedder's.
///
/// To use: [`Timeout::enter`], set a timer; when that fires, cancel the task and call [`Timeout::expire`]. At the end of
/// the block cancel the timer and call [`Timeout::leave`]; if it says so, `uncancel` the task and ask
/// [`Timeout::is_ours`].
#[derive(Clone, Debug)]
pub struct Timeout {
    state: TimeoutState,
    /// Requests to cancel the task when the block began.
    requests: u32,
}

impl Default for Timeout {
    fn default() -> Self {
        Self::new()
    }
}

impl Timeout {
    /// Not entered.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            state: TimeoutState::Created,
            requests: 0,
        }
    }

    /// Where it is.
    #[must_use]
    pub fn state(&self) -> TimeoutState {
        self.state
    }

    /// Whether the deadline was missed.
    #[must_use]
    pub fn is_expired(&self) -> bool {
        matches!(self.state, TimeoutState::Expiring | TimeoutState::Expired)
    }

    /// Begins the block, in a task with so many requests to cancel it. `false` when it was begun before.
    #[must_use]
    pub fn enter(&mut self, requests: u32) -> bool {
        if self.state != TimeoutState::Created {
            return false;
        }
        *self = Self {
            state: TimeoutState::Active,
            requests,
        };
        true
    }

    /// The time is over, and the task was cancelled.
    pub fn expire(&mut self) {
        if self.state == TimeoutState::Active {
            self.state = TimeoutState::Expiring;
        }
    }

    /// Ends the block. `true` when the timeout has cancelled the task and so has to take that back.
    #[must_use]
    pub fn leave(&mut self) -> bool {
        let expiring = self.state == TimeoutState::Expiring;
        self.state = if expiring {
            TimeoutState::Expired
        } else {
            TimeoutState::Finished
        };
        expiring
    }

    /// Whether a cancellation that came out of the block is the timeout's, and so turns into its error: nobody else has
    /// asked for one. `requests` is how many are left.
    #[must_use]
    pub fn is_ours(&self, requests: u32) -> bool {
        self.state == TimeoutState::Expired && requests <= self.requests
    }
}

/// Why a task group takes no task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupRefusal {
    /// Its block has not begun.
    NotEntered,
    /// Its block is over and all its tasks are done.
    Finished,
    /// It is cancelling its tasks.
    ShuttingDown,
}

/// What a task group does when a member is done, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberDone {
    /// It was the last: set the future that [`GroupNext::Wait`] waits for, if there is one.
    pub set_empty: bool,
    /// Add the member's error to the group's list.
    pub keep_error: bool,
    /// It is the first fatal error: keep it apart as well.
    pub keep_fatal: bool,
    /// Cancel all members that are not done, then the task of the block.
    pub abort: bool,
    /// The task of the block is done already: nobody will see the error, so report it.
    pub orphan: bool,
}

/// What the end of a group's block does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupNext {
    /// Make a future, wait for it, forget it, and ask again; report a cancellation of this wait
    /// ([`TaskGroup::wait_cancelled`]).
    Wait,
    /// No member is left: see [`TaskGroup::verdict`].
    Over,
}

/// How a group ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Raise the fatal error.
    RaiseFatal,
    /// Raise the cancellation that came out of the block or struck the wait last.
    RaiseCancelled,
    /// Raise all errors as a group. If requests to cancel the task of the block are left, first take one back and make it
    /// again, so that it strikes at the next await and their number stays.
    RaiseErrors,
    /// Go on behind the block.
    Pass,
}

/// A group of tasks that do not outlive a block of code (`TaskGroup`). Members, errors and the waiting future are the
/// embedder's.
#[derive(Clone, Debug, Default)]
pub struct TaskGroup {
    entered: bool,
    exiting: bool,
    aborting: bool,
    /// The group has cancelled the task of its block.
    parent_cancelled: bool,
    /// A cancellation came out of the block, or struck the wait for members.
    struck: bool,
    fatal: bool,
    left: usize,
    errors: usize,
}

impl TaskGroup {
    /// Not entered.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entered: false,
            exiting: false,
            aborting: false,
            parent_cancelled: false,
            struck: false,
            fatal: false,
            left: 0,
            errors: 0,
        }
    }

    /// Members that are not done.
    #[must_use]
    pub fn left(&self) -> usize {
        self.left
    }

    /// Errors in the group's list.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Whether members were cancelled by the group.
    #[must_use]
    pub fn is_aborting(&self) -> bool {
        self.aborting
    }

    /// Whether the block has begun.
    #[must_use]
    pub fn is_entered(&self) -> bool {
        self.entered
    }

    /// Begins the block. `false` when it was begun before.
    #[must_use]
    pub fn enter(&mut self) -> bool {
        !core::mem::replace(&mut self.entered, true)
    }

    /// Whether a task may be spawned now.
    ///
    /// # Errors
    /// Why not.
    pub fn may_spawn(&self) -> Result<(), GroupRefusal> {
        if !self.entered {
            Err(GroupRefusal::NotEntered)
        } else if self.exiting && self.left == 0 {
            Err(GroupRefusal::Finished)
        } else if self.aborting {
            Err(GroupRefusal::ShuttingDown)
        } else {
            Ok(())
        }
    }

    /// A task was spawned; its done callback is to ask [`TaskGroup::member_done`], also if it is done already.
    pub fn spawned(&mut self) {
        self.left += 1;
    }

    /// A member is done. `parent_done` says whether the task of the block is.
    #[must_use]
    pub fn member_done(&mut self, end: MemberEnd, parent_done: bool) -> MemberDone {
        self.left = self.left.saturating_sub(1);
        let failed = matches!(end, MemberEnd::Error | MemberEnd::FatalError);
        let fatal = end == MemberEnd::FatalError && !self.fatal;
        self.errors += usize::from(failed);
        self.fatal |= fatal;
        let abort = failed && !parent_done && !self.aborting && !self.parent_cancelled;
        if abort {
            self.aborting = true;
            self.parent_cancelled = true;
        }
        MemberDone {
            set_empty: self.left == 0,
            keep_error: failed,
            keep_fatal: fatal,
            abort,
            orphan: failed && parent_done,
        }
    }

    /// The block is over; `raised` says how, if not well. `true`: cancel all members that are not done.
    #[must_use]
    pub fn exit(&mut self, raised: Option<MemberEnd>) -> bool {
        self.exiting = true;
        self.fatal |= raised == Some(MemberEnd::FatalError);
        self.struck |= raised == Some(MemberEnd::Cancelled);
        raised.is_some() && !core::mem::replace(&mut self.aborting, true)
    }

    /// What the end of the block does next.
    #[must_use]
    pub fn next(&self) -> GroupNext {
        if self.left > 0 {
            GroupNext::Wait
        } else {
            GroupNext::Over
        }
    }

    /// The wait for members was cancelled. `true`: cancel all members that are not done, and remember this cancellation in
    /// place of an earlier one; `false`: forget it, the members are being cancelled already.
    #[must_use]
    pub fn wait_cancelled(&mut self) -> bool {
        if self.aborting {
            return false;
        }
        self.aborting = true;
        self.struck = true;
        true
    }

    /// How the group ends. `uncancel` takes back a request to cancel the task of the block and answers how many are left.
    /// `own_error`: the block raised an error that is no cancellation; it belongs at the end of the list.
    #[must_use]
    pub fn verdict(&mut self, own_error: bool, uncancel: impl FnOnce() -> u32) -> Verdict {
        if self.fatal {
            return Verdict::RaiseFatal;
        }
        if self.parent_cancelled && uncancel() == 0 {
            // Nobody but the group wanted the task to be cancelled.
            self.struck = false;
        }
        if self.struck && self.errors == 0 {
            return Verdict::RaiseCancelled;
        }
        self.errors += usize::from(own_error);
        if self.errors > 0 {
            Verdict::RaiseErrors
        } else {
            Verdict::Pass
        }
    }
}
