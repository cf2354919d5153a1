//! Random programs whose logs equal CPython's.
//!
//! `corpus/interleavings.txt` holds programs of tasks that sleep, lock, queue, cancel each other, catch that, set
//! deadlines and open task groups, each with the log that asyncio gave. `corpus/interleavings.py` wrote it, and says what
//! the letters mean.

use std::cell::RefCell;
use std::fmt::Write;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use loopground_core::runtime::{
    Event, Handle, JoinHandle, Lock, LockGuard, Loop, Permit, Queue, ReturnWhen, Semaphore, TaskRef,
};
use loopground_core::{VirtualClock, Wait};

struct Operation {
    letter: char,
    number: usize,
    blocks: Vec<Rc<[Operation]>>,
}

/// Reads a block up to its end, which is taken.
fn parse(text: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Rc<[Operation]> {
    let mut found = Vec::new();
    while let Some(letter) = text.next() {
        match letter {
            ' ' => continue,
            ']' | '/' => break,
            _ => {}
        }
        let number = text
            .next_if(char::is_ascii_digit)
            .and_then(|digit| digit.to_digit(10));
        let mut blocks = Vec::new();
        if text.next_if_eq(&'[').is_some() {
            // Blocks are told apart by the character that ended them; look at it before it is gone.
            loop {
                let (block, last) = parse_block(text);
                blocks.push(block);
                if last {
                    break;
                }
            }
        }
        found.push(Operation {
            letter,
            number: number.unwrap_or(0) as usize,
            blocks,
        });
    }
    found.into()
}

/// Reads a block inside of brackets, and says whether it was the last one.
fn parse_block(text: &mut std::iter::Peekable<std::str::Chars<'_>>) -> (Rc<[Operation]>, bool) {
    let (mut depth, mut inside, mut last) = (0, String::new(), true);
    for letter in text.by_ref() {
        match letter {
            '[' => depth += 1,
            ']' if depth == 0 => break,
            ']' => depth -= 1,
            '/' if depth == 0 => {
                last = false;
                break;
            }
            _ => {}
        }
        inside.push(letter);
    }
    (parse(&mut inside.chars().peekable()), last)
}

#[derive(Clone)]
struct World {
    lp: Handle,
    log: Rc<RefCell<Vec<String>>>,
    tasks: Rc<RefCell<Vec<TaskRef>>>,
    // Guards borrow from these; a test may leak.
    locks: [&'static Lock; 2],
    places: [&'static Semaphore; 2],
    events: [Rc<Event>; 2],
    queues: [Queue<String>; 2],
}

/// What a task holds until it ends.
enum Held {
    Lock(#[allow(dead_code)] LockGuard<'static, ()>),
    Place(#[allow(dead_code)] Permit<'static>),
}

#[derive(Debug)]
struct Failure;

type Running<'a> = Pin<Box<dyn Future<Output = Result<(), Failure>> + 'a>>;

/// Drops what a task held, first taken first.
#[derive(Default)]
struct Pockets(RefCell<Vec<Held>>);

impl Drop for Pockets {
    fn drop(&mut self) {
        self.0.take().into_iter().for_each(drop);
    }
}

fn run<'a>(
    world: &'a World,
    name: String,
    body: Rc<[Operation]>,
    pockets: &'a Pockets,
) -> Running<'a> {
    Box::pin(async move {
        let lp = &world.lp;
        let say = |what: String| world.log.borrow_mut().push(what);
        let seconds = |number: usize| Duration::from_secs(number as u64);
        for (
            place,
            Operation {
                letter,
                number,
                blocks,
            },
        ) in body.iter().enumerate()
        {
            let number = *number;
            match letter {
                'y' => lp.yield_now().await,
                's' => lp.sleep(seconds(number)).await,
                'L' => {
                    let guard = world.locks[number].lock().await;
                    pockets.0.borrow_mut().push(Held::Lock(guard));
                }
                'S' => {
                    let place = world.places[number].acquire().await;
                    pockets.0.borrow_mut().push(Held::Place(place));
                }
                'U' => {
                    let mut held = pockets.0.borrow_mut();
                    let first = if held.is_empty() {
                        None
                    } else {
                        Some(held.remove(0))
                    };
                    drop(held);
                    drop(first);
                }
                'e' => world.events[number].wait().await,
                'E' => world.events[number].set(),
                'C' => world.events[number].clear(),
                'p' => world.queues[number]
                    .put(format!("{name}{place}"))
                    .await
                    .unwrap(),
                'g' => {
                    let item = world.queues[number].get().await.unwrap();
                    say(format!("{name}<{item}"));
                }
                'x' => {
                    let task = world.tasks.borrow()[number].clone();
                    let asked = task.cancel_with(format!("by {name}"));
                    say(format!("{name}x{}", u8::from(asked)));
                }
                'w' => {
                    let task = world.tasks.borrow()[number].clone();
                    lp.wait([&task], ReturnWhen::AllCompleted, None).await;
                }
                't' => {
                    let inner = run(world, format!("{name}t"), blocks[0].clone(), pockets);
                    match lp.timeout(seconds(number), inner).await {
                        Ok(result) => result?,
                        Err(_) => say(format!("{name}!late")),
                    }
                }
                'c' => {
                    let inner = run(world, format!("{name}c"), blocks[0].clone(), pockets);
                    match lp.catch_cancel(inner).await {
                        Ok(result) => result?,
                        Err(cancelled) => {
                            say(format!("{name}!{}", cancelled.message().unwrap_or("")))
                        }
                    }
                }
                'f' => return Err(Failure),
                'G' => {
                    let group = lp.task_group(async |group| {
                        for (child, block) in ('a'..).zip(&blocks[1..]) {
                            group
                                .spawn(member(
                                    world.clone(),
                                    format!("{name}{child}"),
                                    block.clone(),
                                ))
                                .unwrap();
                        }
                        run(world, format!("{name}g"), blocks[0].clone(), pockets).await
                    });
                    if let Err(errors) = group.await {
                        say(format!("{name}!{}", errors.errors.len()));
                    }
                }
                _ => unreachable!("no such letter: {letter}"),
            }
            say(format!("{name}{place}"));
        }
        Ok(())
    })
}

async fn member(world: World, name: String, body: Rc<[Operation]>) -> Result<(), Failure> {
    let pockets = Pockets::default();
    run(&world, name, body, &pockets).await
}

fn log_of(program: &str) -> String {
    let mut main = Loop::new(VirtualClock::new(), ());
    let lp = main.handle();
    let world = World {
        log: Rc::default(),
        tasks: Rc::default(),
        locks: [0, 1].map(|_| &*Box::leak(Box::new(Lock::new(&lp, ())))),
        places: [1, 2].map(|places| &*Box::leak(Box::new(Semaphore::new(&lp, places)))),
        events: [0, 1].map(|_| Rc::new(Event::new(&lp))),
        queues: [None, Some(1)].map(|capacity| Queue::new(&lp, capacity)),
        lp: lp.clone(),
    };
    let bodies = program
        .split(" | ")
        .map(|body| parse(&mut body.chars().peekable()));
    let tasks: Vec<JoinHandle<_>> = ('A'..)
        .zip(bodies)
        .map(|(name, body)| lp.spawn(member(world.clone(), name.to_string(), body)))
        .collect();
    world
        .tasks
        .borrow_mut()
        .extend(tasks.iter().map(|task| task.task().clone()));
    let mut questions = 0;
    let end = main.drive(|| {
        questions += 1;
        questions < 10_000
    });
    assert_eq!(end, Wait::Forever, "{program} does not end");
    let mut log = world.log.take().join(" ");
    log.push(' ');
    for task in tasks {
        let end = match task.is_finished().then(|| main.run(task)) {
            None => '-',
            Some(Ok(Err(_))) => 'x',
            Some(Ok(Ok(Err(Failure)))) => 'f',
            Some(Ok(Ok(Ok(())))) => 'o',
            Some(Err(error)) => unreachable!("{error}"),
        };
        log.write_char(end).unwrap();
    }
    log
}

/// Checks a corpus; answers how many programs there were, and the first ones that differ.
fn check(corpus: &str) -> (usize, Vec<String>) {
    let mut differing = Vec::new();
    for line in corpus.lines() {
        let (program, expected) = line.split_once(" => ").expect("a program and its log");
        let found = log_of(program);
        if found != expected {
            differing.push(format!(
                "{program}\n  CPython {expected}\n  here    {found}"
            ));
        }
    }
    (corpus.lines().count(), differing)
}

#[test]
fn random_programs_interleave_as_in_cpython() {
    // A larger corpus of one's own can be named by a variable.
    let corpus = match std::env::var("LOOPGROUND_INTERLEAVINGS") {
        Ok(path) => std::fs::read_to_string(path).expect("the corpus can be read"),
        Err(_) => include_str!("corpus/interleavings.txt").to_string(),
    };
    let (count, differing) = check(&corpus);
    let first: Vec<_> = differing.iter().take(5).map(String::as_str).collect();
    assert!(
        differing.is_empty(),
        "{} of {count} differ:\n{}",
        differing.len(),
        first.join("\n")
    );
    assert!(count >= 150);
}

#[test]
fn a_program_gives_the_same_log_every_time() {
    for line in include_str!("corpus/interleavings.txt").lines().take(20) {
        let program = line.split_once(" => ").expect("a program and its log").0;
        let first = log_of(program);
        for _ in 0..10 {
            assert_eq!(log_of(program), first);
        }
    }
}
