//! The pump with a real browser around it.

use core::time::Duration;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use loopground_browser::{BUDGET, BrowserClock, Next, Pump, Pumped};
use loopground_core::Clock;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{promise, task};

/// Work that does what a closure says, told the time and the deadline.
struct Work<F>(F);

impl<F: FnMut(Duration, Duration) -> Next> Pumped for Work<F> {
    fn drive(&mut self, deadline: Duration) -> Next {
        (self.0)(BrowserClock.now(), deadline)
    }
}

fn pump(work: impl FnMut(Duration, Duration) -> Next + 'static) -> Pump<impl Pumped> {
    let pump = Pump::new(Work(work));
    pump.wake();
    pump
}

#[wasm_bindgen_test]
async fn work_begins_in_a_microtask() {
    let runs = Rc::new(Cell::new(0));
    let count = Rc::clone(&runs);
    let _pump = pump(move |_, _| {
        count.set(count.get() + 1);
        Next::Idle
    });
    assert_eq!(runs.get(), 0, "not inside wake");
    JsFuture::from(js_sys::Promise::resolve(&JsValue::NULL))
        .await
        .unwrap();
    assert_eq!(runs.get(), 1, "before any task");
    task().await;
    assert_eq!(runs.get(), 1);
}

#[wasm_bindgen_test]
async fn endless_work_keeps_to_its_budget_and_lets_timers_in() {
    let slices = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&slices);
    let pump = pump(move |now, deadline| {
        log.borrow_mut().push((now, deadline));
        while BrowserClock.now() < now + BUDGET / 4 {}
        Next::Again
    });
    for _ in 0..5 {
        task().await;
    }
    drop(pump);
    let slices = slices.take();
    assert!(
        slices
            .iter()
            .all(|(now, deadline)| now < deadline && *deadline <= *now + BUDGET)
    );
    let mut deadlines: Vec<_> = slices.iter().map(|(_, deadline)| *deadline).collect();
    deadlines.dedup();
    assert!(
        deadlines.len() >= 2,
        "it went on after a timer had come between"
    );
    let after = slices.len();
    task().await;
    assert_eq!(slices.len(), after, "a dropped pump runs nothing");
}

#[wasm_bindgen_test]
async fn deadlines_are_met_in_order_and_never_early() {
    const MICROSECONDS: [u64; 10] = [
        100, 300, 1_000, 1_700, 2_500, 3_000, 5_000, 9_000, 9_001, 20_000,
    ];
    let (done, resolve) = promise();
    let start = BrowserClock.now();
    let mut waiting = MICROSECONDS
        .map(|time| start + Duration::from_micros(time))
        .to_vec();
    let lateness = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&lateness);
    let early = Rc::new(Cell::new(0));
    let woken_early = Rc::clone(&early);
    let _pump = pump(move |now, _| {
        if now > start + Duration::from_millis(1) && waiting.first().is_some_and(|when| now < *when)
        {
            woken_early.set(woken_early.get() + 1);
        }
        while waiting.first().is_some_and(|when| *when <= now) {
            log.borrow_mut().push(now - waiting.remove(0));
        }
        match waiting.first() {
            Some(when) => Next::At(*when),
            None => {
                resolve(JsValue::NULL);
                Next::Done
            }
        }
    });
    JsFuture::from(done).await.unwrap();
    assert_eq!(lateness.borrow().len(), MICROSECONDS.len());
    assert_eq!(early.get(), 0, "work is not even woken before its time");
    web_sys::console::log_1(&format!("late by {:?}", lateness.borrow()).into());
}

/// A deadline after a deadline after a deadline: browsers slow such chains of timers down to 4 ms a link.
#[wasm_bindgen_test]
async fn chains_of_short_sleeps_are_not_slowed_down() {
    const LINKS: u32 = 40;
    const SLEEP: Duration = Duration::from_micros(2_200);
    let (done, resolve) = promise();
    let start = BrowserClock.now();
    let mut due = start;
    let mut links = 0;
    let late = Rc::new(Cell::new(Duration::ZERO));
    let total = Rc::clone(&late);
    let _pump = pump(move |now, _| {
        assert!(now >= due);
        total.set(total.get() + (now - due));
        links += 1;
        if links > LINKS {
            resolve(JsValue::NULL);
            return Next::Done;
        }
        due = now + SLEEP;
        Next::At(due)
    });
    JsFuture::from(done).await.unwrap();
    web_sys::console::log_1(
        &format!(
            "a sleep of 2.2 ms is late by {:?} on average",
            late.get() / LINKS
        )
        .into(),
    );
}

#[wasm_bindgen_test]
async fn a_flood_of_microtasks_does_not_keep_tasks_out() {
    let runs = Rc::new(Cell::new(0_u32));
    let over = Rc::new(Cell::new(false));
    let own: Rc<RefCell<Option<loopground_browser::Waker>>> = Rc::default();
    let (count, stop, waker) = (Rc::clone(&runs), Rc::clone(&over), Rc::clone(&own));
    let pump = pump(move |_, _| {
        count.set(count.get() + 1);
        if !stop.get() {
            let waker = waker.borrow().clone();
            // As when a promise that the work awaits is fulfilled each time.
            spawn_local(async move { waker.expect("set below").wake() });
        }
        Next::Idle
    });
    own.replace(Some(pump.waker()));
    task().await;
    let first = runs.get();
    assert!(first > 1);
    task().await;
    assert!(runs.get() > first, "and it goes on behind them");
    over.set(true);
}

#[wasm_bindgen_test]
async fn a_waker_outlives_its_pump() {
    let runs = Rc::new(Cell::new(0));
    let count = Rc::clone(&runs);
    let pump = pump(move |_, _| {
        count.set(count.get() + 1);
        Next::Idle
    });
    let waker = pump.waker();
    drop(pump);
    waker.wake();
    task().await;
    assert_eq!(runs.get(), 0);
}
