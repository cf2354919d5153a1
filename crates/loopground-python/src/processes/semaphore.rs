//! Semaphores by name, as POSIX has them.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use super::waiters::Waiters;
use crate::vm::{PyResult, Vm};

/// A count that processes share; whoever finds it at zero waits.
pub struct Semaphore {
    id: u64,
    value: Cell<i64>,
    waiters: Waiters,
}

impl Semaphore {
    #[must_use]
    pub fn id(&self) -> u64 {
        self.id
    }

    #[must_use]
    pub fn value(&self) -> i64 {
        self.value.get()
    }

    #[must_use]
    pub fn is_free(&self) -> bool {
        self.value.get() > 0
    }

    /// Takes one if there is one.
    pub fn try_acquire(&self) -> bool {
        let free = self.is_free();
        if free {
            self.value.set(self.value.get() - 1);
        }
        free
    }

    /// Gives one back.
    pub fn release(&self) {
        self.value.set(self.value.get() + 1);
        self.waiters.wake_one();
    }

    /// Who waits for one.
    #[must_use]
    pub fn waiters(&self) -> &Waiters {
        &self.waiters
    }

    /// Waits until one may have been given back (`true`) or the deadline (`false`).
    ///
    /// # Errors
    /// What was raised in the thread meanwhile.
    pub async fn wait(&self, vm: &Vm, deadline: Option<Duration>) -> PyResult<bool> {
        self.waiters.wait(vm, deadline, "a semaphore").await
    }
}

/// Those that can be found by name. One whose name is gone lives on in the handles that processes hold.
#[derive(Default)]
pub struct Semaphores {
    named: RefCell<HashMap<String, Rc<Semaphore>>>,
    made: Cell<u64>,
}

impl Semaphores {
    /// A new one; `None` when the name is taken.
    pub fn create(&self, name: &str, value: i64) -> Option<Rc<Semaphore>> {
        let mut named = self.named.borrow_mut();
        if named.contains_key(name) {
            return None;
        }
        self.made.set(self.made.get() + 1);
        let new = Rc::new(Semaphore {
            id: self.made.get(),
            value: Cell::new(value),
            waiters: Waiters::default(),
        });
        named.insert(name.to_owned(), Rc::clone(&new));
        Some(new)
    }

    #[must_use]
    pub fn find(&self, name: &str) -> Option<Rc<Semaphore>> {
        self.named.borrow().get(name).cloned()
    }

    /// Takes the name away; false when there was none.
    pub fn unlink(&self, name: &str) -> bool {
        self.named.borrow_mut().remove(name).is_some()
    }
}
