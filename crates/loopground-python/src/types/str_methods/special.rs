//! `str`: `__new__` and the special methods.

use num_traits::ToPrimitive;
use rustpython_wtf8::Wtf8Buf;

use super::escape;
use super::text::{part, receiver};
use crate::object::{Ref, Value};
use crate::types::arguments::{repeat_count, type_word};
use crate::types::codecs;
use crate::types::native::Args;
use crate::types::percent;
use crate::types::sequence::new_class;
use crate::types::slice::PySlice;
use crate::types::str::PyStr;
use crate::types::str_iterator;
use crate::types::type_object::PyType;
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

pub fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &vm.types.str)?;
    let (encoding, errors) = (args.opt(2).cloned(), args.opt(3).cloned());
    let Some(object) = args.opt(1).cloned() else {
        return Ok(of_class(vm, vm.types.empty_string.clone(), &class).into());
    };
    for (name, value) in [("encoding", &encoding), ("errors", &errors)] {
        if let Some(value) = value
            && value.get::<PyStr>().is_none()
        {
            return Err(vm.type_error(format!(
                "str() argument '{name}' must be str, not {}",
                type_word(vm, value)
            )));
        }
    }
    let decode = encoding.is_some() || errors.is_some();
    if !decode && class.ptr_eq(&vm.types.str) {
        if vm.is_exactly(&object, &class) {
            return Ok(object.into());
        }
        if let Some(text) = crate::types::quick_repr(vm, &object) {
            return Ok(vm.new_str(text).into());
        }
    }
    let vm = vm.clone();
    Vm::future(async move {
        let text = if decode {
            decode_object(&vm, &object, encoding.as_ref(), errors.as_ref()).await?
        } else {
            vm.str(&object).await?
        };
        Ok(of_class(&vm, text, &class))
    })
}

async fn decode_object(
    vm: &Vm,
    object: &Value,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> PyResult {
    if object.get::<PyStr>().is_some() {
        return Err(vm.type_error("decoding str is not supported"));
    }
    let Some(data) = crate::types::buffer::snapshot(vm, object) else {
        return Err(vm.type_error(format!(
            "decoding to str: need a bytes-like object, {} found",
            vm.class_name(object)
        )));
    };
    let encoding = codec_argument(vm, encoding, "str", "encoding", "utf-8")?;
    let errors = codec_argument(vm, errors, "str", "errors", "strict")?;
    codecs::registry::decode_text(vm, &data, &encoding, &errors).await
}

/// The text as an instance of `class`; `text` itself when its class is that already.
fn of_class(vm: &Vm, text: Value, class: &Ref<PyType>) -> Value {
    if vm.is_exactly(&text, class) || class.ptr_eq(&vm.types.str) {
        return text;
    }
    let copy = text.get::<PyStr>().map(|text| text.as_wtf8().to_owned());
    Ref::new(PyStr::from_wtf8(copy.unwrap_or_default()), class).into_value()
}

pub fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm.new_str(escape::repr(receiver(args).as_wtf8())).into())
}

pub fn str(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(part(vm, args.get(0), receiver(args).as_wtf8()).into())
}

fn compare(vm: &Vm, args: Args<'_>, op: Comparison) -> NativeResult {
    let Some(other) = args.get(1).get::<PyStr>() else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    // The order of UTF-8 (and WTF-8) is the order of code points.
    let ordering = receiver(args).bytes().cmp(other.bytes());
    Ok(Value::bool(op.holds(Some(ordering))).into())
}

pub fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Eq)
}

pub fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Ne)
}

pub fn lt(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Lt)
}

pub fn le(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Le)
}

pub fn gt(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Gt)
}

pub fn ge(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Ge)
}

pub fn hash(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(crate::types::str_hash(receiver(args))).into())
}

pub fn len(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(receiver(args).len() as i64).into())
}

/// The one-character string at an index below `len()`.
fn character(vm: &Vm, text: &PyStr, index: usize) -> Value {
    if text.is_ascii() {
        vm.character(text.bytes()[index])
    } else {
        vm.new_wtf8(text.substring(index, index + 1))
    }
}

fn at(vm: &Vm, text: &PyStr, index: i64) -> PyResult {
    let length = text.len() as i64;
    let index = if index < 0 { index + length } else { index };
    if (0..length).contains(&index) {
        Ok(character(vm, text, index as usize))
    } else {
        Err(vm.index_error("string index out of range"))
    }
}

