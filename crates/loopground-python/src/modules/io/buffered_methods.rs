//! The methods of the buffered classes.

use super::base::ensure;
use super::buffered::PyBuffered;
use super::{BUFFER_SIZE, classes, size, unsupported};
use crate::modules::posix::{fill, room};
use crate::object::{Kind, Ref, Value};
use crate::types::buffer;
use crate::types::bytes_like::concat_tables;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Vm};

const FLAGS: u32 = TypeFlags::HAS_DICT | TypeFlags::WEAKREF;

const SHARED: &[NativeDef] = &[
    NativeDef::new("($type, *args, **kwargs)", new),
    NativeDef::method("detach", "($self, /)", detach),
    NativeDef::method("flush", "($self, /)", flush),
    NativeDef::method("close", "($self, /)", close),
    NativeDef::method("seekable", "($self, /)", |vm, args| {
        pass_on(vm, args, "seekable")
    }),
    NativeDef::method("fileno", "($self, /)", |vm, args| {
        pass_on(vm, args, "fileno")
    }),
    NativeDef::method("isatty", "($self, /)", |vm, args| {
        pass_on(vm, args, "isatty")
    }),
    NativeDef::method("seek", "($self, target, whence=0, /)", seek),
    NativeDef::method("tell", "($self, /)", tell),
    NativeDef::method("truncate", "($self, pos=None, /)", truncate),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__getstate__", "($self, /)", getstate),
    NativeDef::method("__reduce__", "($self, /)", getstate),
    NativeDef::method("__reduce_ex__", "($self, proto=0, /)", getstate),
];

const READING: &[NativeDef] = &[
    NativeDef::method("readable", "($self, /)", |vm, args| {
        pass_on(vm, args, "readable")
    }),
    NativeDef::method("read", "($self, size=-1, /)", read),
    NativeDef::method("read1", "($self, size=-1, /)", read1),
    NativeDef::method("peek", "($self, size=0, /)", peek),
    NativeDef::method("readinto", "($self, buffer, /)", |vm, args| {
        readinto(vm, args, false)
    }),
    NativeDef::method("readinto1", "($self, buffer, /)", |vm, args| {
        readinto(vm, args, true)
    }),
    NativeDef::method("readline", "($self, size=-1, /)", readline),
    NativeDef::method("__next__", "($self, /)", next),
];

const WRITING: &[NativeDef] = &[
    NativeDef::method("writable", "($self, /)", |vm, args| {
        pass_on(vm, args, "writable")
    }),
    NativeDef::method("write", "($self, buffer, /)", write),
];

const READER_INIT: &[NativeDef] = &[NativeDef::method(
    "__init__",
    "($self, raw, buffer_size=DEFAULT_BUFFER_SIZE)",
    |vm, args| init(vm, args, &["readable"]),
)];
const WRITER_INIT: &[NativeDef] = &[NativeDef::method(
    "__init__",
    "($self, raw, buffer_size=DEFAULT_BUFFER_SIZE)",
    |vm, args| init(vm, args, &["writable"]),
)];
const RANDOM_INIT: &[NativeDef] = &[NativeDef::method(
    "__init__",
    "($self, raw, buffer_size=DEFAULT_BUFFER_SIZE)",
    |vm, args| init(vm, args, &["seekable", "readable", "writable"]),
)];

const READS: &[NativeDef] =
    &concat_tables::<{ READING.len() + READER_INIT.len() }>(READING, READER_INIT);
const WRITES: &[NativeDef] =
    &concat_tables::<{ WRITING.len() + WRITER_INIT.len() }>(WRITING, WRITER_INIT);
const BOTH: &[NativeDef] = &concat_tables::<{ READING.len() + WRITING.len() }>(READING, WRITING);
const RANDOMS: &[NativeDef] =
    &concat_tables::<{ BOTH.len() + RANDOM_INIT.len() }>(BOTH, RANDOM_INIT);

static READER_METHODS: &[NativeDef] =
    &concat_tables::<{ SHARED.len() + READS.len() }>(SHARED, READS);
static WRITER_METHODS: &[NativeDef] =
    &concat_tables::<{ SHARED.len() + WRITES.len() }>(SHARED, WRITES);
static RANDOM_METHODS: &[NativeDef] =
    &concat_tables::<{ SHARED.len() + RANDOMS.len() }>(SHARED, RANDOMS);

fn raw_of(vm: &Vm, value: &Value) -> PyResult {
    this(value).raw(vm)
}

const ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::read_only("raw", |vm, value| this(value).raw(vm)),
    GetSetDef::delegated(
        "closed",
        |vm, value| super::text::quick_attribute(vm, &this(value).raw(vm)?, "closed"),
        raw_of,
    ),
    GetSetDef::delegated(
        "name",
        |vm, value| super::text::quick_attribute(vm, &this(value).raw(vm)?, "name"),
        raw_of,
    ),
    GetSetDef::delegated(
        "mode",
        |vm, value| super::text::quick_attribute(vm, &this(value).raw(vm)?, "mode"),
        raw_of,
    ),
];

