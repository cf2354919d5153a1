//! `FileIO`: a descriptor as a raw stream.

use std::cell::Cell;
use std::rc::Rc;

use super::file_mode::Mode;
use super::{classes, size, unsupported};
use crate::files::table::{self, Description};
use crate::files::{FileResult, errno, kind};
use crate::modules::posix::{fill, fspath, name_bytes, os_error, room};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::buffer;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::new_class;
use crate::types::type_object::TypeFlags;
use crate::vm::{CallArgs, NativeResult, PyResult, Raised, Vm};

pub struct PyFileIO {
    /// -1: closed.
    pub descriptor: Cell<i32>,
    pub mode: Cell<Mode>,
    closes: Cell<bool>,
    seekable: Cell<Option<bool>>,
}

impl Trace for PyFileIO {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

pub static TYPE: TypeDef = TypeDef {
    name: "FileIO",
    module: "_io",
    kind: Kind::FileIO,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, *args, **kwargs)", new),
        NativeDef::method(
            "__init__",
            "($self, file, mode='r', closefd=True, opener=None)",
            init,
        ),
        NativeDef::method("read", "($self, size=-1, /)", read),
        NativeDef::method("readall", "($self, /)", readall),
        NativeDef::method("readinto", "($self, buffer, /)", readinto),
        NativeDef::method("write", "($self, b, /)", write),
        NativeDef::method("seek", "($self, pos, whence=0, /)", seek),
        NativeDef::method("tell", "($self, /)", tell),
        NativeDef::method("truncate", "($self, size=None, /)", truncate),
        NativeDef::method("close", "($self, /)", close),
        NativeDef::method("seekable", "($self, /)", |vm, args| {
            Ok(Value::bool(seekable(vm, own(vm, args.get(0))?)?).into())
        }),
        NativeDef::method("readable", "($self, /)", |vm, args| {
            Ok(Value::bool(own(vm, args.get(0))?.mode.get().reads).into())
        }),
        NativeDef::method("writable", "($self, /)", |vm, args| {
            Ok(Value::bool(own(vm, args.get(0))?.mode.get().writes).into())
        }),
        NativeDef::method("fileno", "($self, /)", |vm, args| {
            Ok(Value::int(i64::from(own(vm, args.get(0))?.descriptor.get())).into())
        }),
        NativeDef::method("isatty", "($self, /)", |vm, args| {
            let open = description(vm, own(vm, args.get(0))?);
            Ok(Value::bool(open.is_ok_and(|open| open.is_terminal(vm))).into())
        }),
        NativeDef::method("__repr__", "($self, /)", repr),
    ],
    attributes: &[
        GetSetDef::read_only("closed", |_, value| {
            Ok(Value::bool(this(value).descriptor.get() < 0))
        }),
        GetSetDef::read_only("closefd", |_, value| {
            Ok(Value::bool(this(value).closes.get()))
        }),
        GetSetDef::read_only("mode", |vm, value| {
            Ok(vm.new_str(this(value).mode.get().shown()))
        }),
        GetSetDef::writable("_blksize", |_, _| Ok(Value::int(4096)), |_, _, _| Ok(())),
    ],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> &PyFileIO {
    value.get().expect("the receiver was checked")
}

/// The file, open.
fn own<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PyFileIO> {
    let file = this(value);
    if file.descriptor.get() < 0 {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    Ok(file)
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &classes(vm).file)?;
    Ok(Ref::new(blank(), &class).into_value().into())
}

fn blank() -> PyFileIO {
    PyFileIO {
        descriptor: Cell::new(-1),
        mode: Cell::default(),
        closes: Cell::new(true),
        seekable: Cell::new(None),
    }
}

/// A file over one of the standard descriptors.
pub fn standard(vm: &Vm, descriptor: i32, mode: &str, name: &str) -> PyResult {
    let file = blank();
    file.descriptor.set(descriptor);
    file.mode.set(Mode::parse(vm, mode)?);
    file.closes.set(false);
    let file = Ref::new(file, &classes(vm).file).into_value();
    set_name(vm, &file, vm.new_str(name));
    Ok(file)
}

