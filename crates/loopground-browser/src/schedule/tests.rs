//! The rules, played through with a browser of our own whose time stands still unless told otherwise.

use std::cell::Cell;
use std::rc::Rc;

use super::*;

/// What the work calls while it runs; set when the machine exists.
type Hook = Rc<RefCell<Option<Box<dyn Fn()>>>>;

const MS: Duration = Duration::from_millis(1);
/// How long a hop through the message queue takes.
const HOP: Duration = Duration::from_micros(50);

#[derive(Debug, Default)]
struct Sim {
    now: Cell<Duration>,
    microtasks: Cell<u32>,
    messages: Cell<u32>,
    timer: Cell<Option<Duration>>,
    timers_armed: Cell<u32>,
}

impl Sim {
    fn pass(&self, time: Duration) {
        self.now.set(self.now.get() + time);
    }
}

impl Outside for Rc<Sim> {
    fn now(&self) -> Duration {
        self.now.get()
    }
    fn queue_microtask(&self) {
        self.microtasks.set(self.microtasks.get() + 1);
    }
    fn post_message(&self) {
        self.messages.set(self.messages.get() + 1);
    }
    fn arm_timer(&self, after: Duration) {
        self.timers_armed.set(self.timers_armed.get() + 1);
        self.timer.set(Some(self.now.get() + after));
    }
    fn cancel_timer(&self) {
        self.timer.set(None);
    }
}

/// Work that does what a closure says.
struct Work<F>(F);

impl<F: FnMut(Duration) -> Next> Pumped for Work<F> {
    fn drive(&mut self, deadline: Duration) -> Next {
        (self.0)(deadline)
    }
}

type Rig<F> = (Rc<Machine<Work<F>, Rc<Sim>>>, Rc<Sim>);

fn rig<F: FnMut(Duration) -> Next>(sim: &Rc<Sim>, work: F) -> Rig<F> {
    let sim = Rc::clone(sim);
    (Rc::new(Machine::new(Work(work), Rc::clone(&sim))), sim)
}

/// One task of the browser and the microtasks behind it; false when there is nothing to do.
fn turn<P: Pumped>(machine: &Machine<P, Rc<Sim>>, sim: &Sim) -> bool {
    if sim.microtasks.get() > 0 {
        // The task was whoever woke the work.
    } else if sim.messages.get() > 0 {
        sim.messages.set(sim.messages.get() - 1);
        sim.pass(HOP);
        machine.message();
    } else if let Some(when) = sim.timer.take() {
        sim.now.set(sim.now.get().max(when));
        machine.timer();
    } else {
        return false;
    }
    while sim.microtasks.get() > 0 {
        sim.microtasks.set(sim.microtasks.get() - 1);
        machine.microtask();
    }
    true
}

#[test]
fn wake_ups_before_the_work_runs_are_one() {
    let runs = Cell::new(0);
    let (machine, sim) = rig(&Rc::default(), |_| {
        runs.set(runs.get() + 1);
        Next::Idle
    });
    for _ in 0..3 {
        machine.wake();
    }
    assert_eq!((runs.get(), sim.microtasks.get()), (0, 1));
    while turn(&machine, &sim) {}
    assert_eq!(runs.get(), 1);
}

#[test]
fn endless_work_gives_the_browser_its_turn_after_each_budget() {
    let sim = Rc::new(Sim::default());
    let clock = Rc::clone(&sim);
    let (machine, sim) = rig(&sim, move |_| {
        clock.pass(3 * MS);
        Next::Again
    });
    machine.wake();
    for _ in 0..10 {
        let before = sim.now.get();
        assert!(turn(&machine, &sim));
        assert_eq!(sim.messages.get(), 1, "it goes on, as a task");
        assert!(sim.now.get() - before < BUDGET + 3 * MS + HOP);
    }
}

