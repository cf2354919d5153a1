//! Web workers that do jobs beside this thread: started when needed, up to a number, each with one job at a time.
//!
//! Here: who does which job, and what becomes of it. Not here: what a job is. It is a message to the worker, whose
//! first message back is the answer.
//!
//! Invariant: each job's callback is called once, whatever becomes of the worker, unless the pool is dropped first.

use core::cell::RefCell;
use core::fmt;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

/// How many processors the browser says there are: so many workers are of use. 1 when it does not say.
#[must_use]
pub fn processors() -> usize {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into());
    let count = navigator.and_then(|own| Reflect::get(&own, &"hardwareConcurrency".into()));
    let count = count.ok().and_then(|count| count.as_f64());
    count.map_or(1, |count| (count as usize).max(1))
}

/// Why a job has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobError {
    /// No worker could be started, or the job cannot be copied to one.
    Refused(String),
    /// The worker broke while it did the job.
    Crashed(String),
    /// [`WorkerPool::cancel`] was called.
    Cancelled,
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => write!(f, "the job could not be started: {why}"),
            Self::Crashed(why) => write!(f, "the worker broke: {why}"),
            Self::Cancelled => f.write_str("the job was cancelled"),
        }
    }
}

impl std::error::Error for JobError {}

/// Names a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobId(u64);

type Done = Box<dyn FnOnce(Result<JsValue, JobError>)>;

struct Job {
    id: JobId,
    message: JsValue,
    done: Done,
}

/// Workers, and jobs that wait for one.
pub struct WorkerPool {
    inner: Rc<Inner>,
}

struct Inner {
    start: Box<dyn Fn() -> Result<Worker, JsValue>>,
    limit: usize,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    next_job: u64,
    next_worker: u64,
    waiting: VecDeque<Job>,
    staff: Vec<Member>,
}

struct Member {
    id: u64,
    worker: Worker,
    job: Option<(JobId, Done)>,
    // Kept for as long as the worker may call them.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Member {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl WorkerPool {
    /// A pool of at most `limit` workers (at least one), each made by `start` when first needed.
    pub fn new(limit: usize, start: impl Fn() -> Result<Worker, JsValue> + 'static) -> Self {
        Self {
            inner: Rc::new(Inner {
                start: Box::new(start),
                limit: limit.max(1),
                state: RefCell::default(),
            }),
        }
    }

    /// Hands out a job, in order. `done` is called in a later task, or at once when no worker can be had.
    pub fn submit(
        &self,
        message: JsValue,
        done: impl FnOnce(Result<JsValue, JobError>) + 'static,
    ) -> JobId {
        let id = {
            let mut state = self.inner.state.borrow_mut();
            let id = JobId(state.next_job);
            state.next_job += 1;
            let done = Box::new(done);
            state.waiting.push_back(Job { id, message, done });
            id
        };
        self.inner.hand_out();
        id
    }

    /// Ends a job that waits or runs; its worker with it. False when it was over already.
    pub fn cancel(&self, id: JobId) -> bool {
        let done = {
            let mut state = self.inner.state.borrow_mut();
            if let Some(place) = state.waiting.iter().position(|job| job.id == id) {
                state.waiting.remove(place).map(|job| job.done)
            } else {
                let runs = |member: &Member| member.job.as_ref().is_some_and(|(job, _)| *job == id);
                let place = state.staff.iter().position(runs);
                place.and_then(|place| {
                    state
                        .staff
                        .swap_remove(place)
                        .job
                        .take()
                        .map(|(_, done)| done)
                })
            }
        };
        let found = done.is_some();
        if let Some(done) = done {
            done(Err(JobError::Cancelled));
            self.inner.hand_out();
        }
        found
    }

    /// Workers that exist now, busy or not.
    #[must_use]
    pub fn workers(&self) -> usize {
        self.inner.state.borrow().staff.len()
    }
}

impl fmt::Debug for WorkerPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.inner.state.borrow();
        f.debug_struct("WorkerPool")
            .field("workers", &state.staff.len())
            .field("waiting", &state.waiting.len())
            .finish_non_exhaustive()
    }
}

impl Inner {
    /// Gives waiting jobs to idle workers, and starts workers while there may be more.
    fn hand_out(self: &Rc<Self>) {
        // Callbacks run without the state borrowed: they may submit jobs.
        while let Some((done, why)) = self.hand_out_until_refused() {
            done(Err(JobError::Refused(why)));
        }
    }

    fn hand_out_until_refused(self: &Rc<Self>) -> Option<(Done, String)> {
        let mut state = self.state.borrow_mut();
        while !state.waiting.is_empty() {
            let idle = state.staff.iter().position(|member| member.job.is_none());
            let place = match idle {
                Some(place) => place,
                None if state.staff.len() < self.limit => match (self.start)() {
                    Ok(worker) => {
                        let member = self.employ(state.next_worker, worker);
                        state.next_worker += 1;
                        state.staff.push(member);
                        state.staff.len() - 1
                    }
                    Err(error) => {
                        let job = state.waiting.pop_front()?;
                        return Some((job.done, describe(&error)));
                    }
                },
                None => return None,
            };
            let job = state.waiting.pop_front()?;
            if let Err(error) = state.staff[place].worker.post_message(&job.message) {
                return Some((job.done, describe(&error)));
            }
            state.staff[place].job = Some((job.id, job.done));
        }
        None
    }

    fn employ(self: &Rc<Self>, id: u64, worker: Worker) -> Member {
        let pool = Rc::downgrade(self);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let pool = pool.clone();
            move |event: MessageEvent| answered(&pool, id, event.data())
        });
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            broke(&pool, id, event.message());
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Member {
            id,
            worker,
            job: None,
            _on_message: on_message,
            _on_error: on_error,
        }
    }
}

fn answered(pool: &Weak<Inner>, id: u64, answer: JsValue) {
    let Some(pool) = pool.upgrade() else { return };
    let job = pool
        .state
        .borrow_mut()
        .staff
        .iter_mut()
        .find(|member| member.id == id)
        .and_then(|member| member.job.take());
    if let Some((_, done)) = job {
        done(Ok(answer));
    }
    pool.hand_out();
}

fn broke(pool: &Weak<Inner>, id: u64, why: String) {
    let Some(pool) = pool.upgrade() else { return };
    // The closure that called us belongs to the member: it is dropped when nothing of it runs any more.
    let member = {
        let mut state = pool.state.borrow_mut();
        let place = state.staff.iter().position(|member| member.id == id);
        place.map(|place| state.staff.swap_remove(place))
    };
    let Some(mut member) = member else { return };
    let job = member.job.take();
    wasm_bindgen_futures::spawn_local(async move { drop(member) });
    if let Some((_, done)) = job {
        done(Err(JobError::Crashed(why)));
    }
    pool.hand_out();
}

fn describe(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || format!("{error:?}"),
        |error| String::from(error.message()),
    )
}
