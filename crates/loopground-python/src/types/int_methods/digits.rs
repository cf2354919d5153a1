//! `int`: text, and the limit on how long it may be.

use std::cell::Cell;

use num_bigint::BigInt;
use num_traits::Signed;

use crate::object::{Value, View};
use crate::types::int::PyInt;
use crate::types::native::Args;
use crate::types::number::{Int, int_of};
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

/// `sys.int_info.default_max_str_digits`.
pub const DEFAULT_MAX_DIGITS: usize = 4300;
/// Below this a limit cannot be set, and shorter numbers are never refused.
pub const MIN_MAX_DIGITS: usize = 640;

struct Limit(Cell<usize>);

impl Default for Limit {
    fn default() -> Self {
        Self(Cell::new(DEFAULT_MAX_DIGITS))
    }
}

/// `sys.get_int_max_str_digits()`; 0 means no limit.
#[must_use]
pub fn limit(vm: &Vm) -> usize {
    vm.extension::<Limit>().0.get()
}

/// `sys.set_int_max_str_digits()`, its argument checked by the caller.
pub fn set_limit(vm: &Vm, digits: usize) {
    vm.extension::<Limit>().0.set(digits);
}

/// The decimal digits of an integer of any size.
pub fn decimal(vm: &Vm, value: Int<'_>) -> PyResult<String> {
    let big = match value {
        Int::Small(small) => return Ok(small.to_string()),
        Int::Big(big) => big,
    };
    let limit = limit(vm);
    // 10 bits hold more than 3 digits: short numbers need no exact count.
    if limit > 0 && big.bits() > limit as u64 * 3 {
        let most = big.bits() * 30103 / 100_000;
        if most > limit as u64 + 1 {
            return Err(too_long(vm, limit));
        }
        let text = to_decimal(big);
        let count = text.len() - usize::from(big.is_negative());
        if count > limit {
            return Err(too_long(vm, limit));
        }
        return Ok(text);
    }
    Ok(to_decimal(big))
}

fn too_long(vm: &Vm, limit: usize) -> crate::vm::Raised {
    vm.value_error(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// Decimal text by halves: below a few thousand bits at once, above by one division per level.
#[must_use]
pub fn to_decimal(value: &BigInt) -> String {
    const AT_ONCE: u64 = 1 << 14;
    if value.bits() <= AT_ONCE {
        return value.to_string();
    }
    let mut powers = vec![BigInt::from(10_u64.pow(18))];
    let mut digits = 18;
    while let Some(last) = powers.last()
        && last.bits() * 2 <= value.bits() + 1
    {
        let next = last * last;
        powers.push(next);
        digits *= 2;
    }
    let mut out = String::new();
    if value.is_negative() {
        out.push('-');
    }
    split(&value.abs(), &powers, digits, &mut out, false);
    out
}

/// Writes `value`, which is below `powers.last()` squared; all `digits` of it and leading zeros when `padded`.
fn split(value: &BigInt, powers: &[BigInt], digits: usize, out: &mut String, padded: bool) {
    let Some((power, rest)) = powers
        .split_last()
        .filter(|_| value.bits() > 1 << 14 || padded)
    else {
        out.push_str(&value.to_string());
        return;
    };
    if value.bits() <= 1 << 14 {
        let text = value.to_string();
        let width = digits * 2;
        out.extend(std::iter::repeat_n('0', width.saturating_sub(text.len())));
        out.push_str(&text);
        return;
    }
    let (high, low) = num_integer::Integer::div_rem(value, power);
    let has_high = padded || high.bits() > 0;
    if has_high {
        split(&high, rest, digits / 2, out, padded);
    }
    split(&low, rest, digits / 2, out, has_high);
}

pub fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = int_of(args.get(0)).expect("an int");
    Ok(vm.new_str(decimal(vm, value)?).into())
}

pub fn repr_bool(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0).as_bool().unwrap_or_default();
    Ok(vm.intern(if value { "True" } else { "False" }).into())
}

pub fn format(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(spec) = args.get(1).get::<PyStr>() else {
        return Err(crate::types::format_spec::not_text(vm, args.get(1)));
    };
    if spec.is_empty() {
        return match args.get(0).view() {
            View::Object(object) if object.payload::<PyInt>().is_some() => {
                let (vm, value) = (vm.clone(), args.get(0).clone());
                Vm::future(async move { vm.str(&value).await })
            }
            View::Bool(_) => repr_bool(vm, args),
            _ => repr(vm, args),
        };
    }
    let text = crate::types::format_number::integer(vm, args.get(0), spec)?;
    Ok(text.into())
}

/// The text of an exact `int`, big ones too, or nothing when it is too long (the caller then raises).
#[must_use]
pub fn quick(vm: &Vm, value: &Value) -> Option<String> {
    let big = value.get::<PyInt>()?;
    let plain = vm.is_exactly(value, &vm.types.int);
    let short = plain && big.value.bits() < MIN_MAX_DIGITS as u64 * 3;
    short.then(|| to_decimal(&big.value))
}
