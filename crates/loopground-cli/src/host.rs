//! The outside world of a native program: clocks, random bytes, files, streams, memory.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use loopground_python::embed::{Buffering, Host, Stream, WriteError};
use loopground_python::watch::Observed;

use crate::beside::Others;
use crate::events::Event;

/// How old a reading of the memory in use may be: a reading is a system call, and natives ask often.
const MEMORY_READING: Duration = Duration::from_millis(1);

type Sink = Box<dyn FnMut(&[u8]) -> Result<(), WriteError>>;

/// Which process of the session it hosts.
pub enum Seat {
    /// The first one, which starts the others.
    First(Others),
    /// One beside it, and the way to it.
    Beside {
        pid: u32,
        parent: u32,
        events: Sender<Event>,
    },
}

pub struct NativeHost {
    seat: Seat,
    start: Instant,
    stdout: RefCell<Sink>,
    stderr: RefCell<Sink>,
    memory: Cell<Option<(Instant, u64)>>,
    /// The event log, when one was asked for.
    events: Option<RefCell<io::BufWriter<File>>>,
}

impl NativeHost {
    pub fn new(events: Option<File>, seat: Seat) -> Self {
        Self {
            seat,
            start: Instant::now(),
            stdout: RefCell::new(sink(raw_stdout())),
            stderr: RefCell::new(sink(io::stderr())),
            memory: Cell::new(None),
            events: events.map(|file| RefCell::new(io::BufWriter::new(file))),
        }
    }
}

impl NativeHost {
    /// Writes what of the event log is held back.
    pub fn close_log(&self) {
        if let Some(log) = &self.events
            && let Err(error) = log.borrow_mut().flush()
        {
            eprintln!("loopground: the event log is not complete: {error}");
        }
    }
}

impl Host for NativeHost {
    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn wall_clock(&self) -> Duration {
        // A clock set before 1970 reads as 1970.
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).expect("the operating system gives random bytes");
    }

    fn write(&self, stream: Stream, bytes: &[u8]) -> Result<(), WriteError> {
        let sink = match stream {
            Stream::Stdout => &self.stdout,
            Stream::Stderr => &self.stderr,
        };
        (sink.borrow_mut())(bytes)
    }

    fn buffering(&self, stream: Stream) -> Buffering {
        if stream == Stream::Stderr || io::stdout().is_terminal() {
            Buffering::Lines
        } else {
            Buffering::Blocks
        }
    }

    fn watches(&self) -> bool {
        self.events.is_some()
    }

    fn observe(&self, what: &Observed) {
        if let Some(log) = &self.events {
            // A log that cannot be written, because the disk is full for instance, must not end the program.
            let _ = log.borrow_mut().write_all(what.json_line().as_bytes());
        }
    }

    fn memory_used(&self) -> u64 {
        let now = Instant::now();
        if let Some((when, bytes)) = self.memory.get()
            && now.duration_since(when) < MEMORY_READING
        {
            return bytes;
        }
        let bytes = memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem as u64);
        self.memory.set(Some((now, bytes)));
        bytes
    }

    fn read_file(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(path).ok()
    }

    fn environ(&self) -> Vec<(String, String)> {
        std::env::vars_os()
            .map(|(name, value)| {
                let text = |word: std::ffi::OsString| word.to_string_lossy().into_owned();
                (text(name), text(value))
            })
            .collect()
    }

    #[cfg(unix)]
    fn files(&self) -> Option<std::rc::Rc<dyn loopground_python::files::FileSystem>> {
        Some(std::rc::Rc::new(crate::files::NativeFiles::new()))
    }

    #[cfg(unix)]
    fn terminal_size(&self) -> Option<(u16, u16)> {
        let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
        Some((size.ws_col, size.ws_row))
    }

    fn input_is_terminal(&self) -> bool {
        io::stdin().is_terminal()
    }

    fn process(&self) -> (u32, u32) {
        if let Seat::Beside { pid, parent, .. } = &self.seat {
            return (*pid, *parent);
        }
        #[cfg(unix)]
        let parent = std::os::unix::process::parent_id();
        #[cfg(not(unix))]
        let parent = 0;
        (std::process::id(), parent)
    }

    fn start_process(&self, pid: u32, birth: &[u8]) -> bool {
        match &self.seat {
            Seat::First(others) => others.start(pid, birth),
            Seat::Beside { .. } => false,
        }
    }

    fn end_process(&self, pid: u32) {
        if let Seat::First(others) = &self.seat {
            others.end(pid);
        }
    }

    fn send(&self, to: u32, message: Vec<u8>) {
        match &self.seat {
            Seat::First(others) => others.send(to, message),
            Seat::Beside { pid, events, .. } => {
                // Nobody listens when the session is over.
                let _ = events.send(Event::Message(*pid, message));
            }
        }
    }

    fn cpu_count(&self) -> usize {
        std::thread::available_parallelism().map_or(1, usize::from)
    }

    fn is_terminal(&self, stream: Stream) -> bool {
        match stream {
            Stream::Stdout => io::stdout().is_terminal(),
            Stream::Stderr => io::stderr().is_terminal(),
        }
    }
}

fn sink(mut stream: impl Write + 'static) -> Sink {
    Box::new(move |bytes| stream.write_all(bytes).map_err(as_errno))
}

/// Standard output without the line buffer that Rust's has: ours decides what is written when.
#[cfg(unix)]
fn raw_stdout() -> Box<dyn Write> {
    use std::os::fd::AsFd;
    match io::stdout().as_fd().try_clone_to_owned() {
        Ok(stdout) => Box::new(std::fs::File::from(stdout)),
        Err(_) => Box::new(io::stdout()),
    }
}

#[cfg(not(unix))]
fn raw_stdout() -> Box<dyn Write> {
    Box::new(io::stdout())
}

fn as_errno(error: io::Error) -> WriteError {
    /// `EIO`, for errors that have no number.
    const UNKNOWN: i32 = 5;
    WriteError {
        errno: error.raw_os_error().unwrap_or(UNKNOWN),
    }
}
