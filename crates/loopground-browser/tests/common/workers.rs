//! Jobs in web workers.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use loopground_browser::workers::{JobError, WorkerPool};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, Url, Worker};

use super::promise;

/// Doubles numbers, breaks on text, never answers `null`.
const SCRIPT: &str = "onmessage = ({ data }) => {
    if (data === null) return;
    if (typeof data !== 'number') throw new Error('no number');
    postMessage(2 * data);
}";

fn start() -> Result<Worker, JsValue> {
    let script = Blob::new_with_str_sequence(&Array::of1(&SCRIPT.into()))?;
    Worker::new(&Url::create_object_url_with_blob(&script)?)
}

#[derive(Clone, Debug, PartialEq)]
enum Ended {
    Number(f64),
    Crashed,
    Cancelled,
    Refused,
}

/// Submits jobs, and gives how each ended, in the order in which they did.
struct Rig {
    pool: WorkerPool,
    log: Rc<RefCell<Vec<(usize, Ended)>>>,
}

impl Rig {
    fn new(limit: usize) -> Self {
        Self {
            pool: WorkerPool::new(limit, start),
            log: Rc::default(),
        }
    }

    async fn run(
        &self,
        jobs: &[JsValue],
        meanwhile: impl FnOnce(&WorkerPool),
    ) -> Vec<(usize, Ended)> {
        let (done, resolve) = promise();
        for (index, job) in jobs.iter().enumerate() {
            let (log, resolve, count) = (Rc::clone(&self.log), resolve.clone(), jobs.len());
            self.pool.submit(job.clone(), move |result| {
                let ended = match result {
                    Ok(value) => Ended::Number(value.as_f64().unwrap()),
                    Err(JobError::Crashed(_)) => Ended::Crashed,
                    Err(JobError::Cancelled) => Ended::Cancelled,
                    Err(JobError::Refused(_)) => Ended::Refused,
                };
                log.borrow_mut().push((index, ended));
                if log.borrow().len() == count {
                    resolve(JsValue::NULL);
                }
            });
        }
        meanwhile(&self.pool);
        JsFuture::from(done).await.unwrap();
        self.log.take()
    }
}

#[wasm_bindgen_test]
async fn one_worker_does_jobs_in_order() {
    let rig = Rig::new(1);
    let jobs = [1, 2, 3].map(JsValue::from);
    let ended = rig.run(&jobs, |pool| assert_eq!(pool.workers(), 1)).await;
    let expected: Vec<_> = [2.0, 4.0, 6.0]
        .map(Ended::Number)
        .into_iter()
        .enumerate()
        .collect();
    assert_eq!(ended, expected);
}

#[wasm_bindgen_test]
async fn there_are_never_more_workers_than_allowed_nor_than_needed() {
    let rig = Rig::new(3);
    assert_eq!(rig.pool.workers(), 0);
    rig.run(&[1, 2].map(JsValue::from), |pool| {
        assert_eq!(pool.workers(), 2)
    })
    .await;
    rig.run(&[1, 2, 3, 4, 5, 6].map(JsValue::from), |pool| {
        assert_eq!(pool.workers(), 3)
    })
    .await;
    assert_eq!(rig.pool.workers(), 3);
}

#[wasm_bindgen_test]
async fn a_worker_that_breaks_is_replaced() {
    let rig = Rig::new(1);
    let jobs = [JsValue::from("text"), JsValue::from(4)];
    let ended = rig.run(&jobs, |_| {}).await;
    assert_eq!(ended, [(0, Ended::Crashed), (1, Ended::Number(8.0))]);
}

#[wasm_bindgen_test]
async fn what_cannot_be_copied_is_refused() {
    let rig = Rig::new(1);
    let function = js_sys::Function::new_no_args("").into();
    let ended = rig.run(&[function, JsValue::from(4)], |_| {}).await;
    assert_eq!(ended, [(0, Ended::Refused), (1, Ended::Number(8.0))]);
}

#[wasm_bindgen_test]
async fn running_and_waiting_jobs_can_be_cancelled() {
    let pool = WorkerPool::new(1, start);
    let log = Rc::new(RefCell::new(Vec::new()));
    let (done, resolve) = promise();
    let submit = |name: &'static str, job: JsValue| {
        let (log, resolve) = (Rc::clone(&log), resolve.clone());
        pool.submit(job, move |result| {
            log.borrow_mut()
                .push((name, result.map(|value| value.as_f64())));
            if name == "last" {
                resolve(JsValue::NULL);
            }
        })
    };
    let stuck = submit("stuck", JsValue::NULL);
    let waiting = submit("waiting", JsValue::from(1));
    submit("last", JsValue::from(2));
    assert!(pool.cancel(waiting));
    assert!(pool.cancel(stuck));
    assert!(!pool.cancel(stuck), "it is over");
    JsFuture::from(done).await.unwrap();
    let cancelled = || Err(JobError::Cancelled);
    assert_eq!(
        log.take(),
        [
            ("waiting", cancelled()),
            ("stuck", cancelled()),
            ("last", Ok(Some(4.0)))
        ]
    );
}
