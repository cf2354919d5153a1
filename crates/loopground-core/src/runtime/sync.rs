//! Locks, events and semaphores between tasks.
//!
//! Here: [`Lock`], [`Event`], [`Semaphore`]. Not here: the rules ([`crate::sync`]), condition variables and barriers
//! ([`super::condition`]).
//!
//! All of them are shared by reference; tasks share them through an [`Rc`].

use alloc::rc::Rc;
use core::cell::{RefCell, RefMut};
use core::ops::{Deref, DerefMut};
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use super::handle::Handle;
use super::shared::Core;
use super::state::WaitKey;
use super::waits::Host;
use crate::event::{Observer, WaitsFor};
use crate::sync;
use crate::sync::BoundExceeded;

/// A lock around a value. First come, first served.
///
/// ```
/// use std::rc::Rc;
/// use loopground_core::VirtualClock;
/// use loopground_core::runtime::{Lock, Loop};
///
/// let mut main = Loop::new(VirtualClock::new(), ());
/// let lp = main.handle();
/// let total = Rc::new(Lock::new(&lp, 0));
/// let result = main.run(async move {
///     let tasks = (0..10).map(|_| {
///         let (lp, total) = (lp.clone(), total.clone());
///         lp.clone().spawn(async move {
///             let mut total = total.lock().await;
///             let before = *total;
///             lp.yield_now().await; // nobody else gets in meanwhile
///             *total = before + 1;
///         })
///     });
///     lp.join_all(tasks).await;
///     *total.lock().await
/// });
/// assert_eq!(result, Ok(10));
/// ```
pub struct Lock<T = (), O: Observer = ()> {
    core: Rc<Core<O>>,
    state: RefCell<sync::Lock<WaitKey>>,
    value: RefCell<T>,
}

impl<T, O: Observer> Lock<T, O> {
    /// An unlocked lock.
    pub fn new(handle: &Handle<O>, value: T) -> Self {
        Self {
            core: handle.core.clone(),
            state: RefCell::default(),
            value: RefCell::new(value),
        }
    }

    /// Whether somebody holds it.
    pub fn is_locked(&self) -> bool {
        self.state.borrow().is_locked()
    }

    /// Waits for the lock.
    pub fn lock(&self) -> Acquire<'_, T, O> {
        Acquire {
            lock: self,
            wait: None,
        }
    }

    /// Takes the lock if it is free and nobody waits.
    pub fn try_lock(&self) -> Option<LockGuard<'_, T, O>> {
        let host = Host::new(&self.core);
        let taken = self.state.borrow_mut().try_acquire(&host);
        taken.then(|| self.guard())
    }

    fn guard(&self) -> LockGuard<'_, T, O> {
        LockGuard {
            lock: self,
            value: Some(self.value.borrow_mut()),
        }
    }
}

/// A held lock; dropping it lets go.
pub struct LockGuard<'a, T, O: Observer = ()> {
    lock: &'a Lock<T, O>,
    /// Absent while it is dropped.
    value: Option<RefMut<'a, T>>,
}

impl<T, O: Observer> Deref for LockGuard<'_, T, O> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
            .as_ref()
            .expect("a guard has its value until it is dropped")
    }
}

impl<T, O: Observer> DerefMut for LockGuard<'_, T, O> {
    fn deref_mut(&mut self) -> &mut T {
        self.value
            .as_mut()
            .expect("a guard has its value until it is dropped")
    }
}

impl<T, O: Observer> Drop for LockGuard<'_, T, O> {
    fn drop(&mut self) {
        self.value = None;
        let mut host = Host::new(&self.lock.core);
        let released = self.lock.state.borrow_mut().release(&mut host);
        debug_assert!(released.is_ok(), "a guard means that the lock is locked");
    }
}

/// See [`Lock::lock`].
pub struct Acquire<'a, T, O: Observer = ()> {
    lock: &'a Lock<T, O>,
    wait: Option<WaitKey>,
}

