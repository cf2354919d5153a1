//! A first program: tasks, sleep, spawn, join, cancel, timeout. It knows its loop only by a handle, so the same code
//! runs natively (`examples/first.rs`), in tests with virtual time, and in a browser.

use core::time::Duration;
use std::cell::RefCell;
use std::format;
use std::rc::Rc;
use std::string::String;
use std::vec::Vec;

use loopground_core::runtime::{Handle, Queue};

/// One unit of the program's time; in real time it takes ten of them.
pub const BEAT: Duration = Duration::from_millis(20);

/// Runs everything and gives what there was to say, in order.
pub async fn program(lp: Handle) -> Vec<String> {
    let lines = Rc::new(RefCell::new(Vec::new()));
    let say = |line: String| lines.borrow_mut().push(line);

    // Three tasks sleep at the same time.
    let counts = ["One", "Two", "Three"].map(|name| {
        let (own, lines) = (lp.clone(), lines.clone());
        lp.spawn_named(name, async move {
            lines.borrow_mut().push(format!("{name} begins"));
            own.sleep(BEAT).await;
            lines.borrow_mut().push(format!("{name} ends"));
            name.len()
        })
    });
    let lengths = lp.join_all(counts).await;
    say(format!("lengths: {lengths:?}"));

    // A producer and a consumer.
    let queue = Queue::new(&lp, Some(2));
    let producer = lp.spawn({
        let queue = queue.clone();
        async move {
            for number in 1..=5 {
                // Only a shutdown gives the number back.
                let _ = queue.put(number).await;
            }
            queue.shut_down();
        }
    });
    let mut sum = 0;
    while let Ok(number) = queue.get().await {
        sum += number;
    }
    say(format!("sum: {sum}, producer: {:?}", producer.await));

    // A task that cleans up when it is cancelled.
    let sleeper = lp.spawn({
        let (lp, lines) = (lp.clone(), lines.clone());
        async move {
            if let Err(cancelled) = lp.catch_cancel(lp.sleep(BEAT * 1000)).await {
                lp.sleep(BEAT).await;
                lines.borrow_mut().push(format!("cleaned up, {cancelled}"));
                lp.raise(cancelled).await
            }
        }
    });
    lp.sleep(BEAT).await;
    sleeper.cancel_with("enough");
    say(format!(
        "sleeper: {:?}",
        sleeper.await.map_err(|cancelled| format!("{cancelled}"))
    ));

    // Deadlines.
    say(format!(
        "too slow: {:?}",
        lp.timeout(BEAT, lp.sleep(BEAT * 1000)).await
    ));
    say(format!(
        "in time: {:?}",
        lp.timeout(BEAT * 1000, lp.sleep(BEAT)).await
    ));
    lines.take()
}

/// What [`program`] gives, on every host.
pub const EXPECTED: &[&str] = &[
    "One begins",
    "Two begins",
    "Three begins",
    "One ends",
    "Two ends",
    "Three ends",
    "lengths: [Ok(3), Ok(3), Ok(5)]",
    "sum: 15, producer: Ok(())",
    "cleaned up, cancelled: enough",
    "sleeper: Err(\"cancelled: enough\")",
    "too slow: Err(TimedOut)",
    "in time: Ok(())",
];
