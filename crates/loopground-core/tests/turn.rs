//! The order of turns, timers and cancellations, each scenario a program on a small host with a virtual clock.

use loopground_core::timers::{GARBAGE_FLOOR, Timers};
use loopground_core::{EventLoop, HandleId, TimerId, Wait};

/// What a job does when it runs; afterwards its name is in the log.
#[derive(Clone, Debug)]
struct Job {
    name: &'static str,
    then: Vec<Action>,
}

#[derive(Clone, Debug)]
enum Action {
    Soon(Job),
    At(u64, Job),
    CancelSoon(usize),
    CancelTimer(usize),
    Stop,
}
use Action::{At, CancelSoon, CancelTimer, Soon, Stop};

fn job(name: &'static str) -> Job {
    Job {
        name,
        then: Vec::new(),
    }
}

fn does(name: &'static str, then: impl Into<Vec<Action>>) -> Job {
    Job {
        name,
        then: then.into(),
    }
}

#[derive(Default)]
struct Machine {
    events: EventLoop<Job, u64>,
    now: u64,
    log: String,
    handles: Vec<HandleId>,
    timers: Vec<TimerId>,
}

impl Machine {
    fn act(&mut self, action: Action) {
        match action {
            Soon(job) => self.handles.push(self.events.call_soon(job)),
            At(when, job) => self.timers.push(self.events.call_at(when, job)),
            CancelSoon(index) => drop(self.events.cancel(self.handles[index])),
            CancelTimer(index) => drop(self.events.cancel_timer(self.timers[index])),
            Stop => self.events.stop(),
        }
    }

    /// Logs names, `|` at each beginning of a turn, `@t` when the clock jumps.
    fn run(&mut self) {
        loop {
            match self.events.wait() {
                Wait::Now => {}
                Wait::Until(when) => {
                    self.now = self.now.max(when);
                    self.log.push_str(&format!("@{} ", self.now));
                }
                Wait::Forever => break,
            }
            self.events.begin_turn(self.now);
            self.log.push('|');
            while let Some(job) = self.events.next_in_turn() {
                self.log.push_str(&format!(" {}", job.name));
                job.then.into_iter().for_each(|action| self.act(action));
            }
            self.log.push(' ');
            if self.events.is_stopping() {
                self.events.clear_stop();
                break;
            }
        }
    }
}

#[track_caller]
fn check(start: impl Into<Vec<Action>>, expected: &str) {
    let mut machine = Machine::default();
    start
        .into()
        .into_iter()
        .for_each(|action| machine.act(action));
    machine.run();
    assert_eq!(machine.log.trim_end(), expected);
}

#[test]
fn nothing_to_do_is_no_turn() {
    check([], "");
}

#[test]
fn ready_jobs_run_first_in_first_out_in_one_turn() {
    check([Soon(job("a")), Soon(job("b")), Soon(job("c"))], "| a b c");
}

#[test]
fn what_a_job_queues_runs_in_the_next_turn() {
    check(
        [
            Soon(does("a", [Soon(does("c", [Soon(job("d"))]))])),
            Soon(job("b")),
        ],
        "| a b | c | d",
    );
}

#[test]
fn equal_timers_fire_in_the_order_they_were_made() {
    let timers: Vec<_> = ["a", "b", "c", "d", "e", "f", "g"]
        .map(|name| At(5, job(name)))
        .into();
    check(timers, "@5 | a b c d e f g");
}

#[test]
fn timers_fire_by_time_and_never_early() {
    check(
        [At(30, job("c")), At(10, job("a")), At(20, job("b"))],
        "@10 | a @20 | b @30 | c",
    );
}

#[test]
fn due_timers_run_behind_what_was_ready() {
    check([At(0, job("timer")), Soon(job("ready"))], "| ready timer");
}

#[test]
fn a_timer_for_now_made_during_a_turn_waits_for_the_next_one() {
    check(
        [Soon(does("a", [At(0, job("timer")), Soon(job("soon"))]))],
        "| a | soon timer",
    );
}

#[test]
fn a_cancelled_ready_job_is_passed_over() {
    check(
        [
            Soon(does("a", [CancelSoon(1)])),
            Soon(job("b")),
            Soon(job("c")),
        ],
        "| a c",
    );
}

#[test]
fn only_cancelled_ready_jobs_still_make_one_turn() {
    check([Soon(job("a")), CancelSoon(0)], "|");
}

#[test]
fn cancelling_oneself_or_the_past_changes_nothing() {
    check(
        [
            Soon(does("a", [CancelSoon(0), Soon(does("b", [CancelSoon(0)]))])),
            Soon(job("c")),
        ],
        "| a c | b",
    );
}

#[test]
fn a_cancelled_timer_wakes_nobody() {
    check([At(5, job("a")), At(7, job("b")), CancelTimer(0)], "@7 | b");
    check([At(5, job("a")), CancelTimer(0)], "");
}

#[test]
fn a_due_timer_can_be_cancelled_by_a_job_of_its_turn() {
    check(
        [
            At(5, does("a", [CancelTimer(1)])),
            At(5, job("b")),
            At(5, job("c")),
        ],
        "@5 | a c",
    );
}

#[test]
fn stop_ends_the_loop_after_the_turn_and_keeps_the_rest() {
    let mut machine = Machine::default();
    machine.act(Soon(does("a", [Stop, Soon(job("later"))])));
    machine.act(Soon(job("b")));
    machine.run();
    assert_eq!(machine.log, "| a b ");
    machine.run();
    assert_eq!(machine.log, "| a b | later ");
}

#[test]
fn stop_before_the_loop_runs_gives_one_turn_without_waiting() {
    check([At(100, job("a")), Stop], "|");
}