pub fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (text, key) = (receiver(args), args.get(1));
    if let Some(index) = key.as_small_int() {
        return at(vm, text, index).map(Into::into);
    }
    if let Some(slice) = key.to_ref::<PySlice>() {
        if let Some((start, stop, step)) =
            crate::types::slice_methods::quick_indices(&slice, text.len())
        {
            return Ok(take(vm, args.get(0), start, stop, step)?.into());
        }
        let (vm, whole) = (vm.clone(), args.get(0).clone());
        return Vm::future(async move {
            let length = whole.get::<PyStr>().map_or(0, PyStr::len);
            let (start, stop, step) = vm.slice_indices(&slice, length).await?;
            take(&vm, &whole, start, stop, step)
        });
    }
    let has_index = vm.class_of(key).lookup(&vm.names.__index__).is_some();
    if !has_index {
        return Err(vm.type_error(format!(
            "string indices must be integers, not '{}'",
            vm.class_name(key)
        )));
    }
    let (vm, whole, key) = (vm.clone(), args.get(0).clone(), key.clone());
    Vm::future(async move {
        let index = vm.index(&key).await?.to_i64().ok_or_else(|| {
            vm.index_error(format!(
                "cannot fit '{}' into an index-sized integer",
                vm.class_name(&key)
            ))
        })?;
        at(&vm, whole.get::<PyStr>().expect("a str"), index)
    })
}

/// `whole[start:stop:step]` with resolved bounds.
fn take(vm: &Vm, whole: &Value, start: i64, stop: i64, step: i64) -> PyResult {
    let text = whole.get::<PyStr>().expect("a str");
    if step == 1 {
        let (start, stop) = (start as usize, stop.max(start) as usize);
        if start == 0 && stop == text.len() && vm.is_exactly(whole, &vm.types.str) {
            return Ok(whole.clone());
        }
        if stop == start + 1 {
            return Ok(character(vm, text, start));
        }
        return Ok(vm.new_wtf8(text.substring(start, stop)));
    }
    let mut indices = Vec::new();
    let mut index = start;
    while if step > 0 { index < stop } else { index > stop } {
        indices.push(index as usize);
        match index.checked_add(step) {
            Some(next) => index = next,
            None => break,
        }
    }
    Ok(vm.new_wtf8(
        indices
            .into_iter()
            .map(|index| text.code_point(index))
            .collect::<Wtf8Buf>(),
    ))
}

pub fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(part) = args.get(1).get::<PyStr>() else {
        return Err(vm.type_error(format!(
            "'in <string>' requires string as left operand, not {}",
            vm.class_name(args.get(1))
        )));
    };
    let found = memchr::memmem::find(receiver(args).bytes(), part.bytes()).is_some();
    Ok(Value::bool(found).into())
}

pub fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let text = args.get(0).to_ref::<PyStr>().expect("a str");
    Ok(str_iterator::make(vm, &text).into())
}

pub fn add(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (a, b) = (args.get(0), args.get(1));
    let Some(y) = b.get::<PyStr>() else {
        // The protocol words the error when no reflected method answers either.
        return Ok(vm.types.not_implemented.clone().into());
    };
    let x = receiver(args);
    if x.is_empty() && vm.is_exactly(b, &vm.types.str) {
        return Ok(b.clone().into());
    }
    if y.is_empty() && vm.is_exactly(a, &vm.types.str) {
        return Ok(a.clone().into());
    }
    let length = x.bytes().len() + y.bytes().len();
    vm.check_memory(length as u64)?;
    let mut all = Wtf8Buf::with_capacity(length);
    all.push_wtf8(x.as_wtf8());
    all.push_wtf8(y.as_wtf8());
    Ok(vm.new_wtf8(all).into())
}