pub static READER: TypeDef = TypeDef {
    name: "BufferedReader",
    module: "_io",
    kind: Kind::Buffered,
    flags: FLAGS,
    methods: READER_METHODS,
    attributes: ATTRIBUTES,
    ..TypeDef::EMPTY
};

pub static WRITER: TypeDef = TypeDef {
    name: "BufferedWriter",
    module: "_io",
    kind: Kind::Buffered,
    flags: FLAGS,
    methods: WRITER_METHODS,
    attributes: ATTRIBUTES,
    ..TypeDef::EMPTY
};

pub static RANDOM: TypeDef = TypeDef {
    name: "BufferedRandom",
    module: "_io",
    kind: Kind::Buffered,
    flags: FLAGS,
    methods: RANDOM_METHODS,
    attributes: ATTRIBUTES,
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> &PyBuffered {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(class) = args.get(0).to_ref::<PyType>() else {
        return Err(vm.type_error("X is not a type object"));
    };
    Ok(Ref::new(PyBuffered::default(), &class).into_value().into())
}

/// A buffer of one of the three classes over a raw stream that fits it.
pub fn over(raw: Value, size: usize, class: &Ref<PyType>) -> Value {
    let new = PyBuffered::default();
    new.raw.replace(Some(raw));
    new.size.set(size);
    Ref::new(new, class).into_value()
}

fn init(vm: &Vm, args: Args<'_>, abilities: &'static [&'static str]) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let size = match args.opt(2) {
            Some(size) => vm.index_i64(size).await?,
            None => BUFFER_SIZE as i64,
        };
        for ability in abilities {
            ensure(&vm, args.get(1), ability).await?;
        }
        let Some(size) = usize::try_from(size).ok().filter(|&size| size > 0) else {
            return Err(vm.value_error("buffer size must be strictly positive"));
        };
        vm.check_memory(size as u64)?;
        let own = this(args.get(0));
        own.forget_ahead();
        own.behind.take();
        own.size.set(size);
        own.detached.set(false);
        let old = own.raw.replace(Some(args.get(1).clone()));
        drop(old);
        Ok(Value::none())
    })
}

fn pass_on(vm: &Vm, args: Args<'_>, method: &'static str) -> NativeResult {
    let raw = this(args.get(0)).raw(vm)?;
    let vm = vm.clone();
    Vm::future(async move { vm.call_method(&raw, &vm.intern(method), []).await })
}

/// A method whose work is a future over the buffer.
macro_rules! method {
    ($name:ident, $vm:ident, $own:ident, $args:ident, $work:expr) => {
        fn $name(vm: &Vm, args: Args<'_>) -> NativeResult {
            let ($vm, slots) = (vm.clone(), args.0.to_vec());
            Vm::future(async move {
                let $args = Args(&slots);
                let $own = this($args.get(0));
                $work
            })
        }
    };
}

method!(detach, vm, own, args, {
    let raw = own.raw(&vm)?;
    vm.call_method(args.get(0), &vm.names.flush.clone(), [])
        .await?;
    own.detached.set(true);
    own.raw.replace(None);
    Ok(raw)
});

method!(flush, vm, own, args, {
    let _ = args;
    let raw = own.ensure_open(&vm, "flush of closed file").await?;
    own.flush_behind(&vm).await?;
    own.leave_reading_if_possible(&vm).await?;
    if raw.get::<super::file::PyFileIO>().is_none() && super::is_writable(&vm, &raw).await {
        vm.call_method(&raw, &vm.names.flush.clone(), []).await?;
    }
    Ok(Value::none())
});

method!(close, vm, own, args, {
    let raw = own.raw(&vm)?;
    if super::is(&vm, &raw, "closed").await? {
        return Ok(Value::none());
    }
    let flushed = vm
        .call_method(args.get(0), &vm.names.flush.clone(), [])
        .await;
    own.behind.take();
    own.forget_ahead();
    let closed = vm.call_method(&raw, &vm.intern("close"), []).await;
    super::closed_after(flushed, closed)
});

method!(seek, vm, own, args, {
    let whence = match args.opt(2) {
        Some(whence) => vm.index_i64(whence).await?,
        None => 0,
    };
    if !(0..=4).contains(&whence) {
        return Err(vm.value_error(format!("whence value {whence} unsupported")));
    }
    let raw = own.ensure_open(&vm, "seek of closed file").await?;
    if !super::says(&vm, &raw, "seekable").await? {
        return Err(unsupported(&vm, "File or stream is not seekable."));
    }
    let target = vm.index_i64(args.get(1)).await?;
    Ok(Value::int(own.seek(&vm, target, whence).await?))
});

