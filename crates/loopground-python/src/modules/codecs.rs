//! `_codecs`: what `codecs` and `encodings` are made of.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use crate::object::{Ref, Value};
use crate::types::buffer;
use crate::types::codecs::handlers::Registered;
use crate::types::codecs::registry::{self, Registry};
use crate::types::codecs::{self, Codec, Order, charmap};
use crate::types::dict::PyDict;
use crate::types::exception::PyException;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::str_methods::special::codec_argument;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

const ENCODE: &str = "(str, errors=None, /)";
const DECODE: &str = "(data, errors=None, /)";
const PARTIAL: &str = "(data, errors=None, final=False, /)";

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("register", "(search_function, /)", register),
    NativeDef::function("unregister", "(search_function, /)", unregister),
    NativeDef::function("lookup", "(encoding, /)", lookup),
    NativeDef::function("encode", "(obj, encoding='utf-8', errors='strict')", encode),
    NativeDef::function("decode", "(obj, encoding='utf-8', errors='strict')", decode),
    NativeDef::function("register_error", "(errors, handler, /)", register_error),
    NativeDef::function("lookup_error", "(errors, /)", lookup_error),
    NativeDef::function("_unregister_error", "(errors, /)", unregister_error),
    NativeDef::function("escape_encode", DECODE, super::codec_escapes::encode),
    NativeDef::function("escape_decode", DECODE, super::codec_escapes::decode),
    NativeDef::function("utf_7_encode", ENCODE, |vm, args| {
        encode_with(vm, args, Codec::Utf7)
    }),
    NativeDef::function("utf_7_decode", PARTIAL, |vm, args| {
        decode_with(vm, args, Codec::Utf7, false)
    }),
    NativeDef::function("utf_8_encode", ENCODE, |vm, args| {
        encode_with(vm, args, Codec::Utf8)
    }),
    NativeDef::function("ascii_encode", ENCODE, |vm, args| {
        encode_with(vm, args, Codec::Ascii)
    }),
    NativeDef::function("latin_1_encode", ENCODE, |vm, args| {
        encode_with(vm, args, Codec::Latin1)
    }),
    NativeDef::function(
        "utf_16_encode",
        "(str, errors=None, byteorder=0, /)",
        |vm, args| encode_with(vm, args, Codec::Utf16(Order::Marked)),
    ),
    NativeDef::function("utf_16_le_encode", ENCODE, |vm, args| {
        encode_with(vm, args, Codec::Utf16(Order::Little))
    }),
    NativeDef::function("utf_16_be_encode", ENCODE, |vm, args| {
        encode_with(vm, args, Codec::Utf16(Order::Big))
    }),
    NativeDef::function(
        "utf_32_encode",
        "(str, errors=None, byteorder=0, /)",
        |vm, args| encode_with(vm, args, Codec::Utf32(Order::Marked)),
    ),
    NativeDef::function("utf_32_le_encode", ENCODE, |vm, args| {
        encode_with(vm, args, Codec::Utf32(Order::Little))
    }),
    NativeDef::function("utf_32_be_encode", ENCODE, |vm, args| {
        encode_with(vm, args, Codec::Utf32(Order::Big))
    }),
    NativeDef::function("unicode_escape_encode", ENCODE, |vm, args| {
        encode_with(vm, args, Codec::UnicodeEscape)
    }),
    NativeDef::function("raw_unicode_escape_encode", ENCODE, |vm, args| {
        encode_with(vm, args, Codec::RawUnicodeEscape)
    }),
    NativeDef::function("utf_8_decode", PARTIAL, |vm, args| {
        decode_with(vm, args, Codec::Utf8, false)
    }),
    NativeDef::function("ascii_decode", DECODE, |vm, args| {
        decode_with(vm, args, Codec::Ascii, true)
    }),
    NativeDef::function("latin_1_decode", DECODE, |vm, args| {
        decode_with(vm, args, Codec::Latin1, true)
    }),
    NativeDef::function("utf_16_decode", PARTIAL, |vm, args| {
        decode_with(vm, args, Codec::Utf16(Order::Marked), false)
    }),
    NativeDef::function("utf_16_le_decode", PARTIAL, |vm, args| {
        decode_with(vm, args, Codec::Utf16(Order::Little), false)
    }),
    NativeDef::function("utf_16_be_decode", PARTIAL, |vm, args| {
        decode_with(vm, args, Codec::Utf16(Order::Big), false)
    }),
    NativeDef::function("utf_32_decode", PARTIAL, |vm, args| {
        decode_with(vm, args, Codec::Utf32(Order::Marked), false)
    }),
    NativeDef::function("utf_32_le_decode", PARTIAL, |vm, args| {
        decode_with(vm, args, Codec::Utf32(Order::Little), false)
    }),
    NativeDef::function("utf_32_be_decode", PARTIAL, |vm, args| {
        decode_with(vm, args, Codec::Utf32(Order::Big), false)
    }),
    NativeDef::function(
        "unicode_escape_decode",
        "(data, errors=None, final=True, /)",
        |vm, args| decode_with(vm, args, Codec::UnicodeEscape, true),
    ),
    NativeDef::function(
        "raw_unicode_escape_decode",
        "(data, errors=None, final=True, /)",
        |vm, args| decode_with(vm, args, Codec::RawUnicodeEscape, true),
    ),
    NativeDef::function(
        "utf_16_ex_decode",
        "(data, errors=None, byteorder=0, final=False, /)",
        |vm, args| decode_ex(vm, args, Codec::Utf16),
    ),
    NativeDef::function(
        "utf_32_ex_decode",
        "(data, errors=None, byteorder=0, final=False, /)",
        |vm, args| decode_ex(vm, args, Codec::Utf32),
    ),
    NativeDef::function("charmap_build", "(map, /)", charmap_build),
    NativeDef::function(
        "charmap_encode",
        "(str, errors=None, mapping=None, /)",
        charmap_encode,
    ),
    NativeDef::function(
        "charmap_decode",
        "(data, errors=None, mapping=None, /)",
        charmap_decode,
    ),
    NativeDef::function("readbuffer_encode", DECODE, readbuffer_encode),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_codecs", FUNCTIONS);
    Ok(())
}

