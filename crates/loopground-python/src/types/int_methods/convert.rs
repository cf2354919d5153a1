//! `int`: conversions, bytes, rounding, and facts about bits.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::Zero;

use crate::object::Value;
use crate::types::arguments::{IndexKind, convert_indices, size};
use crate::types::native::Args;
use crate::types::number::{Int, int_of};
use crate::types::str::PyStr;
use crate::vm::mapping::int_hash;
use crate::vm::{NativeResult, PyResult, Vm};

fn own(args: Args<'_>) -> Int<'_> {
    int_of(args.get(0)).expect("an int")
}

/// The plain `int` of a `bool` or of an instance of a subclass.
pub fn plain(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(own(args).to_value(vm).into())
}

pub fn get_self(vm: &Vm, value: &Value) -> PyResult {
    Ok(int_of(value).expect("an int").to_value(vm))
}

pub fn get_zero(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::int(0))
}

pub fn get_one(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::int(1))
}

pub fn hash(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let hash = match own(args) {
        Int::Small(value) => int_hash(value),
        Int::Big(value) => super::big_hash(value),
    };
    Ok(Value::int(hash).into())
}

pub fn bool(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(!own(args).is_zero()).into())
}

pub fn float(vm: &Vm, args: Args<'_>) -> NativeResult {
    match own(args).to_float() {
        Some(float) => Ok(Value::float(float).into()),
        None => Err(vm.overflow_error("int too large to convert to float")),
    }
}

pub fn round(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(digits) = args.opt(1).filter(|digits| !digits.is_none()) else {
        return plain(vm, args);
    };
    let Some(digits) = int_of(digits) else {
        if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, round) {
            return flow;
        }
        return plain(vm, args);
    };
    if !digits.is_negative() {
        return plain(vm, args);
    }
    let value = own(args).big().into_owned();
    let Int::Small(digits) = digits else {
        return Ok(Value::int(0).into());
    };
    // More zeros than the number has digits round it to zero.
    if digits.unsigned_abs() > value.bits() / 3 + 2 {
        return Ok(Value::int(0).into());
    }
    let unit = BigInt::from(10).pow(digits.unsigned_abs() as u32);
    let (quotient, rest) = value.div_mod_floor(&unit);
    let twice: BigInt = &rest * 2;
    let up = match twice.cmp(&unit) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => quotient.is_odd(),
        std::cmp::Ordering::Less => false,
    };
    Ok(vm.new_int((quotient + i32::from(up)) * unit).into())
}

pub fn getnewargs(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm.new_tuple(vec![own(args).to_value(vm)]).into())
}

pub fn bit_length(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let bits = match own(args) {
        Int::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
        Int::Big(value) => value.bits(),
    };
    Ok(Value::int(bits as i64).into())
}

pub fn bit_count(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let ones = match own(args) {
        Int::Small(value) => u64::from(value.unsigned_abs().count_ones()),
        Int::Big(value) => value.magnitude().count_ones(),
    };
    Ok(Value::int(ones as i64).into())
}

pub fn is_integer(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(true).into())
}

pub fn as_integer_ratio(vm: &Vm, args: Args<'_>) -> NativeResult {
    let pair = vec![own(args).to_value(vm), Value::int(1)];
    Ok(vm.new_tuple(pair).into())
}

/// Whether `byteorder` says that the least significant byte comes first.
fn little_endian(vm: &Vm, order: Option<&Value>, name: &str) -> PyResult<bool> {
    let Some(order) = order else {
        return Ok(false);
    };
    let Some(text) = order.get::<PyStr>() else {
        return Err(vm.type_error(format!(
            "{name}() argument 'byteorder' must be str, not {}",
            crate::types::arguments::type_word(vm, order)
        )));
    };
    match text.bytes() {
        b"little" => Ok(true),
        b"big" => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

pub fn to_bytes(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, to_bytes) {
        return flow;
    }
    let length = match args.opt(1) {
        Some(length) => size(vm, length)?,
        None => 1,
    };
    let little = little_endian(vm, args.opt(2), "to_bytes")?;
    let signed = args
        .opt(3)
        .is_some_and(|flag| vm.quick_truth(flag).unwrap_or(true));
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    let value = own(args).big();
    if value.sign() == Sign::Minus && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    vm.check_memory(length as u64)?;
    let (mut bytes, fill) = if signed {
        let fill = if value.sign() == Sign::Minus { 0xFF } else { 0 };
        (value.to_signed_bytes_le(), fill)
    } else {
        (value.to_bytes_le().1, 0)
    };
    if value.is_zero() {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(vm.overflow_error("int too big to convert"));
    }
    bytes.resize(length, fill);
    if !little {
        bytes.reverse();
    }
    Ok(vm.new_bytes(bytes).into())
}

pub fn from_bytes(vm: &Vm, args: Args<'_>) -> NativeResult {
    let little = little_endian(vm, args.opt(2), "from_bytes")?;
    let signed = args
        .opt(3)
        .is_some_and(|flag| vm.quick_truth(flag).unwrap_or(true));
    let build = move |vm: &Vm, bytes: &[u8]| {
        let value = match (little, signed) {
            (true, true) => BigInt::from_signed_bytes_le(bytes),
            (true, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
            (false, true) => BigInt::from_signed_bytes_be(bytes),
            (false, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
        };
        vm.new_int(value)
    };
    let class = args.get(0).clone();
    let plain = class
        .to_ref::<crate::types::type_object::PyType>()
        .is_some_and(|class| class.ptr_eq(&vm.types.int));
    if plain && let Some(bytes) = crate::types::buffer::snapshot(vm, args.get(1)) {
        return Ok(build(vm, &bytes).into());
    }
    let (vm, source) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let bytes = crate::types::buffer::from_object(&vm, &source).await?;
        let value = build(&vm, &bytes);
        if plain {
            return Ok(value);
        }
        vm.call(&class, [value]).await
    })
}
