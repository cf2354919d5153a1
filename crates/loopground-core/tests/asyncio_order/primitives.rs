//! Locks, queues, semaphores, events, conditions and barriers: who goes on when.

use super::*;

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
