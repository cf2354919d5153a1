//! The executor at its edges: wakers, hosts, panics, observers, misuse.

mod primitives;
mod wakers;

use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::Duration;

use loopground_core::event::{Ending, Event as Happening, Observer, TaskId, WaitsFor};
use loopground_core::runtime::{
    Barrier, BrokenBarrier, Cancelled, GroupClosed, Handle, LifoQueue, Lock, Loop, PriorityQueue,
    Queue, QueueShutDown, Resume, RunError, Semaphore, Step, TaskGroup, TimedOut,
};
use loopground_core::sync::{BoundExceeded, GetError, PutError, TooManyDone};
use loopground_core::{VirtualClock, Wait, native};

fn virtual_loop() -> (Loop, Handle) {
    let main = Loop::new(VirtualClock::new(), ());
    let lp = main.handle();
    (main, lp)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}
/// Something that is not of the loop: done when it was set, from any thread.
#[derive(Clone, Default)]
struct Flag(Arc<Mutex<(bool, Option<Waker>)>>);

impl Flag {
    fn set(&self) {
        let mut inner = self.0.lock().unwrap();
        inner.0 = true;
        if let Some(waker) = inner.1.take() {
            waker.wake();
        }
    }

    async fn wait(&self) {
        poll_fn(|context| {
            let mut inner = self.0.lock().unwrap();
            if inner.0 {
                return Poll::Ready(());
            }
            inner.1 = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

type Words = Rc<RefCell<Vec<&'static str>>>;

#[test]
fn the_wake_hook_is_called_once_and_only_from_outside() {
    let calls = Arc::new(AtomicUsize::new(0));
    let count = calls.clone();
    let hook = move || _ = count.fetch_add(1, Ordering::SeqCst);
    let mut main = Loop::with_wake_hook(VirtualClock::new(), (), hook);
    let called = |expected: usize| assert_eq!(calls.swap(0, Ordering::SeqCst), expected);
    let lp = main.handle();
    let queue: Queue<u32> = Queue::new(&lp, None);
    let flag = Flag::default();
    let (own, foreign) = (queue.clone(), flag.clone());
    let first = lp.spawn(async move { own.get().await });
    let second = lp.spawn(async move { foreign.wait().await });
    called(1);
    assert_eq!(main.drive(|| true), Wait::Forever);
    called(0);
    queue.put_nowait(1).unwrap();
    flag.set();
    called(1);
    assert_eq!(main.drive(|| true), Wait::Forever);
    called(0);
    assert!(first.is_finished() && second.is_finished());
    // A call and an earlier timer count too.
    lp.call_soon(|| {});
    called(1);
    main.turn();
    lp.spawn(lp.sleep(seconds(1))).cancel();
    called(1);
}

#[test]
fn a_slice_that_ends_in_the_middle_of_a_turn_loses_nothing() {
    let (mut main, lp) = virtual_loop();
    let order = Rc::new(RefCell::new(Vec::new()));
    for number in 0..1000 {
        let order = order.clone();
        lp.spawn(async move { order.borrow_mut().push(number) });
    }
    let mut slices = 0;
    while main.drive(|| false) == Wait::Now {
        slices += 1;
    }
    assert!(slices > 5, "asked every few dozen jobs");
    assert!(order.borrow().iter().copied().eq(0..1000));
}

#[test]
fn a_manual_clock_is_waited_for() {
    let clock = Rc::new(VirtualClock::manual());
    let mut main = Loop::new(clock.clone(), ());
    let task = main.handle().spawn(main.handle().sleep(seconds(5)));
    assert_eq!(main.drive(|| true), Wait::Until(seconds(5)));
    clock.advance(Duration::from_nanos(4_999_999_999));
    assert_eq!(main.drive(|| true), Wait::Until(seconds(5)), "never early");
    clock.advance(Duration::from_nanos(1));
    assert_eq!(main.drive(|| true), Wait::Forever);
    assert!(task.is_finished());
}

#[test]
fn a_panic_leaves_the_loop_usable() {
    let (mut main, lp) = virtual_loop();
    let guard = Rc::new(());
    let kept = guard.clone();
    let task = lp.spawn(async move {
        let _kept = kept;
        if true {
            panic!("on purpose");
        }
    });
    let joiner = lp.spawn(task);
    let mut drive = || catch_unwind(AssertUnwindSafe(|| main.drive(|| true)));
    assert!(drive().is_err());
    assert_eq!(drive().unwrap(), Wait::Forever);
    assert_eq!(Rc::strong_count(&guard), 1);
    assert_eq!(main.run(joiner), Ok(Ok(Err(Cancelled::new()))));
}

#[test]
fn after_a_panic_the_wake_hook_is_called_again() {
    let calls = Arc::new(AtomicUsize::new(0));
    let count = calls.clone();
    let hook = move || _ = count.fetch_add(1, Ordering::SeqCst);
    let mut main = Loop::with_wake_hook(VirtualClock::new(), (), hook);
    let lp = main.handle();
    lp.call_soon(|| panic!("on purpose"));
    lp.call_soon(|| {});
    assert_eq!(calls.swap(0, Ordering::SeqCst), 1);
    assert!(catch_unwind(AssertUnwindSafe(|| main.turn())).is_err());
    lp.call_soon(|| {});
    assert_eq!(calls.swap(0, Ordering::SeqCst), 1);
    assert_eq!(main.drive(|| true), Wait::Forever);
}

#[test]
fn dropping_the_loop_drops_its_tasks() {
    struct SpawnOnDrop(Handle, Rc<Cell<u32>>);
    impl Drop for SpawnOnDrop {
        fn drop(&mut self) {
            self.1.set(self.1.get() + 1);
            let late = self.0.spawn(async { unreachable!("the loop is gone") });
            assert!(late.is_finished());
        }
    }
    let (mut main, lp) = virtual_loop();
    let drops = Rc::new(Cell::new(0));
    for _ in 0..3 {
        let bomb = SpawnOnDrop(lp.clone(), drops.clone());
        lp.spawn(async move {
            bomb.0.sleep(seconds(1)).await;
        });
    }
    main.turn();
    drop(main);
    assert_eq!(drops.get(), 3);
    assert_eq!(lp.tasks().len(), 0);
}

#[test]
fn tasks_have_names_like_pythons() {
    let (mut main, lp) = virtual_loop();
    let first = lp.spawn(async {});
    let named = lp.spawn_named("worker", async {});
    let second = lp.spawn(async {});
    assert_eq!(
        (first.name(), named.name(), second.name()),
        ("Task-1".into(), "worker".into(), "Task-2".into())
    );
    named.task().set_name("other");
    assert_eq!(named.name(), "other");
    let ids: Vec<_> = lp.tasks().iter().map(|task| task.id().unwrap()).collect();
    assert_eq!(ids, [TaskId(1), TaskId(2), TaskId(3)]);
    main.turn();
    let forgotten = first.task().clone();
    drop(first);
    assert_eq!(
        (forgotten.id(), forgotten.name(), forgotten.is_finished()),
        (None, String::new(), true)
    );
    assert!(!forgotten.cancel());
    assert_eq!((forgotten.cancelling(), forgotten.uncancel()), (0, 0));
}

#[test]
fn tasks_that_join_in_a_circle_can_be_cancelled() {
    let (mut main, lp) = virtual_loop();
    let handles: [Rc<RefCell<Option<_>>>; 2] = Default::default();
    let tasks = [0, 1].map(|index| {
        let other = handles[1 - index].clone();
        lp.spawn(async move {
            let other: loopground_core::runtime::JoinHandle<()> = other.take().unwrap();
            other.await.unwrap();
        })
    });
    let ids = [0, 1].map(|index: usize| tasks[index].task().clone());
    for (place, task) in handles.iter().zip(tasks) {
        *place.borrow_mut() = Some(task);
    }
    main.drive(|| true);
    assert!(ids[0].cancel());
    main.drive(|| true);
}

#[test]
fn a_chain_of_a_hundred_thousand_joins_is_cancelled_without_recursion() {
    let (mut main, lp) = virtual_loop();
    let innermost = lp.clone();
    let mut last = lp.spawn(async move {
        innermost.sleep(seconds(1000)).await;
        Ok::<_, Cancelled>(())
    });
    for _ in 0..100_000 {
        last = lp.spawn(async move { last.await? });
    }
    main.turn();
    assert!(last.cancel_with("all of you"));
    let result = main.run(last);
    assert_eq!(result, Ok(Err(Cancelled::with_message("all of you"))));
    assert_eq!(main.handle().now(), Duration::ZERO);
}

#[test]
fn the_innermost_catch_gets_the_cancellation_and_may_raise_it() {
    let (mut main, lp) = virtual_loop();
    let words = Words::default();
    let (own, said) = (lp.clone(), words.clone());
    let task = lp.spawn(async move {
        let outer = own.catch_cancel(async {
            let inner = own.catch_cancel(own.sleep(seconds(9))).await;
            said.borrow_mut().push("inner");
            own.raise::<()>(inner.unwrap_err()).await;
            said.borrow_mut().push("never");
        });
        assert_eq!(outer.await, Err(Cancelled::with_message("m")));
        said.borrow_mut().push("outer");
        assert_eq!(
            own.catch_cancel(async { 5 }).await,
            Ok(5),
            "a catch that has nothing to catch"
        );
        own.catch_cancel(own.sleep(seconds(1))).await.unwrap();
        own.raise::<()>(Cancelled::with_message("again")).await;
    });
    main.turn();
    task.cancel_with("m");
    assert_eq!(main.run(task), Ok(Err(Cancelled::with_message("again"))));
    assert_eq!(*words.borrow(), ["inner", "outer"]);
    assert_eq!(main.handle().now(), seconds(1));
}

#[test]
fn misuse_is_a_panic_that_says_so() {
    #[track_caller]
    fn panics(what: impl FnOnce(Handle), expected: &str) {
        let (_main, lp) = virtual_loop();
        let panic = catch_unwind(AssertUnwindSafe(|| what(lp))).expect_err("it panics");
        let text = panic.downcast_ref::<&str>().map(ToString::to_string);
        let text = text
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap();
        assert!(text.contains(expected), "{text}");
    }
    fn poll<F: Future>(future: F) -> Poll<F::Output> {
        pin!(future).poll(&mut Context::from_waker(Waker::noop()))
    }
    panics(
        |lp| _ = poll(lp.raise::<()>(Cancelled::new())),
        "only in a task",
    );
    panics(
        |lp| _ = poll(lp.timeout(seconds(1), async {})),
        "has to be awaited in a task",
    );
    panics(
        |lp| _ = poll(lp.task_group::<(), ()>(async |_| Ok(()))),
        "has to be awaited in a task",
    );
    // Outside of tasks a catch catches nothing, and a sleep works with any waker.
    let (mut main, lp) = virtual_loop();
    assert_eq!(poll(lp.catch_cancel(async { 1 })), Poll::Ready(Ok(1)));
    let mut sleep = pin!(lp.sleep(seconds(1)));
    assert!(poll(sleep.as_mut()).is_pending());
    main.drive(|| true);
    assert!(poll(sleep).is_ready());
}

#[test]
fn a_program_that_cannot_go_on_is_stalled() {
    let (mut main, lp) = virtual_loop();
    let queue: Queue<()> = Queue::new(&lp, None);
    assert_eq!(
        main.run(async move { queue.get().await }),
        Err(RunError::Stalled)
    );
    let (mut main, lp) = virtual_loop();
    let own = lp.clone();
    let result = main.run(async move {
        own.current().unwrap().cancel_with("oneself");
        own.yield_now().await;
    });
    assert_eq!(
        result,
        Err(RunError::Cancelled(Cancelled::with_message("oneself")))
    );
    // The loop can be used again, and shut down.
    let own = lp.clone();
    let stubborn = lp.spawn(async move {
        let caught = own.catch_cancel(pending::<()>()).await;
        own.sleep(seconds(1)).await;
        caught
    });
    main.turn();
    main.shut_down(|_| false).unwrap();
    assert!(stubborn.is_finished());
    assert_eq!(lp.now(), seconds(1));
}

#[test]
fn a_resumable_body_may_deal_with_cancellation_itself() {
    struct Stubborn(u32);
    impl Resume for Stubborn {
        type Output = u32;
        fn resume(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Step<u32> {
            if self.0 < 2 {
                Step::Wait
            } else {
                Step::Done(self.0)
            }
        }
        fn throw(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
            cancelled: Cancelled,
        ) -> Step<u32> {
            self.0 += 1;
            assert_eq!(cancelled.message(), Some("no"));
            self.resume(context)
        }
    }
    let (mut main, lp) = virtual_loop();
    let task = lp.spawn_resumable(Stubborn(0));
    for _ in 0..2 {
        assert_eq!(main.drive(|| true), Wait::Forever);
        assert!(task.cancel_with("no"));
    }
    assert_eq!(main.run(task), Ok(Ok(2)));
}

/// Keeps what happened as text.
#[derive(Clone, Default)]
struct Record(Rc<RefCell<Vec<(Duration, Happening)>>>);

impl Observer for Record {
    fn event(&self, at: Duration, event: Happening) {
        self.0.borrow_mut().push((at, event));
    }
}

#[test]
fn an_observer_sees_everything_and_the_same_every_time() {
    let run = || {
        let record = Record::default();
        let mut main = Loop::new(VirtualClock::new(), record.clone());
        let lp = main.handle();
        let own = lp.clone();
        main.run(async move {
            let child = own.spawn(own.sleep(seconds(1)));
            own.yield_now().await;
            child.cancel();
            assert!(child.await.is_err());
        })
        .unwrap();
        record.0.take()
    };
    let first = run();
    for _ in 0..10 {
        assert_eq!(run(), first);
    }
    let (main, child) = (TaskId(1), TaskId(2));
    let events: Vec<_> = first.into_iter().map(|(_, event)| event).collect();
    assert_eq!(
        events,
        [
            Happening::TaskCreated {
                task: main,
                by: None
            },
            Happening::TurnBegan { ready: 1 },
            Happening::TaskResumed {
                task: main,
                cancelled: false
            },
            Happening::TaskCreated {
                task: child,
                by: Some(main)
            },
            Happening::TaskSuspended {
                task: main,
                on: WaitsFor::Nothing
            },
            Happening::TurnBegan { ready: 2 },
            Happening::TaskResumed {
                task: child,
                cancelled: false
            },
            Happening::TaskSuspended {
                task: child,
                on: WaitsFor::Time
            },
            Happening::TaskResumed {
                task: main,
                cancelled: false
            },
            Happening::CancelRequested {
                task: child,
                by: Some(main)
            },
            Happening::TaskWoken {
                task: child,
                by: Some(main)
            },
            Happening::TaskSuspended {
                task: main,
                on: WaitsFor::Task(child)
            },
            Happening::TurnBegan { ready: 1 },
            Happening::TaskResumed {
                task: child,
                cancelled: true
            },
            Happening::TaskDone {
                task: child,
                how: Ending::Cancelled
            },
            Happening::TaskWoken {
                task: main,
                by: None
            },
            Happening::TurnBegan { ready: 1 },
            Happening::TaskResumed {
                task: main,
                cancelled: false
            },
            Happening::TaskDone {
                task: main,
                how: Ending::Returned
            },
            Happening::TurnBegan { ready: 1 },
        ]
    );
}

#[test]
fn kinds_of_events_have_numbers_of_their_own() {
    let mut numbers: Vec<_> = Happening::KINDS.iter().map(|(number, _)| number).collect();
    numbers.dedup();
    assert!(numbers.is_sorted() && numbers.len() == Happening::KINDS.len());
    assert_eq!(
        Happening::TaskDone {
            task: TaskId(1),
            how: Ending::Failed
        }
        .name(),
        "task-done"
    );
}
