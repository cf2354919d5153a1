//! The abstract classes: what every stream can do through its own methods.

use super::{classes, closed_error, is, says, size, unsupported};
use crate::modules::posix::fill;
use crate::object::{Kind, Ref, Value};
use crate::types::bytearray::PyByteArray;
use crate::types::bytes::PyBytes;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Vm};

const FLAGS: u32 = TypeFlags::HAS_DICT | TypeFlags::WEAKREF;

pub static BASE: TypeDef = TypeDef {
    name: "_IOBase",
    module: "_io",
    kind: Kind::Instance,
    flags: FLAGS,
    methods: &[
        NativeDef::method("seek", "($self, offset, whence=os.SEEK_SET, /)", |vm, _| {
            Err(unsupported(vm, "seek"))
        }),
        NativeDef::method("tell", "($self, /)", tell),
        NativeDef::method("truncate", "($self, size=None, /)", |vm, _| {
            Err(unsupported(vm, "truncate"))
        }),
        NativeDef::method("flush", "($self, /)", check_closed),
        NativeDef::method("close", "($self, /)", close),
        NativeDef::method("seekable", "($self, /)", no),
        NativeDef::method("readable", "($self, /)", no),
        NativeDef::method("writable", "($self, /)", no),
        NativeDef::method("_checkClosed", "($self, /)", check_closed),
        NativeDef::method("_checkSeekable", "($self, /)", |vm, args| {
            check_ability(vm, args, "seekable")
        }),
        NativeDef::method("_checkReadable", "($self, /)", |vm, args| {
            check_ability(vm, args, "readable")
        }),
        NativeDef::method("_checkWritable", "($self, /)", |vm, args| {
            check_ability(vm, args, "writable")
        }),
        NativeDef::method("fileno", "($self, /)", |vm, _| {
            Err(unsupported(vm, "fileno"))
        }),
        NativeDef::method("isatty", "($self, /)", isatty),
        NativeDef::method("__enter__", "($self, /)", enter),
        NativeDef::method("__exit__", "($self, /, *args)", exit),
        NativeDef::method("__iter__", "($self, /)", enter),
        NativeDef::method("__next__", "($self, /)", next),
        NativeDef::method("readline", "($self, size=-1, /)", readline),
        NativeDef::method("readlines", "($self, hint=-1, /)", readlines),
        NativeDef::method("writelines", "($self, lines, /)", writelines),
        NativeDef::method("__del__", "($self, /)", delete),
    ],
    attributes: &[GetSetDef::read_only("closed", |vm, value| {
        Ok(Value::bool(marked_closed(vm, value)))
    })],
    ..TypeDef::EMPTY
};

pub static RAW: TypeDef = TypeDef {
    name: "_RawIOBase",
    module: "_io",
    kind: Kind::Instance,
    flags: FLAGS,
    methods: &[
        NativeDef::method("read", "($self, size=-1, /)", raw_read),
        NativeDef::method("readall", "($self, /)", raw_readall),
        NativeDef::method("readinto", "($self, buffer, /)", |vm, _| {
            Err(vm.not_implemented_error(""))
        }),
        NativeDef::method("write", "($self, b, /)", |vm, _| {
            Err(vm.not_implemented_error(""))
        }),
    ],
    ..TypeDef::EMPTY
};

pub static BUFFERED: TypeDef = TypeDef {
    name: "_BufferedIOBase",
    module: "_io",
    kind: Kind::Instance,
    flags: FLAGS,
    methods: &[
        NativeDef::method("detach", "($self, /)", |vm, _| {
            Err(unsupported(vm, "detach"))
        }),
        NativeDef::method("read", "($self, size=-1, /)", |vm, _| {
            Err(unsupported(vm, "read"))
        }),
        NativeDef::method("read1", "($self, size=-1, /)", |vm, _| {
            Err(unsupported(vm, "read1"))
        }),
        NativeDef::method("readinto", "($self, buffer, /)", |vm, args| {
            read_into(vm, args, "read")
        }),
        NativeDef::method("readinto1", "($self, buffer, /)", |vm, args| {
            read_into(vm, args, "read1")
        }),
        NativeDef::method("write", "($self, b, /)", |vm, _| {
            Err(unsupported(vm, "write"))
        }),
    ],
    ..TypeDef::EMPTY
};

