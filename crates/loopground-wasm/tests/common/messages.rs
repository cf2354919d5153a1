//! Messages as JavaScript sees them.

use js_sys::{Object, Reflect, eval};
use loopground_wasm::messages::{FromSession, RunOptions, Shape, ToSession};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::Page;

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    eval(&format!("({expression})")).expect("an expression")
}

#[wasm_bindgen_test]
fn messages_survive_the_journey() {
    let messages = [
        ToSession::Run {
            files: [("a.py", "print(1)"), ("b/c.py", "")]
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .into(),
            main: "a.py".to_owned(),
            args: vec!["x".to_owned(), String::new()],
            options: RunOptions {
                virtual_time: true,
                seed: Some(1 << 53 >> 1),
                max_memory: None,
                max_steps: Some(0),
            },
        },
        ToSession::Stop {},
        ToSession::Input {
            text: "zeile\nä€🙂".to_owned(),
        },
    ];
    for message in messages {
        assert_eq!(ToSession::from_js(&message.to_js()), Ok(message));
    }
}

#[wasm_bindgen_test]
fn a_message_is_a_plain_object_with_a_type() {
    let message = FromSession::Finished {
        status: -1,
        elapsed_ms: 1.5,
    }
    .to_js();
    let get = |name: &str| Reflect::get(&message, &name.into()).unwrap();
    assert_eq!(get("type"), "finished");
    assert_eq!(get("status"), -1);
    assert_eq!(get("elapsed_ms"), 1.5);
    let options = RunOptions::default().to_js();
    assert_eq!(
        Object::keys(options.unchecked_ref::<Object>()).length(),
        1,
        "absent options are no properties"
    );
}

#[wasm_bindgen_test]
fn anything_else_is_refused_with_a_reason() {
    let run = |change: &str| {
        format!(
            "{{type: 'run', files: {{}}, main: 'a', args: [], options: {{virtual_time: false}}, {change}}}"
        )
    };
    for (message, reason) in [
        ("undefined".to_owned(), "expected an object"),
        ("null".to_owned(), "expected an object"),
        ("'stop'".to_owned(), "expected an object"),
        ("{}".to_owned(), "type: expected a string"),
        ("{type: 'jump'}".to_owned(), "type: expected a ToSession"),
        (
            "{get type() { throw 1 }}".to_owned(),
            "type: expected a string",
        ),
        (
            "new Proxy({}, {get() { throw 1 }})".to_owned(),
            "type: expected a string",
        ),
        ("{type: 'input'}".to_owned(), "text: expected a string"),
        (
            "{type: 'input', text: 5}".to_owned(),
            "text: expected a string",
        ),
        (run("files: 1"), "files: expected an object"),
        (run("files: {a: 1}"), "files.a: expected a string"),
        (run("args: 'x'"), "args: expected an array"),
        (run("args: ['x', 2]"), "args.1: expected a string"),
        (run("options: undefined"), "options: expected an object"),
        (
            run("options: {}"),
            "options.virtual_time: expected true or false",
        ),
        (
            run("options: {virtual_time: true, seed: -1}"),
            "options.seed: expected a whole number from 0 to 9007199254740991",
        ),
        (
            run("options: {virtual_time: true, seed: 0.5}"),
            "options.seed: expected a whole number from 0 to 9007199254740991",
        ),
        (
            run("options: {virtual_time: true, max_steps: NaN}"),
            "options.max_steps: expected a whole number from 0 to 9007199254740991",
        ),
        (
            run("options: {virtual_time: true, max_memory: 1e300}"),
            "options.max_memory: expected a whole number from 0 to 9007199254740991",
        ),
    ] {
        let refused = ToSession::from_js(&js(&message)).expect_err(&message);
        assert_eq!(refused.to_string(), reason, "{message}");
    }
}

#[wasm_bindgen_test]
async fn the_session_answers_what_it_does_not_understand() {
    let page = Page::new();
    assert!(matches!(page.next().await, FromSession::Ready { .. }));
    page.tell_object(&js("{type: 'jump'}"));
    page.tell(&ToSession::Reset {});
    assert_eq!(
        page.next().await,
        FromSession::Rejected {
            reason: "type: expected a ToSession".to_owned()
        }
    );
    assert!(matches!(page.next().await, FromSession::Ready { .. }));
}

/// `receive` only queues: a listener may call it, and whoever calls it is not called back from inside.
#[wasm_bindgen_test]
async fn nothing_is_said_from_inside_a_call() {
    let page = Page::new();
    page.tell(&ToSession::Reset {});
    assert!(page.heard.borrow().is_empty());
    let FromSession::Ready {
        version,
        python_version,
    } = page.next().await
    else {
        panic!()
    };
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
    assert!(python_version.starts_with("3.14."));
}