fn register(vm: &Vm, args: Args<'_>) -> NativeResult {
    let search = args.get(0);
    let callable = search
        .as_object()
        .is_some_and(|_| vm.class_of(search).lookup(&vm.names.__call__).is_some());
    if !callable {
        return Err(vm.type_error("argument must be callable"));
    }
    vm.extension::<Registry>()
        .searches
        .borrow_mut()
        .push(search.clone());
    Ok(Value::none().into())
}

fn unregister(vm: &Vm, args: Args<'_>) -> NativeResult {
    let registry = vm.extension::<Registry>();
    registry
        .searches
        .borrow_mut()
        .retain(|search| !search.is(args.get(0)));
    let forgotten = std::mem::take(&mut *registry.found.borrow_mut());
    drop(forgotten);
    Ok(Value::none().into())
}

/// A required `str` argument.
fn text(vm: &Vm, value: &Value, function: &str) -> PyResult<String> {
    match value.get::<PyStr>() {
        Some(text) => Ok(text.lossy().into_owned()),
        None => Err(vm.type_error(format!(
            "{function}() argument must be str, not {}",
            crate::types::arguments::type_word(vm, value)
        ))),
    }
}

fn lookup(vm: &Vm, args: Args<'_>) -> NativeResult {
    let encoding = text(vm, args.get(0), "lookup")?;
    let vm = vm.clone();
    Vm::future(async move { registry::lookup(&vm, &encoding).await })
}