#[test]
fn an_unfinished_turn_goes_on_with_the_next() {
    let mut events: EventLoop<&str, u64> = EventLoop::new();
    for name in ["a", "b", "c"] {
        events.call_soon(name);
    }
    assert_eq!(events.begin_turn(0), 3);
    assert_eq!(events.next_in_turn(), Some("a"));
    assert_eq!(events.left_in_turn(), 2);
    events.call_soon("d");
    assert_eq!(events.begin_turn(0), 3);
    let rest: Vec<_> = std::iter::from_fn(|| events.next_in_turn()).collect();
    assert_eq!(rest, ["b", "c", "d"]);
}

#[test]
fn outdated_ids_name_nothing_even_when_the_slot_is_used_again() {
    let mut timers = Timers::new();
    let first = timers.insert(1u64, "first");
    assert_eq!(timers.cancel(first), Some("first"));
    assert_eq!(timers.next_when(), None);
    let second = timers.insert(2, "second");
    assert_ne!(first, second);
    assert_eq!(timers.cancel(first), None);
    assert_eq!(timers.get(second), Some(&"second"));
    let due = timers.pop_due(2).unwrap();
    assert_eq!(timers.take_due(due), Some("second"));
    assert_eq!(timers.take_due(due), None);
    assert_eq!(timers.cancel(second), None);
}

#[test]
fn cancelled_timers_are_at_most_half_of_a_large_heap() {
    let mut timers = Timers::new();
    let ids: Vec<_> = (0..10_000u64)
        .map(|when| timers.insert(when, when))
        .collect();
    for (count, id) in ids.iter().rev().enumerate() {
        timers.cancel(*id);
        let size = timers.len() + timers.garbage();
        assert!(
            size <= GARBAGE_FLOOR || timers.garbage() * 2 <= size,
            "after {count}"
        );
    }
    assert!(timers.is_empty());
    assert_eq!(timers.next_when(), None);
    assert_eq!(timers.garbage(), 0);
}

#[test]
fn a_float_loop_orders_as_its_numbers_do() {
    let mut events = EventLoop::new();
    let times = [f64::NAN, 0.1 + 0.2, f64::INFINITY, 0.3, -1.0, 0.0, -0.0];
    for when in times {
        events.call_at(when, when);
    }
    events.begin_turn(1e300);
    let order: Vec<_> = std::iter::from_fn(|| events.next_in_turn()).collect();
    assert_eq!(
        format!("{order:?}"),
        "[-1.0, 0.0, -0.0, 0.3, 0.30000000000000004]"
    );
    assert_eq!(events.wait(), Wait::Until(f64::INFINITY));
    assert_eq!(events.scheduled_len(), 2);
}

#[test]
fn clearing_hands_out_what_never_ran() {
    let mut events = EventLoop::new();
    events.call_soon("a");
    let b = events.call_soon("b");
    events.call_soon("c");
    events.call_at(1u64, "due");
    events.call_at(9, "waiting");
    let gone = events.call_at(8, "gone");
    events.begin_turn(1);
    events.cancel(b);
    events.cancel_timer(gone);
    assert_eq!(
        events.ready().copied().collect::<Vec<_>>(),
        ["a", "c", "due"]
    );
    assert_eq!(events.scheduled().collect::<Vec<_>>(), [(9, &"waiting")]);
    assert_eq!(events.clear(), ["a", "c", "due", "waiting"]);
    assert_eq!(events.wait(), Wait::Forever);
    assert_eq!(events.next_in_turn(), None);
    assert_eq!(events.cancel(b), None);
    // And it can be used again.
    events.call_soon("again");
    events.begin_turn(2);
    assert_eq!(events.next_in_turn(), Some("again"));
}

/// Random programs against a model that keeps everything in plain lists.
#[test]
fn random_programs_agree_with_a_list_model() {
    for seed in 1..200u64 {
        let mut random = seed;
        let mut next = move |below: u64| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random % below
        };
        let mut events: EventLoop<u64, u64> = EventLoop::new();
        let (mut handles, mut timers) = (Vec::new(), Vec::new());
        let mut model_ready: Vec<u64> = Vec::new();
        let mut model_timers: Vec<(u64, u64)> = Vec::new();
        let (mut now, mut name) = (0u64, 0u64);
        for _ in 0..300 {
            name += 1;
            match next(6) {
                0 | 1 => {
                    handles.push((events.call_soon(name), name));
                    model_ready.push(name);
                }
                2 | 3 => {
                    let when = now + next(20);
                    timers.push((events.call_at(when, name), name));
                    model_timers.push((when, name));
                }
                4 if !timers.is_empty() => {
                    let (id, name) = timers[next(timers.len() as u64) as usize];
                    let model = model_timers.iter().any(|timer| timer.1 == name);
                    model_timers.retain(|timer| timer.1 != name);
                    assert_eq!(events.cancel_timer(id).is_some(), model);
                }
                4 if !handles.is_empty() => {
                    let (id, name) = handles[next(handles.len() as u64) as usize];
                    let model = model_ready.contains(&name);
                    model_ready.retain(|ready| *ready != name);
                    assert_eq!(events.cancel(id).is_some(), model);
                }
                _ => {
                    now += next(10);
                    events.begin_turn(now);
                    let ran: Vec<_> = std::iter::from_fn(|| events.next_in_turn()).collect();
                    model_timers.sort();
                    let due = model_timers
                        .iter()
                        .take_while(|timer| timer.0 <= now)
                        .count();
                    model_ready.extend(model_timers.drain(..due).map(|timer| timer.1));
                    assert_eq!(ran, std::mem::take(&mut model_ready), "seed {seed}");
                }
            }
            assert_eq!(events.scheduled_len(), model_timers.len());
        }
    }
}
