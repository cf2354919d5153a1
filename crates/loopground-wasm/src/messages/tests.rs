//! The table of messages: its TypeScript, and what it makes of malformed ones.

use super::*;

/// With `UPDATE_GENERATED=1` this test writes the file instead.
#[test]
fn the_typescript_is_up_to_date() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../web/src/generated/messages.ts"
    );
    let wanted = typescript();
    if std::env::var_os("UPDATE_GENERATED").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(std::path::Path::new(path).parent().unwrap()).unwrap();
        std::fs::write(path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == wanted,
        "web/src/generated/messages.ts is out of date: run UPDATE_GENERATED=1 cargo test -p loopground-wasm"
    );
}

#[test]
fn optional_fields_are_marked() {
    let declaration = RunOptions::declaration();
    assert!(
        declaration.contains("\n  virtual_time: boolean;\n"),
        "{declaration}"
    );
    assert!(
        declaration.contains("\n  seed?: number;\n"),
        "{declaration}"
    );
}

#[test]
fn malformed_messages_say_where() {
    let inner = Malformed::expected("a string");
    assert_eq!(inner.to_string(), "expected a string");
    assert_eq!(
        inner.inside("0").inside("args").to_string(),
        "args.0: expected a string"
    );
}
