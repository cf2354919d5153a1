//! Queues between tasks.
//!
//! Here: [`Queue`] in its three orders. Not here: the rules ([`crate::sync`]).

use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use super::handle::Handle;
use super::shared::Core;
use super::state::WaitKey;
use super::waits::Host;
use crate::event::{Observer, WaitsFor};
use crate::sync::{self, Fifo, GetError, Lifo, Priority, PutError, Storage, TooManyDone};

/// The queue was shut down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueShutDown;

impl fmt::Display for QueueShutDown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the queue was shut down")
    }
}

impl core::error::Error for QueueShutDown {}

/// A queue that gives out the last item first.
pub type LifoQueue<T, O = ()> = Queue<T, Lifo<T>, O>;

/// A queue that gives out the smallest item first.
pub type PriorityQueue<T, O = ()> = Queue<T, Priority<T>, O>;

/// A queue between tasks of one loop; cloning it makes another handle to the same queue.
///
/// ```
/// use loopground_core::VirtualClock;
/// use loopground_core::runtime::{Loop, Queue};
///
/// let mut main = Loop::new(VirtualClock::new(), ());
/// let lp = main.handle();
/// let queue = Queue::new(&lp, Some(1));
/// let producer = queue.clone();
/// lp.spawn(async move {
///     for number in 1..=3 {
///         producer.put(number).await.unwrap();
///     }
///     producer.shut_down();
/// });
/// let sum = main.run(async move {
///     let mut sum = 0;
///     while let Ok(number) = queue.get().await {
///         sum += number;
///     }
///     sum
/// });
/// assert_eq!(sum, Ok(6));
/// ```
pub struct Queue<T, S = Fifo<T>, O: Observer = ()> {
    core: Rc<Core<O>>,
    inner: Rc<RefCell<sync::Queue<T, WaitKey, S>>>,
}

impl<T, S, O: Observer> Clone for Queue<T, S, O> {
    fn clone(&self) -> Self {
        Self {
            core: self.core.clone(),
            inner: self.inner.clone(),
        }
    }
}

impl<T, O: Observer> Queue<T, Fifo<T>, O> {
    /// A queue with room for `capacity` items (`None`: for any number) that gives out the first item first.
    pub fn new(handle: &Handle<O>, capacity: Option<usize>) -> Self {
        Self::ordered(handle, capacity)
    }
}

impl<T, S: Storage<T> + Default, O: Observer> Queue<T, S, O> {
    /// A queue whose type says the order: `LifoQueue::ordered(&lp, None)`.
    pub fn ordered(handle: &Handle<O>, capacity: Option<usize>) -> Self {
        Self {
            core: handle.core.clone(),
            inner: Rc::new(RefCell::new(sync::Queue::new(capacity))),
        }
    }
}

impl<T, S: Storage<T>, O: Observer> Queue<T, S, O> {
    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.inner.borrow().len()
    }

    /// Whether there are no items.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inner.borrow().is_empty()
    }

    /// Whether there is no room.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let inner = self.inner.borrow();
        inner.state.is_full(inner.len())
    }

    /// Items that were put and not reported done ([`Queue::task_done`]).
    #[must_use]
    pub fn unfinished(&self) -> usize {
        self.inner.borrow().state.unfinished()
    }

    /// Puts an item if there is room.
    ///
    /// # Errors
    /// Why not, with the item.
    pub fn put_nowait(&self, item: T) -> Result<(), (PutError, T)> {
        let mut host = Host::new(&self.core);
        self.inner.borrow_mut().put_nowait(&mut host, item)
    }

    /// Gets an item if there is one.
    ///
    /// # Errors
    /// Why not.
    pub fn get_nowait(&self) -> Result<T, GetError> {
        let mut host = Host::new(&self.core);
        self.inner.borrow_mut().get_nowait(&mut host)
    }

    /// Puts an item, waiting for room. The error gives it back when the queue was shut down.
    pub fn put(&self, item: T) -> Put<'_, T, S, O> {
        Put {
            queue: self,
            item: Some(item),
            wait: None,
        }
    }

    /// Gets an item, waiting for one. The error means that the queue was shut down, and is empty.
    pub fn get(&self) -> Get<'_, T, S, O> {
        Get {
            queue: self,
            wait: None,
        }
    }

    /// Reports an item done that was got.
    ///
    /// # Errors
    /// When more are reported than were put.
    pub fn task_done(&self) -> Result<(), TooManyDone> {
        let mut host = Host::new(&self.core);
        self.inner.borrow_mut().state.task_done(&mut host)
    }

    /// Waits until all items that were put are reported done.
    pub fn join(&self) -> Join<'_, T, S, O> {
        Join {
            queue: self,
            wait: None,
        }
    }

    /// Nothing can be put any more; what is there can still be got.
    pub fn shut_down(&self) {
        let mut host = Host::new(&self.core);
        self.inner.borrow_mut().shut_down(&mut host, false);
    }

    /// Nothing can be put or got any more. Answers what was there.
    pub fn shut_down_now(&self) -> Vec<T> {
        let mut host = Host::new(&self.core);
        self.inner.borrow_mut().shut_down(&mut host, true)
    }
}

