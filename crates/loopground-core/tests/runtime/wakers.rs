//! Wake-ups that do not come from the loop itself, and wakers that are not its own.

use super::*;

#[test]
fn foreign_wake_ups_keep_their_place_among_the_loops_own() {
    let (mut main, lp) = virtual_loop();
    let words = Words::default();
    let flags = [Flag::default(), Flag::default()];
    let queue: Queue<()> = Queue::new(&lp, None);
    for (flag, word) in [(flags[0].clone(), "first"), (flags[1].clone(), "third")] {
        let words = words.clone();
        lp.spawn(async move {
            flag.wait().await;
            words.borrow_mut().push(word);
        });
    }
    let (own, said) = (queue.clone(), words.clone());
    lp.spawn(async move {
        own.get().await.unwrap();
        said.borrow_mut().push("second");
    });
    main.drive(|| true);
    flags[0].set();
    queue.put_nowait(()).unwrap();
    flags[1].set();
    main.drive(|| true);
    assert_eq!(*words.borrow(), ["first", "second", "third"]);
}

#[test]
fn a_task_woken_many_times_runs_once() {
    let (mut main, lp) = virtual_loop();
    let polls = Rc::new(Cell::new(0));
    let waker = Rc::new(RefCell::new(None::<Waker>));
    let (count, keep) = (polls.clone(), waker.clone());
    let task = lp.spawn(poll_fn(move |context| {
        count.set(count.get() + 1);
        *keep.borrow_mut() = Some(context.waker().clone());
        if count.get() < 3 {
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    }));
    main.drive(|| true);
    for round in 1..=2 {
        assert_eq!(polls.get(), round);
        for _ in 0..5 {
            waker.borrow().as_ref().unwrap().wake_by_ref();
        }
        main.drive(|| true);
    }
    assert!(task.is_finished());
    // A waker that outlives its task, the slot of the task, and the loop.
    for _ in 0..100 {
        lp.spawn(pending::<()>());
    }
    main.drive(|| true);
    let kept = waker.take().unwrap();
    kept.wake_by_ref();
    assert_eq!(main.drive(|| true), Wait::Forever);
    drop(main);
    kept.wake();
}

#[test]
fn threads_wake_tasks() {
    const THREADS: usize = 4;
    const ROUNDS: usize = 500;
    let done = native::block_on(|lp| async move {
        let mut tasks = Vec::new();
        for _ in 0..THREADS {
            let flags: Vec<_> = (0..ROUNDS).map(|_| Flag::default()).collect();
            let setter = flags.clone();
            let thread = thread::spawn(move || setter.iter().for_each(Flag::set));
            for flag in flags {
                tasks.push(lp.spawn(async move { flag.wait().await }));
            }
            tasks.push(lp.spawn(async move { thread.join().unwrap() }));
        }
        lp.join_all(tasks)
            .await
            .into_iter()
            .filter(Result::is_ok)
            .count()
    });
    assert_eq!(done, Ok(THREADS * (ROUNDS + 1)));
}

/// Polls its future with a waker of its own, as combinators do that keep many futures.
struct Relay<F>(F, Arc<RelayWaker>);

#[derive(Default)]
struct RelayWaker {
    outer: Mutex<Option<Waker>>,
    woken: AtomicUsize,
}

impl Wake for RelayWaker {
    fn wake(self: Arc<Self>) {
        self.woken.fetch_add(1, Ordering::SeqCst);
        if let Some(waker) = self.outer.lock().unwrap().take() {
            waker.wake();
        }
    }
}

impl<F> Relay<F> {
    fn new(future: F) -> Pin<Box<Relay<Pin<Box<F>>>>>
    where
        F: Future,
    {
        let waker = RelayWaker {
            woken: AtomicUsize::new(1),
            ..RelayWaker::default()
        };
        Box::pin(Relay(Box::pin(future), Arc::new(waker)))
    }
}

impl<F: Future> Future for Relay<Pin<Box<F>>> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        *self.1.outer.lock().unwrap() = Some(context.waker().clone());
        if self.1.woken.swap(0, Ordering::SeqCst) == 0 {
            return Poll::Pending;
        }
        let waker = Waker::from(self.1.clone());
        self.0.as_mut().poll(&mut Context::from_waker(&waker))
    }
}

#[test]
fn everything_works_under_wakers_of_others() {
    let (mut main, lp) = virtual_loop();
    let own = lp.clone();
    let task = lp.spawn(async move {
        Relay::new(own.sleep(seconds(1))).await;
        Relay::new(own.yield_now()).await;
        let child = own.spawn(async { 7 });
        assert_eq!(Relay::new(child).await, Ok(7));
        let queue = Queue::new(&own, None);
        let (far, sleeper) = (queue.clone(), own.clone());
        own.spawn(async move {
            sleeper.sleep(seconds(1)).await;
            far.put_nowait("item").unwrap();
        });
        assert_eq!(Relay::new(async { queue.get().await }).await, Ok("item"));
        let late = own
            .timeout(seconds(1), Relay::new(own.sleep(seconds(5))))
            .await;
        assert_eq!(late, Err(TimedOut));
        let late = Relay::new(own.timeout(seconds(1), own.sleep(seconds(5)))).await;
        assert_eq!(late, Err(TimedOut));
        Relay::new(own.catch_cancel(own.sleep(seconds(50)))).await
    });
    while lp.now() < seconds(4) {
        main.turn();
    }
    main.turn();
    task.cancel_with("caught");
    assert_eq!(
        main.run(task),
        Ok(Ok(Err(Cancelled::with_message("caught"))))
    );
}

#[test]
fn the_loser_of_a_race_leaves_nothing_behind() {
    let (mut main, lp) = virtual_loop();
    let own = lp.clone();
    let queue: Queue<u32> = Queue::new(&lp, None);
    let far = queue.clone();
    let raced = main.run(async move {
        let fast = async {
            own.sleep(seconds(1)).await;
            "fast"
        };
        let slow = async {
            far.get().await.unwrap();
            "slow"
        };
        futures_lite::future::or(slow, fast).await
    });
    assert_eq!(raced, Ok("fast"));
    queue.put_nowait(1).unwrap();
    assert_eq!(queue.len(), 1, "nobody waits for it any more");
    assert_eq!(main.drive(|| true), Wait::Forever);
    assert_eq!(lp.now(), seconds(1));
}

#[test]
fn a_task_that_waits_for_two_things_is_woken_by_both_and_struck_once() {
    let (mut main, lp) = virtual_loop();
    let own = lp.clone();
    let both = lp.spawn(async move {
        let (one, two) = (own.sleep(seconds(1)), own.sleep(seconds(2)));
        futures_lite::future::zip(one, two).await;
        let (one, two) = (own.sleep(seconds(10)), own.sleep(seconds(20)));
        own.catch_cancel(futures_lite::future::zip(one, two)).await
    });
    main.run(lp.sleep(seconds(3))).unwrap();
    both.cancel();
    assert_eq!(main.run(both), Ok(Ok(Err(Cancelled::new()))));
    assert_eq!(lp.now(), seconds(3));
}

#[test]
fn a_cancelled_await_of_something_foreign_is_given_up() {
    let (mut main, lp) = virtual_loop();
    let flag = Flag::default();
    let far = flag.clone();
    let task = lp.spawn(async move { far.wait().await });
    main.drive(|| true);
    task.cancel();
    assert_eq!(main.run(task), Ok(Err(Cancelled::new())));
    flag.set();
    assert_eq!(main.drive(|| true), Wait::Forever);
}
