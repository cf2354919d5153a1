//! Gives work the browser's thread in slices, by the rules of [`crate::schedule`].

use core::cell::RefCell;
use core::fmt;
use core::time::Duration;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use loopground_core::Clock;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

use crate::clock::BrowserClock;
use crate::schedule::{Machine, Outside, Pumped};

/// Runs its work in slices, for as long as it is kept. Dropping it ends the work.
pub struct Pump<P: Pumped + 'static> {
    machine: Rc<Machine<P, Browser<P>>>,
}

impl<P: Pumped + 'static> Pump<P> {
    /// Nothing runs before the first [`Pump::wake`].
    ///
    /// # Panics
    /// Where there is no `MessageChannel`: every browser has it.
    #[must_use]
    pub fn new(work: P) -> Self {
        let machine = Rc::new_cyclic(|machine| Machine::new(work, Browser::new(machine.clone())));
        Self { machine }
    }

    /// There is something to do: runs the work in a microtask.
    pub fn wake(&self) {
        self.machine.wake();
    }

    /// A handle that wakes the work and may outlive the pump.
    #[must_use]
    pub fn waker(&self) -> Waker {
        let machine: Weak<dyn Wake> = Rc::downgrade(&(Rc::clone(&self.machine) as Rc<dyn Wake>));
        Waker { machine }
    }

    /// Looks at the work or changes it, between two slices.
    ///
    /// # Panics
    /// When called by the work itself while it runs.
    pub fn with<R>(&self, look: impl FnOnce(&mut P) -> R) -> R {
        self.machine.with_work(look)
    }
}

impl<P: Pumped + 'static> fmt::Debug for Pump<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pump").finish_non_exhaustive()
    }
}

/// Wakes the work of one [`Pump`]; after the pump is gone it does nothing.
#[derive(Clone)]
pub struct Waker {
    machine: Weak<dyn Wake>,
}

impl Waker {
    /// There is something to do.
    pub fn wake(&self) {
        if let Some(machine) = self.machine.upgrade() {
            machine.wake();
        }
    }
}

impl fmt::Debug for Waker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waker").finish_non_exhaustive()
    }
}

trait Wake {
    fn wake(&self);
}

impl<P: Pumped, O: Outside> Wake for Machine<P, O> {
    fn wake(&self) {
        Machine::wake(self);
    }
}

/// The browser's microtasks, messages and timers, for one pump.
struct Browser<P: Pumped + 'static> {
    machine: Weak<Machine<P, Self>>,
    /// Messages go in here …
    sender: MessagePort,
    /// … and come out here, as a task.
    receiver: MessagePort,
    timer: RefCell<Option<Timeout>>,
    _on_message: Closure<dyn FnMut()>,
}

impl<P: Pumped + 'static> Browser<P> {
    fn new(machine: Weak<Machine<P, Self>>) -> Self {
        let channel = MessageChannel::new().expect("every browser has MessageChannel");
        let weak = machine.clone();
        let on_message = Closure::<dyn FnMut()>::new(move || {
            if let Some(machine) = weak.upgrade() {
                machine.message();
            }
        });
        let receiver = channel.port1();
        // Setting the listener this way also opens the port.
        receiver.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Self {
            machine,
            sender: channel.port2(),
            receiver,
            timer: RefCell::new(None),
            _on_message: on_message,
        }
    }
}

impl<P: Pumped + 'static> Outside for Browser<P> {
    fn now(&self) -> Duration {
        BrowserClock.now()
    }

    fn queue_microtask(&self) {
        let machine = self.machine.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(machine) = machine.upgrade() {
                machine.microtask();
            }
        });
    }

    fn post_message(&self) {
        self.sender
            .post_message(&JsValue::NULL)
            .expect("null can be posted");
    }

    fn arm_timer(&self, after: Duration) {
        let machine = self.machine.clone();
        // Rounded down: the rest is waited for more precisely.
        let timer = Timeout::new(after.as_millis() as u32, move || {
            if let Some(machine) = machine.upgrade() {
                machine.timer();
            }
        });
        self.timer.replace(Some(timer));
    }

    fn cancel_timer(&self) {
        self.timer.replace(None);
    }
}

impl<P: Pumped + 'static> Drop for Browser<P> {
    fn drop(&mut self) {
        self.receiver.set_onmessage(None);
        self.receiver.close();
    }
}
