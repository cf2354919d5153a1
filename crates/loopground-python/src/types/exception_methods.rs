//! Exceptions: methods and attributes of the builtin classes.
//!
//! Fields that only some classes have are kept by name in the payload and set from the arguments, as each
//! class's `__init__` does. Groups are in `exception_group`.

use super::exception::PyException;
use super::traceback::PyTraceback;
use super::type_object::{PyType, TypeFlags};
use crate::compile::{FailureClass, KeywordTypo, SyntaxFailure};
use crate::object::{Ref, Value};
use crate::types::def::GetSetDef;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::call::text;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

pub use super::exception_group::{GROUP, GROUP_ATTRIBUTES, match_group, prepare_reraise_star};

pub static BASE: &[NativeDef] = &[
    NativeDef::new("($type, /, *args, **kwargs)", new),
    NativeDef::method("__init__", "($self, /, *args, **kwargs)", init),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__str__", "($self, /)", str),
    NativeDef::method("with_traceback", "($self, tb, /)", with_traceback),
    NativeDef::method("add_note", "($self, note, /)", add_note_method),
    NativeDef::method("__reduce__", "($self, /)", super::exception_pickle::reduce),
    NativeDef::method(
        "__setstate__",
        "($self, state, /)",
        super::exception_pickle::setstate,
    ),
];

pub static BASE_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::writable("args", args_attribute, set_args),
    GetSetDef::writable("__traceback__", traceback, set_traceback),
    GetSetDef::writable("__context__", context, set_context),
    GetSetDef::writable("__cause__", cause, set_cause),
    GetSetDef::writable(
        "__suppress_context__",
        suppress_context,
        set_suppress_context,
    ),
    GetSetDef::writable("__dict__", dict, set_dict),
];

macro_rules! fields {
    ($($getter:ident $setter:ident $field:literal;)*) => {
        $(
            fn $getter(_vm: &Vm, value: &Value) -> PyResult {
                Ok(this(value).field($field).unwrap_or_else(Value::none))
            }

            fn $setter(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
                this(value).set_field($field, new.unwrap_or_else(Value::none));
                Ok(())
            }
        )*
    };
}

fields! {
    get_code set_code "code";
    get_value set_value "value";
    get_name set_name "name";
    get_obj set_obj "obj";
    get_path set_path "path";
    get_name_from set_name_from "name_from";
    get_msg set_msg "msg";
    get_errno set_errno "errno";
    get_strerror set_strerror "strerror";
    get_filename set_filename "filename";
    get_filename2 set_filename2 "filename2";
    get_lineno set_lineno "lineno";
    get_offset set_offset "offset";
    get_text set_text "text";
    get_end_lineno set_end_lineno "end_lineno";
    get_end_offset set_end_offset "end_offset";
    get_print_file set_print_file "print_file_and_line";
    get_metadata set_metadata "_metadata";
    get_encoding set_encoding "encoding";
    get_object set_object "object";
    get_start set_start "start";
    get_end set_end "end";
    get_reason set_reason "reason";
}

fn get_written(vm: &Vm, value: &Value) -> PyResult {
    let name = vm.intern("characters_written");
    let found = this(value).field("characters_written");
    let found = found.filter(|found| !found.is_none());
    found.ok_or_else(|| vm.no_attribute(value, &name))
}

fn set_written(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    this(value).set_field("characters_written", new.unwrap_or_else(Value::none));
    Ok(())
}

pub static SYSTEM_EXIT: &[NativeDef] = &[];
pub static SYSTEM_EXIT_ATTRIBUTES: &[GetSetDef] =
    &[GetSetDef::writable("code", get_code, set_code)];
pub static STOP_ITERATION: &[NativeDef] = &[];
pub static STOP_ITERATION_ATTRIBUTES: &[GetSetDef] =
    &[GetSetDef::writable("value", get_value, set_value)];
