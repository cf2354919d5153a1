//! Arguments of `posix` functions: paths, descriptors, C integers; and the errors that files give.

use num_traits::ToPrimitive;

use crate::files::{Errno, FileResult, names};
use crate::object::Value;
use crate::types::bytes::PyBytes;
use crate::types::native::Args;
use crate::types::str::PyStr;
use crate::vm::{PyResult, Raised, Vm};

/// A path as an argument.
pub struct Path {
    pub bytes: Vec<u8>,
    /// The argument was an open descriptor.
    pub descriptor: Option<i32>,
    /// What errors show.
    pub shown: Value,
    /// It was given as bytes: so are the names in the answer.
    pub is_bytes: bool,
}

/// What a function takes for a path.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub function: &'static str,
    pub argument: &'static str,
    pub descriptor: bool,
    pub none: bool,
}

impl Wanted {
    pub const fn path(function: &'static str) -> Self {
        Self {
            function,
            argument: "path",
            descriptor: false,
            none: false,
        }
    }

    pub const fn named(function: &'static str, argument: &'static str) -> Self {
        Self {
            function,
            argument,
            descriptor: false,
            none: false,
        }
    }

    pub const fn or_descriptor(function: &'static str) -> Self {
        Self {
            function,
            argument: "path",
            descriptor: true,
            none: false,
        }
    }
}

/// The arguments, kept for a future.
pub fn owned(vm: &Vm, args: Args<'_>) -> (Vm, Vec<Option<Value>>) {
    (vm.clone(), args.0.to_vec())
}

/// `os.fspath`: text or bytes; `None` when it is nothing like a path.
pub async fn fspath(vm: &Vm, value: &Value) -> PyResult<Option<Value>> {
    if value.get::<PyStr>().is_some() || value.get::<PyBytes>().is_some() {
        return Ok(Some(value.clone()));
    }
    let class = vm.class_of(value).clone();
    let Some(method) = class.lookup(&vm.names.__fspath__) else {
        return Ok(None);
    };
    let result = vm.run_flow(vm.call_special(value, method, vec![])).await?;
    if result.get::<PyStr>().is_none() && result.get::<PyBytes>().is_none() {
        return Err(vm.type_error(format!(
            "expected {}.__fspath__() to return str or bytes, not {}",
            class.name(),
            vm.class_name(&result)
        )));
    }
    Ok(Some(result))
}

/// The bytes of text or bytes, for the operating system.
pub fn name_bytes(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = value.get::<PyBytes>() {
        return Ok(bytes.data().to_vec());
    }
    let text = value.get::<PyStr>().expect("text or bytes");
    names::encode(text).ok_or_else(|| {
        let place = text.as_wtf8().code_points().position(|point| {
            point.to_char().is_none() && !(0xDC80..=0xDCFF).contains(&point.to_u32())
        });
        let place = place.unwrap_or(0) as i64;
        vm.raise_with(
            &vm.types.exceptions.unicode_encode_error,
            vec![
                vm.new_str("utf-8"),
                value.clone(),
                Value::int(place),
                Value::int(place + 1),
                vm.new_str("surrogates not allowed"),
            ],
        )
    })
}

/// A path argument.
pub async fn path(vm: &Vm, value: Option<&Value>, wanted: Wanted) -> PyResult<Path> {
    let none = Value::none();
    let value = value.unwrap_or(&none);
    if value.is_none() && wanted.none {
        return Ok(Path {
            bytes: b".".to_vec(),
            descriptor: None,
            shown: Value::none(),
            is_bytes: false,
        });
    }
    if let Some(found) = fspath(vm, value).await? {
        let bytes = name_bytes(vm, &found)?;
        if bytes.contains(&0) {
            return Err(vm.value_error(format!(
                "{}: embedded null character in {}",
                wanted.function, wanted.argument
            )));
        }
        return Ok(Path {
            bytes,
            descriptor: None,
            is_bytes: found.get::<PyBytes>().is_some(),
            shown: found,
        });
    }
    let has_index = vm.class_of(value).lookup(&vm.names.__index__).is_some();
    if wanted.descriptor && has_index {
        warn_of_bool(vm, value).await?;
        let descriptor = c_int(vm, value).await?;
        return Ok(Path {
            bytes: Vec::new(),
            descriptor: Some(descriptor),
            shown: Value::int(i64::from(descriptor)),
            is_bytes: false,
        });
    }
    let kinds = match (wanted.descriptor, wanted.none) {
        (true, true) => "string, bytes, os.PathLike, integer or None",
        (true, false) => "string, bytes, os.PathLike or integer",
        (false, true) => "string, bytes, os.PathLike or None",
        (false, false) => "string, bytes or os.PathLike",
    };
    Err(vm.type_error(format!(
        "{}: {} should be {kinds}, not {}",
        wanted.function,
        wanted.argument,
        vm.class_name(value)
    )))
}