impl<'a, T, O: Observer> Future for Acquire<'a, T, O> {
    type Output = LockGuard<'a, T, O>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let lock = self.lock;
        if let Some(wait) = self.wait {
            ready!(lock.core.poll_wait(wait, context.waker()));
            self.wait = None;
            lock.state.borrow_mut().acquired(&wait);
            lock.core.free_wait(wait);
            return Poll::Ready(lock.guard());
        }
        if let Some(guard) = lock.try_lock() {
            return Poll::Ready(guard);
        }
        let wait = lock.core.begin_wait(WaitsFor::Lock, context.waker());
        lock.state.borrow_mut().wait(wait);
        self.wait = Some(wait);
        Poll::Pending
    }
}

impl<T, O: Observer> Drop for Acquire<'_, T, O> {
    fn drop(&mut self) {
        if let Some(wait) = self.wait.take() {
            let mut host = Host::new(&self.lock.core);
            self.lock.state.borrow_mut().abandoned(&mut host, &wait);
            self.lock.core.free_wait(wait);
        }
    }
}

/// A flag that tasks wait for.
///
/// ```
/// use std::rc::Rc;
/// use loopground_core::VirtualClock;
/// use loopground_core::runtime::{Event, Loop};
///
/// let mut main = Loop::new(VirtualClock::new(), ());
/// let lp = main.handle();
/// let event = Rc::new(Event::new(&lp));
/// let setter = event.clone();
/// lp.spawn(async move { setter.set() });
/// assert_eq!(main.run(async move { event.wait().await }), Ok(()));
/// ```
pub struct Event<O: Observer = ()> {
    core: Rc<Core<O>>,
    state: RefCell<sync::Event<WaitKey>>,
}

impl<O: Observer> Event<O> {
    /// A flag that is not set.
    pub fn new(handle: &Handle<O>) -> Self {
        Self {
            core: handle.core.clone(),
            state: RefCell::default(),
        }
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.state.borrow().is_set()
    }

    /// Sets it: everybody who waits goes on.
    pub fn set(&self) {
        let mut host = Host::new(&self.core);
        self.state.borrow_mut().set(&mut host);
    }

    /// Clears it: whoever comes from now on waits.
    pub fn clear(&self) {
        self.state.borrow_mut().clear();
    }

    /// Waits until it is set; not at all when it is.
    pub fn wait(&self) -> WaitEvent<'_, O> {
        WaitEvent {
            event: self,
            wait: None,
        }
    }
}

/// See [`Event::wait`].
pub struct WaitEvent<'a, O: Observer = ()> {
    event: &'a Event<O>,
    wait: Option<WaitKey>,
}

impl<O: Observer> Future for WaitEvent<'_, O> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let event = self.event;
        if let Some(wait) = self.wait {
            ready!(event.core.poll_wait(wait, context.waker()));
            self.wait = None;
            event.state.borrow_mut().finished(&wait);
            event.core.free_wait(wait);
            return Poll::Ready(());
        }
        if event.is_set() {
            return Poll::Ready(());
        }
        let wait = event.core.begin_wait(WaitsFor::Event, context.waker());
        event.state.borrow_mut().wait(wait);
        self.wait = Some(wait);
        Poll::Pending
    }
}

impl<O: Observer> Drop for WaitEvent<'_, O> {
    fn drop(&mut self) {
        if let Some(wait) = self.wait.take() {
            self.event.state.borrow_mut().finished(&wait);
            self.event.core.free_wait(wait);
        }
    }
}

