//! How long the basic moves take, beside tokio's `LocalSet` and async-executor in the same process.
//!
//! `cargo run --release -p loopground-core --example bench` prints one JSON object a line:
//! `{"name": "yield", "runtime": "loopground", "ns": 12.3}`. Each figure is the best of several rounds, in
//! nanoseconds per move; the runtimes take turns, so that a busy machine is unfair to nobody. Names as arguments choose
//! among the moves; `memory` asks for bytes instead of nanoseconds.

use std::cell::Cell;
use std::future::Future;
use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

use loopground_core::runtime::{Loop, Queue};
use loopground_core::{EventLoop, VirtualClock};

const ROUNDS: usize = 15;
const MOVES: u32 = 100_000;

/// Runs one round and answers its nanoseconds per move.
type Round = fn() -> f64;

fn main() {
    let benches: &[(&str, &[(&str, Round)])] = &[
        ("call_soon+pop", &[("loopground", turn::call_soon)]),
        ("timer", &[("loopground", turn::timer)]),
        (
            "yield",
            &[
                ("loopground", ours::yields),
                ("tokio", tokio_local::yields),
                ("async-executor", smol::yields),
            ],
        ),
        (
            "yield-of-100-tasks",
            &[
                ("loopground", ours::yields_of_many),
                ("tokio", tokio_local::yields_of_many),
                ("async-executor", smol::yields_of_many),
            ],
        ),
        (
            "spawn+join",
            &[
                ("loopground", ours::spawn_join),
                ("tokio", tokio_local::spawn_join),
                ("async-executor", smol::spawn_join),
            ],
        ),
        (
            "spawn-all+join-all",
            &[
                ("loopground", ours::spawn_all),
                ("tokio", tokio_local::spawn_all),
                ("async-executor", smol::spawn_all),
            ],
        ),
        (
            "queue-ping-pong",
            &[
                ("loopground", ours::ping_pong),
                ("tokio", tokio_local::ping_pong),
                ("async-executor", smol::ping_pong),
            ],
        ),
        ("sleep", &[("loopground", ours::sleeps)]),
        ("100000-sleeping-tasks", &[("loopground", ours::sleepers)]),
        (
            "create+cancel",
            &[
                ("loopground", ours::create_cancel),
                ("tokio", tokio_local::create_cancel),
            ],
        ),
    ];
    let wanted: Vec<_> = std::env::args().skip(1).collect();
    for (name, runtimes) in benches {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| wanted == name) {
            continue;
        }
        let mut best = vec![f64::INFINITY; runtimes.len()];
        for _ in 0..ROUNDS {
            for ((_, round), best) in runtimes.iter().zip(&mut best) {
                *best = best.min(round());
            }
        }
        for ((runtime, _), ns) in runtimes.iter().zip(best) {
            println!("{{\"name\": \"{name}\", \"runtime\": \"{runtime}\", \"ns\": {ns:.1}}}");
        }
    }
    if wanted.iter().any(|wanted| wanted == "memory") {
        // Each in a process of its own: memory that was freed before would be used again.
        for runtime in ["loopground", "tokio"] {
            let run = |program| {
                std::process::Command::new(program)
                    .arg(format!("memory-of-{runtime}"))
                    .output()
            };
            let answer = std::env::current_exe()
                .and_then(run)
                .map(|output| output.stdout);
            print!("{}", String::from_utf8_lossy(&answer.unwrap_or_default()));
        }
    }
    for (runtime, measure) in [
        ("loopground", ours::memory as fn() -> _),
        ("tokio", tokio_local::memory),
    ] {
        if wanted
            .first()
            .is_some_and(|wanted| *wanted == format!("memory-of-{runtime}"))
            && let Some(bytes) = measure()
        {
            println!(
                "{{\"name\": \"memory-of-a-sleeping-task\", \"runtime\": \"{runtime}\", \"bytes\": {bytes}}}"
            );
        }
    }
}

fn timed(moves: u32, work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_nanos() as f64 / f64::from(moves)
}

/// Bytes that the process has in memory, where the system says.
fn resident() -> Option<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split(' ').nth(1)?.parse::<u64>().ok()? * 4096)
}

/// Bytes for each of many sleeping tasks.
fn growth(tasks: u64, before: Option<u64>) -> Option<u64> {
    Some(resident()?.saturating_sub(before?) / tasks)
}

/// The part that runs nothing.
mod turn {
    use super::*;

    pub fn call_soon() -> f64 {
        let mut events: EventLoop<u64, u64> = EventLoop::new();
        timed(MOVES, || {
            for number in 0..u64::from(MOVES) / 16 {
                for place in 0..16 {
                    black_box(events.call_soon(number + place));
                }
                events.begin_turn(0);
                while let Some(job) = events.next_in_turn() {
                    black_box(job);
                }
            }
        })
    }