fn set_name(vm: &Vm, file: &Value, name: Value) {
    let object = file.as_object().expect("an object");
    if let Some(dict) = vm.ensure_instance_dict(object) {
        dict.set_name(&vm.intern("name"), name);
    }
}

fn failed(vm: &Vm, errno: i32) -> Raised {
    os_error(vm, i64::from(errno), None)
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let closes = match args.opt(3) {
            Some(closes) => vm.truth(closes).await?,
            None => true,
        };
        let mode = match args.opt(2) {
            Some(mode) => super::base::text_argument(&vm, mode, "FileIO() argument 'mode'")?
                .lossy()
                .into_owned(),
            None => "r".to_owned(),
        };
        let opener = args.opt(4).filter(|opener| !opener.is_none()).cloned();
        open(&vm, args.get(0), args.get(1), &mode, closes, opener).await?;
        Ok(Value::none())
    })
}

/// Opens what `file` names or is.
async fn open(
    vm: &Vm,
    object: &Value,
    file: &Value,
    mode: &str,
    closes: bool,
    opener: Option<Value>,
) -> PyResult<()> {
    let own = this(object);
    let old = own.descriptor.replace(-1);
    if old >= 0
        && own.closes.get()
        && let Ok(closed) = table::of(vm).close(old)
    {
        drop(closed);
    }
    let mode = Mode::parse(vm, mode)?;
    crate::modules::posix::warn_of_bool(vm, file).await?;
    let given = match file.as_small_int() {
        Some(number) => Some(number),
        None if crate::types::number::int_of(file).is_some() => {
            Some(i64::from(super::open::descriptor(vm, file).await?))
        }
        None => None,
    };
    if given.is_some_and(|number| number < 0) {
        return Err(vm.value_error("negative file descriptor"));
    }
    let files = table::of(vm);
    let mut name = file.clone();
    let descriptor = match given {
        Some(number) => number as i32,
        None => {
            let Some(path) = fspath(vm, file).await? else {
                return Err(vm.type_error(format!(
                    "expected str, bytes or os.PathLike object, not {}",
                    vm.class_name(file)
                )));
            };
            name = path.clone();
            if !closes {
                return Err(vm.value_error("Cannot use closefd=False with file name"));
            }
            match &opener {
                Some(opener) => {
                    let flags = Value::int(i64::from(mode.flags));
                    let opened = vm.call(opener, [path, flags]).await?;
                    if crate::types::number::int_of(&opened).is_none() {
                        return Err(vm.type_error("expected integer from opener"));
                    }
                    let number = super::open::descriptor(vm, &opened).await?;
                    if number < 0 {
                        return Err(vm.value_error(format!("opener returned {number}")));
                    }
                    number
                }
                None => {
                    let bytes = name_bytes(vm, &path)?;
                    if bytes.contains(&0) {
                        return Err(vm.value_error("embedded null byte"));
                    }
                    let opened = files.open(&files.absolute(&bytes), mode.flags, 0o666);
                    opened.map_err(|errno| os_error(vm, i64::from(errno), Some(&path)))?
                }
            }
        }
    };
    let owned = given.is_none();
    let opened = files.get(descriptor).and_then(|open| open.stat());
    let problem = match opened {
        Err(errno) => Some(failed(vm, errno)),
        Ok(stat) if stat.kind() == kind::DIRECTORY => {
            Some(os_error(vm, i64::from(errno::EISDIR), Some(&name)))
        }
        Ok(_) => None,
    };
    if let Some(problem) = problem {
        if owned && let Ok(closed) = files.close(descriptor) {
            drop(closed);
        }
        return Err(problem);
    }
    own.descriptor.set(descriptor);
    own.mode.set(mode);
    own.closes.set(closes);
    own.seekable.set(None);
    set_name(vm, object, name);
    if mode.appends
        && let Ok(open) = files.get(descriptor)
    {
        let _ = open.seek(0, 2);
    }
    Ok(())
}

