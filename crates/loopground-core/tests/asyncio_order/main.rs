//! Rust programs whose log equals, entry by entry, what CPython 3.14 logs for the same program written with asyncio.
//!
//! The Python side ran on a loop with virtual time; a `try` … `except CancelledError` there is a `catch_cancel` here.

mod cancellation;
mod primitives;

use std::cell::RefCell;
use std::fmt::Display;
use std::rc::Rc;
use std::time::Duration;

use loopground_core::VirtualClock;
use loopground_core::runtime::{
    Barrier, Cancelled, Condition, Event, GatherError, Handle, JoinHandle, Lock, Loop, Queue,
    ReturnWhen, Semaphore, TimedOut,
};

/// What programs write to.
#[derive(Clone, Default)]
struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    fn say(&self, what: impl Display) {
        self.0.borrow_mut().push(what.to_string());
    }

    /// One letter for each result: `o` for a value, `x` for a cancellation.
    fn say_results<T>(&self, results: &[Result<T, Cancelled>]) {
        self.say(
            results
                .iter()
                .map(|result| if result.is_ok() { 'o' } else { 'x' })
                .collect::<String>(),
        );
    }
}

#[track_caller]
fn check<F: Future<Output = ()> + 'static>(program: impl FnOnce(Handle, Log) -> F, expected: &str) {
    let mut main = Loop::new(VirtualClock::new(), ());
    let log = Log::default();
    main.run(program(main.handle(), log.clone()))
        .expect("the program ends");
    assert_eq!(log.0.borrow().join(" "), expected);
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Spawns one task per name.
fn spawn_each<N: Copy + 'static, F: Future + 'static>(
    lp: &Handle,
    names: impl IntoIterator<Item = N>,
    body: impl Fn(N) -> F,
) -> Vec<JoinHandle<F::Output>> {
    names.into_iter().map(|name| lp.spawn(body(name))).collect()
}
#[test]
fn tasks_that_yield_take_turns() {
    check(
        async |lp, log| {
            let tasks = spawn_each(&lp, ['a', 'b', 'c'], |name| {
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    for number in 0..3 {
                        log.say(format!("{name}{number}"));
                        lp.yield_now().await;
                    }
                }
            });
            for task in tasks {
                task.await.unwrap();
            }
            log.say("end");
        },
        "a0 b0 c0 a1 b1 c1 a2 b2 c2 end",
    );
}

#[test]
fn a_timer_sets_a_future_and_the_task_runs_a_turn_later() {
    check(
        async |lp, log| {
            let first = lp.spawn({
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    lp.sleep(seconds(1)).await;
                    log.say("woke");
                    let (own, spinning) = (lp.clone(), log.clone());
                    lp.spawn(async move {
                        for number in 0..4 {
                            spinning.say(format!("s{number}"));
                            own.yield_now().await;
                        }
                    });
                    lp.yield_now().await;
                    log.say("x");
                    lp.yield_now().await;
                    log.say("y");
                }
            });
            let second = lp.spawn({
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    lp.sleep(seconds(1)).await;
                    log.say("woke2");
                }
            });
            first.await.unwrap();
            log.say("a");
            second.await.unwrap();
            log.say("b");
        },
        // Python's loop runs the rest of the turn in which the main task ended: s3.
        "woke woke2 s0 x s1 y s2 a b s3",
    );
}

#[test]
fn joins_wake_at_once_and_a_gather_one_turn_later() {
    check(
        async |lp, log| {
            let said = log.clone();
            let mut child = lp.spawn(async move { said.say("child") });
            // Two waiters of one task: in Rust one joins it and tells the other.
            let told = Rc::new(Event::new(&lp));
            let first = lp.spawn({
                let (told, log) = (told.clone(), log.clone());
                async move {
                    (&mut child).await.unwrap();
                    told.set();
                    log.say(1);
                }
            });
            let spin = lp.spawn({
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    for _ in 0..5 {
                        log.say('.');
                        lp.yield_now().await;
                    }
                }
            });
            lp.join_all([first]).await;
            log.say("gathered");
            spin.await.unwrap();
        },
        "child 1 . . gathered . . .",
    );
}

#[test]
fn waiting_for_the_first_for_a_time_and_for_all() {
    check(
        async |lp, log| {
            let tasks = spawn_each(&lp, [3, 1, 2], |after| {
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    lp.sleep(seconds(after)).await;
                    log.say(after);
                }
            });
            let all = || tasks.iter().map(JoinHandle::task);
            for (until, timeout) in [
                (ReturnWhen::FirstCompleted, None),
                (ReturnWhen::AllCompleted, Some(Duration::from_millis(1500))),
                (ReturnWhen::AllCompleted, None),
            ] {
                let found = lp.wait(all(), until, timeout).await;
                log.say(format!("{}/{}", found.done.len(), found.pending.len()));
            }
        },
        "1 1/2 2 2/1 3 3/0",
    );
}

#[test]
fn results_come_in_the_order_of_completion() {
    check(
        async |lp, log| {
            let tasks = [2, 1, 1].map(|after| lp.spawn(lp.sleep(seconds(after))));
            let mut results = lp.as_completed(tasks);
            while let Some((place, Ok(()))) = results.next().await {
                log.say(place);
            }
        },
        "1 2 0",
    );
}
