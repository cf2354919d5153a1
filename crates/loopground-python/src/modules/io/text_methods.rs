//! The methods of `TextIOWrapper`.

use super::newlines::Translator;
use super::text::{Coder, PyTextIO, coder, quick_attribute};
use super::{classes, size, unsupported};
use crate::object::{Kind, Ref, Value};
use crate::types::codecs::{self, Codec};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::new_class;
use crate::types::str::PyStr;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "TextIOWrapper",
    module: "_io",
    kind: Kind::TextIO,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, *args, **kwargs)", new),
        NativeDef::method(
            "__init__",
            "($self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
            init,
        ),
        NativeDef::method("detach", "($self, /)", detach),
        NativeDef::method(
            "reconfigure",
            "($self, /, *, encoding=None, errors=None, newline=<unrepresentable>, line_buffering=None, \
             write_through=None)",
            reconfigure,
        ),
        NativeDef::method("write", "($self, text, /)", write),
        NativeDef::method("read", "($self, size=-1, /)", read),
        NativeDef::method("readline", "($self, size=-1, /)", readline),
        NativeDef::method("flush", "($self, /)", flush),
        NativeDef::method("close", "($self, /)", close),
        NativeDef::method("fileno", "($self, /)", |vm, args| {
            pass_on(vm, args, "fileno")
        }),
        NativeDef::method("seekable", "($self, /)", |vm, args| {
            pass_on(vm, args, "seekable")
        }),
        NativeDef::method("readable", "($self, /)", |vm, args| {
            pass_on(vm, args, "readable")
        }),
        NativeDef::method("writable", "($self, /)", |vm, args| {
            pass_on(vm, args, "writable")
        }),
        NativeDef::method("isatty", "($self, /)", |vm, args| {
            pass_on(vm, args, "isatty")
        }),
        NativeDef::method("seek", "($self, cookie, whence=os.SEEK_SET, /)", seek),
        NativeDef::method("tell", "($self, /)", tell),
        NativeDef::method("truncate", "($self, pos=None, /)", truncate),
        NativeDef::method("__next__", "($self, /)", next),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__getstate__", "($self, /)", getstate),
        NativeDef::method("__reduce__", "($self, /)", getstate),
        NativeDef::method("__reduce_ex__", "($self, proto=0, /)", getstate),
    ],
    attributes: &[
        GetSetDef::read_only("buffer", |vm, value| this(value).buffer(vm)),
        GetSetDef::read_only("encoding", |vm, value| {
            Ok(vm.new_str(this(value).encoding.borrow().clone()))
        }),
        GetSetDef::read_only("errors", |vm, value| {
            Ok(vm.new_str(this(value).errors.borrow().clone()))
        }),
        GetSetDef::read_only("line_buffering", |_, value| {
            Ok(Value::bool(this(value).line_buffering.get()))
        }),
        GetSetDef::read_only("write_through", |_, value| {
            Ok(Value::bool(this(value).write_through.get()))
        }),
        GetSetDef::read_only("newlines", |vm, value| {
            let translator = this(value).translator.get();
            Ok(translator.map_or_else(Value::none, |translator| translator.seen.value(vm)))
        }),
        GetSetDef::delegated(
            "name",
            |vm, value| quick_attribute(vm, &this(value).buffer(vm)?, "name"),
            buffer_of,
        ),
        GetSetDef::delegated(
            "closed",
            |vm, value| quick_attribute(vm, &this(value).buffer(vm)?, "closed"),
            buffer_of,
        ),
        GetSetDef::writable(
            "_CHUNK_SIZE",
            |_, value| Ok(Value::int(this(value).chunk.get() as i64)),
            |vm, value, new| {
                let size = new.and_then(|new| new.as_small_int());
                match size
                    .and_then(|size| usize::try_from(size).ok())
                    .filter(|&size| size > 0)
                {
                    Some(size) => this(value).chunk.set(size),
                    None => return Err(vm.value_error("a strictly positive integer is required")),
                }
                Ok(())
            },
        ),
    ],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> &PyTextIO {
    value.get().expect("the receiver was checked")
}

fn buffer_of(vm: &Vm, value: &Value) -> PyResult {
    this(value).buffer(vm)
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &classes(vm).text)?;
    Ok(Ref::new(PyTextIO::default(), &class).into_value().into())
}

