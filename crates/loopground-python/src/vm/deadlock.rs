//! The report of a deadlock: who waits for what, and where.

use super::Vm;
use super::thread::{Blocked, ThreadId};
use crate::object::Value;
use crate::types::dict::PyDict;
use crate::types::module::PyModule;
use crate::types::str::PyStr;

/// How a text of [`super::Trap::Park`] names a thread by its number.
const NUMBER: &str = "thread #";

/// What a thread waits for that waits for another one: with the name of the other in a report.
#[must_use]
pub fn held_by(what: &str, holder: ThreadId) -> String {
    format!("{what}, which {NUMBER}{holder} holds")
}

/// The same for the end of another thread.
#[must_use]
pub fn end_of(thread: ThreadId) -> String {
    format!("the end of {NUMBER}{thread}")
}

impl Vm {
    /// One line for each thread.
    pub(super) fn deadlock_report(&self) -> String {
        let mut waiting = Vec::new();
        for thread in self.threads.borrow_mut().iter_mut() {
            let what = match &thread.blocked {
                Blocked::Park { waits_for, .. } => waits_for.clone(),
                _ => "something".to_owned(),
            };
            let place = thread.visible_frames_mut().find_map(|frame| {
                let file = frame.code.filename.get::<PyStr>()?.lossy().into_owned();
                let name = frame.code.qualname.get::<PyStr>()?.lossy().into_owned();
                let library = file.starts_with(LIBRARY);
                let line = frame.code.line(frame.current());
                (!library).then(|| format!(" (line {line} of {file}, in {name})"))
            });
            waiting.push((thread.id, what, place.unwrap_or_default()));
        }
        waiting.sort_by_key(|(id, ..)| *id);
        let names = self.thread_names();
        let name = |id: ThreadId| {
            let known = names.iter().find(|(own, _)| *own == id);
            known.map_or_else(|| format!("thread {id}"), |(_, name)| name.clone())
        };
        let lines = waiting.into_iter().map(|(id, what, place)| {
            let what = match what.split_once(NUMBER) {
                Some((before, rest)) => {
                    let end = rest.find(|c: char| !c.is_ascii_digit());
                    let (number, after) = rest.split_at(end.unwrap_or(rest.len()));
                    format!("{before}{}{after}", name(number.parse().unwrap_or(0)))
                }
                None => what,
            };
            format!("{} waits for {what}{place}", name(id))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The names that `threading` gave, without running anything of the program.
    fn thread_names(&self) -> Vec<(ThreadId, String)> {
        let text = |value: Option<Value>| Some(value?.get::<PyStr>()?.lossy().into_owned());
        let active = || {
            let threading = self.modules.get_name(&self.intern("threading"))?;
            let active = threading
                .get::<PyModule>()?
                .dict
                .get_name(&self.intern("_active"))?;
            let threads = active.get::<PyDict>()?.snapshot();
            let named = threads.into_iter().filter_map(|(ident, thread)| {
                let dict = thread.as_object()?.dict()?;
                let name = text(dict.get_name(&self.intern("_name")))?;
                Some((number_of(ident.as_small_int()?), name))
            });
            Some(named.collect())
        };
        active().unwrap_or_default()
    }
}

/// Where the files of the standard library are said to be.
const LIBRARY: &str = "/usr/lib/python3.14/";
/// What `get_ident()` gives for a thread: large numbers, as on Linux.
const FIRST_IDENT: i64 = 0x7F00_0000_0000;
const IDENT_STEP: i64 = 0x1000;

/// A thread's identifier as programs see it.
#[must_use]
pub fn ident_of(thread: ThreadId) -> i64 {
    FIRST_IDENT + thread as i64 * IDENT_STEP
}

/// The thread that has an identifier.
#[must_use]
pub fn number_of(ident: i64) -> ThreadId {
    ((ident - FIRST_IDENT) / IDENT_STEP).max(0) as ThreadId
}
