//! Threads with a GIL, and pools of workers.

use loopground_core::event::{JobId, ThreadId, WorkerId};
use loopground_core::executor::{Assignment, Pool, Refused, Submitted};
use loopground_core::thread::{ThreadState, Threads};

/// Runs threads whose bodies are lists of costs, `None` meaning to block; logs who runs.
fn run(interval: u64, bodies: &[&[Option<u64>]]) -> String {
    let mut threads: Threads<()> = Threads::new(interval);
    let mut bodies: Vec<_> = bodies.iter().map(|body| body.iter()).collect();
    let mut log = String::new();
    bodies.iter().for_each(|_| _ = threads.start());
    while let Some(ThreadId(number)) = threads.schedule() {
        log.push((b'a' + number as u8 - 1) as char);
        match bodies[number as usize - 1].next() {
            Some(Some(units)) => {
                if threads.charge(*units) {
                    threads.preempt();
                }
            }
            Some(None) => threads.block(()),
            None => threads.end(),
        }
        if !threads.is_contended() && threads.running().is_none() {
            // Everybody is blocked: wake the oldest.
            let blocked = threads
                .iter()
                .find(|(_, state)| matches!(state, ThreadState::Blocked(())));
            if let Some((thread, _)) = blocked {
                assert!(threads.is_stuck());
                assert_eq!(threads.wake(thread), Some(()));
                assert_eq!(threads.wake(thread), None, "not blocked any more");
            }
        }
    }
    assert!(threads.is_empty());
    log
}

#[test]
fn threads_take_turns_by_slices() {
    let busy: &[Option<u64>] = &[Some(5); 4];
    // Two charges make a slice.
    assert_eq!(run(10, &[busy, busy]), "aabbaabbab");
}

#[test]
fn a_lone_thread_keeps_the_gil() {
    assert_eq!(run(1, &[&[Some(5); 4]]), "aaaaa");
}

#[test]
fn a_blocked_thread_lets_others_run_whole_slices() {
    assert_eq!(
        run(100, &[&[Some(1), None, Some(1)], &[Some(1), Some(1)]]),
        "aabbbaa"
    );
}

#[test]
fn killing_takes_a_thread_out_wherever_it_is() {
    let mut threads: Threads<&str> = Threads::new(1);
    let ids = [threads.start(), threads.start(), threads.start()];
    assert_eq!(threads.schedule(), Some(ids[0]));
    threads.block("x");
    assert_eq!(threads.schedule(), Some(ids[1]));
    assert_eq!(threads.block_otherwise(ids[0], "y"), Some("x"));
    assert_eq!(threads.block_otherwise(ids[1], "y"), None);
    for id in ids {
        threads.kill(id);
        assert_eq!(threads.state(id), None);
        assert_eq!(threads.wake(id), None);
    }
    assert_eq!(threads.schedule(), None);
    assert!(!threads.is_stuck(), "there is nobody to be stuck");
    assert_eq!(threads.start(), ThreadId(4), "numbers are not used again");
}

#[test]
fn a_pool_starts_workers_only_when_none_is_idle() {
    let mut pool = Pool::new(2);
    let submit = |pool: &mut Pool<char>, job| pool.submit(job).unwrap().1;
    assert_eq!(submit(&mut pool, 'a'), Submitted::Start(WorkerId(1)));
    assert_eq!(pool.next_job(WorkerId(1)), Assignment::Run(JobId(1), 'a'));
    assert_eq!(pool.next_job(WorkerId(1)), Assignment::Idle);
    assert_eq!(submit(&mut pool, 'b'), Submitted::Tell(WorkerId(1)));
    assert_eq!(
        submit(&mut pool, 'c'),
        Submitted::Start(WorkerId(2)),
        "worker 1 is spoken for"
    );
    assert_eq!(submit(&mut pool, 'd'), Submitted::Queued);
    assert_eq!(
        pool.next_job(WorkerId(2)),
        Assignment::Run(JobId(2), 'b'),
        "first come, first served"
    );
    assert_eq!(pool.next_job(WorkerId(1)), Assignment::Run(JobId(3), 'c'));
    assert_eq!(pool.next_job(WorkerId(1)), Assignment::Run(JobId(4), 'd'));
    assert_eq!(pool.workers(), 2);
}

#[test]
fn a_pool_that_shuts_down_finishes_or_cancels() {
    for cancel in [false, true] {
        let mut pool = Pool::new(1);
        pool.submit('a').unwrap();
        pool.submit('b').unwrap();
        assert_eq!(pool.next_job(WorkerId(1)), Assignment::Run(JobId(1), 'a'));
        let (cancelled, tell) = pool.shut_down(cancel);
        assert_eq!(tell, []);
        assert_eq!(pool.submit('c'), Err((Refused::ShutDown, 'c')));
        if cancel {
            assert_eq!(cancelled, [(JobId(2), 'b')]);
        } else {
            assert_eq!(pool.next_job(WorkerId(1)), Assignment::Run(JobId(2), 'b'));
        }
        assert!(!pool.is_over());
        assert_eq!(pool.next_job(WorkerId(1)), Assignment::Exit);
        assert!(pool.is_over());
    }
}

#[test]
fn idle_workers_are_told_to_exit() {
    let mut pool = Pool::new(3);
    pool.submit('a').unwrap();
    pool.next_job(WorkerId(1));
    pool.next_job(WorkerId(1));
    assert_eq!(pool.shut_down(false), (vec![], vec![WorkerId(1)]));
    assert_eq!(pool.next_job(WorkerId(1)), Assignment::Exit);
    assert_eq!(
        pool.next_job(WorkerId(1)),
        Assignment::Exit,
        "asking again is harmless"
    );
}

#[test]
fn a_lost_worker_breaks_the_pool() {
    let mut pool = Pool::new(2);
    for job in ['a', 'b', 'c'] {
        pool.submit(job).unwrap();
    }
    pool.next_job(WorkerId(2));
    pool.next_job(WorkerId(1));
    let (jobs, workers) = pool.worker_lost(WorkerId(2));
    assert_eq!(jobs, [JobId(1), JobId(2), JobId(3)]);
    assert_eq!(workers, [WorkerId(1)]);
    assert_eq!(pool.submit('d'), Err((Refused::Broken, 'd')));
    assert_eq!(
        pool.worker_lost(WorkerId(1)),
        (vec![], vec![]),
        "known already"
    );
    assert!(pool.is_over());
}

#[test]
fn only_waiting_jobs_can_be_cancelled() {
    let mut pool = Pool::new(1);
    for job in ['a', 'b', 'c'] {
        pool.submit(job).unwrap();
    }
    pool.next_job(WorkerId(1));
    assert_eq!(pool.cancel(JobId(1)), None);
    assert_eq!(pool.cancel(JobId(2)), Some('b'));
    assert_eq!(pool.cancel(JobId(2)), None);
    assert_eq!(pool.cancel(JobId(9)), None);
    assert_eq!(pool.next_job(WorkerId(1)), Assignment::Run(JobId(3), 'c'));
}