/// An optional text argument; `None` when left out or `None`.
fn text_of(vm: &Vm, value: Option<&Value>, name: &str) -> PyResult<Option<String>> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Ok(None);
    };
    match value.get::<PyStr>() {
        Some(text) if text.bytes().contains(&0) => Err(vm.value_error("embedded null character")),
        Some(text) => Ok(Some(text.lossy().into_owned())),
        None => Err(vm.type_error(format!(
            "TextIOWrapper() argument '{name}' must be str or None, not {}",
            vm.class_name(value)
        ))),
    }
}

/// A `newline` argument.
fn newline_of(vm: &Vm, value: Option<&Value>) -> PyResult<Option<String>> {
    let newline = text_of(vm, value, "newline")?;
    if let Some(given) = &newline
        && !matches!(given.as_str(), "" | "\n" | "\r" | "\r\n")
    {
        return Err(vm.value_error(format!("illegal newline value: {given}")));
    }
    Ok(newline)
}

/// What follows the ends of lines for a `newline` argument.
fn translator_for(newline: Option<&str>) -> Option<Translator> {
    let universal = matches!(newline, None | Some(""));
    universal.then(|| Translator {
        translates: newline.is_none(),
        ..Translator::default()
    })
}

/// The encoding where none was said.
pub fn default_encoding(given: Option<String>) -> String {
    match given {
        Some(name) if name != "locale" => name,
        _ => "utf-8".to_owned(),
    }
}

/// What `__init__` was told.
pub struct Options {
    pub encoding: String,
    pub errors: String,
    pub newline: Option<String>,
    pub line_buffering: bool,
    pub write_through: bool,
}

/// Makes a stream text over a buffer.
pub async fn set_up(vm: &Vm, own: &PyTextIO, buffer: &Value, options: Options) -> PyResult<()> {
    let readable = super::says(vm, buffer, "readable").await?;
    let writable = super::says(vm, buffer, "writable").await?;
    let seekable = super::says(vm, buffer, "seekable").await?;
    own.forget_text();
    own.pending.take();
    own.partial.take();
    let old = own.buffer.replace(None);
    drop(old);
    set_coding(vm, own, &options, readable, writable).await?;
    own.seekable.set(seekable);
    own.line_buffering.set(options.line_buffering);
    own.write_through.set(options.write_through);
    own.detached.set(false);
    own.buffer.replace(Some(buffer.clone()));
    if seekable && writable {
        let place = vm.call_method(buffer, &vm.intern("tell"), []).await?;
        own.started.set(place.as_small_int() != Some(0));
    }
    Ok(())
}

async fn set_coding(
    vm: &Vm,
    own: &PyTextIO,
    options: &Options,
    readable: bool,
    writable: bool,
) -> PyResult<()> {
    let (encoding, errors) = (&options.encoding, &options.errors);
    if codecs::find(encoding).is_none() {
        codecs::registry::lookup(vm, encoding).await?;
    }
    let decoder = if readable {
        coder(vm, encoding, errors, "incrementaldecoder").await?
    } else {
        Coder::Missing
    };
    let encoder = if writable {
        coder(vm, encoding, errors, "incrementalencoder").await?
    } else {
        Coder::Missing
    };
    let old = (own.decoder.replace(decoder), own.encoder.replace(encoder));
    drop(old);
    own.encoding.replace(encoding.clone());
    own.errors.replace(errors.clone());
    own.newline.replace(options.newline.clone());
    own.translator
        .set(translator_for(options.newline.as_deref()).filter(|_| readable));
    Ok(())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let newline = newline_of(&vm, args.opt(4))?;
        let truth = async |value: Option<&Value>| match value {
            Some(value) => vm.truth(value).await,
            None => Ok(false),
        };
        let options = Options {
            encoding: default_encoding(text_of(&vm, args.opt(2), "encoding")?),
            errors: text_of(&vm, args.opt(3), "errors")?.unwrap_or_else(|| "strict".to_owned()),
            newline,
            line_buffering: truth(args.opt(5)).await?,
            write_through: truth(args.opt(6)).await?,
        };
        set_up(&vm, this(args.get(0)), args.get(1), options).await?;
        Ok(Value::none())
    })
}

/// A method whose work is a future over the stream.
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
    let buffer = own.buffer(&vm)?;
    vm.call_method(args.get(0), &vm.names.flush.clone(), [])
        .await?;
    own.detached.set(true);
    own.buffer.replace(None);
    Ok(buffer)
});