pub static ATTRIBUTE_ERROR: &[NativeDef] = &[];
pub static ATTRIBUTE_ERROR_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::writable("name", get_name, set_name),
    GetSetDef::writable("obj", get_obj, set_obj),
];
pub static IMPORT_ERROR: &[NativeDef] = &[NativeDef::method("__str__", "($self, /)", message_str)];
pub static IMPORT_ERROR_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::writable("name", get_name, set_name),
    GetSetDef::writable("path", get_path, set_path),
    GetSetDef::writable("name_from", get_name_from, set_name_from),
    GetSetDef::writable("msg", get_msg, set_msg),
];
pub static KEY_ERROR: &[NativeDef] = &[NativeDef::method("__str__", "($self, /)", key_error_str)];
pub static NAME_ERROR: &[NativeDef] = &[];
pub static NAME_ERROR_ATTRIBUTES: &[GetSetDef] = &[GetSetDef::writable("name", get_name, set_name)];
pub static OS_ERROR: &[NativeDef] = &[
    NativeDef::new("($type, /, *args, **kwargs)", os_error_new),
    NativeDef::method("__str__", "($self, /)", os_error_str),
];
pub static OS_ERROR_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::writable("errno", get_errno, set_errno),
    GetSetDef::writable("strerror", get_strerror, set_strerror),
    GetSetDef::writable("filename", get_filename, set_filename),
    GetSetDef::writable("filename2", get_filename2, set_filename2),
    GetSetDef::writable("characters_written", get_written, set_written),
];
pub static SYNTAX_ERROR: &[NativeDef] =
    &[NativeDef::method("__str__", "($self, /)", syntax_error_str)];
pub static SYNTAX_ERROR_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::writable("msg", get_msg, set_msg),
    GetSetDef::writable("filename", get_filename, set_filename),
    GetSetDef::writable("lineno", get_lineno, set_lineno),
    GetSetDef::writable("offset", get_offset, set_offset),
    GetSetDef::writable("text", get_text, set_text),
    GetSetDef::writable("end_lineno", get_end_lineno, set_end_lineno),
    GetSetDef::writable("end_offset", get_end_offset, set_end_offset),
    GetSetDef::writable("print_file_and_line", get_print_file, set_print_file),
    GetSetDef::writable("_metadata", get_metadata, set_metadata),
];
pub static UNICODE_DECODE: &[NativeDef] = &[NativeDef::method(
    "__str__",
    "($self, /)",
    super::unicode_error::decode_str,
)];
pub static UNICODE_ENCODE: &[NativeDef] = &[NativeDef::method(
    "__str__",
    "($self, /)",
    super::unicode_error::encode_str,
)];
pub static UNICODE_TRANSLATE: &[NativeDef] = &[NativeDef::method(
    "__str__",
    "($self, /)",
    super::unicode_error::encode_str,
)];
pub static UNICODE_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::writable("encoding", get_encoding, set_encoding),
    GetSetDef::writable("object", get_object, set_object),
    GetSetDef::writable("start", get_start, set_start),
    GetSetDef::writable("end", get_end, set_end),
    GetSetDef::writable("reason", get_reason, set_reason),
];

pub(super) fn this(value: &Value) -> &PyException {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .filter(|class| class.is_subclass_of(&vm.types.exceptions.base_exception));
    let Some(class) = class else {
        return Err(vm.type_error(format!(
            "Exception.__new__(X): X is not a type object ({})",
            vm.class_name(args.get(0))
        )));
    };
    let given = args.rest(1).to_vec();
    let group = class.is_subclass_of(&vm.types.exceptions.base_exception_group);
    if group {
        return super::exception_group::new(vm, &class, given);
    }
    let exception = PyException::new(vm.new_tuple(given.clone()));
    initialize(vm, &class, &exception, &given);
    Ok(Ref::new(exception, &class).into_value().into())
}