#[test]
fn a_flood_of_wake_ups_does_not_starve_the_browser() {
    let sim = Rc::new(Sim::default());
    let clock = Rc::clone(&sim);
    let (machine, sim) = rig(&sim, move |_| {
        clock.pass(MS / 10);
        Next::Idle
    });
    // A promise that wakes the work in every microtask, for ever.
    for _ in 0..5 {
        machine.wake();
        let start = sim.now.get();
        let mut microtasks = 0;
        while sim.microtasks.get() > 0 {
            sim.microtasks.set(sim.microtasks.get() - 1);
            machine.microtask();
            machine.wake();
            microtasks += 1;
            assert!(microtasks <= 80, "the flood goes on within the budget only");
        }
        assert_eq!(sim.messages.get(), 1);
        assert!(sim.now.get() - start <= BUDGET);
        turn(&machine, &sim);
    }
}

#[test]
fn work_runs_at_its_time_and_never_before() {
    for sleep in [
        MS / 10,
        MS,
        2 * MS,
        3 * MS,
        500 * MS,
        Duration::from_secs(1_000_000),
    ] {
        let sim = Rc::new(Sim::default());
        let clock = Rc::clone(&sim);
        let woke = Cell::new(None);
        let (machine, sim) = rig(&sim, |_| match clock.now.get() {
            now if now < sleep => Next::At(sleep),
            now => {
                woke.set(Some(now));
                Next::Done
            }
        });
        machine.wake();
        while turn(&machine, &sim) {}
        let late = woke.get().expect("it runs") - sleep;
        assert!(late <= HOP, "{sleep:?} was {late:?} late");
        assert!(sim.messages.get() == 0 && sim.timer.get().is_none());
    }
}

#[test]
fn timers_are_not_armed_by_timers() {
    let sim = Rc::new(Sim::default());
    let clock = Rc::clone(&sim);
    let (machine, sim) = rig(&sim, move |_| Next::At(clock.now.get() + 10 * MS));
    machine.wake();
    for _ in 0..200 {
        let fires = sim.microtasks.get() + sim.messages.get() == 0;
        let armed = sim.timers_armed.get();
        turn(&machine, &sim);
        assert!(!fires || sim.timers_armed.get() == armed);
    }
    assert!(sim.timers_armed.get() > 3);
}

#[test]
fn a_wake_up_keeps_the_timer_unless_the_deadline_moved() {
    let deadline = Rc::new(Cell::new(100 * MS));
    let wanted = Rc::clone(&deadline);
    let (machine, sim) = rig(&Rc::default(), move |_| Next::At(wanted.get()));
    let settle = || {
        while sim.microtasks.get() + sim.messages.get() > 0 {
            turn(&machine, &sim);
        }
    };
    machine.wake();
    settle();
    assert_eq!(sim.timers_armed.get(), 1);
    machine.wake();
    settle();
    assert_eq!(
        sim.timers_armed.get(),
        1,
        "the same deadline, the same timer"
    );
    deadline.set(50 * MS);
    machine.wake();
    settle();
    assert_eq!(sim.timers_armed.get(), 2);
    assert!(sim.timer.get().is_some_and(|when| when < 50 * MS));
}

#[test]
fn a_wake_up_while_it_runs_is_not_lost() {
    let own = Hook::default();
    let wake = Rc::clone(&own);
    let runs = Rc::new(Cell::new(0));
    let count = Rc::clone(&runs);
    let (machine, sim) = rig(&Rc::default(), move |_| {
        count.set(count.get() + 1);
        if count.get() == 1 {
            wake.borrow().as_ref().unwrap()();
        }
        Next::Idle
    });
    let weak = Rc::downgrade(&machine);
    own.replace(Some(Box::new(move || weak.upgrade().unwrap().wake())));
    machine.wake();
    while turn(&machine, &sim) {}
    assert_eq!(runs.get(), 2);
}

#[test]
fn work_that_is_done_leaves_nothing_behind() {
    let runs = Cell::new(0);
    let (machine, sim) = rig(&Rc::default(), |_| {
        runs.set(runs.get() + 1);
        Next::Done
    });
    machine.wake();
    while turn(&machine, &sim) {}
    machine.wake();
    assert!(!turn(&machine, &sim));
    assert_eq!(runs.get(), 1);
}