method!(tell, vm, own, args, {
    let _ = args;
    own.ensure_open(&vm, "tell of closed file").await?;
    Ok(Value::int(own.tell(&vm).await?))
});

method!(truncate, vm, own, args, {
    let raw = own.ensure_open(&vm, "truncate of closed file").await?;
    if !super::is_writable(&vm, &raw).await {
        return Err(unsupported(&vm, "truncate"));
    }
    own.flush_behind(&vm).await?;
    own.leave_reading(&vm).await?;
    let place = args.opt(1).filter(|place| !place.is_none()).cloned();
    let place = match place {
        Some(place) => place,
        None => Value::int(own.tell(&vm).await?),
    };
    vm.call_method(&raw, &vm.intern("truncate"), [place]).await
});

method!(read, vm, own, args, {
    let count = size(&vm, args.opt(1)).await?;
    if count < -1 {
        return Err(vm.value_error("read length must be non-negative or -1"));
    }
    own.ensure_open(&vm, "read of closed file").await?;
    match usize::try_from(count) {
        Err(_) => own.read_rest(&vm).await,
        Ok(count) => {
            own.flush_behind(&vm).await?;
            let data = own.read_exactly(&vm, count).await?;
            Ok(data.map_or_else(Value::none, |data| vm.new_bytes(data)))
        }
    }
});

/// At most one read of the raw stream.
pub async fn read_once(vm: &Vm, own: &PyBuffered, count: i64) -> PyResult<Vec<u8>> {
    own.ensure_open(vm, "read of closed file").await?;
    let count = usize::try_from(count).unwrap_or_else(|_| own.size.get());
    if count > 0 && own.left() == 0 {
        vm.check_memory(count as u64)?;
        own.fill(vm, count).await?;
    }
    Ok(own.take(count))
}

method!(read1, vm, own, args, {
    let count = size(&vm, args.opt(1)).await?;
    Ok(vm.new_bytes(read_once(&vm, own, count).await?))
});

method!(peek, vm, own, args, {
    let _ = args;
    own.ensure_open(&vm, "peek of closed file").await?;
    own.flush_behind(&vm).await?;
    if own.left() == 0 {
        own.fill(&vm, own.size.get()).await?;
    }
    let ahead = own.ahead.borrow()[own.taken.get()..].to_vec();
    Ok(vm.new_bytes(ahead))
});

fn readinto(vm: &Vm, args: Args<'_>, once: bool) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let own = this(args.get(0));
        let count = room(&vm, args.get(1), "readinto() argument")?;
        own.ensure_open(&vm, "readinto of closed file").await?;
        let data = if once {
            Some(read_once(&vm, own, count as i64).await?)
        } else {
            own.read_exactly(&vm, count).await?
        };
        let Some(data) = data else {
            return Ok(Value::none());
        };
        fill(&vm, args.get(1), &data)?;
        Ok(Value::int(data.len() as i64))
    })
}

fn readline(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.opt(1).is_none()
        && let Some(line) = this(args.get(0)).line_now()
    {
        return Ok(vm.new_bytes(line).into());
    }
    slow_readline(vm, args)
}

method!(slow_readline, vm, own, args, {
    let limit = size(&vm, args.opt(1)).await?;
    own.ensure_open(&vm, "readline of closed file").await?;
    Ok(vm.new_bytes(own.read_line(&vm, limit).await?))
});

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(line) = this(args.get(0)).line_now() {
        return Ok(vm.new_bytes(line).into());
    }
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let line = vm.call_method(&own, &vm.names.readline.clone(), []).await?;
        if vm.length(&line).await? == 0 {
            return Err(vm.stop_iteration(Value::none()));
        }
        Ok(line)
    })
}

method!(write, vm, own, args, {
    if args.get(1).get::<crate::types::str::PyStr>().is_some() {
        return Err(vm.type_error("a bytes-like object is required, not 'str'"));
    }
    own.raw(&vm)?;
    own.ensure_open(&vm, "write to closed file").await?;
    let data = buffer::argument(&vm, args.get(1))?.to_vec();
    own.write(&vm, &data).await?;
    Ok(Value::int(data.len() as i64))
});

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { super::named_repr(&vm, &own, "").await })
}

fn getstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    Err(vm.type_error(format!(
        "cannot pickle '{}' instances",
        vm.class_of(args.get(0)).name()
    )))
}

/// The class for a mode: reader, writer or both.
pub fn class_for(vm: &Vm, reads: bool, writes: bool) -> Ref<PyType> {
    let classes = classes(vm);
    match (reads, writes) {
        (true, true) => classes.random.clone(),
        (false, true) => classes.writer.clone(),
        _ => classes.reader.clone(),
    }
}
