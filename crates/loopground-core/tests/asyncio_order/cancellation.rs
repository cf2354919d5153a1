//! Timeouts, groups, gathering and cancelling: who is struck when.

use super::*;

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
