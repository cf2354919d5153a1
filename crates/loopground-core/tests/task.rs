//! Futures and tasks as an embedder binds them: a small machine whose task bodies are lists of instructions, and
//! whose log is compared with what asyncio prints for the same program.

use std::collections::VecDeque;

use loopground_core::future::{AlreadyDone, Outcome, State};
use loopground_core::task::{Cancel, Incoming, Next, Resume, StepEnd};
use loopground_core::{EventLoop, FutureState, TaskState, Wait};

/// One instruction of a body. Labels end up in the log.
#[derive(Clone, Copy, Debug)]
enum Do {
    Log(&'static str),
    /// `await asyncio.sleep(0)`
    Yield,
    /// `await future` by number
    Await(usize),
    /// `await task` by number
    Join(usize),
    Resolve(usize),
    Fail(usize),
    CancelTask(usize),
    CancelFuture(usize),
    Uncancel(usize),
    /// From here on, `except CancelledError` logs "caught" with the message and goes on with the instruction after.
    Catch,
    /// End of the `try` block.
    EndCatch,
    /// Yields something that cannot be awaited.
    Misuse,
}
use Do::{
    Await, CancelFuture, CancelTask, Catch, EndCatch, Fail, Join, Log, Misuse, Resolve, Uncancel,
    Yield,
};

type Message = &'static str;
type Future = FutureState<&'static str, String, Callback, Message>;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Callback {
    Wake { task: usize, future: Awaited },
}

/// What a task can wait for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Awaited {
    Future(usize),
    Task(usize),
}

#[derive(Clone, Copy, Debug)]
enum Job {
    Step(usize),
    Throw(usize),
    Call(Callback),
}

struct Task {
    state: TaskState<Awaited>,
    future: Future,
    body: VecDeque<Do>,
    /// Instructions left after the innermost `try` block, if inside one.
    caught: bool,
    name: char,
}

#[derive(Default)]
struct Machine {
    events: EventLoop<Job, u64>,
    futures: Vec<Future>,
    tasks: Vec<Task>,
    log: Vec<String>,
}

impl Machine {
    fn spawn(&mut self, body: &[Do]) {
        let name = (b'A' + self.tasks.len() as u8) as char;
        let body = body.iter().copied().collect();
        self.tasks.push(Task {
            state: TaskState::new(),
            future: Future::new(),
            body,
            caught: false,
            name,
        });
        self.events.call_soon(Job::Step(self.tasks.len() - 1));
    }

    fn future_of(&mut self, awaited: Awaited) -> &mut Future {
        match awaited {
            Awaited::Future(index) => &mut self.futures[index],
            Awaited::Task(index) => &mut self.tasks[index].future,
        }
    }

    fn queue(&mut self, callbacks: impl IntoIterator<Item = Callback>) {
        for callback in callbacks {
            self.events.call_soon(Job::Call(callback));
        }
    }

    fn cancel(&mut self, what: Awaited, message: Option<Message>) -> bool {
        let Awaited::Task(index) = what else {
            let callbacks = self.future_of(what).cancel(message);
            let taken = callbacks.is_some();
            self.queue(callbacks.into_iter().flatten());
            return taken;
        };
        self.tasks[index].future.forget_unretrieved();
        if self.tasks[index].future.is_done() {
            return false;
        }
        match self.tasks[index].state.cancel() {
            Cancel::Forward(to) if self.cancel(to, message) => {}
            Cancel::Forward(_) => {
                self.tasks[index].state.note_cancel();
                self.tasks[index].future.set_cancel_message(message);
            }
            Cancel::Noted => self.tasks[index].future.set_cancel_message(message),
        }
        true
    }

    fn wake(&mut self, callback: Callback) {
        let Callback::Wake { task, future } = callback;
        let (incoming, error) = match self.future_of(future).retrieve() {
            Outcome::Pending => unreachable!("woken by a pending future"),
            Outcome::Value(_) => (Incoming::Nothing, None),
            Outcome::Error(error) => (Incoming::Error, Some(error.clone())),
            Outcome::Cancelled => {
                let future = self.future_of(future);
                let error = future.take_cancelled_error();
                let message = future.cancel_message().copied();
                (
                    Incoming::Cancelled,
                    error.or_else(|| Some(cancelled(message))),
                )
            }
        };
        self.step(task, incoming, error);
    }

