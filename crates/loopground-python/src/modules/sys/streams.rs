//! `sys.stdin`, `sys.stdout`, `sys.stderr`: text streams over the host.

use crate::embed::Stream;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Raised, Trap, Vm};

/// Which of the three.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Stdin,
    Stdout,
    Stderr,
}

pub struct PyHostStream {
    pub which: Which,
}

impl Trace for PyHostStream {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

static TYPE: TypeDef = TypeDef {
    name: "TextIOWrapper",
    module: "_io",
    kind: Kind::HostStream,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("write", "($self, text, /)", write),
        NativeDef::method("writelines", "($self, lines, /)", writelines),
        NativeDef::method("flush", "($self, /)", flush),
        NativeDef::method("isatty", "($self, /)", isatty),
        NativeDef::method("fileno", "($self, /)", fileno),
        NativeDef::method("readable", "($self, /)", readable),
        NativeDef::method("writable", "($self, /)", writable),
        NativeDef::method("seekable", "($self, /)", seekable),
        NativeDef::method("close", "($self, /)", close),
        NativeDef::method("readline", "($self, size=-1, /)", readline),
        NativeDef::method("read", "($self, size=-1, /)", read),
        NativeDef::method("readlines", "($self, hint=-1, /)", readlines),
        NativeDef::method("reconfigure", "($self, /, **kwargs)", reconfigure),
        NativeDef::method("__iter__", "($self, /)", itself),
        NativeDef::method("__next__", "($self, /)", next),
        NativeDef::method("__enter__", "($self, /)", itself),
        NativeDef::method("__exit__", "($self, /, *args)", close),
        NativeDef::method("__repr__", "($self, /)", repr),
    ],
    attributes: &[
        GetSetDef::read_only("name", name),
        GetSetDef::read_only("mode", mode),
        GetSetDef::read_only("encoding", encoding),
        GetSetDef::read_only("errors", errors),
        GetSetDef::read_only("closed", closed),
        GetSetDef::read_only("newlines", newlines),
        GetSetDef::read_only("line_buffering", closed),
    ],
    ..TypeDef::EMPTY
};

#[derive(Default)]
struct Class(std::cell::OnceCell<Ref<PyType>>);

pub(super) fn fill(vm: &Vm, dict: &Ref<PyDict>) {
    let kept = vm.extension::<Class>();
    let class = kept
        .0
        .get_or_init(|| vm.new_native_type(&TYPE, &[]))
        .clone();
    for (name, which) in [
        ("stdin", Which::Stdin),
        ("stdout", Which::Stdout),
        ("stderr", Which::Stderr),
    ] {
        let stream = Ref::new(PyHostStream { which }, &class).into_value();
        dict.set_name(&vm.intern(name), stream.clone());
        dict.set_name(&vm.intern(&format!("__{name}__")), stream);
    }
}

fn this(value: &Value) -> Which {
    value
        .get::<PyHostStream>()
        .expect("the receiver was checked")
        .which
}

/// Writes to the host; the error, if any, as the `OSError` it is.
pub fn write_bytes(vm: &Vm, stream: Stream, bytes: &[u8]) -> PyResult<()> {
    let result = vm.host.write(stream, bytes);
    result.map_err(|error| os_error(vm, error.errno))
}

fn os_error(vm: &Vm, errno: i32) -> Raised {
    let class = crate::types::exception_methods::os_error_class(vm, i64::from(errno));
    let class = class.unwrap_or(&vm.types.exceptions.os_error).clone();
    let message = match errno {
        32 => "Broken pipe",
        28 => "No space left on device",
        9 => "Bad file descriptor",
        _ => "Input/output error",
    };
    vm.raise_with(
        &class,
        vec![Value::int(i64::from(errno)), vm.new_str(message)],
    )
}

/// Writes text to whatever `sys.stderr` is now; errors are ignored.
pub async fn write_stderr(vm: &Vm, text: &str) {
    let _ = vm.host.flush(Stream::Stdout);
    let sys = vm.modules.get_name(&vm.names.sys);
    let stderr = match sys {
        Some(sys) => vm
            .get_attribute_opt(&sys, &vm.names.stderr.clone())
            .await
            .ok()
            .flatten(),
        None => None,
    };
    match stderr {
        Some(stderr) if stderr.get::<PyHostStream>().is_none() => {
            if !stderr.is_none() {
                let _ = vm
                    .call_method(&stderr, &vm.names.write.clone(), [vm.new_str(text)])
                    .await;
                if let Ok(Some(flush)) =
                    vm.get_attribute_opt(&stderr, &vm.names.flush.clone()).await
                {
                    let _ = vm.call(&flush, []).await;
                }
            }
        }
        _ => {
            let _ = vm.host.write(Stream::Stderr, text.as_bytes());
        }
    }
}

fn not_supported(vm: &Vm, what: &str) -> Raised {
    // io.UnsupportedOperation is both.
    vm.os_error(format!("not {what}"))
}