pub static TEXT: TypeDef = TypeDef {
    name: "_TextIOBase",
    module: "_io",
    kind: Kind::Instance,
    flags: FLAGS,
    methods: &[
        NativeDef::method("detach", "($self, /)", |vm, _| {
            Err(unsupported(vm, "detach"))
        }),
        NativeDef::method("read", "($self, size=-1, /)", |vm, _| {
            Err(unsupported(vm, "read"))
        }),
        NativeDef::method("readline", "($self, size=-1, /)", |vm, _| {
            Err(unsupported(vm, "readline"))
        }),
        NativeDef::method("write", "($self, s, /)", |vm, _| {
            Err(unsupported(vm, "write"))
        }),
    ],
    attributes: &[
        GetSetDef::read_only("encoding", |_, _| Ok(Value::none())),
        GetSetDef::read_only("newlines", |_, _| Ok(Value::none())),
        GetSetDef::read_only("errors", |_, _| Ok(Value::none())),
    ],
    ..TypeDef::EMPTY
};

/// The attribute that tells that `close` was called, where nothing better does.
const CLOSED: &str = "__IOBase_closed";

fn marked_closed(vm: &Vm, value: &Value) -> bool {
    let dict = value
        .as_object()
        .and_then(|object| vm.instance_dict(object));
    dict.is_some_and(|dict| dict.get_name(&vm.intern(CLOSED)).is_some())
}

fn no(vm: &Vm, args: Args<'_>) -> NativeResult {
    let _ = (vm, args);
    Ok(Value::bool(false).into())
}

/// Refuses a stream that says it is closed.
pub async fn ensure_open(vm: &Vm, stream: &Value) -> PyResult<()> {
    if is(vm, stream, "closed").await? {
        return Err(closed_error(vm));
    }
    Ok(())
}

fn check_closed(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        ensure_open(&vm, &own).await?;
        Ok(Value::none())
    })
}

/// Refuses a stream that cannot be read, written or moved in.
pub async fn ensure(vm: &Vm, stream: &Value, ability: &str) -> PyResult<()> {
    if !says(vm, stream, ability).await? {
        return Err(unsupported(
            vm,
            &format!("File or stream is not {ability}."),
        ));
    }
    Ok(())
}

fn check_ability(vm: &Vm, args: Args<'_>, ability: &'static str) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        ensure(&vm, &own, ability).await?;
        Ok(Value::bool(true))
    })
}

fn tell(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        vm.call_method(&own, &vm.intern("seek"), [Value::int(0), Value::int(1)])
            .await
    })
}

fn close(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        if marked_closed(&vm, &own) {
            return Ok(Value::none());
        }
        let flushed = vm.call_method(&own, &vm.names.flush.clone(), []).await;
        vm.set_attribute(&own, &vm.intern(CLOSED), Some(Value::bool(true)))
            .await?;
        flushed
    })
}

fn isatty(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        ensure_open(&vm, &own).await?;
        Ok(Value::bool(false))
    })
}

fn enter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        ensure_open(&vm, &own).await?;
        Ok(own)
    })
}

fn exit(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { vm.call_method(&own, &vm.intern("close"), []).await })
}

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let line = vm.call_method(&own, &vm.names.readline.clone(), []).await?;
        if vm.length(&line).await? == 0 {
            return Err(vm.stop_iteration(Value::none()));
        }
        Ok(line)
    })
}

fn data_of<'a>(vm: &Vm, value: &'a Value, method: &str) -> PyResult<&'a [u8]> {
    match value.get::<PyBytes>() {
        Some(bytes) => Ok(bytes.data()),
        None => Err(vm.os_error(format!(
            "{method}() should have returned a bytes object, not '{}'",
            vm.class_name(value)
        ))),
    }
}

fn readline(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, limit) = (vm.clone(), args.get(0).clone(), args.opt(1).cloned());
    Vm::future(async move {
        let limit = size(&vm, limit.as_ref()).await?;
        let peek = vm.get_attribute_opt(&own, &vm.intern("peek")).await?;
        let mut line: Vec<u8> = Vec::new();
        while limit < 0 || (line.len() as i64) < limit {
            let mut wanted = 1;
            if let Some(peek) = &peek {
                let ahead = vm.call(peek, [Value::int(1)]).await?;
                let ahead = data_of(&vm, &ahead, "peek")?;
                if !ahead.is_empty() {
                    let end = memchr::memchr(b'\n', ahead).map_or(ahead.len(), |at| at + 1);
                    let room = usize::try_from(limit - line.len() as i64).unwrap_or(end);
                    wanted = if limit < 0 { end } else { end.min(room) };
                }
            }
            let read = vm.intern("read");
            let part = vm
                .call_method(&own, &read, [Value::int(wanted as i64)])
                .await?;
            let part = data_of(&vm, &part, "read")?;
            if part.is_empty() {
                break;
            }
            vm.check_growth(line.len(), part.len())?;
            line.extend_from_slice(part);
            if line.ends_with(b"\n") {
                break;
            }
            vm.charge(1).await?;
        }
        Ok(vm.new_bytes(line))
    })
}

