//! One program after another, driven by messages: the session without JavaScript.
//!
//! Here: what each message does, when the interpreter is driven, and what is reported. Not here: where messages come
//! from and go to ([`crate::session`]), and the interpreter ([`crate::engine`]).
//!
//! Invariant: whatever happened before, the next `run` works.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::time::Duration;

use loopground_browser::Next;
use loopground_python::embed::{Config, Drive, Entry, Input, PYTHON_VERSION, Program};

use crate::engine::Engine;
use crate::errands::Errands;
use crate::host;
use crate::messages::{Files, FromSession, RunOptions, ToSession};
use crate::outbox::{Outbox, PLENTY};
use crate::pace::Pace;

/// Exit status of a program that was killed, as a shell shows it.
const KILLED: i32 = 137;
/// What a program may use when the page does not say.
const MAX_MEMORY: u64 = 1 << 30;
/// Input that may wait to be read.
const MAX_INPUT: usize = 1 << 20;

/// Everything that is needed to start a program.
#[derive(Debug)]
pub struct Launch {
    pub program: Program,
    pub config: Config,
    pub files: Files,
    pub errands: Errands,
}

/// Where the runner is: its clock, and how interpreters are made.
pub trait World {
    type Engine: Engine;

    fn now(&self) -> Duration;

    /// A new interpreter that is ready to be driven and writes to `output`.
    fn start(&self, launch: Launch, output: Rc<RefCell<Outbox>>) -> Self::Engine;

    /// An interpreter for one process of a program that another session runs; `None` when its birth cannot be read.
    fn join(&self, _process: u32, _birth: &[u8], _errands: Errands) -> Option<Self::Engine> {
        None
    }

    /// An interpreter with a small program that nobody hears of. Browsers compile a function when it is first called,
    /// so the first program takes many times as long as the second: better this one than the reader's.
    fn warm_up(&self) -> Option<Self::Engine> {
        None
    }
}

pub struct Runner<W: World> {
    world: W,
    run: Option<Run<W::Engine>>,
    warmth: Warmth<W::Engine>,
    /// The page asked for a break.
    held: bool,
    pace: Pace,
    /// Parts of the standard library that some program imported from, for all later ones too.
    library: BTreeMap<String, Rc<[u8]>>,
    /// Those that are on their way.
    wanted: BTreeSet<String>,
    output: Rc<RefCell<Outbox>>,
    errands: Errands,
    /// Messages to the page. All output before them has been moved here too.
    messages: Vec<FromSession>,
}

/// Whether something has run already.
enum Warmth<E> {
    Cold,
    /// From the next slice on: what was said before reaches the page first.
    Soon,
    Warming(E),
    Warm,
}

/// A program that is not over.
struct Run<E> {
    engine: E,
    since: Duration,
    wait: Wait,
    input: VecDeque<String>,
    end_of_input: bool,
    /// The page was told that a line is wanted, and none has come yet. Other threads may run meanwhile.
    asked: bool,
    /// Ctrl-C is on its way through the program: it is driven even when held.
    stopping: bool,
}

/// Why the program is not driven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    No,
    /// It sleeps.
    Until(Duration),
    /// It waits for input.
    Input(Option<Duration>),
    /// It waits for a part of the standard library.
    Library(&'static str, Option<Duration>),
    /// It can only be interrupted.
    ForEver,
}

impl Wait {
    fn deadline(self) -> Option<Duration> {
        match self {
            Self::No => Some(Duration::ZERO),
            Self::Until(when) => Some(when),
            Self::Input(when) | Self::Library(_, when) => when,
            Self::ForEver => None,
        }
    }
}

impl<W: World> Runner<W> {
    pub fn new(world: W, output: Rc<RefCell<Outbox>>) -> Self {
        Self {
            world,
            run: None,
            warmth: Warmth::Cold,
            held: false,
            pace: Pace::default(),
            library: BTreeMap::new(),
            wanted: BTreeSet::new(),
            output,
            errands: Errands::default(),
            messages: Vec::new(),
        }
    }

