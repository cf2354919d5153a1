//! The session against an interpreter that follows a script, in a world whose time the script moves.

use std::cell::Cell;
use std::collections::VecDeque;

use loopground_python::embed::{self, Diagnostic};

use super::*;
use crate::messages::{Bytes, OutputStream};

/// What the interpreter does when driven.
#[derive(Clone, Debug)]
enum Act {
    /// Writes to standard output and goes on.
    Print(&'static str),
    /// Takes so long.
    Work(Duration),
    /// Answers.
    Answer(Drive),
    /// Answers so until it gets input, which it prints.
    Read(Option<Duration>),
    /// Answers that it wants this part of the library until it gets it, and prints how it came.
    Import(&'static str),
    /// Answers so until it is interrupted.
    UntilInterrupt(Drive),
}

struct Script {
    acts: VecDeque<Act>,
    interrupts: u32,
    input: Option<Input>,
    library: Option<Result<Rc<[u8]>, String>>,
    now: Rc<Cell<Duration>>,
    output: Rc<RefCell<Outbox>>,
    diagnostic: Option<Diagnostic>,
}

impl Script {
    fn print(&self, text: &str) {
        self.output
            .borrow_mut()
            .write(embed::Stream::Stdout, text.as_bytes());
    }
}

impl Engine for Script {
    fn diagnostic(&self) -> Option<Diagnostic> {
        self.diagnostic.clone()
    }

    fn drive(&mut self, _fuel: u64) -> Drive {
        match self.acts.pop_front() {
            None => Drive::Finished { status: 0 },
            Some(Act::Print(text)) => {
                self.print(text);
                Drive::Runnable
            }
            Some(Act::Work(time)) => {
                self.now.set(self.now.get() + time);
                Drive::Runnable
            }
            Some(Act::Answer(answer)) => answer,
            Some(Act::Read(until)) => match self.input.take() {
                Some(input) => {
                    self.print(&format!("{input:?}"));
                    Drive::Runnable
                }
                None => {
                    self.acts.push_front(Act::Read(until));
                    Drive::Input { until }
                }
            },
            Some(Act::Import(part)) => match self.library.take() {
                Some(content) => {
                    self.print(&format!("{content:?}"));
                    Drive::Runnable
                }
                None => {
                    self.acts.push_front(Act::Import(part));
                    Drive::Library { part, until: None }
                }
            },
            Some(Act::UntilInterrupt(answer)) => {
                if self.interrupts == 0 {
                    if answer == Drive::Runnable {
                        self.now.set(self.now.get() + MS);
                    }
                    self.acts.push_front(Act::UntilInterrupt(answer.clone()));
                    return answer;
                }
                self.interrupts -= 1;
                Drive::Runnable
            }
        }
    }

    fn interrupt(&mut self) {
        self.interrupts += 1;
    }

    fn provide_input(&mut self, input: Input) {
        assert!(self.input.replace(input).is_none(), "one line at a time");
    }

    fn provide_library(&mut self, _part: &str, content: Result<Rc<[u8]>, String>) {
        assert!(self.library.replace(content).is_none(), "once");
    }

    fn receive(&mut self, from: u32, message: &[u8]) {
        self.print(&format!("({from} said {message:?})"));
    }

    fn lost(&mut self, process: u32) {
        self.print(&format!("({process} is lost)"));
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        if !self.acts.is_empty() {
            self.print("(dropped)");
        }
    }
}

#[derive(Default)]
struct Stage {
    now: Rc<Cell<Duration>>,
    acts: RefCell<VecDeque<Act>>,
    diagnostic: Option<Diagnostic>,
    launched: Rc<RefCell<Option<Launch>>>,
    /// What is run to warm up.
    warm_up: Option<Vec<Act>>,
}

impl Stage {
    fn script(&self, acts: VecDeque<Act>, output: Rc<RefCell<Outbox>>) -> Script {
        Script {
            acts,
            interrupts: 0,
            input: None,
            library: None,
            now: Rc::clone(&self.now),
            output,
            diagnostic: self.diagnostic.clone(),
        }
    }
}

impl World for Stage {
    type Engine = Script;

    fn now(&self) -> Duration {
        self.now.get()
    }

    fn start(&self, launch: Launch, output: Rc<RefCell<Outbox>>) -> Script {
        self.launched.replace(Some(launch));
        self.script(self.acts.borrow().clone(), output)
    }

    fn warm_up(&self) -> Option<Script> {
        let acts = self.warm_up.clone()?;
        Some(self.script(acts.into(), Rc::default()))
    }
}

const MS: Duration = Duration::from_millis(1);
const BUDGET: Duration = Duration::from_millis(8);

/// A session that runs this script, already told to.
struct Rig {
    runner: Runner<Stage>,
    now: Rc<Cell<Duration>>,
}

impl Rig {
    fn new(acts: &[Act]) -> Self {
        Self::on(Stage {
            acts: RefCell::new(acts.iter().cloned().collect()),
            ..Stage::default()
        })
    }

    fn on(stage: Stage) -> Self {
        let now = Rc::clone(&stage.now);
        let mut runner = Runner::new(stage, Rc::default());
        runner.receive(run("main.py"));
        Self { runner, now }
    }

    /// One slice.
    fn slice(&mut self) -> Next {
        self.runner.drive(self.now.get() + BUDGET)
    }

    /// Slices until nothing is left to do; time passes where that is waited for.
    fn settle(&mut self) -> Next {
        loop {
            match self.slice() {
                Next::Again => {}
                Next::At(when) => self.now.set(when),
                next => return next,
            }
        }
    }

    /// What the page was told since the last time, in short.
    fn told(&mut self) -> Vec<String> {
        let short = |message| match message {
            FromSession::Output {
                stream: OutputStream::Stdout,
                text,
                dropped: 0,
            } => format!("> {text}"),
            FromSession::Started {} => "started".to_owned(),
            FromSession::Finished { status, elapsed_ms } => {
                format!("finished {status} in {elapsed_ms}")
            }
            FromSession::InputWanted { prompt } => format!("input? {prompt}"),
            FromSession::Deadlock { report } => format!("deadlock {report}"),
            FromSession::Rejected { reason } => format!("rejected {reason}"),
            FromSession::Crashed { message } => format!("crashed {message}"),
            FromSession::Ready { .. } => "ready".to_owned(),
            other => format!("{other:?}"),
        };
        self.runner.take_messages().into_iter().map(short).collect()
    }

    #[track_caller]
    fn check_told(&mut self, expected: &[&str]) {
        assert_eq!(self.told(), expected);
    }
}

fn run(main: &str) -> ToSession {
    ToSession::Run {
        files: [("main.py", "pass"), ("pkg/app.py", "1")]
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into(),
        main: main.to_owned(),
        args: vec!["-v".to_owned()],
        options: RunOptions {
            seed: Some(7),
            ..RunOptions::default()
        },
    }
}

fn input(text: &str) -> ToSession {
    ToSession::Input {
        text: text.to_owned(),
    }
}

#[test]
fn what_other_processes_say_reaches_the_program_and_what_it_asks_of_them_goes_out() {
    let stage = Stage {
        acts: RefCell::new([Act::Answer(Drive::Waiting), Act::Answer(Drive::Waiting)].into()),
        ..Stage::default()
    };
    let launched = Rc::clone(&stage.launched);
    let mut rig = Rig::on(stage);
    assert_eq!(rig.settle(), Next::Idle);
    let data = Bytes([1].into());
    rig.runner.receive(ToSession::Said { process: 2, data });
    assert_eq!(rig.settle(), Next::Idle);
    let errands = launched
        .borrow()
        .as_ref()
        .map(|launch| launch.errands.clone());
    let errand = FromSession::EndProcess { process: 2 };
    errands.expect("a program runs").ask(errand);
    rig.runner.receive(ToSession::ProcessLost { process: 3 });
    rig.settle();
    let expected = [
        "started",
        "> (2 said [1])",
        "> (3 is lost)",
        "finished 0 in 0",
        "EndProcess { process: 2 }",
    ];
    assert_eq!(rig.told(), expected);
}

#[test]
fn a_program_runs_to_its_end() {
    let mut rig = Rig::new(&[
        Act::Print("a"),
        Act::Print("b\n"),
        Act::Work(3 * MS),
        Act::Answer(Drive::Sleeping { until: 5 * MS }),
        Act::Print("c"),
        Act::Answer(Drive::Finished { status: 3 }),
    ]);
    assert_eq!(rig.slice(), Next::At(5 * MS));
    rig.check_told(&["started", "> ab\n"]);
    assert_eq!(rig.slice(), Next::At(5 * MS), "not before its time");
    rig.now.set(5 * MS);
    assert_eq!(rig.slice(), Next::Idle);
    rig.check_told(&["> c", "finished 3 in 5"]);
    assert_eq!(rig.slice(), Next::Idle);
    rig.check_told(&[]);
}

#[test]
fn a_busy_program_gives_way_after_its_budget() {
    let mut rig = Rig::new(&vec![Act::Work(MS); 20]);
    assert_eq!(rig.slice(), Next::Again);
    assert_eq!(rig.now.get(), BUDGET);
    assert_eq!(rig.slice(), Next::Again);
    assert_eq!(rig.now.get(), 2 * BUDGET);
}

#[test]
fn the_launch_says_what_the_page_said() {
    let launched = Rc::default();
    let stage = || Stage {
        launched: Rc::clone(&launched),
        ..Stage::default()
    };
    let mut rig = Rig::on(stage());
    rig.settle();
    let check = |path: &str, argv0: &str, directory: &str| {
        let launch: Launch = launched.take().unwrap();
        let Entry::File {
            path: found,
            argv0: typed,
            source,
        } = launch.program.entry
        else {
            panic!()
        };
        assert_eq!((found.as_str(), typed.as_str()), (path, argv0));
        assert!(!source.is_empty());
        assert_eq!(launch.program.directory, directory);
        assert_eq!(launch.program.args, ["-v"]);
        assert_eq!(launch.config.seed, Some(7));
        assert_eq!(launch.config.max_memory, Some(MAX_MEMORY));
        assert_eq!(launch.files.len(), 2);
    };
    check("main.py", "main.py", "");
    rig.runner.receive(run("./pkg/app.py"));
    check("pkg/app.py", "./pkg/app.py", "pkg");
    rig.told();
    rig.runner.receive(run("nope.py"));
    assert!(launched.take().is_none());
    rig.check_told(&[
        "finished 137 in 0",
        "rejected main: there is no file \"nope.py\"",
    ]);
}

#[test]
fn a_program_that_does_not_compile_is_reported_for_the_editor() {
    let diagnostic = Diagnostic {
        class: "SyntaxError".to_owned(),
        message: "invalid syntax".to_owned(),
        line: 1,
        column: 2,
        end_line: 3,
        end_column: 4,
    };
    let stage = Stage {
        diagnostic: Some(diagnostic),
        ..Stage::default()
    };
    let mut rig = Rig::on(stage);
    rig.settle();
    assert_eq!(
        rig.told()[1],
        "Diagnostic { class: \"SyntaxError\", message: \"invalid syntax\", line: 1, column: 2, end_line: 3, end_column: 4 }"
    );
}

#[test]
fn input_is_asked_for_once_and_read_line_by_line() {
    let mut rig = Rig::new(&[
        Act::Print("name? "),
        Act::Read(None),
        Act::Read(None),
        Act::Read(None),
    ]);
    assert_eq!(rig.settle(), Next::Idle);
    rig.check_told(&["started", "> name? ", "input? name? "]);
    assert_eq!(rig.settle(), Next::Idle);
    rig.check_told(&[]);
    rig.runner.receive(input("a\r\nb"));
    rig.settle();
    rig.check_told(&[
        "> Line(\"a\\n\")Line(\"b\\n\")",
        "input? Line(\"a\\n\")Line(\"b\\n\")",
    ]);
    rig.runner.receive(ToSession::EndOfInput {});
    rig.settle();
    rig.check_told(&["> Eof", "finished 0 in 0"]);
}

#[test]
fn input_may_come_before_it_is_asked_for() {
    let mut rig = Rig::new(&[Act::Work(MS), Act::Read(None), Act::Read(None)]);
    rig.runner.receive(input("early\n"));
    rig.runner.receive(ToSession::EndOfInput {});
    rig.settle();
    rig.check_told(&["started", "> Line(\"early\\n\")Eof", "finished 0 in 1"]);
    rig.runner.receive(input("late"));
    rig.check_told(&["rejected input: no program runs"]);
}

#[test]
fn other_threads_run_while_one_waits_for_input() {
    let mut rig = Rig::new(&[
        Act::Answer(Drive::Input {
            until: Some(2 * MS),
        }),
        Act::Print("tick "),
        Act::Read(Some(4 * MS)),
    ]);
    assert_eq!(rig.slice(), Next::At(2 * MS));
    rig.now.set(2 * MS);
    assert_eq!(rig.slice(), Next::At(4 * MS));
    rig.check_told(&["started", "input? ", "> tick "]);
    rig.runner.receive(input("x"));
    rig.settle();
    rig.check_told(&["> Line(\"x\\n\")", "finished 0 in 2"]);
}

#[test]
fn input_that_nobody_reads_is_bounded() {
    let mut rig = Rig::new(&[Act::UntilInterrupt(Drive::Runnable)]);
    rig.told();
    rig.runner.receive(input(&"x".repeat(MAX_INPUT)));
    rig.check_told(&[]);
    rig.runner.receive(input("y"));
    rig.check_told(&["rejected input: too much of it waits to be read"]);
}

#[test]
fn stop_reaches_a_program_however_it_waits() {
    let far = Duration::from_secs(1000);
    for waiting in [
        Drive::Runnable,
        Drive::Sleeping { until: far },
        Drive::Input { until: None },
        Drive::Deadlock("who waits for what".to_owned()),
    ] {
        let mut rig = Rig::new(&[
            Act::UntilInterrupt(waiting.clone()),
            Act::Print("cleaned up"),
        ]);
        for _ in 0..3 {
            if rig.slice() != Next::Again {
                break;
            }
            rig.now.set(rig.now.get() + BUDGET);
        }
        rig.told();
        rig.runner.receive(ToSession::Stop {});
        assert_eq!(rig.settle(), Next::Idle);
        assert!(rig.now.get() < far);
        let told = rig.told();
        assert_eq!(told[0], "> cleaned up", "{waiting:?}");
        assert!(told[1].starts_with("finished 0"), "{waiting:?}");
    }
}

#[test]
fn a_deadlock_is_told_once() {
    let mut rig = Rig::new(&[Act::UntilInterrupt(Drive::Deadlock("a for b".to_owned()))]);
    rig.settle();
    rig.settle();
    rig.check_told(&["started", "deadlock a for b"]);
}

#[test]
fn kill_ends_a_program_that_refuses_to_stop() {
    let mut rig = Rig::new(&[
        Act::UntilInterrupt(Drive::Runnable),
        Act::UntilInterrupt(Drive::Sleeping { until: MS }),
    ]);
    rig.runner.receive(ToSession::Stop {});
    assert_eq!(rig.slice(), Next::At(MS));
    rig.runner.receive(ToSession::Kill {});
    rig.check_told(&["started", "> (dropped)", "finished 137 in 0"]);
    rig.runner.receive(ToSession::Kill {});
    rig.runner.receive(ToSession::Stop {});
    assert_eq!(rig.slice(), Next::Idle);
    rig.check_told(&[]);
}

#[test]
fn another_run_kills_the_first() {
    let mut rig = Rig::new(&[
        Act::Print("x"),
        Act::Answer(Drive::Sleeping { until: 50 * MS }),
    ]);
    rig.slice();
    rig.runner.receive(run("main.py"));
    rig.settle();
    rig.check_told(&[
        "started",
        "> x",
        "finished 137 in 0",
        "started",
        "> x",
        "finished 0 in 50",
    ]);
}

#[test]
fn reset_forgets_everything() {
    let mut rig = Rig::new(&[Act::Print("x"), Act::UntilInterrupt(Drive::Runnable)]);
    rig.runner.receive(ToSession::Hold {});
    rig.runner.receive(ToSession::Reset {});
    assert_eq!(rig.settle(), Next::Idle);
    rig.check_told(&["started", "ready"]);
    rig.runner.receive(run("main.py"));
    rig.slice();
    rig.check_told(&["started", "> x"]);
}

#[test]
fn a_held_program_waits_but_can_be_stopped() {
    let mut rig = Rig::new(&[Act::UntilInterrupt(Drive::Runnable), Act::Print("bye")]);
    rig.runner.receive(ToSession::Hold {});
    assert_eq!(rig.slice(), Next::Idle);
    assert_eq!(rig.now.get(), Duration::ZERO);
    rig.runner.receive(ToSession::Release {});
    assert_eq!(rig.slice(), Next::Again);
    rig.runner.receive(ToSession::Hold {});
    rig.runner.receive(ToSession::Stop {});
    assert_eq!(rig.settle(), Next::Idle);
    rig.check_told(&["started", "> bye", "finished 0 in 8"]);
}

#[test]
fn a_lot_of_output_ends_the_slice() {
    static LOT: &str = concat!("0123456789abcdef", "0123456789abcdef");
    let acts = vec![Act::Print(LOT); 3 * PLENTY / LOT.len()];
    let mut rig = Rig::new(&acts);
    for _ in 0..3 {
        assert_eq!(rig.slice(), Next::Again);
        let told = rig.told().concat();
        assert!(
            told.len() >= PLENTY && told.len() < PLENTY + 100,
            "{}",
            told.len()
        );
    }
}

#[test]
fn a_bug_of_ours_is_told_and_the_next_run_works() {
    let mut rig = Rig::new(&[
        Act::Print("x"),
        Act::Answer(Drive::InternalError("oops".to_owned())),
    ]);
    rig.settle();
    rig.check_told(&["started", "> x", "crashed oops"]);
    rig.runner.world.acts.replace(VecDeque::new());
    rig.runner.receive(run("main.py"));
    rig.settle();
    rig.check_told(&["started", "finished 0 in 0"]);
}

/// A session before its first run.
fn cold(warm_up: &[Act]) -> Rig {
    let stage = Stage {
        acts: RefCell::new([Act::Print("x")].into()),
        warm_up: Some(warm_up.to_vec()),
        ..Stage::default()
    };
    let now = Rc::clone(&stage.now);
    let mut runner = Runner::new(stage, Rc::default());
    runner.receive(ToSession::Reset {});
    Rig { runner, now }
}

#[test]
fn it_warms_up_after_it_has_said_that_it_is_ready() {
    let mut rig = cold(&[Act::Print("unheard"), Act::Work(BUDGET), Act::Work(MS)]);
    assert_eq!(rig.slice(), Next::Again);
    assert_eq!(rig.now.get(), Duration::ZERO);
    rig.check_told(&["ready"]);
    assert_eq!(rig.settle(), Next::Idle);
    assert_eq!(rig.now.get(), BUDGET + MS);
    rig.check_told(&[]);
    rig.runner.receive(ToSession::Reset {});
    assert_eq!(rig.slice(), Next::Idle, "once is enough");
}

#[test]
fn a_run_does_not_wait_for_the_warm_up() {
    let mut rig = cold(&[Act::UntilInterrupt(Drive::Runnable)]);
    for _ in 0..3 {
        assert_eq!(rig.slice(), Next::Again);
    }
    rig.runner.receive(run("main.py"));
    assert_eq!(rig.settle(), Next::Idle);
    rig.check_told(&["ready", "started", "> x", "finished 0 in 0"]);
}

// ---- the library ----

fn library(part: &str, text: &str) -> ToSession {
    ToSession::Library {
        part: part.to_owned(),
        content: Bytes(text.as_bytes().into()),
    }
}

#[test]
fn a_part_of_the_library_is_asked_for_once_and_kept() {
    let mut rig = Rig::new(&[Act::Import("base"), Act::Import("base")]);
    assert_eq!(rig.settle(), Next::Idle);
    rig.check_told(&["started", r#"LibraryWanted { part: "base" }"#]);
    assert_eq!(rig.settle(), Next::Idle);
    rig.check_told(&[]);
    rig.runner.receive(library("other", "x"));
    assert_eq!(rig.settle(), Next::Idle, "not what it waits for");
    rig.runner.receive(library("base", "a"));
    rig.settle();
    rig.check_told(&["> Ok([97])Ok([97])", "finished 0 in 0"]);
    rig.runner.receive(run("main.py"));
    rig.settle();
    rig.check_told(&["started", "> Ok([97])Ok([97])", "finished 0 in 0"]);
}

#[test]
fn a_part_that_cannot_be_had_is_asked_for_again() {
    let wanted = r#"LibraryWanted { part: "base" }"#;
    let fail = |reason: &str| ToSession::NoLibrary {
        part: "base".to_owned(),
        reason: reason.to_owned(),
    };
    let mut rig = Rig::new(&[Act::Import("base"), Act::Import("base")]);
    rig.settle();
    rig.check_told(&["started", wanted]);
    rig.runner.receive(fail("404"));
    rig.settle();
    rig.check_told(&["> Err(\"404\")", wanted]);
    rig.runner.receive(fail("offline"));
    rig.settle();
    rig.check_told(&["> Err(\"offline\")", "finished 0 in 0"]);
}

#[test]
fn stop_reaches_a_program_that_waits_for_the_library() {
    let wait = Drive::Library {
        part: "base",
        until: None,
    };
    let mut rig = Rig::new(&[Act::UntilInterrupt(wait)]);
    rig.settle();
    rig.told();
    rig.runner.receive(ToSession::Stop {});
    rig.settle();
    rig.check_told(&["finished 0 in 0"]);
    // What comes late is for the next program.
    rig.runner.receive(library("base", "a"));
    assert_eq!(rig.settle(), Next::Idle);
}
