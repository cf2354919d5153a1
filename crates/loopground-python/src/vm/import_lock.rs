//! Who imports which module right now, so that no thread sees another's half-made module.
//!
//! What `importlib`'s module locks do (`_ModuleLock`, Lib/importlib/_bootstrap.py), for the imports that do not go
//! through it. A thread waits for a module that another one imports, unless that one waits for this one in turn:
//! then it gets the module as far as it is. Not here: the import itself (`import`).

use std::cell::RefCell;

use super::{PyResult, Trap, Vm};

/// The modules that are being imported, and who waits for one.
#[derive(Default)]
pub struct Imports {
    under_way: RefCell<Vec<UnderWay>>,
    waiting: RefCell<Vec<(u64, String)>>,
}

struct UnderWay {
    name: String,
    thread: u64,
    /// What those who wait are parked on.
    key: u64,
}

/// Held by the thread that imports a module; whoever waits goes on when it is dropped.
pub(super) struct Importing<'a> {
    vm: &'a Vm,
    key: u64,
}

impl Drop for Importing<'_> {
    fn drop(&mut self) {
        let mut under_way = self.vm.imports.under_way.borrow_mut();
        under_way.retain(|import| import.key != self.key);
        drop(under_way);
        self.vm.unpark_all(self.key);
    }
}

impl Imports {
    /// Whom this thread has to wait for: the key of the import, unless waiting could never end.
    fn in_the_way(&self, name: &str, thread: u64) -> Option<u64> {
        let under_way = self.under_way.borrow();
        let waiting = self.waiting.borrow();
        let first = under_way.iter().find(|import| import.name == name)?;
        let mut owner = first.thread;
        // Each step leads to another thread that waits, and a thread waits for one module at most: this ends.
        for _ in 0..=waiting.len() {
            if owner == thread {
                return None;
            }
            let Some((_, awaited)) = waiting.iter().find(|(waiter, _)| *waiter == owner) else {
                break;
            };
            let Some(next) = under_way.iter().find(|import| import.name == *awaited) else {
                break;
            };
            owner = next.thread;
        }
        Some(first.key)
    }
}

/// Waits until no other thread imports this module.
pub(super) async fn settled(vm: &Vm, name: &str) -> PyResult<()> {
    if vm.imports.under_way.borrow().is_empty() {
        return Ok(());
    }
    let thread = vm.threads.borrow().current.unwrap_or(0);
    while let Some(key) = vm.imports.in_the_way(name, thread) {
        let waiter = (thread, name.to_owned());
        vm.imports.waiting.borrow_mut().push(waiter);
        let woken = vm
            .trap(Trap::Park {
                key,
                deadline: None,
                waits_for: format!("the import of {name}"),
            })
            .await;
        let mut waiting = vm.imports.waiting.borrow_mut();
        waiting.retain(|(waiter, _)| *waiter != thread);
        drop(waiting);
        woken?;
    }
    Ok(())
}

/// From now on this thread imports the module.
pub(super) fn begin<'a>(vm: &'a Vm, name: &str) -> Importing<'a> {
    let key = vm.new_key();
    let thread = vm.threads.borrow().current.unwrap_or(0);
    vm.imports.under_way.borrow_mut().push(UnderWay {
        name: name.to_owned(),
        thread,
        key,
    });
    Importing { vm, key }
}