fn coded(vm: &Vm, args: Args<'_>, name: &str, which: usize) -> NativeResult {
    let encoding = codec_argument(vm, args.opt(1), name, "encoding", "utf-8")?.into_owned();
    let errors = codec_argument(vm, args.opt(2), name, "errors", "strict")?.into_owned();
    let (vm, object) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        // Native codecs need no detour, when they can do it.
        if let Some(codec) = codecs::find(&encoding) {
            if which == 0 && object.get::<PyStr>().is_some() {
                let bytes = codecs::encode(&vm, &object, codec, &errors).await?;
                return Ok(vm.new_bytes(bytes));
            }
            if which == 1
                && let Some(data) = buffer::snapshot(&vm, &object)
            {
                let text = codecs::decode(&vm, &data, codec, &errors).await?;
                return Ok(vm.new_wtf8(text));
            }
        }
        registry::call(&vm, &encoding, which, &object, &errors).await
    })
}

fn encode(vm: &Vm, args: Args<'_>) -> NativeResult {
    coded(vm, args, "encode", 0)
}

fn decode(vm: &Vm, args: Args<'_>) -> NativeResult {
    coded(vm, args, "decode", 1)
}

fn register_error(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = text(vm, args.get(0), "register_error")?;
    let handler = args.get(1);
    if vm.class_of(handler).lookup(&vm.names.__call__).is_none() {
        return Err(vm.type_error("handler must be callable"));
    }
    let registered = vm.extension::<Registered>();
    let old = registered.0.borrow_mut().insert(name, handler.clone());
    drop(old);
    Ok(Value::none().into())
}

fn builtin_handler(name: &str) -> Option<&'static NativeDef> {
    BUILTIN_HANDLERS
        .iter()
        .find(|handler| handler.name == name || handler.name == format!("{name}_errors"))
}

fn unregister_error(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = text(vm, args.get(0), "_unregister_error")?;
    if builtin_handler(&name).is_some() {
        return Err(vm.value_error(format!(
            "cannot un-register built-in error handler '{name}'"
        )));
    }
    let registered = vm.extension::<Registered>();
    let old = registered.0.borrow_mut().remove(&name);
    Ok(Value::bool(old.is_some()).into())
}

fn lookup_error(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = text(vm, args.get(0), "lookup_error")?;
    let registered = vm.extension::<Registered>();
    if let Some(handler) = registered.0.borrow().get(&name) {
        return Ok(handler.clone().into());
    }
    match builtin_handler(&name) {
        Some(handler) => Ok(vm.new_native(handler, "_codecs").into()),
        None => Err(vm.lookup_error(format!("unknown error handler name '{name}'"))),
    }
}

/// The handlers every interpreter has, as objects: `codecs.strict_errors` and the like.
static BUILTIN_HANDLERS: &[NativeDef] = &[
    NativeDef::function("strict_errors", "(exception, /)", strict_errors),
    NativeDef::function("ignore_errors", "(exception, /)", |vm, args| {
        replaced(vm, args, |_| String::new())
    }),
    NativeDef::function("replace_errors", "(exception, /)", |vm, args| {
        replaced(vm, args, |bad| match bad {
            Bad::Text(points) => "?".repeat(points.len()),
            Bad::Translated(points) => "\u{FFFD}".repeat(points.len()),
            Bad::Bytes(_) => "\u{FFFD}".to_owned(),
        })
    }),
    NativeDef::function("backslashreplace_errors", "(exception, /)", |vm, args| {
        replaced(vm, args, |bad| {
            let mut out = String::new();
            match bad {
                Bad::Text(points) | Bad::Translated(points) => points
                    .iter()
                    .for_each(|&point| codecs::handlers::backslash(&mut out, point)),
                Bad::Bytes(bytes) => bytes
                    .iter()
                    .for_each(|byte| out.push_str(&format!("\\x{byte:02x}"))),
            }
            out
        })
    }),
    NativeDef::function("namereplace_errors", "(exception, /)", |vm, args| {
        replaced_in_text(vm, args, |bad| {
            let mut out = String::new();
            if let Bad::Text(points) = bad {
                points
                    .iter()
                    .for_each(|&point| codecs::handlers::by_name(&mut out, point));
            }
            out
        })
    }),
    NativeDef::function("surrogateescape", "(exception, /)", surrogate_escape),
    NativeDef::function("surrogatepass", "(exception, /)", surrogate_pass),
    NativeDef::function("xmlcharrefreplace_errors", "(exception, /)", |vm, args| {
        replaced_in_text(vm, args, |bad| match bad {
            Bad::Text(points) => points.iter().map(|point| format!("&#{point};")).collect(),
            Bad::Translated(_) | Bad::Bytes(_) => String::new(),
        })
    }),
];

