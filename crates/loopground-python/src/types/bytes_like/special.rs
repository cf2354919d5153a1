//! `bytes` and `bytearray`: special methods, decoding, hexadecimal text, translation.

use num_traits::ToPrimitive;

use super::{make, part, receiver};
use crate::object::Value;
use crate::types::arguments::{IndexKind, c_int, convert_indices, repeat_count};
use crate::types::buffer::{argument, view};
use crate::types::bytearray::PyByteArray;
use crate::types::codecs;
use crate::types::native::Args;
use crate::types::number::{Int, int_of};
use crate::types::percent;
use crate::types::slice::PySlice;
use crate::types::slice_methods::quick_indices;
use crate::types::str::PyStr;
use crate::types::str_methods::special::codec_argument;
use crate::types::type_object::PyType;
use crate::vm::operators::Comparison;
use crate::vm::{Flow, NativeResult, PyResult, Vm};

fn compare(vm: &Vm, args: Args<'_>, op: Comparison) -> NativeResult {
    let Some(other) = view(args.get(1)) else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let ordering = (*receiver(args)).cmp(&*other);
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

pub fn len(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(receiver(args).len() as i64).into())
}

/// How errors call the receiver.
fn word(value: &Value) -> &'static str {
    if value.get::<PyByteArray>().is_some() {
        "bytearray"
    } else {
        "byte"
    }
}

fn at(vm: &Vm, whole: &Value, index: i64) -> PyResult {
    let data = view(whole).expect("bytes-like");
    let length = data.len() as i64;
    let index = if index < 0 { index + length } else { index };
    if (0..length).contains(&index) {
        return Ok(Value::int(i64::from(data[index as usize])));
    }
    let what = if word(whole) == "byte" {
        "index out of range"
    } else {
        "bytearray index out of range"
    };
    Err(vm.index_error(what))
}

pub fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (whole, key) = (args.get(0), args.get(1));
    if let Some(index) = key.as_small_int() {
        return at(vm, whole, index).map(Into::into);
    }
    if let Some(slice) = key.to_ref::<PySlice>() {
        let length = receiver(args).len();
        if let Some(bounds) = quick_indices(&slice, length) {
            return Ok(take(vm, whole, bounds).into());
        }
        let (vm, whole) = (vm.clone(), whole.clone());
        return Vm::future(async move {
            let bounds = vm.slice_indices(&slice, length).await?;
            Ok(take(&vm, &whole, bounds))
        });
    }
    if vm.class_of(key).lookup(&vm.names.__index__).is_none() {
        return Err(vm.type_error(format!(
            "{} indices must be integers or slices, not {}",
            word(whole),
            vm.class_name(key)
        )));
    }
    let (vm, whole, key) = (vm.clone(), whole.clone(), key.clone());
    Vm::future(async move {
        let index = vm.index(&key).await?.to_i64().ok_or_else(|| {
            vm.index_error(format!(
                "cannot fit '{}' into an index-sized integer",
                vm.class_name(&key)
            ))
        })?;
        at(&vm, &whole, index)
    })
}

fn take(vm: &Vm, whole: &Value, (start, stop, step): (i64, i64, i64)) -> Value {
    let data = view(whole).expect("bytes-like");
    // The array may have changed while an index was computed.
    let (start, stop) = (start.min(data.len() as i64), stop.min(data.len() as i64));
    if step == 1 {
        let (start, stop) = (start as usize, stop.max(start) as usize);
        return part(vm, whole, data.len(), &data[start..stop]);
    }
    let mut taken = Vec::new();
    let mut index = start;
    while if step > 0 { index < stop } else { index > stop } {
        taken.extend(data.get(index as usize));
        match index.checked_add(step) {
            Some(next) => index = next,
            None => break,
        }
    }
    make(vm, whole, taken)
}