/// `True` is a descriptor, but hardly a meant one.
pub async fn warn_of_bool(vm: &Vm, value: &Value) -> PyResult<()> {
    if matches!(value.view(), crate::object::View::Bool(_)) {
        let category = vm.types.exceptions.runtime_warning.clone();
        vm.warn(&category, "bool is used as a file descriptor")
            .await?;
    }
    Ok(())
}

/// `dir_fd`.
pub async fn folder(vm: &Vm, value: Option<&Value>) -> PyResult<Option<i32>> {
    match value.filter(|value| !value.is_none()) {
        None => Ok(None),
        Some(value) if vm.class_of(value).lookup(&vm.names.__index__).is_none() => Err(vm
            .type_error(format!(
                "argument should be integer or None, not {}",
                vm.class_name(value)
            ))),
        Some(value) => Ok(Some(c_int(vm, value).await?)),
    }
}

/// An integer that C could hold in an `int`.
pub async fn c_int(vm: &Vm, value: &Value) -> PyResult<i32> {
    let number = vm.index(value).await?;
    number.to_i32().ok_or_else(|| {
        let size = if number.sign() == num_bigint::Sign::Minus {
            "less than minimum"
        } else {
            "greater than maximum"
        };
        match number.to_i64() {
            Some(_) => vm.overflow_error(format!("signed integer is {size}")),
            None => vm.overflow_error("Python int too large to convert to C int"),
        }
    })
}

/// An optional flag.
pub async fn truth(vm: &Vm, value: Option<&Value>, default: bool) -> PyResult<bool> {
    match value {
        Some(value) => vm.truth(value).await,
        None => Ok(default),
    }
}

/// `OSError` of a number, with the path when there is one.
#[must_use]
pub fn os_error(vm: &Vm, errno: i64, path: Option<&Value>) -> Raised {
    os_error_of_two(vm, errno, path, None)
}

/// `OSError` of a number and the two paths of a call such as `rename`.
#[must_use]
pub fn os_error_of_two(
    vm: &Vm,
    errno: i64,
    path: Option<&Value>,
    second: Option<&Value>,
) -> Raised {
    let class = crate::types::exception_methods::os_error_class(vm, errno);
    let class = class.unwrap_or(&vm.types.exceptions.os_error).clone();
    let mut args = vec![
        Value::int(errno),
        vm.new_str(super::messages::strerror(errno)),
    ];
    args.extend(path.cloned());
    if let Some(second) = second {
        args.extend([Value::none(), second.clone()]);
    }
    vm.raise_with(&class, args)
}

/// The result of a call on a path.
pub fn checked<T>(vm: &Vm, result: FileResult<T>, path: &Path) -> PyResult<T> {
    result.map_err(|errno| {
        let shown = Some(&path.shown).filter(|shown| !shown.is_none());
        os_error(vm, i64::from(errno), shown)
    })
}

/// The result of a call on a descriptor: its errors name no file.
pub fn plain<T>(vm: &Vm, result: FileResult<T>) -> PyResult<T> {
    result.map_err(|errno: Errno| os_error(vm, i64::from(errno), None))
}

/// A name as the program gave its paths: text or bytes.
pub fn name_value(vm: &Vm, name: &[u8], is_bytes: bool) -> Value {
    if is_bytes {
        vm.new_bytes(name.to_vec())
    } else {
        vm.new_wtf8(names::decode(name))
    }
}
