//! The end of an interpreter: what `python3` still does when the main thread is over, and taking the heap apart.
//!
//! Here: finalisers of what lived in modules, and memory that only cycles hold. Not here: exit hooks and the exit
//! status (`program`).
//!
//! Invariant: when an interpreter is gone, so are all its objects, but for the knot of `type` and `dict`, which are
//! made of themselves.

use super::{Vm, generator};
use crate::object::{gc, heap};

/// Only finalisers that make garbage with finalisers, again and again, need more.
const ROUNDS: usize = 10;

impl Vm {
    /// The program's modules go, and with them what they held: `__del__` runs, unawaited coroutines are complained
    /// about. `builtins` and `sys` stay, for finalisers print.
    pub(super) async fn finalize(&self) {
        self.note_ending();
        gc::note_order(self.modules.object());
        for (name, module) in self.modules.snapshot() {
            if !name.is(&self.names.builtins) && !name.is(&self.names.sys) {
                self.modules.remove_name(&name);
            }
            drop(module);
        }
        // The result of the last call may be one of the program's classes.
        drop((self.request.take(), self.response.take()));
        for _ in 0..ROUNDS {
            // Its errors were reported already.
            let _ = generator::run_finalizers(self.clone()).await;
            if !gc::collect().finalizers && !heap::has_pending() {
                break;
            }
        }
        gc::forget_order();
    }

    /// Nothing runs any more: lets go of everything that holds something else.
    pub fn tear_down(&self) {
        gc::thaw();
        // Natives that wait hold the interpreter itself. Taken out first: what is dropped may look for its thread.
        drop(self.threads.take());
        drop((
            self.request.take(),
            self.response.take(),
            self.context.take(),
        ));
        drop(self.frame_pool.take());
        drop(self.extensions.take());
        self.modules.clear_all();
        self.builtins.clear_all();
        drop(self.interned.take());
        self.sources.take();
        collect_everything();
    }
}

/// Clears the heap of an interpreter that is gone.
pub fn clear_up() {
    collect_everything();
    // What is left now is held from outside, as the collector sees it: a builtin type by each string and number,
    // for these are not tracked. Without the interpreter there is no outside.
    gc::clear_all();
    collect_everything();
}

/// Frees what only refers to itself. Finalisers do not run: the interpreter that would run them is gone.
fn collect_everything() {
    for _ in 0..ROUNDS {
        while heap::next_finalizer().is_some() {}
        if gc::collect().unreachable == 0 && !heap::has_pending() {
            break;
        }
    }
}
