//! The primitives without a loop: a host that only keeps which waiters were woken.

use std::collections::BTreeMap;

use loopground_core::group::{
    Gather, GatherNext, GroupNext, GroupRefusal, MemberEnd, ReturnWhen, TaskGroup, Timeout,
    TimeoutState, Verdict, WaitSet,
};
use loopground_core::sync::{
    Arrival, Barrier, BarrierState, BoundExceeded, Condition, Entry, Event, GetError, Lock,
    NotLocked, PutError, Queue, QueueState, Semaphore, TooManyDone, Waiters,
};

/// Waiters are letters.
#[derive(Default)]
struct Host {
    done: BTreeMap<char, bool>,
    /// In the order in which they were woken.
    woken: String,
}

impl Host {
    /// Cancels a waiter, as cancelling its task does.
    fn cancel(&mut self, waiter: char) {
        self.done.entry(waiter).or_insert(false);
    }

    fn take_woken(&mut self) -> String {
        std::mem::take(&mut self.woken)
    }
}

impl Waiters<char> for Host {
    fn is_done(&self, waiter: &char) -> bool {
        self.done.contains_key(waiter)
    }

    fn is_cancelled(&self, waiter: &char) -> bool {
        self.done.get(waiter) == Some(&false)
    }

    fn wake(&mut self, waiter: &char) {
        assert!(
            self.done.insert(*waiter, true).is_none(),
            "{waiter} was done already"
        );
        self.woken.push(*waiter);
    }
}

#[test]
fn a_lock_that_is_free_but_promised_cannot_be_taken() {
    let (mut lock, mut host) = (Lock::new(), Host::default());
    assert_eq!(lock.release(&mut host), Err(NotLocked));
    assert!(lock.try_acquire(&host));
    assert!(!lock.try_acquire(&host));
    lock.wait('a');
    lock.wait('b');
    lock.release(&mut host).unwrap();
    assert_eq!(host.take_woken(), "a");
    assert!(
        !lock.is_locked() && !lock.try_acquire(&host),
        "a is to have it"
    );
    lock.acquired(&'a');
    assert!(lock.is_locked());
    assert_eq!(lock.waiters().collect::<String>(), "b");
}

#[test]
fn a_free_lock_with_only_cancelled_waiters_can_be_taken() {
    let (mut lock, mut host) = (Lock::new(), Host::default());
    assert!(lock.try_acquire(&host));
    lock.wait('a');
    host.cancel('a');
    lock.release(&mut host).unwrap();
    assert_eq!(host.take_woken(), "", "a is done already");
    assert!(lock.try_acquire(&host));
    lock.abandoned(&mut host, &'a');
    assert_eq!(lock.waiters().len(), 0);
}

#[test]
fn whoever_gives_up_a_free_lock_wakes_the_next() {
    let (mut lock, mut host) = (Lock::new(), Host::default());
    assert!(lock.try_acquire(&host));
    lock.wait('a');
    lock.wait('b');
    lock.release(&mut host).unwrap();
    lock.abandoned(&mut host, &'a');
    assert_eq!(host.take_woken(), "ab");
}

#[test]
fn a_semaphore_hands_its_places_on() {
    let (mut semaphore, mut host) = (Semaphore::new(1), Host::default());
    assert!(semaphore.try_acquire(&host));
    for waiter in ['a', 'b', 'c'] {
        semaphore.wait(waiter);
    }
    semaphore.release(&mut host).unwrap();
    assert_eq!((host.take_woken().as_str(), semaphore.value()), ("a", 0));
    // `a` was given a place and gives up.
    semaphore.abandoned(&mut host, &'a');
    assert_eq!(host.take_woken(), "b");
    semaphore.acquired(&mut host, &'b');
    // `c` was not given one and gives up.
    host.cancel('c');
    semaphore.abandoned(&mut host, &'c');
    assert_eq!((host.take_woken().as_str(), semaphore.value()), ("", 0));
    semaphore.release(&mut host).unwrap();
    assert_eq!(semaphore.value(), 1);
    let mut bounded: Semaphore<char> = Semaphore::bounded(0);
    assert_eq!(bounded.release(&mut host), Err(BoundExceeded));
}

#[test]
fn an_event_wakes_everybody_once() {
    let (mut event, mut host) = (Event::new(), Host::default());
    for waiter in ['a', 'b', 'c'] {
        event.wait(waiter);
    }
    host.cancel('b');
    event.set(&mut host);
    event.set(&mut host);
    assert_eq!(host.take_woken(), "ac");
    event.clear();
    event.finished(&'a');
    event.wait('d');
    event.set(&mut host);
    assert_eq!(
        host.take_woken(),
        "d",
        "those who were woken before are not woken again"
    );
}

#[test]
fn a_condition_passes_over_those_who_were_notified() {
    let (mut condition, mut host) = (Condition::new(), Host::default());
    for waiter in ['a', 'b', 'c', 'd'] {
        condition.wait(waiter);
    }
    condition.notify(&mut host, 1);
    host.cancel('b');
    condition.notify(&mut host, 1);
    condition.notify(&mut host, 0);
    assert_eq!(host.take_woken(), "ac");
    condition.finished(&'d');
    condition.notify(&mut host, 9);
    assert_eq!(host.take_woken(), "");
}

