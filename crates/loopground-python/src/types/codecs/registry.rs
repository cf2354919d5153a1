//! Codecs by name: the native ones, and those that Python code registered (all of `encodings`).

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use crate::object::Value;
use crate::types::bytes::PyBytes;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::{PyResult, Raised, Vm};

/// What `codecs.register` and `codecs.lookup` work on.
#[derive(Default)]
pub struct Registry {
    pub searches: RefCell<Vec<Value>>,
    pub found: RefCell<HashMap<String, Value>>,
    /// Whether `encodings` was imported, which registers its own search.
    loaded: Cell<bool>,
}

/// The name that search functions are asked for: lower case, one `_` for each run of what is neither letter, digit
/// nor `.`, nothing outside ASCII.
fn normalized(encoding: &str) -> String {
    let mut name = String::new();
    let mut gap = false;
    for character in encoding.chars() {
        if character.is_ascii_alphanumeric() || character == '.' {
            if gap && !name.is_empty() {
                name.push('_');
            }
            gap = false;
            name.push(character.to_ascii_lowercase());
        } else {
            gap = true;
        }
    }
    name
}

/// The `CodecInfo` of an encoding.
pub async fn lookup(vm: &Vm, encoding: &str) -> PyResult {
    let registry = vm.extension::<Registry>();
    let name = normalized(encoding);
    if let Some(found) = registry.found.borrow().get(&name) {
        return Ok(found.clone());
    }
    if !registry.loaded.replace(true) {
        let imported = crate::vm::import::import(vm, "encodings").await;
        vm.catch(imported.map(drop), &vm.types.exceptions.import_error)?;
    }
    let searches = registry.searches.borrow().clone();
    for search in searches {
        let info = vm.call(&search, [vm.new_str(name.as_str())]).await?;
        if info.is_none() {
            continue;
        }
        if info
            .get::<PyTuple>()
            .is_none_or(|info| info.items().len() != 4)
        {
            return Err(vm.type_error("codec search functions must return 4-tuples"));
        }
        registry.found.borrow_mut().insert(name, info.clone());
        return Ok(info);
    }
    Err(super::unknown(vm, encoding))
}

/// Calls the encoder (0) or decoder (1) of an encoding; gives the first item of its answer.
pub async fn call(vm: &Vm, encoding: &str, which: usize, object: &Value, errors: &str) -> PyResult {
    let info = lookup(vm, encoding).await?;
    run(vm, &info, which, object, errors)
        .await
        .map_err(|raised| noted(vm, raised, encoding, which))
}

/// An error of a codec with a note that tells which codec it was.
fn noted(vm: &Vm, raised: Raised, encoding: &str, which: usize) -> Raised {
    let verb = if which == 0 { "encoding" } else { "decoding" };
    let note = format!("{verb} with '{encoding}' codec failed");
    crate::types::exception_methods::add_note(vm, &raised, &note);
    raised
}

async fn run(vm: &Vm, info: &Value, which: usize, object: &Value, errors: &str) -> PyResult {
    let function = info
        .get::<PyTuple>()
        .and_then(|info| info.items().get(which).cloned())
        .unwrap_or_else(Value::none);
    let answer = vm
        .call(&function, [object.clone(), vm.new_str(errors)])
        .await?;
    match answer.get::<PyTuple>().map(PyTuple::items) {
        Some([result, _]) => Ok(result.clone()),
        _ => Err(vm.type_error(if which == 0 {
            "encoder must return a tuple (object, integer)"
        } else {
            "decoder must return a tuple (object,integer)"
        })),
    }
}

/// `str.encode` and `bytes.decode` refuse codecs that are not about text.
async fn check_text(vm: &Vm, info: &Value, encoding: &str, function: &str) -> PyResult<()> {
    let name = vm.intern("_is_text_encoding");
    if let Some(flag) = vm.get_attribute_opt(info, &name).await?
        && !vm.truth(&flag).await?
    {
        return Err(vm.lookup_error(format!(
            "'{encoding}' is not a text encoding; use codecs.{function}() to handle arbitrary codecs"
        )));
    }
    Ok(())
}

#[cold]
fn wrong_result(vm: &Vm, encoding: &str, which: &str, wanted: &str, result: &Value) -> Raised {
    vm.type_error(format!(
        "'{encoding}' {which} returned '{}' instead of '{wanted}'; use codecs.{}() to {} to arbitrary types",
        vm.class_name(result),
        if which == "encoder" { "encode" } else { "decode" },
        if which == "encoder" { "encode" } else { "decode" },
    ))
}

/// `text.encode(encoding, errors)` with any encoding.
pub async fn encode_text(vm: &Vm, text: &Value, encoding: &str, errors: &str) -> PyResult<Vec<u8>> {
    if let Some(codec) = super::find(encoding) {
        return super::encode(vm, text, codec, errors).await;
    }
    let info = lookup(vm, encoding).await?;
    check_text(vm, &info, encoding, "encode").await?;
    let result = run(vm, &info, 0, text, errors)
        .await
        .map_err(|raised| noted(vm, raised, encoding, 0))?;
    match result.get::<PyBytes>() {
        Some(bytes) => Ok(bytes.data().to_vec()),
        None => Err(wrong_result(vm, encoding, "encoder", "bytes", &result)),
    }
}

/// `data.decode(encoding, errors)` with any encoding.
pub async fn decode_text(vm: &Vm, data: &[u8], encoding: &str, errors: &str) -> PyResult {
    if let Some(codec) = super::find(encoding) {
        let text = super::decode(vm, data, codec, errors).await?;
        return Ok(vm.new_wtf8(text));
    }
    let info = lookup(vm, encoding).await?;
    check_text(vm, &info, encoding, "decode").await?;
    let result = run(vm, &info, 1, &vm.new_bytes(data.to_vec()), errors)
        .await
        .map_err(|raised| noted(vm, raised, encoding, 1))?;
    match result.get::<PyStr>() {
        Some(_) => Ok(result),
        None => Err(wrong_result(vm, encoding, "decoder", "str", &result)),
    }
}