pub fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    let item = args.get(1);
    if let Some(wanted) = view(item) {
        let found = memchr::memmem::find(&receiver(args), &wanted).is_some();
        return Ok(Value::bool(found).into());
    }
    match int_of(item) {
        Some(Int::Small(byte @ 0..=255)) => {
            let found = memchr::memchr(byte as u8, &receiver(args)).is_some();
            Ok(Value::bool(found).into())
        }
        Some(_) => Err(vm.value_error("byte must be in range(0, 256)")),
        None => match convert_indices(vm, args, &[1], IndexKind::Plain, contains) {
            Some(flow) if vm.class_of(item).lookup(&vm.names.__index__).is_some() => flow,
            _ => argument(vm, item).map(|_| Flow::Value(Value::none())),
        },
    }
}

pub fn add(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (a, b) = (args.get(0), args.get(1));
    let Some(more) = view(b) else {
        let name = if word(a) == "byte" {
            "bytes"
        } else {
            "bytearray"
        };
        return Err(vm.type_error(format!("can't concat {} to {name}", vm.class_name(b))));
    };
    let data = receiver(args);
    vm.check_memory((data.len() + more.len()) as u64)?;
    let all = [&*data, &*more].concat();
    Ok(make(vm, a, all).into())
}

pub fn mul(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(1);
    let Some(count) = repeat_count(vm, value)? else {
        if vm.class_of(value).lookup(&vm.names.__index__).is_none() {
            // The other operand may know; if not, the operator words the error.
            return Ok(vm.types.not_implemented.clone().into());
        }
        return convert_indices(vm, args, &[1], IndexKind::Plain, mul)
            .expect("it needs a conversion");
    };
    let data = receiver(args);
    vm.check_memory((data.len() as u64).saturating_mul(count as u64))?;
    if count == 1 {
        return Ok(part(vm, args.get(0), data.len(), &data).into());
    }
    Ok(make(vm, args.get(0), data.repeat(count)).into())
}

pub fn modulo(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, template, values) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let text = view(&template).expect("bytes-like").to_vec();
        let data = percent::format(&vm, &text, &values, percent::Flavor::Bytes).await?;
        Ok(make(&vm, &template, data))
    })
}

pub fn rmodulo(vm: &Vm, args: Args<'_>) -> NativeResult {
    if !crate::types::buffer::is_bytes(args.get(1)) {
        return Ok(vm.types.not_implemented.clone().into());
    }
    modulo(vm, Args(&[args.opt(1).cloned(), args.opt(0).cloned()]))
}

pub fn decode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let encoding = codec_argument(vm, args.opt(1), "decode", "encoding", "utf-8")?;
    let errors = codec_argument(vm, args.opt(2), "decode", "errors", "strict")?;
    let data = receiver(args).to_vec();
    if codecs::find(&encoding) == Some(codecs::Codec::Utf8)
        && let Ok(text) = std::str::from_utf8(&data)
    {
        return Ok(vm.new_str(text).into());
    }
    let (vm, encoding, errors) = (vm.clone(), encoding.into_owned(), errors.into_owned());
    Vm::future(async move { codecs::registry::decode_text(&vm, &data, &encoding, &errors).await })
}

pub fn hex(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[2], IndexKind::Plain, hex) {
        return flow;
    }
    let group = match args.opt(2) {
        Some(group) => c_int(vm, group)?,
        None => 1,
    };
    let separator = match args.opt(1) {
        Some(separator) => Some(hex_separator(vm, separator)?),
        None => None,
    };
    Ok(vm
        .new_str(hex_text(&receiver(args), separator, group))
        .into())
}