pub fn mul(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(1);
    let Some(count) = repeat_count(vm, value)? else {
        if vm.class_of(value).lookup(&vm.names.__index__).is_none() {
            // The other operand may know; if not, the operator words the error.
            return Ok(vm.types.not_implemented.clone().into());
        }
        let (vm, whole, value) = (vm.clone(), args.get(0).clone(), value.clone());
        return Vm::future(async move {
            let count = vm.index(&value).await?;
            let slots = [Some(whole), Some(vm.new_int(count))];
            let flow = mul(&vm, Args(&slots))?;
            vm.run_flow(flow).await
        });
    };
    let text = receiver(args);
    if count == 1 {
        return Ok(part(vm, args.get(0), text.as_wtf8()).into());
    }
    if text.is_empty() || count == 0 {
        return Ok(vm.types.empty_string.clone().into());
    }
    let length = text
        .bytes()
        .len()
        .checked_mul(count)
        .filter(|&length| length <= i64::MAX as usize)
        .ok_or_else(|| vm.memory_error(""))?;
    vm.check_memory(length as u64)?;
    let all = text.bytes().repeat(count);
    let all = Wtf8Buf::from_bytes(all).expect("repeated text is text");
    Ok(vm.new_wtf8(all).into())
}

pub fn getnewargs(vm: &Vm, args: Args<'_>) -> NativeResult {
    let plain = part(vm, args.get(0), receiver(args).as_wtf8());
    let plain = if vm.is_exactly(&plain, &vm.types.str) {
        plain
    } else {
        vm.new_wtf8(receiver(args).as_wtf8().to_owned())
    };
    Ok(vm.new_tuple(vec![plain]).into())
}

pub fn format(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(spec) = args.get(1).get::<PyStr>() else {
        return Err(crate::types::format_spec::not_text(vm, args.get(1)));
    };
    if spec.is_empty() {
        if vm.is_exactly(args.get(0), &vm.types.str) {
            return Ok(args.get(0).clone().into());
        }
        let (vm, value) = (vm.clone(), args.get(0).clone());
        return Vm::future(async move { vm.str(&value).await });
    }
    let name = vm.class_name(args.get(0));
    let text = crate::types::format_spec::text(vm, receiver(args), &name, spec)?;
    Ok(text.into())
}

/// `template % values`.
pub fn modulo(vm: &Vm, args: Args<'_>) -> NativeResult {
    let template = args.get(0).get::<PyStr>().expect("a str");
    if let Some(text) = percent::quick(vm, template.bytes(), args.get(1))
        && let Ok(text) = Wtf8Buf::from_bytes(text)
    {
        return Ok(vm.new_wtf8(text).into());
    }
    let (vm, template) = (vm.clone(), args.get(0).to_ref::<PyStr>().expect("a str"));
    let values = args.get(1).clone();
    Vm::future(async move {
        let text = percent::format(&vm, template.bytes(), &values, percent::Flavor::Str).await?;
        Ok(vm.new_wtf8(Wtf8Buf::from_bytes(text).expect("made of text")))
    })
}

/// `value % template`, when `value` could not answer: only text formats.
pub fn rmodulo(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<PyStr>().is_none() {
        return Ok(vm.types.not_implemented.clone().into());
    }
    modulo(vm, Args(&[args.opt(1).cloned(), args.opt(0).cloned()]))
}

/// An `encoding` or `errors` argument as text.
pub fn codec_argument<'a>(
    vm: &Vm,
    value: Option<&'a Value>,
    method: &str,
    name: &str,
    default: &'static str,
) -> PyResult<std::borrow::Cow<'a, str>> {
    let Some(value) = value else {
        return Ok(default.into());
    };
    let Some(text) = value.get::<PyStr>() else {
        return Err(vm.type_error(format!(
            "{method}() argument '{name}' must be str, not {}",
            type_word(vm, value)
        )));
    };
    if text.bytes().contains(&0) {
        return Err(vm.value_error("embedded null character"));
    }
    Ok(text.lossy())
}

pub fn encode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let encoding = codec_argument(vm, args.opt(1), "encode", "encoding", "utf-8")?;
    let errors = codec_argument(vm, args.opt(2), "encode", "errors", "strict")?;
    if let Some(codec) = codecs::find(&encoding)
        && let Some(bytes) = codecs::quick_encode(receiver(args), codec)
    {
        return Ok(vm.new_bytes(bytes).into());
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    let (encoding, errors) = (encoding.into_owned(), errors.into_owned());
    Vm::future(async move {
        let bytes = codecs::registry::encode_text(&vm, &value, &encoding, &errors).await?;
        Ok(vm.new_bytes(bytes))
    })
}