method!(reconfigure, vm, own, args, {
    let encoding = text_of(&vm, args.opt(1), "encoding")?;
    let errors = text_of(&vm, args.opt(2), "errors")?;
    let newline = args
        .opt(3)
        .map(|newline| newline_of(&vm, Some(newline)))
        .transpose()?;
    let decoded = !own.text.borrow().is_empty() || own.given.get() > 0;
    if decoded && (encoding.is_some() || errors.is_some() || newline.is_some()) {
        return Err(unsupported(
            &vm,
            "It is not possible to set the encoding or newline of stream after the first read",
        ));
    }
    let flag = async |value: Option<&Value>, now: bool| match value.filter(|v| !v.is_none()) {
        Some(value) => vm.truth(value).await,
        None => Ok(now),
    };
    let line_buffering = flag(args.opt(4), own.line_buffering.get()).await?;
    let write_through = flag(args.opt(5), own.write_through.get()).await?;
    own.flush(&vm).await?;
    if encoding.is_some() || errors.is_some() || newline.is_some() {
        let errors = match (errors, &encoding) {
            (Some(errors), _) => errors,
            (None, Some(_)) => "strict".to_owned(),
            (None, None) => own.errors.borrow().clone(),
        };
        let options = Options {
            encoding: match encoding {
                Some(encoding) => default_encoding(Some(encoding)),
                None => own.encoding.borrow().clone(),
            },
            errors,
            newline: newline.unwrap_or_else(|| own.newline.borrow().clone()),
            line_buffering,
            write_through,
        };
        let reads = !matches!(*own.decoder.borrow(), Coder::Missing);
        let writes = !matches!(*own.encoder.borrow(), Coder::Missing);
        set_coding(&vm, own, &options, reads, writes).await?;
    }
    own.line_buffering.set(line_buffering);
    own.write_through.set(write_through);
    Ok(Value::none())
});

fn write(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(text) = args.get(1).get::<PyStr>()
        && let Some(result) = this(args.get(0)).write_now(vm, text)
    {
        result?;
        return Ok(Value::int(text.len() as i64).into());
    }
    slow_write(vm, args)
}

method!(slow_write, vm, own, args, {
    own.buffer(&vm)?;
    let text = super::base::text_argument(&vm, args.get(1), "write() argument")?;
    let length = text.len();
    own.ensure_open(&vm).await?;
    if matches!(*own.encoder.borrow(), Coder::Missing) {
        return Err(unsupported(&vm, "not writable"));
    }
    own.write(&vm, args.get(1)).await?;
    Ok(Value::int(length as i64))
});

/// Refuses what is closed or cannot be read.
async fn check_reads(vm: &Vm, own: &PyTextIO) -> PyResult<()> {
    own.ensure_open(vm).await?;
    if matches!(*own.decoder.borrow(), Coder::Missing) {
        return Err(unsupported(vm, "not readable"));
    }
    Ok(())
}

method!(read, vm, own, args, {
    let count = size(&vm, args.opt(1)).await?;
    check_reads(&vm, own).await?;
    own.read(&vm, count).await
});

fn readline(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    if args.opt(1).is_none()
        && own
            .plain_file(vm)
            .is_some_and(|file| file.descriptor.get() >= 0)
        && let Some(line) = own.line_now(vm)
    {
        return Ok(line.into());
    }
    slow_readline(vm, args)
}

method!(slow_readline, vm, own, args, {
    let limit = size(&vm, args.opt(1)).await?;
    check_reads(&vm, own).await?;
    own.read_line(&vm, limit).await
});

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    own.iterating.set(true);
    let plain = super::base::is_plain(vm, args.get(0), |classes| &classes.text);
    if plain
        && own
            .plain_file(vm)
            .is_some_and(|file| file.descriptor.get() >= 0)
        && let Some(line) = own.line_now(vm)
    {
        return Ok(line.into());
    }
    slow_next(vm, args)
}

method!(slow_next, vm, own, args, {
    let line = if super::base::is_plain(&vm, args.get(0), |classes| &classes.text) {
        check_reads(&vm, own).await?;
        own.read_line(&vm, -1).await?
    } else {
        vm.call_method(args.get(0), &vm.names.readline.clone(), [])
            .await?
    };
    let Some(text) = line.get::<PyStr>() else {
        return Err(vm.os_error(format!(
            "readline() should have returned a str object, not '{}'",
            vm.class_name(&line)
        )));
    };
    if text.is_empty() {
        own.iterating.set(false);
        return Err(vm.stop_iteration(Value::none()));
    }
    Ok(line)
});

method!(flush, vm, own, args, {
    let _ = args;
    own.flush(&vm).await?;
    Ok(Value::none())
});