fn readlines(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, hint) = (vm.clone(), args.get(0).clone(), args.opt(1).cloned());
    Vm::future(async move {
        let hint = size(&vm, hint.as_ref()).await?;
        if hint <= 0 {
            return Ok(vm.new_list(vm.collect(&own).await?));
        }
        let iterator = vm.iter(&own).await?;
        let (mut lines, mut total) = (Vec::new(), 0);
        while let Some(line) = vm.next(&iterator).await? {
            total += vm.length(&line).await? as i64;
            lines.push(line);
            if total >= hint {
                break;
            }
        }
        Ok(vm.new_list(lines))
    })
}

fn writelines(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, lines) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        ensure_open(&vm, &own).await?;
        let iterator = vm.iter(&lines).await?;
        while let Some(line) = vm.next(&iterator).await? {
            vm.call_method(&own, &vm.names.write.clone(), [line])
                .await?;
        }
        Ok(Value::none())
    })
}

/// A stream that nobody holds any more is closed.
fn delete(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        if is(&vm, &own, "closed").await.unwrap_or(true) {
            return Ok(Value::none());
        }
        super::file::warn_unclosed(&vm, &own).await;
        vm.call_method(&own, &vm.intern("close"), []).await
    })
}

fn raw_read(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, count) = (vm.clone(), args.get(0).clone(), args.opt(1).cloned());
    Vm::future(async move {
        let count = size(&vm, count.as_ref()).await?;
        let Ok(count) = usize::try_from(count) else {
            return vm.call_method(&own, &vm.intern("readall"), []).await;
        };
        vm.check_memory(count as u64)?;
        let target = Ref::new(PyByteArray::new(vec![0; count]), &vm.types.bytearray);
        let used = vm
            .call_method(&own, &vm.intern("readinto"), [target.to_value()])
            .await?;
        if used.is_none() {
            return Ok(used);
        }
        let used = vm.index_i64(&used).await?;
        let data = target.data.borrow();
        let used = usize::try_from(used)
            .ok()
            .filter(|&used| used <= data.len());
        let used = used.ok_or_else(|| vm.value_error("readinto returned a wrong length"))?;
        Ok(vm.new_bytes(data[..used].to_vec()))
    })
}

fn raw_readall(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let mut all: Vec<u8> = Vec::new();
        loop {
            let count = Value::int(super::BUFFER_SIZE as i64);
            let part = vm.call_method(&own, &vm.intern("read"), [count]).await?;
            if part.is_none() && all.is_empty() {
                return Ok(part);
            }
            if part.is_none() {
                break;
            }
            let Some(data) = part.get::<PyBytes>() else {
                return Err(vm.type_error("read() should return bytes"));
            };
            if data.data().is_empty() {
                break;
            }
            vm.check_memory(data.data().len() as u64)?;
            all.extend_from_slice(data.data());
        }
        Ok(vm.new_bytes(all))
    })
}

fn read_into(vm: &Vm, args: Args<'_>, method: &'static str) -> NativeResult {
    let (vm, own, target) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let room = crate::modules::posix::room(&vm, &target, &format!("{method}into() argument"))?;
        let data = vm
            .call_method(&own, &vm.intern(method), [Value::int(room as i64)])
            .await?;
        let Some(bytes) = data.get::<PyBytes>() else {
            return Err(vm.type_error("read() should return bytes"));
        };
        if bytes.data().len() > room {
            return Err(vm.value_error(format!(
                "read() returned too much data: {room} bytes requested, {} returned",
                bytes.data().len()
            )));
        }
        fill(&vm, &target, bytes.data())?;
        Ok(Value::int(bytes.data().len() as i64))
    })
}

/// Whether a class overrides nothing: its objects may be worked on directly.
pub fn is_plain(vm: &Vm, value: &Value, pick: impl Fn(&super::Classes) -> &Ref<PyType>) -> bool {
    let own = classes(vm);
    vm.is_exactly(value, pick(&own))
}

/// The text of a `str` argument.
pub fn text_argument<'a>(vm: &Vm, value: &'a Value, what: &str) -> PyResult<&'a PyStr> {
    value
        .get::<PyStr>()
        .ok_or_else(|| vm.type_error(format!("{what} must be str, not {}", vm.class_name(value))))
}