/// A number of places.
///
/// ```
/// use std::rc::Rc;
/// use core::time::Duration;
/// use loopground_core::VirtualClock;
/// use loopground_core::runtime::{Loop, Semaphore};
///
/// let mut main = Loop::new(VirtualClock::new(), ());
/// let lp = main.handle();
/// let places = Rc::new(Semaphore::new(&lp, 2));
/// main.run(async move {
///     let tasks = (0..4).map(|_| {
///         let (lp, places) = (lp.clone(), places.clone());
///         lp.clone().spawn(async move {
///             let _place = places.acquire().await;
///             lp.sleep(Duration::from_secs(1)).await;
///         })
///     });
///     lp.join_all(tasks).await;
/// }).unwrap();
/// assert_eq!(main.handle().now().as_secs(), 2, "two at a time");
/// ```
pub struct Semaphore<O: Observer = ()> {
    core: Rc<Core<O>>,
    state: RefCell<sync::Semaphore<WaitKey>>,
}

impl<O: Observer> Semaphore<O> {
    /// A semaphore with so many free places.
    pub fn new(handle: &Handle<O>, places: usize) -> Self {
        Self {
            core: handle.core.clone(),
            state: RefCell::new(sync::Semaphore::new(places)),
        }
    }

    /// A semaphore that never has more free places than these.
    pub fn bounded(handle: &Handle<O>, places: usize) -> Self {
        Self {
            core: handle.core.clone(),
            state: RefCell::new(sync::Semaphore::bounded(places)),
        }
    }

    /// Whether acquiring would have to wait.
    pub fn is_locked(&self) -> bool {
        self.state.borrow().is_locked(&Host::new(&self.core))
    }

    /// Waits for a place.
    pub fn acquire(&self) -> AcquirePlace<'_, O> {
        AcquirePlace {
            semaphore: self,
            wait: None,
        }
    }

    /// Takes a place if there is one and nobody waits.
    pub fn try_acquire(&self) -> Option<Permit<'_, O>> {
        let host = Host::new(&self.core);
        let taken = self.state.borrow_mut().try_acquire(&host);
        taken.then(|| Permit { semaphore: self })
    }

    /// Adds a place: for one whose [`Permit`] was forgotten.
    ///
    /// # Errors
    /// When the semaphore is bounded and all places are free.
    pub fn release(&self) -> Result<(), BoundExceeded> {
        let mut host = Host::new(&self.core);
        self.state.borrow_mut().release(&mut host)
    }
}

/// A place; dropping it gives it back.
pub struct Permit<'a, O: Observer = ()> {
    semaphore: &'a Semaphore<O>,
}

impl<O: Observer> Permit<'_, O> {
    /// Keeps the place; [`Semaphore::release`] gives it back.
    pub fn forget(self) {
        core::mem::forget(self);
    }
}

impl<O: Observer> Drop for Permit<'_, O> {
    fn drop(&mut self) {
        // A bounded semaphore may have been released too often by hand; that was reported there.
        let _ = self.semaphore.release();
    }
}

/// See [`Semaphore::acquire`].
pub struct AcquirePlace<'a, O: Observer = ()> {
    semaphore: &'a Semaphore<O>,
    wait: Option<WaitKey>,
}

impl<'a, O: Observer> Future for AcquirePlace<'a, O> {
    type Output = Permit<'a, O>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let semaphore = self.semaphore;
        if let Some(wait) = self.wait {
            ready!(semaphore.core.poll_wait(wait, context.waker()));
            self.wait = None;
            let mut host = Host::new(&semaphore.core);
            semaphore.state.borrow_mut().acquired(&mut host, &wait);
            semaphore.core.free_wait(wait);
            return Poll::Ready(Permit { semaphore });
        }
        if let Some(permit) = semaphore.try_acquire() {
            return Poll::Ready(permit);
        }
        let wait = semaphore
            .core
            .begin_wait(WaitsFor::Semaphore, context.waker());
        semaphore.state.borrow_mut().wait(wait);
        self.wait = Some(wait);
        Poll::Pending
    }
}

impl<O: Observer> Drop for AcquirePlace<'_, O> {
    fn drop(&mut self) {
        if let Some(wait) = self.wait.take() {
            let mut host = Host::new(&self.semaphore.core);
            self.semaphore
                .state
                .borrow_mut()
                .abandoned(&mut host, &wait);
            self.semaphore.core.free_wait(wait);
        }
    }
}