method!(close, vm, own, args, {
    let buffer = own.buffer(&vm)?;
    if super::is(&vm, &buffer, "closed").await? {
        return Ok(Value::none());
    }
    let flushed = vm
        .call_method(args.get(0), &vm.names.flush.clone(), [])
        .await;
    own.pending.take();
    let closed = vm.call_method(&buffer, &vm.intern("close"), []).await;
    super::closed_after(flushed, closed)
});

fn pass_on(vm: &Vm, args: Args<'_>, method: &'static str) -> NativeResult {
    let buffer = this(args.get(0)).buffer(vm)?;
    let vm = vm.clone();
    Vm::future(async move { vm.call_method(&buffer, &vm.intern(method), []).await })
}

/// Starts decoding afresh, from this place.
async fn restart(vm: &Vm, own: &PyTextIO, place: i64) -> PyResult<()> {
    own.forget_text();
    own.partial.take();
    own.iterating.set(false);
    let decoder = own.decoder.borrow().clone();
    match decoder {
        Coder::Missing => {}
        Coder::Native(_) => {
            let codec = codecs::find(&own.encoding.borrow()).unwrap_or(Codec::Utf8);
            if place == 0 {
                own.decoder.replace(Coder::Native(codec));
            }
        }
        Coder::Object(decoder) => {
            vm.call_method(&decoder, &vm.intern("reset"), []).await?;
        }
    }
    if let Some(mut translator) = own.translator.get() {
        translator.pending = false;
        own.translator.set(Some(translator));
    }
    own.started.set(place != 0);
    Ok(())
}

method!(seek, vm, own, args, {
    let buffer = own.ensure_open(&vm).await?;
    if !own.seekable.get() {
        return Err(unsupported(&vm, "underlying stream is not seekable"));
    }
    let cookie = vm.index(args.get(1)).await?;
    let whence = match args.opt(2) {
        Some(whence) => vm.index_i64(whence).await?,
        None => 0,
    };
    let zero = cookie == num_bigint::BigInt::ZERO;
    let name = vm.intern("seek");
    let target = match whence {
        1 if !zero => return Err(unsupported(&vm, "can't do nonzero cur-relative seeks")),
        2 if !zero => return Err(unsupported(&vm, "can't do nonzero end-relative seeks")),
        1 => {
            own.flush(&vm).await?;
            own.tell(&vm).await?
        }
        2 => {
            own.flush(&vm).await?;
            let place = vm
                .call_method(&buffer, &name, [Value::int(0), Value::int(2)])
                .await?;
            let end = vm.index_i64(&place).await?;
            restart(&vm, own, end).await?;
            return Ok(place);
        }
        0 if cookie.sign() == num_bigint::Sign::Minus => {
            return Err(vm.value_error(format!("negative seek position {cookie}")));
        }
        0 => vm.index_i64(args.get(1)).await?,
        _ => {
            return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)")));
        }
    };
    own.flush(&vm).await?;
    vm.call_method(&buffer, &name, [Value::int(target)]).await?;
    restart(&vm, own, target).await?;
    Ok(Value::int(target))
});

method!(tell, vm, own, args, {
    let _ = args;
    own.ensure_open(&vm).await?;
    if !own.seekable.get() {
        return Err(unsupported(&vm, "underlying stream is not seekable"));
    }
    if own.iterating.get() {
        return Err(vm.os_error("telling position disabled by next() call"));
    }
    own.pass_on(&vm).await?;
    let buffer = own.buffer(&vm)?;
    if own.text.borrow().is_empty() {
        vm.call_method(&buffer, &vm.names.flush.clone(), []).await?;
    }
    Ok(Value::int(own.tell(&vm).await?))
});

method!(truncate, vm, own, args, {
    own.flush(&vm).await?;
    let buffer = own.buffer(&vm)?;
    let place = args.opt(1).filter(|place| !place.is_none()).cloned();
    let place = match place {
        Some(place) => place,
        None => Value::int(own.tell(&vm).await?),
    };
    vm.call_method(&buffer, &vm.intern("truncate"), [place])
        .await
});

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, object) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let own = this(&object);
        if !own.detached.get() {
            own.buffer(&vm)?;
        }
        let mode = match vm.get_attribute_opt(&object, &vm.intern("mode")).await? {
            Some(mode) => format!(" mode={}", vm.repr_text(&mode).await?),
            None => String::new(),
        };
        let encoding = own.encoding.borrow().clone();
        super::named_repr(&vm, &object, &format!("{mode} encoding='{encoding}'")).await
    })
}

fn getstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    Err(vm.type_error(format!(
        "cannot pickle '{}' instances",
        vm.class_of(args.get(0)).name()
    )))
}