fn hex_separator(vm: &Vm, value: &Value) -> PyResult<char> {
    let bytes = match value.get::<PyStr>() {
        Some(text) if text.len() == 1 && !text.is_ascii() => {
            return Err(vm.value_error("sep must be ASCII."));
        }
        Some(text) if text.len() != 1 => {
            return Err(vm.value_error("sep must be length 1."));
        }
        Some(text) => text.bytes().to_vec(),
        None => match view(value) {
            Some(data) => data.to_vec(),
            None if vm.class_of(value).lookup(&vm.names.__len__).is_none() => {
                return Err(vm.type_error(format!(
                    "object of type '{}' has no len()",
                    vm.class_name(value)
                )));
            }
            None => return Err(vm.type_error("sep must be str or bytes.")),
        },
    };
    match bytes[..] {
        [byte] if byte.is_ascii() => Ok(char::from(byte)),
        [_] => Err(vm.value_error("sep must be ASCII.")),
        _ => Err(vm.value_error("sep must be length 1.")),
    }
}

/// Hexadecimal digits with a separator after every `group` bytes, counted from the right (left if negative).
#[must_use]
pub fn hex_text(data: &[u8], separator: Option<char>, group: i32) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(data.len() * 3);
    let size = group.unsigned_abs() as usize;
    for (place, &byte) in data.iter().enumerate() {
        if let Some(separator) = separator
            && place > 0
            && size > 0
        {
            let counted = if group > 0 { data.len() - place } else { place };
            if counted % size == 0 {
                out.push(separator);
            }
        }
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

pub fn fromhex(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args.get(0).to_ref::<PyType>().expect("a class");
    let value = args.get(1);
    let text = match value.get::<PyStr>() {
        Some(text) => text.bytes().to_vec(),
        None => match view(value) {
            Some(data) => data.to_vec(),
            None => {
                return Err(vm.type_error(format!(
                    "fromhex() argument must be str or bytes-like, not {}",
                    vm.class_name(value)
                )));
            }
        },
    };
    let wrong = |place: usize| {
        vm.value_error(format!(
            "non-hexadecimal number found in fromhex() arg at position {place}"
        ))
    };
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let mut data = Vec::with_capacity(text.len() / 2);
    let mut place = 0;
    while place < text.len() {
        if super::trim::is_blank(text[place]) {
            place += 1;
            continue;
        }
        let Some(high) = digit(text[place]) else {
            return Err(wrong(place));
        };
        let Some(&second) = text.get(place + 1) else {
            return Err(
                vm.value_error("fromhex() arg must contain an even number of hexadecimal digits")
            );
        };
        let Some(low) = digit(second) else {
            return Err(wrong(place + 1));
        };
        data.push(high << 4 | low);
        place += 2;
    }
    if class.ptr_eq(&vm.types.bytes) {
        return Ok(vm.new_bytes(data).into());
    }
    if class.ptr_eq(&vm.types.bytearray) {
        let array = PyByteArray::new(data);
        return Ok(crate::object::Ref::new(array, &class).into_value().into());
    }
    Ok(Flow::call(class.to_value(), [vm.new_bytes(data)].into()))
}

pub fn maketrans(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (from, to) = (argument(vm, args.get(0))?, argument(vm, args.get(1))?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.iter().zip(to.iter()) {
        table[usize::from(from)] = to;
    }
    Ok(vm.new_bytes(table).into())
}

pub fn translate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let table = match args.get(1) {
        none if none.is_none() => None,
        table => {
            let table = argument(vm, table)?.to_vec();
            if table.len() != 256 {
                return Err(vm.value_error("translation table must be 256 characters long"));
            }
            Some(table)
        }
    };
    let deleted = match args.opt(2) {
        Some(deleted) => argument(vm, deleted)?.to_vec(),
        None => Vec::new(),
    };
    let data = receiver(args);
    let mut out = Vec::with_capacity(data.len());
    out.extend(
        data.iter()
            .filter(|byte| !deleted.contains(byte))
            .map(|&byte| match &table {
                Some(table) => table[usize::from(byte)],
                None => byte,
            }),
    );
    if *out == *data {
        return Ok(part(vm, args.get(0), data.len(), &out).into());
    }
    Ok(make(vm, args.get(0), out).into())
}
