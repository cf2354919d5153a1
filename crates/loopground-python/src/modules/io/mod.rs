//! `_io`: streams.
//!
//! Here: the table of classes and what they share. `base` has the abstract classes, `file` the raw file, `buffered`
//! buffers over anything raw, `text` and `text_read` text over buffers, `bytes` and `string` streams in memory,
//! `newlines` the decoder of line ends, `open` the function, `standard` the three streams of `sys`.

mod base;
pub mod buffered;
mod buffered_methods;
pub mod bytes;
pub mod file;
mod file_mode;
pub mod newlines;
pub mod open;
pub mod pair;
pub mod standard;
pub mod string;
pub mod text;
mod text_methods;
mod text_read;

use std::cell::OnceCell;
use std::rc::Rc;

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{PyResult, Raised, Vm};

/// `io.DEFAULT_BUFFER_SIZE`
pub const BUFFER_SIZE: usize = 128 * 1024;

static UNSUPPORTED: TypeDef = TypeDef {
    name: "UnsupportedOperation",
    module: "io",
    kind: Kind::Exception,
    flags: TypeFlags::HAS_DICT | TypeFlags::EXCEPTION | TypeFlags::WEAKREF,
    ..TypeDef::EMPTY
};

/// The classes of `_io`.
pub struct Classes {
    pub base: Ref<PyType>,
    pub raw: Ref<PyType>,
    pub buffered: Ref<PyType>,
    pub text_base: Ref<PyType>,
    pub file: Ref<PyType>,
    pub bytes: Ref<PyType>,
    pub string: Ref<PyType>,
    pub reader: Ref<PyType>,
    pub writer: Ref<PyType>,
    pub random: Ref<PyType>,
    pub pair: Ref<PyType>,
    pub text: Ref<PyType>,
    pub newlines: Ref<PyType>,
    pub unsupported: Ref<PyType>,
}

#[derive(Default)]
struct Kept(OnceCell<Rc<Classes>>);

pub fn classes(vm: &Vm) -> Rc<Classes> {
    let kept = vm.extension::<Kept>();
    let make = || {
        let errors = &vm.types.exceptions;
        let base = vm.new_native_type(&base::BASE, &[]);
        let raw = vm.new_native_type(&base::RAW, &[&base]);
        let buffered = vm.new_native_type(&base::BUFFERED, &[&base]);
        let text_base = vm.new_native_type(&base::TEXT, &[&base]);
        Rc::new(Classes {
            file: vm.new_native_type(&file::TYPE, &[&raw]),
            bytes: vm.new_native_type(&bytes::TYPE, &[&buffered]),
            string: vm.new_native_type(&string::TYPE, &[&text_base]),
            reader: vm.new_native_type(&buffered_methods::READER, &[&buffered]),
            writer: vm.new_native_type(&buffered_methods::WRITER, &[&buffered]),
            random: vm.new_native_type(&buffered_methods::RANDOM, &[&buffered]),
            pair: vm.new_native_type(&pair::TYPE, &[&buffered]),
            text: vm.new_native_type(&text_methods::TYPE, &[&text_base]),
            newlines: vm.new_native_type(&newlines::TYPE, &[]),
            unsupported: vm.new_native_type(&UNSUPPORTED, &[&errors.os_error, &errors.value_error]),
            base,
            raw,
            buffered,
            text_base,
        })
    };
    kept.0.get_or_init(make).clone()
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_io", open::FUNCTIONS);
    let classes = classes(vm);
    for class in [
        &classes.base,
        &classes.raw,
        &classes.buffered,
        &classes.text_base,
        &classes.file,
        &classes.bytes,
        &classes.string,
        &classes.reader,
        &classes.writer,
        &classes.random,
        &classes.pair,
        &classes.text,
        &classes.newlines,
        &classes.unsupported,
    ] {
        dict.set_name(&vm.intern(&class.name()), class.to_value());
    }
    let blocking = vm.types.exceptions.blocking_io_error.to_value();
    dict.set_name(&vm.intern("BlockingIOError"), blocking);
    let size = Value::int(BUFFER_SIZE as i64);
    dict.set_name(&vm.intern("DEFAULT_BUFFER_SIZE"), size);
    Ok(())
}

