//! Queues, locks, barriers and groups at their edges.

use super::*;

#[test]
fn queues_keep_their_orders_and_say_why_not() {
    let (_main, lp) = virtual_loop();
    let lifo: LifoQueue<u32> = LifoQueue::ordered(&lp, Some(2));
    let priority: PriorityQueue<(u32, &str)> = PriorityQueue::ordered(&lp, None);
    for item in [1, 2] {
        lifo.put_nowait(item).unwrap();
    }
    assert!(lifo.is_full());
    assert_eq!(lifo.put_nowait(3), Err((PutError::Full, 3)));
    assert_eq!((lifo.get_nowait(), lifo.get_nowait()), (Ok(2), Ok(1)));
    assert_eq!(lifo.get_nowait(), Err(GetError::Empty));
    for item in [(2, "b"), (1, "z"), (2, "a"), (1, "z")] {
        priority.put_nowait(item).unwrap();
    }
    let mut order = Vec::new();
    while let Ok(item) = priority.get_nowait() {
        order.push(item);
    }
    assert_eq!(order, [(1, "z"), (1, "z"), (2, "a"), (2, "b")]);
    assert_eq!(priority.unfinished(), 4);
    for _ in 0..4 {
        priority.task_done().unwrap();
    }
    assert_eq!(priority.task_done(), Err(TooManyDone));
}

#[test]
fn a_shut_down_queue_wakes_everybody() {
    let (mut main, lp) = virtual_loop();
    let full: Queue<u32> = Queue::new(&lp, Some(1));
    full.put_nowait(1).unwrap();
    let (far, joined) = (full.clone(), full.clone());
    let putter = lp.spawn(async move { far.put(2).await });
    let joiner = lp.spawn(async move { joined.join().await });
    let empty: Queue<u32> = Queue::new(&lp, None);
    let far = empty.clone();
    let getter = lp.spawn(async move { far.get().await });
    main.drive(|| true);
    assert_eq!(full.shut_down_now(), [1]);
    empty.shut_down();
    let ended = main.run(async move { (putter.await, joiner.await, getter.await) });
    assert_eq!(ended, Ok((Ok(Err(2)), Ok(()), Ok(Err(QueueShutDown)))));
    assert_eq!(full.put_nowait(3), Err((PutError::ShutDown, 3)));
    assert_eq!(full.get_nowait(), Err(GetError::ShutDown));
}

#[test]
fn primitives_refuse_what_makes_no_sense() {
    let (mut main, lp) = virtual_loop();
    let bounded = Semaphore::bounded(&lp, 1);
    assert_eq!(bounded.release(), Err(BoundExceeded));
    let place = bounded.try_acquire().unwrap();
    assert!(bounded.try_acquire().is_none() && bounded.is_locked());
    place.forget();
    assert_eq!(bounded.release(), Ok(()));
    assert!(Barrier::new(&lp, 0).is_none());
    let lock = Lock::new(&lp, 1);
    let guard = lock.try_lock().unwrap();
    assert!(lock.try_lock().is_none() && lock.is_locked());
    drop(guard);
    assert_eq!(*lock.try_lock().unwrap(), 1);

    let barrier = Rc::new(Barrier::new(&lp, 3).unwrap());
    let tasks = [0, 1].map(|_| {
        let barrier = barrier.clone();
        lp.spawn(async move { barrier.wait().await })
    });
    main.drive(|| true);
    assert_eq!(barrier.waiting(), 2);
    let own = barrier.clone();
    let ended = main.run(async move {
        own.abort().await;
        assert!(own.is_broken());
        let late = own.wait().await;
        own.reset().await;
        (lp.join_all(tasks).await, late)
    });
    let broken = Err(BrokenBarrier);
    assert_eq!(ended, Ok((vec![Ok(broken), Ok(broken)], broken)));
    assert!(!barrier.is_broken());
}

#[test]
fn a_group_that_is_over_takes_no_tasks() {
    let (mut main, lp) = virtual_loop();
    let own = lp.clone();
    let result = main.run(async move {
        let mut kept = None;
        let value = own
            .task_group(async |group: TaskGroup<GroupClosed>| {
                let nested = group.clone();
                let member = async move {
                    // Members may spawn members, also when the block is over.
                    nested.spawn(async { Ok(()) })?;
                    Ok(())
                };
                group.spawn(member)?;
                kept = Some(group);
                Ok(1)
            })
            .await;
        (value, kept.unwrap().spawn(async { Ok(()) }).err())
    });
    assert_eq!(result, Ok((Ok(1), Some(GroupClosed))));
}
