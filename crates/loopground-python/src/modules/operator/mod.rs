//! `_operator`: the operators as functions.
//!
//! Here: the functions. The callables `attrgetter`, `itemgetter` and `methodcaller` are in [`getters`].

pub mod getters;

use crate::object::{Kind, Ref, Value};
use crate::types::buffer;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::operators::{BinaryOperator, Comparison};
use crate::vm::protocol::as_int;
use crate::vm::{CallArgs, Flow, NativeResult, PyResult, Vm};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_operator", FUNCTIONS);
    for class in getters::classes(vm) {
        let name = vm.intern(&class.name());
        dict.set_name(&name, class.into_value());
    }
    Ok(())
}

macro_rules! comparisons {
    ($($name:ident: $op:ident;)*) => {
        $(fn $name(vm: &Vm, args: Args<'_>) -> NativeResult {
            vm.comparison(Comparison::$op, args.get(0), args.get(1))
        })*
    };
}

comparisons! { lt: Lt; le: Le; eq: Eq; ne: Ne; gt: Gt; ge: Ge; }

macro_rules! binary {
    ($($name:ident, $in_place:ident: $op:ident;)*) => {
        $(fn $name(vm: &Vm, args: Args<'_>) -> NativeResult {
            vm.binary_operation(BinaryOperator::$op, false, args.get(0), args.get(1))
        }
        fn $in_place(vm: &Vm, args: Args<'_>) -> NativeResult {
            vm.binary_operation(BinaryOperator::$op, true, args.get(0), args.get(1))
        })*
    };
}

binary! {
    add, iadd: Add;
    and, iand: And;
    floordiv, ifloordiv: FloorDivide;
    lshift, ilshift: Lshift;
    matmul, imatmul: MatrixMultiply;
    mul, imul: Multiply;
    modulo, imod: Remainder;
    or, ior: Or;
    pow, ipow: Power;
    rshift, irshift: Rshift;
    sub, isub: Subtract;
    truediv, itruediv: TrueDivide;
    xor, ixor: Xor;
}

macro_rules! pairs {
    ($($name:literal: $function:ident;)*) => {
        &[
            $(NativeDef::function($name, "(a, b, /)", $function),)*
            NativeDef::function("not_", "(a, /)", not),
            NativeDef::function("truth", "(a, /)", truth),
            NativeDef::function("is_none", "(a, /)", is_none),
            NativeDef::function("is_not_none", "(a, /)", is_not_none),
            NativeDef::function("abs", "(a, /)", abs),
            NativeDef::function("index", "(a, /)", index),
            NativeDef::function("inv", "(a, /)", invert),
            NativeDef::function("invert", "(a, /)", invert),
            NativeDef::function("neg", "(a, /)", neg),
            NativeDef::function("pos", "(a, /)", pos),
            NativeDef::function("setitem", "(a, b, c, /)", setitem),
            NativeDef::function("length_hint", "(obj, default=0, /)", length_hint),
            NativeDef::function("call", "(*args, **kwargs)", call),
            NativeDef::function("_compare_digest", "(a, b, /)", compare_digest),
        ]
    };
}

static FUNCTIONS: &[NativeDef] = pairs! {
    "lt": lt; "le": le; "eq": eq; "ne": ne; "gt": gt; "ge": ge;
    "add": add; "iadd": iadd; "and_": and; "iand": iand; "floordiv": floordiv; "ifloordiv": ifloordiv;
    "lshift": lshift; "ilshift": ilshift; "matmul": matmul; "imatmul": imatmul; "mul": mul; "imul": imul;
    "mod": modulo; "imod": imod; "or_": or; "ior": ior; "pow": pow; "ipow": ipow; "rshift": rshift;
    "irshift": irshift; "sub": sub; "isub": isub; "truediv": truediv; "itruediv": itruediv; "xor": xor; "ixor": ixor;
    "is_": is; "is_not": is_not; "concat": concat; "iconcat": iconcat; "contains": contains;
    "countOf": count_of; "indexOf": index_of; "getitem": getitem; "delitem": delitem;
};

fn truth_flow(vm: &Vm, value: &Value, invert: bool) -> NativeResult {
    if let Some(truth) = vm.quick_truth(value) {
        return Ok(Value::bool(truth != invert).into());
    }
    let (vm, value) = (vm.clone(), value.clone());
    Vm::future(async move { Ok(Value::bool(vm.truth(&value).await? != invert)) })
}

fn not(vm: &Vm, args: Args<'_>) -> NativeResult {
    truth_flow(vm, args.get(0), true)
}

fn truth(vm: &Vm, args: Args<'_>) -> NativeResult {
    truth_flow(vm, args.get(0), false)
}

fn is(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(args.get(0).is(args.get(1))).into())
}

fn is_not(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(!args.get(0).is(args.get(1))).into())
}

fn is_none(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(args.get(0).is_none()).into())
}

fn is_not_none(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(!args.get(0).is_none()).into())
}