/// Builtin exception classes that take keyword arguments.
fn keyword_fields(vm: &Vm, class: &PyType) -> Option<&'static [&'static str]> {
    let exceptions = &vm.types.exceptions;
    let below = |base: &Ref<PyType>| class.is_subclass_of(base);
    if below(&exceptions.attribute_error) {
        Some(&["name", "obj"])
    } else if below(&exceptions.name_error) {
        Some(&["name"])
    } else if below(&exceptions.import_error) {
        Some(&["name", "path", "name_from"])
    } else {
        None
    }
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    let class = vm.class_of(value).clone();
    let given = args.rest(1).to_vec();
    super::exception_checks::check(vm, &class, &given)?;
    for name in keyword_fields(vm, &class).unwrap_or(&[]) {
        if this(value).field(name).is_some() {
            this(value).set_field(name, Value::none());
        }
    }
    for (key, field) in args.keywords(2).snapshot() {
        let name = text(&key);
        let allowed = keyword_fields(vm, &class).unwrap_or(&[]);
        match allowed.iter().find(|field| **field == name) {
            Some(known) => this(value).set_field(known, field),
            None if allowed.is_empty() => {
                return Err(vm.type_error(format!("{}() takes no keyword arguments", class.name())));
            }
            None => {
                return Err(vm.type_error(format!(
                    "{}() got an unexpected keyword argument '{name}'",
                    class.name()
                )));
            }
        }
    }
    if class.is_subclass_of(&vm.types.exceptions.base_exception_group) {
        return Ok(Value::none().into());
    }
    let old = this(value).args.replace(vm.new_tuple(given.clone()));
    drop(old);
    initialize(vm, &class, this(value), &given);
    Ok(Value::none().into())
}

/// Sets the fields that a builtin class's `__init__` takes from its arguments.
pub fn initialize(vm: &Vm, class: &Ref<PyType>, exception: &PyException, args: &[Value]) {
    if !class.has_flag(TypeFlags::FIELDS) {
        return;
    }
    let exceptions = &vm.types.exceptions;
    let first = || args.first().cloned().unwrap_or_else(Value::none);
    let below = |base: &Ref<PyType>| class.is_subclass_of(base);
    if below(&exceptions.stop_iteration) {
        exception.set_field("value", first());
    } else if below(&exceptions.system_exit) {
        let code = if args.len() > 1 {
            vm.new_tuple(args.to_vec())
        } else {
            first()
        };
        exception.set_field("code", code);
    } else if below(&exceptions.import_error) {
        let message = if args.len() == 1 {
            first()
        } else {
            Value::none()
        };
        exception.set_field("msg", message);
    } else if below(&exceptions.os_error) {
        if (2..=5).contains(&args.len()) {
            exception.set_field("errno", args[0].clone());
            exception.set_field("strerror", args[1].clone());
            if let Some(written) = args.get(2)
                && written.as_small_int().is_some()
                && below(&exceptions.blocking_io_error)
            {
                exception.set_field("characters_written", written.clone());
                return;
            }
            if let Some(filename) = args.get(2).filter(|filename| !filename.is_none()) {
                exception.set_field("filename", filename.clone());
                *exception.args.borrow_mut() = vm.new_tuple(args[..2].to_vec());
            }
            if let Some(second) = args.get(4) {
                exception.set_field("filename2", second.clone());
            }
        }
    } else if below(&exceptions.syntax_error) {
        exception.set_field("msg", first());
        if let Some(details) = args.get(1).and_then(Value::get::<PyTuple>) {
            const FIELDS: [&str; 7] = [
                "filename",
                "lineno",
                "offset",
                "text",
                "end_lineno",
                "end_offset",
                "_metadata",
            ];
            for (field, value) in FIELDS.iter().zip(details.items()) {
                exception.set_field(field, value.clone());
            }
        }
    } else if below(&exceptions.unicode_error) && (args.len() == 4 || args.len() == 5) {
        const FIELDS: [&str; 5] = ["encoding", "object", "start", "end", "reason"];
        let skip = usize::from(args.len() == 4);
        for (field, value) in FIELDS[skip..].iter().zip(args) {
            // What was to be decoded is kept as bytes.
            let value = match value.get::<super::bytearray::PyByteArray>() {
                Some(array) if *field == "object" => vm.new_bytes(array.data.borrow().clone()),
                _ => value.clone(),
            };
            exception.set_field(field, value);
        }
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let given = this(&value).args.borrow().clone();
        let items = given
            .get::<PyTuple>()
            .map_or_else(Vec::new, |items| items.items().to_vec());
        let name = vm.class_of(&value).name();
        Ok(vm.new_str(match items.as_slice() {
            [one] => format!("{name}({})", vm.repr_text(one).await?),
            _ => format!("{name}{}", vm.repr_text(&given).await?),
        }))
    })
}