/// See [`Queue::get`].
pub struct Get<'a, T, S: Storage<T>, O: Observer> {
    queue: &'a Queue<T, S, O>,
    wait: Option<WaitKey>,
}

impl<T, S: Storage<T>, O: Observer> Future for Get<'_, T, S, O> {
    type Output = Result<T, QueueShutDown>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let core = &*this.queue.core;
        if let Some(wait) = this.wait {
            ready!(core.poll_wait(wait, context.waker()));
            core.free_wait(wait);
            this.wait = None;
        }
        let mut host = Host::new(core);
        let mut inner = this.queue.inner.borrow_mut();
        match inner.get_nowait(&mut host) {
            Ok(item) => Poll::Ready(Ok(item)),
            Err(GetError::ShutDown) => Poll::Ready(Err(QueueShutDown)),
            Err(GetError::Empty) => {
                let wait = core.begin_wait(WaitsFor::Item, context.waker());
                inner.state.wait_to_get(wait);
                this.wait = Some(wait);
                Poll::Pending
            }
        }
    }
}

impl<T, S: Storage<T>, O: Observer> Drop for Get<'_, T, S, O> {
    fn drop(&mut self) {
        if let Some(wait) = self.wait.take() {
            let mut host = Host::new(&self.queue.core);
            let mut inner = self.queue.inner.borrow_mut();
            let len = inner.len();
            inner.state.abandon_get(&mut host, len, &wait);
            self.queue.core.free_wait(wait);
        }
    }
}

/// See [`Queue::put`].
pub struct Put<'a, T, S: Storage<T>, O: Observer> {
    queue: &'a Queue<T, S, O>,
    item: Option<T>,
    wait: Option<WaitKey>,
}

// The item is never pinned.
impl<T, S: Storage<T>, O: Observer> Unpin for Put<'_, T, S, O> {}

impl<T, S: Storage<T>, O: Observer> Future for Put<'_, T, S, O> {
    type Output = Result<(), T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let core = &*this.queue.core;
        if let Some(wait) = this.wait {
            ready!(core.poll_wait(wait, context.waker()));
            core.free_wait(wait);
            this.wait = None;
        }
        let Some(item) = this.item.take() else {
            return Poll::Ready(Ok(()));
        };
        let mut host = Host::new(core);
        let mut inner = this.queue.inner.borrow_mut();
        match inner.put_nowait(&mut host, item) {
            Ok(()) => Poll::Ready(Ok(())),
            Err((PutError::ShutDown, item)) => Poll::Ready(Err(item)),
            Err((PutError::Full, item)) => {
                this.item = Some(item);
                let wait = core.begin_wait(WaitsFor::Room, context.waker());
                inner.state.wait_to_put(wait);
                this.wait = Some(wait);
                Poll::Pending
            }
        }
    }
}

impl<T, S: Storage<T>, O: Observer> Drop for Put<'_, T, S, O> {
    fn drop(&mut self) {
        if let Some(wait) = self.wait.take() {
            let mut host = Host::new(&self.queue.core);
            let mut inner = self.queue.inner.borrow_mut();
            let len = inner.len();
            inner.state.abandon_put(&mut host, len, &wait);
            self.queue.core.free_wait(wait);
        }
    }
}

/// See [`Queue::join`].
pub struct Join<'a, T, S: Storage<T>, O: Observer> {
    queue: &'a Queue<T, S, O>,
    wait: Option<WaitKey>,
}

impl<T, S: Storage<T>, O: Observer> Future for Join<'_, T, S, O> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let core = &*self.queue.core;
        if let Some(wait) = self.wait {
            ready!(core.poll_wait(wait, context.waker()));
            self.queue.inner.borrow_mut().state.joined(&wait);
            core.free_wait(wait);
            self.wait = None;
            return Poll::Ready(());
        }
        let mut inner = self.queue.inner.borrow_mut();
        if inner.state.unfinished() == 0 {
            return Poll::Ready(());
        }
        let wait = core.begin_wait(WaitsFor::Join, context.waker());
        inner.state.wait_to_join(wait);
        drop(inner);
        self.wait = Some(wait);
        Poll::Pending
    }
}

impl<T, S: Storage<T>, O: Observer> Drop for Join<'_, T, S, O> {
    fn drop(&mut self) {
        if let Some(wait) = self.wait.take() {
            self.queue.inner.borrow_mut().state.joined(&wait);
            self.queue.core.free_wait(wait);
        }
    }
}
