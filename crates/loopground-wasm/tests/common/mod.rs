//! What must hold on a page and in a worker alike.

mod messages;
mod programs;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise};
use loopground_wasm::Session;
use loopground_wasm::messages::{FromSession, OutputStream, RunOptions, Shape, ToSession};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A session, and what it has said.
pub struct Page {
    pub session: Session,
    heard: Rc<RefCell<VecDeque<JsValue>>>,
    listener: Rc<RefCell<Option<Function>>>,
    _closure: Closure<dyn FnMut(JsValue)>,
}

impl Page {
    pub fn new() -> Self {
        let heard = Rc::<RefCell<VecDeque<JsValue>>>::default();
        let listener = Rc::<RefCell<Option<Function>>>::default();
        let closure = Closure::<dyn FnMut(JsValue)>::new({
            let (heard, listener) = (Rc::clone(&heard), Rc::clone(&listener));
            move |message| {
                heard.borrow_mut().push_back(message);
                if let Some(wake) = listener.take() {
                    wake.call0(&JsValue::UNDEFINED).expect("resolves");
                }
            }
        });
        let session = Session::new(closure.as_ref().clone().unchecked_into());
        Self {
            session,
            heard,
            listener,
            _closure: closure,
        }
    }

    pub fn tell(&self, message: &ToSession) {
        self.tell_object(&message.to_js());
    }

    pub fn tell_object(&self, message: &JsValue) {
        self.session.receive(message.unchecked_ref());
    }

    /// The next message; waits for it.
    pub async fn next(&self) -> FromSession {
        loop {
            if let Some(message) = { self.heard.borrow_mut().pop_front() } {
                return FromSession::from_js(&message)
                    .expect("the session speaks its own language");
            }
            let promise = Promise::new(&mut |resolve, _| {
                self.listener.replace(Some(resolve));
            });
            JsFuture::from(promise).await.expect("never rejected");
        }
    }

    /// Waits for a message that `wanted` takes something from. Fails when the program ends before.
    pub async fn until<T>(&self, wanted: impl Fn(&FromSession) -> Option<T>) -> T {
        let mut before = Vec::new();
        loop {
            let message = self.next().await;
            if let Some(found) = wanted(&message) {
                return found;
            }
            let over = matches!(message, FromSession::Finished { .. });
            before.push(message);
            assert!(!over, "it ended instead: {before:?}");
        }
    }

    /// The next output of the program.
    pub async fn output(&self) -> String {
        self.until(|message| match message {
            FromSession::Output {
                stream: OutputStream::Stdout,
                text,
                ..
            } => Some(text.clone()),
            _ => None,
        })
        .await
    }

    /// Everything up to the end of the program: its output, and how it ended.
    pub async fn to_the_end(&self) -> Ended {
        let mut ended = Ended::default();
        loop {
            match self.next().await {
                FromSession::Output {
                    stream,
                    text,
                    dropped,
                } => {
                    ended.dropped += dropped;
                    match stream {
                        OutputStream::Stdout => ended.stdout.push_str(&text),
                        OutputStream::Stderr => ended.stderr.push_str(&text),
                    }
                }
                FromSession::Finished { status, elapsed_ms } => {
                    ended.status = status;
                    ended.elapsed_ms = elapsed_ms;
                    return ended;
                }
                FromSession::Ready { .. } | FromSession::Started {} => {}
                other => ended.others.push(other),
            }
        }
    }

    /// Runs a program to its end.
    pub async fn run(&self, source: &str) -> Ended {
        self.tell(&program(source));
        self.to_the_end().await
    }
}

#[derive(Debug, Default)]
pub struct Ended {
    pub stdout: String,
    pub stderr: String,
    pub dropped: u64,
    pub status: i32,
    pub elapsed_ms: f64,
    pub others: Vec<FromSession>,
}

/// The message that runs a program of one file.
pub fn program(source: &str) -> ToSession {
    ToSession::Run {
        files: [("main.py".to_owned(), source.to_owned())].into(),
        main: "main.py".to_owned(),
        args: Vec::new(),
        options: RunOptions::default(),
    }
}

/// Lets the browser do other things for a while.
pub async fn pause(milliseconds: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        Timeout::new(milliseconds, move || {
            resolve.call0(&JsValue::UNDEFINED).expect("resolves");
        })
        .forget();
    });
    JsFuture::from(promise).await.expect("never rejected");
}
