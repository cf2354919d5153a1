//! The class that JavaScript sees.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use js_sys::Function;
use loopground_browser::{BrowserClock, Next, Pump, Pumped};
use loopground_core::Clock;
use loopground_python::embed::Interpreter;
use wasm_bindgen::prelude::*;

use crate::crash;
use crate::host::PageHost;
use crate::messages::{Malformed, Shape, ToSession};
use crate::outbox::Outbox;
use crate::runner::{Launch, Runner, World};

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen(typescript_custom_section)]
const MESSAGES: &str = include_str!("../../../web/src/generated/messages.ts");

#[wasm_bindgen]
extern "C" {
    /// A [`ToSession`] as JavaScript has it.
    #[wasm_bindgen(typescript_type = "ToSession")]
    #[derive(Debug)]
    pub type MessageObject;

    /// Takes each [`FromSession`](crate::messages::FromSession).
    #[wasm_bindgen(typescript_type = "(message: FromSession) => void", extends = Function)]
    #[derive(Debug)]
    pub type Listener;
}

type Inbox = Rc<RefCell<VecDeque<Result<ToSession, Malformed>>>>;

/// One interpreter. It runs in slices on the thread that made it, be it a worker's or the page's.
#[wasm_bindgen]
pub struct Session {
    inbox: Inbox,
    pump: Pump<Slices>,
}

#[wasm_bindgen]
impl Session {
    /// `listener` hears everything, beginning with `ready`. It is never called from inside the constructor or
    /// `receive`, and may call `receive` itself.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(listener: Listener) -> Self {
        let output = Rc::<RefCell<Outbox>>::default();
        let listener = Function::from(JsValue::from(listener));
        crash::tell(listener.clone(), Rc::clone(&output));
        let inbox = Inbox::default();
        inbox.borrow_mut().push_back(Ok(ToSession::Reset {}));
        let pump = Pump::new(Slices {
            inbox: Rc::clone(&inbox),
            runner: Runner::new(Browser, output),
            listener,
        });
        pump.wake();
        Self { inbox, pump }
    }

    /// Takes a message. What it does happens in a microtask.
    pub fn receive(&self, message: &MessageObject) {
        let message = ToSession::from_js(message);
        self.inbox.borrow_mut().push_back(message);
        self.pump.wake();
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

/// The session's work, as the pump does it.
struct Slices {
    inbox: Inbox,
    runner: Runner<Browser>,
    listener: Function,
}

impl Pumped for Slices {
    fn drive(&mut self, deadline: Duration) -> Next {
        // Nothing is borrowed while the listener is called: it may put something in.
        while let Some(message) = { self.inbox.borrow_mut().pop_front() } {
            match message {
                Ok(message) => self.runner.receive(message),
                Err(malformed) => self.runner.reject(malformed.to_string()),
            }
        }
        let next = self.runner.drive(deadline);
        for message in self.runner.take_messages() {
            if let Err(error) = self.listener.call1(&JsValue::UNDEFINED, &message.to_js()) {
                // Not ours to handle, nor to swallow: it surfaces as any uncaught error does.
                report_error(&error);
            }
        }
        next
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = reportError)]
    fn report_error(error: &JsValue);
}

/// Interpreters for a page.
struct Browser;

impl World for Browser {
    type Engine = Interpreter;

    fn now(&self) -> Duration {
        BrowserClock.now()
    }

    fn start(&self, launch: Launch, output: Rc<RefCell<Outbox>>) -> Interpreter {
        let host = PageHost::new(launch.files, output);
        let mut interpreter = Interpreter::new(Rc::new(host), launch.config);
        interpreter.start(launch.program);
        interpreter
    }
}
