//! Who waits for something that another process, or another thread, may bring about.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Weak;
use std::time::Duration;

use super::peer::Peer;
use crate::vm::{PyResult, Trap, Vm, WeakVm};

/// Threads that are parked, of any process, in order of arrival.
#[derive(Default)]
pub struct Waiters(RefCell<VecDeque<Sleeper>>);

enum Sleeper {
    /// A thread of an interpreter on this host thread, and the key it is parked on.
    Thread(WeakVm, u64),
    /// A question of a process beside it.
    Question(Weak<Peer>, u64),
}

impl Sleeper {
    /// False when there is nobody any more.
    fn wake(self) -> bool {
        match self {
            Self::Thread(vm, key) => match vm.upgrade() {
                Some(vm) => {
                    vm.unpark(key);
                    true
                }
                None => false,
            },
            Self::Question(peer, ticket) => peer.upgrade().is_some_and(|peer| peer.wake(ticket)),
        }
    }
}

impl Waiters {
    /// Wakes the first that still waits.
    pub fn wake_one(&self) {
        loop {
            let first = self.0.borrow_mut().pop_front();
            let Some(first) = first else { return };
            if first.wake() {
                return;
            }
        }
    }

    pub fn wake_all(&self) {
        let all = std::mem::take(&mut *self.0.borrow_mut());
        for sleeper in all {
            sleeper.wake();
        }
    }

    /// A process beside this one asks to be told.
    pub fn add_peer(&self, peer: Weak<Peer>, ticket: u64) {
        let question = Sleeper::Question(peer, ticket);
        self.0.borrow_mut().push_back(question);
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
        waiting.retain(|sleeper| match sleeper {
            Sleeper::Thread(own, own_key) => *own_key != key || !own.is(vm),
            Sleeper::Question(..) => true,
        });
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
        let sleeper = Sleeper::Thread(vm.downgrade(), key);
        waiters.0.borrow_mut().push_back(sleeper);
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
