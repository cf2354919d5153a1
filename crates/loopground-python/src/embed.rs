//! The border between an interpreter and the program that embeds it.
//!
//! Here: [`Interpreter`], what it needs ([`Host`]), what it is given ([`Program`], [`Config`]) and what it
//! answers ([`Drive`]). Not here: how it works inside.
//!
//! Invariant: nothing here blocks. [`Interpreter::drive`] runs for at most the fuel it is given and returns
//! a closed enum that says what has to happen before it is called again.

use std::rc::Rc;
use std::time::Duration;

use crate::files::FileSystem;
use crate::options::Options;
use crate::processes::link::Link;
use crate::processes::messages::{Birth, FromProcess};
use crate::processes::wire::{Bytes, Wire as _};
use crate::processes::{self, End, Pid, System};
use crate::vm::run::Progress;
use crate::watch::Observed;

/// The Python that programs are told they run on (`platform.python_version()`).
pub const PYTHON_VERSION: &str = "3.14.0";

/// The two output streams of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    Stdout,
    Stderr,
}

/// How eagerly a program's output is passed on to [`Host::write`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buffering {
    /// Each write at once: `python3 -u`.
    Nothing,
    /// At the end of each line: a terminal.
    Lines,
    /// When a block is full: a file or a pipe.
    Blocks,
}

/// Why output could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteError {
    /// The number as in Python's `errno`, for example 32 for a broken pipe.
    pub errno: i32,
}

/// Everything non-deterministic that a program can observe.
pub trait Host {
    /// Time since an arbitrary fixed point; never goes back.
    fn monotonic(&self) -> Duration;
    /// Time since the Unix epoch.
    fn wall_clock(&self) -> Duration;
    /// Fills `buffer` with random bytes; used only when no seed was given.
    fn fill_random(&self, buffer: &mut [u8]);
    /// Takes output of the program, in order. `bytes` is UTF-8 unless the program wrote raw bytes. What is held back
    /// until a line or a block is full was held back before: see [`Host::buffering`]. An error becomes the `OSError` of
    /// that number.
    fn write(&self, stream: Stream, bytes: &[u8]) -> Result<(), WriteError>;
    /// Passes on what was held back: `print(flush=True)`, `sys.stdout.flush()`, before reading input, at exit.
    fn flush(&self, _stream: Stream) -> Result<(), WriteError> {
        Ok(())
    }
    /// Bytes of memory that the program has in use now, as far as the host can tell; 0 when it cannot.
    fn memory_used(&self) -> u64 {
        0
    }
    /// Reads a file that the program may import or open; `None` when there is no such file.
    fn read_file(&self, _path: &str) -> Option<Vec<u8>> {
        None
    }
    /// The variables of `os.environ`.
    fn environ(&self) -> Vec<(String, String)> {
        Vec::new()
    }
    /// Whether the stream is a terminal (`isatty`).
    fn is_terminal(&self, _stream: Stream) -> bool {
        false
    }
    /// When output is passed on.
    fn buffering(&self, _stream: Stream) -> Buffering {
        Buffering::Lines
    }
    /// Whether standard input is a terminal.
    fn input_is_terminal(&self) -> bool {
        false
    }
    /// The files that the program sees; `None`: it has files of its own, in memory.
    fn files(&self) -> Option<Rc<dyn FileSystem>> {
        None
    }
    /// Columns and lines of the terminal.
    fn terminal_size(&self) -> Option<(u16, u16)> {
        None
    }
    /// Number of the process, and of the one that started it.
    fn process(&self) -> (u32, u32) {
        (1, 0)
    }
    /// How many processors the program may believe to have.
    fn cpu_count(&self) -> usize {
        1
    }
    /// Whether [`Host::observe`] is to be told what happens; asked once for each process.
    fn watches(&self) -> bool {
        false
    }
    /// Something happened in the program: tasks, threads, processes, turns of the loop. Must not call back.
    fn observe(&self, _what: &Observed) {}
    /// Starts a host for another process beside this one, which calls [`Interpreter::join`] with `birth`. False: the host
    /// does no such thing, and the process runs in turn with those that are here.
    fn start_process(&self, _pid: u32, _birth: &[u8]) -> bool {
        false
    }
    /// Ends the host of a process at once.
    fn end_process(&self, _pid: u32) {}
    /// Takes a message to the host of a process, or from such a host to the one that started it (0), in order; there
    /// it goes to [`Interpreter::receive`].
    fn send(&self, _to: u32, _message: Vec<u8>) {}
    /// Processor time that the program has used; `None` when nobody counts it.
    fn processor_time(&self) -> Option<Duration> {
        None
    }
}

