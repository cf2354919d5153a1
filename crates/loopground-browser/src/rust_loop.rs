//! `loopground-core`'s loop for Rust futures, on the browser's loop.

use core::cell::{Cell, RefCell};
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::collections::HashMap;
use std::rc::Rc;

use loopground_core::event::Observer;
use loopground_core::runtime::{Cancelled, Handle, Loop};
use loopground_core::{Clock, Wait};

use crate::clock::BrowserClock;
use crate::pump::{Pump, Waker};
use crate::schedule::{Next, Pumped};

/// A loop that the browser keeps turning, for as long as this is kept. Dropping it drops all tasks.
///
/// Tasks may await promises (`wasm_bindgen_futures::JsFuture`) beside everything that the loop itself offers.
///
/// ```no_run
/// use core::time::Duration;
/// use loopground_browser::BrowserLoop;
///
/// # async fn page() {
/// let browser = BrowserLoop::new();
/// let lp = browser.handle();
/// let slept = browser.run(async move { lp.sleep(Duration::from_millis(10)).await });
/// assert_eq!(slept.await, Ok(()));
/// # }
/// ```
pub struct BrowserLoop<O: Observer + 'static = ()> {
    handle: Handle<O>,
    /// Holds the loop, and turns it.
    _pump: Pump<Turns<O>>,
    registered: Registered,
}

impl BrowserLoop {
    /// A loop with nothing to do.
    #[must_use]
    pub fn new() -> Self {
        Self::with_observer(())
    }
}

impl Default for BrowserLoop {
    fn default() -> Self {
        Self::new()
    }
}

impl<O: Observer + 'static> BrowserLoop<O> {
    /// A loop that tells everything to `observer`.
    pub fn with_observer(observer: O) -> Self {
        let registered = Registered::new();
        let number = registered.0;
        let main = Loop::with_wake_hook(BrowserClock, observer, move || wake(number));
        let handle = main.handle();
        let pump = Pump::new(Turns { main });
        registered.set(pump.waker());
        Self {
            handle,
            _pump: pump,
            registered,
        }
    }

    /// What tasks use the loop by. [`Handle::spawn`] may be called from anywhere in this thread.
    #[must_use]
    pub fn handle(&self) -> Handle<O> {
        self.handle.clone()
    }

    /// Runs a future as a task. What it returns can be awaited outside of the loop, also after the loop is gone.
    pub fn run<F>(&self, future: F) -> Outcome<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let slot = Rc::new(Slot {
            state: Cell::new(State::Pending(None)),
        });
        let fulfil = Fulfil(Rc::clone(&slot));
        self.handle.spawn(async move {
            let output = future.await;
            fulfil.0.settle(Ok(output));
        });
        Outcome { slot }
    }
}

impl<O: Observer + 'static> fmt::Debug for BrowserLoop<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BrowserLoop")
            .field("number", &self.registered.0)
            .finish_non_exhaustive()
    }
}

struct Turns<O: Observer + 'static> {
    main: Loop<O>,
}

impl<O: Observer + 'static> Pumped for Turns<O> {
    fn drive(&mut self, deadline: Duration) -> Next {
        match self.main.drive(|| BrowserClock.now() < deadline) {
            Wait::Now => Next::Again,
            Wait::Until(when) => Next::At(when),
            Wait::Forever => Next::Idle,
        }
    }
}

// The wake hook has to be `Send`, and what it wakes lives on one thread: it knows a number only.
thread_local! {
    static WAKERS: RefCell<HashMap<u64, Waker>> = RefCell::default();
    static NUMBERS: Cell<u64> = const { Cell::new(0) };
}

fn wake(number: u64) {
    let waker = WAKERS.with_borrow(|wakers| wakers.get(&number).cloned());
    if let Some(waker) = waker {
        waker.wake();
    }
}

struct Registered(u64);

impl Registered {
    fn new() -> Self {
        Self(NUMBERS.replace(NUMBERS.get() + 1))
    }

    fn set(&self, waker: Waker) {
        WAKERS.with_borrow_mut(|wakers| wakers.insert(self.0, waker));
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        WAKERS.with_borrow_mut(|wakers| wakers.remove(&self.0));
    }
}

/// The result of [`BrowserLoop::run`], for whoever awaits it: a task of another loop, a promise.
pub struct Outcome<T> {
    slot: Rc<Slot<T>>,
}

struct Slot<T> {
    state: Cell<State<T>>,
}

enum State<T> {
    Pending(Option<core::task::Waker>),
    Done(Result<T, Cancelled>),
    Taken,
}

/// Sees to it that a task which is dropped leaves a result too.
struct Fulfil<T>(Rc<Slot<T>>);

impl<T> Slot<T> {
    fn settle(&self, result: Result<T, Cancelled>) {
        match self.state.replace(State::Taken) {
            State::Pending(waker) => {
                self.state.set(State::Done(result));
                if let Some(waker) = waker {
                    waker.wake();
                }
            }
            settled => self.state.set(settled),
        }
    }
}

impl<T> Drop for Fulfil<T> {
    fn drop(&mut self) {
        self.0.settle(Err(Cancelled::new()));
    }
}

impl<T> Future for Outcome<T> {
    type Output = Result<T, Cancelled>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.slot.state.replace(State::Taken) {
            State::Done(result) => Poll::Ready(result),
            State::Pending(_) => {
                let waker = Some(context.waker().clone());
                self.slot.state.set(State::Pending(waker));
                Poll::Pending
            }
            State::Taken => panic!("an outcome is awaited once"),
        }
    }
}

impl<T> fmt::Debug for Outcome<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outcome").finish_non_exhaustive()
    }
}
