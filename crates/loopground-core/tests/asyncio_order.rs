//! Rust programs whose log equals, entry by entry, what CPython 3.14 logs for the same program written with asyncio.
//!
//! The Python side ran on a loop with virtual time; a `try` … `except CancelledError` there is a `catch_cancel` here.

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
fn a_lock_goes_round_in_order() {
    check(
        async |lp, log| {
            let lock = Rc::new(Lock::new(&lp, ()));
            let tasks = spawn_each(&lp, ['a', 'b', 'c'], |name| {
                let (lp, log, lock) = (lp.clone(), log.clone(), lock.clone());
                async move {
                    let guard = lock.lock().await;
                    log.say(format!("{name}+"));
                    lp.yield_now().await;
                    log.say(format!("{name}-"));
                    drop(guard);
                    log.say(format!("{name}out"));
                }
            });
            lp.join_all(tasks).await;
        },
        "a+ a- aout b+ b- bout c+ c- cout",
    );
}

#[test]
fn a_cancelled_waiter_leaves_the_line_of_a_lock() {
    check(
        async |lp, log| {
            let lock = Rc::new(Lock::new(&lp, ()));
            let tasks = spawn_each(&lp, ['a', 'b', 'c', 'd'], |name| {
                let (lp, log, lock) = (lp.clone(), log.clone(), lock.clone());
                async move {
                    let _guard = lock.lock().await;
                    log.say(format!("{name}+"));
                    lp.yield_now().await;
                    lp.yield_now().await;
                    log.say(format!("{name}-"));
                }
            });
            lp.yield_now().await;
            tasks[1].cancel();
            log.say_results(&lp.join_all(tasks).await);
        },
        "a+ a- c+ c- d+ d- oxoo",
    );
}

#[test]
fn a_waiter_cancelled_after_it_was_woken_passes_the_lock_on() {
    check(
        async |lp, log| {
            let lock = Rc::new(Lock::new(&lp, ()));
            let tasks = spawn_each(&lp, ['a', 'b', 'c'], |name| {
                let (lp, log, lock) = (lp.clone(), log.clone(), lock.clone());
                async move {
                    let guard = lock.lock().await;
                    log.say(format!("{name}+"));
                    lp.yield_now().await;
                    drop(guard);
                    log.say(format!("{name}-"));
                }
            });
            lp.yield_now().await;
            log.say('m');
            lp.yield_now().await;
            log.say('m');
            tasks[1].cancel();
            log.say_results(&lp.join_all(tasks).await);
        },
        "a+ m a- m c+ c- oxo",
    );
}

#[test]
fn a_full_queue_makes_producer_and_consumers_take_turns() {
    check(
        async |lp, log| {
            let queue = Queue::new(&lp, Some(1));
            let producer = lp.spawn({
                let (queue, log) = (queue.clone(), log.clone());
                async move {
                    for number in 0..4 {
                        queue.put(number).await.unwrap();
                        log.say(format!("p{number}"));
                    }
                }
            });
            let consumers = spawn_each(&lp, ['a', 'b'], |name| {
                let (queue, log) = (queue.clone(), log.clone());
                async move {
                    while let Ok(number) = queue.get().await {
                        log.say(format!("{name}{number}"));
                        if number == 3 {
                            queue.shut_down();
                        }
                    }
                    log.say(format!("{name}!"));
                }
            });
            lp.join_all([producer].into_iter().chain(consumers)).await;
        },
        "p0 a0 p1 a1 p2 b2 p3 a3 a! b!",
    );
}

#[test]
fn a_getter_cancelled_after_it_was_woken_passes_the_item_on() {
    check(
        async |lp, log| {
            let queue: Queue<u32> = Queue::new(&lp, None);
            let mut tasks = spawn_each(&lp, ['a', 'b'], |name| {
                let (queue, log) = (queue.clone(), log.clone());
                async move {
                    let item = queue.get().await.unwrap();
                    log.say(format!("{name}{item}"));
                }
            });
            lp.yield_now().await;
            queue.put_nowait(1).unwrap();
            tasks[0].cancel();
            let second = tasks.pop().unwrap();
            lp.join_all(tasks).await;
            second.await.unwrap();
            log.say("end");
        },
        "b1 end",
    );
}