    /// Does what the page says. Reports wait in [`Runner::take_messages`].
    pub fn receive(&mut self, message: ToSession) {
        match message {
            ToSession::Run {
                files,
                main,
                args,
                options,
            } => {
                self.kill();
                self.start(files, main, args, options);
            }
            ToSession::Stop {} => {
                if let Some(run) = &mut self.run {
                    run.stopping = true;
                    run.wait = Wait::No;
                    run.engine.interrupt();
                }
            }
            ToSession::Kill {} => self.kill(),
            ToSession::Input { text } => self.input(&text),
            ToSession::EndOfInput {} => {
                if let Some(run) = &mut self.run {
                    run.end_of_input = true;
                    run.feed();
                }
            }
            ToSession::Library { part, content } => {
                self.library.insert(part.clone(), Rc::clone(&content.0));
                self.library_came(&part, Ok(content.0));
            }
            ToSession::NoLibrary { part, reason } => self.library_came(&part, Err(reason)),
            ToSession::Join { process, birth } => self.join(process, &birth.0),
            ToSession::Said { process, data } => {
                if let Some(run) = &mut self.run {
                    run.wait = Wait::No;
                    run.engine.receive(process, &data.0);
                }
            }
            ToSession::ProcessLost { process } => {
                if let Some(run) = &mut self.run {
                    run.wait = Wait::No;
                    run.engine.lost(process);
                }
            }
            ToSession::Hold {} => self.held = true,
            ToSession::Release {} => self.held = false,
            ToSession::Reset {} => {
                self.run = None;
                self.held = false;
                self.output.take();
                self.tell(FromSession::Ready {
                    version: env!("CARGO_PKG_VERSION").to_owned(),
                    python_version: PYTHON_VERSION.to_owned(),
                });
            }
        }
    }

    /// A message that nobody understands.
    pub fn reject(&mut self, reason: String) {
        self.tell(FromSession::Rejected { reason });
    }

    /// Drives the program until it waits, but not beyond `deadline`.
    pub fn drive(&mut self, deadline: Duration) -> Next {
        let next = self.drive_program(deadline);
        self.send_output();
        next
    }

    /// What the page is to be told, in order.
    pub fn take_messages(&mut self) -> Vec<FromSession> {
        self.messages.append(&mut self.errands.take());
        std::mem::take(&mut self.messages)
    }

    fn drive_program(&mut self, deadline: Duration) -> Next {
        loop {
            let before = self.world.now();
            let Some(run) = &mut self.run else {
                return self.warm_up(deadline);
            };
            if self.held && !run.stopping {
                return Next::Idle;
            }
            match run.wait.deadline() {
                Some(when) if when <= before => {}
                Some(when) => return Next::At(when),
                None => return Next::Idle,
            }
            let drive = run.engine.drive(self.pace.fuel());
            let now = self.world.now();
            self.pace
                .lasted(now.saturating_sub(before), drive == Drive::Runnable);
            self.driven(drive);
            if now >= deadline || self.output.borrow().size() >= PLENTY {
                return Next::Again;
            }
        }
    }

    fn warm_up(&mut self, deadline: Duration) -> Next {
        match std::mem::replace(&mut self.warmth, Warmth::Warm) {
            Warmth::Warm => return Next::Idle,
            Warmth::Cold => self.warmth = Warmth::Soon,
            Warmth::Soon => {
                if let Some(engine) = self.world.warm_up() {
                    self.warmth = Warmth::Warming(engine);
                }
            }
            Warmth::Warming(mut engine) => {
                while engine.drive(self.pace.fuel()) == Drive::Runnable {
                    if self.world.now() >= deadline {
                        self.warmth = Warmth::Warming(engine);
                        break;
                    }
                }
            }
        }
        Next::Again
    }

    fn driven(&mut self, drive: Drive) {
        let Some(run) = &mut self.run else { return };
        match drive {
            Drive::Runnable => run.wait = Wait::No,
            Drive::Sleeping { until } => run.wait = Wait::Until(until),
            Drive::Input { until } => {
                run.wait = Wait::Input(until);
                if !run.feed() && !run.asked {
                    run.asked = true;
                    let prompt = self.output.borrow().prompt();
                    self.tell(FromSession::InputWanted { prompt });
                }
            }
            Drive::Library { part, until } => match self.library.get(part) {
                Some(content) => {
                    run.wait = Wait::No;
                    run.engine.provide_library(part, Ok(Rc::clone(content)));
                }
                None => {
                    run.wait = Wait::Library(part, until);
                    if self.wanted.insert(part.to_owned()) {
                        let part = part.to_owned();
                        self.tell(FromSession::LibraryWanted { part });
                    }
                }
            },
            // Until another process says something.
            Drive::Waiting => run.wait = Wait::ForEver,
            Drive::Deadlock(report) => {
                run.wait = Wait::ForEver;
                self.tell(FromSession::Deadlock { report });
            }
            Drive::Finished { status } => self.finish(status),
            Drive::InternalError(message) => {
                self.run = None;
                self.output.borrow_mut().finish();
                self.tell(FromSession::Crashed { message });
            }
        }
    }