fn surrogate_escape(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (bad, start) = bad_part(vm, args)?;
    let (replacement, count) = match &bad {
        Bad::Text(points) => {
            let bytes: Vec<u8> = points
                .iter()
                .take_while(|point| (0xDC80..=0xDCFF).contains(*point))
                .map(|point| (point - 0xDC00) as u8)
                .collect();
            let count = bytes.len();
            (vm.new_bytes(bytes), count)
        }
        Bad::Translated(_) => return Err(not_handled(vm, args)),
        Bad::Bytes(bytes) => {
            let text: Wtf8Buf = bytes
                .iter()
                .take_while(|&&byte| byte >= 0x80)
                .map(|&byte| CodePoint::from(0xDC00 + u16::from(byte)))
                .collect();
            let count = text.code_points().count();
            (vm.new_wtf8(text), count)
        }
    };
    if count == 0 {
        return strict_errors(vm, args);
    }
    let place = Value::int((start + count) as i64);
    Ok(vm.new_tuple(vec![replacement, place]).into())
}

fn surrogate_pass(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (bad, start) = bad_part(vm, args)?;
    let exception = args.get(0).get::<PyException>();
    let encoding = exception
        .and_then(|exception| exception.field("encoding"))
        .and_then(|name| Some(name.get::<PyStr>()?.lossy().into_owned()))
        .unwrap_or_default();
    let Some(codec) = codecs::find(&encoding) else {
        return strict_errors(vm, args);
    };
    let (replacement, count) = match &bad {
        Bad::Text(points) => match codecs::handlers::surrogates_as_bytes(points, codec) {
            Some(bytes) => (vm.new_bytes(bytes), points.len()),
            None => return strict_errors(vm, args),
        },
        Bad::Translated(_) => return Err(not_handled(vm, args)),
        Bad::Bytes(_) => {
            let object = exception.and_then(|exception| exception.field("object"));
            let data = object
                .and_then(|object| buffer::snapshot(vm, &object))
                .unwrap_or_default();
            match codecs::handlers::surrogate_at(&data, start.min(data.len()), codec) {
                Some((point, width)) => (vm.new_wtf8(std::iter::once(point).collect()), width),
                None => return strict_errors(vm, args),
            }
        }
    };
    let place = Value::int((start + count) as i64);
    Ok(vm.new_tuple(vec![replacement, place]).into())
}

/// The part an exception is about.
enum Bad {
    Text(Vec<u32>),
    /// Of `str.translate`, not of an encoding.
    Translated(Vec<u32>),
    Bytes(Vec<u8>),
}

fn strict_errors(vm: &Vm, args: Args<'_>) -> NativeResult {
    match args.get(0).to_ref::<PyException>() {
        Some(exception) => Err(Raised(exception)),
        None => Err(vm.type_error("codec must pass exception instance")),
    }
}

#[cold]
fn not_handled(vm: &Vm, args: Args<'_>) -> Raised {
    vm.type_error(format!(
        "don't know how to handle {} in error callback",
        vm.class_name(args.get(0))
    ))
}

