//! A panic becomes a message. After one, nothing in this module instance can be trusted any more: the page is to start
//! another. What panics cannot tell (the stack of the browser overflowed, memory ran out) surfaces in JavaScript, as an
//! error thrown from a task.

use std::cell::RefCell;
use std::panic;
use std::rc::Rc;
use std::sync::Once;

use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::messages::{FromSession, Shape};
use crate::outbox::Outbox;

/// Whom to tell, and what they were not told yet.
struct Listener {
    call: Function,
    output: Rc<RefCell<Outbox>>,
}

impl Listener {
    /// A session that is gone has dropped its end.
    fn is_alive(&self) -> bool {
        Rc::strong_count(&self.output) > 1
    }
}

thread_local! {
    static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
}

/// From here on this listener hears of panics.
pub fn tell(call: Function, output: Rc<RefCell<Outbox>>) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let what = info.payload_as_str().unwrap_or("unknown");
            let place = info.location().map_or(String::new(), |place| {
                format!(" ({}:{})", place.file(), place.line())
            });
            tell_all(&format!("{what}{place}"));
            before(info);
        }));
    });
    LISTENERS.with_borrow_mut(|listeners| {
        listeners.retain(Listener::is_alive);
        listeners.push(Listener { call, output });
    });
}

/// Every session of this instance is lost, so each is told.
fn tell_all(message: &str) {
    LISTENERS.with(|listeners| {
        let Ok(listeners) = listeners.try_borrow() else {
            return;
        };
        for listener in listeners.iter().filter(|listener| listener.is_alive()) {
            let output: Vec<_> = match listener.output.try_borrow_mut() {
                Ok(mut output) => output.take().collect(),
                Err(_) => Vec::new(),
            };
            let crashed = FromSession::Crashed {
                message: message.to_owned(),
            };
            for message in output.iter().chain([&crashed]) {
                // A listener that throws cannot be helped here: the panic itself is thrown next.
                let _ = listener.call.call1(&JsValue::UNDEFINED, &message.to_js());
            }
        }
    });
}