#[test]
fn a_barrier_goes_round() {
    assert!(Barrier::new(0).is_none());
    let mut barrier = Barrier::new(2).unwrap();
    for _ in 0..2 {
        assert_eq!(barrier.entry(), Entry::Open);
        assert_eq!(barrier.arrive(), Arrival::Waits(0));
        assert_eq!((barrier.waiting(), barrier.released()), (1, None));
        assert_eq!(barrier.arrive(), Arrival::Last(1));
        assert_eq!(
            (barrier.state(), barrier.released()),
            (BarrierState::Draining, Some(true))
        );
        assert_eq!(barrier.entry(), Entry::Blocked, "not while they leave");
        assert!(!barrier.leave());
        assert!(barrier.leave());
    }
    barrier.arrive();
    barrier.reset();
    assert_eq!(
        (barrier.entry(), barrier.released()),
        (Entry::Blocked, Some(false))
    );
    assert!(barrier.leave());
    assert_eq!(barrier.entry(), Entry::Open);
    barrier.abort();
    assert_eq!(
        (barrier.entry(), barrier.released()),
        (Entry::Broken, Some(false))
    );
    barrier.reset();
    assert_eq!(barrier.state(), BarrierState::Filling);
}

#[test]
fn a_queue_wakes_one_for_each_item_and_each_room() {
    let mut host = Host::default();
    let mut queue: Queue<u32, char> = Queue::new(Some(1));
    assert_eq!(queue.get_nowait(&mut host), Err(GetError::Empty));
    for getter in ['a', 'b'] {
        queue.state.wait_to_get(getter);
    }
    queue.put_nowait(&mut host, 1).unwrap();
    assert_eq!(host.take_woken(), "a");
    assert_eq!(queue.put_nowait(&mut host, 2), Err((PutError::Full, 2)));
    queue.state.wait_to_put('p');
    // `a` was woken and gives up: the item is for `b`.
    let len = queue.len();
    queue.state.abandon_get(&mut host, len, &'a');
    assert_eq!(host.take_woken(), "b");
    assert_eq!(queue.get_nowait(&mut host), Ok(1));
    assert_eq!(host.take_woken(), "p");
    // `p` was woken and gives up: the room is for `q`.
    queue.state.wait_to_put('q');
    queue.state.abandon_put(&mut host, 0, &'p');
    assert_eq!(host.take_woken(), "q");
    queue.state.wait_to_join('j');
    queue.state.task_done(&mut host).unwrap();
    assert_eq!(host.take_woken(), "j");
    assert_eq!(queue.state.task_done(&mut host), Err(TooManyDone));
    queue.state.joined(&'j');
    assert_eq!(queue.state.joiners().len(), 0);
}

#[test]
fn a_queue_that_shuts_down_lets_what_is_there_be_got_or_not() {
    for immediate in [false, true] {
        let mut host = Host::default();
        let mut queue: Queue<u32, char> = Queue::new(None);
        queue.put_nowait(&mut host, 1).unwrap();
        queue.put_nowait(&mut host, 2).unwrap();
        queue.state.wait_to_put('p');
        queue.state.wait_to_join('j');
        let dropped = queue.shut_down(&mut host, immediate);
        assert_eq!(host.take_woken(), if immediate { "jp" } else { "p" });
        assert_eq!(queue.put_nowait(&mut host, 3), Err((PutError::ShutDown, 3)));
        if immediate {
            assert_eq!(dropped, [1, 2]);
        } else {
            assert_eq!(
                (queue.get_nowait(&mut host), queue.get_nowait(&mut host)),
                (Ok(1), Ok(2))
            );
            assert_eq!(queue.state.unfinished(), 2);
        }
        assert_eq!(queue.get_nowait(&mut host), Err(GetError::ShutDown));
    }
}

#[test]
fn a_queue_state_counts_for_an_embedder_that_keeps_the_items() {
    let mut host = Host::default();
    let mut state: QueueState<char> = QueueState::new(Some(2));
    assert_eq!(
        (state.may_put(1), state.may_put(2), state.may_put(3)),
        (Ok(()), Err(PutError::Full), Err(PutError::Full))
    );
    assert_eq!(
        (state.may_get(0), state.may_get(1)),
        (Err(GetError::Empty), Ok(()))
    );
    state.wait_to_get('a');
    host.cancel('a');
    state.wait_to_get('b');
    state.put(&mut host);
    assert_eq!(host.take_woken(), "b", "a cancelled getter is passed over");
    assert_eq!((state.getters().len(), state.unfinished()), (0, 1));
    state.shut_down(&mut host, true, 5);
    assert_eq!(state.unfinished(), 0, "never below zero");
    assert_eq!(
        (state.may_get(1), state.may_get(0)),
        (Ok(()), Err(GetError::ShutDown))
    );
}

