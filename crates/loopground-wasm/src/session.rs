//! The class that JavaScript sees.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, Reflect};
use loopground_browser::{BrowserClock, Next, Pump, Pumped};
use loopground_core::Clock;
use loopground_python::embed::{Config, Entry, Interpreter, Program};
use wasm_bindgen::prelude::*;

use crate::crash;
use crate::errands::Errands;
use crate::host::{PageHost, Seat};
use crate::messages::{Files, Malformed, Shape, ToSession};
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

/// Touches what most programs use.
const WARM_UP: &str = "\
import asyncio, time
class Greeter:
    def __init__(self, name): self.name = name
    def __str__(self): return f'<{self.name:>4}>'
async def greet(number, *rest, **options):
    await asyncio.sleep(0.01)
    return [str(Greeter(name)) for name in ('a', 'b')] + list(rest)
async def main():
    task = asyncio.create_task(greet(1))
    print(await asyncio.gather(task, *map(greet, range(3))), {1: 2.5}, sep=' ')
try:
    asyncio.run(main())
    raise ValueError(time.monotonic())
finally:
    print('done')
";
/// Far more than it takes.
const WARM_UP_STEPS: u64 = 1_000_000;

/// Whether this is the page's own thread, where no program may be felt and which cannot be ended.
fn is_page() -> bool {
    Reflect::has(&js_sys::global(), &"document".into()).unwrap_or(true)
}

/// Interpreters for a page.
struct Browser;

impl World for Browser {
    type Engine = Interpreter;

    fn now(&self) -> Duration {
        BrowserClock.now()
    }

    fn start(&self, launch: Launch, output: Rc<RefCell<Outbox>>) -> Interpreter {
        let seat = match is_page() {
            true => Seat::Alone,
            false => Seat::First,
        };
        let host = PageHost::new(launch.files, output, seat, launch.errands);
        let mut interpreter = Interpreter::new(Rc::new(host), launch.config);
        interpreter.start(launch.program);
        interpreter
    }

    fn join(&self, process: u32, birth: &[u8], errands: Errands) -> Option<Interpreter> {
        let parent = Interpreter::parent_in(birth)?;
        let seat = Seat::Beside { process, parent };
        let host = PageHost::new(Files::new(), Rc::default(), seat, errands);
        Interpreter::join(Rc::new(host), Config::default(), birth)
    }

    /// Only in workers: on a page's own thread it would be felt.
    fn warm_up(&self) -> Option<Interpreter> {
        if is_page() {
            return None;
        }
        let launch = Launch {
            program: Program {
                entry: Entry::Command(WARM_UP.to_owned()),
                args: Vec::new(),
                directory: String::new(),
            },
            config: Config {
                virtual_time: true,
                max_steps: Some(WARM_UP_STEPS),
                ..Config::default()
            },
            files: Files::new(),
            errands: Errands::default(),
        };
        Some(self.start(launch, Rc::default()))
    }
}