    fn step(&mut self, index: usize, incoming: Incoming, error: Option<String>) {
        let task = &mut self.tasks[index];
        assert!(!task.future.is_done(), "a step of a task that is done");
        let thrown = match task.state.begin_step(incoming) {
            Resume::Send => None,
            Resume::ThrowIncoming => error,
            Resume::ThrowCancelled => Some(cancelled(task.future.cancel_message().copied())),
        };
        let mut raised = None;
        let end = self.run_body(index, thrown, &mut raised);
        let next = self.tasks[index].state.end_step(end);
        let future = &mut self.tasks[index].future;
        let callbacks = match next {
            Next::Finish => future.set_result("done").ok(),
            Next::Fail => future.set_exception(raised.unwrap()).ok(),
            Next::Cancel => {
                let message = future.cancel_message().copied();
                future.cancel(message)
            }
            Next::CancelWithError => future.cancel_with(raised.unwrap()),
            Next::StepSoon => {
                self.events.call_soon(Job::Step(index));
                return;
            }
            Next::ThrowSoon => {
                self.events.call_soon(Job::Throw(index));
                return;
            }
            Next::Wait { then_cancel } => {
                let awaited = *self.tasks[index].state.waits_for().unwrap();
                let callback = Callback::Wake {
                    task: index,
                    future: awaited,
                };
                let at_once = self.future_of(awaited).add_done_callback(callback);
                self.queue(at_once);
                let message = self.tasks[index].future.cancel_message().copied();
                if then_cancel && self.cancel(awaited, message) {
                    self.tasks[index].state.cancel_delivered();
                }
                return;
            }
        };
        self.queue(callbacks.unwrap());
    }

    fn run_body(
        &mut self,
        index: usize,
        thrown: Option<String>,
        raised: &mut Option<String>,
    ) -> StepEnd<Awaited> {
        let name = self.tasks[index].name;
        if let Some(error) = thrown {
            let task = &mut self.tasks[index];
            if !task.caught {
                *raised = Some(error.clone());
                task.body.clear();
                self.log.push(format!("{name}:{error}"));
                return if error.starts_with("cancelled") {
                    StepEnd::RaisedCancelled
                } else {
                    StepEnd::Raised
                };
            }
            task.caught = false;
            while !matches!(task.body.pop_front(), Some(EndCatch)) {}
            self.log.push(format!("{name}:caught {error}"));
        }
        while let Some(instruction) = self.tasks[index].body.pop_front() {
            match instruction {
                Log(text) => self.log.push(format!("{name}:{text}")),
                Yield => return StepEnd::Yielded,
                Misuse => return StepEnd::Misused,
                Await(future) if self.futures[future].is_done() => {}
                Join(task) if self.tasks[task].future.is_done() => {}
                Await(future) => return StepEnd::Awaits(Awaited::Future(future)),
                Join(task) => return StepEnd::Awaits(Awaited::Task(task)),
                Resolve(future) => {
                    let callbacks = self.futures[future].set_result("value").unwrap();
                    self.queue(callbacks);
                }
                Fail(future) => {
                    let callbacks = self.futures[future]
                        .set_exception("ValueError".into())
                        .unwrap();
                    self.queue(callbacks);
                }
                CancelTask(task) => {
                    let answer = self.cancel(Awaited::Task(task), Some("stop"));
                    self.log.push(format!("{name}:cancel {answer}"));
                }
                CancelFuture(future) => {
                    let answer = self.cancel(Awaited::Future(future), Some("no"));
                    self.log.push(format!("{name}:cancel {answer}"));
                }
                Uncancel(task) => {
                    let left = self.tasks[task].state.uncancel();
                    self.log.push(format!("{name}:uncancel {left}"));
                }
                Catch => self.tasks[index].caught = true,
                EndCatch => self.tasks[index].caught = false,
            }
        }
        StepEnd::Returned
    }
}

fn cancelled(message: Option<Message>) -> String {
    message.map_or("cancelled".into(), |message| {
        format!("cancelled({message})")
    })
}

