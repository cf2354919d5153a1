//! Text of values: `repr`, `ascii`, `format`, `chr`, `ord`.

use crate::object::Value;
use crate::types::bytes::PyBytes;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::{NativeResult, Vm};
use num_traits::ToPrimitive;
use rustpython_wtf8::{CodePoint, Wtf8Buf};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("repr", "(obj, /)", repr)
        .doc("Return the canonical string representation of the object."),
    NativeDef::function("ascii", "(obj, /)", ascii)
        .doc("Return an ASCII-only representation of an object."),
    NativeDef::function("format", "(value, format_spec='', /)", format)
        .doc("Return type(value).__format__(value, format_spec)."),
    NativeDef::function("chr", "(i, /)", chr)
        .doc("Return a Unicode string of one character with ordinal i."),
    NativeDef::function("ord", "(character, /)", ord)
        .doc("Return the ordinal value of a character."),
];

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let mut quick = String::new();
    if crate::types::quick::quick_repr_into(vm, args.get(0), &mut quick) {
        return Ok(vm.new_str(quick).into());
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { vm.repr(&value).await })
}

fn ascii(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { crate::types::str_methods::ascii(&vm, &value).await })
}

fn format(vm: &Vm, args: Args<'_>) -> NativeResult {
    let spec = match args.opt(1) {
        None => vm.types.empty_string.clone(),
        Some(spec) if spec.get::<PyStr>().is_some() => spec.clone(),
        Some(spec) => {
            return Err(vm.type_error(format!(
                "format() argument 2 must be str, not {}",
                vm.class_name(spec)
            )));
        }
    };
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { vm.format(&value, &spec).await })
}

fn chr(vm: &Vm, args: Args<'_>) -> NativeResult {
    fn character(vm: &Vm, number: i64) -> crate::vm::PyResult {
        if let Ok(byte) = u8::try_from(number) {
            return Ok(vm.character(byte));
        }
        match u32::try_from(number).ok().and_then(CodePoint::from_u32) {
            Some(point) => Ok(vm.new_wtf8(std::iter::once(point).collect::<Wtf8Buf>())),
            None => Err(vm.value_error("chr() arg not in range(0x110000)")),
        }
    }
    if let Some(number) = args.get(0).as_small_int() {
        return character(vm, number).map(Into::into);
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let number = vm.index(&value).await?;
        character(&vm, number.to_i64().unwrap_or(-1))
    })
}

fn ord(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    let (length, what) = if let Some(content) = value.get::<PyStr>() {
        if content.len() == 1 {
            let point = content.code_point(0).to_u32();
            return Ok(Value::int(i64::from(point)).into());
        }
        (content.len(), "string")
    } else if let Some(bytes) = value.get::<PyBytes>() {
        if let [byte] = bytes.data() {
            return Ok(Value::int(i64::from(*byte)).into());
        }
        (bytes.data().len(), "string")
    } else if let Some(array) = value.get::<crate::types::bytearray::PyByteArray>() {
        let data = array.data.borrow();
        if let [byte] = data[..] {
            return Ok(Value::int(i64::from(byte)).into());
        }
        (data.len(), "string")
    } else {
        return Err(vm.type_error(format!(
            "ord() expected string of length 1, but {} found",
            vm.class_name(value)
        )));
    };
    Err(vm.type_error(format!(
        "ord() expected a character, but {what} of length {length} found"
    )))
}