/// How a program is run. All limits give a Python exception, never an abort.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Makes `random`, hashes of identity and thread switches reproducible.
    pub seed: Option<u64>,
    /// Time jumps to the next deadline when every thread waits; nothing takes real time.
    pub virtual_time: bool,
    /// `MemoryError` above this many bytes; `None`: no limit.
    pub max_memory: Option<u64>,
    /// The program is stopped after this many units of fuel (about one per call or backward jump).
    pub max_steps: Option<u64>,
    /// Every instruction may be the last one before another thread runs; the seed decides.
    pub switch_any: bool,
}

/// What `python3` was told to run.
#[derive(Clone, Debug)]
pub enum Entry {
    /// `python3 path.py`. `path` is absolute (`__file__`, and what tracebacks show); `argv0` is the path as
    /// it was typed (`sys.argv[0]`).
    File {
        path: String,
        argv0: String,
        source: Vec<u8>,
    },
    /// `python3 -c code`.
    Command(String),
    /// `python3 -`.
    Stdin(Vec<u8>),
    /// `python3 -m name`.
    Module(String),
}

#[derive(Clone, Debug)]
pub struct Program {
    pub entry: Entry,
    /// Arguments after the program: `sys.argv[1:]`.
    pub args: Vec<String>,
    /// Directory in which imports are looked up first (`sys.path[0]`); read through [`Host::read_file`].
    pub directory: String,
}

/// Why [`Interpreter::drive`] returned: what has to happen next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drive {
    /// The program is over, its output flushed; `status` is its exit status, 130 when a `KeyboardInterrupt`
    /// that nobody caught ended it.
    Finished { status: i32 },
    /// Fuel is used up: call again when the host has looked at its other work.
    Runnable,
    /// Nothing can run before this time of [`Host::monotonic`] (or an interrupt, or input).
    Sleeping { until: Duration },
    /// A thread waits for a line of standard input: call [`Interpreter::provide_input`].
    /// `until` is set when another thread sleeps meanwhile.
    Input { until: Option<Duration> },
    /// A program imports from this part of the standard library, which is not built in: fetch it and call
    /// [`Interpreter::provide_library`]. `until` is set when another thread sleeps meanwhile.
    Library {
        part: &'static str,
        until: Option<Duration>,
    },
    /// Nothing can run before a message of another process comes (or an interrupt): see [`Interpreter::receive`].
    Waiting,
    /// No thread can ever run again; the text says who waits for what. Interrupt still works.
    Deadlock(String),
    /// A bug of ours, never of the program: to be shown as such.
    InternalError(String),
}

/// One line of standard input, or its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Text with its newline, if it had one.
    Line(String),
    /// Some bytes, at least one; not necessarily a line.
    Bytes(Vec<u8>),
    Eof,
}

/// A Python program: its first process, and the others that it starts.
pub struct Interpreter {
    system: Rc<System>,
    host: Rc<dyn Host>,
    first: Option<Pid>,
    steps_left: Option<u64>,
    options: Options,
}

impl Drop for Interpreter {
    fn drop(&mut self) {
        self.system.tear_down();
    }
}

impl Interpreter {
    #[must_use]
    pub fn new(host: Rc<dyn Host>, config: Config) -> Self {
        let steps_left = config.max_steps;
        Self {
            system: System::new(Rc::clone(&host), config),
            host,
            first: None,
            steps_left,
            options: Options::default(),
        }
    }