/// Runs the bodies as tasks A, B, ... with three futures, and compares the log and how the tasks ended.
#[track_caller]
fn check(bodies: &[&[Do]], expected: &str, ends: &str) {
    let mut machine = Machine {
        futures: (0..3).map(|_| Future::new()).collect(),
        ..Machine::default()
    };
    bodies.iter().for_each(|body| machine.spawn(body));
    while machine.events.wait() == Wait::Now {
        machine.events.begin_turn(0);
        while let Some(job) = machine.events.next_in_turn() {
            match job {
                Job::Step(task) => machine.step(task, Incoming::Nothing, None),
                Job::Throw(task) => {
                    machine.step(task, Incoming::Error, Some("RuntimeError".into()))
                }
                Job::Call(callback) => machine.wake(callback),
            }
        }
    }
    assert_eq!(machine.log.join(", "), expected);
    let found: Vec<_> = machine
        .tasks
        .iter()
        .map(|task| match task.future.peek() {
            Outcome::Pending => "pending",
            Outcome::Cancelled => "cancelled",
            Outcome::Value(_) => "done",
            Outcome::Error(_) => "failed",
        })
        .collect();
    assert_eq!(found.join(" "), ends);
}

#[test]
fn tasks_take_turns() {
    check(
        &[
            &[Log("1"), Yield, Log("2"), Yield, Log("3")],
            &[Log("1"), Yield, Log("2")],
        ],
        "A:1, B:1, A:2, B:2, A:3",
        "done done",
    );
}

#[test]
fn a_future_wakes_its_waiters_in_the_order_they_came() {
    check(
        &[
            &[Await(0), Log("got")],
            &[Await(0), Log("got")],
            &[Resolve(0), Log("set"), Yield, Log("after")],
        ],
        "C:set, A:got, B:got, C:after",
        "done done done",
    );
}

#[test]
fn a_failed_future_throws_into_its_waiter() {
    check(
        &[&[Await(0), Log("never")], &[Fail(0)]],
        "A:ValueError",
        "failed done",
    );
}

#[test]
fn a_task_cancelled_before_it_starts_never_runs() {
    check(
        &[&[CancelTask(1)], &[Log("never")]],
        "A:cancel true, B:cancelled(stop)",
        "done cancelled",
    );
}

#[test]
fn a_waiting_task_is_cancelled_through_its_future() {
    check(
        &[
            &[Await(0), Log("never")],
            &[CancelTask(0), Yield, CancelTask(0)],
        ],
        "B:cancel true, A:cancelled(stop), B:cancel false",
        "cancelled done",
    );
}

#[test]
fn cancelling_the_future_cancels_the_waiter() {
    check(
        &[&[Await(0)], &[CancelFuture(0), CancelFuture(0)]],
        "B:cancel true, B:cancel false, A:cancelled(no)",
        "cancelled done",
    );
}

#[test]
fn a_cancelled_task_may_clean_up_and_refuse() {
    check(
        &[
            &[Catch, Await(0), EndCatch, Log("clean"), Yield, Log("end")],
            &[CancelTask(0)],
        ],
        "B:cancel true, A:caught cancelled(stop), A:clean, A:end",
        "done done",
    );
}

#[test]
fn cancelling_oneself_strikes_at_the_next_await() {
    check(
        &[&[CancelTask(0), Log("still"), Await(0), Log("never")]],
        "A:cancel true, A:still, A:cancelled(stop)",
        "cancelled",
    );
}

#[test]
fn cancelling_oneself_and_returning_ends_as_cancelled() {
    check(
        &[&[CancelTask(0), Log("last")]],
        "A:cancel true, A:last",
        "cancelled",
    );
}

#[test]
fn a_bare_yield_throws_a_noted_request() {
    check(
        &[&[Yield, Log("never")], &[CancelTask(0)]],
        "B:cancel true, A:cancelled(stop)",
        "cancelled done",
    );
}

#[test]
fn cancelling_a_task_whose_wake_up_is_queued_wins_over_the_result() {
    check(
        &[&[Await(0), Log("never")], &[Resolve(0), CancelTask(0)]],
        "B:cancel true, A:cancelled(stop)",
        "cancelled done",
    );
}

