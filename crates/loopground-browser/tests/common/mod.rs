//! What must hold on a page and in a worker alike.

mod host;
mod pump;
mod rust_loop;
mod workers;

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A promise, and the function that fulfils it.
pub fn promise() -> (Promise, impl Fn(JsValue) + Clone + 'static) {
    let resolve = Rc::new(RefCell::new(None));
    let keep = Rc::clone(&resolve);
    let promise = Promise::new(&mut |fulfil, _| {
        keep.replace(Some(fulfil));
    });
    (promise, move |value: JsValue| {
        let resolve = resolve.borrow().clone().expect("set by now");
        resolve
            .call1(&JsValue::UNDEFINED, &value)
            .expect("resolves");
    })
}

/// Waits for a task of the browser to come round.
pub async fn task() {
    let (promise, resolve) = promise();
    Timeout::new(0, move || resolve(JsValue::NULL)).forget();
    JsFuture::from(promise).await.expect("no timer fails");
}