    /// What the interpreter itself is told (`-W`, `-X`, `-O` and so on); before [`Interpreter::start`].
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
    }

    /// Compiles and gets ready to run. A syntax error is no error here: the program then prints it and ends
    /// with status 1, as `python3` does; [`Interpreter::diagnostic`] has it in structured form.
    pub fn start(&mut self, program: Program) {
        // Nothing else lives yet, so there is room.
        self.first = self
            .system
            .launch(processes::INIT, program, self.options.clone())
            .ok();
    }

    /// The syntax error of the last [`Interpreter::start`], for an editor.
    #[must_use]
    pub fn diagnostic(&self) -> Option<Diagnostic> {
        self.system.find(self.first?)?.diagnostic()
    }

    /// Runs threads for about `fuel` units (about one per call or backward jump).
    pub fn drive(&mut self, fuel: u64) -> Drive {
        let fuel = self.system.portion(fuel);
        if let Some(left) = &mut self.steps_left {
            if *left == 0 {
                let message = b"loopground: stopped: the limit of steps is used up\n";
                self.flush();
                let _ = self.host.write(Stream::Stderr, message);
                return Drive::Finished { status: 1 };
            }
            *left = left.saturating_sub(fuel);
        }
        match self.system.drive(fuel) {
            Progress::Finished => {
                let end = self.end();
                // One that ended at once loses what was held back.
                if !self.system.ended_abruptly() {
                    self.flush();
                }
                self.say_that_it_ended(end);
                Drive::Finished {
                    status: end.map_or(0, End::shell_status),
                }
            }
            Progress::Exit(end) => Drive::Finished {
                status: end.shell_status(),
            },
            Progress::Runnable => Drive::Runnable,
            Progress::Sleeping(until) => Drive::Sleeping { until },
            Progress::Input(until) => Drive::Input { until },
            Progress::Library(part, until) => Drive::Library { part, until },
            Progress::Waiting => Drive::Waiting,
            Progress::Deadlock(report) => Drive::Deadlock(report),
        }
    }

    /// A process that runs beside those of a session: `birth` is what [`Host::start_process`] was given there. `None`
    /// when it cannot be read.
    #[must_use]
    pub fn join(host: Rc<dyn Host>, config: Config, birth: &[u8]) -> Option<Self> {
        let birth = Birth::read(birth)?;
        let max_memory = birth.max_memory.or(config.max_memory);
        let config = Config {
            max_memory,
            ..config
        };
        let link = Link::new(Rc::clone(&host));
        let system = System::with_link(Rc::clone(&host), config, Some(Rc::clone(&link)));
        let first = system.begin(&birth, &link).ok();
        Some(Self {
            system,
            host,
            first,
            steps_left: None,
            options: Options::default(),
        })
    }

    /// Who starts the process, for its [`Host::process`].
    #[must_use]
    pub fn parent_in(birth: &[u8]) -> Option<u32> {
        Some(Birth::read(birth)?.parent)
    }

    /// What the host of a process sends (to 0) when the process wrote something that only the first one's host can show.
    #[must_use]
    pub fn output_message(stream: Stream, bytes: &[u8]) -> Vec<u8> {
        let error = stream == Stream::Stderr;
        let data = Bytes(bytes.to_vec());
        FromProcess::Output { error, data }.to_bytes()
    }

    /// Takes what [`Host::send`] was given by the host of another process (`from`), or by the one that started this
    /// one (0).
    pub fn receive(&mut self, from: u32, message: &[u8]) {
        self.system.receive(from, message);
    }

    /// The host of another process broke: it counts as killed.
    pub fn lost(&mut self, pid: u32) {
        self.system.lost(pid);
    }

    /// Tells the broker, when there is one.
    fn say_that_it_ended(&self, end: Option<End>) {
        if let Some(link) = self.system.link() {
            let (killed, number) = match end {
                Some(End::Killed(signal)) => (true, signal),
                Some(End::Exited(status)) => (false, status),
                None => (false, 0),
            };
            link.tell(&FromProcess::Ended { killed, number });
        }
    }

    /// How the first process ended.
    fn end(&self) -> Option<End> {
        self.system.find(self.first?)?.end()
    }

    /// Passes on output that is held back, when the program cannot do it itself any more.
    pub fn flush(&self) {
        self.system.rescue_output();
        let _ = self.host.flush(Stream::Stdout);
        let _ = self.host.flush(Stream::Stderr);
    }

    /// Ctrl-C: `SIGINT`, which raises `KeyboardInterrupt` in the main thread unless the program handles it otherwise;
    /// also while it sleeps or waits.
    pub fn interrupt(&mut self) {
        self.system.interrupt();
    }

    /// The signal that ended the program, as `python3` would have died of it.
    #[must_use]
    pub fn killed_by(&self) -> Option<u32> {
        match self.end()? {
            End::Killed(signal) => u32::try_from(signal).ok(),
            End::Exited(_) => None,
        }
    }

    pub fn provide_input(&mut self, input: Input) {
        self.system.provide_input(input);
    }

    /// A part of the standard library, or why it cannot be had: then what imports it raises `ImportError`, and
    /// the next import asks again. It may be given before it is asked for.
    pub fn provide_library(&mut self, part: &str, content: Result<Rc<[u8]>, String>) {
        self.system.provide_library(part, content);
    }
}

/// Where and why a program does not compile. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// `SyntaxError`, `IndentationError` or `TabError`.
    pub class: String,
    /// CPython's message, without the class.
    pub message: String,
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}