/// What a handler is asked about, and where it starts.
fn bad_part(vm: &Vm, args: Args<'_>) -> PyResult<(Bad, usize)> {
    let Some(raised) = args.get(0).to_ref::<PyException>().map(Raised) else {
        return Err(not_handled(vm, args));
    };
    let classes = &vm.types.exceptions;
    let known = [
        &classes.unicode_encode_error,
        &classes.unicode_decode_error,
        &classes.unicode_translate_error,
    ];
    if !known.iter().any(|class| vm.matches(&raised, class)) {
        return Err(not_handled(vm, args));
    }
    let translating = vm.matches(&raised, &classes.unicode_translate_error);
    let exception = &raised.0;
    let number = |name| {
        exception
            .field(name)
            .and_then(|value| value.as_small_int())
            .and_then(|value| usize::try_from(value).ok())
            .unwrap_or(0)
    };
    let (start, end) = (number("start"), number("end"));
    let length = end.saturating_sub(start);
    let object = exception.field("object").unwrap_or_else(Value::none);
    let bad = match object.get::<PyStr>() {
        Some(text) => {
            let points = text.as_wtf8().code_points().map(|point| point.to_u32());
            let points = points.skip(start).take(length).collect();
            if translating {
                Bad::Translated(points)
            } else {
                Bad::Text(points)
            }
        }
        None => {
            let data = buffer::snapshot(vm, &object).unwrap_or_default();
            Bad::Bytes(data.into_iter().skip(start).take(length).collect())
        }
    };
    Ok((bad, start))
}

/// Only when text is encoded.
fn replaced_in_text(vm: &Vm, args: Args<'_>, replace: fn(&Bad) -> String) -> NativeResult {
    match bad_part(vm, args)? {
        (Bad::Text(_), _) => replaced(vm, args, replace),
        _ => Err(not_handled(vm, args)),
    }
}

fn replaced(vm: &Vm, args: Args<'_>, replace: fn(&Bad) -> String) -> NativeResult {
    let (bad, start) = bad_part(vm, args)?;
    let length = match &bad {
        Bad::Text(points) | Bad::Translated(points) => points.len(),
        Bad::Bytes(bytes) => bytes.len(),
    };
    let place = Value::int((start + length) as i64);
    let pair = vec![vm.new_str(replace(&bad)), place];
    Ok(vm.new_tuple(pair).into())
}

/// The name of the handler in an `errors=None` parameter.
fn errors_of(vm: &Vm, value: Option<&Value>, function: &str) -> PyResult<String> {
    let value = value.filter(|value| !value.is_none());
    codec_argument(vm, value, function, "errors", "strict").map(std::borrow::Cow::into_owned)
}

fn encode_with(vm: &Vm, args: Args<'_>, codec: Codec) -> NativeResult {
    let Some(length) = args.get(0).get::<PyStr>().map(PyStr::len) else {
        return Err(vm.type_error(format!(
            "encode() argument 1 must be str, not {}",
            vm.class_name(args.get(0))
        )));
    };
    let errors = errors_of(vm, args.opt(1), "encode")?;
    let codec = match (codec, args.opt(2).and_then(Value::as_small_int)) {
        (Codec::Utf16(_), Some(order)) if order != 0 => Codec::Utf16(order_of(order)),
        (Codec::Utf32(_), Some(order)) if order != 0 => Codec::Utf32(order_of(order)),
        _ => codec,
    };
    let (vm, text) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let bytes = codecs::encode(&vm, &text, codec, &errors).await?;
        Ok(vm.new_tuple(vec![vm.new_bytes(bytes), Value::int(length as i64)]))
    })
}

fn order_of(order: i64) -> Order {
    match order {
        0 => Order::Marked,
        1.. => Order::Big,
        _ => Order::Little,
    }
}