fn abs(vm: &Vm, args: Args<'_>) -> NativeResult {
    super::builtins::numbers::abs(vm, args)
}

fn index(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(0).as_small_int().is_some() {
        return Ok(args.get(0).clone().into());
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let index = vm.index(&value).await?;
        Ok(vm.new_int(index))
    })
}

fn invert(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.unary(args.get(0), &vm.names.__invert__, "~")
}

fn neg(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.unary(args.get(0), &vm.names.__neg__, "-")
}

fn pos(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.unary(args.get(0), &vm.names.__pos__, "+")
}

fn concatenate(vm: &Vm, args: Args<'_>, in_place: bool) -> NativeResult {
    let value = args.get(0);
    let class = vm.class_of(value);
    let is_sequence = class.lookup(&vm.names.__getitem__).is_some()
        && !value
            .as_object()
            .is_some_and(|object| object.kind() == Kind::Dict);
    if !is_sequence {
        return Err(vm.type_error(format!(
            "'{}' object can't be concatenated",
            vm.message_name(&class)
        )));
    }
    vm.binary_operation(BinaryOperator::Add, in_place, value, args.get(1))
}

fn concat(vm: &Vm, args: Args<'_>) -> NativeResult {
    concatenate(vm, args, false)
}

fn iconcat(vm: &Vm, args: Args<'_>) -> NativeResult {
    concatenate(vm, args, true)
}

fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.contains_flow(args.get(0), args.get(1), false)
}

/// The places of an item in an iterable: how many, or only the first.
fn search(vm: &Vm, args: Args<'_>, first_only: bool) -> NativeResult {
    let (vm, iterable, item) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let iterator = vm.iter(&iterable).await;
        let Some(iterator) = vm.catch(iterator, &vm.types.exceptions.type_error)? else {
            return Err(vm.type_error(format!(
                "argument of type '{}' is not iterable",
                vm.class_name(&iterable)
            )));
        };
        let (mut place, mut count) = (0, 0);
        while let Some(candidate) = vm.next(&iterator).await? {
            if vm.equal(&candidate, &item).await? {
                if first_only {
                    return Ok(Value::int(place));
                }
                count += 1;
            }
            place += 1;
        }
        if first_only {
            return Err(vm.value_error("sequence.index(x): x not in sequence"));
        }
        Ok(Value::int(count))
    })
}

fn count_of(vm: &Vm, args: Args<'_>) -> NativeResult {
    search(vm, args, false)
}

fn index_of(vm: &Vm, args: Args<'_>) -> NativeResult {
    search(vm, args, true)
}

fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.subscript(args.get(0), args.get(1))
}

/// A change's own result is nothing.
fn without_result(vm: &Vm, flow: Flow) -> NativeResult {
    if let Flow::Value(_) = flow {
        return Ok(Value::none().into());
    }
    let vm = vm.clone();
    Vm::future(async move { vm.run_flow(flow).await.map(|_| Value::none()) })
}

fn setitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let flow = vm.store_subscript(args.get(0), args.get(1), Some(args.get(2).clone()))?;
    without_result(vm, flow)
}

fn delitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let flow = vm.store_subscript(args.get(0), args.get(1), None)?;
    without_result(vm, flow)
}

fn length_hint(vm: &Vm, args: Args<'_>) -> NativeResult {
    let default = match args.opt(1) {
        None => Value::int(0),
        Some(default) if as_int(default).is_some() => default.clone(),
        Some(default) => {
            return Err(vm.type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                vm.class_name(default)
            )));
        }
    };
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        // Asked with a default that no length has, to tell "unknown" apart.
        match vm.length_hint(&value, usize::MAX).await? {
            usize::MAX => Ok(default),
            hint => Ok(Value::int(hint as i64)),
        }
    })
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some((callee, rest)) = args.rest(0).split_first() else {
        return Err(vm.type_error("call expected at least 1 argument, got 0"));
    };
    let given = CallArgs::from_parts(rest, args.keywords(1));
    Ok(Flow::call(callee.clone(), given))
}

fn compare_digest(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (a, b) = (args.get(0), args.get(1));
    let equal = match (a.get::<PyStr>(), b.get::<PyStr>()) {
        (Some(a), Some(b)) => {
            if !a.is_ascii() || !b.is_ascii() {
                return Err(
                    vm.type_error("comparing strings with non-ASCII characters is not supported")
                );
            }
            same(a.bytes(), b.bytes())
        }
        _ => match (buffer::view(a), buffer::view(b)) {
            (Some(a), Some(b)) => same(&a, &b),
            (None, None) => {
                return Err(vm.type_error(format!(
                    "unsupported operand types(s) or combination of types: '{}' and '{}'",
                    vm.class_name(a),
                    vm.class_name(b)
                )));
            }
            (left, _) => {
                buffer::argument(vm, if left.is_none() { a } else { b })?;
                unreachable!("the one that is no buffer was just refused")
            }
        },
    };
    Ok(Value::bool(equal).into())
}

/// Equality that takes as long whatever differs.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