fn write(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(text) = args.get(1).get::<PyStr>() else {
        return Err(vm.type_error(format!(
            "write() argument must be str, not {}",
            vm.class_name(args.get(1))
        )));
    };
    let stream = match this(args.get(0)) {
        Which::Stdin => return Err(not_supported(vm, "writable")),
        Which::Stdout => Stream::Stdout,
        Which::Stderr => Stream::Stderr,
    };
    if text.as_str().is_none() {
        let replaced: String = text
            .as_wtf8()
            .code_points()
            .map(|point| match point.to_char() {
                Some(character) => character.to_string(),
                None => format!("\\u{:04x}", point.to_u32()),
            })
            .collect();
        if stream == Stream::Stdout {
            let place = text
                .as_wtf8()
                .code_points()
                .position(|point| point.to_char().is_none())
                .unwrap_or(0);
            let args = vec![
                vm.new_str("utf-8"),
                args.get(1).clone(),
                Value::int(place as i64),
                Value::int(place as i64 + 1),
                vm.new_str("surrogates not allowed"),
            ];
            return Err(vm.raise_with(&vm.types.exceptions.unicode_encode_error, args));
        }
        write_bytes(vm, stream, replaced.as_bytes())?;
    } else {
        write_bytes(vm, stream, text.bytes())?;
    }
    Ok(Value::int(text.len() as i64).into())
}

fn writelines(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, stream, lines) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        for line in vm.collect(&lines).await? {
            vm.call_method(&stream, &vm.names.write.clone(), [line])
                .await?;
        }
        Ok(Value::none())
    })
}

fn flush(vm: &Vm, args: Args<'_>) -> NativeResult {
    let stream = match this(args.get(0)) {
        Which::Stdin => return Ok(Value::none().into()),
        Which::Stdout => Stream::Stdout,
        Which::Stderr => Stream::Stderr,
    };
    vm.host
        .flush(stream)
        .map_err(|error| os_error(vm, error.errno))?;
    Ok(Value::none().into())
}

fn isatty(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(match this(args.get(0)) {
        Which::Stdin => false,
        Which::Stdout => vm.host.is_terminal(Stream::Stdout),
        Which::Stderr => vm.host.is_terminal(Stream::Stderr),
    })
    .into())
}

fn fileno(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(this(args.get(0)) as i64).into())
}

fn readable(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(this(args.get(0)) == Which::Stdin).into())
}

fn writable(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(this(args.get(0)) != Which::Stdin).into())
}

fn seekable(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(false).into())
}

fn close(vm: &Vm, args: Args<'_>) -> NativeResult {
    flush(vm, args)
}

async fn line(vm: &Vm) -> PyResult {
    let _ = vm.host.flush(Stream::Stdout);
    vm.trap(Trap::Input).await
}

fn readline(vm: &Vm, args: Args<'_>) -> NativeResult {
    if this(args.get(0)) != Which::Stdin {
        return Err(not_supported(vm, "readable"));
    }
    let vm = vm.clone();
    Vm::future(async move { line(&vm).await })
}

async fn all_lines(vm: &Vm) -> PyResult<Vec<Value>> {
    let mut lines = Vec::new();
    loop {
        let next = line(vm).await?;
        if next.get::<PyStr>().is_none_or(PyStr::is_empty) {
            return Ok(lines);
        }
        lines.push(next);
    }
}

fn read(vm: &Vm, args: Args<'_>) -> NativeResult {
    if this(args.get(0)) != Which::Stdin {
        return Err(not_supported(vm, "readable"));
    }
    let vm = vm.clone();
    Vm::future(async move {
        let lines = all_lines(&vm).await?;
        Ok(crate::types::str_methods::concatenate(&vm, &lines))
    })
}

fn readlines(vm: &Vm, args: Args<'_>) -> NativeResult {
    if this(args.get(0)) != Which::Stdin {
        return Err(not_supported(vm, "readable"));
    }
    let vm = vm.clone();
    Vm::future(async move { Ok(vm.new_list(all_lines(&vm).await?)) })
}

fn reconfigure(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

fn itself(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    if this(args.get(0)) != Which::Stdin {
        return Err(not_supported(vm, "readable"));
    }
    let vm = vm.clone();
    Vm::future(async move {
        let next = line(&vm).await?;
        if next.get::<PyStr>().is_none_or(PyStr::is_empty) {
            return Err(vm.stop_iteration(Value::none()));
        }
        Ok(next)
    })
}

fn names(which: Which) -> (&'static str, &'static str) {
    match which {
        Which::Stdin => ("<stdin>", "r"),
        Which::Stdout => ("<stdout>", "w"),
        Which::Stderr => ("<stderr>", "w"),
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (name, mode) = names(this(args.get(0)));
    Ok(vm
        .new_str(format!(
            "<_io.TextIOWrapper name='{name}' mode='{mode}' encoding='utf-8'>"
        ))
        .into())
}

fn name(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_str(names(this(value)).0))
}

fn mode(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_str(names(this(value)).1))
}

fn encoding(vm: &Vm, _value: &Value) -> PyResult {
    Ok(vm.new_str("utf-8"))
}

fn errors(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_str(if this(value) == Which::Stderr {
        "backslashreplace"
    } else {
        "strict"
    }))
}

fn closed(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::bool(false))
}

fn newlines(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::none())
}