    fn start(&mut self, files: Files, main: String, args: Vec<String>, options: RunOptions) {
        let path = host::plain(&main);
        let Some(source) = files
            .iter()
            .find(|(name, _)| host::plain(name) == path)
            .map(|(_, text)| text.clone().into_bytes())
        else {
            return self.reject(format!("main: there is no file {main:?}"));
        };
        let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
        let launch = Launch {
            program: Program {
                directory: directory.to_owned(),
                entry: Entry::File {
                    path,
                    argv0: main,
                    source,
                },
                args,
            },
            config: Config {
                seed: options.seed,
                virtual_time: options.virtual_time,
                max_memory: Some(options.max_memory.unwrap_or(MAX_MEMORY)),
                max_steps: options.max_steps,
                ..Config::default()
            },
            files,
            errands: self.errands.clone(),
        };
        self.held = false;
        self.warmth = Warmth::Warm;
        self.tell(FromSession::Started {});
        let since = self.world.now();
        let engine = self.world.start(launch, Rc::clone(&self.output));
        self.run = Some(Run::new(engine, since));
    }

    fn join(&mut self, process: u32, birth: &[u8]) {
        self.run = None;
        self.warmth = Warmth::Warm;
        let since = self.world.now();
        match self.world.join(process, birth, self.errands.clone()) {
            Some(engine) => self.run = Some(Run::new(engine, since)),
            None => self.reject("join: what the process begins with cannot be read".to_owned()),
        }
    }

    fn library_came(&mut self, part: &str, content: Result<Rc<[u8]>, String>) {
        self.wanted.remove(part);
        if let Some(run) = &mut self.run
            && matches!(run.wait, Wait::Library(wanted, _) if wanted == part)
        {
            run.wait = Wait::No;
            run.engine.provide_library(part, content);
        }
    }

    fn input(&mut self, text: &str) {
        let Some(run) = &mut self.run else {
            return self.reject("input: no program runs".to_owned());
        };
        let waiting: usize = run.input.iter().map(String::len).sum();
        if run.end_of_input {
            return self.reject("input: it has ended".to_owned());
        }
        if waiting + text.len() > MAX_INPUT {
            return self.reject("input: too much of it waits to be read".to_owned());
        }
        let text = text.strip_suffix('\n').unwrap_or(text);
        let line = |line: &str| format!("{}\n", line.strip_suffix('\r').unwrap_or(line));
        run.input.extend(text.split('\n').map(line));
        run.feed();
        self.output.borrow_mut().line_ended();
    }

    fn kill(&mut self) {
        if self.run.is_some() {
            self.finish(KILLED);
        }
    }

    fn finish(&mut self, status: i32) {
        let Some(run) = self.run.take() else { return };
        let elapsed = self.world.now().saturating_sub(run.since);
        if let Some(found) = run.engine.diagnostic() {
            self.tell(FromSession::Diagnostic {
                class: found.class,
                message: found.message,
                line: found.line,
                column: found.column,
                end_line: found.end_line,
                end_column: found.end_column,
            });
        }
        // Objects may still have something to say when they go.
        drop(run);
        self.output.borrow_mut().finish();
        self.tell(FromSession::Finished {
            status,
            elapsed_ms: elapsed.as_secs_f64() * 1e3,
        });
    }

    fn tell(&mut self, message: FromSession) {
        self.send_output();
        self.messages.push(message);
    }

    fn send_output(&mut self) {
        let output = self.output.borrow_mut().take();
        self.messages.extend(output);
    }
}

impl<E: Engine> Run<E> {
    fn new(engine: E, since: Duration) -> Self {
        Self {
            engine,
            since,
            wait: Wait::No,
            input: VecDeque::new(),
            end_of_input: false,
            asked: false,
            stopping: false,
        }
    }

    /// Hands over a line, or the end of input, when the program waits for it. True when it did.
    fn feed(&mut self) -> bool {
        if !matches!(self.wait, Wait::Input(_)) {
            return false;
        }
        let input = match self.input.pop_front() {
            Some(line) => Input::Line(line),
            None if self.end_of_input => Input::Eof,
            None => return false,
        };
        self.wait = Wait::No;
        self.asked = false;
        self.engine.provide_input(input);
        true
    }
}

#[cfg(test)]
mod tests;