fn str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = this(args.get(0)).args.borrow().clone();
    let items = given
        .get::<PyTuple>()
        .map_or_else(Vec::new, |items| items.items().to_vec());
    let vm = vm.clone();
    match items.as_slice() {
        [] => Ok(vm.types.empty_string.clone().into()),
        [one] => {
            let one = one.clone();
            Vm::future(async move { vm.str(&one).await })
        }
        _ => Vm::future(async move { vm.str(&given).await }),
    }
}

fn key_error_str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = this(args.get(0)).args.borrow().clone();
    if let Some([one]) = given.get::<PyTuple>().map(PyTuple::items) {
        let (vm, one) = (vm.clone(), one.clone());
        return Vm::future(async move { vm.repr(&one).await });
    }
    str(vm, args)
}

fn message_str(vm: &Vm, args: Args<'_>) -> NativeResult {
    match this(args.get(0))
        .field("msg")
        .filter(|message| message.get::<PyStr>().is_some())
    {
        Some(message) => Ok(message.into()),
        None => str(vm, args),
    }
}

/// The subclass of `OSError` for an error number (PEP 3151); numbers are Linux's.
#[must_use]
pub fn os_error_class(vm: &Vm, errno: i64) -> Option<&Ref<PyType>> {
    let e = &vm.types.exceptions;
    Some(match errno {
        1 | 13 => &e.permission_error,
        2 => &e.file_not_found_error,
        3 => &e.process_lookup_error,
        4 => &e.interrupted_error,
        10 => &e.child_process_error,
        11 | 114 | 115 => &e.blocking_io_error,
        17 => &e.file_exists_error,
        20 => &e.not_a_directory_error,
        21 => &e.is_a_directory_error,
        32 | 108 => &e.broken_pipe_error,
        103 => &e.connection_aborted_error,
        104 => &e.connection_reset_error,
        110 => &e.timeout_error,
        111 => &e.connection_refused_error,
        _ => return None,
    })
}

fn os_error_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let given = args.rest(1).to_vec();
    let class = match given.first().and_then(Value::as_small_int) {
        Some(errno)
            if (2..=5).contains(&given.len()) && class.ptr_eq(&vm.types.exceptions.os_error) =>
        {
            os_error_class(vm, errno).cloned().unwrap_or(class)
        }
        _ => class,
    };
    let exception = PyException::new(vm.new_tuple(given.clone()));
    initialize(vm, &class, &exception, &given);
    Ok(Ref::new(exception, &class).into_value().into())
}

fn os_error_str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0).clone();
    let (errno, strerror) = (this(&value).field("errno"), this(&value).field("strerror"));
    let (Some(errno), Some(strerror)) = (errno, strerror) else {
        return str(vm, args);
    };
    let vm = vm.clone();
    Vm::future(async move {
        let mut out = format!(
            "[Errno {}] {}",
            vm.str_text(&errno).await?,
            vm.str_text(&strerror).await?
        );
        if let Some(filename) = this(&value).field("filename").filter(|f| !f.is_none()) {
            out.push_str(&format!(": {}", vm.repr_text(&filename).await?));
            if let Some(second) = this(&value).field("filename2").filter(|f| !f.is_none()) {
                out.push_str(&format!(" -> {}", vm.repr_text(&second).await?));
            }
        }
        Ok(vm.new_str(out))
    })
}

