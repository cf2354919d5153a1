//! Arithmetic: `abs`, `divmod`, `pow`, `round`, `bin`, `oct`, `hex`.

use num_bigint::{BigInt, Sign};

use crate::object::{Value, View};
use crate::types::native::{Args, NativeDef};
use crate::vm::operators::BinaryOperator;
use crate::vm::{NativeResult, PyResult, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("abs", "(x, /)", abs).doc("Return the absolute value of the argument."),
    NativeDef::function("divmod", "(x, y, /)", divmod).doc("Return the tuple (x//y, x%y)."),
    NativeDef::function("pow", "(base, exp, mod=None)", pow)
        .doc("Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments."),
    NativeDef::function("round", "(number, ndigits=None)", round)
        .doc("Round a number to a given precision in decimal digits."),
    NativeDef::function("bin", "(number, /)", bin)
        .doc("Return the binary representation of an integer."),
    NativeDef::function("oct", "(number, /)", oct)
        .doc("Return the octal representation of an integer."),
    NativeDef::function("hex", "(number, /)", hex)
        .doc("Return the hexadecimal representation of an integer."),
];

pub(crate) fn abs(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    match value.view() {
        View::Int(number) if number != i64::MIN => return Ok(Value::int(number.abs()).into()),
        View::Float(number) => return Ok(Value::float(number.abs()).into()),
        _ => {}
    }
    let class = vm.class_of(value);
    match class.lookup(&vm.names.__abs__) {
        Some(method) => Ok(vm.call_special(value, method, vec![])),
        None => Err(vm.type_error(format!("bad operand type for abs(): '{}'", class.name()))),
    }
}

fn divmod(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, a, b) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    if let Some((x, y)) = Value::both_ints(&a, &b)
        && y != 0
        && let Some(quotient) = Vm::quick_binary(BinaryOperator::FloorDivide, &a, &b)
        && let Some(remainder) = Vm::quick_binary(BinaryOperator::Remainder, &a, &b)
    {
        let _ = x;
        return Ok(vm.new_tuple(vec![quotient, remainder]).into());
    }
    Vm::future(async move {
        let (left, right) = (vm.class_of(&a).clone(), vm.class_of(&b).clone());
        let forward = left.lookup(&vm.names.__divmod__).map(|m| (m, &a, &b));
        let backward = if left.ptr_eq(&right) {
            None
        } else {
            right.lookup(&vm.names.__rdivmod__).map(|m| (m, &b, &a))
        };
        let attempts = if right.is_subclass_of(&left) {
            [backward, forward]
        } else {
            [forward, backward]
        };
        for (method, receiver, other) in attempts.into_iter().flatten() {
            let flow = vm.call_special(receiver, method, vec![other.clone()]);
            let result = vm.run_flow(flow).await?;
            if !result.is(&vm.types.not_implemented) {
                return Ok(result);
            }
        }
        Err(vm.type_error(format!(
            "unsupported operand type(s) for divmod(): '{}' and '{}'",
            left.name(),
            right.name()
        )))
    })
}

/// `pow(base, exponent, modulus)` by squaring; the result has the sign of the modulus, which is not zero.
fn small_modular_power(base: i64, mut exponent: i64, modulus: i64) -> i64 {
    let size = u128::from(modulus.unsigned_abs());
    let mut factor = i128::from(base).rem_euclid(size as i128) as u128;
    let mut result = 1 % size;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * factor % size;
        }
        factor = factor * factor % size;
        exponent >>= 1;
    }
    let result = result as i128;
    (if modulus < 0 && result != 0 {
        result - size as i128
    } else {
        result
    }) as i64
}

fn pow(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (base, exponent) = (args.get(0), args.get(1));
    let Some(modulus) = args.opt(2).filter(|modulus| !modulus.is_none()) else {
        return vm.binary_operation(BinaryOperator::Power, false, base, exponent);
    };
    if let (Some(base), Some(exponent), Some(modulus)) = (
        base.as_small_int(),
        exponent.as_small_int(),
        modulus.as_small_int(),
    ) && exponent >= 0
        && modulus != 0
    {
        return Ok(Value::int(small_modular_power(base, exponent, modulus)).into());
    }
    let (vm, base, exponent) = (vm.clone(), base.clone(), exponent.clone());
    let modulus = modulus.clone();
    Vm::future(async move {
        let classes = [&base, &exponent, &modulus].map(|value| vm.class_of(value).clone());
        let forward = classes[0]
            .lookup(&vm.names.__pow__)
            .map(|m| (m, &base, &exponent));
        let backward = classes[1]
            .lookup(&vm.names.__rpow__)
            .filter(|_| !classes[0].ptr_eq(&classes[1]))
            .map(|m| (m, &exponent, &base));
        // The reflected method of a subclass comes first, where it has one of its own.
        let own = classes[1].is_subclass_of(&classes[0])
            && match (&backward, classes[0].lookup(&vm.names.__rpow__)) {
                (Some((own, _, _)), Some(base)) => !own.is(&base),
                _ => true,
            };
        let attempts = match own {
            true => [backward, forward],
            false => [forward, backward],
        };
        for (method, receiver, other) in attempts.into_iter().flatten() {
            let given = vec![other.clone(), modulus.clone()];
            let result = vm
                .run_flow(vm.call_special(receiver, method, given))
                .await?;
            if !result.is(&vm.types.not_implemented) {
                return Ok(result);
            }
        }
        let [a, b, c] = classes.map(|class| class.name());
        Err(vm.type_error(format!(
            "unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{c}'"
        )))
    })
}

fn round(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    let class = vm.class_of(value);
    let Some(method) = class.lookup(&vm.names.__round__) else {
        return Err(vm.type_error(format!(
            "type {} doesn't define __round__ method",
            class.name()
        )));
    };
    let digits = args.opt(1).filter(|digits| !digits.is_none());
    Ok(vm.call_special(value, method, digits.into_iter().cloned().collect()))
}

fn in_base(vm: &Vm, args: Args<'_>, base: u32, prefix: &'static str) -> NativeResult {
    fn shown(vm: &Vm, number: &BigInt, base: u32, prefix: &str) -> Value {
        let sign = if number.sign() == Sign::Minus {
            "-"
        } else {
            ""
        };
        vm.new_str(format!(
            "{sign}{prefix}{}",
            number.magnitude().to_str_radix(base)
        ))
    }
    if let Some(number) = crate::vm::protocol::as_int(args.get(0)) {
        return Ok(shown(vm, &number, base, prefix).into());
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let number: PyResult<BigInt> = vm.index(&value).await;
        Ok(shown(&vm, &number?, base, prefix))
    })
}

fn bin(vm: &Vm, args: Args<'_>) -> NativeResult {
    in_base(vm, args, 2, "0b")
}

fn oct(vm: &Vm, args: Args<'_>) -> NativeResult {
    in_base(vm, args, 8, "0o")
}

fn hex(vm: &Vm, args: Args<'_>) -> NativeResult {
    in_base(vm, args, 16, "0x")
}