#[test]
fn a_gather_that_is_cancelled_fails_when_all_members_are_done() {
    let mut gather = Gather::new(2, true);
    assert!(!gather.cancelled(false));
    assert!(gather.cancelled(true));
    assert_eq!(
        gather.member_done(false, MemberEnd::Cancelled),
        GatherNext::Nothing
    );
    assert_eq!(
        gather.member_done(false, MemberEnd::Value),
        GatherNext::FailCancelled
    );
    let mut gather = Gather::new(2, true);
    assert_eq!(
        gather.member_done(false, MemberEnd::Error),
        GatherNext::Nothing
    );
    assert_eq!(
        gather.member_done(false, MemberEnd::Cancelled),
        GatherNext::Finish
    );
}

#[test]
fn a_wait_is_over_when_its_condition_holds() {
    use MemberEnd::{Cancelled, Error, Value};
    for (until, ends, expected) in [
        (ReturnWhen::FirstCompleted, [Value, Value], [true, true]),
        (
            ReturnWhen::FirstException,
            [Cancelled, Value],
            [false, true],
        ),
        (ReturnWhen::FirstException, [Error, Value], [true, true]),
        (ReturnWhen::AllCompleted, [Error, Value], [false, true]),
    ] {
        let mut set = WaitSet::new(2, until);
        assert_eq!(ends.map(|end| set.member_done(end)), expected, "{until:?}");
    }
}

#[test]
fn a_timeout_claims_only_its_own_cancellation() {
    // Requests before, whether it expires, requests left at the end; is the cancellation the timeout's?
    for (before, expires, left, ours) in [
        (0, true, 0, true),
        (0, true, 1, false),
        (1, true, 1, true),
        (0, false, 0, false),
    ] {
        let mut timeout = Timeout::new();
        assert!(timeout.enter(before) && !timeout.enter(before));
        if expires {
            timeout.expire();
            assert!(timeout.is_expired());
        }
        assert_eq!(timeout.leave(), expires);
        assert_eq!(timeout.is_ours(left), ours);
        timeout.expire();
        assert_eq!(timeout.is_expired(), expires, "too late to expire");
    }
    let mut timeout = Timeout::new();
    timeout.expire();
    assert_eq!(
        timeout.state(),
        TimeoutState::Created,
        "not before it was entered"
    );
}

#[test]
fn a_group_refuses_tasks_before_after_and_while_it_shuts_down() {
    let mut group = TaskGroup::new();
    assert_eq!(group.may_spawn(), Err(GroupRefusal::NotEntered));
    assert!(group.enter() && !group.enter());
    assert_eq!(group.may_spawn(), Ok(()));
    group.spawned();
    assert!(!group.exit(None));
    assert_eq!(
        (group.next(), group.may_spawn()),
        (GroupNext::Wait, Ok(())),
        "members may spawn"
    );
    let done = group.member_done(MemberEnd::Cancelled, false);
    assert!(done.set_empty && !done.keep_error && !done.abort);
    assert_eq!(
        (group.next(), group.may_spawn()),
        (GroupNext::Over, Err(GroupRefusal::Finished))
    );
    assert_eq!(
        group.verdict(false, || unreachable!("the group cancelled nobody")),
        Verdict::Pass
    );
}

#[test]
fn a_fatal_error_goes_before_everything() {
    let mut group = TaskGroup::new();
    assert!(group.enter());
    group.spawned();
    group.spawned();
    let first = group.member_done(MemberEnd::FatalError, false);
    assert!(first.abort && first.keep_fatal && first.keep_error && !first.set_empty);
    assert_eq!(group.may_spawn(), Err(GroupRefusal::ShuttingDown));
    let second = group.member_done(MemberEnd::FatalError, false);
    assert!(!second.abort && !second.keep_fatal && second.keep_error && second.set_empty);
    assert!(!group.exit(Some(MemberEnd::Cancelled)), "aborting already");
    assert_eq!(group.verdict(false, || 0), Verdict::RaiseFatal);
}

#[test]
fn an_error_that_nobody_waits_for_is_reported() {
    let mut group = TaskGroup::new();
    assert!(group.enter());
    group.spawned();
    let done = group.member_done(MemberEnd::Error, true);
    assert!(done.orphan && done.keep_error && !done.abort);
}

#[test]
fn a_cancellation_from_outside_survives_unless_there_are_errors() {
    for (errors, left, verdict) in [
        (0, 1, Verdict::RaiseCancelled),
        (1, 1, Verdict::RaiseErrors),
        (1, 0, Verdict::RaiseErrors),
    ] {
        let mut group = TaskGroup::new();
        assert!(group.enter());
        group.spawned();
        assert!(!group.exit(None));
        assert!(group.wait_cancelled());
        assert!(!group.wait_cancelled(), "once is enough");
        let end = if errors > 0 {
            MemberEnd::Error
        } else {
            MemberEnd::Cancelled
        };
        let _ = group.member_done(end, false);
        assert_eq!(group.verdict(false, || left), verdict);
        assert_eq!(group.errors(), errors);
    }
}