fn syntax_error_str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0).clone();
    let vm = vm.clone();
    Vm::future(async move {
        let message = this(&value).field("msg").unwrap_or_else(Value::none);
        let message = vm.str_text(&message).await?;
        let filename = this(&value)
            .field("filename")
            .filter(|f| f.get::<PyStr>().is_some());
        let line = this(&value)
            .field("lineno")
            .and_then(|line| line.as_small_int());
        let short = filename.map(|f| text(&f).rsplit('/').next().unwrap_or_default().to_owned());
        Ok(vm.new_str(match (short, line) {
            (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
            (Some(file), None) => format!("{message} ({file})"),
            (None, Some(line)) => format!("{message} (line {line})"),
            (None, None) => message,
        }))
    })
}

fn with_traceback(vm: &Vm, args: Args<'_>) -> NativeResult {
    set_traceback(vm, args.get(0), Some(args.get(1).clone()))?;
    Ok(args.get(0).clone().into())
}

/// Adds a note to an exception of ours.
pub fn add_note(vm: &Vm, raised: &Raised, note: &str) {
    let Some(dict) = vm.ensure_instance_dict(raised.0.object()) else {
        return;
    };
    let note = vm.new_str(note);
    match dict.get_name(&vm.names.__notes__) {
        Some(notes) => {
            if let Some(notes) = notes.get::<super::list::PyList>() {
                notes.push(note);
            }
        }
        None => dict.set_name(&vm.names.__notes__, vm.new_list(vec![note])),
    }
}

fn add_note_method(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (value, note) = (args.get(0), args.get(1));
    if note.get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "add_note() argument must be str, not {}",
            vm.class_name(note)
        )));
    }
    let dict = value
        .as_object()
        .and_then(|object| vm.ensure_instance_dict(object))
        .expect("exceptions have one");
    match dict.get_name(&vm.names.__notes__) {
        Some(notes) => match notes.get::<super::list::PyList>() {
            Some(notes) => notes.push(note.clone()),
            None => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
        },
        None => dict.set_name(&vm.names.__notes__, vm.new_list(vec![note.clone()])),
    }
    Ok(Value::none().into())
}

fn args_attribute(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).args.borrow().clone())
}

fn set_args(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let Some(new) = new else {
        return Err(vm.type_error("args may not be deleted"));
    };
    let tuple = if new.get::<PyTuple>().is_some() {
        new
    } else {
        match vm.quick_items(&new) {
            Some(items) => vm.new_tuple(items),
            None => {
                return Err(
                    vm.type_error(format!("'{}' object is not iterable", vm.class_name(&new)))
                );
            }
        }
    };
    let old = this(value).args.replace(tuple);
    drop(old);
    Ok(())
}

fn traceback(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .traceback
        .borrow()
        .as_ref()
        .map_or_else(Value::none, Ref::to_value))
}

fn set_traceback(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let Some(new) = new else {
        return Err(vm.type_error("__traceback__ may not be deleted"));
    };
    let traceback = if new.is_none() {
        None
    } else {
        match new.to_ref::<PyTraceback>() {
            Some(traceback) => Some(traceback),
            None => return Err(vm.type_error("__traceback__ must be a traceback or None")),
        }
    };
    let old = this(value).traceback.replace(traceback);
    drop(old);
    Ok(())
}

fn context(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .context
        .borrow()
        .clone()
        .unwrap_or_else(Value::none))
}

fn link(vm: &Vm, new: Option<Value>, what: &str) -> PyResult<Option<Value>> {
    let Some(new) = new else {
        return Err(vm.type_error(format!("__{what}__ may not be deleted")));
    };
    if new.is_none() {
        return Ok(None);
    }
    if new.get::<PyException>().is_none() {
        return Err(vm.type_error(format!(
            "exception {what} must be None or derive from BaseException"
        )));
    }
    Ok(Some(new))
}

fn set_context(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let old = this(value).context.replace(link(vm, new, "context")?);
    drop(old);
    Ok(())
}

