//! The event loop alone, against other Rust executors.
//!
//! `cargo run --release --package loopground-core --example bench` measures all of them in one process and
//! prints one JSON object per line: `{"name": …, "runtime": …, "ns": …}`. Not here: what it measures.

use std::collections::HashMap;

use tinyjson::JsonValue;

use super::table::{Cell, Table};
use crate::failure::{Failure, Result};
use crate::setup::toolchain;
use crate::{process, terminal};

const OURS: &str = "loopground";

pub fn run() -> Result<Table> {
    terminal::step("The event loop alone");
    let mut cargo = toolchain::get()?.cargo();
    cargo.args([
        "run",
        "--release",
        "--package",
        "loopground-core",
        "--example",
        "bench",
    ]);
    let mut table = Table::new("core", vec![OURS.to_owned()], 0);
    let mut wrong = None;
    let status = process::follow(&mut cargo, |line| match read(line) {
        Some((bench, engine, time)) => table.set(&bench, &engine, Cell::Took(time)),
        None if line.trim_start().starts_with('{') => wrong = Some(line.to_owned()),
        None => {}
    })?;
    match wrong {
        Some(line) => Err(Failure::new(format!(
            "the bench of the core printed no result: {line}"
        ))),
        None if !status.success() => Err(Failure::new("the bench of the core failed")),
        None => Ok(table),
    }
}

fn read(line: &str) -> Option<(String, String, f64)> {
    let value: JsonValue = line.parse().ok()?;
    let object = value.get::<HashMap<String, JsonValue>>()?;
    let text = |key: &str| object.get(key)?.get::<String>().cloned();
    Some((
        text("name")?,
        text("runtime")?,
        *object.get("ns")?.get::<f64>()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read() {
        let line = r#"{"name": "yield", "runtime": "tokio", "ns": 29.5}"#;
        assert_eq!(
            read(line),
            Some(("yield".to_owned(), "tokio".to_owned(), 29.5))
        );
        assert_eq!(read("Finished"), None);
    }
}
