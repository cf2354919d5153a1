//! The loop for Rust futures, run by the pump.

use core::time::Duration;
use std::cell::RefCell;
use std::rc::Rc;

use loopground_browser::{BrowserClock, BrowserLoop};
use loopground_core::Clock;
use loopground_core::runtime::Queue;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::task;

#[path = "../../../loopground-core/examples/program/mod.rs"]
mod program;

const MS: Duration = Duration::from_millis(1);

#[wasm_bindgen_test]
async fn tasks_take_turns_sleep_and_are_joined() {
    let browser = BrowserLoop::new();
    let lp = browser.handle();
    let log = Rc::new(RefCell::new(Vec::new()));
    let count = |name: &'static str| {
        let (lp, log) = (lp.clone(), Rc::clone(&log));
        async move {
            log.borrow_mut().push((name, "One"));
            lp.sleep(5 * MS).await;
            log.borrow_mut().push((name, "Two"));
            name.len()
        }
    };
    let names = ["a", "bb", "ccc"];
    let tasks = names.map(|name| lp.spawn(count(name)));
    let joined = browser.run(async move {
        let mut lengths = Vec::new();
        for task in tasks {
            lengths.push(task.await.unwrap());
        }
        lengths
    });
    assert_eq!(joined.await, Ok(vec![1, 2, 3]));
    let expected: Vec<_> = ["One", "Two"]
        .into_iter()
        .flat_map(|text| names.map(|name| (name, text)))
        .collect();
    assert_eq!(log.take(), expected);
}

#[wasm_bindgen_test]
async fn the_cores_first_program_is_the_same_here() {
    let browser = BrowserLoop::new();
    let start = BrowserClock.now();
    let lines = browser.run(program::program(browser.handle())).await;
    assert_eq!(lines.unwrap(), program::EXPECTED);
    assert!(BrowserClock.now() - start >= program::BEAT * 5);
}

#[wasm_bindgen_test]
async fn timeouts_and_cancellation_end_what_takes_too_long() {
    let browser = BrowserLoop::new();
    let lp = browser.handle();
    let outcome = browser.run(async move {
        let late = lp.timeout(2 * MS, lp.sleep(10_000 * MS)).await;
        let sleeper = lp.spawn({
            let lp = lp.clone();
            async move { lp.sleep(10_000 * MS).await }
        });
        lp.yield_now().await;
        let asked = sleeper.cancel();
        (late.is_err(), asked, sleeper.await.is_err())
    });
    assert_eq!(outcome.await, Ok((true, true, true)));
}

#[wasm_bindgen_test]
async fn promises_are_awaited_in_tasks() {
    let browser = BrowserLoop::new();
    let outcome = browser.run(async {
        let promise = js_sys::Promise::resolve(&JsValue::from(7));
        let value = JsFuture::from(promise).await.unwrap();
        task().await;
        value.as_f64()
    });
    assert_eq!(outcome.await, Ok(Some(7.0)));
}

#[wasm_bindgen_test]
async fn an_idle_loop_is_woken_from_outside() {
    let browser = BrowserLoop::new();
    let lp = browser.handle();
    let queue: Rc<Queue<u32>> = Rc::new(Queue::new(&lp, None));
    let items = Rc::clone(&queue);
    let sum = browser.run(async move {
        let first = items.get().await.unwrap();
        first + items.get().await.unwrap()
    });
    task().await;
    queue.put_nowait(1).unwrap();
    task().await;
    queue.put_nowait(2).unwrap();
    assert_eq!(sum.await, Ok(3));
}

#[wasm_bindgen_test]
async fn endless_tasks_leave_the_browser_its_turns() {
    let browser = BrowserLoop::new();
    let lp = browser.handle();
    browser.handle().spawn(async move {
        loop {
            lp.yield_now().await;
        }
    });
    for _ in 0..3 {
        task().await;
    }
}

#[wasm_bindgen_test]
async fn dropping_the_loop_ends_its_tasks() {
    let browser = BrowserLoop::new();
    let lp = browser.handle();
    let outcome = browser.run(async move { lp.sleep(10_000 * MS).await });
    task().await;
    drop(browser);
    assert!(outcome.await.is_err());
}