fn cause(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .cause
        .borrow()
        .clone()
        .unwrap_or_else(Value::none))
}

fn set_cause(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let old = this(value).cause.replace(link(vm, new, "cause")?);
    drop(old);
    this(value).suppress_context.set(true);
    Ok(())
}

fn suppress_context(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).suppress_context.get()))
}

fn set_suppress_context(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    if new.is_none() {
        return Err(vm.type_error("can't delete numeric/char attribute"));
    }
    match new.as_ref().and_then(Value::as_bool) {
        Some(new) => this(value).suppress_context.set(new),
        None => return Err(vm.type_error("attribute value type must be bool")),
    }
    Ok(())
}

fn dict(vm: &Vm, value: &Value) -> PyResult {
    let dict = value
        .as_object()
        .and_then(|object| vm.ensure_instance_dict(object));
    Ok(dict.expect("exceptions have one").into_value())
}

fn set_dict(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    super::function_methods::replace_dict(vm, value, new)
}

/// The exception for a program that does not compile.
#[must_use]
pub fn syntax_error(vm: &Vm, failure: &SyntaxFailure, filename: &str) -> Raised {
    let exceptions = &vm.types.exceptions;
    let class = match failure.class {
        FailureClass::SyntaxError => &exceptions.syntax_error,
        FailureClass::IndentationError => &exceptions.indentation_error,
        FailureClass::TabError => &exceptions.tab_error,
        FailureClass::RecursionError => &exceptions.recursion_error,
        FailureClass::MemoryError => &exceptions.memory_error,
        FailureClass::SystemError => &exceptions.system_error,
    };
    let message = vm.new_str(failure.message.clone());
    if !failure.class.is_syntax_error() {
        return vm.raise(class, failure.message.clone());
    }
    let int = |value: Option<i64>| value.map_or_else(Value::none, Value::int);
    let details = vec![
        vm.new_str(filename),
        int(failure.line.map(i64::from)),
        int(failure.column.map(i64::from)),
        failure
            .text
            .clone()
            .map_or_else(Value::none, |text| vm.new_str(text)),
        int(failure.end_line.map(i64::from)),
        int(failure.end_column.map(i64::from)),
    ];
    if failure.line.is_none() {
        return vm.raise_with(class, vec![message]);
    }
    let raised = vm.raise_with(class, vec![message, vm.new_tuple(details)]);
    note_source(vm, &raised, failure, None);
    raised
}

/// Keeps what the search for misspelt keywords needs: where the statement began, and the text of a program that is in
/// no file.
pub fn note_source(vm: &Vm, raised: &Raised, failure: &SyntaxFailure, source: Option<&str>) {
    let metadata = vec![
        Value::int(i64::from(failure.block_line)),
        Value::int(0),
        source.map_or_else(Value::none, |source| vm.new_str(source)),
    ];
    raised.0.set_field("_metadata", vm.new_tuple(metadata));
}

/// What a traceback says instead of a bare "invalid syntax" when a keyword is misspelt.
pub fn keyword_typo(vm: &Vm, exception: &PyException) -> Option<KeywordTypo> {
    let line = exception.field("lineno")?.as_small_int()?;
    let metadata = exception.field("_metadata")?;
    let items = metadata.get::<PyTuple>()?.items();
    let filename = text(&exception.field("filename").filter(is_text)?);
    let source = match items.get(2).filter(|source| is_text(source)) {
        Some(source) => text(source),
        None => vm.sources.borrow().get(&filename)?.to_string(),
    };
    let failure = SyntaxFailure {
        line: u32::try_from(line).ok(),
        block_line: u32::try_from(items.first()?.as_small_int()?).ok()?,
        ..SyntaxFailure::without_place(
            FailureClass::SyntaxError,
            text(&exception.field("msg").filter(is_text)?),
        )
    };
    crate::compile::keyword_typo(&failure, &source)
}

fn is_text(value: &Value) -> bool {
    value.get::<PyStr>().is_some()
}
