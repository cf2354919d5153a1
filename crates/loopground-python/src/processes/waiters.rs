//! Who waits for something that another process, or another thread, may bring about.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::time::Duration;

use crate::vm::{PyResult, Trap, Vm, WeakVm};

/// Threads that are parked, of any process, in order of arrival.
#[derive(Default)]
pub struct Waiters(RefCell<VecDeque<(WeakVm, u64)>>);

impl Waiters {
    /// Wakes the first that still lives.
    pub fn wake_one(&self) {
        loop {
            let first = self.0.borrow_mut().pop_front();
            let Some((vm, key)) = first else { return };
            if let Some(vm) = vm.upgrade() {
                vm.unpark(key);
                return;
            }
        }
    }

    pub fn wake_all(&self) {
        let all = std::mem::take(&mut *self.0.borrow_mut());
        for (vm, key) in all {
            if let Some(vm) = vm.upgrade() {
                vm.unpark(key);
            }
        }
    }

    /// Parks until woken (`true`) or the deadline (`false`).
    ///
    /// # Errors
    /// What was raised in the thread meanwhile (`KeyboardInterrupt`).
    pub async fn wait(
        &self,
        vm: &Vm,
        deadline: Option<Duration>,
        waits_for: &str,
    ) -> PyResult<bool> {
        wait_any(vm, &[self], deadline, waits_for).await
    }

    fn remove(&self, vm: &Vm, key: u64) {
        let mut waiting = self.0.borrow_mut();
        waiting.retain(|(own, own_key)| *own_key != key || !own.is(vm));
    }
}

/// Parks until one of them wakes the thread (`true`) or the deadline (`false`).
///
/// # Errors
/// What was raised in the thread meanwhile (`KeyboardInterrupt`).
pub async fn wait_any(
    vm: &Vm,
    all: &[&Waiters],
    deadline: Option<Duration>,
    waits_for: &str,
) -> PyResult<bool> {
    let key = vm.new_key();
    for waiters in all {
        waiters.0.borrow_mut().push_back((vm.downgrade(), key));
    }
    let woken = vm
        .trap(Trap::Park {
            key,
            deadline,
            waits_for: waits_for.to_owned(),
        })
        .await;
    for waiters in all {
        waiters.remove(vm, key);
    }
    // Two may have woken it before it ran.
    vm.forget_key(key);
    Ok(woken?.as_bool() == Some(true))
}

/// As [`Waiters::wait`], of something that `made` gives when it is there.
///
/// # Errors
/// What was raised in the thread meanwhile.
pub async fn until<T>(
    vm: &Vm,
    waiters: &Waiters,
    deadline: Option<Duration>,
    waits_for: &str,
    mut made: impl FnMut() -> Option<T>,
) -> PyResult<Option<T>> {
    loop {
        if let Some(found) = made() {
            return Ok(Some(found));
        }
        if !waiters.wait(vm, deadline, waits_for).await? {
            return Ok(made());
        }
    }
}