    pub fn timer() -> f64 {
        let mut events: EventLoop<u64, u64> = EventLoop::new();
        timed(MOVES, || {
            for number in 0..u64::from(MOVES) {
                events.call_at(number * 7919 % 65536, number);
            }
            events.begin_turn(u64::MAX);
            while let Some(job) = events.next_in_turn() {
                black_box(job);
            }
        })
    }
}

mod ours {
    use super::*;
    use core::time::Duration;

    fn run<F: Future + 'static>(body: impl FnOnce(loopground_core::runtime::Handle) -> F) {
        let mut main = Loop::new(VirtualClock::new(), ());
        let lp = main.handle();
        assert!(main.run(body(lp)).is_ok());
    }

    pub fn yields() -> f64 {
        timed(MOVES, || {
            run(|lp| async move {
                for _ in 0..MOVES {
                    lp.yield_now().await;
                }
            });
        })
    }

    pub fn yields_of_many() -> f64 {
        timed(MOVES, || {
            run(|lp| async move {
                let tasks: Vec<_> = (0..100)
                    .map(|_| {
                        let own = lp.clone();
                        lp.spawn(async move {
                            for _ in 0..MOVES / 100 {
                                own.yield_now().await;
                            }
                        })
                    })
                    .collect();
                for task in tasks {
                    task.await.unwrap();
                }
            });
        })
    }

    pub fn spawn_join() -> f64 {
        timed(MOVES, || {
            run(|lp| async move {
                for number in 0..MOVES {
                    assert_eq!(lp.spawn(async move { black_box(number) }).await, Ok(number));
                }
            });
        })
    }

    pub fn spawn_all() -> f64 {
        timed(MOVES, || {
            run(|lp| async move {
                for _ in 0..MOVES / 1000 {
                    let tasks: Vec<_> = (0..1000)
                        .map(|number| lp.spawn(async move { black_box(number) }))
                        .collect();
                    for task in tasks {
                        black_box(task.await.unwrap());
                    }
                }
            });
        })
    }

    pub fn ping_pong() -> f64 {
        timed(MOVES, || {
            run(|lp| async move {
                let (there, back) = (Queue::new(&lp, None), Queue::new(&lp, None));
                let other = {
                    let (there, back) = (there.clone(), back.clone());
                    lp.spawn(async move {
                        while let Ok(number) = there.get().await {
                            back.put_nowait(number).unwrap();
                        }
                    })
                };
                for number in 0..MOVES {
                    there.put_nowait(number).unwrap();
                    assert_eq!(back.get().await, Ok(number));
                }
                there.shut_down();
                other.await.unwrap();
            });
        })
    }

    pub fn sleeps() -> f64 {
        timed(MOVES, || {
            run(|lp| async move {
                for _ in 0..MOVES {
                    lp.sleep(Duration::from_secs(1)).await;
                }
            });
        })
    }

    pub fn sleepers() -> f64 {
        timed(MOVES, || {
            run(|lp| async move {
                let tasks = (0..u64::from(MOVES)).map(|number| {
                    // In no order at all.
                    lp.spawn(lp.sleep(Duration::from_micros(1 + number * 7919 % 100_003)))
                });
                assert!(lp.join_all(tasks).await.iter().all(Result::is_ok));
            });
        })
    }

    pub fn memory() -> Option<u64> {
        let mut main = Loop::new(VirtualClock::manual(), ());
        let lp = main.handle();
        let before = resident();
        for number in 0..u64::from(MOVES) {
            lp.spawn(lp.sleep(Duration::from_secs(1 + number)));
        }
        main.drive(|| true);
        growth(u64::from(MOVES), before)
    }

    pub fn create_cancel() -> f64 {
        timed(MOVES, || {
            run(|lp| async move {
                for _ in 0..MOVES {
                    let task = lp.spawn(core::future::pending::<()>());
                    task.cancel();
                    assert!(task.await.is_err());
                }
            });
        })
    }
}

mod tokio_local {
    use super::*;
    use tokio::sync::mpsc::unbounded_channel;
    use tokio::task::{spawn_local, yield_now};