#[test]
fn a_queue_can_be_joined() {
    check(
        async |lp, log| {
            let queue = Queue::new(&lp, None);
            let workers = spawn_each(&lp, ['a', 'b'], |name| {
                let (lp, log, queue) = (lp.clone(), log.clone(), queue.clone());
                async move {
                    loop {
                        let number: u64 = queue.get().await.unwrap();
                        log.say(format!("{name}{number}"));
                        lp.sleep(seconds(number)).await;
                        queue.task_done().unwrap();
                    }
                }
            });
            for number in [2, 1, 1] {
                queue.put_nowait(number).unwrap();
            }
            queue.join().await;
            log.say("joined");
            workers.iter().for_each(|worker| _ = worker.cancel());
            lp.join_all::<()>(workers).await;
            log.say("end");
        },
        "a2 b1 b1 joined end",
    );
}

#[test]
fn a_semaphore_lets_in_first_come_first_served() {
    check(
        async |lp, log| {
            let semaphore = Rc::new(Semaphore::new(&lp, 2));
            let tasks = spawn_each(&lp, 0..6, |number: u64| {
                let (lp, log, semaphore) = (lp.clone(), log.clone(), semaphore.clone());
                async move {
                    let _place = semaphore.acquire().await;
                    log.say(format!("{number}+"));
                    lp.sleep(seconds(number % 3)).await;
                    log.say(format!("{number}-"));
                }
            });
            lp.join_all(tasks).await;
        },
        "0+ 1+ 0- 2+ 1- 3+ 3- 4+ 2- 4- 5+ 5-",
    );
}

#[test]
fn whoever_was_woken_by_an_event_goes_on_though_it_is_cleared() {
    check(
        async |lp, log| {
            let event = Rc::new(Event::new(&lp));
            let tasks = spawn_each(&lp, ['a', 'b', 'c'], |name| {
                let (event, log) = (event.clone(), log.clone());
                async move {
                    event.wait().await;
                    log.say(name);
                }
            });
            lp.yield_now().await;
            event.set();
            event.clear();
            log.say("set");
            tasks[1].cancel();
            log.say_results(&lp.join_all(tasks).await);
        },
        "set a c oxo",
    );
}

#[test]
fn notified_tasks_get_the_lock_one_after_the_other() {
    check(
        async |lp, log| {
            let condition = Rc::new(Condition::new(&lp, ()));
            let tasks = spawn_each(&lp, ['a', 'b', 'c', 'd'], |name| {
                let (lp, log, condition) = (lp.clone(), log.clone(), condition.clone());
                async move {
                    let guard = condition.lock().await;
                    let _guard = condition.wait(guard).await;
                    log.say(name);
                    lp.yield_now().await;
                    log.say(format!("{name}-"));
                }
            });
            lp.yield_now().await;
            let guard = condition.lock().await;
            condition.notify(&guard, 2);
            log.say("n2");
            drop(guard);
            lp.yield_now().await;
            log.say('m');
            let guard = condition.lock().await;
            condition.notify_all(&guard);
            log.say("all");
            drop(guard);
            lp.join_all(tasks).await;
        },
        "n2 a m a- b b- all c c- d d-",
    );
}

#[test]
fn a_barrier_gives_numbers_in_the_order_of_arrival() {
    check(
        async |lp, log| {
            let barrier = Rc::new(Barrier::new(&lp, 3).unwrap());
            let tasks = spawn_each(&lp, ['a', 'b', 'c'], |name| {
                let (barrier, log) = (barrier.clone(), log.clone());
                async move {
                    log.say(format!("{name}{}", barrier.wait().await.unwrap()));
                    log.say(format!("{name}{}'", barrier.wait().await.unwrap()));
                }
            });
            lp.join_all(tasks).await;
        },
        "c2 a0 b1 a2' b0' c1'",
    );
}

