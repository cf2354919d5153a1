//! When pumped work runs: the rules, without a browser.
//!
//! A *microtask* runs before the browser does anything else; a *message* (posted to ourselves) and a *timer* are
//! tasks, between which the browser draws, delivers clicks and other messages. So work starts in a microtask, at
//! once; and goes on in messages, politely.
//!
//! An *epoch* is the time between two messages of ours. All work within one epoch shares one [`BUDGET`], however
//! often it is woken, so a flood of wake-ups cannot keep the browser from its tasks.
//!
//! Invariants:
//! - while an epoch lasts and no work is running, one message is under way; its arrival ends the epoch;
//! - work that waits for a time never runs before it;
//! - at most one timer is armed, and only when a message arrives. A timer armed by a timer would be one of a chain,
//!   which browsers slow down to 4 ms each.

use core::cell::RefCell;
use core::time::Duration;

/// How long work may keep the browser from everything else.
pub const BUDGET: Duration = Duration::from_millis(8);

/// Below this no timer is precise enough, and messages are posted until the time has come.
const SPIN: Duration = Duration::from_millis(2);
/// How much earlier than the deadline the timer is set: they fire late rather than early.
const LEAD: Duration = Duration::from_millis(1);
/// Browsers keep the delay in 31 bits of milliseconds. A timer that fires early is armed again.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// What a [`Pumped`] has to say after it ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// There is more to do now.
    Again,
    /// Nothing to do before this time of [`crate::BrowserClock`], unless woken.
    At(Duration),
    /// Nothing to do unless woken.
    Idle,
    /// Nothing to do ever again.
    Done,
}

/// Work that is done in slices.
pub trait Pumped {
    /// Works until nothing is runnable, but not beyond `deadline`; it may return earlier.
    fn drive(&mut self, deadline: Duration) -> Next;
}

/// What the rules need of the browser. Each is answered by one call of the [`Machine`]'s method of that name.
pub trait Outside {
    fn now(&self) -> Duration;
    fn queue_microtask(&self);
    fn post_message(&self);
    /// Replaces the timer that was armed before, if any.
    fn arm_timer(&self, after: Duration);
    fn cancel_timer(&self);
}

/// What the work wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    Now,
    At(Duration),
    Wake,
    /// It is done.
    Nothing,
}

#[derive(Debug)]
struct State {
    want: Want,
    running: bool,
    microtask: bool,
    message: bool,
    /// The deadline that a timer is armed for.
    timer: Option<Duration>,
    epoch: Option<Duration>,
}

/// Work, and when it runs.
#[derive(Debug)]
pub struct Machine<P, O> {
    state: RefCell<State>,
    work: RefCell<P>,
    outside: O,
}

impl<P: Pumped, O: Outside> Machine<P, O> {
    /// Nothing runs before the first [`Machine::wake`].
    pub fn new(work: P, outside: O) -> Self {
        Self {
            state: RefCell::new(State {
                want: Want::Wake,
                running: false,
                microtask: false,
                message: false,
                timer: None,
                epoch: None,
            }),
            work: RefCell::new(work),
            outside,
        }
    }

    /// The work, between two slices.
    ///
    /// # Panics
    /// When the work itself is running.
    pub fn with_work<R>(&self, look: impl FnOnce(&mut P) -> R) -> R {
        look(&mut self.work.borrow_mut())
    }

    /// There is something to do. May be called from anywhere, also by the work while it runs.
    pub fn wake(&self) {
        let mut state = self.state.borrow_mut();
        if matches!(state.want, Want::Nothing) {
            return;
        }
        state.want = Want::Now;
        if state.running || state.microtask {
            return;
        }
        let spent = |start: Duration| self.outside.now() >= start + BUDGET;
        if !(state.message && state.epoch.is_some_and(spent)) {
            state.microtask = true;
            drop(state);
            self.outside.queue_microtask();
        }
    }

    pub fn microtask(&self) {
        let mut state = self.state.borrow_mut();
        state.microtask = false;
        if state.want == Want::Now && !state.running {
            drop(state);
            self.run();
        }
    }

    pub fn message(&self) {
        let mut state = self.state.borrow_mut();
        state.message = false;
        state.epoch = None;
        match state.want {
            Want::Now => {
                drop(state);
                self.run();
            }
            Want::At(when) => {
                drop(state);
                self.approach(when, true);
            }
            Want::Wake | Want::Nothing => {}
        }
    }

    pub fn timer(&self) {
        let mut state = self.state.borrow_mut();
        state.timer = None;
        if let Want::At(when) = state.want {
            drop(state);
            self.approach(when, false);
        }
    }

    /// Runs when the time has come, else sees to it that we are called near it.
    fn approach(&self, when: Duration, may_arm: bool) {
        let left = when.saturating_sub(self.outside.now());
        if left.is_zero() {
            self.state.borrow_mut().want = Want::Now;
            return self.run();
        }
        let mut state = self.state.borrow_mut();
        if left <= SPIN || !may_arm {
            if !state.message {
                state.message = true;
                drop(state);
                self.outside.post_message();
            }
        } else if state.timer != Some(when) {
            state.timer = Some(when);
            drop(state);
            self.outside.arm_timer((left - LEAD).min(LONGEST));
        }
    }

    fn run(&self) {
        let now = self.outside.now();
        let deadline = {
            let mut state = self.state.borrow_mut();
            state.running = true;
            *state.epoch.get_or_insert(now) + BUDGET
        };
        loop {
            self.state.borrow_mut().want = Want::Wake;
            let next = self.work.borrow_mut().drive(deadline);
            let now = self.outside.now();
            let mut state = self.state.borrow_mut();
            let woken = state.want == Want::Now;
            state.want = match next {
                Next::Done => Want::Nothing,
                Next::Again => Want::Now,
                Next::At(when) if !woken && when > now => Want::At(when),
                Next::Idle if !woken => Want::Wake,
                Next::At(_) | Next::Idle => Want::Now,
            };
            if state.want != Want::Now || now >= deadline {
                break;
            }
        }
        self.end_run();
    }

    fn end_run(&self) {
        let (post, cancel) = {
            let mut state = self.state.borrow_mut();
            state.running = false;
            let armed_for = state.timer.map(Want::At);
            let cancel = armed_for.is_some_and(|armed| armed != state.want);
            if cancel {
                state.timer = None;
            }
            // Behind whatever the browser has queued meanwhile: it comes first.
            let post = !state.message && state.want != Want::Nothing;
            state.message |= post;
            (post, cancel)
        };
        if cancel {
            self.outside.cancel_timer();
        }
        if post {
            self.outside.post_message();
        }
    }
}

#[cfg(test)]
mod tests;