    fn run<F: Future + 'static>(body: impl FnOnce() -> F) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let local = tokio::task::LocalSet::new();
        // Inside of a task of the set, as a program would be.
        local.block_on(&runtime, async {
            spawn_local(async_block(body())).await.unwrap();
        });
    }

    async fn async_block<F: Future>(future: F) {
        future.await;
    }

    pub fn yields() -> f64 {
        timed(MOVES, || {
            run(|| async {
                for _ in 0..MOVES {
                    yield_now().await;
                }
            });
        })
    }

    pub fn yields_of_many() -> f64 {
        timed(MOVES, || {
            run(|| async {
                let tasks: Vec<_> = (0..100)
                    .map(|_| {
                        spawn_local(async {
                            for _ in 0..MOVES / 100 {
                                yield_now().await;
                            }
                        })
                    })
                    .collect();
                for task in tasks {
                    task.await.unwrap();
                }
            });
        })
    }

    pub fn spawn_join() -> f64 {
        timed(MOVES, || {
            run(|| async {
                for number in 0..MOVES {
                    assert_eq!(
                        spawn_local(async move { black_box(number) }).await.unwrap(),
                        number
                    );
                }
            });
        })
    }

    pub fn spawn_all() -> f64 {
        timed(MOVES, || {
            run(|| async {
                for _ in 0..MOVES / 1000 {
                    let tasks: Vec<_> = (0..1000)
                        .map(|number| spawn_local(async move { black_box(number) }))
                        .collect();
                    for task in tasks {
                        black_box(task.await.unwrap());
                    }
                }
            });
        })
    }

    pub fn ping_pong() -> f64 {
        timed(MOVES, || {
            run(|| async {
                let (there, mut there_out) = unbounded_channel();
                let (back, mut back_out) = unbounded_channel();
                let other = spawn_local(async move {
                    while let Some(number) = there_out.recv().await {
                        back.send(number).unwrap();
                    }
                });
                for number in 0..MOVES {
                    there.send(number).unwrap();
                    assert_eq!(back_out.recv().await, Some(number));
                }
                drop(there);
                other.await.unwrap();
            });
        })
    }

    pub fn memory() -> Option<u64> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        let local = tokio::task::LocalSet::new();
        let before = resident();
        local.block_on(&runtime, async {
            for number in 0..u64::from(MOVES) {
                spawn_local(tokio::time::sleep(std::time::Duration::from_secs(
                    1000 + number,
                )));
            }
            yield_now().await;
            growth(u64::from(MOVES), before)
        })
    }

    pub fn create_cancel() -> f64 {
        timed(MOVES, || {
            run(|| async {
                for _ in 0..MOVES {
                    let task = spawn_local(core::future::pending::<()>());
                    task.abort();
                    assert!(task.await.is_err());
                }
            });
        })
    }
}

mod smol {
    use super::*;
    use async_executor::LocalExecutor;
    use futures_lite::future::{block_on, yield_now};

    fn run<F: Future + 'static>(body: impl FnOnce(Rc<LocalExecutor<'static>>) -> F) {
        let executor = Rc::new(LocalExecutor::new());
        let task = executor.spawn(body(executor.clone()));
        block_on(executor.run(task));
        // The executor and a body that owns it keep each other alive; the body is done.
        black_box(Cell::new(Rc::strong_count(&executor)));
    }

    pub fn yields() -> f64 {
        timed(MOVES, || {
            run(|_| async {
                for _ in 0..MOVES {
                    yield_now().await;
                }
            });
        })
    }

    pub fn yields_of_many() -> f64 {
        timed(MOVES, || {
            run(|executor| async move {
                let tasks: Vec<_> = (0..100)
                    .map(|_| {
                        executor.spawn(async {
                            for _ in 0..MOVES / 100 {
                                yield_now().await;
                            }
                        })
                    })
                    .collect();
                for task in tasks {
                    task.await;
                }
            });
        })
    }

    pub fn spawn_join() -> f64 {
        timed(MOVES, || {
            run(|executor| async move {
                for number in 0..MOVES {
                    assert_eq!(
                        executor.spawn(async move { black_box(number) }).await,
                        number
                    );
                }
            });
        })
    }

    pub fn spawn_all() -> f64 {
        timed(MOVES, || {
            run(|executor| async move {
                for _ in 0..MOVES / 1000 {
                    let tasks: Vec<_> = (0..1000)
                        .map(|number| executor.spawn(async move { black_box(number) }))
                        .collect();
                    for task in tasks {
                        black_box(task.await);
                    }
                }
            });
        })
    }

    pub fn ping_pong() -> f64 {
        timed(MOVES, || {
            run(|executor| async move {
                let (there, there_out) = async_channel::unbounded();
                let (back, back_out) = async_channel::unbounded();
                let other = executor.spawn(async move {
                    while let Ok(number) = there_out.recv().await {
                        back.send(number).await.unwrap();
                    }
                });
                for number in 0..MOVES {
                    there.send(number).await.unwrap();
                    assert_eq!(back_out.recv().await, Ok(number));
                }
                drop(there);
                other.await;
            });
        })
    }
}