/// Says its word when it is dropped.
struct Finally(Log, &'static str);

impl Drop for Finally {
    fn drop(&mut self) {
        self.0.say(self.1);
    }
}

#[test]
fn a_timeout_runs_destructors_first() {
    check(
        async |lp, log| {
            let inner = async {
                let _finally = Finally(log.clone(), "fin");
                lp.sleep(seconds(10)).await;
            };
            if lp.timeout(seconds(1), inner).await == Err(TimedOut) {
                log.say("timeout");
            }
            lp.timeout(seconds(1), async { log.say("quick") })
                .await
                .unwrap();
            let zero = lp.timeout(Duration::ZERO, async {
                log.say("in");
                lp.yield_now().await;
                log.say("no");
            });
            if zero.await == Err(TimedOut) {
                log.say("zero");
            }
        },
        "fin timeout quick in zero",
    );
}

#[test]
fn a_timeout_that_was_set_first_wins_a_tie() {
    check(
        async |lp, log| {
            let task = lp.spawn({
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    lp.sleep(seconds(1)).await;
                    log.say("slept");
                }
            });
            let id = task.task().clone();
            if lp.timeout(seconds(1), task).await == Err(TimedOut) {
                log.say("timeout");
            }
            log.say(id.is_finished());
        },
        "timeout true",
    );
}

#[test]
fn timeouts_nest() {
    check(
        async |lp, log| {
            let outer = lp.timeout(seconds(2), async {
                if lp.timeout(seconds(1), lp.sleep(seconds(10))).await.is_err() {
                    log.say("inner");
                    lp.sleep(seconds(10)).await;
                }
            });
            if outer.await.is_err() {
                log.say("outer");
            }
            log.say(lp.now().as_secs());
            log.say(lp.current().unwrap().cancelling());
        },
        "inner outer 2 0",
    );
}

#[test]
fn a_failing_task_cancels_its_group_and_the_block() {
    check(
        async |lp, log| {
            let member = |name: char, after: u64| {
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    match lp.catch_cancel(lp.sleep(seconds(after))).await {
                        Ok(()) => log.say(format!("{name}ok")),
                        Err(cancelled) => {
                            log.say(format!("{name}cancelled"));
                            lp.raise(cancelled).await
                        }
                    }
                    Ok(())
                }
            };
            let bad = {
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    lp.sleep(seconds(2)).await;
                    log.say("bad");
                    Err::<(), _>("ValueError")
                }
            };
            let result = lp
                .task_group(async |group| {
                    group.spawn(member('a', 1)).unwrap();
                    group.spawn(member('b', 3)).unwrap();
                    group.spawn(bad).unwrap();
                    if let Err(cancelled) = lp.catch_cancel(lp.sleep(seconds(10))).await {
                        log.say("body");
                        lp.raise::<()>(cancelled).await;
                    }
                    Ok(())
                })
                .await;
            assert_eq!(result.unwrap_err().errors, ["ValueError"]);
            log.say("group");
            log.say(lp.current().unwrap().cancelling());
        },
        "aok bad bcancelled body group 0",
    );
}

#[test]
fn cancelling_the_owner_of_a_group_cancels_its_tasks_first() {
    check(
        async |lp, log| {
            let task = lp.spawn({
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    let result = lp.task_group::<_, ()>(async |group| {
                        for name in ['a', 'b'] {
                            let (lp, log) = (lp.clone(), log.clone());
                            group
                                .spawn(async move {
                                    let caught = lp.catch_cancel(lp.sleep(seconds(10))).await;
                                    log.say(name);
                                    lp.raise::<()>(caught.unwrap_err()).await;
                                    Ok(())
                                })
                                .unwrap();
                        }
                        Ok(())
                    });
                    result.await.unwrap();
                }
            });
            lp.sleep(seconds(1)).await;
            task.cancel_with("why");
            if let Err(cancelled) = task.await {
                assert_eq!(cancelled.message(), Some("why"));
                log.say("main");
            }
        },
        "a b main",
    );
}