/// What the descriptor stands for.
pub fn description(vm: &Vm, file: &PyFileIO) -> PyResult<Rc<Description>> {
    if file.descriptor.get() < 0 {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    table::of(vm)
        .get(file.descriptor.get())
        .map_err(|errno| failed(vm, errno))
}

fn seekable(vm: &Vm, file: &PyFileIO) -> PyResult<bool> {
    let known = file.seekable.get();
    let answer =
        known.unwrap_or_else(|| description(vm, file).is_ok_and(|open| open.seek(0, 1).is_ok()));
    file.seekable.set(Some(answer));
    Ok(answer)
}

/// A result where waiting is no error but `None`.
fn or_none<T>(vm: &Vm, result: FileResult<T>) -> PyResult<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(errno::EAGAIN) => Ok(None),
        Err(errno) => Err(failed(vm, errno)),
    }
}

fn check_reads(vm: &Vm, file: &PyFileIO) -> PyResult<()> {
    if file.mode.get().reads {
        return Ok(());
    }
    Err(unsupported(vm, "File not open for reading"))
}

fn check_writes(vm: &Vm, file: &PyFileIO) -> PyResult<()> {
    if file.mode.get().writes {
        return Ok(());
    }
    Err(unsupported(vm, "File not open for writing"))
}

/// Reads some bytes; `None` when that would take waiting that was not wanted.
pub async fn read_some(vm: &Vm, file: &PyFileIO, count: usize) -> PyResult<Option<Vec<u8>>> {
    let open = description(vm, file)?;
    check_reads(vm, file)?;
    vm.check_memory(count as u64)?;
    let result = table::read(vm, &open, count).await?;
    or_none(vm, result)
}

/// Reads everything that is left.
pub async fn read_rest(vm: &Vm, file: &PyFileIO) -> PyResult<Option<Vec<u8>>> {
    let mut all: Vec<u8> = Vec::new();
    // A file's size tells how much to expect.
    let open = description(vm, file)?;
    let expected = match (open.stat(), open.seek(0, 1)) {
        (Ok(stat), Ok(place)) => stat.size.saturating_sub(place),
        _ => 0,
    };
    let mut chunk = usize::try_from(expected)
        .unwrap_or(0)
        .saturating_add(1)
        .max(8192);
    loop {
        match read_some(vm, file, chunk).await? {
            None if all.is_empty() => return Ok(None),
            None => return Ok(Some(all)),
            Some(part) if part.is_empty() => return Ok(Some(all)),
            Some(part) if all.is_empty() => all = part,
            Some(part) => all.extend_from_slice(&part),
        }
        chunk = super::BUFFER_SIZE.max(all.len() / 4);
        vm.charge(1).await?;
    }
}

fn bytes_or_none(vm: &Vm, data: Option<Vec<u8>>) -> Value {
    data.map_or_else(Value::none, |data| vm.new_bytes(data))
}

fn read(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let file = own(&vm, args.get(0))?;
        check_reads(&vm, file)?;
        let data = match usize::try_from(size(&vm, args.opt(1)).await?) {
            Ok(count) => read_some(&vm, file, count).await?,
            Err(_) => read_rest(&vm, file).await?,
        };
        Ok(bytes_or_none(&vm, data))
    })
}

fn readall(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, object) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let file = own(&vm, &object)?;
        check_reads(&vm, file)?;
        Ok(bytes_or_none(&vm, read_rest(&vm, file).await?))
    })
}

fn readinto(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let file = own(&vm, args.get(0))?;
        check_reads(&vm, file)?;
        let count = room(&vm, args.get(1), "readinto() argument")?;
        let Some(data) = read_some(&vm, file, count).await? else {
            return Ok(Value::none());
        };
        fill(&vm, args.get(1), &data)?;
        Ok(Value::int(data.len() as i64))
    })
}

/// Writes some bytes; `None` when that would take waiting that was not wanted.
pub async fn write_some(vm: &Vm, file: &PyFileIO, data: &[u8]) -> PyResult<Option<usize>> {
    let open = description(vm, file)?;
    check_writes(vm, file)?;
    vm.check_memory(data.len() as u64)?;
    let result = table::write(vm, &open, data).await?;
    or_none(vm, result)
}

fn write(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let file = own(&vm, args.get(0))?;
        check_writes(&vm, file)?;
        let data = buffer::argument(&vm, args.get(1))?.to_vec();
        let written = write_some(&vm, file, &data).await?;
        Ok(written.map_or_else(Value::none, |count| Value::int(count as i64)))
    })
}