/// `io.UnsupportedOperation`
#[must_use]
pub fn unsupported(vm: &Vm, message: &str) -> Raised {
    vm.raise_with(&classes(vm).unsupported, vec![vm.new_str(message)])
}

#[must_use]
pub fn closed_error(vm: &Vm) -> Raised {
    vm.value_error("I/O operation on closed file.")
}

/// A size argument: `None` (left out too) is -1.
pub async fn size(vm: &Vm, value: Option<&Value>) -> PyResult<i64> {
    match value.filter(|value| !value.is_none()) {
        None => Ok(-1),
        Some(value) => match value.as_small_int() {
            Some(size) => Ok(size),
            None if vm.class_of(value).lookup(&vm.names.__index__).is_none() => {
                Err(vm.type_error(format!(
                    "argument should be integer or None, not '{}'",
                    vm.class_name(value)
                )))
            }
            None => vm.index_i64(value).await,
        },
    }
}

/// An attribute's truth.
pub async fn is(vm: &Vm, object: &Value, name: &str) -> PyResult<bool> {
    let value = vm.get_attribute(object, &vm.intern(name)).await?;
    vm.truth(&value).await
}

/// Whether a method says yes.
pub async fn says(vm: &Vm, object: &Value, method: &str) -> PyResult<bool> {
    let value = vm.call_method(object, &vm.intern(method), []).await?;
    vm.truth(&value).await
}

/// `<_io.Class name='…' …>`: the parts that a repr shows of a stream.
pub async fn named_repr(vm: &Vm, object: &Value, rest: &str) -> PyResult {
    let class = crate::types::type_methods::full_name(vm, &vm.class_of(object).clone());
    let name = vm.get_attribute(object, &vm.intern("name")).await;
    let name = match name {
        Ok(name) => format!(" name={}", vm.repr_text(&name).await?),
        Err(_) => String::new(),
    };
    Ok(vm.new_str(format!("<{class}{name}{rest}>")))
}

/// What closing came to: its own error, with that of flushing before it for the context; else that of flushing.
pub fn closed_after(flushed: PyResult, closed: PyResult) -> PyResult {
    match (flushed, closed) {
        (Err(flushed), Err(closed)) => {
            let mut context = closed.0.context.borrow_mut();
            if context.is_none() && !closed.0.ptr_eq(&flushed.0) {
                *context = Some(flushed.value());
            }
            drop(context);
            Err(closed)
        }
        (flushed, closed) => flushed.and(closed),
    }
}

/// Whether a stream says that it can be written.
pub async fn is_writable(vm: &Vm, stream: &Value) -> bool {
    says(vm, stream, "writable").await.unwrap_or(false)
}

/// `__reduce__` of a stream in memory: made anew by its class, then given its state.
pub fn reduce(vm: &Vm, args: crate::types::native::Args<'_>) -> crate::vm::NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let copyreg = crate::vm::import::import(&vm, "copyreg").await?;
        let make = vm.get_attribute(&copyreg, &vm.intern("__newobj__")).await?;
        let state = vm
            .call_method(&own, &vm.names.__getstate__.clone(), [])
            .await?;
        let class = vm.class_of(&own).to_value();
        Ok(vm.new_tuple(vec![make, vm.new_tuple(vec![class]), state]))
    })
}

/// Takes the attributes of a pickled stream, the last item of its state.
pub async fn restore_attributes(
    vm: &Vm,
    stream: &Value,
    attributes: &Value,
    place: &str,
) -> PyResult<()> {
    if attributes.is_none() {
        return Ok(());
    }
    if attributes.get::<PyDict>().is_none() {
        return Err(vm.type_error(format!(
            "{place} item of state should be a dict, got a {}",
            vm.class_name(attributes)
        )));
    }
    for (name, value) in vm.mapping_items(attributes).await? {
        vm.set_attribute(stream, &vm.intern_value(&name), Some(value))
            .await?;
    }
    Ok(())
}