/// The bytes of a `data` argument; escapes are accepted as text too.
fn data_of(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    match value.get::<PyStr>() {
        Some(text) => Ok(text.bytes().to_vec()),
        None => Ok(buffer::argument(vm, value)?.to_vec()),
    }
}

fn decode_with(vm: &Vm, args: Args<'_>, codec: Codec, last: bool) -> NativeResult {
    let data = data_of(vm, args.get(0))?;
    let errors = errors_of(vm, args.opt(1), "decode")?;
    let last = match args.opt(2) {
        Some(flag) => vm.quick_truth(flag).unwrap_or(true),
        None => last,
    };
    let vm = vm.clone();
    Vm::future(async move {
        let (text, used) = codecs::decode_part(&vm, &data, codec, &errors, last).await?;
        Ok(vm.new_tuple(vec![vm.new_wtf8(text), Value::int(used as i64)]))
    })
}

/// Decoding that tells which byte order it found.
fn decode_ex(vm: &Vm, args: Args<'_>, codec: fn(Order) -> Codec) -> NativeResult {
    let data = data_of(vm, args.get(0))?;
    let errors = errors_of(vm, args.opt(1), "decode")?;
    let order = args.opt(2).and_then(Value::as_small_int).unwrap_or(0);
    let last = args
        .opt(3)
        .is_some_and(|flag| vm.quick_truth(flag).unwrap_or(true));
    let found = match (order, &data[..]) {
        (0, [0xFF, 0xFE, ..]) => -1,
        (0, [0xFE, 0xFF, ..] | [0, 0, 0xFE, 0xFF, ..]) => 1,
        (order, _) => order,
    };
    let codec = codec(order_of(order));
    let vm = vm.clone();
    Vm::future(async move {
        let (text, used) = codecs::decode_part(&vm, &data, codec, &errors, last).await?;
        let parts = vec![
            vm.new_wtf8(text),
            Value::int(used as i64),
            Value::int(found),
        ];
        Ok(vm.new_tuple(parts))
    })
}

fn charmap_build(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(table) = args.get(0).get::<PyStr>() else {
        return Err(vm.type_error(format!(
            "charmap_build() argument must be str, not {}",
            vm.class_name(args.get(0))
        )));
    };
    let map = vm.new_dict();
    for (byte, point) in table.as_wtf8().code_points().enumerate() {
        if point != '\u{FFFE}' {
            let key = Value::int(i64::from(point.to_u32()));
            // Integer keys never need Python code.
            let _ = vm.quick_dict_set(&map, &key, Value::int(byte as i64));
        }
    }
    Ok(map.into_value().into())
}

fn charmap_encode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let length = match args.get(0).get::<PyStr>() {
        Some(text) => text.len(),
        None => {
            return Err(vm.type_error(format!(
                "charmap_encode() argument 1 must be str, not {}",
                vm.class_name(args.get(0))
            )));
        }
    };
    let errors = errors_of(vm, args.opt(1), "charmap_encode")?;
    let table = args.opt(2).cloned().unwrap_or_else(Value::none);
    let (vm, text) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let bytes = charmap::encode(&vm, &text, &errors, &table).await?;
        Ok(vm.new_tuple(vec![vm.new_bytes(bytes), Value::int(length as i64)]))
    })
}

fn charmap_decode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = data_of(vm, args.get(0))?;
    let errors = errors_of(vm, args.opt(1), "charmap_decode")?;
    let table = args.opt(2).cloned().unwrap_or_else(Value::none);
    let vm = vm.clone();
    Vm::future(async move {
        let text: Wtf8Buf = charmap::decode(&vm, &data, &errors, &table).await?;
        let used = Value::int(data.len() as i64);
        Ok(vm.new_tuple(vec![vm.new_wtf8(text), used]))
    })
}

fn readbuffer_encode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = data_of(vm, args.get(0))?;
    let length = Value::int(data.len() as i64);
    Ok(vm.new_tuple(vec![vm.new_bytes(data), length]).into())
}