#[test]
fn cancelling_reaches_through_a_chain_of_joins_and_comes_back() {
    check(
        &[
            &[Join(1), Log("never")],
            &[Join(2), Log("never")],
            &[Await(0), Log("never")],
            &[Yield, CancelTask(0)],
        ],
        "D:cancel true, C:cancelled(stop), B:cancelled(stop), A:cancelled(stop)",
        "cancelled cancelled cancelled done",
    );
}

#[test]
fn an_inner_task_that_refuses_saves_the_outer_one() {
    check(
        &[
            &[Join(1), Log("joined")],
            &[Catch, Await(0), EndCatch],
            &[Yield, CancelTask(0)],
        ],
        "C:cancel true, B:caught cancelled(stop), A:joined",
        "done done done",
    );
}

#[test]
fn uncancel_at_zero_drops_a_noted_request() {
    check(
        &[&[CancelTask(0), Uncancel(0), Uncancel(0), Yield, Log("alive")]],
        "A:cancel true, A:uncancel 0, A:uncancel 0, A:alive",
        "done",
    );
    check(
        &[&[
            CancelTask(0),
            CancelTask(0),
            Uncancel(0),
            Yield,
            Log("never"),
        ]],
        "A:cancel true, A:cancel true, A:uncancel 1, A:cancelled(stop)",
        "cancelled",
    );
}

#[test]
fn a_misused_await_raises_in_the_next_step_and_a_request_replaces_it() {
    check(&[&[Misuse]], "A:RuntimeError", "failed");
    check(
        &[&[CancelTask(0), Misuse]],
        "A:cancel true, A:cancelled(stop)",
        "cancelled",
    );
}

#[test]
fn a_task_that_waits_for_ever_stays_pending() {
    check(&[&[Await(0)]], "", "pending");
}

#[test]
fn a_future_is_done_once() {
    let mut future: FutureState<i32, &str, u8> = FutureState::new();
    assert_eq!(future.state(), State::Pending);
    assert!(future.set_exception("error").unwrap().is_empty());
    assert_eq!(
        future.set_exception("again").err(),
        Some(AlreadyDone("again"))
    );
    assert_eq!(future.set_result(1).err(), Some(AlreadyDone(1)));
    assert_eq!(future.state(), State::Finished);
    assert_eq!(future.peek(), Outcome::Error(&"error"));
}

#[test]
fn an_error_counts_as_unretrieved_until_someone_looks() {
    let fresh = || {
        let mut future: FutureState<i32, &str, u8> = FutureState::new();
        assert!(!future.is_unretrieved());
        future.set_exception("error").unwrap();
        assert!(future.is_unretrieved());
        future
    };
    let mut future = fresh();
    future.peek();
    assert!(future.is_unretrieved(), "a repr is no retrieval");
    future.retrieve();
    assert!(!future.is_unretrieved());
    let mut future = fresh();
    assert!(future.cancel(None).is_none(), "too late to cancel");
    assert!(!future.is_unretrieved(), "but whoever cancels has seen it");
    let mut future: FutureState<i32, &str, u8> = FutureState::new();
    future.set_result(1).unwrap();
    assert!(!future.is_unretrieved());
}

#[test]
fn callbacks_can_be_taken_out_by_match() {
    let mut future: FutureState<i32, &str, u8> = FutureState::new();
    for callback in [1, 2, 1, 3, 1] {
        assert_eq!(future.add_done_callback(callback), None);
    }
    assert_eq!(future.remove_done_callback(|callback| *callback == 9), []);
    assert_eq!(
        future.remove_done_callback(|callback| *callback == 1),
        [1, 1, 1]
    );
    assert_eq!(future.callbacks().len(), 2);
    assert_eq!(future.add_done_callback(4), None);
    let order: Vec<_> = future.set_result(0).unwrap().into_iter().collect();
    assert_eq!(order, [2, 3, 4]);
    assert!(future.callbacks().is_empty());
}

#[test]
fn a_cancellation_error_is_given_out_once() {
    let mut future: FutureState<i32, &str, u8, &str> = FutureState::new();
    future.set_cancel_message(Some("kept"));
    assert!(future.cancel_with("its own error").is_some());
    assert_eq!(future.take_cancelled_error(), Some("its own error"));
    assert_eq!(future.take_cancelled_error(), None);
    assert_eq!(future.cancel_message(), None);
}
