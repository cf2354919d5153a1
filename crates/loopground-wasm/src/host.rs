//! What a program in a page can reach: clocks, random bytes, its own files, and a limit on memory.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use loopground_browser::{BrowserClock, clock, random, workers};
use loopground_core::Clock;
use loopground_python::embed::{Host, Stream, WriteError};
use loopground_python::files::FileSystem;
use loopground_python::files::memory::MemoryFiles;
#[cfg(target_arch = "wasm32")]
use loopground_python::object::pointer::pool::Pooled;

use crate::errands::Errands;
use crate::messages::{Bytes, Files, FromSession};
use crate::outbox::Outbox;

/// Counts what is in use: the module's memory itself never shrinks.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: Pooled<cap::Cap<std::alloc::System>> =
    Pooled(cap::Cap::new(std::alloc::System, usize::MAX));

/// Bytes that are allocated now; 0 outside of wasm.
#[must_use]
pub fn allocated() -> u64 {
    #[cfg(target_arch = "wasm32")]
    {
        ALLOCATOR.0.allocated() as u64
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}

/// The number of the first process, and of whoever started it: 1, as for all whose parent is gone.
const FIRST: (u32, u32) = (2, 1);

/// Where a program starts, with the page's files around it.
const FOLDER: &str = "/playground";

/// Which process of a program it hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// The first one; all others run in turn with it.
    Alone,
    /// The first one, which may have others beside it.
    First,
    /// One beside the first.
    Beside { process: u32, parent: u32 },
}

/// The host of one run of a program.
pub struct PageHost {
    seat: Seat,
    errands: Errands,
    files: Files,
    /// The same and what programs write: all processes see one set of files.
    memory: std::cell::OnceCell<Rc<MemoryFiles>>,
    output: Rc<RefCell<Outbox>>,
    /// What was allocated before the program began.
    allocated_before: u64,
}

impl PageHost {
    pub(crate) fn new(
        files: Files,
        output: Rc<RefCell<Outbox>>,
        seat: Seat,
        errands: Errands,
    ) -> Self {
        Self {
            seat,
            errands,
            files: files
                .into_iter()
                .map(|(path, text)| (plain(&path), text))
                .collect(),
            memory: std::cell::OnceCell::new(),
            output,
            allocated_before: allocated(),
        }
    }
}

impl std::fmt::Debug for PageHost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PageHost")
            .field("files", &self.files.keys())
            .finish_non_exhaustive()
    }
}

impl Host for PageHost {
    fn monotonic(&self) -> Duration {
        BrowserClock.now()
    }

    fn wall_clock(&self) -> Duration {
        clock::wall_clock()
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        random::fill(buffer);
    }

    fn write(&self, stream: Stream, bytes: &[u8]) -> Result<(), WriteError> {
        match self.seat {
            Seat::Beside { .. } => self.errands.write(stream, bytes),
            Seat::Alone | Seat::First => self.output.borrow_mut().write(stream, bytes),
        }
        Ok(())
    }

    fn process(&self) -> (u32, u32) {
        match self.seat {
            Seat::Beside { process, parent } => (process, parent),
            Seat::Alone | Seat::First => FIRST,
        }
    }

    fn cpu_count(&self) -> usize {
        match self.seat {
            Seat::Alone => 1,
            Seat::First | Seat::Beside { .. } => workers::processors(),
        }
    }

    fn start_process(&self, process: u32, birth: &[u8]) -> bool {
        let can = self.seat == Seat::First;
        if can {
            let birth = Bytes(birth.into());
            self.errands
                .ask(FromSession::StartProcess { process, birth });
        }
        can
    }

    fn end_process(&self, process: u32) {
        self.errands.ask(FromSession::EndProcess { process });
    }

    fn send(&self, process: u32, message: Vec<u8>) {
        let data = Bytes(message.into());
        self.errands.ask(FromSession::Say { process, data });
    }

    fn memory_used(&self) -> u64 {
        allocated().saturating_sub(self.allocated_before)
    }

    fn files(&self) -> Option<Rc<dyn FileSystem>> {
        let made = self.memory.get_or_init(|| {
            let files = MemoryFiles::new(FOLDER);
            for (path, text) in &self.files {
                files.provide(path, text.clone().into_bytes());
            }
            Rc::new(files)
        });
        Some(made.clone())
    }

    fn read_file(&self, path: &str) -> Option<Vec<u8>> {
        let text = self.files.get(&plain(path))?;
        Some(text.clone().into_bytes())
    }
}

/// The one name of a file that has many: all paths begin in the same folder, with or without a slash.
#[must_use]
pub fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_by_any_of_its_names() {
        let files = [("./pkg/mod.py", "1"), ("/main.py", "2")];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let host = PageHost::new(files.into(), Rc::default(), Seat::Alone, Errands::default());
        for (path, text) in [
            ("pkg/mod.py", Some("1")),
            ("/pkg//mod.py", Some("1")),
            ("pkg/../main.py", Some("2")),
            ("../../main.py", Some("2")),
            ("mod.py", None),
            ("", None),
        ] {
            let found = host.read_file(path);
            assert_eq!(found.as_deref(), text.map(str::as_bytes), "{path}");
        }
    }
}