/// Moves in the file.
pub fn seek_to(vm: &Vm, file: &PyFileIO, offset: i64, whence: i32) -> PyResult<i64> {
    let place = description(vm, file)?.seek(offset, whence);
    let place = place.map_err(|errno| failed(vm, errno))?;
    Ok(place as i64)
}

fn seek(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let file = own(&vm, args.get(0))?;
        let offset = vm.index_i64(args.get(1)).await?;
        let whence = match args.opt(2) {
            Some(whence) => vm.index_i64(whence).await? as i32,
            None => 0,
        };
        Ok(Value::int(seek_to(&vm, file, offset, whence)?))
    })
}

fn tell(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(seek_to(vm, own(vm, args.get(0))?, 0, 1)?).into())
}

fn truncate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let file = own(&vm, args.get(0))?;
        check_writes(&vm, file)?;
        let length = match args.opt(1).filter(|size| !size.is_none()) {
            Some(size) => vm.index_i64(size).await?,
            None => seek_to(&vm, file, 0, 1)?,
        };
        let wanted = u64::try_from(length).map_err(|_| failed(&vm, errno::EINVAL))?;
        vm.check_memory(wanted)?;
        let open = description(&vm, file)?;
        let done = open.file().and_then(|open| open.truncate(wanted));
        done.map_err(|errno| failed(&vm, errno))?;
        Ok(Value::int(length))
    })
}

fn close(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, object) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        // The base class's close flushes, where a subclass made flushing do something.
        let plain = super::base::is_plain(&vm, &object, |classes| &classes.file);
        let file = this(&object);
        let flushed = if plain || file.descriptor.get() < 0 {
            Ok(Value::none())
        } else {
            vm.call_method(&object, &vm.names.flush.clone(), []).await
        };
        close_now(&vm, file)?;
        flushed
    })
}

/// Closes the descriptor, if it is this stream's to close.
pub fn close_now(vm: &Vm, file: &PyFileIO) -> PyResult<()> {
    let descriptor = file.descriptor.replace(-1);
    if descriptor >= 0 && file.closes.get() {
        let closed = table::of(vm).close(descriptor);
        let closed = closed.map_err(|errno| failed(vm, errno))?;
        drop(closed);
    }
    Ok(())
}

/// `ResourceWarning` for a file that its owner forgot to close.
pub async fn warn_unclosed(vm: &Vm, stream: &Value) {
    let mut raw = stream.clone();
    for name in ["buffer", "raw"] {
        let inner = vm.get_attribute_opt(&raw, &vm.intern(name)).await;
        if let Ok(Some(inner)) = inner {
            raw = inner;
        }
    }
    let forgotten = |file: &PyFileIO| file.descriptor.get() >= 0 && file.closes.get();
    if raw.get::<PyFileIO>().is_some_and(forgotten)
        && let Ok(shown) = vm.repr_text(stream).await
    {
        let category = vm.types.exceptions.resource_warning.clone();
        if let Err(raised) = vm.warn(&category, format!("unclosed file {shown}")).await {
            vm.unraisable(
                raised,
                "Exception ignored while finalizing file",
                Some(stream),
            )
            .await;
        }
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, object) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let file = this(&object);
        if file.descriptor.get() < 0 {
            let class = crate::types::type_methods::full_name(&vm, &vm.class_of(&object).clone());
            return Ok(vm.new_str(format!("<{class} [closed]>")));
        }
        let closes = if file.closes.get() { "True" } else { "False" };
        let name = vm.get_attribute_opt(&object, &vm.intern("name")).await?;
        let descriptor = match name {
            Some(_) => String::new(),
            None => format!(" fd={}", file.descriptor.get()),
        };
        let mode = file.mode.get().shown();
        let rest = format!("{descriptor} mode='{mode}' closefd={closes}");
        super::named_repr(&vm, &object, &rest).await
    })
}

/// A new file, as `FileIO(file, mode, closefd, opener)` makes it.
pub async fn make(vm: &Vm, file: &Value, mode: &str, closes: &Value, opener: &Value) -> PyResult {
    let class = classes(vm).file.to_value();
    let args = vec![
        file.clone(),
        vm.new_str(mode),
        closes.clone(),
        opener.clone(),
    ];
    vm.call(&class, CallArgs::from(args)).await
}