#[test]
fn a_gather_fails_early_and_lets_the_others_run_on() {
    check(
        async |lp, log| {
            let ok = |name: char, after: u64| {
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    lp.sleep(seconds(after)).await;
                    log.say(name);
                    Ok(())
                }
            };
            let bad = {
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    lp.sleep(seconds(1)).await;
                    log.say("bad");
                    Err("ValueError")
                }
            };
            let tasks = [lp.spawn(ok('a', 1)), lp.spawn(bad), lp.spawn(ok('c', 2))];
            let last = tasks[2].task().clone();
            if lp.gather(tasks).await == Err(GatherError::Failed("ValueError")) {
                log.say("failed");
            }
            lp.wait([&last], ReturnWhen::AllCompleted, None).await;
            log.say("end");
        },
        "a bad failed c end",
    );
}

#[test]
fn cancelling_a_gather_cancels_its_tasks() {
    check(
        async |lp, log| {
            let task = lp.spawn({
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    let tasks = spawn_each(&lp, ['a', 'b'], |name| {
                        let (lp, log) = (lp.clone(), log.clone());
                        async move {
                            let caught = lp.catch_cancel(lp.sleep(seconds(10))).await;
                            log.say(name);
                            lp.raise::<()>(caught.unwrap_err()).await;
                            Ok::<_, ()>(())
                        }
                    });
                    lp.gather(tasks).await.unwrap();
                    log.say("no");
                }
            });
            lp.sleep(seconds(1)).await;
            task.cancel();
            if task.await.is_err() {
                log.say("main");
            }
        },
        "a b main",
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
fn a_shielded_task_survives() {
    check(
        async |lp, log| {
            let inner = {
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    lp.sleep(seconds(2)).await;
                    log.say('m');
                    1
                }
            };
            let inner = Rc::new(Lock::new(&lp, lp.spawn(inner)));
            let outer = lp.spawn({
                let (lp, log, inner) = (lp.clone(), log.clone(), inner.clone());
                async move {
                    let mut inner = inner.lock().await;
                    if let Err(cancelled) = lp.catch_cancel(lp.shield(&mut inner)).await {
                        log.say("struck");
                        drop(inner);
                        lp.raise::<()>(cancelled).await;
                    }
                }
            });
            lp.sleep(seconds(1)).await;
            outer.cancel();
            if outer.await.is_err() {
                log.say("outer");
            }
            log.say((&mut *inner.lock().await).await.unwrap());
        },
        "struck outer m 1",
    );
}

#[test]
fn a_task_may_refuse() {
    check(
        async |lp, log| {
            let task = lp.spawn({
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    if let Err(cancelled) = lp.catch_cancel(lp.sleep(seconds(10))).await {
                        log.say(format!("caught {}", cancelled.message().unwrap()));
                    }
                    lp.sleep(seconds(1)).await;
                    log.say("on");
                    7
                }
            });
            lp.yield_now().await;
            task.cancel_with("now");
            log.say(task.await.unwrap());
        },
        "caught now on 7",
    );
}

#[test]
fn tasks_are_struck_in_the_order_in_which_they_were_asked() {
    check(
        async |lp, log| {
            let tasks = spawn_each(&lp, ['a', 'b', 'c'], |name| {
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    let caught = lp.catch_cancel(lp.sleep(seconds(10))).await;
                    log.say(name);
                    lp.yield_now().await;
                    log.say(format!("{name}'"));
                    lp.raise::<()>(caught.unwrap_err()).await;
                }
            });
            lp.yield_now().await;
            tasks.iter().rev().for_each(|task| _ = task.cancel());
            log.say("asked");
            for task in tasks {
                if task.await.is_err() {
                    log.say("gone");
                }
            }
        },
        "asked c b a c' b' a' gone gone gone",
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

#[test]
fn a_task_that_cancels_itself_is_struck_at_its_next_await() {
    check(
        async |lp, log| {
            let task = lp.spawn({
                let (lp, log) = (lp.clone(), log.clone());
                async move {
                    lp.current().unwrap().cancel_with("self");
                    log.say("still");
                    match lp.catch_cancel(lp.yield_now()).await {
                        Ok(()) => log.say("passed"),
                        Err(cancelled) => {
                            log.say("struck");
                            lp.raise(cancelled).await
                        }
                    }
                }
            });
            if task.await.is_err() {
                log.say("gone");
            }
        },
        "still struck gone",
    );
}
